"""Signing in, the demo's one-click accounts, and a person's own page."""

from collections.abc import Callable
from typing import Any

from allauth.account.utils import perform_login
from allauth.account.views import LoginView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from paritrana.apps.accounts import commands, labels, permissions, queries, tables
from paritrana.apps.accounts.forms import ProfileForm, ReasonForm
from paritrana.errors import NotFound
from paritrana.ui.demo import is_demo_visitor
from paritrana.ui.tables import respond


class SignIn(LoginView):
    """Sign-in by address and password; in the demo also by one click."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        if is_demo_visitor(self.request):
            search = self.request.GET.get("cari", "").strip()
            context |= {
                "demo_search": search,
                "demo_first": queries.demo_first(),
                "demo_roles": queries.demo_roles(search),
            }
        return context


@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in as a demo account; there is no such page outside the demo or from another machine."""
    if not is_demo_visitor(request):
        raise NotFound("accounts.no_demo_account")
    user = queries.demo_account(request.POST.get("akun", ""))
    return perform_login(request, user)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """One's own page: office, language, roles and what the ledger holds."""
    user = request.user
    permissions.check_change(user, user)
    form = ProfileForm(
        request.POST if request.method == "POST" else None,
        initial={"label": user.label, "language": user.language},
    )
    if request.method == "POST" and form.is_valid():
        commands.change_profile(user=user, by=user, **form.cleaned_data)
        language = form.cleaned_data["language"]
        with translation.override(language):
            messages.success(request, _("Your profile is saved."))
        response = redirect("accounts:profile")
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, samesite="Lax")
        return response
    context = {"form": form, "lines": queries.role_lines([user])[user.pk]}
    status = 422 if form.is_bound else 200
    table = tables.entries_table(queries.own_entries(user))
    return respond(request, table, "accounts/profile.html", context, status=status)


@login_required
@require_safe
def accounts(request: HttpRequest) -> HttpResponse:
    """Every account of the site, for the operator."""
    permissions.check_close(request.user)
    return respond(request, tables.accounts_table(queries.accounts()), "accounts/accounts.html")


@login_required
@require_safe
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """One account with its roles; here it is closed and opened again."""
    permissions.check_close(request.user)
    person = queries.account(pk)
    context = {
        "person": person,
        "state": labels.state(person.is_active),
        "lines": queries.role_lines([person])[person.pk],
        "is_own": person.pk == request.user.pk,
    }
    return render(request, "accounts/account.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def deactivate(request: HttpRequest, pk: int) -> HttpResponse:
    return _act(
        request,
        pk,
        command=commands.deactivate,
        title=_("Close this account?"),
        sentence=_(
            "Its person is signed out at once and can no longer sign in. What they did and their roles stay."
        ),
        label=_("Close the account"),
        done=_("The account is closed."),
        danger=True,
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reactivate(request: HttpRequest, pk: int) -> HttpResponse:
    return _act(
        request,
        pk,
        command=commands.reactivate,
        title=_("Open this account again?"),
        sentence=_("Its person signs in as before, in the roles that were not ended since."),
        label=_("Open the account"),
        done=_("The account is open again."),
    )


def _act(
    request: HttpRequest,
    pk: int,
    *,
    command: Callable[..., Any],
    title: str,
    sentence: str,
    label: str,
    done: str,
    danger: bool = False,
) -> HttpResponse:
    """Ask for the reason, then run one command on an account."""
    permissions.check_close(request.user)
    person = queries.account(pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        command(user=person, by=request.user, **form.cleaned_data)
        messages.success(request, done)
        return redirect("accounts:detail", pk)
    context = {
        "title": title,
        "sentence": sentence,
        "form": form,
        "label": label,
        "danger": danger,
        "back": reverse("accounts:detail", args=[pk]),
        "rows": [(_("Shown as"), person.label), (_("E-mail address"), person.email)],
    }
    return render(request, "ui/confirm.html", context, status=422 if form.errors else 200)
