"""Parquet rolls: text passes through, other types become text or a mark, a broken file is refused."""

from datetime import date, datetime
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.core.rolls.reading.made_files import COLUMNS, codes, csv_file, read

from paritrana.core.rolls.reading import DEFAULT, KINDS, Limits, Mark, columnar
from paritrana.errors import DataFaults

SOUND = {
    "nik": ["71", "72", None],
    "name": ["A ", "\u00a0B", ""],
    "period": ["2024-01"] * 3,
    "amount": ["1"] * 3,
    "paid_on": ["2024-01-05"] * 3,
}


def parquet(folder, **columns):
    path = folder / "roll.parquet"
    pq.write_table(pa.table(SOUND | columns), path)
    return path


def read_here(path):
    """Return the rows that the child would write, read without a process of its own."""
    into = path.with_name("here.parquet")
    columnar.read(path, COLUMNS, into, KINDS, DEFAULT)
    return pq.read_table(into).to_pylist()


def test_text_passes_through(tmp_path):
    raw, rows = read(parquet(tmp_path))
    assert [row["nik"] for row in rows] == ["71", "72", ""]
    assert [row["name"] for row in rows] == ["A", "B", ""]
    assert [row["row"] for row in rows] == [1, 2, 3]
    assert (raw.rows, raw.marked, raw.format, raw.encoding) == (3, 0, "parquet", "")


@pytest.mark.parametrize(
    ("name", "given", "text"),
    [
        ("period", pa.array(["2024-01", None, "x"]).dictionary_encode(), ["2024-01", "", "x"]),
        ("name", pa.array(["a", None, " b"], pa.large_string()), ["a", "", "b"]),
        ("name", pa.array(["a", None, " b"], pa.string_view()), ["a", "", "b"]),
        ("paid_on", pa.array([date(2024, 1, 5), None, date(1999, 12, 31)]), ["2024-01-05", "", "1999-12-31"]),
        (
            "paid_on",
            pa.array([datetime(2024, 1, 5), None, datetime(2024, 1, 5, 13, 7, 9)]),  # noqa: DTZ001
            ["2024-01-05", "", "2024-01-05T13:07:09"],
        ),
        ("period", pa.array([date(2024, 1, 1), date(2024, 1, 2), None]), ["2024-01", "2024-01-02", ""]),
        ("amount", pa.array([16800, None, -1]), ["16800", "", "-1"]),
        ("amount", pa.array([16800.0, 0.5, None]), ["16800", "0.5", ""]),
        (
            "amount",
            pa.array([Decimal("16800"), None, Decimal("-7")], pa.decimal128(9, 0)),
            ["16800", "", "-7"],
        ),
        ("amount", pa.nulls(3), ["", "", ""]),
        ("nik", pa.nulls(3), ["", "", ""]),
    ],
)
def test_typed_columns_become_text(tmp_path, name, given, text):
    rows = read_here(parquet(tmp_path, **{name: given}))
    assert [row[name] for row in rows] == text
    assert {row["damaged"] for row in rows} == {0}


@pytest.mark.parametrize("kind", [pa.int64(), pa.float64(), pa.uint64()])
def test_a_numeric_identifier_is_never_turned_into_digits(tmp_path, kind):
    rows = read_here(parquet(tmp_path, nik=pa.array([7107000000000001, 5, None]).cast(kind)))
    assert [(row["nik"], row["damaged"]) for row in rows] == [
        ("", Mark.NUMERIC_IDENTIFIER),
        ("", Mark.NUMERIC_IDENTIFIER),
        ("", 0),
    ]


def test_a_number_is_no_date(tmp_path):
    _, rows = read(parquet(tmp_path, paid_on=pa.array([45292, None, 20240105]), nik=pa.array([1, 2, 3])))
    both = Mark.SERIAL_DATE | Mark.NUMERIC_IDENTIFIER
    assert [(row["paid_on"], row["damaged"]) for row in rows] == [
        ("", both),
        ("", Mark.NUMERIC_IDENTIFIER),
        ("", both),
    ]


