"""The calendar: opened, closed by the clock, extended in public; and its file."""

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.factories import awards as make

from paritrana.apps.awards import queries
from paritrana.apps.awards.commands import calendar
from paritrana.apps.awards.rules.calendar import Plan, moved_text, shifted
from paritrana.apps.awards.rules.calendar_file import Event, calendar_file, folded
from paritrana.apps.awards.states import Actor, EditionState, PhaseKind
from paritrana.apps.ledger.queries import entries_of
from paritrana.core.units import clock
from paritrana.errors import BadInput, NotPermitted, RuleRefused

NOON = datetime(2024, 3, 1, 4, tzinfo=UTC)
HOUR = timedelta(hours=1)
database = pytest.mark.django_db


@pytest.fixture
def edition():
    return make.make_edition()


@pytest.fixture
def secretary(edition):
    return make.secretary_of(edition)


def changed(phase, by, **changes):
    given = {"kind": phase.kind, "name_id": phase.name_id, "actor": phase.actor} | changes
    return calendar.change(phase=phase, by=by, **given)


@database
def test_a_phase_is_open_until_its_deadline_by_the_clock(edition, secretary):
    with clock.at(NOON):
        phase = make.make_phase(edition, opened=True, closes_at=NOON + HOUR)
    kind = PhaseKind.NOMINATION
    assert queries.open_phases(edition, kind, NOON - HOUR) == []
    assert queries.open_phases(edition, kind, NOON) == [phase]
    assert queries.open_phases(edition, kind, NOON + HOUR) == [phase]
    assert queries.open_phases(edition, kind, NOON + HOUR + timedelta(seconds=1)) == []
    assert queries.open_phases(edition, PhaseKind.MARKING, NOON) == []
    for moment in (NOON - HOUR, NOON, NOON + HOUR, NOON + HOUR + timedelta(seconds=1)):
        assert phase.is_open(moment) == bool(queries.open_phases(edition, kind, moment))


@database
def test_a_phase_is_closed_by_hand(edition, secretary):
    with clock.at(NOON):
        phase = make.make_phase(edition, opened=True)
    with clock.at(NOON + HOUR):
        calendar.close_phase(phase=phase, by=secretary)
        assert queries.open_phases(edition, PhaseKind.NOMINATION, clock.now()) == []
        with pytest.raises(RuleRefused, match=r"awards\.phase_not_open"):
            calendar.close_phase(phase=phase, by=secretary)
        with pytest.raises(RuleRefused, match=r"awards\.phase_opened"):
            calendar.open_phase(phase=phase, by=secretary)


@database
def test_an_extension_needs_a_reason_is_public_and_reopens(edition, secretary):
    with clock.at(NOON):
        phase = make.make_phase(edition, opened=True, closes_at=NOON + HOUR)
    with clock.at(NOON + 2 * HOUR):
        with pytest.raises(BadInput, match=r"awards\.reason_missing"):
            calendar.extend(phase=phase, closes_at=NOON + 9 * HOUR, reason=" ", by=secretary)
        with pytest.raises(BadInput, match=r"awards\.deadline_not_later"):
            calendar.extend(phase=phase, closes_at=NOON + HOUR, reason="Listrik padam", by=secretary)
        phase = calendar.extend(phase=phase, closes_at=NOON + 9 * HOUR, reason="Listrik padam", by=secretary)
        assert queries.open_phases(edition, PhaseKind.NOMINATION, clock.now()) == [phase]
    assert phase.moves[0]["reason"] == "Listrik padam"
    assert moved_text(phase.moves[0], "WITA") == "1 Maret 2024 pukul 13.00 WITA"
    leaf = entries_of(edition.ledger_log, event="phase.extended").get().leaf
    assert "Listrik padam" in leaf


@database
def test_a_phase_closed_by_hand_can_be_extended(edition, secretary):
    with clock.at(NOON):
        phase = make.make_phase(edition, opened=True)
        calendar.close_phase(phase=phase, by=secretary)
    with clock.at(NOON + HOUR):
        phase = calendar.extend(phase=phase, closes_at=NOON + 2 * HOUR, reason="Berkas susulan", by=secretary)
        assert phase.is_open(clock.now())


@database
def test_a_moved_plan_stays_readable_once_announced(secretary, edition):
    phase = make.make_phase(edition, PhaseKind.GALA, planned_start=date(2024, 7, 1))
    moved = changed(phase, secretary, planned_start=date(2024, 7, 3), reason="Gubernur berhalangan")
    assert moved_text(moved.moves[0], "WITA") == "1 Juli 2024"
    assert changed(moved, secretary, planned_start=date(2024, 7, 3), place="Manado").moves == moved.moves


