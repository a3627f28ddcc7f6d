"""Inviting people by a link that works once, and taking such links back."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from paritrana.apps.organisations import labels, permissions, queries, rules, tables
from paritrana.apps.organisations.commands import invitations as commands
from paritrana.apps.organisations.forms import InvitationForm
from paritrana.apps.organisations.models import Invitation
from paritrana.apps.organisations.states import InvitationState, Role, Standing
from paritrana.core.units import clock
from paritrana.errors import BadInput, NotPermitted, RuleRefused, allows
from paritrana.ui import refusals
from paritrana.ui.tables import respond

FORM_METHODS = ["GET", "HEAD", "POST"]
LINK = "invitation_link"  # in the session: [invitation, secret], until the link was shown once


class FormRefused(Exception):
    """A command refused what a form gave; the form tells why."""


@login_required
@require_http_methods(FORM_METHODS)
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Invite somebody; the link is shown once on the next page, and sent by mail."""
    organisation = queries.organisation(pk)
    roles = permissions.roles_invitable(request.user, organisation)
    if not roles:
        raise NotPermitted("organisations.may_not_invite")
    form = InvitationForm(
        request.POST if request.method == "POST" else None, roles=roles, initial=_earlier(request, pk)
    )
    if request.method == "POST" and form.is_valid():
        try:
            invitation, token = send_link(request, form, organisation=organisation, **form.cleaned_data)
        except FormRefused:
            pass
        else:
            request.session[LINK] = [invitation.pk, token]
            return redirect("organisations:invitation", pk=pk, key=invitation.pk)
    context = {"form": form, "organisation": organisation}
    return render(request, "organisations/invite.html", context, status=422 if form.is_bound else 200)


@login_required
@require_safe
def listing(request: HttpRequest, pk: int) -> HttpResponse:
    """All invitations into an organisation, with what became of them."""
    organisation = queries.organisation(pk)
    permissions.check_manage(request.user, organisation)
    invites = permissions.roles_invitable(request.user, organisation)
    invite_url = reverse("organisations:invite", args=[pk]) if invites else ""
    table = tables.invitations_table(queries.invitations_of(organisation), invite_url=invite_url)
    context = {"organisation": organisation, "invite_url": invite_url}
    return respond(request, table, "organisations/invitations.html", context)


@login_required
@require_safe
def invitation(request: HttpRequest, pk: int, key: int) -> HttpResponse:
    """One invitation: its terms and state, and right after it was made its link, once."""
    found = queries.invitation(pk, key)
    permissions.check_handle(request.user, found)
    shown, secret = request.session.get(LINK) or (None, "")
    if shown == found.pk:
        del request.session[LINK]
    state = found.state_now
    context = {
        "invitation": found,
        "organisation": found.organisation,
        "link": _address(request, secret) if shown == found.pk else "",
        "role": labels.ROLE[Role(found.role)],
        "standing": labels.STANDING[Standing(found.standing)],
        "mandate": tables.mandate_text(found),
        "state": labels.INVITATION[state],
        "tone": labels.INVITATION_TONE[state],
        "is_waiting": state is InvitationState.SENT,
        "may_renew": state in (InvitationState.SENT, InvitationState.EXPIRED)
        and allows(permissions.check_invite, request.user, found.organisation, found.role),
        "zone": found.organisation.region.zone if found.organisation.region else "WIB",
    }
    response = render(request, "organisations/invitation.html", context)
    response["Cache-Control"] = "no-store"
    return response


@login_required
@require_http_methods(FORM_METHODS)
def withdraw(request: HttpRequest, pk: int, key: int) -> HttpResponse:
    """Take a link back after asking."""
    found = queries.invitation(pk, key)
    permissions.check_handle(request.user, found)
    rules.check_open(found.state_now)
    if request.method == "POST":
        commands.withdraw(invitation=found, by=request.user)
        messages.success(request, _("The invitation is withdrawn; its link no longer works."))
        return redirect("organisations:detail", pk=pk)
    context = {
        "title": _("Withdraw this invitation?"),
        "sentence": _("The link stops working at once. You can send a new one at any time."),
        "rows": [(_("E-mail address"), found.email), (_("Office"), found.office)],
        "label": _("Withdraw the invitation"),
        "back": reverse("organisations:invitation", args=[pk, key]),
        "danger": True,
    }
    return render(request, "ui/confirm.html", context)


def send_link(request: HttpRequest, form: Form, **terms: Any) -> tuple[Invitation, str]:
    """Send an invitation on the terms of a form; a refusal becomes the form's error and FormRefused."""
    try:
        return commands.invite(link_prefix=_address(request, ""), by=request.user, **terms)
    except (BadInput, NotPermitted, RuleRefused) as refused:
        told = refusals.explain(refused)
        form.add_error(None, f"{told.sentence} {told.cure}")
        raise FormRefused from refused


def _address(request: HttpRequest, token: str) -> str:
    """Return the full address of a link; of the page alone for an empty secret."""
    path = reverse("organisations:accept", args=["-"]).removesuffix("-")
    return request.build_absolute_uri(path) + token


def _earlier(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Return the terms of an earlier invitation that is to be sent anew, if one is named."""
    named = request.GET.get("dari", "")
    earlier = queries.invitations_of_key(pk).filter(pk=named).first() if named.isdecimal() else None
    if earlier is None:
        return {"mandate_start": clock.now().date()}
    names = ("email", "role", "office", "standing", "mandate_start", "mandate_end", "may_sign")
    return {name: getattr(earlier, name) for name in names}
