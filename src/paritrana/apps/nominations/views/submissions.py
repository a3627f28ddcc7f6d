"""Check answers, the head's statement, sending, and the receipt."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from paritrana.apps.nominations import rules
from paritrana.apps.nominations.commands import submissions as commands
from paritrana.apps.nominations.labels import dossiers as labels
from paritrana.apps.nominations.labels.wording import field_title, section_title, value_text
from paritrana.apps.nominations.models import Nomination, Receipt
from paritrana.apps.nominations.permissions import dossiers as permissions
from paritrana.apps.nominations.queries import dossiers as queries
from paritrana.apps.nominations.rules.standing import EDITABLE
from paritrana.apps.nominations.views import doubts
from paritrana.apps.organisations import queries as organisations
from paritrana.apps.organisations.states import Role
from paritrana.core.rulebook import Category
from paritrana.core.units import moment_text
from paritrana.errors import NotFound, ParitranaError
from paritrana.ui import refusals
from paritrana.ui.formats import title_of

MESSAGE_LIMIT = 700


@login_required
@require_safe
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that was filled, what blocks sending, what is only a warning, and the statement."""
    nomination = queries.nomination(pk)
    permissions.check_fill(request.user, nomination)
    category = queries.category_of(nomination)
    found = queries.check_of(nomination)
    members = organisations.members_of(nomination.organisation, Role.ENTRANT)
    signers = [one for one in members if one.may_sign]
    context = {
        "nomination": nomination,
        "edition": nomination.edition,
        "sections": _summary(nomination, category),
        "blocking": [_item(nomination, category, *one) for one in found.blocking],
        "warnings": [_item(nomination, category, *one) for one in found.warnings],
        "flags": doubts.told(nomination),
        "claims": queries.claims_of(nomination),
        "statement": queries.live_statement(nomination),
        "statement_text": labels.STATEMENT_TEXT,
        "standing_words": labels.STANDING,
        "may_sign": permissions.signing_membership(request.user, nomination),
        "signers": signers,
        "lapsed": [one for one in signers if not permissions.signs_today(one, nomination.edition)],
        "editable": nomination.state in EDITABLE,
        "refused": _refusal(request, nomination),
        "ready": not found.blocking,
    }
    return render(request, "nominations/check.html", context)


def _refusal(request: HttpRequest, nomination: Nomination) -> refusals.Refusal | None:
    """Return why the dossier could not be sent at this moment even if nothing were missing."""
    try:
        permissions.check_submit(request.user, nomination)
    except ParitranaError as error:
        return refusals.explain(error)
    return None


def _summary(nomination: Nomination, category: Category) -> list[dict[str, Any]]:
    answers, files = queries.answers_of(nomination), queries.evidence_of(nomination)
    sections = []
    for code in rules.section_codes(category):
        rows = [
            {
                "title": field_title(category, name),
                "value": value_text(category, name, answers[name].value) if name in answers else "",
                "note": answers[name].note if name in answers else "",
                "takes_value": rules.takes_value(category, name),
                "files": [one for one in files if one.field == name],
            }
            for name in rules.fields_of(category, code)
        ]
        url = reverse("nominations:dossier-section", args=[nomination.pk, code])
        sections.append({"title": section_title(category, code), "code": code, "url": url, "rows": rows})
    return sections


def _item(nomination: Nomination, category: Category, code: str, name: str) -> dict[str, Any]:
    if not name:
        return {"title": labels.MISSING[code], "word": "", "url": "#pernyataan"}
    section = rules.section_of(category, name)
    return {
        "title": field_title(category, name),
        "word": labels.MISSING[code],
        "url": f"{reverse('nominations:dossier-section', args=[nomination.pk, section])}#{name}",
    }


@login_required
@require_POST
def state(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the statement."""
    commands.give_statement(nomination=queries.nomination(pk), by=request.user)
    messages.success(request, _("The statement was given. It falls if an answer is changed before sending."))
    return redirect("nominations:dossier-check", pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the dossier, after asking once more."""
    nomination = queries.nomination(pk)
    permissions.check_submit(request.user, nomination)
    if request.method == "POST":
        receipt = commands.submit(nomination=nomination, by=request.user)
        return redirect("nominations:receipt", pk, receipt.number)
    context = {
        "title": _("Send this dossier?"),
        "sentence": _(
            "It is closed to changes until the secretariat has screened it. You get a receipt at once."
        ),
        "rows": [
            (_("Edition"), title_of(nomination.edition.title)),
            (_("Category"), title_of(queries.category_of(nomination).title)),
            (_("Entrant"), nomination.organisation.name),
        ],
        "label": _("Send"),
        "back": reverse("nominations:dossier-check", args=[pk]),
        "danger": False,
    }
    return render(request, "ui/confirm.html", context)


@login_required
@require_safe
def receipt(request: HttpRequest, pk: int, number: str) -> HttpResponse:
    """The receipt: number, server time with its zone, and the SHA-256 of every file; made to be printed."""
    nomination, found = _receipt(request, pk, number)
    category = queries.category_of(nomination)
    context = {
        "nomination": nomination,
        "edition": nomination.edition,
        "category": category,
        "receipt": found,
        "files": [{**one, "title": field_title(category, one["field"])} for one in found.manifest["files"]],
        "entrant_zone": nomination.organisation.region.zone
        if nomination.organisation.region
        else nomination.edition.zone,
        "message": message_text(nomination, found, url=request.build_absolute_uri()),
    }
    return render(request, "nominations/receipt.html", context)


def message_text(nomination: Nomination, found: Receipt, *, url: str) -> str:
    """Return the receipt as a text for a chat, at most MESSAGE_LIMIT characters, in Indonesian."""
    lines = [
        "Tanda terima berkas Paritrana Award",
        f"Nomor: {found.number}",
        f"Peserta: {nomination.organisation.name[:120]}",
        f"Diterima: {moment_text(found.at, nomination.edition.zone)}",
        f"Dokumen: {len(found.manifest['files'])}",
        f"SHA-256 manifes: {found.manifest_sha256}",
    ]
    text = "\n".join(lines)
    return f"{text}\n{url}" if len(text) + len(url) < MESSAGE_LIMIT else text


@login_required
@require_safe
def manifest(request: HttpRequest, pk: int, number: str) -> HttpResponse:
    """The very bytes whose SHA-256 the receipt shows."""
    _nomination, found = _receipt(request, pk, number)
    name = found.number.replace("/", "-")
    return HttpResponse(
        commands.manifest_bytes(found.manifest),
        content_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="{name}.json"'},
    )


def _receipt(request: HttpRequest, pk: int, number: str) -> tuple[Nomination, Receipt]:
    nomination = queries.nomination(pk)
    permissions.check_see(request.user, nomination)
    found = nomination.receipts.filter(number=number).first()
    if found is None:
        raise NotFound("nominations.no_receipt")
    return nomination, found
