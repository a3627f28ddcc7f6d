"""The public explorer: figures of many regions, one region, and up to four side by side."""

import csv
import io
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from paritrana.apps.coverage.forms import MOST_COMPARED, ChoiceForm
from paritrana.apps.coverage.labels import words
from paritrana.apps.coverage.labels.measures import MEASURES
from paritrana.apps.coverage.models import Snapshot
from paritrana.apps.coverage.queries import printed, published
from paritrana.apps.coverage.queries.published import Line
from paritrana.apps.coverage.rules import figures
from paritrana.apps.coverage.rules.denominators import COUNTRY
from paritrana.apps.coverage.states import Level, Measure
from paritrana.apps.coverage.tables import figures as tables
from paritrana.apps.coverage.views import choosing, drawing
from paritrana.apps.coverage.views.choosing import Choice
from paritrana.apps.coverage.views.reading import csv_file
from paritrana.apps.regions.models import Region
from paritrana.core.regions import Code
from paritrana.errors import BadInput, NotFound
from paritrana.ui.charts import Figure
from paritrana.ui.tables import respond

CSV_COLUMNS = (
    *("period", "level", "region_code", "region", "measure", "numerator", "denominator", "suppressed"),
    *("rank", "rse", "tied_with", "snapshot", "url"),
)


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Figures of many regions, as a table, with the state in the address."""
    snapshots = published.current_snapshots()
    if not snapshots:
        return render(request, "coverage/nothing_yet.html", {"printed": len(printed.printed())})
    form = ChoiceForm(
        request.GET or None,
        snapshots=snapshots,
        regions=choosing.inside_choices(request.GET.get("wilayah", "")),
    )
    chosen = choosing.choice(request, form, snapshots)
    form = _shown_form(form, chosen)
    listed = _listed(chosen)
    lines = _side_by_side(chosen) if chosen.is_side_by_side else listed
    caption = _caption(chosen, dict(form.fields["wilayah"].choices).get(chosen.inside, ""))
    pictures = drawing.drawings(chosen, lines, title=caption, source=_source(chosen.snapshot))
    wanted = request.GET.get("format", "")
    if wanted in {"svg", "png"} and pictures:
        return _picture(pictures[0], wanted, _file_name(chosen))
    if wanted == "csv":
        return csv_file(_csv(request, chosen, lines), f"{_file_name(chosen)}.csv")
    table = tables.regions_table(
        lines,
        measure=chosen.measure,
        name=_file_name(chosen),
        caption=caption,
        link=tables.region_url,
    )
    context = {
        **_about(request, f"{request.path}?{chosen.address}", chosen.snapshot, chosen.measure),
        "form": form,
        "choice": chosen,
        "caption": caption,
        "pictures": pictures,
        "tabs": _tabs(request, chosen),
        "compared": _compared(request, chosen),
        "kept": [(key, one) for key, listed in request.GET.lists() for one in listed],
        "addable": _addable(chosen, listed),
    }
    return respond(request, table, "coverage/explorer.html", context, status=422 if form.errors else 200)


@require_safe
def region(request: HttpRequest, code: str) -> HttpResponse:
    """One region, or the country: coverage, trend, segments, who pays, the gap, what lies below."""
    place = _place(code)
    if place is not None and place.pk != code:
        return redirect("coverage:region", code=place.pk, permanent=True)
    key, name = (place.pk, place.full_name) if place else (COUNTRY, _("Indonesia"))
    snapshots = published.current_snapshots()
    wanted = request.GET.get("tahun", "")
    snapshot = next((one for one in snapshots if one.year == wanted), snapshots[0] if snapshots else None)
    context: dict[str, Any] = {
        "place": place,
        "name": name,
        "above": _above(place),
        "printed": tables.printed_shown(printed.printed(key)),
        "years": [one.year for one in snapshots],
    }
    if snapshot is None:
        return render(request, "coverage/region.html", context)
    lines = published.of_region(snapshot, key, name)
    context |= _about(request, request.get_full_path(), snapshot, Measure.PERSON_MONTH_COVERAGE) | _figures(
        snapshot, name, lines
    )
    below = _below(snapshot, key)
    if below is None:
        return render(request, "coverage/region.html", context)
    table = tables.regions_table(
        below[1],
        measure=Measure.PERSON_MONTH_COVERAGE,
        name=f"cakupan-{key}-{snapshot.year}",
        caption=str(words.LEVELS[below[0]]),
        link=tables.region_url,
    )
    return respond(request, table, "coverage/region.html", context)


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


def _tabs(request: HttpRequest, chosen: Choice) -> list[dict[str, object]]:
    """Return map, chart and table of the same choice, each with its address."""
    names = {"peta": _("Map"), "grafik": _("Chart"), "tabel": _("Table")}
    query = request.GET.copy()
    if not query and chosen.inside:
        query["wilayah"] = chosen.inside
    found = []
    for view, label in names.items():
        query["tampilan"] = view
        found.append({"label": label, "url": f"?{query.urlencode()}", "current": view == chosen.view})
    return found


def _source(snapshot: Snapshot) -> str:
    """Return the one line below a drawing."""
    text = _("Source: snapshot no. %(number)s of coverage figures") % {"number": snapshot.number}
    return f"{text}. {_('Made-up figures.')}" if snapshot.made_up else f"{text}."


def _picture(picture: Figure, kind: str, name: str) -> HttpResponse:
    """Return a drawing as a file to keep."""
    data = picture.file_svg().encode() if kind == "svg" else picture.png()
    response = HttpResponse(data, content_type="image/svg+xml" if kind == "svg" else "image/png")
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response


def _figures(snapshot: Snapshot, name: str, lines: Sequence[Line]) -> dict[str, Any]:
    """Return what a region's page shows of its figures, by subject."""
    year = {one.measure: one for one in lines if one.period == snapshot.year and not one.key}
    months = {measure: published.totals(lines, measure) for measure in figures.MONTHLY}
    latest = {measure: found[-1] for measure, found in months.items() if found}
    coverage = Measure.PERSON_MONTH_COVERAGE
    segments = published.splits(lines, words.SEGMENT, coverage)
    funders = published.splits(lines, words.FUNDER, coverage)
    return {
        "coverage": year.get(coverage),
        "coverage_text": tables.figure_text(year.get(coverage)),
        "latest": latest.get(Measure.POINT_COVERAGE),
        "latest_period": words.period_text(latest[Measure.POINT_COVERAGE].period)
        if Measure.POINT_COVERAGE in latest
        else "",
        "tiles": [
            {
                "label": MEASURES[one.measure].name,
                "text": tables.figure_text(one),
                "period": words.period_text(one.period),
            }
            for one in (
                *(latest[measure] for measure in figures.MONTHLY[1:4] if measure in latest),
                *(year[measure] for measure in figures.YEARLY[1:] if measure in year),
            )
            if one.suppressed or one.share is not None or one.measure not in figures.SHARES
        ],
        "months": _months(months),
        "segments": tables.split_shown(segments, words.SEGMENT),
        "funders": tables.split_shown(funders, words.FUNDER),
        "pictures": drawing.of_region(
            name,
            months[Measure.POINT_COVERAGE],
            segments,
            funders,
            (words.SEGMENT, words.FUNDER),
            _source(snapshot),
        ),
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


def _below(snapshot: Snapshot, code: str) -> tuple[Level, list[Line]] | None:
    """Return the level right below a region and its figures of the year; nothing below a village."""
    levels = list(Level)
    place = len(code.split(".")) if code != COUNTRY else 0
    if place + 1 >= len(levels):
        return None
    level = levels[place + 1]
    lines = published.table(
        snapshot,
        measure=Measure.PERSON_MONTH_COVERAGE,
        period=snapshot.year,
        level=level,
        inside="" if code == COUNTRY else code,
    )
    return level, lines


def _compared(request: HttpRequest, chosen: Choice) -> list[dict[str, Any]]:
    """Return the regions compared, each with its figure and the address without it."""
    if not chosen.compared:
        return []
    found = published.compared(chosen.snapshot, chosen.compared, measure=chosen.measure, period=chosen.period)
    rows = []
    for line in found:
        query = request.GET.copy()
        query.setlist("banding", [code for code in chosen.compared if code != line.code])
        rows.append(
            {
                "line": line,
                "url": tables.region_url(line.code),
                "text": tables.figure_text(line),
                "without": f"?{query.urlencode()}",
            }
        )
    return rows


def _addable(chosen: Choice, lines: Sequence[Line]) -> list[tuple[str, str]]:
    """Return the regions shown that may still be put beside the others."""
    if len(chosen.compared) >= MOST_COMPARED or len(lines) < 2:
        return []
    return [(one.code, one.name) for one in lines if one.code not in chosen.compared]


def _listed(chosen: Choice) -> list[Line]:
    """Return the figures of all regions of the level inside the region."""
    if chosen.is_too_wide:
        return []
    return published.table(
        chosen.snapshot,
        measure=chosen.measure,
        period=chosen.period,
        level=chosen.level,
        inside=chosen.inside,
    )


def _side_by_side(chosen: Choice) -> list[Line]:
    """Return what a chart of regions side by side shows: their months, or their year."""
    snapshot, codes, measure = chosen.snapshot, chosen.compared, chosen.measure
    if measure not in figures.MONTHLY:
        return published.ranked(
            snapshot, published.compared(snapshot, codes, measure=measure, period=chosen.period)
        )
    found = published.series(snapshot, codes, measure=measure)
    return [line for listed in found.values() for line in listed]


def _about(request: HttpRequest, path: str, snapshot: Snapshot, measure: Measure) -> dict[str, Any]:
    """Return what stands under every figure: definition, source, citation, permanent link."""
    return {
        "snapshot": snapshot,
        "run": snapshot.run,
        "meaning": MEASURES[measure],
        "citation": tables.citation(snapshot, request.build_absolute_uri(path)),
        "permanent": request.build_absolute_uri(reverse("coverage:snapshot", args=[snapshot.number])),
        "headings": [MEASURES[one].name for one in figures.MONTHLY],
        "suppress": snapshot.run.suppress,
    }


def _shown_form(form: ChoiceForm, chosen: Choice) -> ChoiceForm:
    """Return the form with what is really shown chosen, unless it has errors to show."""
    if form.is_bound and form.errors:
        return form
    form.is_bound = False
    form.initial = {
        "ukuran": chosen.measure.value,
        "periode": chosen.period,
        "tingkat": chosen.level.value,
        "wilayah": chosen.inside,
    }
    return form


def _caption(chosen: Choice, inside: str) -> str:
    text = _("%(measure)s, %(period)s, %(level)s") % {
        "measure": MEASURES[chosen.measure].name,
        "period": words.period_text(chosen.period),
        "level": str(words.LEVELS[chosen.level]).lower(),
    }
    return f"{text}, {inside.removeprefix('— ')}" if chosen.inside and inside else text


def _file_name(chosen: Choice) -> str:
    return f"cakupan-{chosen.measure}-{chosen.period}-{chosen.inside or COUNTRY}-{chosen.level}"


def _csv(request: HttpRequest, chosen: Choice, lines: Sequence[Line]) -> bytes:
    """Return the figures shown with where they come from; suppressed ones without counts."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    url = request.build_absolute_uri(chosen.snapshot.get_absolute_url())
    for one in lines:
        told = [figures.plain(one.numerator), figures.plain(one.denominator)]
        counts = ["" if count is None or one.suppressed else str(count) for count in told]
        what = (one.period, _level_of(one.code), one.code, one.name, str(one.measure))
        hidden = "true" if one.suppressed else "false"
        place = (one.rank or "", one.rse, tables.tied_names(one))
        writer.writerow([*what, *counts, hidden, *place, chosen.snapshot.number, url])
    return text.getvalue().encode()


def _level_of(code: str) -> str:
    """Return the level of a region's code; regions side by side may be of different ones."""
    return str(Level.COUNTRY if code == COUNTRY else figures.LEVELS[code.count(".")])
