"""A proposal of panels: who could mark whom, for the secretariat to read, weigh and take along."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from paritrana.apps.judging import permissions, tables
from paritrana.apps.judging.forms import PanelsForm
from paritrana.apps.judging.queries import finding, panels
from paritrana.core.scoring.planning import Plan, propose
from paritrana.core.scoring.planning.report import report
from paritrana.core.scoring.planning.tables import plan_csv
from paritrana.ui import formats
from paritrana.ui.tables import respond

EFFORT = 0.5  # the solver's own measure for each step; about two seconds of a page at most


@login_required
@require_safe
def propose_panels(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for panel size, load and anchors; show the plan they allow, or every reason why there is none.

    Nothing is written: the same question gives the same plan, so the address is the proposal.
    """
    edition = finding.edition(slug)
    permissions.check_manage(request.user, edition)
    committee = panels.committee_of(edition)
    language = get_language() or "id"
    asked = "panel" in request.GET
    form = PanelsForm(
        request.GET if asked else None,
        seats=len(committee.seats),
        entrants=len(committee.entrants),
        initial={"panel": committee.usual_panel, "anchors": 0},
    )
    context = {
        "edition": edition,
        "title": formats.title_of(edition.title),
        "committee": committee,
        "form": form,
    }
    if not (committee.seats and committee.entrants) or not asked:
        return render(request, "judging/panels.html", context)
    if not form.is_valid():
        return render(request, "judging/panels.html", context, status=422)
    place = committee.place(language)
    answer = propose(committee.question(**form.cleaned_data), seed=slug, effort=EFFORT, place=place)
    if answer.plan is None:
        context["reasons"] = [reason.told(language) for reason in answer.reasons]
        return render(request, "judging/panels.html", context)
    if request.GET.get("format") == "csv":
        return _download(answer.plan, slug)
    spoken = "en" if language.startswith("en") else "id"
    order = [one.id for one in edition.rulebook.categories]
    context["reports"] = [
        (place.name(one.category), [told[spoken] for told in one.told(place)])
        for one in sorted(report(answer.plan), key=lambda one: order.index(one.category))
    ]
    context["loads"] = [(place.name(id), given) for id, given in answer.plan.given.items()]
    table = tables.panels(edition, answer.plan, place)
    return respond(request, table, "judging/panels.html", context)


def _download(plan: Plan, slug: str) -> HttpResponse:
    response = HttpResponse(plan_csv(plan), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="panel-{slug}.csv"'
    return response
