"""Sheets: each mark saved on its scale, the whole sealed once, and any later change found."""

import hashlib
import json
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from django.db import connection
from tests.factories import awards
from tests.factories import judging as make

from paritrana.apps.judging import queries
from paritrana.apps.judging.commands import rounds, sheets, ties
from paritrana.apps.judging.models import Mark, Recusal, Sheet
from paritrana.apps.judging.states import SheetState, TieKind
from paritrana.apps.ledger.models import Entry
from paritrana.errors import BadInput, NotPermitted, RuleRefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return awards.make_edition()


@pytest.fixture
def entrants(edition):
    return make.make_entrants(edition, 2)


@pytest.fixture
def round(edition, entrants):
    return make.make_round(edition)


@pytest.fixture
def juror(edition):
    return make.jurors_of(edition)[2]


@pytest.fixture
def sheet(round, juror):
    return make.sheet_of(round, juror)


@pytest.mark.parametrize(
    ("given", "kept"), [("0", "0"), ("5", "5"), (" 3 ", "3"), ("4,0", "4"), ("04", "4"), ("", "")]
)
def test_a_mark_on_the_scale_is_saved_in_one_form(sheet, juror, entrants, given, kept):
    saved = sheets.save_mark(
        sheet=sheet, nomination=entrants[0], criterion="innovation", mark=given, note="jelas", by=juror
    )
    assert (saved.mark.mark, saved.mark.note, saved.replaced) == (kept, "jelas", "")


@pytest.mark.parametrize("given", ["6", "-1", "2.5", "3,1", "tiga", "1e1", "٣", "5.0000001"])
def test_a_mark_off_the_scale_is_refused_with_the_scale(sheet, juror, entrants, given):
    with pytest.raises(BadInput) as fault:
        sheets.save_mark(sheet=sheet, nomination=entrants[0], criterion="innovation", mark=given, by=juror)
    assert fault.value.status == 422
    assert fault.value.facts == {"criterion": "innovation", "low": "0", "high": "5", "step": "1"}
    assert not Mark.objects.exists()


def test_an_unknown_criterion_or_entrant_is_refused(edition, sheet, juror, entrants):
    given = {"sheet": sheet, "mark": "3", "by": juror}
    with pytest.raises(BadInput):
        sheets.save_mark(nomination=entrants[0], criterion="coverage", **given)
    other = awards.make_edition(text=make.WITH_FINAL)
    stranger = make.make_entrant(other, 7)
    with pytest.raises((BadInput, NotPermitted)):
        sheets.save_mark(nomination=stranger, criterion="innovation", **given)


def test_only_the_juror_of_the_sheet_marks_on_it(edition, sheet, entrants):
    chair = make.jurors_of(edition)[0]
    for user in (chair, awards.secretary_of(edition), awards.make_user(is_operator=True), None):
        with pytest.raises(NotPermitted):
            sheets.save_mark(sheet=sheet, nomination=entrants[0], criterion="innovation", mark="3", by=user)


def test_the_ledger_says_that_a_mark_was_saved_but_not_which(sheet, juror, entrants):
    for mark in ("1", "4"):
        sheets.save_mark(sheet=sheet, nomination=entrants[0], criterion="innovation", mark=mark, by=juror)
    facts = [json.loads(entry.leaf)["facts"] for entry in Entry.objects.filter(event="mark.saved")]
    assert facts == [{"criterion": "innovation", "entrant": entrants[0].entrant_id}] * 2


def test_two_windows_the_last_one_counts_and_hears_of_the_other(sheet, juror, entrants):
    given = {"sheet": sheet, "nomination": entrants[0], "criterion": "innovation", "by": juror}
    assert sheets.save_mark(mark="3", window="a", **given).replaced == ""
    assert sheets.save_mark(mark="4", window="a", **given).replaced == ""
    second_window = sheets.save_mark(mark="2", window="b", **given)
    assert (second_window.mark.mark, second_window.replaced) == ("2", "4")
    assert sheets.save_mark(mark="2", window="a", **given).replaced == ""
    assert Mark.objects.get().mark == "2"


