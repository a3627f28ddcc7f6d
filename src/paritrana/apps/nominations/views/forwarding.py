"""Forwarding upwards, and what arrived from below."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from paritrana.apps.awards import queries as awards
from paritrana.apps.awards.models import Edition
from paritrana.apps.nominations import rules
from paritrana.apps.nominations.commands import forwarding as commands
from paritrana.apps.nominations.forms.office import ForwardForm, SendBackForm
from paritrana.apps.nominations.labels import dossiers as words
from paritrana.apps.nominations.models import Nomination
from paritrana.apps.nominations.permissions import office as permissions
from paritrana.apps.nominations.queries import dossiers as dossier_queries
from paritrana.apps.nominations.queries import office as queries
from paritrana.apps.nominations.states import State
from paritrana.apps.organisations import queries as organisations
from paritrana.errors import NotFound, ParitranaError
from paritrana.ui import refusals
from paritrana.ui.formats import title_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Send an entrant to the national edition; see what was sent and what has arrived."""
    edition = awards.edition(slug)
    permissions.check_office(request.user, edition)
    form = _form(request, edition) if edition.level == "province" else None
    refusal = None
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            sent = _forward(request, edition, form)
        except ParitranaError as error:
            refusal = refusals.explain(error)
        else:
            told = {"name": sent.organisation.name, "office": sent.edition.secretariat.name}
            messages.success(request, _("{name} was forwarded to {office}.").format(**told))
            return redirect("nominations:forwarding", slug=slug)
    failed = refusal is not None or (form is not None and bool(form.errors))
    context = {
        "edition": edition,
        "form": form,
        "refusal": refusal,
        "too_late": edition.level == "national" and edition.rulebook_version.frozen_at is not None,
        **_moved(edition),
    }
    return render(request, "nominations/office_forwarding.html", context, status=422 if failed else 200)


def _moved(edition: Edition) -> dict[str, Any]:
    """Return what went up and what came in, each with its state in words."""

    def told(rows: Iterable[Nomination]) -> list[dict[str, Any]]:
        return [
            {
                "row": row,
                "category": title_of(row.edition.rulebook.category(row.category).title),
                "state": words.STATE[row.state],
                "tone": words.STATE_TONE[row.state],
                "waits": row.state == State.FORWARDED,
            }
            for row in rows
        ]

    if edition.level == "national":
        arrived = list(queries.forwarded_to(edition))
        for row in arrived:
            row.edition = edition
        return {"arrived": told(arrived)}
    sent = list(queries.forwarded_from(edition))
    above = {row.edition_id: row.edition for row in sent}
    for row in sent:
        row.edition = above[row.edition_id]
    return {"sent": told(sent)}


@login_required
@require_POST
def take_in(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Accept a forwarded dossier."""
    nomination = _arrived(slug, pk)
    commands.take_in(nomination=nomination, by=request.user)
    messages.success(request, _("{name} was taken in.").format(name=nomination.organisation.name))
    return redirect("nominations:forwarding", slug=slug)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def send_back(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Send a forwarded dossier back with the reason."""
    nomination = _arrived(slug, pk)
    permissions.check_take_in(request.user, nomination)
    form = SendBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        commands.send_back(nomination=nomination, by=request.user, **form.cleaned_data)
        messages.success(request, _("{name} was sent back.").format(name=nomination.organisation.name))
        return redirect("nominations:forwarding", slug=slug)
    context = {
        "title": _("Send back {name}?").format(name=nomination.organisation.name),
        "sentence": _(
            "The sender and the entrant are told the reason. "
            "It cannot be undone; a new forwarding can follow."
        ),
        "rows": [(_("Entrant"), nomination.organisation.name), (_("Basis"), nomination.forward_basis)],
        "form": form,
        "label": _("Send back"),
        "back": _page(slug),
        "danger": True,
    }
    return render(request, "ui/confirm.html", context, status=422 if form.errors else 200)


def _form(request: HttpRequest, edition: Edition) -> ForwardForm:
    return ForwardForm(
        request.POST or None,
        editions=queries.national_editions(edition),
        nominations=list(queries.forwardable(edition)),
        provinces=list(queries.own_province(edition)),
        categories=edition.rulebook.categories,
    )


def _forward(request: HttpRequest, edition: Edition, form: ForwardForm) -> Nomination:
    key, to = form.cleaned_data["entrant"], form.cleaned_data["to"]
    source = dossier_queries.nomination(int(key[1:])) if key.startswith("n") else None
    organisation = source.organisation if source else organisations.organisation(int(key[1:]))
    category = rules.category_above(
        to.rulebook, category=source.category if source else "", kind=organisation.kind
    )
    return commands.forward(
        to=to,
        category=category,
        organisation=organisation,
        from_edition=edition,
        source=source,
        basis=form.cleaned_data["basis"],
        by=request.user,
    )


def _arrived(slug: str, pk: int) -> Nomination:
    found = dossier_queries.nomination(pk)
    if found.edition.slug != slug or found.from_edition_id is None:
        raise NotFound("nominations.no_nomination")
    return found


def _page(slug: str) -> str:
    return reverse("nominations:forwarding", args=[slug])
