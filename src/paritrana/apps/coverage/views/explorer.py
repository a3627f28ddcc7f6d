"""The public explorer: figures of many regions, and up to four side by side."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from paritrana.apps.coverage.forms import MOST_COMPARED, ChoiceForm
from paritrana.apps.coverage.labels import words
from paritrana.apps.coverage.labels.measures import MEASURES
from paritrana.apps.coverage.queries import printed, published
from paritrana.apps.coverage.queries.published import Line
from paritrana.apps.coverage.rules import figures
from paritrana.apps.coverage.rules.denominators import COUNTRY
from paritrana.apps.coverage.tables import figures as tables
from paritrana.apps.coverage.views import choosing, drawing, saving
from paritrana.apps.coverage.views.choosing import Choice
from paritrana.apps.coverage.views.origin import Page, source_line
from paritrana.ui.tables import respond


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
    pictures = drawing.drawings(chosen, lines, title=caption, source=source_line(chosen.snapshot))
    wanted, picture = request.GET.get("format", ""), saving.asked_picture(request, pictures)
    if wanted in {"svg", "png"} and picture is not None:
        return saving.picture_file(picture, wanted, _file_name(chosen))
    if wanted == "csv":
        return saving.file(saving.lines_csv(request, chosen.snapshot, lines), f"{_file_name(chosen)}.csv")
    table = tables.regions_table(
        lines,
        measure=chosen.measure,
        name=_file_name(chosen),
        caption=caption,
        link=tables.region_url,
    )
    page = Page(request, chosen.snapshot, chosen.address)
    context = {
        **page.about(chosen.measure),
        "form": form,
        "choice": chosen,
        "caption": caption,
        "pictures": [page.drawn(one, chosen.measure) for one in pictures],
        "origin": page.origin(caption, chosen.measure, files=page.files(["csv", "xlsx"])),
        "tabs": _tabs(request, chosen),
        "compared": _compared(request, chosen),
        "kept": [(key, one) for key, listed in request.GET.lists() for one in listed],
        "addable": _addable(chosen, listed),
    }
    return respond(request, table, "coverage/explorer.html", context, status=422 if form.errors else 200)


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
