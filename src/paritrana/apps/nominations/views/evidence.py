"""Handing out files, and taking one out of a dossier."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from paritrana.apps.nominations import rules
from paritrana.apps.nominations.commands import evidence as commands
from paritrana.apps.nominations.models import Evidence, Nomination
from paritrana.apps.nominations.permissions import dossiers as permissions
from paritrana.apps.nominations.queries import dossiers as queries
from paritrana.apps.nominations.rules.files import SHOWN_INLINE, TYPES
from paritrana.errors import NotFound

SANDBOX = "default-src 'none'; frame-ancestors 'self'; sandbox"
# A browser's own PDF viewer does not start in a sandbox; it needs nothing but the file itself.
PDF_VIEWER = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"


@login_required
@require_safe
def file(request: HttpRequest, pk: int, evidence: int) -> HttpResponse:
    """Hand out a file to whoever may read the dossier; `?tampil=1` shows pdf, jpg and png in the page."""
    nomination = queries.nomination(pk)
    permissions.check_see(request.user, nomination)
    kept = _evidence(nomination, evidence)
    inline = request.GET.get("tampil") == "1" and kept.content_type in SHOWN_INLINE
    response = FileResponse(
        kept.file.open("rb"),
        as_attachment=not inline,
        filename=kept.name,
        content_type=kept.content_type if kept.content_type in TYPES.values() else "application/octet-stream",
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = (
        PDF_VIEWER if inline and kept.content_type == TYPES["pdf"] else SANDBOX
    )
    response["Cache-Control"] = "private, no-store"
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, pk: int, evidence: int) -> HttpResponse:
    """Take a file out of the dossier, after asking; earlier receipts still name it."""
    nomination = queries.nomination(pk)
    permissions.check_fill(request.user, nomination)
    kept = _evidence(nomination, evidence)
    kept.nomination = nomination
    back = reverse("nominations:dossier", args=[pk])
    if not kept.field.startswith("verified."):
        section = rules.section_of(queries.category_of(nomination), kept.field)
        back = reverse("nominations:dossier-section", args=[pk, section])
    if request.method == "POST":
        commands.remove(evidence=kept, by=request.user)
        messages.success(request, _("Removed."))
        return redirect(back)
    context = {
        "title": _("Remove this file?"),
        "sentence": _("It no longer stands in the dossier. Receipts already given still name it."),
        "rows": [(_("File"), kept.name), ("SHA-256", kept.sha256)],
        "label": _("Remove"),
        "back": back,
        "danger": True,
    }
    return render(request, "ui/confirm.html", context)


def _evidence(nomination: Nomination, key: int) -> Evidence:
    found = nomination.evidence.filter(pk=key).first()
    if found is None:
        raise NotFound("nominations.no_file")
    return found
