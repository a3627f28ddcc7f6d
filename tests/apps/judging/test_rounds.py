"""Rounds: planned, refused while a seat is vacant, sealed until the chair opens them with a quorum."""

import pytest
from tests.factories import awards, results
from tests.factories import judging as make

from paritrana.apps.awards.commands import committees
from paritrana.apps.judging import permissions, queries
from paritrana.apps.judging.commands import rounds, sheets
from paritrana.apps.judging.models import Round, Sheet
from paritrana.apps.judging.states import RoundState, TieKind
from paritrana.apps.ledger.models import Entry
from paritrana.apps.nominations.commands import verification
from paritrana.apps.nominations.states import State
from paritrana.errors import BadInput, NotPermitted, RuleRefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return awards.make_edition()


def refused_code(kind, command, **given):
    with pytest.raises(kind) as refused:
        command(**given)
    return refused.value.code


def test_only_stages_with_a_rubric_get_a_round(edition):
    by = awards.secretary_of(edition)
    made = rounds.plan(edition=edition, by=by)
    assert [(one.category, one.stage) for one in made] == [("regency-city", "interview")]
    assert refused_code(RuleRefused, rounds.plan, edition=edition, by=by) == "judging.nothing_planned"
    for user in (make.jurors_of(edition)[0], awards.make_user(is_operator=True)):
        assert refused_code(NotPermitted, rounds.plan, edition=edition, by=user) == "awards.not_secretariat"


def test_a_vacant_seat_blocks_the_start(edition):
    make.make_entrants(edition, 2)
    by = awards.secretary_of(edition)
    seat = edition.seats.get(code="expert", ordinal=2)
    committees.vacate(seat=seat, reason="pindah tugas", by=by)
    (round,) = rounds.plan(edition=edition, by=by)
    with pytest.raises(RuleRefused) as refused:
        rounds.start(round=round, by=by)
    assert (refused.value.code, refused.value.facts["seats"]) == ("judging.seats_vacant", "Expert 2")
    committees.appoint(seat=seat, user=awards.make_user(), office="Universitas", by=by)
    assert rounds.start(round=round, by=by).state == RoundState.MARKING
    assert round.sheets.count() == 4


def test_starting_freezes_the_rulebook_and_needs_entrants(edition):
    by = awards.secretary_of(edition)
    (round,) = rounds.plan(edition=edition, by=by)
    assert refused_code(RuleRefused, rounds.start, round=round, by=by) == "judging.no_entrants"
    assert edition.rulebook_versions.get().frozen_at is None
    make.make_entrants(edition, 1)
    rounds.start(round=round, by=by)
    assert edition.rulebook_versions.get().frozen_at is not None
    assert refused_code(RuleRefused, rounds.start, round=round, by=by) == "judging.round_move"


def test_the_chair_opens_with_a_quorum_of_locked_sheets(edition):
    make.make_entrants(edition, 2)
    round = make.make_round(edition)
    chair, secretary, *_ = make.jurors_of(edition)
    make.lock_all(round, jurors=[chair])
    with pytest.raises(RuleRefused) as refused:
        rounds.open_round(round=round, by=chair)
    assert (refused.value.code, refused.value.facts) == ("judging.no_quorum", {"locked": 1, "quorum": 2})
    make.lock_all(round, jurors=[secretary])
    for user in (secretary, awards.secretary_of(edition), awards.make_user(is_operator=True)):
        assert refused_code(NotPermitted, rounds.open_round, round=round, by=user) == "judging.not_chair"
    opened = rounds.open_round(round=round, by=chair)
    assert (opened.state, opened.opened_by) == (RoundState.OPENED, chair)
    assert refused_code(RuleRefused, rounds.open_round, round=round, by=chair) == "judging.round_move"


def test_each_entrant_needs_enough_jurors_that_count(edition):
    first, second = make.make_entrants(edition, 2)
    chair, secretary, third, _ = make.jurors_of(edition)
    make.declare_all(edition, ties_of={secretary: {second: TieKind.BUSINESS}})
    round = make.make_round(edition)
    make.lock_all(round, jurors=[chair, secretary])
    assert queries.counted_jurors(round) == {first: 2, second: 1}
    with pytest.raises(RuleRefused) as refused:
        rounds.open_round(round=round, by=chair)
    assert refused.value.code == "judging.too_few_jurors"
    assert second.organisation.name in refused.value.facts["entrants"]
    assert first.organisation.name not in refused.value.facts["entrants"]
    make.lock_all(round, jurors=[third])
    make.open_up(round)


