"""Bars: a ranking of regions, and who pays. The name stands above its bar, so that it fits a phone."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from paritrana.ui import formats
from paritrana.ui.charts.figure import Figure, figure, standing_notes, standing_words
from paritrana.ui.charts.rows import Part, RegionRate, Standing
from paritrana.ui.charts.swatches import SERIES
from paritrana.ui.charts.twins import Link, links_of, rate_cells, region_columns, share_words, told
from paritrana.ui.charts.vega import PLACEHOLDER, bar_chart, count_axis, percent_axis, rendered
from paritrana.ui.tables import Column

MOST = 60


def ranking(
    rows: Sequence[RegionRate],
    *,
    title: str,
    source: str = "",
    part: str = "",
    whole: str = "",
    link: Link | None = None,
    highlight: str = "",
    ties: Mapping[str, str] | None = None,
    note: str = "",
    limit: int = 10,
) -> Figure:
    """Return regions as bars, highest share first, equals by code; unknown ones last, with their word.

    `highlight`: the code of one region told apart; `ties`: by code, whom a region ties with (a column).
    `note` stands below.  Up to 60 bars are drawn.
    """
    every = sorted(rows, key=lambda row: (row.share is None, -(row.share or 0), row.code))
    shown = every[:MOST]
    tied = [Column("tied", _("On a par with ranks"), numeric=True, sort=False)] if ties else []
    links = links_of((row.code for row in shown), link)
    numbers = _numbers(every)
    table = [_ranked_cells(row, numbers[row.code], ties or {}) for row in every]
    more = _("The first {count} are drawn; the table has all.").format(count=MOST) if every[MOST:] else ""

    def draw(ids: str) -> str:
        data = [
            {
                **_bar(row, numbers[row.code], "s2" if row.code == highlight else "s1"),
                "url": f"{PLACEHOLDER}{number}",
            }
            for number, row in enumerate(shown)
        ]
        chart = bar_chart(data, percent_axis([row.share for row in shown]), linked=bool(links))
        targets = [(links[row.code], f"{row.name}: {share_words(row)}") for row in shown if links]
        return rendered(chart, "ranking", ids, title, told(every), targets)

    return figure(
        "ranking",
        title=title,
        desc=told(every),
        columns=(Column("rank", _("Rank"), numeric=True), *region_columns(part, whole, link), *tied),
        rows=table,
        notes=(note, more, *standing_notes({row.standing for row in every}, limit)),
        source=source,
        depends=(highlight, links, limit),
        draw=draw,
    )


def _bar(row: RegionRate, rank: int | None, series: str) -> dict[str, Any]:
    return {
        "name": f"{rank}. {row.name}" if rank else row.name,
        "value": float(row.share or 0),
        "label": share_words(row),
        "fill": SERIES[series],
    }


def _ranked_cells(row: RegionRate, rank: int | None, ties: Mapping[str, str]) -> dict[str, Any]:
    cells = {"rank": rank, "name": row.name, "code": row.code, **rate_cells(row)}
    return cells | {"tied": ties.get(row.code, "")} if ties else cells


def who_pays(
    parts: Sequence[Part], *, title: str, source: str = "", unit: str = "", limit: int = 10
) -> Figure:
    """Return the people paid for by each payer as bars, most first.

    Shares of the whole are told only when every part is known: else the withheld one could be reckoned.
    `unit` heads the column of counts.
    """
    every = sorted(parts, key=lambda one: (one.count is None, -(one.count or 0), one.key))
    whole = sum(one.count or 0 for one in every) if _all_known(every) else None

    def words(one: Part) -> str:
        if one.count is None:
            return standing_words(one.standing)
        share = f" ({formats.percent(one.count, whole)})" if whole else ""
        return formats.number(one.count, 0) + share

    def draw(ids: str) -> str:
        data = [
            {"name": one.name, "value": length(one.count or 0), "label": words(one), "fill": SERIES["s1"]}
            for one in every
        ]
        high = length(max((one.count or 0 for one in every), default=0))
        chart = bar_chart(data, count_axis(high), room=100)
        return rendered(chart, "payers", ids, title, desc)

    desc = "; ".join(f"{one.name}: {words(one)}" for one in every) + "."
    return figure(
        "payers",
        title=title,
        desc=desc,
        columns=(
            Column("name", _("Payer")),
            Column(
                "count",
                unit or _("People"),
                numeric=True,
                value=lambda row: counted(row["part"]),
                export=lambda row: exported(row["part"]),
            ),
            Column("share", _("Share"), numeric=True, sort=False),
        ),
        rows=[
            {
                "name": one.name,
                "part": one,
                "count": one.count,
                "share": formats.percent(one.count, whole) if whole else formats.NOTHING,
            }
            for one in every
        ],
        notes=standing_notes({one.standing for one in every}, limit),
        source=source,
        depends=limit,
        draw=draw,
    )


def _all_known(parts: Sequence[Part]) -> bool:
    return all(one.standing is Standing.KNOWN for one in parts)


def counted(part: Part) -> str:
    """Return a part's count as it is shown, or the word for what stands in its place."""
    return standing_words(part.standing) if part.count is None else formats.number(part.count, 0)


def exported(part: Part) -> object:
    """Return a part's exact count, or the word for what stands in its place."""
    return counted(part) if part.count is None else part.count


def length(count: int | Fraction) -> int | float:
    """Return a count as a drawing takes it: a fraction as the nearest float."""
    return count if isinstance(count, int) else float(count)


def _numbers(rows: Sequence[RegionRate]) -> dict[str, int | None]:
    """Return the rank of each region; equal shares share it (1, 2, 2, 4), unknown ones have none."""
    numbers: dict[str, int | None] = {}
    for place, row in enumerate(rows, 1):
        before = rows[place - 2] if place > 1 else None
        same = before is not None and before.share == row.share
        numbers[row.code] = None if row.share is None else numbers[before.code] if before and same else place
    return numbers
