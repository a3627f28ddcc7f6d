"""The page behind an invitation link: for a new person, for one signed in, and for a link that is over."""

from allauth.account.utils import perform_login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from paritrana.apps.accounts.queries import user_with
from paritrana.apps.organisations import labels, queries, rules, tables
from paritrana.apps.organisations.commands import invitations as commands
from paritrana.apps.organisations.forms import PasswordForm
from paritrana.apps.organisations.models import Invitation
from paritrana.apps.organisations.states import Role, Standing
from paritrana.errors import BadInput, RuleRefused
from paritrana.ui import refusals

TOKEN = "invitation_token"  # in the session of whoever opened a link, until it is used


@never_cache
@require_safe
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Take a link's secret out of the address, where logs and histories keep it; show the invitation."""
    queries.invitation_with(token)
    request.session[TOKEN] = token
    return redirect("organisations:invited")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invited(request: HttpRequest) -> HttpResponse:
    """Show the terms of the invitation that was opened; on POST begin the membership and go to the desk."""
    token = request.session.get(TOKEN, "")
    invitation = queries.invitation_with(token)
    try:
        rules.check_open(invitation.state_now)
        if request.user.is_authenticated:
            return _join(request, invitation, token)
        return _open(request, invitation, token)
    except RuleRefused as refused:
        context = {
            "invitation": invitation,
            "refusal": refusals.explain(refused),
            "inviter": invitation.invited_by.label if invitation.invited_by else "",
            "next": request.path if refused.code == "organisations.invitation_sign_in" else "",
        }
        return render(request, "organisations/link_over.html", context, status=refused.status)


def _join(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    """A signed-in person joins with one button."""
    if request.user.pk == invitation.invited_by_id:
        raise RuleRefused("organisations.invitation_own")
    if request.method == "POST":
        membership = commands.accept(token=token, user=request.user, by=request.user)
        del request.session[TOKEN]
        messages.success(request, _("You now serve %s.") % membership.organisation.name)
        return redirect("portal:desk")
    return _shown(request, invitation, form=None)


def _open(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    """A new person chooses a password; one who has an account is asked to sign in first."""
    if user_with(invitation.email) is not None:
        raise RuleRefused("organisations.invitation_sign_in")
    form = PasswordForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        language = (get_language() or "id")[:2]
        try:
            membership = commands.accept(
                token=token, password=form.cleaned_data["password"], language=language
            )
        except BadInput as refused:
            told = refusals.explain(refused)
            form.add_error("password", f"{told.sentence} {told.cure}")
        else:
            del request.session[TOKEN]
            return perform_login(request, membership.user)
    return _shown(request, invitation, form=form)


def _shown(request: HttpRequest, invitation: Invitation, *, form: PasswordForm | None) -> HttpResponse:
    context = {
        "invitation": invitation,
        "organisation": invitation.organisation,
        "role": labels.ROLE[Role(invitation.role)],
        "standing": labels.STANDING[Standing(invitation.standing)],
        "mandate": tables.mandate_text(invitation),
        "inviter": invitation.invited_by.label if invitation.invited_by else "",
        "zone": invitation.organisation.region.zone if invitation.organisation.region else "WIB",
        "form": form,
    }
    status = 422 if form is not None and form.is_bound else 200
    return render(request, "organisations/accept.html", context, status=status)
