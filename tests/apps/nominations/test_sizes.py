"""The size class of an entrant: the proposer states it, a verifier enters it, nothing is ranked without."""

from datetime import date

import pytest
from django.urls import reverse
from tests.factories import awards, judging, results, two
from tests.factories import nominations as make

from paritrana.apps.judging.commands import rounds
from paritrana.apps.judging.models import Round
from paritrana.apps.nominations.commands import proposals, verification
from paritrana.apps.nominations.models import Nomination, VerifiedFigure
from paritrana.apps.nominations.queries.scoring import entrant_facts
from paritrana.apps.nominations.rules import SIZE
from paritrana.apps.nominations.states import State
from paritrana.apps.organisations.states import Role
from paritrana.errors import BadInput, RuleRefused

pytestmark = pytest.mark.django_db
SOURCE = "Penduduk 2023: 84.500, BPS kabupaten dalam angka 2024"


@pytest.fixture
def branch():
    return make.make_branch("71")


@pytest.fixture
def edition(branch):
    return make.make_open_edition(text=two.BOOK)


def propose(edition, branch, **stated):
    return proposals.propose(
        edition=edition,
        category="regency-city",
        organisation=make.make_organisation(code=make.free_code()),
        proposer=branch,
        reason="Cakupan naik",
        by=make.person_of(branch, Role.PROPOSER),
        **stated,
    )


def verify(nomination, branch, value):
    return verification.enter(
        nomination=nomination,
        criterion=SIZE,
        value=value,
        as_of=date(2023, 12, 31),
        definition="Penduduk kurang dari 100.000",
        source=SOURCE,
        verifier=branch,
        by=make.person_of(branch, Role.VERIFIER),
    )


def page_of(client, user, name, *args):
    client.force_login(user)
    client.cookies["django_language"] = "en"
    return " ".join(client.get(reverse(name, args=args)).text.split())


def test_the_proposer_states_a_class_of_the_category_and_what_it_rests_on(edition, branch):
    for stated, code in (
        ({}, "size_class_needed"),
        ({"size_class": "raksasa", "size_source": SOURCE}, "size_class_needed"),
        ({"size_class": "kecil", "size_source": " "}, "size_source_needed"),
    ):
        with pytest.raises(BadInput, match=code):
            propose(edition, branch, **stated)
    made = propose(edition, branch, size_class="kecil", size_source=SOURCE)
    assert (made.size_class, made.size_source) == ("kecil", SOURCE)


def test_where_no_class_is_asked_none_is_stated(branch):
    plain = make.make_open_edition()
    with pytest.raises(BadInput, match="size_class_not_asked"):
        propose(plain, branch, size_class="kecil", size_source=SOURCE)
    assert propose(plain, branch).size_class == ""


def test_the_page_of_a_proposal_asks_for_the_class_and_the_proposer_reads_it_again(client, edition, branch):
    organisation = make.make_organisation(code=make.free_code())
    clerk = make.person_of(branch, Role.PROPOSER)
    client.force_login(clerk)
    client.cookies["django_language"] = "en"
    address = reverse("nominations:proposal-new", args=[edition.slug, "regency-city"])
    form = {"organisation": organisation.pk, "reason": "Cakupan naik"}
    refused = client.post(address, form)
    assert refused.status_code == 422
    assert {"size_class", "size_source"} <= refused.context["form"].errors.keys()
    assert client.post(address, {**form, "size_class": "kecil", "size_source": SOURCE}).status_code == 302
    page = page_of(client, clerk, "nominations:dossier", Nomination.objects.get().pk)
    assert "Size class, as stated" in page
    assert "Kecil" in page
    assert SOURCE in page


def test_only_the_verified_class_is_a_fact_and_it_keeps_its_history(client, edition, branch):
    nomination = propose(edition, branch, size_class="kecil", size_source=SOURCE)
    Nomination.objects.filter(pk=nomination.pk).update(state=State.COMPLETE)
    facts = entrant_facts(edition)
    assert facts[nomination.entrant_id].size == "", "the word of the proposer is not enough"
    clerk = make.person_of(branch, Role.VERIFIER)
    page = page_of(client, clerk, "nominations:verification-desk", edition.slug, nomination.pk)
    assert "Stated by the proposer, not by the entrant" in page
    assert "the word of the proposer is not enough" in page
    client.post(
        reverse("nominations:verification-figure", args=[edition.slug, nomination.pk, SIZE]),
        {"value": "besar", "as_of": "2023-12-31", "definition": "Penduduk 100.000 ke atas", "source": SOURCE},
    )
    assert entrant_facts(edition)[nomination.entrant_id].size == "besar"
    verify(nomination, branch, "kecil")
    assert entrant_facts(edition)[nomination.entrant_id].size == "kecil"
    assert VerifiedFigure.objects.filter(nomination=nomination, criterion=SIZE).count() == 2
    with pytest.raises(BadInput):
        verify(nomination, branch, "raksasa")


