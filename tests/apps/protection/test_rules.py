"""The rules of one worker, of money and of agreements, and the sealing of personal data."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factories.protection import PARTIES, a_nik, a_worker

from paritrana.apps.protection.rules import agreements, fund_rules, money, nik, scans, sealing, workers
from paritrana.apps.protection.states import (
    WORKER_MOVES,
    AgreementKind,
    AgreementStanding,
    FundKind,
    WorkerState,
)
from paritrana.errors import BadInput, DataFaults, ParitranaError, RuleRefused

DAY = date(2026, 3, 2)
SECRET = "x" * 32


def codes(worker, **options):
    return [one.code for one in workers.findings(worker, listed_on=DAY, **options)]


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, []),
        ({"nik": "710703310190001"}, ["nik.shape"]),
        ({"nik": "71070331019000123"}, ["nik.shape"]),
        ({"nik": "7,10703E+15"}, ["nik.damaged"]),
        ({"nik": "7107033101900000"}, ["nik.damaged"]),
        ({"nik": "27.752"}, ["nik.shape"]),
        ({"nik": a_nik(1, born=date(1990, 2, 1))}, ["nik.birth_date"]),
        ({"nik": a_nik(1, sex="P")}, ["nik.sex"]),
        ({"nik": "7202033101900001"}, ["nik.region"]),
        ({"name": "  "}, ["name.missing"]),
        ({"sex": "M"}, ["sex.word"]),
        ({"sex": "?"}, ["sex.unknown"]),
        ({"born": date(2026, 3, 3)}, ["birth_date.future"]),
        ({"born": date(1900, 1, 1)}, ["birth_date.future"]),
        ({"born": date(2009, 3, 2)}, []),
        ({"born": date(2009, 3, 3)}, ["age.under"]),
        ({"born": date(1960, 3, 3)}, []),
        ({"born": date(1960, 3, 2)}, ["age.over"]),
    ],
)
def test_each_fault_and_doubt_of_a_worker_has_its_code(changes, found):
    assert codes(a_worker(**changes)) == found


def test_the_boundary_of_65_is_a_setting():
    turned_65 = a_worker(born=date(1961, 3, 2))
    assert codes(turned_65) == []
    assert codes(turned_65, oldest=64) == ["age.over"]
    assert codes(a_worker(born=date(1961, 3, 3)), oldest=64) == [], "64 until tomorrow"


def test_all_faults_are_told_at_once_and_repeat_none_of_the_data():
    worker = a_worker(nik="123", name="Rahasia Sekali", born=date(2020, 1, 1))
    with pytest.raises(DataFaults) as caught:
        workers.check(worker, listed_on=DAY)
    assert [one.code for one in caught.value.faults] == ["nik.shape", "age.under"]
    assert "Rahasia" not in str(caught.value)
    assert "123" not in str(caught.value)


def test_every_state_of_a_worker_has_its_moves():
    assert set(WORKER_MOVES) == set(WorkerState)
    with pytest.raises(RuleRefused, match=r"worker\.state"):
        workers.check_move(WorkerState.STOPPED, WorkerState.STOPPED)


def test_a_nik_is_shown_by_its_first_and_last_four_digits():
    assert nik.masked(*nik.shown_parts("7107033101900012")) == "7107 •••• •••• 0012"
    assert nik.masked_name("Orang  Rekaan") == "O••• R•••"
    assert nik.plain("7107 0331-0190 0012") == "7107033101900012"


def test_what_is_sealed_opens_only_in_its_place_with_its_key():
    keys = sealing.read_keys(f"baru:{SECRET},lama:{'y' * 32}")
    name, wrapped = sealing.wrap(sealing.new_data_key(), keys)
    data_key = sealing.unwrap(wrapped, name, keys)
    sealed = sealing.seal("7107033101900012", data_key, "nik/a")

    assert sealing.unseal(sealed, data_key, "nik/a") == "7107033101900012"
    assert "7107033101900012" not in sealed
    assert sealed != sealing.seal("7107033101900012", data_key, "nik/a"), "the same twice looks different"
    for key, about in ((data_key, "nik/b"), (sealing.new_data_key(), "nik/a")):
        with pytest.raises(ParitranaError, match=r"person\.unreadable"):
            sealing.unseal(sealed, key, about)
    with pytest.raises(BadInput, match=r"person\.key_missing"):
        sealing.unwrap(wrapped, name, sealing.read_keys(f"lama:{'y' * 32}"))


@pytest.mark.parametrize("text", ["", "tanpa-nama", "a:pendek", f"A B:{SECRET}", f"a:{SECRET},a:{SECRET}"])
def test_keys_that_cannot_protect_are_refused_without_being_shown(text):
    with pytest.raises(BadInput) as caught:
        sealing.read_keys(text)
    assert SECRET not in str(caught.value)
    assert SECRET not in repr(sealing.read_keys(f"baru:{SECRET}"))


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [("2026-01", "2026-12", 12), ("2025-11", "2026-02", 4), ("2026-03", "2026-03", 1)],
)
def test_months_are_counted_with_both_ends(first, last, count):
    assert money.months(first, last) == count


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        ("2026-13", "2026-12", "money.bad_month"),
        ("2026-1", "2026-12", "money.bad_month"),
        ("2026-05", "2026-04", "money.months_backwards"),
        ("2026-01", "2028-01", "money.too_many_months"),
    ],
)
def test_months_that_cannot_be_are_refused(first, last, code):
    with pytest.raises(BadInput, match=code):
        money.months(first, last)


def test_a_premium_is_workers_times_months_times_rate():
    assert money.amount_of(workers=15_000, first="2024-01", last="2024-12", rate=16_800) == 3_024_000_000
    assert money.amount_of(workers=29_269, first="2024-01", last="2024-12", rate=16_800) == 5_900_630_400


@given(st.integers(0, 10**12), st.lists(st.integers(1, 10**11), max_size=12))
def test_a_fund_never_goes_below_zero(ceiling, asked):
    committed = 0
    for amount in asked:
        balance = money.Balance(ceiling, committed, 0, 16_800)
        if committed + amount > ceiling:
            with pytest.raises(RuleRefused, match=r"fund\.too_little_left"):
                money.check_commit(balance, amount)
            continue
        money.check_commit(balance, amount)
        committed += amount
    balance = money.Balance(ceiling, committed, 0, 16_800)
    assert balance.left >= 0
    assert Fraction(balance.worker_months_left) <= Fraction(balance.left, 16_800)


@pytest.mark.parametrize(
    "data", [[], {"quota": 3}, {"village_quota": -1}, {"village_quota": True}, {"desa_only": 1}]
)
def test_a_rule_of_a_fund_that_is_none_is_refused(data):
    with pytest.raises(BadInput, match=r"fund\.bad_rules"):
        money.read_rules(data)


def test_a_kelurahan_has_no_village_budget():
    rules = money.FundRules(village_quota=20, desa_only=True)
    assert money.takes_village(rules, "71.07.03.2006")
    assert not money.takes_village(rules, "71.07.03.1001")
    assert money.takes_village(money.FundRules(), "71.07.03.1001")
    with pytest.raises(RuleRefused, match=r"fund\.quota_of_villages_only"):
        fund_rules.check(rules, FundKind.CSR)


@pytest.mark.parametrize(
    ("days", "has_successor", "standing"),
    [
        (-91, False, AgreementStanding.IN_FORCE),
        (-90, False, AgreementStanding.ENDING),
        (0, False, AgreementStanding.ENDING),
        (-1, True, AgreementStanding.IN_FORCE),
        (1, False, AgreementStanding.ENDED),
        (1, True, AgreementStanding.SUCCEEDED),
        (-400, False, AgreementStanding.AHEAD),
    ],
)
def test_an_agreement_warns_before_its_end(days, has_successor, standing):
    ends = date(2026, 12, 31)
    found = agreements.standing(
        starts_on=date(2026, 1, 1), ends_on=ends, has_successor=has_successor, day=ends + timedelta(days)
    )
    assert found is standing


def test_parties_act_on_a_basis_and_programmes_are_known():
    text = "Pemerintah | Bupati | SK 1\n\nBPJS | Kepala Kantor | Kuasa 2\n"
    assert [one.basis for one in agreements.read_parties(text)] == ["SK 1", "Kuasa 2"]
    with pytest.raises(BadInput, match=r"agreement\.bad_party"):
        agreements.read_parties("Pemerintah | Bupati")
    assert agreements.read_programmes("jkm, JKK") == "JKK+JKM"
    with pytest.raises(BadInput, match=r"agreement\.bad_programmes"):
        agreements.read_programmes("JKK+XYZ")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"number": " "}, "agreement.no_number"),
        ({"ends_on": DAY - timedelta(1)}, "agreement.ends_before_start"),
        ({"ends_on": date(2046, 1, 1)}, "agreement.too_long"),
        ({"parties": 1}, "agreement.too_few_parties"),
        ({"kind": "letter"}, "agreement.unknown_kind"),
        ({"quota": -1}, "agreement.bad_quota"),
    ],
)
def test_an_agreement_that_cannot_stand_is_refused(changes, code):
    terms = agreements.Terms(AgreementKind.PKS, " 1 ", "Judul", DAY, DAY, DAY, "jkm jkk", quota=1)
    kept = agreements.check(terms, parties=len(PARTIES))
    assert (kept.number, kept.programmes) == ("1", "JKK+JKM")
    parties = changes.pop("parties", 2)
    with pytest.raises(BadInput, match=code):
        agreements.check(replace(terms, **changes), parties=parties)


def test_a_scan_is_told_by_its_first_bytes():
    from io import BytesIO

    found = scans.check(BytesIO(b"%PDF-1.4 isi"), name="../PKS 2026 (ttd).PDF")
    assert (found.name, found.content_type) == ("PKS 2026 -ttd.pdf", "application/pdf")
    for name, data in (("naskah.pdf", b"MZ\x90"), ("naskah.exe", b"%PDF-1.4"), ("naskah.pdf", b"")):
        with pytest.raises(BadInput, match=r"agreement\.scan_type"):
            scans.check(BytesIO(data), name=name)
