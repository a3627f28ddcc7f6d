"""Seats: one holder at a time, one seat a person, history kept, vacant ones block what needs them."""

import pytest
from tests.factories import awards as make

from paritrana.apps.awards import queries
from paritrana.apps.awards.commands import calendar, committees
from paritrana.apps.awards.states import PhaseKind
from paritrana.errors import BadInput, NotPermitted, RuleRefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return make.make_edition(filled=False)


@pytest.fixture
def secretary(edition):
    return make.secretary_of(edition)


def test_a_seat_is_filled_and_vacated_with_its_history(edition, secretary):
    chair, first, second = (
        edition.seats.get(code="chair"),
        make.make_user("Sekda"),
        make.make_user("Plt. Sekda"),
    )
    assert len(queries.vacant_seats(edition)) == 4
    committees.appoint(seat=chair, user=first, office="Sekretaris Daerah", decree="SK 1/2023", by=secretary)
    assert queries.seat_of(first, edition) == chair
    assert queries.is_chair(first, edition)
    ended = committees.vacate(seat=chair, reason="Purnatugas", by=secretary)
    assert (ended.user, ended.end_reason) == (first, "Purnatugas")
    assert queries.seat_of(first, edition) is None
    committees.appoint(seat=chair, user=second, office="Plt. Sekretaris Daerah", by=secretary)
    assert [one.user for one in chair.appointments.all()] == [second, first]


def test_a_held_seat_and_a_person_with_a_seat_are_refused(edition, secretary):
    chair, other, person = (
        edition.seats.get(code="chair"),
        edition.seats.get(code="secretary"),
        make.make_user(),
    )
    committees.appoint(seat=chair, user=person, office="Sekda", by=secretary)
    with pytest.raises(RuleRefused, match=r"awards\.seat_held"):
        committees.appoint(seat=chair, user=make.make_user(), office="Sekda", by=secretary)
    with pytest.raises(RuleRefused, match=r"awards\.holds_other_seat"):
        committees.appoint(seat=other, user=person, office="Kepala kantor", by=secretary)
    with pytest.raises(RuleRefused, match=r"awards\.seat_is_vacant"):
        committees.vacate(seat=other, reason="x", by=secretary)


def test_what_is_missing_is_refused(edition, secretary):
    chair = edition.seats.get(code="chair")
    with pytest.raises(BadInput, match=r"awards\.office_missing"):
        committees.appoint(seat=chair, user=make.make_user(), office=" ", by=secretary)
    with pytest.raises(RuleRefused, match=r"awards\.person_inactive"):
        committees.appoint(seat=chair, user=make.make_user(is_active=False), office="Sekda", by=secretary)
    committees.appoint(seat=chair, user=make.make_user(), office="Sekda", by=secretary)
    with pytest.raises(BadInput, match=r"awards\.reason_missing"):
        committees.vacate(seat=chair, reason="", by=secretary)


def test_others_neither_appoint_nor_vacate(edition):
    seat = edition.seats.first()
    for person in (None, make.make_user(), make.make_member(make.make_secretariat("74"))):
        with pytest.raises(NotPermitted):
            committees.appoint(seat=seat, user=make.make_user(), office="Sekda", by=person)
        with pytest.raises(NotPermitted):
            committees.vacate(seat=seat, reason="x", by=person)


@pytest.mark.parametrize("kind", [PhaseKind.MARKING, PhaseKind.INTERVIEW, PhaseKind.PLENARY])
def test_vacant_seats_block_the_phases_that_need_them(edition, secretary, kind):
    phase = make.make_phase(edition, kind)
    committees.appoint(seat=edition.seats.first(), user=make.make_user(), office="Sekda", by=secretary)
    with pytest.raises(RuleRefused) as refused:
        calendar.open_phase(phase=phase, by=secretary)
    assert refused.value.code == "awards.seats_vacant"
    assert refused.value.facts["count"] == 3
    for seat in queries.vacant_seats(edition):
        committees.appoint(seat=seat, user=make.make_user(), office="Anggota", by=secretary)
    assert calendar.open_phase(phase=phase, by=secretary).opened_at


def test_other_phases_do_not_need_seats(edition):
    assert make.make_phase(edition, PhaseKind.NOMINATION, opened=True).opened_at
