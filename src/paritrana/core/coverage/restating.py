"""Figures of earlier months on today's codes: who moves, and who cannot.

A code that ended and has exactly one heir moves to it (a renumbering, a merger, a district that went over
whole), on through later changes.  Where there are several heirs nobody knows who lived in which part, so the
figures stay under the old code.  Today is the as-of date of the lake.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from paritrana.core.coverage.notes import Note, note
from paritrana.core.engines import Engine
from paritrana.core.rolls.lake import Lake
from paritrana.core.rolls.places import dotted


@dataclass(frozen=True, slots=True)
class Moves:
    """Old codes and today's ones, both as numbers of one level; stay: codes that ended with several heirs."""

    heirs: dict[int, int]
    stay: tuple[int, ...]

    def table(self, engine: Engine) -> Any | None:
        """Return ``moved_from, moved_to`` as a table of the engine, None when nothing moves."""
        import pyarrow as pa

        if not self.heirs:
            return None
        old = sorted(self.heirs)
        rows = {"moved_from": old, "moved_to": [self.heirs[one] for one in old]}
        schema = pa.schema([(name, pa.int64()) for name in rows])
        return engine.memory(pa.table(rows, schema=schema))

    def notes(self) -> list[Note]:
        """Return what a reader of a restated table must know."""
        told = [note("restated")]
        villages = [dotted(one) for one in self.stay]
        if villages:
            told.append(note("several_heirs", codes=", ".join(villages)))
        return told


def moves_of(store: Lake, engine: Engine, month: int) -> Moves:
    """Return who has moved by a month (year × 12 + month − 1)."""
    if not store.manifest.regions:
        return Moves({}, ())
    regions = engine.table(store.folder / store.manifest.regions)
    ended = list(engine.each(regions.filter(regions.ends <= month).select("code", "heir")))
    direct = {code: heir for code, heir in ended if heir}
    stay = sorted(code for code, heir in ended if not heir)
    return Moves({code: _last(code, direct) for code in direct}, tuple(stay))


def moved(rows: Any, moves: Any | None, column: str = "village") -> Any:
    """Return rows with the code in a column replaced where it moved."""
    if moves is None:
        return rows
    joined = rows.left_join(moves, rows[column] == moves.moved_from)
    code = joined.moved_to.fill_null(joined[column]).cast("int64")
    return joined.mutate(**{column: code}).drop("moved_from", "moved_to")


def _last(code: int, direct: dict[int, int]) -> int:
    met = {code}
    while direct.get(code) and direct[code] not in met:
        code = direct[code]
        met.add(code)
    return code
