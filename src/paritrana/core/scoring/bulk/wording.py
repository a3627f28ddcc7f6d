"""What each fault of a table in Parquet says, in both languages, and a list of faults that stays short."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from paritrana.core.scoring.wording import WORDINGS as SCORING
from paritrana.core.units.telling import Wording, told_fault
from paritrana.errors import DataFaults, Fault

MOST_FAULTS = 100

WORDINGS: dict[str, Wording] = {
    "file.parquet": (
        "this is not a sound Parquet file: {reason}",
        "write it anew",
        "ini bukan berkas Parquet yang utuh: {reason}",
        "tulis ulang berkas ini",
    ),
    "file.changed": (
        "the file was changed while it was read",
        "wait until it is complete, and run this again",
        "berkas ini diubah selagi dibaca",
        "tunggu sampai lengkap, lalu jalankan lagi",
    ),
    "table.rows": (
        "the table has {count} rows, more than {limit}",
        "divide it by category",
        "tabel ini memuat {count} baris, lebih dari {limit}",
        "bagilah menurut kategori",
    ),
    "table.column": (
        "the table has no column {column}",
        "add it; leave a cell empty where there is no value",
        "tabel ini tidak memiliki kolom {column}",
        "tambahkan kolom itu; kosongkan sel yang tidak ada nilainya",
    ),
    "table.twice": (
        "the table has the column {column} twice",
        "keep one of the two",
        "tabel ini memuat kolom {column} dua kali",
        "sisakan satu",
    ),
    "table.extra": (
        "the rulebook has no criterion {column}",
        "mend the name of the column, or leave it out",
        "aturan penilaian tidak memuat kriteria {column}",
        "perbaiki nama kolom itu, atau hapus kolomnya",
    ),
    "table.float": (
        "the column {column} holds floating-point numbers, which are not exact",
        "store it as whole numbers, decimals or text",
        "kolom {column} memuat bilangan titik-mengambang, yang tidak persis",
        "simpan sebagai bilangan bulat, desimal, atau teks",
    ),
    "table.kind": (
        "the column {column} holds {kind}",
        "store it as whole numbers, decimals or text",
        "kolom {column} memuat {kind}",
        "simpan sebagai bilangan bulat, desimal, atau teks",
    ),
    "table.key_kind": (
        "the column {column} holds {kind}",
        "store it as text",
        "kolom {column} memuat {kind}",
        "simpan sebagai teks",
    ),
    "table.text": (
        "the column {column} holds text that is not UTF-8",
        "write the table anew with UTF-8 text",
        "kolom {column} memuat teks yang bukan UTF-8",
        "tulis ulang tabel ini dengan teks UTF-8",
    ),
    "table.repeated": (
        "{entrant} stands in row {first} already",
        "an entrant has one row; keep one of the two",
        "{entrant} sudah tercatat di baris {first}",
        "satu peserta satu baris; sisakan satu",
    ),
    "table.more": (
        "{count} more faults of cells are not listed",
        "mend those above, and run this again",
        "{count} kesalahan isian lain tidak didaftar",
        "perbaiki yang di atas, lalu jalankan lagi",
    ),
    "table.rubric": (
        "jurors mark {criterion} of {category}, and a table of values has no marks",
        "rank this category from values.csv and marks.csv",
        "{criterion} pada {category} dinilai oleh juri, dan tabel nilai ini tidak memuat nilai juri",
        "peringkatkan kategori ini dari values.csv dan marks.csv",
    ),
    "table.name": (
        "a criterion of {category} is called {criterion}, like a column that the table needs",
        "rank this category from values.csv and marks.csv",
        "satu kriteria pada {category} bernama {criterion}, sama dengan kolom yang diperlukan tabel",
        "peringkatkan kategori ini dari values.csv dan marks.csv",
    ),
    "table.rule": (
        "category {category} has {rule}, which a table in Parquet is not ranked by",
        "rank this category from values.csv and marks.csv",
        "kategori {category} memuat {rule}, yang tidak dihitung dari tabel Parquet",
        "peringkatkan kategori ini dari values.csv dan marks.csv",
    ),
    "table.prizes": (
        "the rulebook has prizes outside the ranks ({prizes}), which a table in Parquet is not ranked by",
        "rank from values.csv and marks.csv, or one category with --category",
        "aturan penilaian memuat penghargaan khusus ({prizes}), yang tidak dihitung dari tabel Parquet",
        "susun peringkat dari values.csv dan marks.csv, atau satu kategori saja dengan --category",
    ),
    "table.option": (
        "{option} does not go with a table in Parquet",
        "leave it out, or rank from values.csv and marks.csv",
        "{option} tidak berlaku untuk tabel Parquet",
        "hapus pilihan itu, atau susun peringkat dari values.csv dan marks.csv",
    ),
}


def fault(code: str, line: int, *, file: str = "", **facts: object) -> Fault:
    """Return the fault of a code of tables or of scoring, with its facts put into both languages."""
    return told_fault(WORDINGS if code in WORDINGS else SCORING, code, line, file=file, **facts)


class Faults:
    """The faults of one table: those of the whole file, and the first hundred of its cells by row.

    Rows are counted from 1.  What a column holds may be at fault in every row, so cells are only counted
    beyond the first hundred of each call.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.whole: list[Fault] = []
        self.cells: list[Fault] = []
        self.count = 0

    def __bool__(self) -> bool:
        return bool(self.whole) or self.count > 0

    def note(self, code: str, **facts: object) -> None:
        """Note a fault of the whole file."""
        self.whole.append(fault(code, 0, file=self.file, **facts))

    def note_rows(
        self,
        code: str,
        column: str,
        rows: Iterable[int],
        many: int,
        facts: Callable[[int], dict[str, object]] = lambda _: {},
    ) -> None:
        """Note the same fault in `many` rows of a column; rows: their places from 0, lowest first.

        facts: what the sentence needs, by the place of a row.
        """
        self.count += many
        for row, _ in zip(rows, range(MOST_FAULTS), strict=False):
            one = fault(code, int(row) + 1, file=self.file, **({"column": column} | facts(int(row))))
            self.cells.append(_in_column(one, column))
        self.cells = sorted(self.cells)[:MOST_FAULTS]

    @property
    def all(self) -> list[Fault]:
        """Return the faults of the whole file, of the cells by row, and how many more of those there are."""
        more = self.count - len(self.cells)
        rest = [fault("table.more", 0, file=self.file, count=more)] if more else []
        return [*self.whole, *self.cells, *rest]

    def end(self) -> None:
        """Raise DataFaults where there is any fault."""
        if self:
            raise DataFaults(self.all)


def _in_column(one: Fault, column: str) -> Fault:
    if f"column {column}" in one.sentence:
        return one
    told, cure = one.indonesian
    return replace(
        one, sentence=f"column {column}: {one.sentence}", indonesian=(f"kolom {column}: {told}", cure)
    )