def test_a_note_is_kept_without_a_mark_and_a_mark_without_losing_the_note(sheet, juror, entrants):
    given = {"sheet": sheet, "nomination": entrants[0], "criterion": "innovation", "by": juror}
    sheets.save_mark(mark=None, note="lihat hal. 4", **given)
    assert Mark.objects.get().mark == ""
    sheets.save_mark(mark="4", **given)
    sheets.save_mark(mark=None, note="lihat hal. 5", **given)
    saved = Mark.objects.get()
    assert (saved.mark, saved.note) == ("4", "lihat hal. 5")


def test_a_half_marked_entrant_blocks_the_lock(sheet, juror, entrants):
    sheets.save_mark(sheet=sheet, nomination=entrants[0], criterion="innovation", mark="3", by=juror)
    with pytest.raises(RuleRefused) as refused:
        sheets.lock(sheet=sheet, by=juror)
    assert refused.value.code == "judging.half_marked"
    assert refused.value.facts["entrants"] == entrants[1].organisation.name
    sheets.recuse(nomination=entrants[1], kind=TieKind.OTHER, note="pernah bekerja di sana", by=juror)
    assert sheets.lock(sheet=sheet, by=juror).state == SheetState.LOCKED


def test_the_commitment_can_be_recomputed_from_the_opening(sheet, juror, entrants):
    sheets.recuse(nomination=entrants[1], kind=TieKind.OTHER, by=juror)
    locked = sheets.lock(sheet=make.mark_all(sheet), by=juror)
    text = f"paritrana/ballot/v1\n{locked.nonce}\n{locked.sealed}"
    assert hashlib.sha256(text.encode()).hexdigest() == locked.commitment
    assert len(bytes.fromhex(locked.nonce)) == 32
    ballot = json.loads(locked.sealed)
    assert ballot["marks"] == {entrants[0].entrant_id: {"innovation": "3"}}
    assert (ballot["recused"], ballot["juror"]) == ([entrants[1].entrant_id], "j3")
    leaf = Entry.objects.get(event="sheet.locked").leaf
    assert locked.commitment in leaf
    assert locked.nonce not in leaf
    assert "innovation" not in leaf


def test_any_changed_mark_of_a_locked_sheet_is_found(edition, round, sheet, juror, entrants):
    make.lock_all(round)
    sheet = Sheet.objects.get(pk=sheet.pk)
    assert queries.verify_sheet(sheet)
    for change in ({"mark": "4"}, {"mark": ""}, {"criterion": "other"}):
        before = Mark.objects.filter(sheet=sheet).first()
        kept = {name: getattr(before, name) for name in change}
        Mark.objects.filter(pk=before.pk).update(**change)
        assert not queries.verify_sheet(sheet), change
        Mark.objects.filter(pk=before.pk).update(**kept)
    assert queries.verify_sheet(sheet)
    Mark.objects.filter(sheet=sheet, nomination=entrants[0]).update(mark="5")
    with pytest.raises(RuleRefused) as refused:
        make.open_up(round)
    assert refused.value.code == "judging.seal_broken"


def test_changed_seals_and_lost_recusals_are_found(sheet, juror, entrants):
    sheets.recuse(nomination=entrants[1], kind=TieKind.OTHER, by=juror)
    locked = sheets.lock(sheet=make.mark_all(sheet), by=juror)
    assert queries.verify_sheet(locked)
    Recusal.objects.all().delete()
    assert not queries.verify_sheet(locked)
    locked.nonce = "0" * 64
    assert not queries.verify_sheet(locked)


def test_a_recusal_after_the_lock_leaves_the_seal_whole(sheet, juror, entrants):
    locked = sheets.lock(sheet=make.mark_all(sheet), by=juror)
    sheets.recuse(nomination=entrants[0], kind=TieKind.FAMILY, by=juror)
    assert queries.verify_sheet(locked)


def test_a_sheet_is_locked_once_and_then_only_read(sheet, juror, entrants):
    sheets.lock(sheet=make.mark_all(sheet), by=juror)
    with pytest.raises(RuleRefused) as refused:
        sheets.lock(sheet=sheet, by=juror)
    assert refused.value.code == "judging.sheet_locked"
    with pytest.raises(RuleRefused):
        sheets.save_mark(sheet=sheet, nomination=entrants[0], criterion="innovation", mark="1", by=juror)
    assert set(Mark.objects.values_list("mark", flat=True)) == {"3"}


