"""A list from another office held against the register: counts, masks, and who is not covered yet."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.apps.protection.test_imports import register
from tests.apps.protection.test_pages import text_of
from tests.apps.protection.test_workers import everything_stored
from tests.factories import protection as make
from tests.factories import rosters

from paritrana.apps.ledger.models import Entry
from paritrana.apps.protection.commands import (
    comparisons,
    import_mending,
    import_parts,
    import_work,
    imports,
    people,
    workers,
)
from paritrana.apps.protection.models import Reveal, RosterImport
from paritrana.apps.protection.queries import import_files as files
from paritrana.apps.protection.rules import comparisons as rules
from paritrana.apps.protection.states import Asks, ImportState, Purpose, StopReason
from paritrana.core.units import clock
from paritrana.errors import NotFound, RuleRefused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_pause(monkeypatch):
    monkeypatch.setattr(import_parts, "PAUSE", 0)


@pytest.fixture
def officer():
    make.make_village()
    return make.regency_officer()


@pytest.fixture
def desk(client, officer):
    client.force_login(officer)
    client.cookies["django_language"] = "en"
    return client


def mixed(officer):
    """Return a list in which one person of every kind stands."""
    make.make_worker(officer, nik=make.a_nik(1))
    make.make_worker(make.regency_officer("71.02"), nik=make.a_nik(2), village=make.ELSEWHERE)
    dead = make.make_worker(officer, nik=make.a_nik(3))
    workers.stop(worker=dead, reason=StopReason.DECEASED, by=officer)
    return [
        *(rosters.a_row(number) for number in (1, 2, 3)),
        rosters.a_row(4, name="Ratulangi Uji"),
        rosters.a_row(5, born="01-01-2020"),
        rosters.a_row(6, born=""),
        rosters.a_row(7, nik="7,10703E+15"),
        rosters.a_row(4, name="Ratulangi Uji"),
        rosters.a_row(8, sex="", village=""),
    ]


@pytest.mark.parametrize(
    ("codes", "group"),
    [
        ((), rules.ELIGIBLE),
        (("sex.missing", "village.missing", "name.missing", "nik.region"), rules.ELIGIBLE),
        (("register.known", "age.over"), rules.COVERED),
        (("member.elsewhere",), rules.ELSEWHERE),
        (("nik.damaged", "age.over"), rules.UNREADABLE),
        (("age.over", "birth_date.serial"), rules.NOT_ELIGIBLE),
        (("birth_date.order",), rules.UNCLEAR),
        (("nik.birth_date",), rules.ELIGIBLE),
    ],
)
def test_a_row_is_put_into_one_group(codes, group):
    assert rules.group_of(codes)[0] == group


def test_a_list_is_counted_and_changes_nothing(officer):
    rows = mixed(officer)
    before = register()
    found = rosters.make_compared(officer, rows)
    assert (found.state, found.rows) == (ImportState.CHECKED, 9)
    assert found.effect == {
        "eligible": 2,
        "covered": 1,
        "elsewhere": 1,
        "not_eligible": 2,
        "unclear": 1,
        "unreadable": 1,
        "repeated": 1,
    }
    assert register() == before
    assert "Ratulangi" not in everything_stored()
    assert not any(b"Ratulangi" in path.read_bytes() for path in files.folder().iterdir())


def test_a_list_with_nothing_but_niks_is_compared(officer, desk):
    make.make_worker(officer, nik=make.a_nik(1))
    rows = [[make.a_nik(1), "a", "b"], [make.a_nik(2), "c", "d"]]
    found = rosters.make_compared(officer, rows, ("NIK", "Keterangan", "Desil"))
    assert found.asks == Asks.COLUMNS, "three headings make a row of headings; here one is known"
    asked = f"/program/impor/{found.pk}/kolom"
    assert "One column must tell the NIK" in text_of(desk.get(asked))
    imports.choose_columns(roster=found, columns={}, header_row=1, by=officer)
    found = import_work.take(RosterImport.objects.get(pk=found.pk))
    assert (found.effect["covered"], found.effect["unclear"]) == (1, 1)


def test_a_compared_list_goes_into_no_register(officer):
    found = rosters.make_compared(officer, [rosters.a_row(1)])
    with pytest.raises(RuleRefused, match=r"import\.compared_only"):
        imports.commit(roster=found, reason="Maret", by=officer)
    with pytest.raises(RuleRefused, match=r"import\.compared_only"):
        import_mending.repair(roster=found, code="nik_separators", by=officer)


def test_who_is_not_covered_yet_is_taken_for_a_purpose_by_who_handed_it_in(officer, tmp_path, settings):
    found = rosters.make_compared(officer, mixed(officer))
    into = tmp_path / "belum.xlsx"
    given = {"roster": found, "purpose": Purpose.REGISTER, "into": into}
    with pytest.raises(RuleRefused, match=r"compare\.not_yours"):
        comparisons.take_uncovered(**given, by=make.regency_officer())
    with pytest.raises(NotFound):
        comparisons.take_uncovered(**given, by=make.regency_officer("71.02"))
    comparisons.take_uncovered(**given, by=officer)
    lines = [[cell.value for cell in row] for row in openpyxl.load_workbook(into).active]
    assert lines[0][:3] == ["NIK", "Nama", "Tanggal Lahir"]
    assert [line[0] for line in lines[1:]] == [make.a_nik(4), make.a_nik(8)]
    look = Reveal.objects.get()
    assert (look.people, look.purpose, look.roster) == (2, Purpose.REGISTER, found)
    assert Entry.objects.filter(event="person.listed").count() == 1
    settings.LISTS_A_DAY = 1
    with pytest.raises(RuleRefused, match=r"person\.limit_reached"):
        comparisons.take_uncovered(**given, by=officer)
    settings.REVEALS_A_DAY = 1
    worker = make.make_worker(officer, nik=make.a_nik(9))
    assert people.reveal(worker=worker, purpose=Purpose.CLAIM, by=officer).nik == make.a_nik(9)


def test_the_file_is_gone_after_a_day_and_the_counts_stay(officer, desk):
    found = rosters.make_compared(officer, [rosters.a_row(1)])
    waiting = rosters.make_compared(officer, [[make.a_nik(2), "a", "b"]], ("NIK", "Keterangan", "Desil"))
    assert len(list(files.folder().iterdir())) > 3
    with clock.at(clock.now() + timedelta(hours=23)):
        import_work.work()
    assert not RosterImport.objects.filter(files_gone=True).exists()
    with clock.at(clock.now() + timedelta(hours=25)):
        import_work.work()
    assert list(files.folder().iterdir()) == []
    assert RosterImport.objects.filter(files_gone=True).count() == 2
    page = text_of(desk.get(found.get_absolute_url()))
    assert "Not covered yet, may be registered" in page
    assert "Save who is not covered yet" not in page
    assert "removed" in text_of(desk.get(waiting.get_absolute_url()))
    assert desk.post(f"{found.get_absolute_url()}/ambil", {"purpose": "register"}).status_code == 422


def test_a_list_as_its_officer_meets_it(desk, officer):
    rows = mixed(officer)
    assert "No list compared yet" in text_of(desk.get("/program/banding"))
    assert "/program/banding" in text_of(desk.get("/program"))
    area = desk.get("/program/banding/baru").context["form"].fields["area"].initial
    given = {"area": area, "as_of": "2026-03-02"}
    upload = SimpleUploadedFile("dtks.xlsx", rosters.workbook(rows))
    page = text_of(desk.post("/program/banding/baru", given | {"upload": upload}, follow=True))
    found = RosterImport.objects.get()
    here = found.get_absolute_url()
    assert here == f"/program/banding/{found.pk}"
    assert "R••• U•••" in page
    assert "Covered already by another office" in page
    assert "Ratulangi" not in page
    assert make.a_nik(4) not in page
    assert make.ELSEWHERE not in page
    only = text_of(desk.get(f"{here}?kelompok=not_eligible"))
    assert "Younger than the age of registration" in only
    assert "Known as deceased" in only
    assert "R••• U•••" not in only
    assert here in text_of(desk.get("/program/banding"))
    assert here not in text_of(desk.get("/program/impor"))
    assert desk.get(f"/program/impor/{found.pk}").status_code == 404

    masked = desk.get(f"{here}?format=xlsx")
    cells = [
        str(cell.value) for row in openpyxl.load_workbook(io.BytesIO(masked.content)).active for cell in row
    ]
    assert not any("Ratulangi" in one or make.a_nik(4) in one for one in cells)
    assert "2 people, in the layout of a roster" in text_of(desk.get(f"{here}/ambil"))
    saved = desk.post(f"{here}/ambil", {"purpose": "register"})
    sheet = openpyxl.load_workbook(io.BytesIO(saved.content)).active
    assert [row[0].value for row in sheet][1:] == [make.a_nik(4), make.a_nik(8)]
    assert saved["Cache-Control"] == "no-store"
    assert desk.post(f"{here}/ambil", {"purpose": "signatures"}).status_code == 422
    assert (
        desk.post(f"/program/impor/{found.pk}/buang", follow=True).redirect_chain[0][0] == "/program/banding"
    )


def test_a_list_of_another_office_is_none(client, officer):
    found = rosters.make_compared(officer, [rosters.a_row(1)])
    client.force_login(make.regency_officer("71.02"))
    for way in ("", "/ambil"):
        assert client.get(f"{found.get_absolute_url()}{way}").status_code == 404
    roster = rosters.make_checked(officer, [rosters.a_row(2)])
    client.force_login(officer)
    assert client.get(f"/program/banding/{roster.pk}").status_code == 404


def test_the_list_of_lists_asks_as_many_queries_for_many_as_for_one(desk, officer):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert desk.get("/program/banding").status_code == 200
        return len(asked)

    rosters.make_compared(officer, [rosters.a_row(1)])
    queries()
    for_one = queries()
    for number in range(4):
        rosters.make_compared(officer, [rosters.a_row(number)])
    assert queries() == for_one
