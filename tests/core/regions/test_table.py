"""Reading a region table: all of it, or every fault of it."""

import lzma
from datetime import date

import pytest

from paritrana.core.regions import Code, Level, Region, read_table, write_text
from paritrana.errors import DataFaults

HEAD = "code,name,level,kind,parent,zone,valid_from,decree\n"
GOOD = (
    HEAD + "71,Sulawesi Utara,province,provinsi,,WITA,,\n"
    "71.07,Kabupaten Minahasa Tenggara,regency,kabupaten,71,WITA,2007-05-23,UU 9/2007\n"
)


def written(folder, text):
    path = folder / "regions.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_table_is_read_with_dates_and_counts(tmp_path):
    table = read_table(written(tmp_path, GOOD))

    assert table.regions[Code("71.07")] == Region(
        Code("71.07"), "Kabupaten Minahasa Tenggara", date(2007, 5, 23), "UU 9/2007"
    )
    assert table.regions[Code("71")].valid_from is None
    assert table.count() == {Level.PROVINCE: 1, Level.REGENCY: 1}


def test_compressed_table_has_the_digest_of_its_text(tmp_path):
    packed = tmp_path / "regions.csv.xz"
    packed.write_bytes(lzma.compress(GOOD.encode()))

    assert read_table(packed).sha256 == read_table(written(tmp_path, GOOD)).sha256


def test_bom_and_crlf_are_accepted(tmp_path):
    path = tmp_path / "regions.csv"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())

    assert len(read_table(path)) == 2


def test_written_table_reads_back_the_same(tmp_path):
    table = read_table(written(tmp_path, GOOD))

    assert write_text(reversed(table.regions.values())) == GOOD


def test_every_fault_is_told_with_its_line(tmp_path):
    path = written(
        tmp_path,
        GOOD
        + "71.07,Again,regency,kabupaten,71,WITA,,\n"
        + "7108,No dots,regency,kabupaten,71,WITA,,\n"
        + "71.09.01,Orphan,district,kecamatan,71.09,WITA,,\n"
        + "71.10,,regency,kabupaten,71,WITA,,\n"
        + "71.71,Kota Manado,regency,kabupaten,71,WIB,,\n"
        + "71.72,Kota Bitung,regency,kota,71,WITA,23-05-2007,\n"
        + "99,Nowhere,province,provinsi,,WIB,,\n"
        + "71.73,Kota Tomohon\n",
    )

    with pytest.raises(DataFaults) as refused:
        read_table(path)

    assert [(fault.line, fault.code) for fault in refused.value.faults] == [
        (4, "region.repeated"),
        (5, "region.bad_code"),
        (6, "region.no_parent"),
        (7, "region.bad_name"),
        (8, "region.denied"),
        (9, "region.bad_date"),
        (10, "region.unknown_province"),
        (11, "region.columns"),
    ]
    assert "71.71 has kind 'kabupaten', but its code says 'kota'" in str(refused.value)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "region.header"),
        ("code,name\n", "region.header"),
        (HEAD, "region.empty"),
        (HEAD + '71,"a', "region.broken"),
    ],
)
def test_file_that_is_no_table_is_one_fault(tmp_path, text, code):
    with pytest.raises(DataFaults) as refused:
        read_table(written(tmp_path, text))

    assert [fault.code for fault in refused.value.faults] == [code]


@pytest.mark.parametrize("content", [None, b"not compressed"])
def test_unreadable_file_is_one_fault(tmp_path, content):
    path = tmp_path / "regions.csv.xz"
    if content:
        path.write_bytes(content)

    with pytest.raises(DataFaults) as refused:
        read_table(path)

    assert [fault.code for fault in refused.value.faults] == ["region.unreadable"]
