"""The public region browser."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from paritrana.apps.regions import labels, queries, tables
from paritrana.apps.regions.forms import SearchForm
from paritrana.core.regions import Code, Kind, Level
from paritrana.errors import BadInput, NotFound, RuleRefused
from paritrana.ui.tables import respond

MOST_ROWS = 20_000


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All provinces, or what the search found on any level."""
    asked = bool(request.GET.get("nama", "").strip())
    form = SearchForm(request.GET if asked else None)
    found = asked and form.is_valid()
    if found:
        rows = queries.search(form.cleaned_data["nama"], level=form.cleaned_data["tingkat"])
        if request.GET.get("format") == "xlsx" and (count := rows.count()) > MOST_ROWS:
            raise RuleRefused("regions.too_many", count=count, most=MOST_ROWS)
        table = tables.found_table(rows)
    else:
        table = tables.provinces_table(queries.provinces())
    context = {
        "form": form,
        "searched": found,
        "counts": [(labels.LEVELS[level], count) for level, count in queries.count_levels().items()],
        "load": queries.latest_load(),
    }
    return respond(request, table, "regions/index.html", context, status=422 if form.errors else 200)


@require_safe
def region(request: HttpRequest, code: str) -> HttpResponse:
    """One region: where it lies, its zone, its words, and what lies below."""
    try:
        dotted = Code.parse(code)
    except BadInput:
        raise NotFound("regions.no_region", region=code[:40]) from None
    if dotted != code:
        return redirect("regions:region", code=dotted, permanent=True)
    *above, found = queries.path_of(code)
    below = queries.counts_below(code)
    context = {
        "region": found,
        "above": above,
        "kind": labels.KIND[Kind(found.kind)],
        "head": labels.HEAD.get(Kind(found.kind), capfirst(found.head_title)),
        "zone": labels.ZONE[found.zone],
        "counts": [(labels.LEVELS[level], count) for level, count in below.items()],
    }
    if dotted.level is Level.VILLAGE:
        return render(request, "regions/region.html", context)
    lower = list(Level)[dotted.level.depth + 1]
    table = tables.children_table(found, queries.children_of(code), lower)
    return respond(request, table, "regions/region.html", context)
