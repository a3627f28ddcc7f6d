"""Reading what BPJS answered to a batch: every fault of the file at once, by row, none with a NIK in it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from paritrana.apps.protection.rules.nik import fault_of
from paritrana.apps.protection.rules.workers import known
from paritrana.errors import DataFaults, Fault

MOST_FAULTS = 500
LONGEST_REASON = 200
HEADINGS = {
    "nik": ("nik", "no ktp", "nomor ktp", "nomor induk kependudukan"),
    "result": ("hasil", "status", "keputusan", "result", "hasil verifikasi", "status kepesertaan"),
    "reason": ("alasan", "keterangan", "alasan penolakan", "reason", "catatan"),
    "number": (
        *("nomor", "nomor peserta", "no peserta", "kpj", "no kpj", "nomor kpj", "nomor kepesertaan"),
        *("no kepesertaan", "number"),
    ),
}
NEEDED = ("nik", "result")
ACCEPTED = frozenset({"diterima", "terima", "aktif", "accepted", "berhasil", "ya", "ok"})
REJECTED = frozenset({"ditolak", "tolak", "gagal", "rejected", "tidak", "tidak diterima"})
_NUMBER = re.compile(r"[0-9A-Z][0-9A-Z-]{4,29}", re.ASCII)
_LONG = re.compile(r"[0-9]{6,}", re.ASCII)

# code → sentence and cure in English and Indonesian
FAULTS = {
    "answer.headings": (
        ("a heading for {columns} is missing, or stands twice", "name the columns NIK, Hasil, Alasan, Nomor"),
        (
            "kepala kolom untuk {columns} tidak ada atau lebih dari satu",
            "beri nama kolom NIK, Hasil, Alasan, Nomor",
        ),
    ),
    "answer.empty": (
        ("no row stands below the headings", "look whether the right file was chosen"),
        ("tidak ada baris di bawah kepala kolom", "periksa apakah berkasnya benar"),
    ),
    "answer.twice": (
        ("the same NIK stands in row {row} already", "keep the row that is right"),
        ("NIK yang sama sudah ada pada baris {row}", "sisakan baris yang benar"),
    ),
    "answer.not_in_batch": (
        ("nobody of this batch has this NIK", "take the row out, or choose the batch that it answers"),
        (
            "tidak ada pekerja kelompok ini dengan NIK itu",
            "keluarkan barisnya, atau pilih kelompok yang dijawab",
        ),
    ),
    "answer.result": (
        ("the result is neither accepted nor rejected", "write diterima or ditolak"),
        ("hasil bukan diterima atau ditolak", "tulis diterima atau ditolak"),
    ),
    "answer.no_reason": (
        ("it is rejected without a reason", "write the reason that BPJS gave"),
        ("ditolak tanpa alasan", "tulis alasan dari BPJS"),
    ),
    "answer.number": (
        ("the membership number has another form", "copy it as BPJS wrote it, as text"),
        ("bentuk nomor peserta tidak sesuai", "salin seperti ditulis BPJS, sebagai teks"),
    ),
    "answer.number_twice": (
        ("the membership number stands in row {row} already", "look up whose number it is"),
        ("nomor peserta sudah ada pada baris {row}", "periksa nomor itu milik siapa"),
    ),
    "answer.other_before": (
        (
            "an earlier answer said otherwise of this worker",
            "ask BPJS which one holds; take the row out until then",
        ),
        ("jawaban sebelumnya berbeda untuk pekerja ini", "tanyakan kepada BPJS; keluarkan baris ini dahulu"),
    ),
}


@dataclass(frozen=True)
class Row:
    """One row of the file as it stands, its number as a person counts it; its repr shows nothing of it.

    numeric: the NIK was kept as a number, so its last digits may be lost.
    """

    line: int
    nik: str
    result: str
    reason: str
    number: str
    numeric: bool = False

    def __repr__(self) -> str:
        return f"Row({self.line})"


@dataclass(frozen=True)
class Answer:
    """What BPJS said of one worker; number: of the membership, empty where it gave none."""

    token: str
    accepted: bool
    reason: str = ""
    number: str = ""

    def __repr__(self) -> str:
        return "Answer(…)"


def headings_of(rows: Sequence[tuple[int, Sequence[str]]]) -> tuple[int, dict[str, int]]:
    """Return the row of the headings and the column of each field; raises DataFaults for none.

    rows: the first rows of the sheet, each with its number and cells.
    """
    line, columns = 0, dict[str, list[int]]()
    for number, cells in rows:
        found: dict[str, list[int]] = {}
        for at, cell in enumerate(cells):
            plain = " ".join(re.sub(r"[^0-9a-z]+", " ", cell.casefold()).split())
            for field, words in HEADINGS.items():
                if plain in words:
                    found.setdefault(field, []).append(at)
        if len(found) > len(columns):
            line, columns = number, found
    wrong = [one for one in NEEDED if one not in columns] + [
        one for one, places in columns.items() if len(places) > 1
    ]
    if wrong:
        names = {"nik": "NIK", "result": "Hasil", "reason": "Alasan", "number": "Nomor"}
        told = ", ".join(names[one] for one in HEADINGS if one in wrong)
        raise DataFaults([_fault(line, "answer.headings", columns=told)], "answer.faults")
    return line, {field: places[0] for field, places in columns.items()}


def read(rows: Sequence[Row], *, tokens: Mapping[str, str], before: Mapping[str, bool]) -> list[Answer]:
    """Return what is said of each worker; raises DataFaults (answer.faults) with every fault of the file.

    tokens: NIK of the file → token, of those who stand in the batch.  before: token → what an earlier answer
    said; the same again is no fault.
    """
    faults: list[Fault] = []
    found: list[Answer] = []
    lines: dict[str, int] = {}
    numbers: dict[str, int] = {}
    for row in rows:
        wrong = _of_nik(row, lines, tokens) or _of_number(row, numbers)
        wrong += _of_result(row)
        accepted = _word(row.result) in ACCEPTED
        token = tokens.get(row.nik, "")
        if not wrong and before.get(token, accepted) != accepted:
            wrong.append(_fault(row.line, "answer.other_before"))
        faults += wrong
        lines.setdefault(row.nik, row.line)
        if row.number:
            numbers.setdefault(row.number, row.line)
        if not wrong:
            found.append(Answer(token, accepted, scrubbed(row.reason), row.number if accepted else ""))
    if not rows:
        faults.append(_fault(0, "answer.empty"))
    if faults:
        raise DataFaults(faults[:MOST_FAULTS], "answer.faults")
    return found


def scrubbed(reason: str) -> str:
    """Return a reason without what could be the number of a person."""
    return _LONG.sub("…", " ".join(reason.split()))[:LONGEST_REASON]


def _of_nik(row: Row, lines: Mapping[str, int], tokens: Mapping[str, str]) -> list[Fault]:
    code = "nik.damaged" if row.numeric else fault_of(row.nik)
    if code:
        told = known(code)
        assert told is not None
        return [Fault(row.line, code, *told.english, indonesian=told.indonesian)]
    if row.nik in lines:
        return [_fault(row.line, "answer.twice", row=lines[row.nik])]
    return [] if row.nik in tokens else [_fault(row.line, "answer.not_in_batch")]


def _of_result(row: Row) -> list[Fault]:
    word = _word(row.result)
    if word not in ACCEPTED | REJECTED:
        return [_fault(row.line, "answer.result")]
    return [_fault(row.line, "answer.no_reason")] if word in REJECTED and not row.reason.strip() else []


def _of_number(row: Row, numbers: Mapping[str, int]) -> list[Fault]:
    if not row.number:
        return []
    if not _NUMBER.fullmatch(row.number):
        return [_fault(row.line, "answer.number")]
    earlier = numbers.get(row.number)
    return [_fault(row.line, "answer.number_twice", row=earlier)] if earlier else []


def _word(text: str) -> str:
    return " ".join(text.split()).casefold()


def _fault(line: int, code: str, **facts: object) -> Fault:
    english, indonesian = FAULTS[code]
    en, cure = (text.format(**facts) for text in english)
    id_, obat = (text.format(**facts) for text in indonesian)
    return Fault(line, code, en, cure, indonesian=(id_, obat))
