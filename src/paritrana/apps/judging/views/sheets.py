"""A juror's own sheet: read, checked and locked, with a receipt that proves it without telling a mark."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from paritrana.apps.judging import permissions, tables
from paritrana.apps.judging.commands import sheets as commands
from paritrana.apps.judging.queries import finding, rounds
from paritrana.apps.judging.queries import sheets as queries
from paritrana.apps.judging.rules.marks import Progress, is_whole
from paritrana.apps.judging.states import SheetState
from paritrana.apps.ledger import queries as ledger
from paritrana.errors import NotFound, allows
from paritrana.ui import formats
from paritrana.ui.tables import respond


@login_required
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The own marks of one sheet, and nobody else's."""
    sheet = finding.sheet(pk)
    permissions.check_own_sheet(request.user, sheet)
    title = formats.title_of(rounds.title_of(sheet.round))
    queue = queries.queue_of(sheet, by_name=True)
    table = tables.own_sheet(queue, title, queries.given_marks(sheet), rounds.stage_of(sheet.round))
    context = {
        "sheet": sheet,
        "edition": sheet.round.edition,
        "title": title,
        "queue": queue,
        "is_locked": queue.is_locked,
        "may_lock": allows(permissions.check_lock, request.user, sheet),
    }
    return respond(request, table, "judging/sheet.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def lock(request: HttpRequest, pk: int) -> HttpResponse:
    """Check the sheet: what is half marked is completed or stood back from; then it is locked for good."""
    sheet = finding.sheet(pk)
    permissions.check_lock(request.user, sheet)
    if sheet.state == SheetState.LOCKED:
        return redirect("judging:sheet-receipt", pk)
    if request.method == "POST":
        commands.lock(sheet=sheet, by=request.user)
        messages.success(request, _("Your sheet is locked and sealed."))
        return redirect("judging:sheet-receipt", pk)
    queue = queries.queue_of(sheet, by_name=True)
    context = {
        "sheet": sheet,
        "edition": sheet.round.edition,
        "title": formats.title_of(rounds.title_of(sheet.round)),
        "queue": queue,
        "open_items": [item for item in queue.items if item.is_open],
        "marked": sum(item.progress == Progress.MARKED for item in queue.items),
        "recused": sum(item.progress == Progress.RECUSED for item in queue.items),
        "is_whole": is_whole(item.progress for item in queue.items),
    }
    return render(request, "judging/lock.html", context)


@login_required
@require_safe
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """The commitment and the time of the lock; without the nonce it proves no mark to anybody."""
    sheet = finding.sheet(pk)
    permissions.check_own_sheet(request.user, sheet)
    if sheet.state != SheetState.LOCKED:
        raise NotFound("judging.no_receipt")
    context = {
        "sheet": sheet,
        "edition": sheet.round.edition,
        "title": formats.title_of(rounds.title_of(sheet.round)),
        "entry": ledger.entries_about(sheet).filter(event="sheet.locked").first(),
    }
    return render(request, "judging/receipt.html", context)