def test_a_closed_round_takes_no_marks_until_it_is_resumed_with_a_reason(edition):
    (entrant,) = make.make_entrants(edition, 1)
    round = make.make_round(edition)
    by, juror = awards.secretary_of(edition), make.jurors_of(edition)[0]
    rounds.close(round=round, by=by)
    given = {
        "sheet": make.sheet_of(round, juror),
        "nomination": entrant,
        "criterion": "innovation",
        "mark": "3",
        "by": juror,
    }
    assert refused_code(RuleRefused, sheets.save_mark, **given) == "judging.round_not_marking"
    assert refused_code(BadInput, rounds.resume, round=round, reason=" ", by=by) == "judging.reason_missing"
    rounds.resume(round=round, reason="dua juri berhalangan", by=by)
    sheets.save_mark(**given)
    assert '"reason":"dua juri berhalangan"' in Entry.objects.get(event="round.resumed").leaf


def test_a_successor_gets_a_sheet_unless_the_seat_has_a_locked_one(edition):
    make.make_entrants(edition, 1)
    round = make.make_round(edition)
    by = awards.secretary_of(edition)
    chair, secretary, *_ = make.jurors_of(edition)
    make.lock_all(round, jurors=[secretary])
    for code, name in (("chair", "Ketua baru"), ("secretary", "Sekretaris baru")):
        seat = edition.seats.get(code=code)
        committees.vacate(seat=seat, reason="ganti jabatan", by=by)
        committees.appoint(seat=seat, user=awards.make_user(name), office=name, by=by)
    assert [sheet.seat.code for sheet in rounds.add_sheets(round=round, by=by)] == ["chair"]
    assert refused_code(RuleRefused, rounds.add_sheets, round=round, by=by) == "judging.nobody_to_add"
    with pytest.raises(NotPermitted) as refused:
        make.mark_all(make.sheet_of(round, chair))
    assert refused.value.code == "judging.not_seated"
    assert set(queries.juror_ids(edition).values()) == {"j1", "j1b", "j2", "j2b", "j3", "j4"}


def test_a_final_is_marked_for_those_who_passed_only():
    edition = awards.make_edition(text=make.WITH_FINAL)
    first, second, third = make.make_entrants(edition, 3)
    interview = make.make_round(edition)
    by = awards.secretary_of(edition)
    final = Round.objects.get(edition=edition, stage="final")
    assert refused_code(RuleRefused, rounds.start, round=final, by=by) == "judging.earlier_round_sealed"
    make.lock_all(interview, marks={first: "2", second: "5", third: "4"})
    make.open_up(interview)
    final = rounds.start(round=final, by=by)
    assert final.passed == [second.entrant_id]
    assert queries.entrants_of(final) == [second]
    make.lock_all(final, marks={second: "2.5"})
    make.open_up(final)
    assert ("j1", second.entrant_id, "defence", "2.5") in queries.marks_of(edition)[0]


def test_who_marked_what_tells_counts_and_no_value(edition):
    first, second = make.make_entrants(edition, 2)
    round = make.make_round(edition)
    chair = make.jurors_of(edition)[0]
    sheet = make.sheet_of(round, chair)
    sheets.save_mark(sheet=sheet, nomination=first, criterion="innovation", mark="5", by=chair)
    sheets.recuse(nomination=second, kind=TieKind.OTHER, by=chair)
    (view,) = queries.who_marked_what(edition)
    assert [(line.marked, line.recused, line.left) for line in view.lines][:2] == [(1, 1, 0), (0, 0, 2)]
    assert (view.locked, view.quorum, view.is_ready) == (0, 2, False)
    sheets.lock(sheet=sheet, by=chair)
    assert queries.locked_count(round) == 1


