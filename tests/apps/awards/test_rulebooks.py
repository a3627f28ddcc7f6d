"""Rulebook versions: replaced freely before judging, changed by two people with a reason after it."""

import pytest
from tests.factories import awards as make

from paritrana.apps.awards import queries
from paritrana.apps.awards.commands import calendar, rulebooks
from paritrana.apps.awards.models import Edition
from paritrana.apps.awards.states import EditionState, PhaseKind
from paritrana.apps.ledger.queries import entries_of
from paritrana.core.rulebook import RulebookFaults
from paritrana.errors import BadInput, NotPermitted, RuleRefused

pytestmark = pytest.mark.django_db

OTHER_WEIGHTS = {"weight_bp = 7000": "weight_bp = 8000", "weight_bp = 3000": "weight_bp = 2000"}
SECOND = make.small(**{"version = 1\n": "version = 2\n"} | OTHER_WEIGHTS)


@pytest.fixture
def edition():
    return make.make_edition()


@pytest.fixture
def secretary(edition):
    return make.secretary_of(edition)


@pytest.fixture
def frozen(edition, secretary):
    make.make_phase(edition, PhaseKind.MARKING, opened=True)
    return Edition.objects.get(pk=edition.pk)


def test_before_the_freeze_a_new_text_is_in_force_at_once(edition, secretary):
    text = make.small(**OTHER_WEIGHTS)
    version = rulebooks.upload(edition=edition, text=text, by=secretary)
    assert (version.version, version.approved_by, version.frozen_at) == (1, secretary, None)
    assert Edition.objects.get(pk=edition.pk).rulebook.hash == version.rulebook.hash
    assert edition.rulebook_versions.count() == 1


def test_before_the_freeze_seats_and_period_follow_the_text(secretary):
    edition = make.make_edition(
        state=EditionState.PREPARING,
        filled=False,
        by=secretary,
        text=make.small(**{"kecil-2023": "lain-2023"}),
    )
    text = edition.rulebook.text.replace('"law_expert", count = 2', '"law_expert", count = 1')
    text = text.replace("2023-12-31", "2023-11-30")
    rulebooks.upload(edition=edition, text=text, by=secretary)
    edition = Edition.objects.get(pk=edition.pk)
    assert [seat.code for seat in edition.seats.all()] == ["chair", "secretary", "expert"]
    assert edition.period_end.isoformat() == "2023-11-30"


def test_a_seat_that_was_held_is_not_taken_away(edition, secretary):
    text = make.SMALL.replace('"law_expert", count = 2', '"law_expert", count = 1')
    with pytest.raises(RuleRefused, match=r"awards\.seat_was_held"):
        rulebooks.upload(edition=edition, text=text, by=secretary)


def test_faults_are_told_and_nothing_changes(edition, secretary):
    with pytest.raises(RulebookFaults):
        rulebooks.upload(edition=edition, text="format = 3", by=secretary)
    assert edition.rulebook_versions.count() == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"kecil-2023": "lain-2023"}, "awards.rulebook_id"),
        ({'region = "71"': 'region = "74"'}, "awards.rulebook_level"),
        ({}, "awards.rulebook_same"),
    ],
)
def test_another_id_or_region_and_the_same_text_are_refused(edition, secretary, changes, code):
    with pytest.raises(BadInput) as refused:
        rulebooks.upload(edition=edition, text=make.small(**changes), by=secretary)
    assert refused.value.code == code


def test_opening_the_first_judging_phase_freezes_the_rulebook(edition, secretary):
    make.make_phase(edition, PhaseKind.MEETING, opened=True)
    assert not queries.is_frozen(edition)
    marking = make.make_phase(edition, PhaseKind.MARKING)
    calendar.open_phase(phase=marking, by=secretary)
    assert queries.is_frozen(edition)
    assert "rulebook.frozen" in [entry.event for entry in entries_of(edition.ledger_log)]


def test_freezing_twice_keeps_the_first_moment(edition, secretary):
    first = rulebooks.freeze(edition=edition, by=secretary).frozen_at
    assert rulebooks.freeze(edition=edition, by=secretary).frozen_at == first


def test_after_the_freeze_a_change_waits_for_a_second_person(frozen, secretary):
    version = rulebooks.upload(edition=frozen, text=SECOND, reason="Rapat panitia 4 Maret", by=secretary)
    assert queries.pending_version(frozen) == version
    assert Edition.objects.get(pk=frozen.pk).rulebook.version == 1
    with pytest.raises(RuleRefused, match=r"awards\.same_person"):
        rulebooks.approve(version=version, by=secretary)
    chair = make.holder_of(frozen.seats.get(code="chair"))
    approved = rulebooks.approve(version=version, by=chair)
    assert approved.frozen_at is not None
    assert Edition.objects.get(pk=frozen.pk).rulebook.version == 2
    assert frozen.rulebook_versions.get(version=1).text == make.SMALL, "the old version stays"
    with pytest.raises(RuleRefused, match=r"awards\.rulebook_approved"):
        rulebooks.approve(version=version, by=chair)


def test_a_colleague_of_the_secretariat_may_approve_and_others_may_not(frozen, secretary):
    version = rulebooks.upload(edition=frozen, text=SECOND, reason="Rapat panitia", by=secretary)
    for person in (None, make.make_user(), make.holder_of(frozen.seats.get(code="secretary"))):
        with pytest.raises(NotPermitted):
            rulebooks.approve(version=version, by=person)
    colleague = make.make_member(frozen.secretariat)
    assert rulebooks.approve(version=version, by=colleague).approved_by == colleague


def test_after_the_freeze_a_reason_the_next_number_and_the_same_period_are_needed(frozen, secretary):
    for text, reason, code in [
        (SECOND, " ", "awards.reason_missing"),
        (make.small(**OTHER_WEIGHTS), "x", "awards.rulebook_version"),
        (SECOND.replace("2023-12-31", "2023-11-30"), "x", "awards.rulebook_period"),
    ]:
        with pytest.raises(BadInput) as refused:
            rulebooks.upload(edition=frozen, text=text, reason=reason, by=secretary)
        assert refused.value.code == code


def test_a_waiting_version_is_replaced_by_a_newer_text_of_the_same_number(frozen, secretary):
    rulebooks.upload(edition=frozen, text=SECOND, reason="satu", by=secretary)
    text = SECOND.replace("quota = 2", "quota = 3")
    rulebooks.upload(edition=frozen, text=text, reason="dua", by=secretary)
    assert frozen.rulebook_versions.count() == 2
    assert queries.pending_version(frozen).reason == "dua"
