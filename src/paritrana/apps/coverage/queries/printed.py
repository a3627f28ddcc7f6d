"""Printed figures with the verdict on each; they stay apart from what is computed here."""

from dataclasses import dataclass

from paritrana.apps.coverage.models import PrintedFigure
from paritrana.apps.coverage.rules.printed import Checked, Printed, check
from paritrana.apps.coverage.states import DeliveryState
from paritrana.apps.regions.models import Region


@dataclass(frozen=True)
class PrintedLine:
    """One printed figure with the name of its region and what its counts give."""

    row: PrintedFigure
    region: str
    checked: Checked


def printed(code: str | None = None) -> list[PrintedLine]:
    """Return the printed figures of a region (ID: the country; None: all); two queries."""
    found = PrintedFigure.objects.filter(delivery__state=DeliveryState.DONE).order_by(
        "region_code", "as_of", "pk"
    )
    rows = list(found if code is None else found.filter(region_code=code))
    names = {one.pk: one.full_name for one in Region.objects.filter(pk__in={row.region_code for row in rows})}
    return [PrintedLine(row, names.get(row.region_code, ""), check(as_printed(row))) for row in rows]


def as_printed(row: PrintedFigure) -> Printed:
    """Return the row as the rules know it."""
    return Printed(row.region_code, row.as_of, row.workers, row.active, row.percent, row.note, row.source)