@database
def test_a_plan_in_preparation_moves_silently(secretary):
    edition = make.make_edition(text=make.small(**{"kecil-2023": "lain"}), state=EditionState.PREPARING)
    phase = make.make_phase(edition, PhaseKind.GALA, planned_text="Juli 2024")
    by = make.secretary_of(edition)
    assert changed(phase, by, planned_text="Agustus 2024").moves == []


@database
def test_only_what_was_never_opened_is_removed(edition, secretary):
    planned, opened = make.make_phase(edition), make.make_phase(edition, opened=True)
    calendar.remove(phase=planned, by=secretary)
    assert list(edition.phases.all()) == [opened]
    with pytest.raises(RuleRefused, match=r"awards\.phase_is_history"):
        calendar.remove(phase=opened, by=secretary)


@database
def test_faulty_plans_are_refused(edition, secretary):
    for changes, code in [
        ({"name_id": " "}, "awards.phase_name"),
        ({"kind": "party"}, "awards.phase_kind"),
        ({"planned_start": date(2024, 2, 2), "planned_end": date(2024, 2, 1)}, "awards.phase_order"),
    ]:
        given = {"kind": PhaseKind.GALA, "name_id": "Gala", "actor": Actor.COMMITTEE} | changes
        with pytest.raises(BadInput) as refused:
            calendar.plan(edition=edition, by=secretary, **given)
        assert refused.value.code == code
    with clock.at(NOON), pytest.raises(BadInput, match=r"awards\.deadline_past"):
        make.make_phase(edition, opened=True, closes_at=NOON)


@database
def test_nominations_open_only_after_the_announcement():
    edition = make.make_edition(state=EditionState.PREPARING)
    with pytest.raises(RuleRefused, match=r"awards\.not_announced"):
        make.make_phase(edition, PhaseKind.NOMINATION, opened=True)
    assert make.make_phase(edition, PhaseKind.MEETING, opened=True).opened_at


@database
def test_others_do_not_touch_the_calendar(edition):
    phase = make.make_phase(edition)
    acts = [
        lambda by: make.make_phase(edition, by=by),
        lambda by: changed(phase, by),
        lambda by: calendar.open_phase(phase=phase, by=by),
        lambda by: calendar.close_phase(phase=phase, by=by),
        lambda by: calendar.extend(phase=phase, closes_at=NOON, reason="x", by=by),
        lambda by: calendar.remove(phase=phase, by=by),
    ]
    juror = make.holder_of(edition.seats.first())
    for act in acts:
        for person in (juror, make.make_user()):
            with pytest.raises(NotPermitted, match=r"awards\.not_secretariat"):
                act(person)


def test_a_span_is_told_in_words():
    first, last = date(2024, 4, 22), date(2024, 4, 26)
    assert Plan(first, last).told() == "22 April 2024 – 26 April 2024"
    assert Plan(first).told("en") == "22 April 2024"
    assert Plan(text="Januari 2021").told() == "Januari 2021"
    assert shifted(Plan(text="Maret–Mei 2021"), 2).text == "Maret–Mei 2023"


def test_the_calendar_file_keeps_rfc_5545():
    text = calendar_file(
        [
            Event("a@x", "Rapat; pleno, akhir", date(2024, 7, 1), date(2024, 7, 3), place="Hotel A\\B"),
            Event("b@x", "Batas", at=datetime(2024, 7, 3, 15, 59, tzinfo=UTC), note="baris 1\nbaris 2"),
            Event("c@x", "Satu hari", start=date(2024, 12, 31)),
        ],
        name="Jadwal",
        stamp=NOON,
    )
    lines = text.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert "\n" not in text.replace("\r\n", "")
    assert r"SUMMARY:Rapat\; pleno\, akhir" in lines
    assert r"LOCATION:Hotel A\\B" in lines
    assert r"DESCRIPTION:baris 1\nbaris 2" in lines
    assert "DTSTART;VALUE=DATE:20240701" in lines
    assert "DTEND;VALUE=DATE:20240704" in lines, "the end of whole days is the day after"
    assert "DTSTART:20240703T155900Z" in lines
    assert "DTEND;VALUE=DATE:20250101" in lines
    assert lines.count("DTSTAMP:20240301T040000Z") == 3


def test_a_long_line_is_folded_at_75_octets_without_tearing_a_character():
    line = "SUMMARY:" + "é–a" * 60
    pieces = folded(line).split("\r\n")
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert all(piece.startswith(" ") for piece in pieces[1:])
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line
