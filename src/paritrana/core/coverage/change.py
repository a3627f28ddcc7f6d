"""What a change of a share is made of, region by region, with the ties of the later shares.

Source: reference definitions of the project for coverage (decomposition); of ties: `core.units.estimates`.
Everything is decided in exact fractions; only what is printed is rounded, to a millionth.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from paritrana.core.coverage import denominators as known
from paritrana.core.coverage.definitions import Over
from paritrana.core.coverage.definitions import measure as definition
from paritrana.core.coverage.denominators import Denominator
from paritrana.core.coverage.listing import Listing
from paritrana.core.coverage.tables import SMALLEST, Figures, figures
from paritrana.core.engines import Engine, open_engine
from paritrana.core.rolls.lake import Lake
from paritrana.core.rolls.places import digits
from paritrana.core.units import Estimate, Rate, tie_groups
from paritrana.errors import BadInput


@dataclass(frozen=True, slots=True)
class Change:
    """A share before and after; raises BadInput (change.no_share) where one has nothing below the line.

    ΔC = ΔN/D₀ + N₁·(1/D₁ − 1/D₀): the first part is people, the second the denominator.
    """

    before: Rate
    after: Rate

    def __post_init__(self) -> None:
        if not self.before.whole or not self.after.whole:
            raise BadInput("change.no_share", measure="")

    @property
    def total(self) -> Fraction:
        """Return by how much the share changed."""
        return self.by_numerator + self.by_denominator

    @property
    def by_numerator(self) -> Fraction:
        """Return what the change would be on the old denominator."""
        return Fraction(self.after.part - self.before.part, self.before.whole)

    @property
    def by_denominator(self) -> Fraction:
        """Return what the new denominator alone did to the new numerator."""
        return Fraction(self.after.part, self.after.whole) - Fraction(self.after.part, self.before.whole)


_COLUMNS = (
    *("level", "region_code", "measure", "from", "to"),
    *("numerator_from", "denominator_from", "numerator_to", "denominator_to"),
    *("change", "by_numerator", "by_denominator"),
    *("vintage_from", "vintage_to", "rse", "tie_group", "suppressed"),
)


def compare(
    lake: Path,
    *,
    start: str,
    end: str,
    level: str,
    measure: str,
    denominators: Path | None = None,
    suppress: int = SMALLEST,
    restate: bool = False,
    engine: Engine | None = None,
) -> Listing:
    """Return a measure at two times for every region of a level, with both parts of the change.

    start, end: ``YYYY`` or ``YYYY-MM``. `rse` is that of the later denominator in percent; regions that have
    one bear a `tie_group` of the later shares. restate: both on today's codes. Built from the two published
    tables, so that what one of them hides is hidden here.
    Raises BadInput (change.no_share, and those of `tables.figures`).
    """
    asked = definition(measure)
    if asked.over is Over.NOTHING:
        raise BadInput("change.no_share", measure=measure)
    running = engine or open_engine()
    try:
        store = Lake.existing(lake)
        stated = known.of_file(denominators) if denominators else known.of_lake(store, running)
        times = [
            _Time(
                period,
                figures(
                    lake,
                    period=period,
                    level=level,
                    measure=measure,
                    denominators=denominators,
                    suppress=suppress,
                    restate=restate,
                    engine=running,
                ),
                stated if asked.over is Over.WORKERS else known.Denominators([]),
            )
            for period in (start, end)
        ]
    finally:
        if engine is None:
            running.close()
    lines = [_Line(code, *times) for code in sorted({code for one in times for code in one.cells})]
    lines.sort(key=lambda one: one.region)
    sure = [(one.region, estimate) for one in lines if (estimate := one.estimate) is not None]
    groups = dict(zip([code for code, _ in sure], tie_groups([one for _, one in sure]), strict=True))
    rows = [
        (level, one.region, measure, start, end, *one.texts(str(groups.get(one.region, "")))) for one in lines
    ]
    return Listing(_COLUMNS, rows, list(dict.fromkeys(note for one in times for note in one.table.notes)))


class _Time:
    """One published table by region: its two counts, whether hidden; and what stands below the line."""

    def __init__(self, period: str, table: Figures, stated: known.Denominators) -> None:
        self.year, self.table, self.stated = int(period[:4]), table, stated
        place = table.columns.index("region_code")
        self.cells = {row[place]: row[-3:] for row in table.rows}

    def rate(self, region: str) -> Rate | None:
        above, below, _ = self.cells.get(region, ("", "", ""))
        return Rate(int(above), int(below)) if above and below and int(below) else None

    def below(self, region: str) -> Denominator | None:
        segment = "vulnerable" if self.table.measure.name == "vulnerable_coverage" else known.ALL
        return self.stated.of(0 if region == "ID" else digits(region), segment, self.year)


@dataclass(frozen=True, slots=True)
class _Line:
    region: str
    start: _Time
    end: _Time

    @property
    def estimate(self) -> Estimate | None:
        rate, below = self.end.rate(self.region), self.end.below(self.region)
        if rate is None or below is None or not below.rse:
            return None
        return Estimate(rate, Fraction(below.rse) / 100)

    def texts(self, group: str) -> tuple[str, ...]:
        """Return the cells from `numerator_from` on."""
        absent = ("", "", "0")
        early, late = (one.cells.get(self.region, absent) for one in (self.start, self.end))
        before, after = self.start.rate(self.region), self.end.rate(self.region)
        parts = ("", "", "")
        if before and after:
            change = Change(before, after)
            parts = (_decimal(change.total), _decimal(change.by_numerator), _decimal(change.by_denominator))
        held = (self.start.below(self.region), self.end.below(self.region))
        vintages = [one.vintage if one else "" for one in held]
        rse = held[1].rse if held[1] else ""
        gone = "1" if "1" in (early[2], late[2]) else "0"
        return (*early[:2], *late[:2], *parts, *vintages, rse, group, gone)


def _decimal(value: Fraction) -> str:
    """Return a share with six decimals, half to even."""
    millionths = round(value * 10**6)
    whole, rest = divmod(abs(millionths), 10**6)
    return f"{'-' if millionths < 0 else ''}{whole}.{rest:06d}"
