"""A table of figures: a measure for every region of a level, as two counts, small cells left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from pathlib import Path
from typing import Any

from paritrana.core.coverage import denominators as known
from paritrana.core.coverage.bits import month_text
from paritrana.core.coverage.cells import Cell
from paritrana.core.coverage.definitions import Measure, Over
from paritrana.core.coverage.definitions import measure as definition
from paritrana.core.coverage.denominators import Denominators
from paritrana.core.coverage.hiding import hidden
from paritrana.core.coverage.listing import Listing
from paritrana.core.coverage.measures import Question, expression
from paritrana.core.coverage.notes import Note, note
from paritrana.core.coverage.person_months import WHOLE
from paritrana.core.coverage.restating import moves_of
from paritrana.core.coverage.rollups import LEVELS
from paritrana.core.engines import Engine, open_engine
from paritrana.core.rolls.lake import Lake
from paritrana.core.rolls.places import dotted
from paritrana.core.rolls.schemas import FUNDERS, PROGRAMMES, SEGMENTS
from paritrana.errors import BadInput

BY = {"segment": SEGMENTS, "programme": PROGRAMMES, "funder": FUNDERS}
SMALLEST = 10
_PERIOD = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2]))?")


@dataclass(frozen=True)
class Figures(Listing):
    """The rows of a table as text, with what they are: the period counted, notes to show, what was hidden."""

    measure: Measure = field(kw_only=True)


def figures(
    lake: Path,
    *,
    period: str,
    level: str | Sequence[str],
    measure: str,
    by: Sequence[str] = (),
    denominators: Path | None = None,
    vintage: str = "",
    suppress: int = SMALLEST,
    grace: int = 0,
    restate: bool = False,
    engine: Engine | None = None,
) -> Figures:
    """Return a measure for every region of a level, or of several at once.

    period: ``YYYY`` or ``YYYY-MM``. level: any of country, province, regency, district and village. by: any
    of segment, programme, funder. denominators: a CSV file that takes the place of those in the lake.
    suppress: cells of fewer persons are hidden, with as many more as are needed that no subtraction finds
    them; 0 hides none. restate: earlier months on today's codes (see `restating`).
    Raises BadInput (period.shape, level.unknown, by.unknown, measure.…, lake.…, figures.none).
    """
    asked = definition(measure)
    year, month = _time(period, asked)
    asked_levels = [level] if isinstance(level, str) else list(level)
    _answerable(asked, asked_levels, by, grace)
    store = Lake.existing(lake)
    running = engine or open_engine()
    try:
        stated = known.of_file(denominators) if denominators else known.of_lake(store, running)
        last = _last_counted(store, year, month)
        moves = moves_of(store, running, store.manifest.settings["as_of_month"]) if restate else None
        levels = list(LEVELS) if suppress else asked_levels
        question = Question(
            *(store, running, year, month, asked_levels[0], tuple(by), last, grace, bool(suppress)),
            moves=moves.table(running) if moves else None,
        )
        cells = [
            cell
            for one in levels
            for words in (totals_of(by) if suppress else [tuple(by)])
            for cell in _cells(asked, replace(question, level=one, by=words), tuple(by), stated, vintage)
        ]
    finally:
        if engine is None:
            running.close()
    gone, absent = (
        hidden(asked, cells, len(by), suppress, yearly=month is None) if suppress else (set(), set())
    )
    shown = [one for one in cells if one.level in asked_levels and all(one.by)]
    shown += [Cell(*key, 0, None, 0) for key in absent if key[0] in asked_levels and all(key[2])]
    columns = ("period", "level", "region_code", *by, "measure", "numerator", "denominator", "suppressed")
    told = _period_told(asked, year, month, last)
    rows = sorted(_row(one, told, asked.name, one.key in gone or one.key in absent) for one in shown)
    notes = _notes(asked, year, month, last, suppress) + _gaps(asked, store, shown)
    notes += moves.notes() if moves else []
    return Figures(columns, rows, notes, measure=asked)


def totals_of(by: Sequence[str]) -> list[tuple[str, ...]]:
    """Return every part of `by`: the table itself and the totals it could be subtracted from."""
    return [chosen for count in range(len(by) + 1) for chosen in combinations(by, count)]


def _cells(
    asked: Measure, question: Question, by: tuple[str, ...], stated: Denominators, vintage: str
) -> list[Cell]:
    """Return the cells of one level; a word of `by` that the question leaves out is empty: a total."""
    built = expression(asked.name, question)
    counts = ("numerator", "denominator", "persons")
    found = question.engine.each(built.select("region", *question.by, *counts)) if built is not None else ()
    units = WHOLE if asked.name == "person_month_coverage" and "funder" in question.by else 1
    cells = [_cell(asked, question, one, stated, vintage, units) for one in found]
    own = asked.over is Over.PERSONS  # workers of a region say nothing of a group in which nobody was met
    cells = [one for one in cells if one.numerator or (own and one.denominator)]
    cells += _empty(asked, question, stated, vintage, {(one.region, one.by) for one in cells})
    if question.by == by:
        return cells
    places = [question.by.index(name) if name in question.by else -1 for name in by]
    return [replace(one, by=tuple(one.by[place] if place >= 0 else "" for place in places)) for one in cells]


def _cell(
    asked: Measure, question: Question, row: tuple[Any, ...], stated: Denominators, vintage: str, units: int
) -> Cell:
    region, *places, above, below, persons = row
    by = tuple(BY[name][place] for name, place in zip(question.by, places, strict=True))
    if asked.over is Over.WORKERS:
        below = _workers(asked, question, region, by, stated, vintage)
    return Cell(question.level, region, by, above, below, persons, units)


def _workers(
    asked: Measure, question: Question, region: int, by: tuple[str, ...], stated: Denominators, vintage: str
) -> int | None:
    segment = known.ALL
    if asked.name == "vulnerable_coverage":
        segment = "vulnerable"
    elif "segment" in question.by:
        segment = by[question.by.index("segment")]
    found = stated.of(region, segment, question.year, vintage)
    if found is None:
        return None
    yearly = question.month is None and asked.name in ("person_month_coverage", "vulnerable_coverage")
    return found.value * (12 if yearly else 1)


def _empty(
    asked: Measure,
    question: Question,
    stated: Denominators,
    vintage: str,
    met: set[tuple[int, tuple[str, ...]]],
) -> list[Cell]:
    """Regions of the level with workers and nobody counted: a zero, not an absence."""
    if asked.over is not Over.WORKERS or question.by:
        return []
    segment = "vulnerable" if asked.name == "vulnerable_coverage" else known.ALL
    length = {"country": 1, "province": 2, "regency": 4, "district": 6, "village": 10}[question.level]
    cells = []
    for region, of_segment in sorted(stated.regions):
        if of_segment != segment or len(str(region)) != length or (region, ()) in met:
            continue
        if question.level == "country" and region:
            continue
        below = _workers(asked, question, region, (), stated, vintage)
        cells.append(Cell(question.level, region, (), 0, below, 0))
    return cells


def _row(cell: Cell, period: str, name: str, hide: bool) -> tuple[str, ...]:
    numerator = "" if hide else _number(cell.numerator, cell.units)
    own = cell.denominator is not None and definition(name).over is Over.PERSONS
    denominator = "" if cell.denominator is None or (hide and own) else str(cell.denominator)
    return (
        period,
        cell.level,
        dotted(cell.region),
        *cell.by,
        name,
        numerator,
        denominator,
        "1" if hide else "0",
    )


def _number(value: int, units: int) -> str:
    if units == 1:
        return str(value)
    whole, rest = divmod(value, units)
    return f"{whole}.{rest:06d}" if rest else str(whole)


def _time(period: str, asked: Measure) -> tuple[int, int | None]:
    found = _PERIOD.fullmatch(period)
    if not found:
        raise BadInput("period.shape", given=period)
    month = int(found[2]) - 1 if found[2] else None
    if month is None and not asked.years:
        raise BadInput("measure.monthly_only", measure=asked.name, cure=f"{period}-12")
    if month is not None and not asked.months:
        raise BadInput("measure.yearly_only", measure=asked.name, cure=found[1])
    return int(found[1]), month


def _answerable(asked: Measure, levels: Sequence[str], by: Sequence[str], grace: int) -> None:
    _known_words(levels, by)
    if asked.name == "nameless_construction" and by:
        raise BadInput("projects.no_split", given=", ".join(by))
    if grace and asked.name != "in_force":
        raise BadInput("grace.measure", measure=asked.name)


def _known_words(levels: Sequence[str], by: Sequence[str]) -> None:
    strange = [one for one in levels if one not in LEVELS]
    if strange or not levels:
        raise BadInput("level.unknown", given=",".join(strange), known=", ".join(LEVELS))
    wrong = [one for one in by if one not in BY]
    if wrong or len(set(by)) != len(by):
        raise BadInput("by.unknown", given=",".join(by), known=", ".join(BY))


def _last_counted(store: Lake, year: int, month: int | None) -> int:
    if not store.manifest.tables:
        raise BadInput("lake.not_refreshed", folder=str(store.folder))
    known = store.manifest.settings["as_of_month"]  # of the refresh: what came since is in no table yet
    last = min(11, known - year * 12)
    if last < (month or 0):
        raise BadInput("period.ahead", period=month_text(year * 12 + (month or 0)), as_of=month_text(known))
    return last


def _gaps(asked: Measure, store: Lake, shown: Sequence[Cell]) -> list[Note]:
    """Say what a reader could take for a figure and is none: what is not counted yet, what is not known."""
    notes = []
    waiting = {one.file_no for one in store.manifest.deliveries} - set(store.manifest.seen)
    if waiting:
        notes.append(note("waiting", numbers=", ".join(map(str, sorted(waiting))), folder=store.folder))
    if not shown:
        notes.append(note("nothing"))
    if asked.over is not Over.WORKERS:
        return notes
    if unknown := sum(one.denominator is None for one in shown):
        notes.append(note("no_workers_known", rows=unknown, all=len(shown)))
    if over_none := [one for one in shown if one.denominator == 0]:
        counted = sum(one.numerator > 0 for one in over_none)
        notes.append(note("over_none", rows=len(over_none), all=len(shown), counted=counted))
    return notes


def _period_told(asked: Measure, year: int, month: int | None, last: int) -> str:
    if month is not None:
        return month_text(year * 12 + month)
    return month_text(year * 12 + last) if asked.name == "point_coverage" else f"{year:04d}"


def _notes(asked: Measure, year: int, month: int | None, last: int, suppress: int) -> list[Note]:
    notes = []
    if month is None and last < 11:
        notes.append(note("only_until", year=year, month=month_text(year * 12 + last)))
    if asked.name == "point_coverage" and month is None:
        notes.append(note("point"))
    if not suppress:
        notes.append(note("all_shown"))
    return notes
