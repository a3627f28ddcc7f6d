"""What a fund asks of persons: data, checked for one worker and for a roster, changed with a reason."""

from datetime import date

import pytest
from tests.factories import protection as make
from tests.factories import rosters
from tests.factories.coverage import make_delivery, make_denominators

from paritrana.apps.ledger.models import Entry
from paritrana.apps.protection.commands import funds, import_work, imports, workers
from paritrana.apps.protection.models import Enlistment
from paritrana.apps.protection.queries.fund_share import doubt_about, most_at_once
from paritrana.apps.protection.rules import fund_rules, money
from paritrana.apps.protection.states import FundKind, ImportState, Service, StopReason
from paritrana.errors import BadInput, DataFaults, NotPermitted, RuleRefused

pytestmark = pytest.mark.django_db
POOR = {"exclude": ["civil_servant", "military"], "deciles": [1, 2, 3, 4]}
OTHER = "71.07.03.2007"


@pytest.fixture
def officer():
    make.make_village(OTHER)
    return make.regency_officer()


@pytest.fixture
def fund(officer):
    return make.make_fund(officer, kind=FundKind.APBD_REGENCY, fund_rules=POOR)


@pytest.fixture
def desk(client, officer):
    client.force_login(officer)
    client.cookies["django_language"] = "en"
    return client


def faults_of(act):
    with pytest.raises(DataFaults) as caught:
        act()
    return [one.code for one in caught.value.faults]


@pytest.mark.parametrize(
    ("stated", "codes"),
    [
        ({"decile": 4}, []),
        ({"decile": 5}, ["decile.outside"]),
        ({}, ["decile.missing"]),
        ({"decile": 1, "service": Service.CIVIL_SERVANT}, ["person.civil_servant"]),
        ({"decile": 9, "service": Service.MILITARY}, ["person.military", "decile.outside"]),
    ],
)
def test_a_worker_is_let_in_by_the_rules_of_the_fund_that_pays(officer, fund, stated, codes):
    if codes:
        assert faults_of(lambda: make.make_worker(officer, fund=fund, **stated)) == codes
        assert make.make_worker(officer, **stated).fund is None, "without that fund nobody asks"
    else:
        assert make.make_worker(officer, fund=fund, **stated).decile == 4


def test_the_ages_of_a_fund_narrow_those_of_the_law(officer):
    fund = make.make_fund(officer, kind=FundKind.CSR, fund_rules={"youngest": 18, "oldest": 60})
    assert faults_of(lambda: make.make_worker(officer, fund=fund, born=date(1960, 1, 5))) == ["age.over"]
    with pytest.raises(DataFaults) as caught:
        make.make_worker(officer, fund=fund, born=date(2008, 6, 1))
    (fault,) = caught.value.faults
    assert "younger than 18" in fault.sentence
    assert make.make_worker(officer, fund=fund, born=date(2008, 3, 2)), "eighteen on that very day"


def test_another_fund_is_checked_when_a_worker_is_corrected(officer, fund):
    worker = make.make_worker(officer, service=Service.CIVIL_SERVANT)
    given = {"worker": worker, "occupation": "farmer", "note": "Dana baru", "by": officer}
    assert faults_of(lambda: workers.correct(**given, fund=fund, decile=2)) == ["person.civil_servant"]
    changed = workers.correct(**given, fund=fund, decile=2, service="")
    assert (changed.fund, changed.service, changed.decile) == (fund, "", 2)
    assert workers.correct(**given, fund=None, decile=0).decile is None
    with pytest.raises(BadInput, match=r"worker\.no_service"):
        workers.correct(**given, service="king")


def test_a_fund_that_would_not_let_a_worker_in_any_more_does_not_move_along(officer, fund):
    stays, loses = (make.make_worker(officer, fund=fund, decile=one) for one in (1, 4))
    funds.change_rules(fund=fund, fund_rules={"deciles": [1]}, note="Perbup baru", by=officer)
    assert Enlistment.objects.filter(fund=fund).count() == 2, "a change of rules stops nobody"
    assert workers.move(worker=stays, village=OTHER, by=officer).fund == fund
    assert workers.move(worker=loses, village=OTHER, by=officer).fund is None


