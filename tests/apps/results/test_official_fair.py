"""Fair mode `official`: the plain score stands beside, and the ~fair lines among the contributions."""

from fractions import Fraction

import pytest
from django.urls import reverse
from tests.factories import results as factory
from tests.factories import two

from paritrana.apps.results.models import Recipient
from paritrana.apps.results.queries import computing, runs

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    made = two.make_judged()
    made.run = factory.report(made, factory.run(made))
    return made


def page_of(client, world, name, *more, user=None, **query):
    client.force_login(user or world.chair)
    client.cookies["django_language"] = "en"
    answer = client.get(reverse(f"results:{name}", args=[world.edition.slug, *more]), query)
    assert answer.status_code == 200
    return " ".join(answer.text.split())


def test_the_plain_score_stands_beside_the_official_one(client, world):
    page = page_of(client, world, "category", factory.CATEGORY)
    assert "Fair values are the official ones; the plain ones beside them" in page
    assert "78.14" in page, "without the change, as the marks were given"
    assert "74.28" in page
    assert "78.14 becomes 74.28" in page
    (one,) = computing.judged(world.run)
    plain = {row.entrant: Fraction(row.score.ratio) for row in computing.plain(one).result.rows}
    third = world.entrants[2].entrant_id
    (category,) = runs.categories_of(world.run)
    by_name = {row.entrant: row for row in category.rows}
    (change,) = by_name[third].changes
    assert plain[third] + change.score_part == by_name[third].exact
    first = world.entrants[0].entrant_id
    assert plain[first] == by_name[first].exact, "seen by all jurors, so nothing changes"


def test_the_change_by_the_fair_value_has_a_column_and_a_sentence(client, world):
    for name, more in (("chair", ()), ("category", (factory.CATEGORY,)), ("run-detail", (1,))):
        page = page_of(client, world, name, *more)
        assert "Fair value: Interview" in page
        assert "these are the lines ~fair" in page
        assert '<span class="num">-6.43</span>' in page


def test_what_if_answers_under_size_classes(client, world):
    page = page_of(client, world, "what-if", factory.CATEGORY, agregat="median")
    assert "Not a result: the asked ranking beside the official one" in page
    assert "Worker coverage (Reach)" in page
    assert "the weights of dimensions stay" in page


def test_the_size_class_stands_beside_the_entrant(client, world):
    page = page_of(client, world, "chair")
    assert page.count("Size class: Besar") == 2
    assert page.count("Size class: Kecil") == 2


def test_the_public_page_says_that_strictness_was_taken_out(client, world):
    factory.confirm(world, world.run)
    factory.publish(world)
    client.logout()
    client.cookies["django_language"] = "en"
    page = client.get(reverse("results:edition", args=[world.edition.slug])).text
    assert "has been taken out of this ranking, as its rules said before marking" in page
    assert "fair_two.py" in page
    assert page.count("Best innovation") > 1, "on the card as in the ranking"
    first = Recipient.objects.get(edition=world.edition, award="winner")
    page = " ".join(
        client.get(reverse("results:recipient", args=[world.edition.slug, first.slug])).text.split()
    )
    assert "Fair value: Interview" in page
    assert "Size class: Kecil" in page


def test_the_drawing_of_the_parts_ends_in_the_official_score(client, world):
    page = page_of(client, world, "category", factory.CATEGORY)
    assert "The bars leave out the change by the fair value; score and table have it." in page
    assert "Pemerintah Kabupaten 03: 74.28." in page