def test_a_tie_that_arises_later_becomes_a_recusal_at_the_lock(edition, sheet, juror, entrants):
    make.mark_all(sheet)
    awards.make_member(entrants[0].organisation, "juror", user=juror)
    with pytest.raises(NotPermitted):
        sheets.save_mark(sheet=sheet, nomination=entrants[0], criterion="innovation", mark="5", by=juror)
    locked = sheets.lock(sheet=sheet, by=juror)
    assert json.loads(locked.sealed)["recused"] == [entrants[0].entrant_id]
    assert Recusal.objects.get().derived


def test_standing_back_needs_a_kind_and_happens_once(round, juror, entrants):
    with pytest.raises(BadInput):
        sheets.recuse(nomination=entrants[0], kind=TieKind.NONE, by=juror)
    sheets.recuse(nomination=entrants[0], kind=TieKind.FAMILY, by=juror)
    with pytest.raises(RuleRefused):
        sheets.recuse(nomination=entrants[0], kind=TieKind.FAMILY, by=juror)
    with pytest.raises(NotPermitted):
        sheets.recuse(nomination=entrants[0], kind=TieKind.FAMILY, by=awards.make_user())


def test_a_new_entrant_after_the_declaration_stops_the_marking_until_declared(
    edition, sheet, juror, entrants
):
    late = make.make_entrant(edition, 8)
    with pytest.raises(NotPermitted) as refused:
        sheets.save_mark(sheet=sheet, nomination=entrants[0], criterion="innovation", mark="3", by=juror)
    assert refused.value.code == "judging.not_declared"
    ties.declare(edition=edition, declarations={late: (TieKind.NONE, "")}, by=juror)
    sheets.save_mark(sheet=sheet, nomination=entrants[0], criterion="innovation", mark="3", by=juror)


def test_queue_begins_with_the_fewest_marked_and_goes_to_the_next_unfinished(edition, round, juror, entrants):
    first, second = entrants
    chair = make.jurors_of(edition)[0]
    sheets.save_mark(
        sheet=make.sheet_of(round, chair), nomination=first, criterion="innovation", mark="3", by=chair
    )
    (queue,) = queries.queues_of(juror, edition)
    assert [item.nomination for item in queue.items] == [second, first]
    (by_name,) = queries.queues_of(juror, edition, by_name=True)
    assert [item.nomination for item in by_name.items] == [first, second]
    assert by_name.after(first).nomination == second
    assert by_name.after(second).nomination == first
    make.mark_all(make.sheet_of(round, juror))
    (done,) = queries.queues_of(juror, edition)
    assert (done.done, done.following) == (2, None)


@pytest.mark.django_db(transaction=True)
def test_parallel_saves_leave_one_mark_and_every_entry(tmp_path):
    edition = awards.make_edition()
    entrant = make.make_entrant(edition)
    round = make.make_round(edition)
    juror = make.jurors_of(edition)[0]
    sheet = make.sheet_of(round, juror)
    barrier = threading.Barrier(4)

    def save(mark):
        barrier.wait()
        given = {"sheet": sheet, "nomination": entrant, "criterion": "innovation", "by": juror}
        return sheets.save_mark(mark=mark, **given).mark.mark

    def counted(_):
        saved = Entry.objects.filter(event="mark.saved").order_by("seq").values_list("seq", flat=True)
        return Mark.objects.count(), len(saved)

    in_thread = on_a_file_of_its_own(tmp_path)
    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(in_thread(save), "1234")) == ["1", "2", "3", "4"]
        assert list(pool.map(in_thread(counted), [None])) == [(1, 4)]


def on_a_file_of_its_own(folder):
    """Copy a database in memory to a file, which threads can share, and say how to run on it."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        name = str(folder / "copy.sqlite3")
        with closing(sqlite3.connect(name)) as copy:
            connection.connection.backup(copy)

    def wrapped(work):
        def run(given):
            connection.settings_dict = {**connection.settings_dict, "NAME": name}
            try:
                return work(given)
            finally:
                connection.close()

        return run

    return wrapped


def test_a_round_opened_stays_as_it_is(edition, round, juror, entrants):
    make.lock_all(round)
    make.open_up(round)
    for command in (rounds.close, rounds.resume):
        extra = {"reason": "keliru"} if command is rounds.resume else {}
        with pytest.raises(RuleRefused):
            command(round=round, by=awards.secretary_of(edition), **extra)
