"""Three lamps a plenary reads first: does the first place hold without one juror, other weights, outliers?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from paritrana.core.ranking.robustness.grid import Grid
from paritrana.core.ranking.robustness.panels import Way

JUROR, WEIGHTS, TRIMMED = "leave_one_juror_out", "weights_10", "trimmed_mean"
TENTH = Fraction(1, 10)
FOUND = "found"

type Facts = Mapping[str, int | str | list[str] | None]


@dataclass(frozen=True, slots=True)
class Lamp:
    """One question of the three; on: the first place holds."""

    id: str
    on: bool
    facts: Facts


def lamps(
    grid: Grid, nearest: tuple[int, Fraction] | None, drawn: Callable[[], Sequence[int]] | None = None
) -> tuple[Lamp, ...]:
    """Return the three lamps, by exact scores.  nearest: the rival with the smallest radius, if any.

    The first place holds when one of the official rank 1 still has the highest score.  Without jurors the
    lamps about jurors are on, and their facts say that there was nothing to try.
    drawn: where radii are found and not proven, gives the rows that led instead in drawn worlds of weights
    within a tenth; asked only when no radius is as small.
    """
    return (_jurors(grid), _weights(grid, nearest, drawn), _trimmed(grid))


def _jurors(grid: Grid) -> Lamp:
    changing: list[str] = []
    rivals: set[str] = set()
    jurors = grid.panels.jurors if len(grid.panels.jurors) > 1 else []
    for juror in jurors:
        instead = _leading_instead(grid, grid.panels.ways[0], juror)
        if instead:
            changing.append(juror)
            rivals.update(instead)
    facts: Facts = {"jurors": len(jurors), "changing": changing, "rivals": sorted(rivals)}
    return Lamp(JUROR, not changing, facts)


def _weights(
    grid: Grid, nearest: tuple[int, Fraction] | None, drawn: Callable[[], Sequence[int]] | None
) -> Lamp:
    rival, radius = nearest if nearest else (None, None)
    if drawn and radius is not None and radius > TENTH and (led := drawn()):
        rival, radius = led[0], TENTH
    facts: dict[str, int | str | list[str] | None] = {
        "rival": None if rival is None else grid.entrants[rival],
        "exact": None if radius is None else f"{radius.numerator}/{radius.denominator}",
    }
    if drawn:
        facts["kind"] = FOUND
    return Lamp(WEIGHTS, radius is None or radius > TENTH, facts)


def _trimmed(grid: Grid) -> Lamp:
    instead = _leading_instead(grid, "trimmed") if grid.panels.jurors else []
    return Lamp(TRIMMED, not instead, {"jurors": len(grid.panels.jurors), "rivals": instead})


def _leading_instead(grid: Grid, way: Way, without: str = "") -> list[str]:
    """Return who has the highest score where none of the official rank 1 has it."""
    totals = grid.totals(way, without)
    if not totals:
        return []
    best = max(totals)
    if any(totals[at] == best for at in grid.leaders):
        return []
    return sorted(grid.entrants[at] for at, total in enumerate(totals) if total == best)
