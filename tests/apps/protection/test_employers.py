"""Employers of the area that owe something, and what was done about each."""

import io
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from tests.apps.protection.test_pages import text_of
from tests.core.grounds import deliver, regions_file
from tests.factories import protection as make

from paritrana.apps.protection.commands import employers
from paritrana.apps.protection.models import CaseNote, EmployerCase
from paritrana.apps.protection.queries import employers as queries
from paritrana.apps.protection.rules import employers as rules
from paritrana.apps.protection.states import CaseStanding
from paritrana.core.coverage import refresh
from paritrana.core.units import clock
from paritrana.errors import BadInput, NotFound, NotPermitted, RuleRefused

pytestmark = pytest.mark.django_db
MAY = datetime(2026, 5, 12, 9, tzinfo=ZoneInfo("Asia/Makassar"))
FOUR = "JKK+JKM+JHT+JP"
REGISTER = (
    f"A-1,PT Rekaan Lunas,71.07,large,trade,Tondano,10,10,{FOUR},{FOUR},0,0,2024-06-30",
    f"B-2,PT Rekaan Tunggak,71.07,large,trade,Tondano,40,30,{FOUR},{FOUR},5,0,2024-06-30",
    "C-3,CV Rekaan Program,71.07.03,small,trade,Tondano,4,4,,JKK+JKM,0,0,2024-06-30",
    f"D-4,PT Rekaan Jauh,71.02,large,trade,Manado,40,30,{FOUR},{FOUR},9,0,2024-06-30",
)


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("register")
    regions = regions_file(folder, ["71.07.03.2006", "71.02.01.2001"])
    deliver(folder / "lake", "employer", *REGISTER, regions=regions)
    refresh(folder / "lake")
    return folder / "lake"


@pytest.fixture(autouse=True)
def _with_register(settings, lake):
    settings.LAKE_DIR = lake
    with clock.at(MAY):
        yield


@pytest.fixture
def officer():
    return make.regency_officer()


@pytest.fixture
def desk(client, officer):
    client.force_login(officer)
    client.cookies["django_language"] = "en"
    return client


def note(officer, employer="B-2", **changes):
    given = {"done": "Surat pertama", "day": date(2026, 5, 4), "next_on": date(2026, 5, 12)} | changes
    return employers.note(office=make.office_of(officer), employer=employer, by=officer, **given)


@pytest.mark.parametrize(
    ("next_on", "closed_on", "expected"),
    [
        (None, None, CaseStanding.OPEN),
        (date(2026, 5, 13), None, CaseStanding.OPEN),
        (date(2026, 5, 12), None, CaseStanding.DUE),
        (date(2026, 5, 1), date(2026, 5, 2), CaseStanding.CLOSED),
    ],
)
def test_a_follow_up_is_due_on_its_day(next_on, closed_on, expected):
    given = {"next_on": next_on, "closed_on": closed_on, "today": MAY.date()}
    assert rules.standing(is_followed=True, **given) is expected
    assert rules.standing(is_followed=False, **given) is CaseStanding.NEW


def test_only_employers_of_the_area_that_owe_something_are_listed(officer):
    make.make_village()
    found = queries.employers(make_reach(officer), [])
    assert [one.number for one in found.lines] == ["B-2", "C-3"]
    assert found.as_of == "2024-06-30"
    assert queries.employer("D-4", make_reach(officer), []) is None
    assert not queries.employer("B-2", make_reach(officer), []).settled
    assert queries.employer("A-1", make_reach(officer), []).settled


def test_a_note_opens_goes_on_and_closes(officer):
    note(officer)
    offices = [make.office_of(officer).pk]
    assert queries.count_followed(offices) == (1, 1)
    note(officer, done="Kunjungan", next_on=date(2026, 6, 1), day=date(2026, 5, 11))
    assert queries.count_followed(offices) == (1, 0)
    case = EmployerCase.objects.get()
    with pytest.raises(BadInput, match=r"case\.no_result"):
        employers.close(case=case, done="Cek", result=" ", by=officer)
    employers.close(case=case, done="Cek", result="Lunas", by=officer)
    with pytest.raises(RuleRefused, match=r"case\.closed"):
        employers.close(case=case, done="Cek", result="Lunas", by=officer)
    assert queries.count_followed(offices) == (0, 0)
    note(officer, done="Menunggak lagi")
    assert queries.count_followed(offices) == (1, 1)
    assert CaseNote.objects.count() == 4


def test_notes_are_of_employers_of_the_area_and_of_days_that_were(officer):
    make.make_village()
    with pytest.raises(NotFound, match=r"employer\.none"):
        note(officer, "X-9")
    with pytest.raises(NotPermitted, match=r"protection\.region_outside"):
        note(officer, "D-4")
    with pytest.raises(BadInput, match=r"case\.day_ahead"):
        note(officer, day=date(2026, 5, 13))
    with pytest.raises(BadInput, match=r"case\.next_before"):
        note(officer, next_on=date(2026, 5, 3))
    assert not EmployerCase.objects.exists()
    note(officer)
    with pytest.raises(NotFound, match=r"employer\.none"):
        employers.close(
            case=EmployerCase.objects.get(), done="x", result="y", by=make.officer_of("province", "71")
        )


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_needs_the_same_queries(officer, count, desk, django_assert_max_num_queries):
    make.make_village()
    for number in range(count):
        make.make_old_case(officer, f"LAMA-{number}")
    with django_assert_max_num_queries(8):
        assert desk.get("/program/pemberi-kerja").status_code == 200


def test_an_employer_is_followed_from_the_list_to_the_end(desk, officer):
    make.make_village()
    page = text_of(desk.get("/program/pemberi-kerja"))
    assert "PT Rekaan Tunggak" in page
    assert "PT Rekaan Lunas" not in page
    here = "/program/pemberi-kerja/B-2"
    page = text_of(desk.get(here))
    assert "30 of 40; 10 missing" in page
    office = make.office_of(officer).pk
    given = {"office": office, "done": "Surat pertama", "day": "2026-05-04", "next_on": "2026-05-11"}
    assert "Enter a later day" in text_of(desk.post(f"{here}/catat", given | {"next_on": "2026-05-01"}), 422)
    page = text_of(desk.post(f"{here}/catat", given, follow=True))
    assert "Surat pertama" in page
    assert "Due" in page
    saved = desk.get("/program/pemberi-kerja?status=due&format=xlsx")
    rows = list(openpyxl.load_workbook(io.BytesIO(saved.content)).active.values)
    assert [row[0] for row in rows] == ["Employer", "PT Rekaan Tunggak"]
    assert rows[1][3:5] == (5, 10)
    page = text_of(desk.post(f"{here}/tutup", {"done": "Cek", "result": "Lunas"}, follow=True))
    assert "Lunas" in page
    assert "PT Rekaan Tunggak" in text_of(desk.get("/program/pemberi-kerja?status=closed"))
    assert desk.get("/program/pemberi-kerja/D-4").status_code == 404


def test_an_employer_that_left_the_register_can_still_be_closed(desk, officer):
    make.make_old_case(officer, "LAMA-1")
    page = text_of(desk.get("/program/pemberi-kerja/LAMA-1"))
    assert "no longer finds anything" in page
    assert "Owes nothing any more" in text_of(desk.get("/program/pemberi-kerja"))


def test_without_a_register_the_page_says_who_delivers_it(desk, settings, tmp_path):
    settings.LAKE_DIR = tmp_path / "none"
    assert "No register of employers yet" in text_of(desk.get("/program/pemberi-kerja"))


def make_reach(officer):
    from paritrana.apps.protection.permissions import desk_of

    return desk_of(officer).reach
