"""One member's mandate, its end, and the hand-over of the office."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from paritrana.apps.organisations import labels, permissions, queries, rules, tables
from paritrana.apps.organisations.commands import memberships as commands
from paritrana.apps.organisations.forms import ChangeMandateForm, HandOverForm, ReasonForm
from paritrana.apps.organisations.states import Role, Standing
from paritrana.apps.organisations.views.invitations import LINK, FormRefused, send_link
from paritrana.core.units import clock
from paritrana.errors import BadInput, RuleRefused, allows
from paritrana.ui import refusals

FORM_METHODS = ["GET", "HEAD", "POST"]


@login_required
@require_safe
def member(request: HttpRequest, pk: int, key: int) -> HttpResponse:
    """One mandate: office, standing, dates, who was before and who came after."""
    found = queries.membership(pk, key)
    permissions.check_see(request.user, found.organisation)
    tone, state = tables.mandate_state(found, today=clock.now().date())
    context = {
        "member": found,
        "organisation": found.organisation,
        "role": labels.ROLE[Role(found.role)],
        "standing": labels.STANDING[Standing(found.standing)],
        "mandate": tables.mandate_text(found),
        "tone": tone,
        "state": state,
        "successor": queries.successor_of(found),
        "manages": allows(permissions.check_manage, request.user, found.organisation),
        "changes": allows(permissions.check_change, request.user, found.organisation),
    }
    return render(request, "organisations/member.html", context)


@login_required
@require_http_methods(FORM_METHODS)
def change_mandate(request: HttpRequest, pk: int, key: int) -> HttpResponse:
    """Prolong or correct a mandate: office, standing and dates, with the reason."""
    found = queries.membership(pk, key)
    permissions.check_change(request.user, found.organisation)
    rules.check_live(ended=found.ended_at is not None)
    names = ("office", "standing", "mandate_start", "mandate_end")
    form = ChangeMandateForm(
        request.POST if request.method == "POST" else None,
        initial={name: getattr(found, name) for name in names},
    )
    if request.method == "POST" and form.is_valid():
        try:
            commands.change_mandate(membership=found, by=request.user, **form.cleaned_data)
        except (BadInput, RuleRefused) as refused:
            told = refusals.explain(refused)
            form.add_error(None, f"{told.sentence} {told.cure}")
        else:
            messages.success(request, _("The mandate is changed."))
            return redirect("organisations:member", pk=pk, key=key)
    context = {"form": form, "member": found, "organisation": found.organisation}
    return render(request, "organisations/mandate.html", context, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(FORM_METHODS)
def end(request: HttpRequest, pk: int, key: int) -> HttpResponse:
    """End a mandate after asking for the reason."""
    found = queries.membership(pk, key)
    permissions.check_manage(request.user, found.organisation)
    rules.check_live(ended=found.ended_at is not None)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        commands.end(membership=found, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("The membership is ended. Its history stays."))
        return redirect("organisations:detail", pk=pk)
    context = {
        "title": _("End this membership?"),
        "sentence": _("The person loses this role at once. What was done in it stays."),
        "rows": [(_("Office"), found.office), (_("Organisation"), found.organisation.name)],
        "form": form,
        "label": _("End the membership"),
        "back": reverse("organisations:member", args=[pk, key]),
        "danger": True,
    }
    return render(request, "ui/confirm.html", context, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(FORM_METHODS)
def hand_over(request: HttpRequest, pk: int, key: int) -> HttpResponse:
    """Invite a successor; the office changes hands when they open their link."""
    found = queries.membership(pk, key)
    permissions.check_manage(request.user, found.organisation)
    rules.check_live(ended=found.ended_at is not None)
    form = HandOverForm(
        request.POST if request.method == "POST" else None,
        initial={"office": found.office, "mandate_start": clock.now().date()},
    )
    if request.method == "POST" and form.is_valid():
        try:
            invitation, token = send_link(
                request,
                form,
                organisation=found.organisation,
                role=found.role,
                replaces=found,
                may_sign=found.may_sign,
                **form.cleaned_data,
            )
        except FormRefused:
            pass
        else:
            request.session[LINK] = [invitation.pk, token]
            return redirect("organisations:invitation", pk=pk, key=invitation.pk)
    context = {"form": form, "member": found, "organisation": found.organisation}
    return render(request, "organisations/hand_over.html", context, status=422 if form.is_bound else 200)
