"""A roster on its way into the register: checked, mended, put in, taken back, all under seal."""

import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.core.serializers import serialize
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from tests.apps.protection.test_workers import everything_stored
from tests.factories import protection as make
from tests.factories import rosters

from paritrana.apps.ledger.models import Entry
from paritrana.apps.protection.commands import (
    import_mending,
    import_parts,
    import_work,
    imports,
    people,
    workers,
)
from paritrana.apps.protection.models import Change, Enlistment, ImportedRow, Person, RosterImport
from paritrana.apps.protection.queries import import_files as files
from paritrana.apps.protection.queries import import_undo
from paritrana.apps.protection.queries.people import Opener
from paritrana.apps.protection.states import Act, Asks, ImportState, Purpose, StopReason, WorkerState
from paritrana.core.units import clock
from paritrana.errors import BadInput, DataFaults, NotFound, NotPermitted, RuleRefused

pytestmark = pytest.mark.django_db
ELSEWHERE = "71.02.01.1007"


@pytest.fixture(autouse=True)
def _no_pause(monkeypatch):
    monkeypatch.setattr(import_parts, "PAUSE", 0)


OTHER = "71.07.03.2007"


@pytest.fixture
def officer():
    make.make_village(OTHER)
    return make.regency_officer()


def register():
    """Return everything the register says, without what merely numbers it."""
    return [
        sorted(map(repr, Person.objects.values_list("token", "name_sealed", "born_sealed", "sex"))),
        sorted(map(repr, Enlistment.objects.values())),
        sorted(map(repr, Change.objects.values())),
    ]


def test_a_roster_is_checked_and_goes_into_the_register(officer):
    fund = make.make_fund(officer)
    rows = [rosters.a_row(1), rosters.a_row(2, occupation="Tukang ojek"), rosters.a_row(3, nik="7107")]
    row = rosters.make_checked(officer, rows)
    assert (row.state, row.rows, row.accepted, row.rejected) == (ImportState.CHECKED, 3, 2, 1)
    assert row.by_code == {"nik.shape": 1}
    assert row.effect["new"] == 2
    assert not Enlistment.objects.exists(), "checking changes nothing"

    row = rosters.commit(row, officer, fund=fund)
    assert row.state == ImportState.COMMITTED
    first, second = Enlistment.objects.order_by("pk")
    assert (first.village_id, first.fund, first.listed_on) == (make.VILLAGE, fund, rosters.AS_OF)
    assert {first.occupation, second.occupation} == {"farmer", "driver"}
    assert Opener().all(first.person).name.startswith("Orang Rekaan")
    assert first.changes.get().note == "Daftar Maret"
    assert Entry.objects.filter(event="roster.committed").count() == 1


def test_no_name_and_no_nik_lies_anywhere_in_the_open(officer):
    rows = [rosters.a_row(1, name="Ratulangi Uji"), rosters.a_row(2, name="Ratulangi Dua", born="1-1-2020")]
    row = rosters.make_checked(officer, rows)
    import_mending.write_cell(roster=row, line=3, column=1, text="Ratulangi Tiga", by=officer)
    assert "Ratulangi" not in everything_stored(), "what waits to be written waits under seal"
    import_work.work()
    row.refresh_from_db()
    rosters.commit(row, officer)
    kept = [path.read_bytes() for path in files.folder().iterdir()]
    assert len(kept) == 3
    for secret in ("Ratulangi", make.a_nik(1), make.a_nik(2)):
        assert secret not in everything_stored()
        assert not any(secret.encode() in one for one in kept)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in files.folder().iterdir()}
    assert modes == {0o600}
    events = serialize("json", Entry.objects.filter(event__startswith="roster."))
    assert make.VILLAGE not in events
    assert "Daftar Maret" not in events


def test_a_group_is_mended_at_once_and_a_cell_by_hand(officer):
    rows = [rosters.a_row(1, sex="Pria"), rosters.a_row(2, sex="Pria"), rosters.a_row(3, born="")]
    row = rosters.make_checked(officer, rows)
    assert row.rejected == 3
    row = import_work.repair(roster=row, code="sex_words", by=officer)
    assert (row.accepted, row.rejected, row.applied) == (2, 1, ["sex_words"])
    row = import_work.write_cell(roster=row, line=4, column=2, text="31-01-1990", by=officer)
    assert (row.accepted, row.by_code) == (3, {})
    with pytest.raises(BadInput, match=r"import\.no_cell"):
        import_work.write_cell(roster=row, line=99, column=2, text="x", by=officer)


