"""Segments end to end, and the gap to a target."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from math import ceil
from typing import Any

from django.utils.translation import gettext as _

from paritrana.ui import formats
from paritrana.ui.charts.bars import counted, exported, length
from paritrana.ui.charts.figure import Figure, figure, standing_notes, standing_words
from paritrana.ui.charts.keys import Key
from paritrana.ui.charts.rows import Part, Stack, Standing, Target
from paritrana.ui.charts.swatches import SERIES
from paritrana.ui.charts.twins import rate_cells, rate_columns, share_words
from paritrana.ui.charts.vega import bar_chart, count_axis, percent_axis, rendered
from paritrana.ui.tables import Column

MOST_PARTS = len(SERIES)


def stacked_segments(
    stacks: Sequence[Stack], *, title: str, source: str = "", unit: str = "", limit: int = 10
) -> Figure:
    """Return one bar a stack, its parts end to end in the order given, counts of people; up to six parts.

    A withheld or missing part has no length and is named beside the bar.  Raises ValueError when the stacks
    do not have the same parts.
    """
    keys = [(part.key, part.name) for part in stacks[0].parts] if stacks else []
    if len(keys) > MOST_PARTS or any([(p.key, p.name) for p in one.parts] != keys for one in stacks):
        raise ValueError("every stack has the same parts, six at most")
    names = [f"s{number + 1}" for number in range(len(keys))]
    standings = {part.standing for one in stacks for part in one.parts}
    return figure(
        "stacked",
        title=title,
        desc=" ".join(f"{one.name}: {_stack_words(one)}." for one in stacks),
        columns=(
            Column("name", unit or _("Region")),
            *(
                Column(key, name, numeric=True, value=_part_of(key, counted), export=_part_of(key, exported))
                for key, name in keys
            ),
        ),
        rows=[{"name": one.name, **{part.key: part for part in one.parts}} for one in stacks],
        legend=[Key(name, label) for name, (_key, label) in zip(names, keys, strict=True)],
        notes=standing_notes(standings, limit),
        source=source,
        depends=limit,
        draw=lambda ids: _draw_stacks(stacks, names, ids, title),
    )


def gap_to_target(
    rows: Sequence[Target], *, title: str, source: str = "", part: str = "", whole: str = "", limit: int = 10
) -> Figure:
    """Return each region's share as a bar against its target, and the people still missing to reach it.

    People missing are whole: the smallest number that lifts the share to the target, none when it is reached.
    """
    table = [
        {
            "name": row.name,
            "code": row.code,
            **rate_cells(row),
            "target": formats.percent(row.target, 1),
            "missing": missing_people(row),
        }
        for row in rows
    ]
    return figure(
        "gap",
        title=title,
        desc=" ".join(f"{row.name}: {_gap_words(row)}." for row in rows),
        columns=(
            Column("name", _("Region")),
            Column("code", _("Code")),
            *rate_columns(part, whole),
            Column("target", _("Target"), numeric=True, sort=False),
            Column("missing", _("Still to be covered"), numeric=True),
        ),
        rows=table,
        legend=(Key("s1", _("reached")), Key("s2", _("target"))),
        notes=standing_notes({row.standing for row in rows}, limit),
        source=source,
        depends=limit,
        draw=lambda ids: _draw_gaps(rows, ids, title),
    )


def missing_people(row: Target) -> int | None:
    """Return how many more people reach the target; None where the rate is not known."""
    if row.standing is not Standing.KNOWN or row.rate is None:
        return None
    return max(0, ceil(row.target * row.rate.whole - row.rate.part))


def _stack_words(one: Stack) -> str:
    return ", ".join(f"{part.name} {_count_words(part)}" for part in one.parts)


def _count_words(part: Part) -> str:
    return standing_words(part.standing) if part.count is None else formats.number(part.count, 0)


def _part_of(key: str, told: Callable[[Part], object]) -> Callable[[Mapping[str, Any]], object]:
    return lambda row: told(row[key])


def _draw_stacks(stacks: Sequence[Stack], names: Sequence[str], ids: str, title: str) -> str:
    data = []
    for number, one in enumerate(stacks):
        reached: int | Fraction = 0
        absent = [f"{part.name}: {_count_words(part)}" for part in one.parts if part.count is None]
        for name, part in zip(names, one.parts, strict=True):
            end = reached + (part.count or 0)
            data.append(
                {
                    "place": number,
                    "from": length(reached),
                    "value": length(end),
                    "fill": SERIES[name],
                    "name": "",
                    "label": "",
                }
            )
            reached = end
        data[-1] |= {"name": one.name, "label": "; ".join(absent) or formats.number(reached, 0)}
    high = max((row["value"] for row in data), default=0)
    desc = " ".join(f"{one.name}: {_stack_words(one)}." for one in stacks)
    return rendered(bar_chart(data, count_axis(high), room=90), "stacked", ids, title, desc)


def _gap_words(row: Target) -> str:
    target = _("target {share}").format(share=formats.percent(row.target, 1))
    missing = missing_people(row)
    if missing is None:
        return f"{share_words(row)}; {target}"
    left = _("{count} short").format(count=formats.number(missing)) if missing else _("reached")
    return f"{share_words(row)}; {target}; {left}"


def _draw_gaps(rows: Sequence[Target], ids: str, title: str) -> str:
    data = [
        {
            "name": row.name,
            "value": float(row.share or 0),
            "target": float(row.target),
            "label": _gap_words(row),
            "fill": SERIES["s1"],
        }
        for row in rows
    ]
    axis = percent_axis([*(row.share for row in rows), *(row.target for row in rows)])
    desc = " ".join(f"{row.name}: {_gap_words(row)}." for row in rows)
    return rendered(bar_chart(data, axis, targets=True), "gap", ids, title, desc)
