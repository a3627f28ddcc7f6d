"""What holds for a roster on its way into the register: its moves, its words, what a row becomes."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from paritrana.apps.protection.rules import nik as nik_rules
from paritrana.apps.protection.states import IMPORT_MOVES, ImportKind, ImportState
from paritrana.core.rolls.schemas import OCCUPATIONS
from paritrana.errors import BadInput, RuleRefused

if TYPE_CHECKING:
    from paritrana.core.rolls.roster import Checked, Roster

ENDINGS = ("xlsx", "xls", "ods", "csv")
LARGEST = 64 * 1024 * 1024
SMALL = 1024 * 1024  # bytes that a request may wait for
SMALL_ROWS = 3_000  # rows that a request may put into the register
SMALL_MENDING = 10_000  # rows that a request may check anew
UNDO_HOURS = 24
REGISTER_CODES = frozenset({"register.known", "member.elsewhere", "person.deceased"})
LONGEST_NAME = 200
_WORDS = {
    "farmer": "petani pekebun penggarap peternak tani buruh",
    "fisher": "nelayan pembudidaya",
    "trader": "pedagang penjual warung jualan",
    "driver": "pengemudi sopir supir ojek",
    "craft": "pengrajin perajin penjahit",
    "domestic": "art prt rumah",
    "construction": "bangunan konstruksi kayu batu tukang",
    "religious": "keagamaan pendeta imam marbot ustadz koster",
    "health_volunteer": "kader posyandu",
    "village_officer": "perangkat bpd rt rw linmas",
    "teacher": "guru",
    "office": "kantor administrasi",
    "factory": "pabrik",
}
_GENERAL = frozenset({"tukang", "buruh"})
_BY_WORD = {word: code for code, words in _WORDS.items() for word in words.split()}


@dataclass(frozen=True)
class Line:
    """One accepted row; its repr shows nothing of the person."""

    nik: str
    name: str
    born: date
    sex: str
    village: str
    occupation: str
    doubts: tuple[str, ...]
    service: str = ""
    decile: int | None = None

    def __repr__(self) -> str:
        return "Line(…)"


@dataclass(frozen=True)
class Effect:
    """What a roster would do, or did, to the register.

    new: workers taken in.  changed, same: who stands there already.  elsewhere: listed by an office that
    this one does not see.  missing: listed in the roster's villages and not in the roster.  stopped: those
    of them who were taken out.
    """

    new: int = 0
    changed: int = 0
    same: int = 0
    elsewhere: int = 0
    missing: int = 0
    stopped: int = 0

    def as_data(self) -> dict[str, int]:
        return asdict(self)


def check_move(state: str, to: ImportState) -> None:
    """Refuse a step that is not open to a roster in this state."""
    if to not in IMPORT_MOVES.get(ImportState(state), set()):
        raise RuleRefused("import.state", state=str(state))


def check_undo(committed_at: datetime | None, now: datetime) -> None:
    """Refuse to undo what was committed more than a day ago."""
    if committed_at is None or now >= undo_until(committed_at):
        raise RuleRefused("import.undo_over", hours=UNDO_HOURS)


def undo_until(committed_at: datetime) -> datetime:
    return committed_at + timedelta(hours=UNDO_HOURS)


def needed(kind: str) -> tuple[str, ...]:
    """Return the fields that must have a column: a list that is only compared needs the NIK alone."""
    from paritrana.core.rolls.roster.fields import NEEDED

    return ("nik",) if kind == ImportKind.COMPARISON else NEEDED


def check_for_register(kind: str) -> None:
    """Refuse to mend or take in a list that was handed in to be compared."""
    if kind != ImportKind.ROSTER:
        raise RuleRefused("import.compared_only")


def check_upload(ending: str, size: int) -> None:
    """Refuse a file that cannot be a roster by its name or size."""
    if ending not in ENDINGS:
        raise BadInput("import.file_type", allowed=", ".join(ENDINGS))
    if not size:
        raise BadInput("import.file_empty")
    if size > LARGEST:
        raise BadInput("import.file_too_large", limit=LARGEST // 1024 // 1024)


def occupation_of(text: str) -> str:
    """Return the code of an occupation as offices write it: unknown for nothing, other for anything else."""
    words = "".join(sign if sign.isalpha() else " " for sign in text.casefold()).split()
    if not words:
        return "unknown"
    if text.strip().casefold() in OCCUPATIONS:
        return text.strip().casefold()
    found = [one for one in words if one in _BY_WORD]
    named = [one for one in found if one not in _GENERAL] or found  # a tukang ojek drives
    return _BY_WORD[named[0]] if named else "other"


def lines_of(checked: "Checked") -> list[Line]:
    """Return the accepted rows in the order of their NIK, so that parts are the same on every try."""
    doubts = checked.codes_by_row()
    people = checked.people().to_pylist()
    found = [
        Line(
            nik=one["nik"],
            name=one["name"][:LONGEST_NAME],
            born=one["birth_date"],
            sex=one["sex"],
            village=one["village_code"],
            occupation=occupation_of(one["occupation"]),
            doubts=tuple(code for code in doubts.get(one["row"], ()) if code not in REGISTER_CODES),
            service=one["service"],
            decile=one["decile"],
        )
        for one in people
    ]
    return sorted(found, key=lambda one: one.nik)


def masked_cell(text: str) -> str:
    """Return as much of a NIK in a file, sound or not, as helps to find it on paper."""
    digits = nik_rules.plain(text)
    if len(digits) >= 14 and digits.isdecimal():
        return nik_rules.masked(*nik_rules.shown_parts(digits))
    return nik_rules.DOTS if digits else ""


def packed(roster: "Roster") -> bytes:
    """Return a roster as the bytes of one Parquet file, to be sealed."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    told = {
        "name": roster.name,
        "format": roster.format,
        "sha256": roster.sha256,
        "sheet": roster.sheet,
        "sheets": [asdict(one) for one in roster.sheets],
        "first_header": roster.first_header,
        "last_header": roster.last_header,
        "start": roster.start,
        "labels": roster.labels,
        "fields": roster.fields,
        "merged": roster.merged,
    }
    into = pa.BufferOutputStream()
    pq.write_table(roster.grid.replace_schema_metadata({"roster": json.dumps(told)}), into, compression="lz4")
    data: bytes = into.getvalue().to_pybytes()
    return data


def unpacked(data: bytes) -> "Roster":
    """Return the roster that `packed` made bytes of."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from paritrana.core.rolls.roster import Roster, SheetFound

    grid = pq.read_table(pa.BufferReader(data))
    told: Mapping[str, Any] = json.loads(grid.schema.metadata[b"roster"])
    return Roster(
        grid=grid.replace_schema_metadata(None),
        sheets=tuple(SheetFound(**one) for one in told["sheets"]),
        labels=tuple(told["labels"]),
        merged=tuple((one[0], one[1], one[2], one[3]) for one in told["merged"]),
        **{
            name: told[name]
            for name in (
                "name",
                "format",
                "sha256",
                "sheet",
                "first_header",
                "last_header",
                "start",
                "fields",
            )
        },
    )


def likely_sheets(roster: "Roster") -> list[str]:
    """Return the sheets that look like a roster, the likeliest first."""
    found = sorted(roster.sheets, key=lambda one: (-one.likeness, -one.rows))
    return [one.name for one in found if one.likeness] or [one.name for one in found if one.rows]
