"""The workbook of a plan: its formulas, computed by a small reader, agree with the rules."""

import io
import re
from datetime import date
from fractions import Fraction
from math import floor

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.factories.protection import KELURAHAN, VILLAGE

from paritrana.apps.protection.rules import outlooks
from paritrana.apps.protection.rules.plans import Origin, PlannedVillage, Question, Source, Terms
from paritrana.apps.protection.states import FundKind, PlanBase
from paritrana.apps.protection.tables.plan_workbook import FIRST_SOURCE, workbook
from paritrana.core.programmes import Month
from paritrana.core.programmes.plan import Indicator, Standing, own_target

CELL = re.compile(r"(?:([A-Z][a-z]+)!)?(\$?[A-Z])\$?([0-9]+)(?::(\$?[A-Z])\$?([0-9]+))?")
VILLAGES = st.lists(
    st.builds(
        lambda code, budgeted, placed, enrolled: PlannedVillage(
            code, budgeted, min(placed, budgeted), enrolled
        ),
        *(st.sampled_from((VILLAGE, "71.07.03.2007", KELURAHAN)), *(st.integers(0, 30),) * 3),
    ),
    max_size=3,
    unique_by=lambda one: one.code,
)
SOURCES = st.lists(
    st.builds(
        Source,
        st.sampled_from((FundKind.APBD_REGENCY, FundKind.VILLAGE_PAD, FundKind.DANA_DESA, FundKind.CSR)),
        st.integers(0, 20_000_000),
    ),
    max_size=4,
)


class Book:
    """A workbook whose formulas are computed anew, with exact numbers."""

    def __init__(self, data: bytes) -> None:
        self.book = openpyxl.load_workbook(io.BytesIO(data))
        self.cached = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
        self.known: dict[tuple[str, str], object] = {}

    def value(self, sheet: str, cell: str):
        key = (sheet, cell)
        if key not in self.known:
            written = self.book[sheet][cell].value
            is_formula = isinstance(written, str) and written.startswith("=")
            self.known[key] = self.compute(sheet, written[1:]) if is_formula else written
        return self.known[key]

    def compute(self, sheet: str, formula: str):
        def told(found: re.Match[str]) -> str:
            page = found[1] or sheet
            first = f"{found[2].strip('$')}{found[3]}"
            if not found[4]:
                return f"at('{page}','{first}')"
            column = found[2].strip("$")
            assert column == found[4].strip("$")
            rows = range(int(found[3]), int(found[5]) + 1)
            return "[" + ",".join(f"at('{page}','{column}{row}')" for row in rows) + "]"

        text = CELL.sub(told, formula)
        text = re.sub(r"(?<![<>=!])=(?!=)", "==", text).replace("/", "*inverse*")
        names = {
            "at": lambda page, cell: self.value(page, cell) or 0,
            "MAX": max,
            "MIN": min,
            "INT": floor,
            "SUM": sum,
            "IF": lambda told, yes, no: yes if told else no,
            "OR": lambda *told: any(told),
            "SUMPRODUCT": lambda one, other: sum(a * b for a, b in zip(one, other, strict=True)),
            "inverse": Inverse(),
        }
        return eval(text, {"__builtins__": {}}, names)  # formulas that we wrote ourselves

    def change(self, sheet: str, cell: str, value: int) -> None:
        self.book[sheet][cell] = value
        self.known.clear()


class Inverse:
    """Makes a * inverse * b an exact division."""

    def __rmul__(self, other):
        return Half(other)


class Half:
    def __init__(self, part) -> None:
        self.part = part

    def __mul__(self, whole):
        return Fraction(self.part) / whole


def asked(covered, villages, sources, quota, ask_all, months, percent) -> Question:
    return Question(
        origin=Origin(PlanBase.TYPED, papers=("Surat 1",)),
        standing=Standing(Indicator.OWN, covered, 1_000, date(2026, 1, 1), "Surat 1"),
        target=own_target(Indicator.OWN, Fraction(percent, 1_000), 2026),
        terms=Terms(Month(2026, 1), Month(2026, 1) + (months - 1)),
        quota=quota,
        ask_all=ask_all,
        sources=tuple(sources),
        villages=tuple(villages),
    )


def agrees(book: Book, found: outlooks.Outlook) -> None:
    """Hold the computed cells against the rules."""
    assert book.value("Rencana", "B7") == found.gap.workers
    assert book.value("Rencana", "B9") == found.free
    end = FIRST_SOURCE + len(found.offers)
    workers, cost, missing, _today, after = (book.value("Rencana", f"B{end + 2 + one}") for one in range(5))
    assert (workers, cost, missing) == (found.plan.workers, found.cost.amount, found.plan.missing)
    assert after == found.after.share
    for row, one in enumerate(found.villages, start=2):
        told = [book.value("Desa", f"{column}{row}") for column in "GHI"]
        assert told == [one.free, one.new, one.rupiah]


@settings(max_examples=25)
@given(
    st.integers(0, 1_000),
    VILLAGES,
    SOURCES,
    st.integers(0, 30),
    st.booleans(),
    st.sampled_from((3, 6, 12)),
    st.integers(1, 1_000),
)
@example(
    *(880, [PlannedVillage(VILLAGE, 9, 9, 1)], [Source(FundKind.APBD_REGENCY, 20_000_000)]),
    *(9, False, 12, 900),
)
@example(
    *(100, [PlannedVillage(VILLAGE, 5, 3, 1), PlannedVillage(KELURAHAN, 0, 0, 4)]),
    [Source(FundKind.VILLAGE_PAD, 2_000_000), Source(FundKind.DANA_DESA, 20_000_000)],
    *(20, False, 12, 900),
)
def test_the_formulas_compute_what_the_rules_compute_before_and_after_a_change(
    covered, villages, sources, quota, ask_all, months, percent
):
    given = (covered, villages, sources)
    found = outlooks.outlook(asked(*given, quota, ask_all, months, percent))
    book = Book(workbook(found, {}, title="Uji"))
    agrees(book, found)
    for sheet in book.book:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith("="):
                    kept = book.cached[sheet.title][cell.coordinate].value
                    assert kept == pytest.approx(float(book.value(sheet.title, cell.coordinate)))

    book.change("Rencana", "B8", quota + 7)
    book.change("Rencana", "B4", covered // 2)
    agrees(
        book, outlooks.outlook(asked(covered // 2, villages, sources, quota + 7, ask_all, months, percent))
    )


def test_texts_of_a_plan_never_become_formulas():
    villages = [PlannedVillage(VILLAGE, 1, 1, 0)]
    source = Source(FundKind.CSR, 10, "=HYPERLINK(1)", 4)
    found = outlooks.outlook(asked(1, villages, [source], 2, False, 12, 500))
    book = openpyxl.load_workbook(io.BytesIO(workbook(found, {}, title="=1+1")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells if "HYPERLINK" in str(cell.value))
    assert all(cell.data_type != "f" for cell in cells if "1+1" in str(cell.value))