def test_every_group_is_mended_at_once(officer):
    rows = [rosters.a_row(1, sex="Pria"), rosters.a_row(2, born="31 Januari 1990"), rosters.a_row(3, born="")]
    row = rosters.make_checked(officer, rows)
    assert len(row.offered) == 2
    row = import_work.repair(roster=row, code="every", by=officer)
    assert (row.offered, sorted(row.applied)) == ({}, ["month_names", "sex_words"])
    assert (row.accepted, row.rejected) == (2, 1), "what no rule mends is left to a person"


def test_mending_a_large_roster_is_left_to_the_sweep_and_found_again(officer, monkeypatch):
    monkeypatch.setattr(import_work.rules, "SMALL_MENDING", 1)
    row = rosters.make_checked(officer, [rosters.a_row(1, sex="Pria"), rosters.a_row(2, sex="Pria")])
    row = import_work.repair(roster=row, code="sex_words", by=officer)
    assert (row.state, row.accepted) == (ImportState.MENDING, 0), "the request does not wait for it"
    assert (row.done, row.total) == (0, import_mending.STEPS)
    with pytest.raises(RuleRefused, match=r"import\.state"):
        import_work.repair(roster=row, code="trim", by=officer)
    with pytest.raises(RuleRefused, match=r"import\.state"):
        imports.commit(roster=row, reason="x", by=officer)
    RosterImport.objects.filter(pk=row.pk).update(worker=f"{import_work.socket.gethostname()}:999999999")
    assert import_work.work() == 1, "one whose worker died is taken up again"
    row.refresh_from_db()
    assert (row.state, row.accepted, row.applied) == (ImportState.CHECKED, 2, ["sex_words"])
    assert (row.done, row.mend_sealed) == (row.total, "")
    assert Entry.objects.filter(event="roster.mended").count() == 1


def test_mending_that_breaks_leaves_the_roster_as_it_was(officer, monkeypatch):
    row = rosters.make_checked(officer, [rosters.a_row(1, sex="Pria")])

    def fail(*args):
        raise OSError("the disk is full")

    monkeypatch.setattr(import_work.imports, "look", fail)
    row = import_work.repair(roster=row, code="sex_words", by=officer)
    assert (row.state, row.fault, row.rejected) == (ImportState.CHECKED, "import.broken", 1)
    monkeypatch.undo()
    row = import_work.repair(roster=row, code="sex_words", by=officer)
    assert (row.state, row.fault, row.accepted) == (ImportState.CHECKED, "", 1)


def test_a_village_that_the_site_does_not_have_keeps_all_out(officer):
    row = rosters.make_checked(officer, [rosters.a_row(1), rosters.a_row(2, village="71.07.03.2010")])
    row = rosters.commit(row, officer)
    assert (row.state, row.fault) == (ImportState.CHECKED, "import.villages_absent")
    assert not Enlistment.objects.exists()


def test_who_is_listed_is_changed_and_who_is_listed_elsewhere_stays_out(officer):
    elsewhere = make.regency_officer("71.02")
    known = make.make_worker(officer, nik=make.a_nik(1), name="Orang Rekaan 1", occupation="fisher")
    make.make_worker(officer, nik=make.a_nik(2), name="Orang Rekaan 2", occupation="farmer")
    make.make_worker(elsewhere, nik=make.a_nik(3), village=make.ELSEWHERE)
    dead = make.make_worker(officer, nik=make.a_nik(4))
    workers.stop(worker=dead, reason=StopReason.DECEASED, by=officer)
    rows = [
        rosters.a_row(1, village=OTHER),
        rosters.a_row(2, occupation=""),
        rosters.a_row(3),
        rosters.a_row(4),
    ]
    row = rosters.make_checked(officer, rows)
    assert row.effect == {"new": 0, "changed": 1, "same": 1, "elsewhere": 1, "missing": 0, "stopped": 0}
    assert {"member.elsewhere", "person.deceased", "register.known"} <= set(row.by_code)
    row = rosters.commit(row, officer)
    known.refresh_from_db()
    assert (known.village_id, known.occupation) == (OTHER, "farmer")
    assert known.changes.first().act == Act.MOVED
    assert (row.effect["changed"], row.effect["same"]) == (1, 1)


def test_a_person_who_came_back_under_another_name_is_to_be_looked_at(officer):
    old = make.make_worker(officer, nik=make.a_nik(1), name="Nama Lama")
    workers.stop(worker=old, reason=StopReason.LEFT, by=officer)
    rosters.make_committed(officer, [rosters.a_row(1)])
    assert Enlistment.objects.get(state=WorkerState.LISTED).doubts == ["person.differs"]
    assert Person.objects.count() == 1