def test_order_and_numbers_over_row_groups(tmp_path):
    count = 200_000
    path = tmp_path / "roll.parquet"
    numbers = pa.array([str(n) for n in range(1, count + 1)])
    pq.write_table(pa.table(dict.fromkeys(reversed(COLUMNS), numbers)), path, row_group_size=30_001)
    _, rows = read(path)
    assert [row["row"] for row in rows] == list(range(1, count + 1))
    assert all(str(row["row"]) == row["nik"] == row["paid_on"] for row in rows)


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("nik", pa.array([b"71", b"72", None])),
        ("name", pa.array([["a"], [], None])),
        ("amount", pa.array([True, False, None])),
        ("paid_on", pa.array([0, 1, 2], pa.timestamp("s", "UTC"))),
    ],
)
def test_types_that_are_no_cell(tmp_path, name, given):
    with pytest.raises(DataFaults) as refused:
        read_here(parquet(tmp_path, **{name: given}))
    assert [one.code for one in refused.value.faults] == ["roll.column_type"]


def test_header_faults(tmp_path):
    path = tmp_path / "roll.parquet"
    pq.write_table(pa.table({"NIK ": ["1"], "nik": ["2"], "nama": ["3"]}), path)
    assert set(codes(path)) == {"roll.missing_columns", "roll.unknown_columns", "roll.doubled_columns"}
    pq.write_table(pa.table({name: pa.array([], pa.string()) for name in COLUMNS}), path)
    assert codes(path) == {"roll.no_rows": 0}


@pytest.mark.parametrize("keep", [4, 8, 100, -1, -4, -9])
def test_a_file_that_was_cut_off(tmp_path, keep):
    path = parquet(tmp_path)
    path.write_bytes(path.read_bytes()[:keep])
    if keep < 0:  # it ends too soon behind a sound beginning
        with pytest.raises(DataFaults) as refused:
            read_here(path)
        assert [one.code for one in refused.value.faults] == ["roll.parquet_broken"]
    else:
        assert codes(path) == {"roll.parquet_broken": 0}


def test_text_that_is_not_utf8(tmp_path):
    bad = pa.Array.from_buffers(pa.string(), 3, pa.array([b"\xff", b"a", b"b"]).buffers())
    assert codes(parquet(tmp_path, name=bad)) == {"roll.parquet_broken": 0}


def test_what_is_not_parquet(tmp_path):
    assert codes(csv_file(tmp_path, "nik,name", "roll.parquet")) == {"roll.format": 0}
    assert codes(csv_file(tmp_path, b"", "roll.parquet")) == {"roll.empty": 0}


def test_a_file_that_needs_more_memory_than_it_may_have(tmp_path):
    """Sixteen million equal cells of 64 bytes pack into some kilobytes."""
    wide = pa.array(["x" * 64]).dictionary_encode().take(pa.array([0] * 4_000_000))
    path = tmp_path / "roll.parquet"
    pq.write_table(pa.table(dict.fromkeys(COLUMNS, wide)), path)
    assert path.stat().st_size < 1_000_000
    assert codes(path, limits=Limits(memory=16 << 20)) == {"roll.reader_memory": 0}


def test_a_reader_that_takes_too_long(tmp_path):
    assert codes(parquet(tmp_path), limits=Limits(seconds=0)) == {"roll.reader_time": 0}


def test_what_lies_about_is_not_taken_for_the_standard_library(tmp_path, monkeypatch):
    """Neither in the working folder nor among the places where the parent looks for its code."""
    for name in ("here", "there"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "dis.py").write_text(f"open({str(tmp_path / 'loaded')!r}, 'w').close()\n")
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.syspath_prepend(tmp_path / "there")
    raw, _ = read(parquet(tmp_path))
    assert raw.rows == 3
    assert not (tmp_path / "loaded").exists()