def test_what_the_register_knows_of_a_person_counts_for_the_next_record(officer, fund):
    stated = make.a_worker(service=Service.CIVIL_SERVANT, decile=3)
    first = make.make_worker(officer, **vars(stated))
    workers.stop(worker=first, reason=StopReason.LEFT, by=officer)
    again = vars(make.a_worker(nik=stated.nik))
    assert faults_of(lambda: make.make_worker(officer, fund=fund, **again)) == ["person.civil_servant"]
    dead = make.make_worker(officer, **again)
    workers.stop(worker=dead, reason=StopReason.DECEASED, by=officer)
    assert faults_of(lambda: make.make_worker(officer, **again)) == ["person.deceased"]


def test_a_change_of_rules_is_an_event_with_both_sides(officer, fund):
    row = funds.change_rules(fund=fund, fund_rules={"deciles": [2, 1]}, note="Perbup 7", by=officer)
    assert row.rules == {"deciles": [1, 2]}
    (event,) = Entry.objects.filter(event="fund.rules_changed")
    assert '"after":{"deciles":[1,2]}' in event.leaf
    assert '"exclude":["civil_servant","military"]' in event.leaf
    with pytest.raises(RuleRefused, match=r"fund\.rules_same"):
        funds.change_rules(fund=row, fund_rules={"deciles": [1, 2]}, note="x", by=officer)
    with pytest.raises(BadInput, match=r"money\.no_note"):
        funds.change_rules(fund=row, fund_rules={}, note=" ", by=officer)
    above = make.officer_of("province", "71")
    with pytest.raises(NotPermitted, match=r"protection\.other_office"):
        funds.change_rules(fund=row, fund_rules={}, note="x", by=above)


def test_rules_that_are_none_are_named_all_at_once():
    with pytest.raises(BadInput) as caught:
        money.read_rules({"colour": 1, "deciles": "1-4", "exclude": [1], "desa_only": True, "oldest": -1})
    assert caught.value.facts["name"] == "colour, deciles, exclude, oldest"


@pytest.mark.parametrize(
    ("rules", "names"),
    [
        ({"village_quota": 20}, ["village_quota"]),
        ({"exclude": ("teacher",), "deciles": (0, 11)}, ["exclude", "deciles"]),
        ({"youngest": 16, "oldest": 70}, ["youngest", "oldest"]),
        ({"youngest": 60, "oldest": 20}, ["oldest"]),
        ({"youngest": 17, "oldest": 65, "deciles": (1, 10), "exclude": ("military",)}, []),
    ],
)
def test_every_fault_of_rules_is_found(rules, names):
    found = fund_rules.faults_of(money.FundRules(**rules), FundKind.CSR)
    assert [name for name, _refusal in found] == names


def test_the_form_shows_every_fault_and_what_holds(desk, fund):
    address = f"{fund.get_absolute_url()}/aturan"
    page = desk.get(address).content.decode()
    assert 'value="1–4"' in page  # as the page writes it
    bad = {"village_quota": "20", "deciles": "0-4", "youngest": "60", "oldest": "20", "note": ""}
    answer = desk.post(address, bad)
    assert answer.status_code == 422
    form = answer.context["form"]
    assert set(form.errors) == {"village_quota", "deciles", "oldest", "note"}
    desk.post(address, {"deciles": "1-2, 4", "exclude": ["military"], "oldest": "60", "note": "Perbup"})
    fund.refresh_from_db()
    assert fund.rules == {"exclude": ["military"], "deciles": [1, 2, 4], "oldest": 60}
    page = desk.get(fund.get_absolute_url()).content.decode()
    assert "Only poverty deciles 1–2, 4; Up to 60 years old" in page


HEADINGS = (*rosters.HEADINGS, "Status Kepegawaian", "Desil")


def a_row(number, status="", decile="2", **cells):
    return [*rosters.a_row(number, **cells), status, decile]


def checked(officer, rows, **given):
    return rosters.make_checked(officer, data=rosters.workbook(rows, HEADINGS), **given)


