"""What a fund asks, changed with a reason."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from paritrana.apps.protection import permissions
from paritrana.apps.protection.commands import funds as commands
from paritrana.apps.protection.forms.fund_rules import NAMES, RulesChangeForm
from paritrana.apps.protection.queries import money as queries
from paritrana.apps.protection.views.acting import act


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Every rule of a fund in one form."""
    fund = queries.fund(pk)
    permissions.check_keep(permissions.desk_of(request.user), fund)
    held = fund.read_rules
    first = {name: getattr(held, name) or "" for name in NAMES}
    form = RulesChangeForm(request.POST or None, kind=fund.kind, initial=first)
    return act(
        request,
        form,
        lambda given: commands.change_rules(
            fund=fund, fund_rules=form.rules_given(), note=given["note"], by=request.user
        ),
        said=_("The rules are changed. They count for whoever is checked from now on."),
        page={
            "title": _("Change the rules"),
            "lead": _("What this fund asks beyond what holds for everybody. Who is listed already stays."),
            "crumbs": [
                (_("Funds"), reverse("protection:funds")),
                (fund.name, fund.get_absolute_url()),
            ],
            "label": _("Change the rules"),
            "back": fund.get_absolute_url(),
        },
    )
