"""Values and marks as files: what is taken, and every fault with its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paritrana.core.scoring import marks_csv, read_marks, read_values, values_csv
from paritrana.core.scoring.wording import WORDINGS

HEADER = "entrant,category,criterion,value\n"


def faults(text: str | bytes) -> list[tuple[int, str]]:
    data = text if isinstance(text, bytes) else text.encode()
    return [(fault.line, fault.code) for fault in read_values(data, name="v.csv").faults]


def test_rows_become_cells_and_a_bare_row_names_the_entrant():
    read = read_values((HEADER + 'A,c,k,1\n"B, desa",c,,\nA,c,m,\n').encode())
    assert read.cells == {"c": {"A": {"k": "1", "m": ""}, "B, desa": {}}}
    assert read.faults == []


def test_mark_carriage_returns_and_blank_lines_are_taken():
    plain = read_values((HEADER + "A,c,k,1\n").encode())
    odd = read_values(("\ufeff" + HEADER + "\nA,c,k,1\n\n").replace("\n", "\r\n").encode())
    assert odd.cells == plain.cells
    assert odd.faults == []


def test_a_header_without_rows_is_fine():
    assert faults(HEADER) == []
    assert faults(HEADER.strip()) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", [(1, "file.empty")]),
        ("\ufeff\n", [(1, "file.empty")]),
        (b"PK\x03\x04rest", [(1, "file.spreadsheet")]),
        (HEADER.encode() + b"A,c,k,1\n\xe9,c,k,1\n", [(3, "file.encoding")]),
        (HEADER + "A,c,k,\x00\n", [(2, "csv.control")]),
        ("entrant,category,value\nA,c,1\n", [(1, "csv.header")]),
        (HEADER.replace(",", ";"), [(1, "csv.semicolon")]),
        (HEADER + "A;c;k;1\n", [(2, "csv.semicolon")]),
        (HEADER + "A,c,k\nB,c,k,1,2\n", [(2, "csv.columns"), (3, "csv.columns")]),
        (HEADER + 'A,c,k,1\n"B,c,k,1\n', [(3, "csv.form")]),
        (HEADER + "A,c,k,1\nA,c,k,2\n", [(3, "csv.repeated")]),
        (HEADER + "A,c,,\nA,c,,\n", [(3, "csv.repeated")]),
        (HEADER + "A,c,,5\n", [(2, "value.no_criterion")]),
        (HEADER + ",c,k,1\nA,,k,1\n", [(2, "field.empty"), (3, "field.empty")]),
        (HEADER + " A,c,k,1\n" + "x" * 201 + ",c,k,1\n", [(2, "field.text"), (3, "field.text")]),
        (HEADER + "A,c,k," + "9" * 100_000 + "\n", [(2, "field.text")]),
        (HEADER + "A,c,k," + "9" * 200_000 + "\n", [(2, "csv.form")]),
        (HEADER + '"A\nB",c,k,1\n', [(2, "field.text")]),
    ],
)
def test_faults_of_form(text: str | bytes, told: list[tuple[int, str]]):
    assert faults(text) == told


def test_a_fault_says_file_line_code_sentence_and_cure():
    (fault,) = read_marks(b"juror,entrant,criterion,mark\nJ,A,x\n", name="m.csv").faults
    assert str(fault) == (
        "m.csv:2: csv.columns: the row has 3 columns, not 4; "
        "give 4; a comma inside a field needs quotes around the field"
    )
    assert fault.told("id")[0] == "baris ini berisi 3 kolom, bukan 4"


def test_every_wording_has_both_languages():
    assert all(len(texts) == 4 and all(texts) for texts in WORDINGS.values())


NAMES = st.text(st.characters(codec="utf-8", categories=["L", "N", "P"]), min_size=1, max_size=8)


@given(st.dictionaries(NAMES, st.dictionaries(NAMES, NAMES, max_size=3), min_size=1, max_size=4))
def test_values_are_read_back_as_written(entrants: dict[str, dict[str, str]]):
    read = read_values(values_csv({"c": entrants}).encode())
    assert read.faults == []
    assert read.cells == {"c": entrants}


@given(st.dictionaries(st.tuples(NAMES, NAMES), st.dictionaries(NAMES, NAMES, min_size=1), max_size=4))
def test_marks_are_read_back_as_written(marks: dict[tuple[str, str], dict[str, str]]):
    read = read_marks(marks_csv(marks).encode())
    assert read.faults == []
    assert read.cells == marks
