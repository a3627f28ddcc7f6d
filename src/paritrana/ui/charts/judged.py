"""Figures of a judged ranking: where ranks lie, what made a score, what jurors gave, what weights did.

Ranks and points come as exact numbers and are shown with two decimals; the drawing alone takes floats.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from paritrana.ui import formats
from paritrana.ui.charts.figure import Figure, figure
from paritrana.ui.charts.keys import Key
from paritrana.ui.charts.swatches import SERIES
from paritrana.ui.charts.vega import Axis, bar_chart, dot_chart, percent_axis, rendered
from paritrana.ui.tables import Column

MOST_PARTS = len(SERIES)
NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True)
class RankSpan:
    """One entrant's rank and the lowest and highest of the ranks it usually has; 1 is the best."""

    name: str
    rank: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class ScoreParts:
    """One entrant's score as its parts, each a name and points; None where a criterion left.

    beside: what counts to the score and stands in the table, but cannot be drawn, since it may be below 0.
    """

    name: str
    parts: tuple[tuple[str, Fraction | None], ...]
    beside: tuple[tuple[str, Fraction | None], ...] = ()

    @property
    def score(self) -> Fraction:
        return sum((points or NOTHING for _name, points in (*self.parts, *self.beside)), NOTHING)


@dataclass(frozen=True, slots=True)
class Given:
    """One entrant and what each juror gave it, 0 to 100, under the pseudonym of the seat."""

    name: str
    points: tuple[tuple[str, Fraction], ...]


@dataclass(frozen=True, slots=True)
class WeightPair:
    """One criterion's share of the score by the rules and by what it did, of 1; None: nothing varies."""

    name: str
    nominal: Fraction
    effective: Fraction | None


def rank_spans(rows: Sequence[RankSpan], *, title: str, source: str = "") -> Figure:
    """Return a bar for each entrant over its usual ranks, with a stroke at the official rank."""
    lowest = max((max(row.high, row.rank) for row in rows), default=1)

    def words(row: RankSpan) -> str:
        if row.low == row.high:
            return _("usually rank {low}; official rank {rank}").format(low=row.low, rank=row.rank)
        told = _("usually rank {low} to {high}; official rank {rank}")
        return told.format(low=row.low, high=row.high, rank=row.rank)

    def draw(ids: str) -> str:
        data = [
            {
                "name": row.name,
                "from": row.low - 0.4,
                "value": row.high + 0.4,
                "target": row.rank,
                "label": words(row),
                "fill": SERIES["s3"],
            }
            for row in rows
        ]
        axis: Axis = (min(lowest, 8), "datum.value < 1 ? '' : format(datum.value, 'd')", lowest + 1)
        return rendered(bar_chart(data, axis, targets=True), "ranks", ids, title, desc)

    desc = " ".join(f"{row.name}: {words(row)}." for row in rows)
    return figure(
        "ranks",
        title=title,
        desc=desc,
        columns=(
            Column("name", _("Entrant")),
            Column("rank", _("Official rank"), numeric=True),
            Column("low", _("Usual rank, best"), numeric=True),
            Column("high", _("Usual rank, worst"), numeric=True),
        ),
        rows=[{"name": row.name, "rank": row.rank, "low": row.low, "high": row.high} for row in rows],
        legend=(Key("s3", _("nine worlds of ten")), Key("s2", _("official rank"))),
        source=source,
        draw=draw,
    )


def score_parts(rows: Sequence[ScoreParts], *, title: str, source: str = "") -> Figure:
    """Return each score as its parts end to end; beyond six parts the smallest are drawn as one.

    The table has every part.  All rows have the same parts in the same order.
    """
    names = [name for name, _points in rows[0].parts] if rows else []
    beside = [name for name, _points in rows[0].beside] if rows else []
    heavy = sorted(range(len(names)), key=lambda at: -sum((row.parts[at][1] or NOTHING) for row in rows))
    apart = sorted(heavy[:MOST_PARTS] if len(names) <= MOST_PARTS else heavy[: MOST_PARTS - 1])
    rest = [at for at in range(len(names)) if at not in apart]
    keys = [Key(f"s{place}", names[at]) for place, at in enumerate(apart, 1)]
    if rest:
        told = ngettext("{count} other criterion", "{count} other criteria", len(rest))
        keys.append(Key(f"s{len(apart) + 1}", told.format(count=len(rest))))

    def draw(ids: str) -> str:
        data: list[dict[str, object]] = []
        for number, row in enumerate(rows):
            lengths = [row.parts[at][1] or NOTHING for at in apart]
            if rest:
                lengths.append(sum((row.parts[at][1] or NOTHING for at in rest), NOTHING))
            reached = NOTHING
            for key, length in zip(keys, lengths, strict=True):
                more = {"from": float(reached), "value": float(reached + length), "fill": SERIES[key.name]}
                data.append({"place": number, "name": "", "label": "", **more})
                reached += length
            data[-1] |= {"name": row.name, "label": formats.number(row.score, 2)}
        drawn = [sum((points or NOTHING for _name, points in row.parts), NOTHING) for row in rows]
        high = float(max((*drawn, *(row.score for row in rows)), default=NOTHING))
        return rendered(bar_chart(data, _points_axis(high), room=56), "parts", ids, title, desc)

    desc = " ".join(f"{row.name}: {formats.number(row.score, 2)}." for row in rows)
    return figure(
        "parts",
        title=title,
        desc=desc,
        columns=(
            Column("name", _("Entrant")),
            *(Column(f"p{at}", name, numeric=True, sort=False) for at, name in enumerate(names + beside)),
            Column("score", _("Score"), numeric=True, sort=False),
        ),
        rows=[
            {
                "name": row.name,
                **{
                    f"p{at}": _part_words(points)
                    for at, (_name, points) in enumerate((*row.parts, *row.beside))
                },
                "score": formats.number(row.score, 2),
            }
            for row in rows
        ],
        legend=keys,
        source=source,
        draw=draw,
    )