def test_a_full_list_stops_whoever_is_not_in_it_and_undo_takes_them_up_again(officer):
    gone = make.make_worker(officer, nik=make.a_nik(50))
    far = make.make_worker(officer, nik=make.a_nik(51), village=OTHER)
    before = register()
    row = rosters.make_committed(officer, [rosters.a_row(1)], stops_missing=True)
    gone.refresh_from_db()
    far.refresh_from_db()
    assert (gone.state, gone.stop_reason) == (WorkerState.STOPPED, StopReason.LEFT)
    assert far.is_listed, "a village of which the roster says nothing is left alone"
    assert (row.effect["missing"], row.effect["stopped"]) == (1, 1)
    assert rosters.undo(row, officer).state == ImportState.UNDONE
    assert register() == before
    assert list(files.folder().iterdir()) == []


class UndoLeavesTheRegisterAsItWas(TestCase):
    @settings(max_examples=8, deadline=None)
    @given(
        listed=st.lists(st.integers(0, 9), unique=True, max_size=5),
        imported=st.lists(
            st.tuples(
                st.integers(0, 12), st.sampled_from([make.VILLAGE, OTHER]), st.sampled_from(["Guru", ""])
            ),
            min_size=1,
            unique_by=lambda one: one[0],
            max_size=8,
        ),
        stops=st.booleans(),
        part=st.integers(1, 4),
    )
    def test_import_then_undo(self, listed, imported, stops, part):
        make.make_village(OTHER)
        officer = make.regency_officer()
        for number in listed:
            worker = make.make_worker(officer, nik=make.a_nik(9000 + number))
            if number % 3 == 0:
                workers.stop(worker=worker, reason=StopReason.LEFT, by=officer)
        before = register()
        rows = [rosters.a_row(9000 + n, village=v, occupation=o) for n, v, o in imported]
        size, import_parts.PART = import_parts.PART, part
        try:
            row = rosters.make_committed(officer, rows, stops_missing=stops)
            assert row.state == ImportState.COMMITTED
            assert Enlistment.objects.filter(state=WorkerState.LISTED).count() >= len(imported)
            assert rosters.undo(row, officer).state == ImportState.UNDONE
        finally:
            import_parts.PART = size
        assert register() == before


def test_who_was_changed_since_stays_and_everybody_else_is_undone(officer):
    known = make.make_worker(officer, nik=make.a_nik(3), name="Orang Rekaan 3")
    gone = make.make_worker(officer, nik=make.a_nik(4))
    rows = [rosters.a_row(1), rosters.a_row(2), rosters.a_row(3, occupation="Nelayan")]
    row = rosters.make_committed(officer, rows, stops_missing=True)
    touched = Enlistment.objects.filter(imported__act=Act.ADDED).first()
    workers.stop(worker=touched, reason=StopReason.LEFT, by=officer)
    workers.correct(worker=known, occupation="driver", note="Lihat KTP", by=officer)
    assert import_undo.count_kept(row) == 2

    row = rosters.undo(row, officer)
    assert (row.state, row.effect["kept"]) == (ImportState.UNDONE, 2)
    assert set(import_undo.kept_workers(row)) == {touched, known}
    touched.refresh_from_db()
    known.refresh_from_db()
    gone.refresh_from_db()
    assert (touched.state, known.occupation) == (WorkerState.STOPPED, "driver")
    assert gone.is_listed, "whom the roster stopped stands again"
    assert Enlistment.objects.count() == 3, "the other new worker is out"
    assert touched.changes.count() == 2, "and the history of who stays is whole"


def test_who_was_stopped_and_is_listed_elsewhere_by_now_is_left_alone(officer):
    stopped = make.make_worker(officer, nik=make.a_nik(4))
    row = rosters.make_committed(officer, [rosters.a_row(1)], stops_missing=True)
    elsewhere = make.regency_officer("71.02")
    make.make_worker(elsewhere, nik=make.a_nik(4), village=make.ELSEWHERE)
    row = rosters.undo(row, officer)
    stopped.refresh_from_db()
    assert (row.state, row.effect["kept"], stopped.state) == (ImportState.UNDONE, 1, WorkerState.STOPPED)


