"""A juror's mirror: own opened marks beside colleagues', in kind words, for that juror alone."""

import pytest
from django.urls import reverse
from tests.factories import awards, judging
from tests.factories import results as factory

from paritrana.apps.results.queries.mirror import mirror_of
from paritrana.core.rulebook import read

CATEGORY = factory.CATEGORY
TWO_RUBRICS = awards.small(**{"weight_bp = 10000\nscale": "weight_bp = 6000\nscale"}) + (
    '[[category.stage.criterion]]\nid = "talk"\ntitle = { id = "Paparan", en = "Talk" }\nkind = "rubric"\n'
    'weight_bp = 4000\nscale = [0, 5]\nanchors = { "0" = "Lemah", "5" = "Kuat" }\n'
)
NAMES = {"n1": "A", "n2": "B", "n3": "C"}


def mirror(marks, juror="j1"):
    category = read(TWO_RUBRICS).category(CATEGORY)
    cells = {
        (name, entrant): dict(zip(("innovation", "talk"), given, strict=True))
        for name, row in marks.items()
        for entrant, given in row.items()
    }
    return mirror_of(category, juror, cells, NAMES)


def test_strictness_order_and_halo_are_those_of_common_entrants():
    found = mirror(
        {
            "j1": {"n1": ("1", "1"), "n2": ("2", "2"), "n3": ("3", "3")},
            "j2": {"n1": ("3", "1"), "n2": ("2", "4"), "n3": ("4", "4")},
        }
    )
    assert [row.difference for row in found.rows] == [-24, -20, -16]
    assert found.difference == -20
    assert found.pairs == (3, 3)
    assert str(found.halo) == "1.00"
    assert str(found.others_halo) == "0.00"


def test_nothing_is_told_without_a_colleague_on_the_same_entrant():
    assert mirror({"j1": {"n1": ("1", "1")}, "j2": {"n2": ("3", "1")}}) is None
    assert mirror({"j1": {"n1": ("1", "1")}, "j2": {"n1": ("1", "1")}}, juror="j9") is None


@pytest.mark.django_db
def test_each_juror_sees_only_the_own_mirror_and_nobody_else_any(client):
    world = factory.make_judged(opened=False, by_juror=factory.SPREAD)
    address = reverse("results:mirror", args=[world.edition.slug])

    def page(user):
        client.force_login(user)
        client.cookies["django_language"] = "en"
        return client.get(address)

    assert "Nothing to see yet" in page(world.jurors[0]).text
    judging.open_up(world.round)
    lenient = page(world.jurors[2]).text
    assert "points higher than colleagues on the same 3 entrants" in lenient
    assert "With fewer than 5 entrants this says little" in lenient
    assert "points lower than colleagues on the same 3 entrants" in page(world.jurors[0]).text
    assert "j1" not in lenient, "no colleague is named"
    strangers = (
        world.office,
        awards.make_user(is_operator=True),
        factory.entrant_user(world.entrants[0]),
    )
    for user in strangers:
        assert page(user).status_code == 403
