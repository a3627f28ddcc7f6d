"""CSV rolls: every sound row under its line, every torn row marked, every doubtful file refused."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.core.rolls.reading.made_files import COLUMNS, HEADER, ROW, ROWS, codes, csv_file, read

from paritrana.core.rolls import reading
from paritrana.core.rolls.reading import Limits, Mark
from paritrana.errors import DataFaults


def test_rows_come_as_text_with_their_lines(tmp_path):
    raw, rows = read(csv_file(tmp_path, "\n".join([HEADER, *ROWS, ""])))
    assert [list(row.values())[:5] for row in rows] == [line.split(",") for line in ROWS]
    assert [row["row"] for row in rows] == [2, 3, 4, 5, 6]
    assert {row["damaged"] for row in rows} == {0}
    assert (raw.rows, raw.marked, raw.encoding, raw.delimiter, raw.format) == (5, 0, "utf-8", ",", "csv")


def test_facts_are_those_of_the_file(tmp_path):
    path = csv_file(tmp_path, "\n".join([HEADER, *ROWS]))
    raw, _ = read(path)
    assert raw.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert raw.size == path.stat().st_size


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_marks_delimiters_and_line_ends_are_tolerated(tmp_path, delimiter, end, mark):
    lines = [HEADER.upper().replace(",", " , "), ROW]
    raw, rows = read(csv_file(tmp_path, mark + end.join(lines).replace(",", delimiter) + end))
    assert raw.delimiter == delimiter
    assert rows[0]["paid_on"] == "2024-01-05"
    assert rows[0]["nik"] == "7107000000000001"


def test_columns_may_stand_in_any_order(tmp_path):
    lines = [",".join(reversed(line.split(","))) for line in (HEADER, ROW)]
    _, rows = read(csv_file(tmp_path, "\n".join(lines)))
    assert list(rows[0]) == [*COLUMNS, "row", "damaged"]
    assert rows[0]["nik"] == "7107000000000001"


def test_blanks_around_cells_go_and_those_inside_stay(tmp_path):
    _, rows = read(csv_file(tmp_path, f"{HEADER}\n 71 ,\u00a0A  B\t,2024-01 ,1, 2024-01-05 "))
    assert list(rows[0].values())[:5] == ["71", "A  B", "2024-01", "1", "2024-01-05"]


def test_numbers_stay_as_they_are_written(tmp_path):
    _, rows = read(csv_file(tmp_path, f"{HEADER}\n7.10700000000000E+15,007,1e3,016800.0,NULL"))
    assert list(rows[0].values())[:5] == ["7.10700000000000E+15", "007", "1e3", "016800.0", "NULL"]


def test_torn_rows_are_delivered_in_their_place_with_a_mark(tmp_path):
    lines = [HEADER, ROWS[0], "7,two", "", ROWS[1], ROWS[2] + ",more", "   ", ",,,,", ROWS[3], "9"]
    raw, rows = read(csv_file(tmp_path, "\n".join(lines) + "\n"))
    assert [(row["row"], row["damaged"]) for row in rows] == [
        (2, 0),
        (3, Mark.TOO_FEW_CELLS),
        (5, 0),
        (6, Mark.TOO_MANY_CELLS),
        (9, 0),
        (10, Mark.TOO_FEW_CELLS),
    ]
    assert (rows[1]["nik"], rows[1]["name"], rows[1]["period"]) == ("7", "two", "")
    assert (raw.rows, raw.marked, raw.blank) == (6, 3, 3)


@pytest.mark.parametrize("every", [3, 1])
def test_lines_are_exact_over_many_blocks(tmp_path, every):
    """Torn rows at known places in a file that Arrow takes in several blocks, and one of torn rows alone."""
    lines = [
        f"{n},{'x' * 300}" if n % every == 0 else f"{n},{'x' * 300},2024-01,1,2" for n in range(2, 150_002)
    ]
    raw, rows = read(csv_file(tmp_path, "\n".join([HEADER, *lines])))
    assert raw.rows == 150_000
    assert all(row["nik"] == str(row["row"]) for row in rows)
    assert [row["row"] for row in rows] == list(range(2, 150_002))
    assert {row["row"] for row in rows if row["damaged"]} == {n for n in range(2, 150_002) if n % every == 0}


def test_quoted_cells_on_one_line(tmp_path):
    _, rows = read(csv_file(tmp_path, f'{HEADER}\n"71","A, ""B"", SH",2024-01,"",x\n{ROW}\n'))
    assert list(rows[0].values())[:5] == ["71", 'A, "B", SH', "2024-01", "", "x"]
    assert [row["row"] for row in rows] == [2, 3]


def test_a_record_over_several_lines_has_the_line_where_it_starts(tmp_path):
    lines = [HEADER, ROWS[0], '71,"A', "", 'B",2024-01,1,x', "", ROWS[1], '"72",y']
    _, rows = read(csv_file(tmp_path, "\n".join(lines)))
    assert [row["row"] for row in rows] == [2, 3, 7, 8]
    assert rows[1]["name"] == "A\n\nB"
    assert rows[3]["damaged"] == Mark.TOO_FEW_CELLS


def test_a_stray_quote_marks_its_row_alone(tmp_path):
    lines = [
        HEADER,
        ROWS[0],
        '71,5" x 6",2024-01,1,x',
        '72,"A"B,2024-01,1,x',
        '73,"C,2024-01,1,x',
        *ROWS[1:3],
    ]
    lines += ['74,"D",2024-01,1,x']
    _, rows = read(csv_file(tmp_path, "\n".join(lines)))
    assert {row["row"]: row["damaged"] for row in rows} == {
        2: 0,
        3: Mark.STRAY_QUOTE,
        4: Mark.STRAY_QUOTE,
        5: Mark.STRAY_QUOTE,
        6: 0,
        7: 0,
        8: 0,
    }


def test_a_quote_that_is_never_closed_refuses_the_file(tmp_path):
    lines = [HEADER, *ROWS, '71,"A,2024-01,1,x', *ROWS]
    assert codes(csv_file(tmp_path, "\n".join(lines))) == {"roll.unclosed_quote": 7}
    assert codes(csv_file(tmp_path, "\n".join(lines + ROWS * 100))) == {"roll.unclosed_quote": 7}


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["nik,name,period,amount,paid_at", ROW], {"roll.missing_columns": 1, "roll.unknown_columns": 1}),
        ([HEADER + ",nik", ROW], {"roll.doubled_columns": 1}),
        ([HEADER + ",", ROW + ","], {"roll.unknown_columns": 1}),
        (["DAFTAR PESERTA,,,,", HEADER, ROW], {"roll.header_not_first": 2}),
        (["", HEADER, ROW], {"roll.header_not_first": 2}),
        (["sep=;", HEADER.replace(",", ";"), ROW], {"roll.header_not_first": 2}),
        ([HEADER, HEADER, ROW], {"roll.two_headers": 2}),
        ([HEADER, "(1),(2),(3),(4),(5)", ROW], {"roll.two_headers": 2}),
        ([ROW, ROW], {"roll.missing_columns": 1}),
        (["no,nama,bulan,iuran,tanggal", HEADER.replace("nik", "no"), ROW], {"roll.missing_columns": 1}),
        (["no,nama,bulan,iuran,tanggal", "1,2,3,4,5", ROW], {"roll.missing_columns": 1}),
        ([HEADER], {"roll.no_rows": 0}),
        ([HEADER, ""], {"roll.no_rows": 0}),
        ([HEADER, ",,,,", ""], {"roll.no_rows": 0}),
        ([" ", ""], {"roll.empty": 0}),
    ],
)
def test_headers_that_do_not_fit(tmp_path, lines, found):
    assert codes(csv_file(tmp_path, "\n".join(lines))) == found


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", {"roll.empty": 0}),
        ((HEADER + "\n" + ROW).encode("utf-16"), {"roll.utf16": 0}),
        ((HEADER + "\n" + ROW).encode("utf-16-le"), {"roll.utf16": 0}),
        ((HEADER + "\n" + ROW + "\n71,Andr\u00e9,2024-01,1,x").encode("cp1252"), {"roll.encoding": 3}),
        (f"{HEADER}\n{ROW}\n71,Andr\u00e9,,,\n".encode() + b"72,Ren\xe9,,,\n", {"roll.mixed_encoding": 4}),
        (f"{HEADER}\n{ROW}\n71,A\0B,,,\n".encode(), {"roll.nul": 3}),
        (f"{HEADER}\r{ROW}\r".encode(), {"roll.line_ends": 1}),
        (f"{HEADER}\n{ROW}\n7,x\ry,,,".encode(), {"roll.line_ends": 3}),
        (b"PK\x03\x04" + bytes(50), {"roll.format": 0}),
        ((Path(__file__).parents[4] / "docs/images/desk.png").read_bytes(), {"roll.format": 0}),
        (bytes(range(256)) * 20, {"roll.format": 0}),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(50), {"roll.format": 0}),
    ],
)
def test_bytes_that_are_no_utf8_text(tmp_path, content, found):
    assert codes(csv_file(tmp_path, content)).items() >= found.items()


def test_every_fault_is_told_at_once(tmp_path):
    found = codes(csv_file(tmp_path, b"nik,nik,nama,period,amount\n71,\0\xe9,,,\n\xc3\xa9\n"))
    assert found == {
        "roll.missing_columns": 1,
        "roll.unknown_columns": 1,
        "roll.doubled_columns": 1,
        "roll.nul": 2,
        "roll.mixed_encoding": 2,
    }


def test_limits_of_size_rows_and_lines(tmp_path):
    path = csv_file(tmp_path, "\n".join([HEADER, *ROWS, f"7,{'x' * 5000},,,", *ROWS]))
    assert codes(path, limits=Limits(size=100)) == {"roll.too_large": 0}
    assert codes(path, limits=Limits(rows=4)) == {"roll.too_many_rows": 0}
    assert codes(path, limits=Limits(line=4000)) == {"roll.long_line": 7}


def test_names_of_files(tmp_path):
    assert codes(csv_file(tmp_path, HEADER, "roll.pdf")) == {"roll.suffix": 0}
    assert codes(csv_file(tmp_path, HEADER, "roll.parquet")) == {"roll.format": 0}
    assert codes(csv_file(tmp_path, HEADER, "roll.xlsx")) == {"roll.format": 0}
    assert codes(tmp_path / "none.csv") == {"roll.unreadable": 0}


def test_what_was_there_stays_when_a_file_is_refused(tmp_path):
    into = csv_file(tmp_path, "kept", "raw.parquet")
    with pytest.raises(DataFaults):
        reading.read(csv_file(tmp_path, HEADER), COLUMNS, into=into)
    assert into.read_text() == "kept"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["raw.parquet", "roll.csv"]


def test_the_raw_table_is_for_its_owner_alone(tmp_path):
    raw, _ = read(csv_file(tmp_path, f"{HEADER}\n{ROW}"))
    assert raw.into.stat().st_mode & 0o777 == 0o600


def test_both_ways_of_reading_give_the_same_rows(tmp_path):
    """A record over two lines at the end sends the same file the other way."""
    lines = [
        HEADER,
        *ROWS,
        "7,two",
        "",
        " 71 , A ,2024-01,1,é",
        '72,"B, C",,,',
        ROWS[0] + ",more",
        ",,,,",
        *ROWS,
    ]
    one, rows = read(csv_file(tmp_path, "\n".join(lines)))
    other, same = read(csv_file(tmp_path, "\n".join([*lines, '"99\n99",A,2024-01,1,x'])))
    assert same[:-1] == rows
    assert (other.rows, other.marked, other.blank) == (one.rows + 1, one.marked, one.blank)
    assert same[-1]["nik"] == "99\n99"


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from paritrana.core.rolls import reading
from paritrana.errors import DataFaults
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
folder = Path(sys.argv[1])
try:
    reading.read(folder / "roll.csv", ("a", "b"), into=folder / "raw.parquet")
except DataFaults as refused:
    print(*(one.code for one in refused.faults))
"""


def test_a_full_disk_is_told_and_leaves_nothing(tmp_path):
    """A process that may write 100,000 bytes a file; so little space ends a write as a full disk does."""
    csv_file(tmp_path, "a,b\n" + "".join(f"{n},x{n * 7919}\n" for n in range(100_000)))
    ran = subprocess.run(
        [sys.executable, "-c", FULL_DISK, tmp_path],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert ran.stdout.split() == ["roll.unwritable"]
    assert [one.name for one in tmp_path.iterdir()] == ["roll.csv"]


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(DataFaults, match="unwritable"):
        reading.read(csv_file(tmp_path, f"{HEADER}\n{ROW}"), COLUMNS, into=tmp_path / "none" / "raw.parquet")


def test_the_reference_page_lists_every_code():
    page = (Path(__file__).parents[4] / "docs/reference/roll-faults.md").read_text("utf-8")
    assert [code for code in [*reading.WORDINGS, *reading.MARKED] if f"| `{code}` |" not in page] == []
    assert {f"row.{mark.name.lower()}" for mark in Mark} == set(reading.MARKED)
