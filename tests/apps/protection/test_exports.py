"""Exports of people need two persons, are fetched once within a day, and leave no data in the ledger."""

import io
import re
from datetime import timedelta

import openpyxl
import pytest
from tests.factories import protection as make
from tests.factories.coverage import make_officer, office_of

from paritrana.apps.ledger.models import Entry
from paritrana.apps.organisations.states import Kind
from paritrana.apps.protection.commands import exports
from paritrana.apps.protection.models import PeopleExport, Reveal
from paritrana.apps.protection.rules import rights as rules
from paritrana.apps.regions.models import Region
from paritrana.core.units import clock
from paritrana.errors import BadInput, NotFound, NotPermitted, RuleRefused

pytestmark = pytest.mark.django_db
NIK = "7107033101907012"


@pytest.fixture
def officer():
    return make.regency_officer()


@pytest.fixture
def second(officer):
    return make_officer(office_of(officer))


def ask(officer, *, region=make.VILLAGE, columns=("nik", "name"), **changes):
    make.make_worker(officer, nik=changes.pop("nik", NIK), name="Ratulangi Uji")
    given = {"purpose": "register", "note": "Pendaftaran ke BPJS"} | changes
    place = Region.objects.get(pk=region)
    return exports.ask(office=office_of(officer), region=place, columns=columns, by=officer, **given)


def cells(data):
    return [
        [cell.value for cell in row] for row in openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows()
    ]


def test_a_second_person_lets_out_and_the_asker_fetches_once(officer, second):
    row = ask(officer)
    with pytest.raises(RuleRefused, match=r"export\.same_person"):
        exports.approve(export=row, by=officer)
    with pytest.raises(RuleRefused, match=r"export\.not_approved"):
        exports.fetch(export=row, by=officer)
    exports.approve(export=row, by=second)
    with pytest.raises(RuleRefused, match=r"export\.not_asker"):
        exports.fetch(export=row, by=second)
    assert cells(exports.fetch(export=row, by=officer))[1] == [NIK, "Ratulangi Uji"]
    with pytest.raises(RuleRefused, match=r"export\.fetched"):
        exports.fetch(export=row, by=officer)
    row.refresh_from_db()
    assert row.people == 1
    assert Reveal.objects.filter(purpose="export", people=1).count() == 1
    told = "".join(Entry.objects.values_list("leaf", flat=True))
    assert NIK not in told
    assert "Ratulangi" not in told


def test_a_nik_is_text_for_excel_and_the_columns_are_those_asked_for(officer, second):
    row = ask(officer, columns=("village", "nik"))
    exports.approve(export=row, by=second)
    book = openpyxl.load_workbook(io.BytesIO(exports.fetch(export=row, by=officer))).active
    (cell,) = [one for one in book[2] if one.value == NIK]
    assert (cell.data_type, cell.number_format) == ("s", "@")
    assert len(book[1]) == 2


def test_after_24_hours_it_is_too_late(officer, second):
    row = ask(officer)
    exports.approve(export=row, by=second)
    with clock.at(clock.now() + timedelta(hours=24)), pytest.raises(RuleRefused, match="too_late"):
        exports.fetch(export=row, by=officer)


def test_the_daily_limit_of_lists_holds_for_exports_too(officer, second, settings):
    settings.LISTS_A_DAY = 1
    rows = [ask(officer, nik=make.a_nik()) for _number in range(2)]
    for row in rows:
        exports.approve(export=row, by=second)
    exports.fetch(export=rows[0], by=officer)
    with pytest.raises(RuleRefused, match=r"person\.limit_reached"):
        exports.fetch(export=rows[1], by=officer)
    rows[1].refresh_from_db()
    assert rows[1].state == "approved", "it can be fetched tomorrow, if the day is not over"


def test_the_office_above_decides_and_no_village_does_for_the_regency(officer):
    row = ask(officer, region="71.07")
    village = make.village_officer()
    with pytest.raises(NotFound):
        exports.approve(export=row, by=village)
    with pytest.raises(NotFound):
        exports.approve(export=row, by=make.regency_officer("71.02"))
    exports.approve(export=row, by=make.officer_of(Kind.PROVINCE, "71"))


def test_an_export_is_of_the_own_area_and_says_what_for(officer):
    make.make_village(make.ELSEWHERE)
    with pytest.raises(NotPermitted):
        ask(officer, region=make.ELSEWHERE)
    for changes in ({"note": " "}, {"purpose": "curiosity"}, {"columns": ()}, {"columns": ("token",)}):
        with pytest.raises(BadInput):
            ask(officer, nik=make.a_nik(), **changes)


def test_nobody_and_too_many_are_no_export(officer):
    make.make_village()
    with pytest.raises(RuleRefused, match=r"export\.empty"):
        make.make_export(officer)
    rules.check_size(rules.MOST_PEOPLE)
    with pytest.raises(RuleRefused, match=r"export\.too_many"):
        rules.check_size(rules.MOST_PEOPLE + 1)


def test_the_pages_lead_two_officers_through_it(client, officer, second):
    make.make_worker(officer, nik=NIK)
    client.cookies["django_language"] = "en"
    client.force_login(officer)
    form = client.get(f"/program/ekspor/baru?desa={make.VILLAGE}").content.decode()
    area = re.search(r'name="area" value="([^"]+)"', form)[1]
    given = {"area": area, "purpose": "register", "columns": ["nik", "name"], "note": "Pendaftaran"}
    page = client.post(f"/program/ekspor/baru?desa={make.VILLAGE}", given, follow=True).content.decode()
    assert "You cannot let it out yourself" in page
    row = PeopleExport.objects.get()
    address = row.get_absolute_url()
    assert client.post(f"{address}/setuju").status_code == 409

    client.force_login(second)
    assert "Waits for a second person" in client.get("/program/ekspor").content.decode()
    assert "Let these data out?" in client.get(f"{address}/setuju").content.decode()
    client.post(f"{address}/setuju")

    client.force_login(officer)
    assert "You can fetch it once, until" in client.get(address).content.decode()
    fetched = client.post(f"{address}/ambil")
    assert fetched["Content-Type"].startswith("application/vnd.openxml")
    assert fetched["Cache-Control"] == "no-store"
    assert NIK not in client.get(address).content.decode()


def test_a_refusal_is_read_by_the_asker(client, officer, second):
    row = ask(officer)
    client.force_login(second)
    client.post(f"{row.get_absolute_url()}/tolak", {"reason": "Kolom terlalu banyak"})
    client.force_login(officer)
    assert "Kolom terlalu banyak" in client.get(row.get_absolute_url()).content.decode()


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_needs_the_same_queries_at_1_and_30_rows(client, officer, count, django_assert_num_queries):
    for _number in range(count):
        ask(officer, nik=make.a_nik())
    client.force_login(officer)
    client.get("/program/ekspor")
    with django_assert_num_queries(7):
        assert client.get("/program/ekspor").status_code == 200
