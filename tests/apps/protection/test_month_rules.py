"""Months paid, owed and lapsed; who may stand in a batch; what an answer of BPJS may say."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paritrana.apps.protection.rules import answers, batches
from paritrana.apps.protection.rules.answers import Row
from paritrana.apps.protection.rules.money import FundRules
from paritrana.apps.protection.rules.months import Mark, Paid, Standing, counted_workers, cover
from paritrana.apps.protection.states import CONTAINERS, BatchState, FundKind
from paritrana.core.programmes import Container, Month, month_of, months_between
from paritrana.errors import DataFaults, RuleRefused

JAN, DEC = Month(2023, 1), Month(2023, 12)


def each_month(first: str, last: str, *, paid_in: str = "", restored: bool = False) -> list[Paid]:
    months = months_between(month_of(first), month_of(last))
    return [Paid(one, month_of(paid_in) if paid_in else one, restored) for one in months]


def drawn(found, now: str, year: int = 2023) -> str:
    """Return a year as twelve signs."""
    signs = {
        Mark.OUTSIDE: ".", Mark.PAID: "P", Mark.AHEAD: "A", Mark.DUE: "d", Mark.UNPAID: "u",
        Mark.LAPSED: "L", Mark.VOID: "v",
    }  # fmt: skip
    return "".join(signs[found.mark(Month(year, month), month_of(now))] for month in range(1, 13))


PAID_TO_JUNE = each_month("2023-01", "2023-06")
IN_OCTOBER = each_month("2023-07", "2023-10", paid_in="2023-10")


@pytest.mark.parametrize(
    ("payments", "now", "months", "standing"),
    [
        (PAID_TO_JUNE, "2023-06", "PPPPPPdddddd", Standing.RUNNING),
        (PAID_TO_JUNE, "2023-09", "PPPPPPuudddd", Standing.ARREARS),
        (PAID_TO_JUNE, "2023-10", "PPPPPPuuuLLL", Standing.LAPSED),
        # facts.md case 38: July to October paid in October, after three unpaid months
        (PAID_TO_JUNE + IN_OCTOBER, "2023-10", "PPPPPPvvvPdd", Standing.RUNNING),
        (
            PAID_TO_JUNE + each_month("2023-07", "2023-10", paid_in="2023-10", restored=True),
            "2023-10",
            "PPPPPPPPPPdd",
            Standing.RUNNING,
        ),
        (each_month("2023-01", "2023-12", paid_in="2023-01"), "2023-05", "PPPPPAAAAAAA", Standing.RUNNING),
        # the start that BPJS accepted holds: paid in March for January on
        (each_month("2023-01", "2023-03", paid_in="2023-03"), "2023-03", "PPPddddddddd", Standing.RUNNING),
        # but nobody is covered from a start that was not paid for four months
        (each_month("2023-01", "2023-05", paid_in="2023-05"), "2023-05", "vvvvPddddddd", Standing.RUNNING),
        ([], "2023-03", "uudddddddddd", Standing.ARREARS),
        ([], "2023-05", "uuuLLLLLLLLL", Standing.LAPSED),
    ],
)
def test_how_the_months_of_a_worker_stand(payments, now, months, standing):
    found = cover(JAN, payments)
    assert (drawn(found, now), found.standing(month_of(now))) == (months, standing)


def test_arrears_and_prepayment_are_counted_in_whole_months():
    found = cover(JAN, PAID_TO_JUNE)
    assert (found.arrears(Month(2023, 9)), found.ahead(Month(2023, 4))) == (2, 2)
    assert found.arrears(DEC) == 3, "what lapsed is owed no more"
    assert str(found.paid_until) == "2023-06"


def test_the_limit_is_a_setting():
    assert cover(JAN, PAID_TO_JUNE, after=4).standing(Month(2023, 10)) is Standing.ARREARS
    assert cover(JAN, PAID_TO_JUNE + IN_OCTOBER, after=4).void == frozenset()


def test_after_the_stop_nothing_is_owed_and_nothing_counts():
    found = cover(JAN, each_month("2023-01", "2023-12", paid_in="2023-01"), last=Month(2023, 8))
    assert drawn(found, "2023-12") == "PPPPPPPP...."
    assert found.standing(DEC) is Standing.STOPPED
    assert max(found.due(DEC)) == Month(2023, 8)


MONTHS = st.integers(0, 23).map(lambda step: JAN + step)
PAYMENTS = st.lists(st.builds(Paid, MONTHS, MONTHS, st.booleans()), max_size=30)


@given(PAYMENTS, st.integers(0, 11), st.integers(1, 6))
def test_no_month_is_lost_and_none_comes_from_nowhere(payments, start, after):
    found = cover(JAN + start, payments, after=after)
    assert found.counting | found.void == {one.month for one in payments}
    assert not found.counting & found.void
    assert all(month >= found.first for month in found.counting)


@given(PAYMENTS, st.randoms())
def test_the_order_in_which_payments_are_entered_changes_nothing(payments, chance):
    turned = list(payments)
    chance.shuffle(turned)
    assert cover(JAN, payments) == cover(JAN, turned)


@given(PAYMENTS)
def test_whatever_is_restored_never_takes_a_month_away(payments):
    all_restored = [Paid(one.month, one.paid_in, restored=True) for one in payments]
    assert cover(JAN, payments).counting <= cover(JAN, all_restored).counting


@pytest.mark.parametrize(
    ("kind", "workers", "last", "counts"),
    [
        (FundKind.APBD_REGENCY, 1000, "2023-03", Fraction(500)),  # facts.md case 37
        (FundKind.APBD_REGENCY, 1000, "2023-08", Fraction(1000)),
        (FundKind.VILLAGE_PAD, 3, "2023-05", Fraction(5, 2)),
        (FundKind.CSR, 500, "2023-04", Fraction(0)),
        (FundKind.CSR, 500, "2023-06", Fraction(500)),
        (FundKind.SPONSOR, 12, "2023-01", Fraction(2)),  # others pay, so the manual's rule holds
        (FundKind.SELF, 12, "2023-01", Fraction(12)),  # in no container: the rule is not about them
    ],
)
def test_the_counting_rule_of_the_manual(kind, workers, last, counts):
    one = cover(JAN, each_month("2023-01", last))
    assert counted_workers([one] * workers, year=2023, container=CONTAINERS[kind]) == counts
    assert counted_workers([one], year=2024, container=Container.GOVERNMENT) == 0


TODAY = date(2026, 4, 10)
AGREED = (date(2026, 3, 23), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("first", "from_agreement", "agreed", "code"),
    [
        ("2026-04", False, None, ""),
        ("2026-03", False, None, "batch.starts_in_past"),
        ("2026-03", True, AGREED, ""),
        ("2026-02", True, AGREED, "fund.before_agreement"),
        ("2026-05", True, None, "batch.needs_agreement"),
        ("2027-01", True, AGREED, "batch.after_agreement"),
        ("2026-03", False, AGREED, "batch.starts_in_past"),
    ],
)
def test_cover_begins_now_or_by_the_agreement_where_the_fund_says_so(first, from_agreement, agreed, code):
    rules = FundRules(from_agreement=from_agreement)
    if not code:
        assert str(batches.check_start(first, rules=rules, agreed=agreed, today=TODAY)) == first
        return
    with pytest.raises(RuleRefused, match=code):
        batches.check_start(first, rules=rules, agreed=agreed, today=TODAY)


def test_a_batch_takes_one_step_after_the_other():
    batches.check_move(BatchState.PROPOSED, BatchState.VERIFIED)
    for state, to in ((BatchState.PROPOSED, BatchState.SENT), (BatchState.ANSWERED, BatchState.VERIFIED)):
        with pytest.raises(RuleRefused, match=r"batch\.state"):
            batches.check_move(state, to)
    with pytest.raises(RuleRefused, match=r"batch\.second_person"):
        batches.check_second_person(proposed_by=1, by=1)


def test_programmes_are_told_apart_one_by_one():
    assert batches.overlap("JKK+JKM", "JKM+JHT")
    assert not batches.overlap("JKK+JKM", "JHT")
    assert batches.programmes_in_order("JKM+JKK") == "JKK+JKM"


A, B, C = "7107033101900001", "7107033101900002", "7107033101900003"
TOKENS = {A: "a", B: "b"}


def answer(line, nik, result="diterima", reason="", number="", **more):
    return Row(line, nik, result, reason, number, **more)


def test_every_fault_of_an_answer_is_told_at_once_and_by_row():
    rows = [
        answer(2, A),
        answer(3, A),
        answer(4, C),
        answer(5, "71070331019000"),
        answer(6, B, "entahlah"),
        answer(7, "7107033101900000", numeric=True),
    ]
    with pytest.raises(DataFaults, match="answer") as caught:
        answers.read(rows, tokens=TOKENS, before={})
    assert [(one.line, one.code) for one in caught.value.faults] == [
        (3, "answer.twice"),
        (4, "answer.not_in_batch"),
        (5, "nik.shape"),
        (6, "answer.result"),
        (7, "nik.damaged"),
    ]
    assert not any(nik in str(caught.value) for nik in (A, B, C))


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (answer(3, B, "ditolak"), "answer.no_reason"),
        (answer(3, B, number="12"), "answer.number"),
        (answer(3, B, number="22001234567"), "answer.number_twice"),
    ],
)
def test_what_else_an_answer_must_say(row, code):
    with pytest.raises(DataFaults) as caught:
        answers.read([answer(2, A, number="22001234567"), row], tokens=TOKENS, before={})
    assert [one.code for one in caught.value.faults] == [code]


def test_an_answer_that_comes_again_is_no_fault_and_another_one_is():
    rows = [answer(2, A), answer(3, B, "Ditolak", "NIK 7107033101900002 tidak padan")]
    found = answers.read(rows, tokens=TOKENS, before={"a": True})
    assert [one.accepted for one in found] == [True, False]
    assert found[1].reason == "NIK … tidak padan", "no number of a person is kept"
    with pytest.raises(DataFaults) as caught:
        answers.read(rows, tokens=TOKENS, before={"a": False})
    assert [one.code for one in caught.value.faults] == ["answer.other_before"]


def test_headings_are_found_in_the_words_of_offices():
    rows = [(1, ["Jawaban kelompok 7", "", ""]), (3, ["No. KTP", "Hasil Verifikasi", "No. KPJ"])]
    assert answers.headings_of(rows) == (3, {"nik": 0, "result": 1, "number": 2})
    with pytest.raises(DataFaults) as caught:
        answers.headings_of([(1, ["NIK", "Nama"])])
    assert "Hasil" in caught.value.faults[0].sentence