def test_a_missing_class_stops_marking_and_ranking_and_names_who_mends_it(client):
    world = two.make_judged()
    branch = make.make_branch("71")
    missing = VerifiedFigure.objects.get(nomination=world.entrants[1], criterion=SIZE)
    missing.delete()
    with pytest.raises(RuleRefused, match="size_missing") as refused:
        results.run(world)
    assert refused.value.facts == {"entrants": "Pemerintah Kabupaten 02", "ask": branch.name}
    desk = page_of(client, world.office, "results:desk", world.edition.slug)
    assert "No size class is verified for:" in desk
    assert branch.name in desk
    edition = world.edition
    clerk = make.person_of(branch, Role.VERIFIER)
    page = page_of(client, clerk, "nominations:verification-desk", edition.slug, world.entrants[1].pk)
    assert "Only the missing size class may still be entered." in page
    for name, wanted in ((SIZE, True), ("coverage", False)):
        address = reverse("nominations:verification-figure", args=[edition.slug, world.entrants[1].pk, name])
        client.force_login(clerk)
        assert ("Save the verified figure" in client.get(address).text) is wanted, name
    verify(world.entrants[1], branch, "besar")
    assert results.run(world).number == 1
    with pytest.raises(RuleRefused, match="marking_started"):
        verify(world.entrants[1], branch, "kecil")


def test_marking_does_not_begin_while_a_class_is_missing():
    edition = awards.make_edition(text=two.BOOK)
    judging.make_entrants(edition, 2)
    by = awards.secretary_of(edition)
    rounds.plan(edition=edition, by=by)
    judging.declare_all(edition)
    with pytest.raises(RuleRefused, match="size_missing"):
        rounds.start(round=Round.objects.get(edition=edition), by=by)
    edition.refresh_from_db()
    assert edition.rulebook_version.frozen_at is None, "nothing is closed by it"


def test_a_rate_on_few_workers_asks_for_both_counts_and_says_why(client, edition, branch):
    nomination = propose(edition, branch, size_class="kecil", size_source=SOURCE)
    Nomination.objects.filter(pk=nomination.pk).update(state=State.SUBMITTED)
    clerk = make.person_of(branch, Role.VERIFIER)
    address = reverse("nominations:verification-figure", args=[edition.slug, nomination.pk, "coverage"])
    args = (edition.slug, nomination.pk, "coverage")
    page = page_of(client, clerk, "nominations:verification-figure", *args)
    assert "so both counts are needed." in page
    assert "drawn towards 40%, as if 50 more persons had it" in page
    common = {"as_of": "2023-12-31", "definition": "Pekerja terlindungi", "source": "Rekap"}
    assert client.post(address, {**common, "value": "0.6"}).status_code == 422
    assert client.post(address, {**common, "numerator": "180", "denominator": "300"}).status_code == 302
    figure = VerifiedFigure.objects.get()
    assert (figure.value, figure.numerator, figure.denominator) == ("180/300", 180, 300)
    desk = page_of(client, clerk, "nominations:verification-desk", edition.slug, nomination.pk)
    assert "180 / 300 = 60.00%" in desk


def test_too_few_beneath_a_rate_are_told_as_not_given(client, branch):
    text = two.BOOK.replace(
        '{ rule = "shrink", kappa = 50, prior = "0.40" }', '{ rule = "missing", below = 500 }'
    )
    edition = make.make_open_edition(text=text)
    nomination = propose(edition, branch, size_class="kecil", size_source=SOURCE)
    Nomination.objects.filter(pk=nomination.pk).update(state=State.SUBMITTED)
    figure = results.verify(nomination, "180/300", by=make.person_of(branch, Role.VERIFIER))
    VerifiedFigure.objects.filter(pk=figure.pk).update(numerator=180, denominator=300)
    clerk = make.person_of(branch, Role.VERIFIER)
    desk = page_of(client, clerk, "nominations:verification-desk", edition.slug, nomination.pk)
    assert "the rulebook takes it as not given" in desk
