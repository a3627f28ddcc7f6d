"""Whether employers do what they owe: counts over the register of employers, and the sheet of a single one.

Of each employer the row of the latest day counts.  Employers are no persons, so counts of them are never
hidden; figures that count workers are, like every small cell.  An employer stands in the region of its row,
which for one with branches in several regions is that of its registration.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

import ibis

from paritrana.core.coverage.cells import Cell, Key
from paritrana.core.coverage.compliance import MEASURES
from paritrana.core.coverage.hiding import hidden
from paritrana.core.coverage.listing import Listing
from paritrana.core.coverage.notes import Note, note
from paritrana.core.coverage.rollups import LEVELS
from paritrana.core.coverage.tables import SMALLEST, totals_of
from paritrana.core.engines import Engine, open_engine
from paritrana.core.rolls.lake import Lake
from paritrana.core.rolls.obligations import FOR_JOB_LOSS, by_size, obligation
from paritrana.core.rolls.places import dotted
from paritrana.core.rolls.schemas import PROGRAMMES, Kind
from paritrana.errors import BadInput

BY = ("size", "sector")
DIGITS = {"country": 0, "province": 2, "regency": 4, "district": 6, "village": 10}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class EmployerSheet:
    """What the register says of one employer, what is missing, and the delivery that said it.

    owed: the programmes stated as owed and those of the rule for its size; `rule` names that rule, empty
    when none holds. surplus: registered beyond the workers stated. complete: all workers registered, all owed
    programmes joined.
    """

    employer: str
    name: str
    region: str
    branch: str
    size: str
    sector: str
    as_of: str
    workers: int
    registered: int
    unregistered: int
    surplus: int
    owed: tuple[str, ...]
    joined: tuple[str, ...]
    missing: tuple[str, ...]
    missing_for_job_loss: tuple[str, ...]
    rule: str
    arrears_months: int
    csr_workers: int
    complete: bool
    delivery: int
    file: str
    sha256: str
    source: str


def employer_figures(
    lake: Path,
    *,
    level: str,
    by: Sequence[str] = (),
    measure: str = "",
    as_of: str = "",
    suppress: int = SMALLEST,
    engine: Engine | None = None,
) -> Listing:
    """Return the compliance of employers for every region of a level, as two counts.

    level: country, province, regency, district or village; an employer known less finely is left out
    there. by: any of size, sector. measure: one of `compliance.MEASURES`, all of them when empty. as_of: the
    last day that counts, the latest of the register when empty. suppress: figures of fewer workers are
    hidden; 0 hides none.
    Raises BadInput (measure.unknown, level.unknown, by.unknown, as_of.shape, employers.absent, lake.…).
    """
    _known_words(measure, level, by, as_of)
    asked = [MEASURES[measure]] if measure else list(MEASURES.values())
    with _register(lake, as_of, engine) as (store, running, rows):
        counted = [
            (one, words, row)
            for one in (LEVELS if suppress else [level])
            for words in (totals_of(by) if suppress else [tuple(by)])
            for row in running.rows(_grouped(rows, one, words)).to_pylist()
        ]
        told = running.rows(_told(rows)).to_pylist()[0]
    columns = ("as_of", "level", "region_code", *by, "measure", "numerator", "denominator", "suppressed")
    day = as_of or told["latest"] or store.manifest.as_of
    found: list[tuple[str, ...]] = []
    for one in asked:
        cells = [_cell(one.name, place, tuple(by), words, row) for place, words, row in counted]
        gone: set[Key] = set()
        absent: set[Key] = set()
        if suppress and one.name in ("workers_registered", "csr_workers"):
            gone, absent = hidden(one, cells, len(by), suppress, yearly=False)
        shown = [cell for cell in cells if cell.level == level and all(cell.by)]
        shown += [Cell(*key, 0, None, 0) for key in absent if key[0] == level and all(key[2])]
        found += [_row(cell, day, one.name, cell.key in gone or cell.key in absent) for cell in shown]
    return Listing(columns, sorted(found), _notes(told, suppress))


def employer_sheet(
    lake: Path, employer: str, *, as_of: str = "", engine: Engine | None = None
) -> EmployerSheet:
    """Return what is known of one employer, for its dossier; not for publication.

    Raises BadInput (employer.unknown, employers.absent, as_of.shape, lake.…).
    """
    _known_words("", "country", (), as_of)
    with _register(lake, as_of, engine) as (store, running, rows):
        found = running.rows(rows.filter(rows.employer == employer)).to_pylist()
    if not found:
        raise BadInput("employer.unknown", given=employer)
    return _sheet(found[0], store)


def employers_wanting(
    lake: Path, *, inside: Sequence[str] = (), as_of: str = "", engine: Engine | None = None
) -> list[EmployerSheet]:
    """Return the employers with months in arrears, workers not registered or owed programmes not joined.

    inside: codes of the regions they stand in or below, the whole country when empty.  The longest arrears
    come first, then the most workers missing.  Not for publication.
    Raises BadInput (employers.absent, as_of.shape, lake.…).
    """
    _known_words("", "country", (), as_of)
    with _register(lake, as_of, engine) as (store, running, rows):
        rows = rows.filter((rows.complete == 0) | (rows.arrears_months > 0))
        if inside:
            code = rows.region.cast("string")
            prefixes = [code.startswith(one.replace(".", "")) for one in inside]
            rows = rows.filter(ibis.or_(*prefixes))
        found = running.rows(rows.filter((rows.workers > 0) | (rows.arrears_months > 0))).to_pylist()
    sheets = [_sheet(row, store) for row in found]
    return sorted(sheets, key=lambda one: (-one.arrears_months, -one.unregistered, one.employer))


def _sheet(row: dict[str, Any], store: Lake) -> EmployerSheet:
    day = date.fromisoformat(row["as_of"])
    rule = obligation(row["size"], day)
    job_loss = obligation(row["size"], day, FOR_JOB_LOSS)
    missing = row["owed"] & ~row["programmes_joined"]
    (delivery,) = (one for one in store.manifest.deliveries if one.file_no == row["file_no"])
    return EmployerSheet(
        **{name: row[name] for name in ("employer", "name", "branch", "size", "sector", "as_of")},
        **{name: row[name] for name in ("workers", "registered", "arrears_months", "csr_workers")},
        region=dotted(row["region"]),
        unregistered=max(0, row["workers"] - row["registered"]),
        surplus=max(0, row["registered"] - row["workers"]),
        owed=_words(row["owed"]),
        joined=_words(row["programmes_joined"]),
        missing=_words(missing),
        missing_for_job_loss=_words(job_loss.bits & ~row["programmes_joined"]) if job_loss else (),
        rule=rule.source if rule else "",
        complete=row["complete"] == 1,
        delivery=delivery.file_no,
        file=delivery.name,
        sha256=delivery.sha256,
        source=delivery.source,
    )


def sheet_listing(sheet: EmployerSheet) -> Listing:
    """Return a sheet as one row of text, programmes joined by ``+``, yes and no as 1 and 0."""
    cells = asdict(sheet)
    row = tuple(_text(one) for one in cells.values())
    return Listing(tuple(cells), [row], [note("sheet")])


def _text(value: Any) -> str:
    if isinstance(value, tuple):
        return "+".join(value)
    return str(int(value)) if isinstance(value, bool) else str(value)


@contextmanager
def _register(lake: Path, as_of: str, engine: Engine | None) -> Iterator[tuple[Lake, Engine, Any]]:
    """Hold an engine and the register as it stood: one row an employer, with `owed` and `complete`."""
    store = Lake.existing(lake)
    place = store.path(Kind.EMPLOYER)
    if place is None:
        waiting = bool(store.manifest.of_kind(Kind.EMPLOYER))
        raise BadInput("lake.not_refreshed" if waiting else "employers.absent", folder=str(lake))
    running = engine or open_engine()
    try:
        yield store, running, _latest(running.table(place), as_of)
    finally:
        if engine is None:
            running.close()


def _latest(rows: Any, as_of: str) -> Any:
    if as_of:
        rows = rows.filter(rows.as_of <= as_of)
    order = [rows.as_of.desc(), rows.file_no.desc()]
    rows = rows.mutate(rank=ibis.row_number().over(group_by=rows.employer, order_by=order))
    rows = rows.filter(rows["rank"] == 0).drop("rank")
    rows = rows.mutate(owed=_with_rule(rows))
    whole = (
        (rows.workers > 0)
        & (rows.registered >= rows.workers)
        & ((rows.owed & rows.programmes_joined) == rows.owed)
    )
    return rows.mutate(complete=ibis.ifelse(whole, 1, 0).cast("int64"))


def _with_rule(rows: Any) -> Any:
    """Return the programmes stated as owed together with those of the rule for the size on the row's day."""
    rule = ibis.literal(0, type="int64")
    for size, dated in by_size().items():
        for one in dated:
            holds = (rows["size"] == size) & (rows.as_of >= one.since.isoformat())
            rule = ibis.ifelse(holds, one.bits, rule)
    return (rows.programmes_owed | rule).cast("int64")