def test_an_undo_that_broke_off_is_gone_on_with_also_after_a_day(officer, monkeypatch):
    before = register()
    row = rosters.make_committed(officer, [rosters.a_row(number) for number in range(1, 6)])
    monkeypatch.setattr(import_parts, "PART", 2)
    take, calls = import_parts._take_part, []

    def fail_late(part):
        calls.append(part)
        if len(calls) > 1:
            raise OSError("the disk is full")
        return take(part)

    monkeypatch.setattr(import_parts, "_take_part", fail_late)
    row = rosters.undo(row, officer)
    assert (row.state, row.fault) == (ImportState.COMMITTED, "import.undo_broken")
    assert Enlistment.objects.count() == 3
    monkeypatch.setattr(import_parts, "_take_part", take)
    later = clock.now() + timedelta(hours=25)
    monkeypatch.setattr(clock, "now", lambda: later)
    row = rosters.undo(row, officer)
    assert (row.state, row.fault) == (ImportState.UNDONE, "")
    assert register() == before


def test_a_commit_that_cannot_be_taken_back_says_so_and_is_not_put_away(officer, monkeypatch):
    row = rosters.make_checked(officer, [rosters.a_row(number) for number in range(1, 6)])
    monkeypatch.setattr(import_parts, "PART", 2)
    record, take, calls = import_parts._record, import_parts._take_part, []

    def fail(*args):
        calls.append(args)
        if len(calls) > 3:
            raise OSError("the disk is full")
        return record(*args)

    monkeypatch.setattr(import_parts, "_record", fail)
    monkeypatch.setattr(import_parts, "_take_part", fail)
    row = rosters.commit(row, officer)
    assert (row.state, row.fault) == (ImportState.CHECKED, "import.half_in")
    with pytest.raises(RuleRefused, match=r"import\.half_in"):
        imports.discard(roster=row, by=officer)
    monkeypatch.setattr(import_parts, "_record", record)
    monkeypatch.setattr(import_parts, "_take_part", take)
    row = rosters.commit(row, officer)
    assert (row.state, row.effect["new"], Enlistment.objects.count()) == (ImportState.COMMITTED, 5, 5)


def test_undo_is_refused_after_a_day(officer, monkeypatch):
    row = rosters.make_committed(officer, [rosters.a_row(1), rosters.a_row(2)])
    later = clock.now() + timedelta(hours=25)
    monkeypatch.setattr(clock, "now", lambda: later)
    with pytest.raises(RuleRefused, match=r"import\.undo_over"):
        rosters.undo(row, officer)
    import_work.work()
    assert list(files.folder().iterdir()) == [], "the file goes when nobody can undo any more"
    row.refresh_from_db()
    assert row.files_gone


def test_a_look_at_personal_data_stays_recorded_when_the_roster_is_undone(officer):
    row = rosters.make_committed(officer)
    people.reveal(worker=Enlistment.objects.get(), purpose=Purpose.CLAIM, by=officer)
    rosters.undo(row, officer)
    assert not Person.objects.exists()
    assert Entry.objects.filter(event="person.revealed").count() == 1


def test_a_part_that_fails_takes_all_parts_back(officer, monkeypatch):
    row = rosters.make_checked(officer, [rosters.a_row(number) for number in range(1, 6)])
    before = register()
    monkeypatch.setattr(import_parts, "PART", 2)
    record, calls = import_parts._record, []

    def fail_late(*args):
        calls.append(args)
        if len(calls) > 3:
            raise OSError("the disk is full")
        return record(*args)

    monkeypatch.setattr(import_parts, "_record", fail_late)
    row = rosters.commit(row, officer)
    assert (row.state, row.fault) == (ImportState.CHECKED, "import.broken")
    assert register() == before
    monkeypatch.setattr(import_parts, "_record", record)
    assert rosters.commit(row, officer).state == ImportState.COMMITTED


def test_a_commit_whose_worker_died_is_taken_up_anew(officer):
    row = rosters.make_checked(officer, [rosters.a_row(1), rosters.a_row(2)])
    row = imports.commit(roster=row, reason="Daftar", by=officer)
    import_parts._put_part(row, import_parts.rules.lines_of(imports.check(row))[:1])
    host = import_work.own_name().rpartition(":")[0]
    RosterImport.objects.filter(pk=row.pk).update(worker=f"{host}:999999999")
    assert import_work.work() == 1
    row.refresh_from_db()
    assert (row.state, row.effect["new"]) == (ImportState.COMMITTED, 2)
    assert Enlistment.objects.count() == 2
    assert ImportedRow.objects.count() == 2


