"""Figures as files to keep: drawings as SVG and PNG, tables as CSV; suppressed figures without counts."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import HttpRequest, HttpResponse

from paritrana.apps.coverage.labels import words
from paritrana.apps.coverage.models import Snapshot
from paritrana.apps.coverage.queries.published import Line
from paritrana.apps.coverage.rules import figures
from paritrana.apps.coverage.tables import figures as tables
from paritrana.ui.charts import Figure

CSV_COLUMNS = (
    *("period", "level", "region_code", "region", "measure", "segment", "funder"),
    *("numerator", "denominator", "suppressed", "rank", "rse", "tied_with", "snapshot", "url"),
)
TYPES = {"svg": "image/svg+xml", "png": "image/png", "csv": "text/csv; charset=utf-8"}


def asked_picture(request: HttpRequest, pictures: Iterable[Figure]) -> Figure | None:
    """Return the drawing that the address names (``gambar``), else the first one."""
    listed = list(pictures)
    wanted = request.GET.get("gambar", "")
    return next((one for one in listed if one.kind == wanted), listed[0] if listed else None)


def picture_file(picture: Figure, form: str, name: str) -> HttpResponse:
    """Return a drawing as a file to keep; as CSV its rows."""
    if form == "png":
        return file(picture.png(), f"{name}.png")
    return file((picture.file_svg() if form == "svg" else picture.csv()).encode(), f"{name}.{form}")


def file(data: bytes, name: str) -> HttpResponse:
    """Return bytes as a file to keep; the ending of the name says what they are."""
    response = HttpResponse(data, content_type=TYPES[name.rpartition(".")[2]])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def lines_csv(request: HttpRequest, snapshot: Snapshot, lines: Sequence[Line]) -> bytes:
    """Return figures with where they come from, one row each."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    url = request.build_absolute_uri(snapshot.get_absolute_url())
    for one in lines:
        told = [figures.plain(one.numerator), figures.plain(one.denominator)]
        split = (one.key, "") if one.key in words.SEGMENT else ("", one.key)
        what = (one.period, figures.level_of(one.code), one.code, one.name, str(one.measure), *split)
        counts = ["" if count is None or one.suppressed else figures.decimal(count) for count in told]
        hidden = "true" if one.suppressed else "false"
        place = (one.rank or "", one.rse, tables.tied_names(one))
        writer.writerow([*what, *counts, hidden, *place, snapshot.number, url])
    return text.getvalue().encode()
