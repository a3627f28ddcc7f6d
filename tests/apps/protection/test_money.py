"""Funds with their two ledgers, and agreements with their parties and successors."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.factories import protection as make
from tests.factories.nominations import PDF

from paritrana.apps.protection.commands import agreements, funds
from paritrana.apps.protection.queries import money, register
from paritrana.apps.protection.queries.money import balance_of
from paritrana.apps.protection.states import AgreementStanding, FundKind
from paritrana.core.units import Rupiah, clock
from paritrana.errors import BadInput, NotFound, NotPermitted, RuleRefused

pytestmark = pytest.mark.django_db
YEAR_OF_20 = 20 * 12 * 16_800


@pytest.fixture
def officer():
    return make.regency_officer()


def pay(commitment, by, **changes):
    given = {
        "workers": 20,
        "first_month": "2026-01",
        "last_month": "2026-03",
        "paid_on": date(2026, 3, 5),
        "document": "SP2D 12",
    } | changes
    return funds.pay(commitment=commitment, by=by, **given)


def test_commitments_and_payments_are_ledgers_of_their_own(officer):
    fund = make.make_fund(officer)
    promised = make.make_commitment(fund, officer)
    paid = pay(promised, officer)

    balance = balance_of(fund)
    assert (balance.committed, balance.paid) == (YEAR_OF_20, YEAR_OF_20 // 4)
    assert balance.left == 2 * YEAR_OF_20
    assert balance.worker_months_left == 2 * 20 * 12
    with pytest.raises(RuleRefused, match=r"money\.paid_already"):
        funds.release(commitment=promised, note="Batal", by=officer)
    funds.take_back_payment(payment=paid, note="Dikembalikan bank", by=officer)
    funds.release(commitment=promised, note="Batal", by=officer)
    balance = balance_of(fund)
    assert (balance.committed, balance.paid, balance.left) == (0, 0, 3 * YEAR_OF_20)
    with pytest.raises(RuleRefused, match=r"money\.taken_back"):
        pay(promised, officer)


def test_nothing_is_promised_above_the_ceiling_nor_paid_above_the_promise(officer):
    fund = make.make_fund(officer, ceiling=YEAR_OF_20)
    promised = make.make_commitment(fund, officer)
    with pytest.raises(RuleRefused, match=r"fund\.too_little_left") as caught:
        make.make_commitment(fund, officer, workers=1, last_month="2026-01")
    assert caught.value.facts["short"] == Rupiah(16_800)
    with pytest.raises(RuleRefused, match=r"fund\.not_committed"):
        pay(promised, officer, workers=21, last_month="2026-12")
    with pytest.raises(RuleRefused, match=r"fund\.ceiling_below"):
        funds.change_ceiling(fund=fund, ceiling=YEAR_OF_20 - 1, note="Refocusing", by=officer)
    funds.change_ceiling(fund=fund, ceiling=YEAR_OF_20 + 16_800, note="Perubahan APBD", by=officer)
    make.make_commitment(fund, officer, workers=1, last_month="2026-01")
    assert balance_of(money.fund(fund.pk)).left == 0


def test_a_fund_of_village_budgets_leaves_out_kelurahan_and_other_regencies(officer):
    fund = make.make_fund(officer)
    with pytest.raises(RuleRefused, match=r"fund\.not_for_village"):
        make.make_commitment(fund, officer, village=make.KELURAHAN)
    with pytest.raises(RuleRefused, match=r"fund\.village_outside"):
        make.make_commitment(fund, officer, village=make.ELSEWHERE)
    make.make_village(make.KELURAHAN)
    with pytest.raises(RuleRefused, match=r"fund\.not_for_village"):
        make.make_worker(officer, fund=fund, village=make.KELURAHAN)


def test_the_quota_is_told_village_by_village(officer):
    fund = make.make_fund(officer)
    for number in range(20):
        make.make_worker(officer, fund=fund, nik=make.a_nik(8000 + number))
    make.make_worker(officer)
    villages = [make.make_village(code) for code in (make.KELURAHAN, make.VILLAGE, "71.07.03.2007")]
    pay(make.make_commitment(fund, officer), officer)

    kelurahan, full, empty = register.village_lines(villages, year=2026)
    assert (full.listed, full.enrolled, full.quota, full.is_full) == (21, 20, 20, True)
    assert (full.budgeted, full.paid_until) == (20, "2026-03")
    assert (empty.is_full, empty.has_no_budget, empty.paid_until) == (False, True, "")
    assert (kelurahan.quota, kelurahan.excluded, kelurahan.has_no_budget) == (0, True, False)


@pytest.mark.parametrize("count", [1, 30])
def test_the_lines_of_villages_need_the_same_queries(officer, count, django_assert_num_queries):
    make.make_fund(officer)
    villages = [make.make_village(f"71.07.03.20{number:02d}") for number in range(count)]
    with django_assert_num_queries(5):
        register.village_lines(villages, year=2026)


def test_funds_and_agreements_are_kept_by_their_own_office(officer):
    fund, agreement = make.make_fund(officer), make.make_agreement(officer)
    with pytest.raises(NotPermitted, match=r"protection\.not_of_villages"):
        make.make_commitment(fund, make.village_officer())
    with pytest.raises(NotFound, match=r"protection\.none"):
        make.make_commitment(fund, make.regency_officer("71.02"))
    province = make.officer_of("province", "71")
    with pytest.raises(NotPermitted, match=r"protection\.other_office"):
        make.make_commitment(fund, province)
    with pytest.raises(NotPermitted, match=r"protection\.other_office"):
        agreements.attach_scan(agreement=agreement, upload=SimpleUploadedFile("a.pdf", PDF), by=province)
    with pytest.raises(NotPermitted, match=r"protection\.region_outside"):
        make.make_fund(officer, region="71.02")


def test_cover_starts_with_the_agreement_where_the_fund_says_so(officer):
    fund = make.make_fund(officer, kind=FundKind.APBD_REGENCY, fund_rules={"from_agreement": True})
    agreement = make.make_agreement(officer, fund=fund, starts_on=date(2026, 4, 23))
    with pytest.raises(RuleRefused, match=r"fund\.before_agreement"):
        make.make_commitment(fund, officer, agreement=agreement)
    kept = make.make_commitment(fund, officer, agreement=agreement, first_month="2026-04")
    assert kept.amount == 20 * 9 * 16_800
    with pytest.raises(RuleRefused, match=r"fund\.agreement_of_another"):
        make.make_commitment(fund, officer, agreement=make.make_agreement(officer))


def test_an_agreement_is_followed_once_and_warns_before_its_end(officer):
    first = make.make_agreement(officer)
    with clock.at(clock.now().replace(year=2026, month=11, day=1)):
        assert first.standing is AgreementStanding.ENDING
        seen = money.agreements(make_reach(officer), [])
        assert list(money.ending(seen)) == [first]
        second = make.make_agreement(
            officer, follows=first, starts_on=date(2027, 1, 1), ends_on=date(2027, 12, 31)
        )
        assert list(money.ending(seen.all())) == []
    first.refresh_from_db()
    assert first.successor == second
    with pytest.raises(RuleRefused, match=r"agreement\.has_successor"):
        make.make_agreement(officer, follows=first, starts_on=date(2027, 1, 1), ends_on=date(2027, 12, 31))
    with pytest.raises(RuleRefused, match=r"agreement\.no_successor"):
        make.make_agreement(officer, follows=second)


def test_the_signed_scan_is_kept_byte_for_byte(officer):
    agreement = make.make_agreement(officer)
    kept = agreements.attach_scan(
        agreement=agreement, upload=SimpleUploadedFile("pks ttd.pdf", PDF), by=officer
    )
    with kept.scan.open("rb") as scan:
        assert scan.read() == PDF
    assert kept.scan_name == "pks ttd.pdf"
    with pytest.raises(BadInput, match=r"agreement\.scan_type"):
        agreements.attach_scan(agreement=agreement, upload=SimpleUploadedFile("a.pdf", b"MZ"), by=officer)


def make_reach(officer):
    from paritrana.apps.protection.permissions import desk_of

    return desk_of(officer).reach