def test_several_sheets_and_unknown_headings_are_asked_and_remembered(officer):
    data = rosters.workbook([rosters.a_row()], sheets=("Januari", "Februari"))
    row = rosters.make_checked(officer, data=data)
    assert (row.state, row.asks) == (ImportState.UPLOADED, Asks.SHEET)
    assert import_work.work() == 0, "it waits for its officer, not for a worker"
    row = import_work.take(imports.choose_sheet(roster=row, sheet="Februari", by=officer))
    assert row.state == ImportState.CHECKED

    headings = ("Kartu", *rosters.HEADINGS[1:])
    data = rosters.workbook([rosters.a_row()], headings)
    row = rosters.make_checked(officer, data=data)
    assert (row.state, row.asks) == (ImportState.UPLOADED, Asks.COLUMNS)
    with pytest.raises(DataFaults):
        imports.choose_columns(roster=row, columns={}, by=officer)
    row = import_work.take(imports.choose_columns(roster=row, columns={"Kartu": "nik"}, by=officer))
    assert (row.state, row.accepted) == (ImportState.CHECKED, 1)
    assert rosters.make_checked(officer, data=data).state == ImportState.CHECKED, "remembered for the office"
    other = make.regency_officer("71.02")
    assert rosters.make_checked(other, data=data, region="71.02").asks == Asks.COLUMNS


def test_an_unreadable_file_is_removed_and_the_reason_kept(officer):
    row = rosters.make_checked(officer, data=b"PK\x03\x04 nothing of a workbook")
    assert row.state == ImportState.FAILED
    assert row.facts["faults"]
    assert list(files.folder().iterdir()) == []


def test_what_a_killed_worker_left_open_is_removed(officer):
    rosters.make_checked(officer)
    left = files.folder() / f"{import_work.OPEN}abc"
    left.mkdir()
    (left / "roster.xlsx").write_bytes(b"names")
    import_work.work()
    assert not left.exists()


def test_a_village_hands_in_its_own_roster(officer):
    village = make.village_officer()
    rows = [rosters.a_row(1), rosters.a_row(2, village=OTHER)]
    row = rosters.make_checked(village, rows, region=make.VILLAGE)
    assert (row.accepted, row.by_code) == (1, {"village.outside": 1})
    assert rosters.commit(row, village).state == ImportState.COMMITTED
    assert Enlistment.objects.get().village_id == make.VILLAGE


def test_only_the_office_that_handed_it_in_meets_a_roster(officer):
    row = rosters.make_checked(officer)
    other = make.regency_officer("71.02")
    for act in (
        lambda: imports.commit(roster=row, reason="x", by=other),
        lambda: import_work.repair(roster=row, code="trim", by=other),
        lambda: import_work.write_cell(roster=row, line=2, column=1, text="x", by=other),
        lambda: import_work.choose_fund(roster=row, fund=None, by=other),
        lambda: imports.discard(roster=row, by=other),
    ):
        with pytest.raises(NotFound, match=r"import\.none"):
            act()
    with pytest.raises(NotPermitted):
        rosters.make_upload(officer, region="71.02")


def test_what_was_put_away_is_gone(officer):
    row = imports.discard(roster=rosters.make_checked(officer), by=officer)
    assert row.state == ImportState.DISCARDED
    assert list(files.folder().iterdir()) == []
    with pytest.raises(RuleRefused, match=r"import\.state"):
        imports.commit(roster=row, reason="x", by=officer)


def test_rows_outside_the_area_are_rejected_and_no_date_lies_ahead(officer):
    row = rosters.make_checked(officer, [rosters.a_row(village=ELSEWHERE)])
    assert row.by_code["village.outside"] == 1
    with pytest.raises(RuleRefused, match=r"import\.nothing_accepted"):
        imports.commit(roster=row, reason="x", by=officer)
    with pytest.raises(BadInput, match=r"worker\.day_ahead"):
        imports.upload(
            office=row.office,
            region=row.region,
            as_of=date(2100, 1, 1),
            path=rosters.file_of(rosters.workbook([rosters.a_row()])),
            by=officer,
        )


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_offices_that_commit_the_same_person_at_once_end_with_one_record(officer):
    make.make_village(ELSEWHERE)
    other = make.regency_officer("71.02")
    ready = Barrier(2)
    waiting = []
    for by, village, region in ((officer, make.VILLAGE, "71.07"), (other, ELSEWHERE, "71.02")):
        row = rosters.make_checked(
            by, [rosters.a_row(n, village=village) for n in range(1, 9)], region=region
        )
        waiting.append(imports.commit(roster=row, reason="Daftar", by=by))

    def take(row):
        try:
            ready.wait(timeout=10)
            return import_work.take(row)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(take, waiting))
    assert {one.state for one in done} == {ImportState.COMMITTED}
    assert (Person.objects.count(), Enlistment.objects.count()) == (8, 8)
    assert sorted(one.effect["new"] for one in done) == [0, 8]
    assert sorted(one.effect["elsewhere"] for one in done) == [0, 8]
