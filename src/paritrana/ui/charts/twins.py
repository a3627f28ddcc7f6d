"""The table twins: columns and rows of what is drawn, and a sentence for those who do not see it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from paritrana.core.units import Rate
from paritrana.ui import formats
from paritrana.ui.charts.figure import standing_words
from paritrana.ui.charts.rows import Figured, RegionRate, Standing
from paritrana.ui.tables import Column

Link = Callable[[str], str]


class Named(Protocol):
    """A row with a name and a figure."""

    @property
    def name(self) -> str: ...
    @property
    def share(self) -> Fraction | None: ...
    @property
    def standing(self) -> Standing: ...


def share_words(row: Figured, places: int = 1) -> str:
    """Return the percent of a known rate, else the word for what stands in its place."""
    if row.standing is not Standing.KNOWN or row.rate is None:
        return standing_words(row.standing)
    return formats.percent(row.rate.part, row.rate.whole, places)


def rate_cells(row: Figured) -> dict[str, Any]:
    """Return the two counts and the share as shown; nothing of a rate that is not known."""
    rate: Rate | None = row.rate if row.standing is Standing.KNOWN else None
    return {
        "part": rate.part if rate else None,
        "whole": rate.whole if rate else None,
        "share": share_words(row),
    }


def rate_columns(part: str, whole: str) -> tuple[Column, ...]:
    """Return the columns of `rate_cells`; the share sorts by itself, not by its text."""
    return (
        Column("part", part or _("Counted"), numeric=True),
        Column("whole", whole or _("Out of"), numeric=True),
        Column("share", _("Share"), numeric=True, sort=lambda row: _order(row)),
    )


def region_columns(part: str, whole: str, link: Link | None) -> tuple[Column, ...]:
    """Return name and code before the columns of a rate."""
    to = (lambda row: link(row["code"]) if row["code"] else None) if link else None
    return (Column("name", _("Region"), link=to), Column("code", _("Code")), *rate_columns(part, whole))


def region_rows(rows: Iterable[RegionRate]) -> list[dict[str, Any]]:
    return [{"name": row.name, "code": row.code, **rate_cells(row)} for row in rows]


def told(rows: Sequence[Named]) -> str:
    """Return how many regions are drawn, the highest and the lowest, and how many are not known."""
    sentences = [
        ngettext("{count} region.", "{count} regions.", len(rows)).format(count=formats.number(len(rows)))
    ]
    known = [
        (row.share, row.name) for row in rows if row.standing is Standing.KNOWN and row.share is not None
    ]
    if known:
        high = max(known, key=lambda one: one[0])
        low = min(known, key=lambda one: one[0])
        told = _("Highest: {high}, {high_share}; lowest: {low}, {low_share}.")
        facts = {
            "high": high[1],
            "high_share": _percent(high[0]),
            "low": low[1],
            "low_share": _percent(low[0]),
        }
        sentences.append(told.format(**facts))
    for standing in (Standing.MISSING, Standing.SUPPRESSED):
        if count := sum(row.standing is standing for row in rows):
            sentences.append(f"{standing_words(standing).capitalize()}: {formats.number(count)}.")
    return " ".join(sentences)


def links_of(codes: Iterable[str], link: Link | None) -> dict[str, str]:
    """Return the address of every region, asked for once."""
    return {code: link(code) for code in codes} if link else {}


def _percent(share: Fraction) -> str:
    return formats.percent(share, 1)


def _order(row: Mapping[str, Any]) -> Fraction | None:
    return Fraction(row["part"], row["whole"]) if row["whole"] else None