def test_a_roster_is_checked_against_the_fund_before_it_goes_in(desk, officer, fund):
    rows = [a_row(1), a_row(2, "PNS"), a_row(3, decile="7"), a_row(4, decile="")]
    row = checked(officer, rows)
    assert row.accepted == 4, "as long as nobody pays, nobody asks"
    with pytest.raises(RuleRefused, match=r"import\.fund_unchecked"):
        imports.commit(roster=row, reason="x", fund=fund, by=officer)

    here = row.get_absolute_url()
    page = desk.post(f"{here}/simpan", {"fund": fund.pk, "reason": "Maret"}, follow=True).content.decode()
    assert "Checked against what the fund asks." in page
    assert not Enlistment.objects.exists()
    row.refresh_from_db()
    assert (row.state, row.fund, row.accepted) == (ImportState.CHECKED, fund, 1)
    assert row.by_code == {"decile.missing": 1, "decile.outside": 1, "person.civil_servant": 1}
    assert "Not for: Civil servant (ASN), Military or police (TNI/Polri)" in page

    desk.post(f"{here}/simpan", {"fund": fund.pk, "reason": "Maret"})
    worker = Enlistment.objects.get()
    assert (worker.fund, worker.service, worker.decile) == (fund, "", 2)


def test_a_fund_without_such_rules_needs_no_second_look(officer):
    plain = make.make_fund(officer)
    row = rosters.commit(checked(officer, [a_row(1, "PNS", "9")]), officer, fund=plain)
    assert row.state == ImportState.COMMITTED
    assert Enlistment.objects.get().service == Service.CIVIL_SERVANT, "kept for the next fund that asks"


def test_deciles_of_a_roster_change_the_register_and_undoing_brings_them_back(officer):
    worker = make.make_worker(officer, nik=make.a_nik(1), name="Orang Rekaan 1", decile=3)
    row = rosters.commit(checked(officer, [a_row(1, "TNI", "8", occupation="Petani")]), officer)
    worker.refresh_from_db()
    assert (worker.service, worker.decile, row.effect["changed"]) == (Service.MILITARY, 8, 1)
    rosters.undo(row, officer)
    worker.refresh_from_db()
    assert (worker.service, worker.decile) == ("", 3)


def test_only_a_fund_of_the_region_is_chosen_for_a_roster(officer):
    far = make.make_fund(make.regency_officer("71.02"), region="71.02")
    with pytest.raises(RuleRefused, match=r"fund\.not_for_village"):
        import_work.choose_fund(roster=checked(officer, [a_row(1)]), fund=far, by=officer)


@pytest.mark.parametrize(
    ("month", "kind", "rate"),
    [
        ("2026-01", FundKind.APBD_REGENCY, 16_800),
        ("2026-04", FundKind.CSR, 8_400),
        (date(2026, 4, 9), "", 16_800),
        ("2031-01", FundKind.CSR, 0),
    ],
)
def test_the_premium_of_a_month_comes_from_the_dated_table(month, kind, rate):
    assert money.rate_of(month, kind=kind) == rate


def test_a_fund_takes_the_premium_of_its_year_unless_it_says_another(officer):
    assert make.make_fund(officer, kind=FundKind.APBD_PROVINCE, fund_rules={}).rate == 16_800
    assert make.make_fund(officer, rate=20_000).rate == 20_000
    with pytest.raises(BadInput, match=r"fund\.bad_amount"):
        make.make_fund(officer, year=2040)


def test_one_fund_for_most_workers_of_a_regency_is_doubted_and_not_refused(desk, officer):
    """The agreement of 29,269 beside 33,754 workers of a year later: 86.7 percent by one fund alone."""
    fund = make.make_fund(officer, kind=FundKind.APBD_REGENCY, ceiling=10**12, fund_rules={})
    given = {"fund": fund, "by": officer}
    funds.commit(**given, workers=29_000, first_month="2026-01", last_month="2026-06")
    funds.commit(**given, workers=269, first_month="2026-06", last_month="2026-12")
    assert most_at_once(fund) == 29_269
    assert doubt_about(fund) is None, "nobody told how many workers there are"
    make_denominators(
        "region_code,segment,vintage,value,rse,source\n71.07,,2025-08,33754,,Sakernas (rekaan)\n"
    )
    page = desk.get(fund.get_absolute_url()).content.decode()
    assert "29,269 of the 33,754 workers of the region, 86.7 %" in page
    assert "2025-08, Sakernas (rekaan)" in page
    columns = "region_code,as_of,workers,active,percent,note,source\n"
    rounded = "71.07,2025-12,58 ribu,,,,https://contoh.invalid/a\n"
    make_delivery("printed", f"{columns}71.07,2025-08,58.538,,,,https://contoh.invalid/b\n{rounded}")
    assert doubt_about(fund) is None, "a printed count counts before; half of it is no doubt"