def _grouped(rows: Any, level: str, by: tuple[str, ...]) -> Any:
    rows = rows.filter(rows.workers > 0)
    digits = DIGITS[level]
    code = rows.region.cast("string")
    if digits:
        rows = rows.filter(code.length() >= digits)
        rows = rows.mutate(place=rows.region.cast("string").left(digits).cast("int64"))
    else:
        rows = rows.mutate(place=ibis.literal(0, type="int64"))
    return rows.group_by(["place", *by]).agg(
        employers=rows.count(),
        complete=rows.complete.sum(),
        workers=rows.workers.sum(),
        covered=ibis.least(rows.registered, rows.workers).sum(),
        clear=rows.count(where=rows.arrears_months == 0),
        paying=rows.count(where=rows.csr_workers > 0),
        paid_for=rows.csr_workers.sum(),
    )


def _told(rows: Any) -> Any:
    return rows.aggregate(
        latest=rows.as_of.max(),
        idle=rows.count(where=rows.workers == 0),
        beyond=rows.count(where=(rows.workers > 0) & (rows.registered > rows.workers)),
    )


_COUNTS = {
    "complete_registration": ("complete", "employers"),
    "workers_registered": ("covered", "workers"),
    "no_arrears": ("clear", "employers"),
    "csr_employers": ("paying", "employers"),
    "csr_workers": ("paid_for", None),
}


