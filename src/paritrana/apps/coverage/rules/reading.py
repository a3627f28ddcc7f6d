"""Reading a small delivered CSV whole: header, rows, and every fault with its line."""

import csv
import io
from collections.abc import Callable, Sequence

from paritrana.errors import DataFaults, Fault

MOST_ROWS = 200_000
MOST_FAULTS = 200


def read_rows[Row](
    data: bytes, *, name: str, columns: Sequence[str], read: Callable[[dict[str, str]], Row]
) -> list[Row]:
    """Return the rows of a CSV in file order; raises DataFaults with every fault (the first 200).

    `read` turns one row into a value or raises ValueError("code|sentence|cure|kalimat|perbaikan").
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DataFaults([fault_at(0, "csv.encoding", name)]) from None
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    found: list[Row] = []
    faults: list[Fault] = []
    try:
        header = next(lines, [])
        if [cell.strip() for cell in header] != list(columns):
            raise DataFaults([fault_at(1, "csv.header", name, columns=",".join(columns))])
        for cells in lines:
            if not any(cells):
                continue
            if len(cells) != len(columns):
                faults.append(fault_at(lines.line_num, "csv.cells", name, wanted=len(columns)))
            else:
                _read_one(cells, columns, read, found, faults, lines.line_num, name)
            if len(faults) >= MOST_FAULTS or len(found) > MOST_ROWS:
                break
    except csv.Error:
        faults.append(fault_at(lines.line_num, "csv.quotes", name))
    if len(found) > MOST_ROWS:
        faults.append(fault_at(0, "csv.too_long", name, most=MOST_ROWS))
    if not faults and not found:
        faults.append(fault_at(0, "csv.empty", name))
    if faults:
        raise DataFaults(faults)
    return found


def _read_one[Row](
    cells: Sequence[str],
    columns: Sequence[str],
    read: Callable[[dict[str, str]], Row],
    found: list[Row],
    faults: list[Fault],
    line: int,
    name: str,
) -> None:
    row = dict(zip(columns, (cell.strip() for cell in cells), strict=True))
    try:
        found.append(read(row))
    except ValueError as error:
        code, _, column = str(error).partition(" ")
        faults.append(fault_at(line, code, name, column=column, value=row.get(column, "")[:40]))


SENTENCES: dict[str, tuple[str, str, str, str]] = {
    "csv.encoding": (
        "the file is not UTF-8",
        "save it as CSV UTF-8 and send it again",
        "berkas bukan UTF-8",
        "simpan sebagai CSV UTF-8 lalu kirim lagi",
    ),
    "csv.header": (
        "the first line must be {columns}",
        "use exactly these column names, in this order",
        "baris pertama harus {columns}",
        "pakai tepat nama kolom ini, dengan urutan ini",
    ),
    "csv.cells": (
        "the row does not have {wanted} cells",
        "put a cell with a comma in quotes",
        "baris tidak berisi {wanted} sel",
        "apit sel yang memuat koma dengan tanda kutip",
    ),
    "csv.quotes": (
        "a quote is not closed",
        "close it, or save the file anew",
        "ada tanda kutip yang tidak ditutup",
        "tutup tanda kutip itu, atau simpan ulang berkasnya",
    ),
    "csv.too_long": (
        "the file has more than {most} rows",
        "split it",
        "berkas berisi lebih dari {most} baris",
        "bagi menjadi beberapa berkas",
    ),
    "csv.empty": ("the file has no rows", "add the rows", "berkas tidak berisi baris", "tambahkan barisnya"),
    "value.region": (
        "{column}: “{value}” is no region code",
        "write it with dots, as 71.07",
        "{column}: “{value}” bukan kode wilayah",
        "tulis dengan titik, seperti 71.07",
    ),
    "value.whole": (
        "{column}: “{value}” is not a whole number",
        "write digits only, without points or spaces",
        "{column}: “{value}” bukan bilangan bulat",
        "tulis angka saja, tanpa titik atau spasi",
    ),
    "value.percent": (
        "{column}: “{value}” is no number from 0 to 100",
        "write it as 2.5, or leave it empty where it is not known",
        "{column}: “{value}” bukan angka 0 sampai 100",
        "tulis seperti 2.5, atau kosongkan bila tidak diketahui",
    ),
    "value.no_workers": (
        "a district, regency or province is said to have no workers at all",
        "write the number the source gives; leave the row out where it gives none",
        "kecamatan, kabupaten/kota, atau provinsi disebut tidak mempunyai pekerja sama sekali",
        "tulis jumlah menurut sumber; hapus barisnya bila sumber tidak memuatnya",
    ),
    "value.vintage": (
        "{column}: “{value}” is no year or month",
        "write 2023 or 2023-08",
        "{column}: “{value}” bukan tahun atau bulan",
        "tulis 2023 atau 2023-08",
    ),
    "value.missing": (
        "{column} is empty",
        "fill it",
        "{column} kosong",
        "isi kolom ini",
    ),
    "value.day": (
        "{column}: “{value}” is no date",
        "write 2025-08-31, 2025-08 or 2025",
        "{column}: “{value}” bukan tanggal",
        "tulis 2025-08-31, 2025-08 atau 2025",
    ),
    "value.segment": (
        "{column}: “{value}” is no segment",
        "write pu, bpu, jakon, pmi or vulnerable, or leave it empty for all workers",
        "{column}: “{value}” bukan segmen",
        "tulis pu, bpu, jakon, pmi, atau vulnerable, atau kosongkan untuk semua pekerja",
    ),
    "value.twice": (
        "{column}: “{value}” stands twice",
        "keep one row for each region, segment and vintage",
        "{column}: “{value}” tercantum dua kali",
        "sisakan satu baris untuk tiap wilayah, segmen, dan tahun data",
    ),
    "value.vintages": (
        "{column}: “{value}” is another vintage than the first row's",
        "send each vintage as a delivery of its own",
        "{column}: “{value}” berbeda tahun data dengan baris pertama",
        "kirim setiap tahun data sebagai kiriman tersendiri",
    ),
}


def fault_at(line: int, code: str, name: str, **facts: object) -> Fault:
    """Return one fault of a delivered table in both languages."""
    sentence, cure, kalimat, perbaikan = (text.format(**facts) for text in SENTENCES[code])
    return Fault(line, code, sentence, cure, name, (kalimat, perbaikan))
