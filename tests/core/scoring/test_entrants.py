"""Facts about entrants as a file: what is taken, and every fault with its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paritrana.core.scoring import Facts, entrants_csv, read_entrants

HEADER = "entrant,region,zone,size\n"


def faults(text: str) -> list[tuple[int, str]]:
    return [(fault.line, fault.code) for fault in read_entrants(text.encode(), name="e.csv").faults]


def test_rows_become_facts_and_empty_cells_are_not_known():
    read = read_entrants((HEADER + 'A,71.01.05.1001,WITA,large\n"B, desa",,,\n').encode())
    assert read.faults == []
    assert read.cells == {"A": Facts("71.01.05.1001", "WITA", "large"), "B, desa": Facts()}
    assert read.cells["A"].province == "71"


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("A,7101,,\nB,Sulut,,\nC,71.1,,\nD,07,,\n", [(line, "entrant.region") for line in (2, 3, 4, 5)]),
        ("A,71.01.05.4001,,\nB,\u0667\u0661,,\n", [(2, "entrant.region"), (3, "entrant.region")]),
        ("A,,wita,\nB,,WIB ,\n", [(2, "entrant.zone"), (3, "entrant.zone")]),
        ("A,,, large\n", [(2, "field.text")]),
        ("A,71,,\nB,71,,\nA,71,,\n", [(4, "csv.repeated")]),
        ("A,x,,\nA,71,,\n", [(2, "entrant.region"), (3, "csv.repeated")]),
        (",71,,\n", [(2, "field.empty")]),
        ("A,71,WITA\n", [(2, "csv.columns")]),
        ("A,x,y,\n", [(2, "entrant.region"), (2, "entrant.zone")]),
    ],
)
def test_faults_of_form(rows: str, told: list[tuple[int, str]]):
    assert faults(HEADER + rows) == told


def test_a_fault_is_told_in_both_languages():
    (fault,) = read_entrants((HEADER + "A,,WITB,\n").encode(), name="e.csv").faults
    assert str(fault) == "e.csv:2: entrant.zone: WITB is not a time zone; write WIB, WITA or WIT"
    assert fault.told("id") == ("WITB bukan zona waktu", "tulis WIB, WITA atau WIT")


NAMES = st.text(st.characters(codec="utf-8", categories=["L", "N", "P"]), min_size=1, max_size=8)
FACTS = st.builds(
    Facts, st.sampled_from(["", "71", "71.01", "71.01.05"]), st.sampled_from(["", "WIT"]), st.just("s1")
)


@given(st.dictionaries(NAMES, FACTS, max_size=5))
def test_facts_are_read_back_as_written(entrants: dict[str, Facts]):
    read = read_entrants(entrants_csv(entrants).encode())
    assert read.faults == []
    assert read.cells == entrants
    assert entrants_csv(read.cells) == entrants_csv(dict(reversed(entrants.items())))
