"""What stands behind the figures: method, snapshots with their inputs, corrections, printed figures."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from paritrana.apps.coverage.labels.measures import MEASURES
from paritrana.apps.coverage.queries import deliveries, published
from paritrana.apps.coverage.queries import printed as printed_queries
from paritrana.apps.coverage.queries.runs import rows_of
from paritrana.apps.coverage.rules import figures
from paritrana.apps.coverage.tables import figures as tables
from paritrana.apps.coverage.views import saving
from paritrana.ui.tables import respond


@require_safe
def method(request: HttpRequest) -> HttpResponse:
    """What each measure counts and divides, and what is never done."""
    context = {"measures": MEASURES.items(), "suppress": figures.SUPPRESS}
    return render(request, "coverage/method.html", context)


@require_safe
def printed(request: HttpRequest) -> HttpResponse:
    """Figures that others printed, with a verdict on each; never mixed with those computed here."""
    table = tables.printed_table(printed_queries.printed())
    return respond(request, table, "coverage/printed.html")


@require_safe
def snapshots(request: HttpRequest) -> HttpResponse:
    """All snapshots, newest first."""
    return respond(request, tables.snapshots_table(published.snapshots()), "coverage/snapshots.html")


@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    """The public log: which snapshot corrects which, and why."""
    return render(request, "coverage/corrections.html", {"corrections": published.corrections()})


@require_safe
def snapshot(request: HttpRequest, number: int) -> HttpResponse:
    """One snapshot: what went in, by which version, with which hash."""
    found = published.snapshot(number)
    context = {
        "snapshot": found,
        "run": found.run,
        "later": getattr(found, "corrected_by", None),
        "tables": sorted(found.run.tables.items()),
        "citation": tables.citation(found, request.build_absolute_uri(found.get_absolute_url())),
    }
    return render(request, "coverage/snapshot.html", context)


@require_safe
def figures_csv(request: HttpRequest, number: int) -> HttpResponse:
    """All figures of a snapshot in canonical form: the bytes whose SHA-256 is its result hash."""
    found = published.snapshot(number)
    return saving.file(figures.canonical(rows_of(found.run)), f"cakupan-s{number}.csv")


@require_safe
def denominators_csv(request: HttpRequest, number: int) -> HttpResponse:
    """The denominators that a snapshot divides by, with source and error."""
    found = published.snapshot(number)
    return saving.file(deliveries.denominators_csv(found.run.denominators), f"penyebut-s{number}.csv")
