"""The outbox: what the site told people, readable and, where it failed, sent again."""

from django.contrib import messages as told
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from paritrana.apps.notices import commands, labels, permissions, queries, rules, tables
from paritrana.apps.notices.states import Delivery
from paritrana.errors import allows
from paritrana.ui.demo import is_demo_visitor
from paritrana.ui.tables import respond


@never_cache
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """All messages, newest first, filtered by what became of them."""
    if refused := _sign_in_first(request):
        return refused
    permissions.check_read(request.user, demo_visitor=is_demo_visitor(request))
    chosen = request.GET.get("status", "")
    context = {
        "fates": [(fate.value, labels.DELIVERY[fate]) for fate in Delivery],
        "chosen": chosen,
    }
    table = tables.outbox_table(queries.messages(delivery=chosen))
    return respond(request, table, "notices/outbox.html", context)


@never_cache
@require_safe
def message(request: HttpRequest, pk: int) -> HttpResponse:
    """One message with its whole text."""
    if refused := _sign_in_first(request):
        return refused
    permissions.check_read(request.user, demo_visitor=is_demo_visitor(request))
    found = queries.message(pk)
    delivery = tables.delivery_of(found)
    context = {
        "message": found,
        "kind": labels.KIND.get(found.kind, found.kind),
        "delivery": labels.DELIVERY[delivery],
        "links": rules.links_in(found.body),
        "tone": labels.DELIVERY_TONE[delivery],
        "may_retry": delivery is Delivery.FAILED and allows(permissions.check_retry, request.user),
    }
    return render(request, "notices/message.html", context)


@require_POST
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a failed message once more."""
    commands.retry(message=queries.message(pk), by=request.user)
    told.success(request, _("The message is being sent again."))
    return redirect("notices:message", pk=pk)


def _sign_in_first(request: HttpRequest) -> HttpResponse | None:
    if request.user.is_authenticated or is_demo_visitor(request):
        return None
    return redirect_to_login(request.get_full_path())