def test_marks_stay_sealed_to_everyone_until_the_opening(edition):
    make.make_entrants(edition, 2)
    round = make.make_round(edition)
    make.lock_all(round)
    assert queries.marks_of(edition) == ([], [])
    assert queries.openings_of(edition) == []
    people = [awards.secretary_of(edition), awards.make_user(is_operator=True), *make.jurors_of(edition)]
    for user in people:
        with pytest.raises(NotPermitted):
            permissions.check_see_matrix(user, Round.objects.get(pk=round.pk))
    opened = make.open_up(round)
    assert permissions.check_see_matrix(make.jurors_of(edition)[1], opened) is True
    assert permissions.check_see_matrix(awards.secretary_of(edition), opened) is False
    with pytest.raises(NotPermitted):
        permissions.check_see_matrix(awards.make_user(is_operator=True), opened)


def test_opening_leaves_the_hashes_of_the_openings_in_the_ledger(edition):
    make.make_entrants(edition, 2)
    round = make.make_round(edition)
    make.lock_all(round)
    make.open_up(round)
    leaf = Entry.objects.get(event="round.opened").leaf
    openings = queries.openings_of(edition)
    assert [one.juror for one in openings] == ["j1", "j2", "j3", "j4"]
    for one in openings:
        assert one.commitment in leaf
        assert one.nonce not in leaf


def test_an_unlocked_sheet_never_counts(edition):
    entrants = make.make_entrants(edition, 2)
    round = make.make_round(edition)
    chair, secretary, third, _ = make.jurors_of(edition)
    make.lock_all(round, jurors=[chair, secretary])
    make.mark_all(make.sheet_of(round, third), "5")
    make.open_up(round)
    rows, recusals = queries.marks_of(edition)
    assert rows == sorted(
        (juror, one.entrant_id, "innovation", "3") for juror in ("j1", "j2") for one in entrants
    )
    assert recusals == []


def test_a_recusal_before_the_opening_removes_the_cell_and_one_after_it_does_not(edition):
    first, second = make.make_entrants(edition, 2)
    round = make.make_round(edition)
    third, fourth = make.jurors_of(edition)[2:]
    make.lock_all(round)
    sheets.recuse(nomination=first, kind=TieKind.FAMILY, by=third)
    make.open_up(round)
    rows, recusals = queries.marks_of(edition)
    assert recusals == [("j3", first.entrant_id)]
    assert not [row for row in rows if row[:2] == ("j3", first.entrant_id)]
    sheets.recuse(nomination=second, kind=TieKind.FAMILY, by=fourth)
    assert queries.marks_of(edition) == (rows, recusals)
    assert queries.core_marks(edition)["j3", first.entrant_id] == {"*": "recused"}


def test_an_entrant_that_was_returned_is_no_longer_in_the_round(edition):
    first, second = make.make_entrants(edition, 2)
    round = make.make_round(edition)
    first.state = State.RETURNED
    first.save()
    assert queries.entrants_of(round) == [second]
    assert Sheet.objects.filter(round=round).count() == 4


def test_a_start_that_leaves_dossiers_or_objections_behind_needs_a_reason_and_records_what_it_left(edition):
    entrant, waiting = make.make_entrants(edition, 2)
    waiting.state = State.SUBMITTED
    waiting.save()
    figure = results.verify(entrant, "0.5", by=awards.make_user())
    objection = verification.object_to(
        figure=figure, text="angka tahun lalu", by=make.make_entrant_user(entrant)
    )
    by = awards.secretary_of(edition)
    (round,) = rounds.plan(edition=edition, by=by)
    with pytest.raises(RuleRefused) as refused:
        rounds.start(round=round, reason=" ", by=by)
    assert (refused.value.code, refused.value.facts) == (
        "judging.start_leaves",
        {"dossiers": 1, "objections": 1},
    )
    assert edition.rulebook_versions.get().frozen_at is None
    assert rounds.start(round=round, reason="tenggat nasional", by=by).state == RoundState.MARKING
    leaf = Entry.objects.get(event="round.started").leaf
    for told in ("tenggat nasional", waiting.entrant_id, f'"objections":[{objection.pk}]'):
        assert told in leaf


def test_a_start_that_leaves_nothing_behind_asks_for_no_reason(edition):
    entrant, declined = make.make_entrants(edition, 2)
    declined.state = State.REFUSED
    declined.save()
    by = awards.secretary_of(edition)
    (round,) = rounds.plan(edition=edition, by=by)
    assert not queries.rounds.left_behind(edition)
    rounds.start(round=round, by=by)
    assert queries.entrants_of(round) == [entrant]
