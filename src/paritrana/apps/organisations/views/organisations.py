"""The list of organisations, one organisation, and the forms that enter and change it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from paritrana.apps.organisations import labels, permissions, queries, tables
from paritrana.apps.organisations.commands import organisations as commands
from paritrana.apps.organisations.forms import OrganisationForm
from paritrana.apps.organisations.models import Organisation
from paritrana.apps.organisations.states import Kind
from paritrana.core.units import clock
from paritrana.errors import BadInput, NotPermitted, RuleRefused, allows
from paritrana.ui import refusals
from paritrana.ui.tables import respond

FORM_METHODS = ["GET", "HEAD", "POST"]
LATEST = 8


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The organisations within one's reach, searched and narrowed to a kind."""
    permissions.check_list(request.user)
    chosen = request.GET.get("jenis", "")
    rows = queries.organisations_seen_by(request.user)
    if chosen in set(Kind):
        rows = rows.filter(kind=chosen)
    create_url = reverse("organisations:create") if permissions.kinds_creatable(request.user) else ""
    context = {"kinds": labels.KIND.items(), "chosen": chosen, "create_url": create_url}
    table = tables.organisations_table(rows, create_url=create_url)
    return respond(request, table, "organisations/index.html", context)


@login_required
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One organisation: what is written about it, its people, waiting invitations, history, offices below."""
    organisation = queries.organisation(pk)
    permissions.check_see(request.user, organisation)
    manages = allows(permissions.check_manage, request.user, organisation)
    invites = bool(permissions.roles_invitable(request.user, organisation))
    invite_url = reverse("organisations:invite", args=[pk]) if invites else ""
    context: dict[str, Any] = {
        "organisation": organisation,
        "kind": labels.KIND[Kind(organisation.kind)],
        "size": labels.SIZE.get(organisation.size, "") if organisation.size else "",
        "manages": manages,
        "invite_url": invite_url,
        "changes": allows(permissions.check_change, request.user, organisation),
        "past": queries.past_members_of(organisation),
        "waiting": queries.waiting_invitations(organisation) if manages else [],
        "history": queries.told_history(queries.history_of(organisation)[:LATEST]),
        "zone": organisation.region.zone if organisation.region else "WIB",
    }
    if organisation.kind == Kind.BPJS_OFFICE:
        context["service_area"] = organisation.service_area.order_by("code")
        context["below"] = queries.offices_below(organisation)
    table = tables.members_table(
        queries.members_of(organisation),
        today=clock.now().date(),
        shows_addresses=manages,
        invite_url=invite_url,
    )
    return respond(request, table, "organisations/detail.html", context)


@login_required
@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """All that the ledger holds about an organisation, newest first."""
    organisation = queries.organisation(pk)
    permissions.check_see(request.user, organisation)
    page = Paginator(queries.history_of(organisation), 50).get_page(request.GET.get("hal"))
    context = {
        "organisation": organisation,
        "page": page,
        "history": queries.told_history(page.object_list),
        "zone": organisation.region.zone if organisation.region else "WIB",
    }
    return render(request, "organisations/history.html", context)


@login_required
@require_http_methods(FORM_METHODS)
def create(request: HttpRequest) -> HttpResponse:
    """Enter an organisation: first its kind, then what its kind asks for."""
    kinds = permissions.kinds_creatable(request.user)
    if not kinds:
        raise NotPermitted("organisations.may_not_create")
    chosen = request.GET.get("jenis", "")
    if chosen not in kinds:
        context = {"kinds": [(kind.value, labels.KIND[kind]) for kind in kinds]}
        return render(request, "organisations/kind.html", context)
    form = OrganisationForm(request.POST if request.method == "POST" else None, kind=chosen)
    if request.method == "POST" and form.is_valid():
        try:
            made = commands.create(kind=chosen, by=request.user, **form.cleaned_data)
        except (BadInput, NotPermitted, RuleRefused) as refused:
            form.add_error(None, _refusal(refused))
        else:
            messages.success(request, _("%s is entered. Now invite its people.") % made.name)
            return redirect("organisations:detail", pk=made.pk)
    context = {"form": form, "kind": labels.KIND[Kind(chosen)]}
    return render(request, "organisations/form.html", context, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(FORM_METHODS)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is written about an organisation."""
    organisation = queries.organisation(pk)
    permissions.check_change(request.user, organisation)
    form = OrganisationForm(
        request.POST if request.method == "POST" else None,
        kind=organisation.kind,
        organisation=organisation,
        initial=_written(organisation),
    )
    if request.method == "POST" and form.is_valid():
        try:
            commands.change(organisation=organisation, by=request.user, **form.cleaned_data)
        except (BadInput, NotPermitted, RuleRefused) as refused:
            form.add_error(None, _refusal(refused))
        else:
            messages.success(request, _("The change is saved."))
            return redirect("organisations:detail", pk=pk)
    context = {"form": form, "organisation": organisation, "kind": labels.KIND[Kind(organisation.kind)]}
    return render(request, "organisations/form.html", context, status=422 if form.is_bound else 200)


def _written(organisation: Organisation) -> dict[str, Any]:
    area = organisation.service_area.order_by("code").values_list("pk", flat=True)
    return {
        "name": organisation.name,
        "region": organisation.region_id or "",
        "parent": organisation.parent_id,
        "service_area": ", ".join(area),
        "size": organisation.size,
        "sector": organisation.sector,
    }


def _refusal(error: BadInput | NotPermitted | RuleRefused) -> str:
    told = refusals.explain(error)
    return f"{told.sentence} {told.cure}"
