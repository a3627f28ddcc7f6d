"""What a refusal of a whole roster says: English sentence and cure, then the Indonesian two."""

# ruff: noqa: E501  # sentences in two languages
from __future__ import annotations

from paritrana.core.rolls.reading.wording import Wording
from paritrana.errors import DataFaults, Fault, ParitranaError

WORDINGS: dict[str, Wording] = {
    "roster.no_header": (
        "no row looks like the headings of a roster (NIK, Nama, Tanggal Lahir, Jenis Kelamin, Desa …)",
        "use the template, or say which row holds the headings: header_row in a layout",
        "tidak ada baris yang mirip judul kolom daftar pekerja (NIK, Nama, Tanggal Lahir, Jenis Kelamin, Desa …)",
        "pakai templat, atau sebutkan baris judulnya: header_row pada berkas tata letak",
    ),
    "roster.missing_columns": (
        "no column is {columns}; the headings in row {row} are: {headings}",
        "name the column of each in a layout, or use the template",
        "tidak ada kolom {columns}; judul pada baris {row}: {headings}",
        "sebutkan kolomnya pada berkas tata letak, atau pakai templat",
    ),
    "roster.doubled_columns": (
        "several columns could be {field}: {headings}",
        "say in a layout which one counts, and give the others an empty field",
        "beberapa kolom dapat berarti {field}: {headings}",
        "sebutkan pada berkas tata letak mana yang dipakai, dan kosongkan yang lain",
    ),
    "roster.no_rows": (
        "no worker stands below the headings in row {row}",
        "fill in the roster, or choose another sheet",
        "tidak ada pekerja di bawah judul kolom pada baris {row}",
        "isi daftarnya, atau pilih lembar lain",
    ),
    "layout.key": (
        "{given} is nothing a layout tells", "write {known}",
        "{given} tidak dikenal dalam tata letak", "tulis {known}",
    ),
    "layout.field": (
        "{given} is no field of a roster", "write one of {known}, or nothing",
        "{given} bukan isian daftar pekerja", "tulis salah satu dari {known}, atau kosongkan",
    ),
    "layout.value": (
        "{key} has a value that it cannot have", "header_row and header_rows are whole numbers, columns a table",
        "nilai {key} tidak dapat dipakai", "header_row dan header_rows bilangan bulat, columns sebuah tabel",
    ),
    "layout.unreadable": (
        "{file} cannot be read as a layout: {reason}", "write it as TOML or JSON",
        "{file} tidak dapat dibaca sebagai tata letak: {reason}", "tulis sebagai TOML atau JSON",
    ),
    "roster.villages": (
        "{given} begins no region code of the table", "write for example 71.07",
        "{given} bukan awal kode wilayah dalam tabel", "tulis misalnya 71.07",
    ),
    "roster.repair": (
        "{given} is no repair", "write one of {known}",
        "{given} bukan perbaikan", "tulis salah satu dari {known}",
    ),
    "fund.rules": (
        "the rules of the fund cannot be used: {reason}", "see the reference of roster codes",
        "aturan dana tidak dapat dipakai: {reason}", "lihat rujukan kode daftar pekerja",
    ),
    "synth.too_few_villages": (
        "{given} has too few villages to make a roster up", "name a regency, for example 71.07",
        "{given} mempunyai terlalu sedikit desa untuk membuat daftar contoh", "sebutkan kabupaten, misalnya 71.07",
    ),
}  # fmt: skip


def refuse(code: str, /, *, line: int = 0, file: str = "", **facts: object) -> DataFaults:
    """Return the refusal of a roster for one reason, to be raised."""
    english, cure, indonesian, obat = (text.format_map(facts) for text in WORDINGS[code])
    return DataFaults([Fault(line, code, english, cure, file, (indonesian, obat))])


def told(error: ParitranaError, language: str) -> tuple[str, str] | None:
    """Return sentence and cure of a refusal, None for one that is not of rosters."""
    wording = WORDINGS.get(error.code)
    if wording is None:
        return None
    parts = wording[2:] if language.startswith("id") else wording[:2]
    facts = {name: str(value) for name, value in error.facts.items()}
    return parts[0].format_map(facts), parts[1].format_map(facts)
