"""The page of one region, or the country: coverage, trend, segments, who pays, the gap, what lies below."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from paritrana.apps.coverage.forms import PeriodForm
from paritrana.apps.coverage.labels import words
from paritrana.apps.coverage.labels.measures import MEASURES
from paritrana.apps.coverage.models import Snapshot
from paritrana.apps.coverage.queries import printed, published
from paritrana.apps.coverage.queries.published import Line
from paritrana.apps.coverage.rules import figures
from paritrana.apps.coverage.rules.denominators import COUNTRY
from paritrana.apps.coverage.states import Level, Measure
from paritrana.apps.coverage.tables import figures as tables
from paritrana.apps.coverage.views import choosing, drawing, saving
from paritrana.apps.coverage.views.origin import Page, Shown, source_line
from paritrana.apps.regions.models import Region
from paritrana.core.regions import Code
from paritrana.errors import BadInput, NotFound
from paritrana.ui.charts import Figure
from paritrana.ui.tables import Table, respond

COVERAGE = Measure.PERSON_MONTH_COVERAGE
MONTHLY_COVERAGE = Measure.POINT_COVERAGE
OF_PICTURE = {"trend": MONTHLY_COVERAGE, "gap": MONTHLY_COVERAGE, "segments": COVERAGE, "funders": COVERAGE}
EVERYTHING = "semua"  # the Excel file of all figures of the region


@require_safe
def region(request: HttpRequest, code: str) -> HttpResponse:
    """One region in one year, or with one month of it brought forward."""
    place = _place(code)
    if place is not None and place.pk != code:
        return redirect("coverage:region", code=place.pk, permanent=True)
    key, name = (place.pk, place.full_name) if place else (COUNTRY, _("Indonesia"))
    snapshots = published.current_snapshots()
    context: dict[str, Any] = {
        "place": place,
        "name": name,
        "above": _above(place),
        "printed": tables.printed_shown(printed.printed(key)),
    }
    if not snapshots:
        return render(request, "coverage/region.html", context)
    snapshot, period = _chosen(request.GET.get("periode", ""), snapshots)
    lines = published.of_region(snapshot, key, name)
    pictures = _drawn(snapshot, name, lines, period)
    file_name = f"cakupan-{key}-{period}"
    saved = _saved(request, snapshot, lines, pictures, file_name)
    if saved is not None:
        return saved
    page = Page(request, snapshot, urlencode({"periode": period}))
    title = _("Coverage of %(region)s, %(period)s") % {"region": name, "period": words.period_text(period)}
    whole = [*page.files(["csv"]), *page.files(["xlsx"], EVERYTHING)]
    context |= page.about(COVERAGE) | _figures(snapshot, lines, period)
    context |= {
        "form": PeriodForm(initial={"periode": period}, snapshots=snapshots),
        "pictures": {key: _shown(page, one, OF_PICTURE[key]) for key, one in pictures.items()},
        "origin": page.origin(title, COVERAGE, files=whole),
        "months_origin": page.origin(_("Month by month") + f": {name}", MONTHLY_COVERAGE, files=whole),
    }
    return _with_below(request, page, period, (key, name), context)


def _chosen(wanted: str, snapshots: Sequence[Snapshot]) -> tuple[Snapshot, str]:
    """Return the snapshot and the year or month that the address asks for, else the latest year."""
    snapshot = next((one for one in snapshots if one.year == wanted[:4]), snapshots[0])
    return snapshot, wanted if wanted in published.periods_of(snapshot) else snapshot.year


def _shown(page: Page, picture: Figure, measure: Measure) -> Shown:
    return page.drawn(picture, measure)


def _saved(
    request: HttpRequest,
    snapshot: Snapshot,
    lines: Sequence[Line],
    pictures: Mapping[str, Figure],
    name: str,
) -> HttpResponse | None:
    """Return the file that the address asks for, None for the page and for the table of what lies below."""
    form, wanted = request.GET.get("format", ""), request.GET.get("gambar", "")
    if form == "xlsx" and wanted == EVERYTHING:
        return respond(request, tables.lines_table(lines, name=name), "coverage/region.html")
    if form == "csv" and not wanted:
        return saving.file(saving.lines_csv(request, snapshot, lines), f"{name}.csv")
    picture = saving.asked_picture(request, pictures.values())
    if picture is None or form not in {"svg", "png", "csv", "xlsx"} or (form == "xlsx" and not wanted):
        return None
    if form == "xlsx":
        return respond(request, picture.table(f"{name}-{picture.kind}"), "coverage/region.html")
    return saving.picture_file(picture, form, f"{name}-{picture.kind}")


def _with_below(
    request: HttpRequest, page: Page, period: str, place: tuple[str, str], context: dict[str, Any]
) -> HttpResponse:
    """Return the page with the table of what lies below the region, where anything does."""
    found = _below(page.snapshot, place[0], period)
    if found is None:
        return render(request, "coverage/region.html", context)
    table, query = found
    measure = Measure(query["ukuran"])
    csv_url = f"{reverse('coverage:explorer')}?{urlencode(query | {'format': 'csv'})}"
    files = [("CSV", csv_url), *page.files(["xlsx"])]
    origin = page.origin(f"{table.caption}: {place[1]}", measure, files=files)
    return respond(request, table, "coverage/region.html", context | {"below_origin": origin})


def _below(snapshot: Snapshot, code: str, period: str) -> tuple[Table, dict[str, str]] | None:
    """Return the figures right below a region, and the query of the explorer that shows the same.

    Of a month where the level has months, else of the year; nothing lies below a village.
    """
    levels = list(Level)
    place = len(code.split(".")) if code != COUNTRY else 0
    if place + 1 >= len(levels):
        return None
    level = levels[place + 1]
    period = period if level in published.levels_of(period) else snapshot.year
    measure = COVERAGE if period == snapshot.year else MONTHLY_COVERAGE
    inside = "" if code == COUNTRY else code
    table = tables.regions_table(
        published.table(snapshot, measure=measure, period=period, level=level, inside=inside),
        measure=measure,
        name=f"cakupan-{code}-{period}",
        caption=f"{words.LEVELS[level]}, {words.period_text(period)}",
        link=tables.region_url,
    )
    query = {"tampilan": "tabel", "ukuran": str(measure), "periode": period, "tingkat": str(level)}
    return table, query | ({"wilayah": inside} if inside else {})


def _place(code: str) -> Region | None:
    if code == tables.COUNTRY_PAGE:
        return None
    try:
        dotted = Code.parse(code)
    except BadInput:
        raise NotFound("regions.no_region", region=code[:40]) from None
    return choosing.region_of(dotted)


def _above(place: Region | None) -> list[Region]:
    found: list[Region] = []
    above = place.parent if place else None
    while above is not None:
        found.insert(0, above)
        above = above.parent
    return found


def _drawn(snapshot: Snapshot, name: str, lines: Sequence[Line], period: str) -> dict[str, Figure]:
    months = published.totals(lines, MONTHLY_COVERAGE)
    return drawing.of_region(
        name,
        [one for one in months if one.period[5:]],
        period,
        published.splits(lines, words.SEGMENT, COVERAGE),
        published.splits(lines, words.FUNDER, COVERAGE),
        (words.SEGMENT, words.FUNDER),
        source_line(snapshot),
    )


def _figures(snapshot: Snapshot, lines: Sequence[Line], period: str) -> dict[str, Any]:
    """Return what a region's page shows of its figures, by subject."""
    year = {one.measure: one for one in lines if one.period == snapshot.year and not one.key}
    months = {measure: published.totals(lines, measure) for measure in figures.MONTHLY}
    latest = {measure: drawing.at(found, period) for measure, found in months.items() if found}
    return {
        "coverage": year.get(COVERAGE),
        "coverage_text": tables.figure_text(year.get(COVERAGE)),
        "latest": latest.get(MONTHLY_COVERAGE),
        "latest_period": words.period_text(latest[MONTHLY_COVERAGE].period)
        if MONTHLY_COVERAGE in latest
        else "",
        "tiles": [
            {
                "label": MEASURES[one.measure].name,
                "text": tables.figure_text(one),
                "period": words.period_text(one.period),
            }
            for one in (
                *(latest[measure] for measure in figures.MONTHLY[:4] if measure in latest),
                *(year[measure] for measure in figures.YEARLY[1:] if measure in year),
            )
            if one.suppressed or one.share is not None or one.measure not in figures.SHARES
        ],
        "months": _months(months),
        "segments": tables.split_shown(published.splits(lines, words.SEGMENT, COVERAGE), words.SEGMENT),
        "funders": tables.split_shown(published.splits(lines, words.FUNDER, COVERAGE), words.FUNDER),
    }


def _months(months: dict[Measure, list[Line]]) -> list[dict[str, Any]]:
    periods = sorted({one.period for found in months.values() for one in found})
    by_period = {(one.measure, one.period): one for found in months.values() for one in found}
    return [
        {
            "period": words.period_text(period),
            "cells": [tables.figure_text(by_period.get((measure, period))) for measure in figures.MONTHLY],
        }
        for period in periods
    ]
