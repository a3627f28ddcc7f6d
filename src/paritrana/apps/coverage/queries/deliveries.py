"""Deliveries and the quality that was found in them."""

import csv
import io
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db.models import Count, QuerySet, Sum

from paritrana.apps.coverage.models import DeliveredFile, Delivery
from paritrana.apps.coverage.rules import denominators
from paritrana.apps.coverage.states import ROLLS, DeliveryState
from paritrana.apps.organisations.models import Organisation
from paritrana.errors import NotFound


def deliveries(offices: Sequence[Organisation] | None) -> QuerySet[Delivery]:
    """Return the deliveries of these offices (None: of all), newest first, with sums over their files."""
    found = Delivery.objects.select_related("organisation").annotate(
        file_count=Count("files"), accepted=Sum("files__accepted"), rejected=Sum("files__rejected")
    )
    found = found.order_by("-delivered_at", "-pk")
    return found if offices is None else found.filter(organisation__in=offices)


def delivery(pk: int) -> Delivery:
    """Return one delivery; raises NotFound."""
    found = Delivery.objects.select_related("organisation", "delivered_by").filter(pk=pk).first()
    if found is None:
        raise NotFound("coverage.no_delivery")
    return found


def file_of(delivery: Delivery, pk: int) -> DeliveredFile:
    """Return one file of a delivery; raises NotFound."""
    found = delivery.files.filter(pk=pk).first()
    if found is None:
        raise NotFound("coverage.no_delivery")
    return found


def rejected_rows(file: DeliveredFile) -> list[tuple[int, int, str]]:
    """Return row number, bitmask and note of every rejected row of a roll, in order; no name, no NIK.

    The note says what is known beyond the codes, such as the successors of a village that no longer stood.
    """
    if not file.rejected or file.file_no is None:
        raise NotFound("coverage.no_rejected")
    from paritrana.core import rolls  # the engine is loaded only by whoever asks for rows

    table: Any = rolls.rejected(settings.LAKE_DIR, file.file_no)
    notes = (one or "" for one in table["note"].to_pylist())
    return sorted(zip(table["row"].to_pylist(), table["errors"].to_pylist(), notes, strict=True))


def received_inputs() -> list[dict[str, Any]]:
    """Return every file that is in the lake, as a snapshot names it; replayed ones once."""
    files = (
        DeliveredFile.objects.filter(
            delivery__schema__in=ROLLS, delivery__state=DeliveryState.DONE, replayed=False
        )
        .select_related("delivery")
        .order_by("pk")
    )
    return [
        {
            "name": one.name,
            "sha256": one.sha256,
            "rows": one.rows,
            "accepted": one.accepted,
            "as_of": one.delivery.as_of.isoformat(),
            "schema": one.delivery.schema,
            "source": one.delivery.source,
            "delivery": one.delivery_id,
        }
        for one in files
    ]


def denominators_csv(delivery: Delivery) -> bytes:
    """Return a delivery of denominators in the form that the method reads, rows sorted."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(denominators.COLUMNS)
    writer.writerows(sorted(delivery.denominators.order_by().values_list(*denominators.COLUMNS)))
    return text.getvalue().encode()
