"""Protected workers with names, construction workers without, and the most both could be together.

Heads reported by construction projects are kept beside protected workers, never inside: who worked on two
projects, or is named in a roll as well, would be counted twice.  The share of the nameless is two counts,
`nameless` of `upper_bound`.
"""

from __future__ import annotations

from pathlib import Path

from paritrana.core.coverage.listing import Listing
from paritrana.core.coverage.notes import note
from paritrana.core.coverage.tables import SMALLEST, Figures, figures
from paritrana.core.engines import Engine, open_engine

COLUMNS = ("period", "level", "region_code", "named", "nameless", "upper_bound", "suppressed")
_NOBODY = ("0", "", "0")


def beside(
    lake: Path,
    *,
    period: str,
    level: str,
    suppress: int = SMALLEST,
    restate: bool = False,
    engine: Engine | None = None,
) -> Listing:
    """Return N, H and N + H of a month for every region of a level that has either.

    period: ``YYYY-MM``. Where N or H is hidden so is their sum. Raises what `tables.figures` raises.
    """
    running = engine or open_engine()
    try:
        heads, named = (
            figures(
                lake,
                period=period,
                level=level,
                measure=measure,
                suppress=suppress,
                restate=restate,
                engine=running,
            )
            for measure in ("nameless_construction", "protected")
        )
    finally:
        if engine is None:
            running.close()
    left, right = _by_region(named), _by_region(heads)
    rows = [
        (period, level, region, *_beside(left.get(region, _NOBODY), right.get(region, _NOBODY)))
        for region in sorted(left.keys() | right.keys())
    ]
    notes = list(dict.fromkeys([*named.notes, *heads.notes, note("upper_bound")]))
    return Listing(COLUMNS, rows, notes)


def _by_region(table: Figures) -> dict[str, tuple[str, ...]]:
    place = table.columns.index("region_code")
    return {row[place]: row[-3:] for row in table.rows}


def _beside(named: tuple[str, ...], nameless: tuple[str, ...]) -> tuple[str, ...]:
    gone = "1" in (named[2], nameless[2])
    together = "" if gone else str(int(named[0]) + int(nameless[0]))
    return (named[0], nameless[0], together, "1" if gone else "0")