def juror_spread(rows: Sequence[Given], *, title: str, source: str = "") -> Figure:
    """Return a strip for each entrant with a dot for each juror; the lowest and the highest are named."""
    jurors = sorted({juror for row in rows for juror, _points in row.points}, key=_seat_order)

    def draw(ids: str) -> str:
        data = []
        for place, row in enumerate(rows):
            ordered = sorted(row.points, key=lambda one: (one[1], _seat_order(one[0])))
            for turn, (juror, points) in enumerate(ordered):
                left = juror if turn == 0 and len(ordered) > 1 else ""
                right = juror if turn == len(ordered) - 1 else ""
                head = row.name if turn == 0 else ""
                data.append(
                    {"place": place, "name": head, "value": float(points), "left": left, "right": right}
                )
        return rendered(dot_chart(data, _points_axis(100)), "spread", ids, title, desc)

    desc = " ".join(f"{row.name}: {_given_words(row)}." for row in rows)
    return figure(
        "spread",
        title=title,
        desc=desc,
        columns=(
            Column("name", _("Entrant")),
            *(Column(juror, juror, numeric=True, sort=False) for juror in jurors),
        ),
        rows=[
            {"name": row.name}
            | dict.fromkeys(jurors, formats.NOTHING)
            | {juror: formats.number(points, 2) for juror, points in row.points}
            for row in rows
        ],
        legend=(Key("s1", _("what one juror gave, 0 to 100")),),
        source=source,
        draw=draw,
    )


def weights_beside(rows: Sequence[WeightPair], *, title: str, source: str = "") -> Figure:
    """Return each criterion's effective weight as a bar, with a stroke at the weight in the rules."""

    def words(row: WeightPair) -> str:
        nominal = formats.percent(row.nominal, 1)
        if row.effective is None:
            return _("moves nothing; in the rules {nominal}").format(nominal=nominal)
        return _("{effective}; in the rules {nominal}").format(
            effective=formats.percent(row.effective, 1), nominal=nominal
        )

    def draw(ids: str) -> str:
        data = [
            {
                "name": row.name,
                "value": float(max(row.effective or NOTHING, NOTHING)),
                "target": float(row.nominal),
                "label": words(row),
                "fill": SERIES["s1"],
            }
            for row in rows
        ]
        high = max([NOTHING, *(max(row.effective or NOTHING, row.nominal) for row in rows)])
        ticks, label, _whole = percent_axis([])
        axis: Axis = (ticks, label, float(high) * 1.05 or 1.0)
        return rendered(bar_chart(data, axis, targets=True), "weights", ids, title, desc)

    desc = " ".join(f"{row.name}: {words(row)}." for row in rows)
    return figure(
        "weights",
        title=title,
        desc=desc,
        columns=(
            Column("name", _("Criterion")),
            Column("nominal", _("In the rules"), numeric=True, sort=False),
            Column("effective", _("What it did"), numeric=True, sort=False),
        ),
        rows=[
            {
                "name": row.name,
                "nominal": formats.percent(row.nominal, 1),
                "effective": formats.NOTHING if row.effective is None else formats.percent(row.effective, 1),
            }
            for row in rows
        ],
        legend=(Key("s1", _("what it did")), Key("s2", _("weight in the rules"))),
        source=source,
        draw=draw,
    )


def _points_axis(high: float) -> Axis:
    return 4, "format(datum.value, ',.0f')", high or 1.0


def _part_words(points: Fraction | None) -> str:
    return _("left out") if points is None else formats.number(points, 2)


def _given_words(row: Given) -> str:
    return ", ".join(f"{juror} {formats.number(points, 2)}" for juror, points in row.points)


def _seat_order(juror: str) -> tuple[int, str]:
    digits = "".join(letter for letter in juror if letter.isdigit())
    return (int(digits) if digits else 0, juror)
