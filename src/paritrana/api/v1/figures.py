"""Figures of one snapshot: two counts each, with definition and source; withheld ones without counts."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, JsonResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_safe

from paritrana.api.v1.answers import answer
from paritrana.api.v1.snapshots import told
from paritrana.apps.coverage.labels.measures import MEASURES
from paritrana.apps.coverage.models import Figure
from paritrana.apps.coverage.queries import published
from paritrana.apps.coverage.states import Level, Measure
from paritrana.errors import BadInput

PER_PAGE = 1_000
BY = ("none", "segment", "funder")
NAMES = frozenset({"level", "region", "inside", "measure", "period", "by", "page"})


@require_safe
def index(request: HttpRequest, number: int) -> JsonResponse:
    """The figures that level, region, inside, measure, period and by choose; all of them by pages."""
    snapshot = published.snapshot(number)
    query = request.GET
    if unknown := sorted(query.keys() - NAMES):
        raise BadInput("coverage.no_choice", name=unknown[0], value=query[unknown[0]], allowed=_list(NAMES))
    found = published.figures_of(
        snapshot,
        level=_one_of(query, "level", list(Level)),
        region=query.get("region", ""),
        inside=query.get("inside", ""),
        measure=_one_of(query, "measure", list(Measure)),
        period=_one_of(query, "period", published.periods_of(snapshot)),
        by=_one_of(query, "by", BY),
    )
    pages = Paginator(found, PER_PAGE)
    place = _one_of(query, "page", [str(one) for one in pages.page_range]) or "1"
    page = pages.page(int(place))
    rows = [_figure(one) for one in page.object_list]
    return answer(
        {
            "snapshot": told(request, snapshot),
            "definitions": _definitions(request, {one["measure"] for one in rows}),
            "count": pages.count,
            "page": page.number,
            "pages": pages.num_pages,
            "next": _address(request, page.next_page_number()) if page.has_next() else None,
            "figures": rows,
        }
    )


def _figure(one: Figure) -> dict[str, Any]:
    """Return a figure: its counts as exact text, null where withheld or nothing is divided by."""
    hidden = one.suppressed
    return {
        "period": one.period,
        "level": one.level,
        "region": one.region_code,
        "segment": one.segment or None,
        "funder": one.funder or None,
        "measure": one.measure,
        "numerator": None if hidden else one.numerator or None,
        "denominator": None if hidden else one.denominator or None,
        "suppressed": hidden,
    }


def _definitions(request: HttpRequest, measures: set[str]) -> dict[str, dict[str, str]]:
    """Return what each measure says, by its id, with the address of the method."""
    method = request.build_absolute_uri(reverse("coverage:method"))
    return {
        name: {
            "name": str(MEASURES[Measure(name)].name),
            "definition": str(MEASURES[Measure(name)].definition),
            "formula": MEASURES[Measure(name)].formula,
            "url": f"{method}#{name}",
        }
        for name in sorted(measures)
    }


def _one_of(query: QueryDict, name: str, allowed: Sequence[str]) -> str:
    """Return a parameter if it is one of those allowed, empty when it is not given; raises BadInput."""
    value = query.get(name, "")
    if value and value not in allowed:
        raise BadInput("coverage.no_choice", name=name, value=value[:40], allowed=_list(allowed))
    return value


def _list(words: Sequence[str] | frozenset[str]) -> str:
    listed = sorted(words) if isinstance(words, frozenset) else [str(one) for one in words]
    return ", ".join(listed if len(listed) <= len(Measure) else [listed[0], "…", listed[-1]])


def _address(request: HttpRequest, page: int) -> str:
    query = request.GET.copy()
    query["page"] = str(page)
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
