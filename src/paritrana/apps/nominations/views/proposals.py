"""The proposer's pages: quotas, who was proposed, a new proposal and the entrant's link."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from paritrana.apps.awards import queries as awards
from paritrana.apps.awards.models import Edition
from paritrana.apps.nominations.commands import proposals as commands
from paritrana.apps.nominations.forms.dossiers import ContactForm, ProposalForm, ReasonForm
from paritrana.apps.nominations.labels import dossiers as labels
from paritrana.apps.nominations.models import Nomination
from paritrana.apps.nominations.permissions import dossiers as permissions
from paritrana.apps.nominations.queries import dossiers as dossier_queries
from paritrana.apps.nominations.queries import proposals as queries
from paritrana.apps.nominations.rules import check_quota, counts_for_quota
from paritrana.apps.nominations.states import State
from paritrana.apps.organisations import queries as organisations
from paritrana.apps.organisations.models import Organisation
from paritrana.apps.organisations.states import Role
from paritrana.core.units import clock
from paritrana.errors import NotPermitted, ParitranaError, RuleRefused, allows
from paritrana.ui import refusals
from paritrana.ui.formats import title_of
from paritrana.ui.tables import Column, Table, respond

LINK = "nominations_link"


@login_required
@require_safe
def editions(request: HttpRequest) -> HttpResponse:
    """The editions in which this person's offices may propose."""
    offices = _offices(request)
    if not offices:
        raise NotPermitted("nominations.no_proposing_office")
    seen = awards.editions_seen_by(request.user).exclude(state="preparing").select_related("secretariat")
    near = [edition for edition in seen if queries.reaches(offices, edition)]
    return render(request, "nominations/proposal_editions.html", {"editions": near})


@login_required
@require_safe
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    """Every category with its quota, and who was proposed for it."""
    edition = _edition(request, slug)
    proposer = _proposer(request, edition)
    rows = list(queries.proposals_of(edition, proposer))
    for row in rows:
        row.edition = edition
    titles = {one.id: title_of(one.title) for one in edition.rulebook.categories}
    table = Table(
        caption=_("Entrants proposed"),
        file_name=f"usulan-{edition.slug}",
        rows=rows,
        columns=[
            Column("organisation__name", _("Entrant"), link=_link_of),
            Column("category", _("Category"), value=lambda row: titles.get(row.category, row.category)),
            Column("reason", _("Reason")),
            Column("state", _("State"), value=state_word, tone=lambda row: labels.STATE_TONE[row.state]),
            Column("people", _("Link"), value=_link_word, link=_link_url, sort=False),
            Column("take_back", _("Take back"), value=_withdraw_word, link=_withdraw_url, sort=False),
        ],
        search=["organisation__name"],
        empty=(
            _("Nobody is proposed yet"),
            _("Choose a category above and propose the first entrant."),
            "",
            "",
        ),
    )
    context = {
        "edition": edition,
        "proposer": proposer,
        "offices": _offices(request),
        "quotas": queries.quota_use(edition, proposer),
        "is_open": allows(permissions.check_nominating, edition),
        "link": request.session.pop(LINK, None),
    }
    return respond(request, table, "nominations/proposals.html", context)


def state_word(row: Nomination) -> str:
    """Return the state as a proposer reads it; an accepted dossier says whether filling has begun."""
    if row.state == State.DRAFT and row.started_at is None:
        return str(labels.ACCEPTED)
    return str(labels.STATE[row.state])


def _link_of(row: Nomination) -> str:
    return reverse("nominations:dossier", args=[row.pk])


def _link_word(row: Nomination) -> str:
    if row.has_people:
        return _("People are in")
    return _("Make the link") if counts_for_quota(row.state) else "–"


def _link_url(row: Nomination) -> str:
    if row.has_people or not counts_for_quota(row.state):
        return ""
    return reverse("nominations:proposal-invite", args=[row.edition.slug, row.pk])


def _withdraw_word(row: Nomination) -> str:
    return _("Withdraw") if row.state == State.PROPOSED else "–"


