"""Agreements: the list by their end, one with its parties, a new one, its signed scan."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from paritrana.apps.protection import permissions
from paritrana.apps.protection.commands import agreements as commands
from paritrana.apps.protection.forms import money as forms
from paritrana.apps.protection.labels import words
from paritrana.apps.protection.models import Agreement
from paritrana.apps.protection.queries import money as queries
from paritrana.apps.protection.queries.continuity import continuity
from paritrana.apps.protection.rules.scans import TYPES
from paritrana.apps.protection.states import AgreementStanding
from paritrana.apps.protection.tables import money as tables
from paritrana.apps.protection.views.acting import act
from paritrana.apps.protection.views.areas import areas_of
from paritrana.errors import NotFound, allows
from paritrana.ui.tables import respond

ask = require_http_methods(["GET", "HEAD", "POST"])
SANDBOX = "default-src 'none'; frame-ancestors 'self'; sandbox"
SUCCESSOR = "menggantikan"


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The agreements of the own offices and of their area, the next to end first."""
    desk = permissions.desk_of(request.user)
    permissions.check_money_desk(desk)
    rows = queries.agreements(desk.reach, [one.pk for one in permissions.money_offices(desk)])
    table = tables.agreements(rows, create_url=reverse("protection:agreement-new"))
    return respond(request, table, "protection/agreements.html")


@login_required
@ask
def create(request: HttpRequest) -> HttpResponse:
    """Enter an agreement, or with ?menggantikan= the one that follows another."""
    desk = permissions.desk_of(request.user)
    permissions.check_money_desk(desk)
    before = _followed(request)
    first: dict[str, Any] = {}
    if before is not None:
        permissions.check_keep(desk, before)
        names = ("kind", "title", "programmes", "quota", "rate", "budget_line")
        first = {name: getattr(before, name) for name in names}
        first["parties"] = "\n".join(
            f"{one.body} | {one.office} | {one.basis}" for one in before.parties.all()
        )
        first["area"] = f"{before.office_id}:{before.region_id}"
    form = forms.AgreementForm(request.POST or None, areas=areas_of(desk), initial=first)
    index_url = reverse("protection:agreements")
    lead = _("Copy it from the signed paper.")
    if before is not None:
        lead = _("It follows %(number)s.") % {"number": before.number}
    return act(
        request,
        form,
        lambda _given: commands.enter(**form.given(), follows=before, by=request.user),
        said=_("Entered. Add the signed scan."),
        page={
            "title": _("Enter an agreement"),
            "lead": lead,
            "crumbs": [(_("Agreements"), index_url)],
            "label": _("Enter the agreement"),
            "back": before.get_absolute_url() if before else index_url,
        },
    )


@login_required
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One agreement: terms, parties with the basis on which they act, the whole line it stands in."""
    desk = permissions.desk_of(request.user)
    agreement = queries.agreement(pk)
    permissions.check_see(desk, agreement)
    standing = agreement.standing
    open_ended = standing in {AgreementStanding.ENDING, AgreementStanding.ENDED, AgreementStanding.IN_FORCE}
    context = {
        "agreement": agreement,
        "kind": words.AGREEMENT[agreement.kind],
        "standing": words.STANDING[standing],
        "tone": words.STANDING_TONE[standing],
        "ends_soon": standing == AgreementStanding.ENDING,
        "parties": list(agreement.parties.all()),
        "continuity": continuity(agreement),
        "successor": getattr(agreement, "successor", None),
        "may_keep": allows(permissions.check_keep, desk, agreement),
        "may_follow": open_ended and not agreement.has_successor,
        "follow_url": f"{reverse('protection:agreement-new')}?{SUCCESSOR}={agreement.pk}",
    }
    return render(request, "protection/agreement.html", context)


@login_required
@ask
def attach(request: HttpRequest, pk: int) -> HttpResponse:
    """Add the signed scan."""
    agreement = queries.agreement(pk)
    permissions.check_keep(permissions.desk_of(request.user), agreement)
    here = agreement.get_absolute_url()
    return act(
        request,
        forms.ScanForm(request.POST or None, request.FILES or None),
        lambda given: commands.attach_scan(agreement=agreement, by=request.user, **given),
        said=_("The scan is kept."),
        page={
            "title": _("Add the signed scan"),
            "lead": agreement.title,
            "crumbs": [(_("Agreements"), reverse("protection:agreements")), (agreement.number, here)],
            "label": _("Keep the scan"),
            "back": here,
            "with_files": True,
        },
    )


@login_required
@require_safe
def scan(request: HttpRequest, pk: int) -> HttpResponse:
    """The signed scan, to be saved."""
    agreement = queries.agreement(pk)
    permissions.check_see(permissions.desk_of(request.user), agreement)
    if not agreement.scan:
        raise NotFound("agreement.no_scan")
    kind = agreement.scan_type if agreement.scan_type in TYPES.values() else "application/octet-stream"
    response = FileResponse(
        agreement.scan.open("rb"), as_attachment=True, filename=agreement.scan_name, content_type=kind
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    return response


def _followed(request: HttpRequest) -> Agreement | None:
    key = request.GET.get(SUCCESSOR, "")
    return queries.agreement(int(key)) if key.isdecimal() and len(key) < 12 else None