def _cell(name: str, level: str, by: tuple[str, ...], words: tuple[str, ...], row: dict[str, Any]) -> Cell:
    above, below = _COUNTS[name]
    split = tuple(row[one] if one in words else "" for one in by)
    denominator = int(row[below]) if below else None
    return Cell(level, int(row["place"]), split, int(row[above]), denominator, int(row[above]))


def _row(cell: Cell, day: str, name: str, hide: bool) -> tuple[str, ...]:
    below = "" if hide or cell.denominator is None else str(cell.denominator)
    counts = ("" if hide else str(cell.numerator), below, "1" if hide else "0")
    return (day, cell.level, dotted(cell.region), *cell.by, name, *counts)


def _words(bits: int) -> tuple[str, ...]:
    return tuple(name for place, name in enumerate(PROGRAMMES) if bits >> place & 1)


def _known_words(measure: str, level: str, by: Sequence[str], as_of: str) -> None:
    if measure and measure not in MEASURES:
        raise BadInput("measure.unknown", given=measure, known=", ".join(MEASURES))
    if level not in DIGITS:
        raise BadInput("level.unknown", given=level, known=", ".join(DIGITS))
    if any(one not in BY for one in by) or len(set(by)) != len(by):
        raise BadInput("by.unknown", given=",".join(by), known=", ".join(BY))
    if as_of and not _DAY.fullmatch(as_of):
        raise BadInput("as_of.shape", given=as_of)


def _notes(told: dict[str, Any], suppress: int) -> list[Note]:
    notes = [note("no_persons")]
    for code in ("idle", "beyond"):
        if count := told[code]:
            notes.append(note(code, employers=_employers(count), count=count))
    notes.append(note("hidden", smallest=suppress) if suppress else note("no_workers_hidden"))
    return notes


def _employers(count: int) -> str:
    return f"{count} employer" if count == 1 else f"{count} employers"