def _withdraw_url(row: Nomination) -> str:
    if row.state != State.PROPOSED:
        return ""
    return reverse("nominations:proposal-withdraw", args=[row.edition.slug, row.pk])


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, slug: str, category: str) -> HttpResponse:
    """Choose an organisation of the right kind in the service area, and say why."""
    edition = _edition(request, slug)
    proposer = _proposer(request, edition)
    chosen = edition.rulebook.category(category)
    search = request.GET.get("cari", "").strip()
    found = queries.candidates(edition=edition, category=chosen, proposer=proposer, search=search)
    form = ProposalForm(request.POST or None, organisations=found, category=chosen)
    refused = None
    if request.method == "POST" and form.is_valid():
        try:
            nomination = commands.propose(
                edition=edition,
                category=category,
                organisation=Organisation.objects.get(pk=form.cleaned_data["organisation"]),
                proposer=proposer,
                reason=form.cleaned_data["reason"],
                size_class=form.cleaned_data.get("size_class", ""),
                size_source=form.cleaned_data.get("size_source", ""),
                by=request.user,
            )
        except ParitranaError as error:
            refused = refusals.explain(error)
        else:
            if organisations.members_of(nomination.organisation, Role.ENTRANT).exists():
                messages.success(request, _("Proposed. The people of the entrant were told."))
                return redirect(_proposals_url(slug, nomination))
            messages.success(request, _("Proposed. Let the head of the entrant in with a link."))
            return redirect("nominations:proposal-invite", slug, nomination.pk)
    use = next(one for one in queries.quota_use(edition, proposer) if one.category.id == category)
    if request.method != "POST":
        refused = _full(use)
    context = {
        "edition": edition,
        "proposer": proposer,
        "category": chosen,
        "use": use,
        "form": form,
        "found": found,
        "search": search,
        "refused": refused,
        "is_full": use.left == 0,
        "limit": queries.FOUND_LIMIT,
    }
    status = refused.status if refused and form.is_bound else (422 if form.is_bound else 200)
    return render(request, "nominations/proposal_new.html", context, status=status)


def _full(use: queries.QuotaUse) -> refusals.Refusal | None:
    """Return the rule's sentence when no place is left, before anything is filled in."""
    try:
        check_quota(quota=use.quota, used=use.used, category=title_of(use.category.title))
    except RuleRefused as error:
        return refusals.explain(error)
    return None


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Let a person of the entrant in: a one-use link, sent as a message and shown once to be copied."""
    nomination = dossier_queries.nomination(pk)
    permissions.check_withdraw_proposal(request.user, nomination)
    form = ContactForm(request.POST or None, initial={"may_sign": True, "standing": "definitive"})
    refused = None
    if request.method == "POST" and form.is_valid():
        try:
            _invitation, token = commands.invite_entrant(
                nomination=nomination,
                mandate_start=clock.now().date(),
                link_prefix=request.build_absolute_uri(reverse("organisations:accept", args=["-"]))[:-1],
                by=request.user,
                **form.cleaned_data,
            )
        except ParitranaError as error:
            refused = refusals.explain(error)
        else:
            url = request.build_absolute_uri(reverse("organisations:accept", args=[token]))
            request.session[LINK] = {"url": url, "organisation": nomination.organisation.name}
            return redirect(_proposals_url(slug, nomination))
    people = organisations.members_of(nomination.organisation, Role.ENTRANT)
    context = {"nomination": nomination, "form": form, "refused": refused, "people": people}
    status = refused.status if refused else (422 if form.is_bound else 200)
    return render(request, "nominations/proposal_invite.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take a proposal back while the entrant has not answered."""
    nomination = dossier_queries.nomination(pk)
    permissions.check_withdraw_proposal(request.user, nomination)
    back = _proposals_url(slug, nomination)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        commands.withdraw(nomination=nomination, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("The proposal was withdrawn; its place is free again."))
        return redirect(back)
    context: dict[str, Any] = {
        "title": _("Withdraw this proposal?"),
        "sentence": _("The entrant is no longer invited. Its place in the quota becomes free."),
        "rows": [(_("Entrant"), nomination.organisation.name)],
        "form": form,
        "label": _("Withdraw"),
        "back": back,
        "danger": True,
    }
    return render(request, "ui/confirm.html", context, status=422 if form.is_bound else 200)


def _proposals_url(slug: str, nomination: Nomination) -> str:
    return f"{reverse('nominations:proposals', args=[slug])}?pengusul={nomination.proposer_id}"


def _edition(request: HttpRequest, slug: str) -> Edition:
    return awards.edition(slug, among=awards.editions_seen_by(request.user))


def _offices(request: HttpRequest) -> list[Organisation]:
    return list(organisations.organisations_of(request.user, Role.PROPOSER))


def _proposer(request: HttpRequest, edition: Edition) -> Organisation:
    """Return the office that is asked for (`pengusul`), else the first for which the person proposes."""
    offices = _offices(request)
    wanted = request.GET.get("pengusul", "")
    office = next((one for one in offices if str(one.pk) == wanted), offices[0] if offices else None)
    if office is None:
        raise NotPermitted("nominations.not_proposer", ask=edition.secretariat.name)
    permissions.check_propose(request.user, edition, office)
    return office
