"""A waterfall: what is missing, what each part takes away from it, and what is left."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from paritrana.ui import formats
from paritrana.ui.charts.figure import Figure, figure
from paritrana.ui.charts.keys import Key
from paritrana.ui.charts.swatches import SERIES
from paritrana.ui.charts.vega import bar_chart, count_axis, rendered
from paritrana.ui.tables import Column


def waterfall(
    gap: int,
    parts: Sequence[tuple[str, int]],
    *,
    title: str,
    source: str = "",
    unit: str = "",
    head: str = "",
    rest: str = "",
) -> Figure:
    """Return the gap as one bar, and below it how each part, by name and count, takes away from it.

    `head` and `rest` name the first and the last bar, `unit` what is counted.  Raises ValueError for counts
    below nothing, and for parts that come to more than the gap.
    """
    missing = gap - sum(count for _name, count in parts)
    if missing < 0 or any(count < 0 for _name, count in parts):
        raise ValueError("the parts come to the gap at most")
    first, last = head or _("Gap to the target"), rest or _("Still missing")
    rows, left = [{"name": first, "count": gap, "left": gap}], gap
    for name, count in parts:
        left -= count
        rows.append({"name": name, "count": count, "left": left})
    rows.append({"name": last, "count": missing, "left": missing})
    desc = "; ".join(f"{row['name']}: {formats.number(row['count'])}" for row in rows) + "."
    return figure(
        "waterfall",
        title=title,
        desc=desc,
        columns=(
            Column("name", _("Step"), sort=False),
            Column("count", unit or _("People"), numeric=True, sort=False),
            Column("left", _("Left after it"), numeric=True, sort=False),
        ),
        rows=rows,
        legend=(Key("s1", first), Key("s3", _("covered by the plan")), Key("s2", last)),
        source=source,
        draw=lambda ids: rendered(
            bar_chart(_bars(rows), count_axis(gap), room=90), "waterfall", ids, title, desc
        ),
    )


def _bars(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    fills = ["s1", *["s3"] * (len(rows) - 2), "s2"]
    made = []
    for row, fill in zip(rows, fills, strict=True):
        start = row["left"] if fill == "s3" else 0
        label = formats.number(row["count"])
        made.append(
            {
                "name": row["name"],
                "from": start,
                "value": start + row["count"],
                "fill": SERIES[fill],
                "label": f"−{label}" if fill == "s3" and row["count"] else label,
            }
        )
    return made
