"""Rounds for the secretariat and the chair: counts before the opening, and the acts that move a round."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from paritrana.apps.awards import queries as awards
from paritrana.apps.awards.labels.words import seat_title
from paritrana.apps.awards.models import Edition
from paritrana.apps.judging import labels, permissions, queries, tables
from paritrana.apps.judging.commands import rounds as commands
from paritrana.apps.judging.forms import ReasonForm
from paritrana.apps.judging.models import Round
from paritrana.apps.judging.queries import finalists, finding, rounds
from paritrana.apps.judging.queries.rounds import Left, RoundView, title_of
from paritrana.apps.judging.states import RoundState
from paritrana.apps.nominations.labels.wording import field_title
from paritrana.errors import allows
from paritrana.ui import formats
from paritrana.ui.tables import respond


@login_required
@require_safe
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    """Every round with its state, its sheets as counts, and what may be done next."""
    edition = finding.edition(slug)
    permissions.check_see_counts(request.user, edition)
    manages = allows(permissions.check_manage, request.user, edition)
    opens = allows(permissions.check_open_round, request.user, edition)
    views = queries.who_marked_what(edition)
    missing = queries.declarations_missing(edition)
    every = request.GET.get("putaran") == "semua"
    context = {
        "edition": edition,
        "title": formats.title_of(edition.title),
        "cards": [_card(view, manages=manages, opens=opens) for view in views],
        "manages": manages,
        "opens": opens,
        "may_plan": manages and _may_plan(edition, views),
        "vacant": _vacant(edition),
        "every": every,
        "undeclared": sum(1 for count in missing.values() if count),
    }
    shown = views if every else [view for view in views if view.round.state != RoundState.OPENED]
    table = tables.round_lines(edition, shown, missing)
    return respond(request, table, "judging/rounds.html", context)


@login_required
@require_POST
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    """Make the rounds of the rulebook."""
    edition = finding.edition(slug)
    made = commands.plan(edition=edition, by=request.user)
    messages.success(request, _("%(count)s rounds are planned.") % {"count": len(made)})
    return redirect("judging:round-list", slug)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask, showing what the start would leave behind; with anything left it needs a reason."""
    edition = finding.edition(slug)
    permissions.check_manage(request.user, edition)
    left = rounds.left_behind(edition)
    return _act(
        request,
        slug,
        pk,
        command=commands.start,
        form_class=ReasonForm if left else None,
        title=_("Start this round?"),
        sentence=_(
            "The rulebook is frozen with it, and every juror gets a sheet. Every seat must be filled."
        ),
        label=_("Start the round all the same") if left else _("Start the round"),
        done=_("The round has started."),
        template="judging/round_start.html",
        more={
            "left": _left_lines(left),
            "unsent": left.unsent,
            "vacant": _vacant(edition),
            "edition": edition,
        },
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add_sheets(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    return _act(
        request,
        slug,
        pk,
        command=commands.add_sheets,
        title=_("Give sheets to new jurors?"),
        sentence=_(
            "Jurors seated since the round started get a sheet; a locked sheet of a seat stays the one."
        ),
        label=_("Give sheets"),
        done=_("The new jurors have their sheets."),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    return _act(
        request,
        slug,
        pk,
        command=commands.close,
        title=_("Close this round?"),
        sentence=_("Jurors can no longer mark or lock. The sheets stay sealed until the chair opens them."),
        label=_("Close"),
        done=_("The round is closed."),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    return _act(
        request,
        slug,
        pk,
        command=commands.resume,
        form_class=ReasonForm,
        title=_("Resume this round?"),
        sentence=_("Jurors whose sheets are not locked can mark again. The reason stays in the record."),
        label=_("Resume"),
        done=_("The round goes on."),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def open_round(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    return _act(
        request,
        slug,
        pk,
        command=commands.open_round,
        check=permissions.check_open_round,
        title=_("Open the sealed sheets?"),
        sentence=_(
            "The committee then sees every locked sheet. Sheets not locked do not count. This is final."
        ),
        label=_("Open the round"),
        done=_("The round is open."),
        after="judging:round-marks",
    )


def _act(
    request: HttpRequest,
    slug: str,
    pk: int,
    *,
    command: Callable[..., Any],
    title: str | Promise,
    sentence: str | Promise,
    label: str | Promise,
    done: str | Promise,
    check: Callable[..., object] = permissions.check_manage,
    form_class: type[Form] | None = None,
    after: str = "judging:round-list",
    template: str = "ui/confirm.html",
    more: dict[str, object] | None = None,
) -> HttpResponse:
    """Ask on a page, then run one command on a round."""
    edition = finding.edition(slug)
    check(request.user, edition)
    round = finding.round_of(edition, pk)
    form = form_class(request.POST or None) if form_class else None
    if request.method == "POST" and (form is None or form.is_valid()):
        command(round=round, by=request.user, **(form.cleaned_data if form else {}))
        messages.success(request, str(done))
        return redirect(after, slug, *([pk] if after == "judging:round-marks" else []))
    context = {
        "title": title,
        "sentence": sentence,
        "form": form,
        "label": label,
        "danger": command is commands.open_round,
        "back": reverse("judging:round-list", args=[slug]),
        "rows": _rows(round),
        **(more or {}),
    }
    return render(request, template, context, status=422 if form and form.errors else 200)


def _left_lines(left: Left) -> list[tuple[str, str, str]]:
    """Return what a start would leave behind: whose it is, what, and the page where it is decided."""
    lines = [
        (
            one.organisation.name,
            _("dossier not decided, so the entrant is left out"),
            reverse("nominations:screening-desk", args=[one.edition.slug, one.pk]),
        )
        for one in left.dossiers
    ]
    for one in left.objections:
        category = one.nomination.edition.rulebook.category(one.nomination.category)
        facts = {
            "field": field_title(category, one.figure.criterion),
            "office": one.figure.verifier.name,
        }
        told = _("objection to “%(field)s” not answered by %(office)s, so the figure stands") % facts
        lines.append((one.nomination.organisation.name, told, ""))
    return lines


def _vacant(edition: Edition) -> list[str]:
    language = get_language() or "id"
    return [seat_title(seat, edition.rulebook, language) for seat in awards.vacant_seats(edition)]


def _rows(round: Round) -> list[tuple[str, object]]:
    view = next(one for one in queries.who_marked_what(round.edition) if one.round.pk == round.pk)
    return [
        (_("Round"), formats.title_of(title_of(round))),
        (_("Entrants"), view.entrants),
        (_("Locked sheets"), f"{view.locked} / {len(view.lines)}"),
        (_("Quorum"), view.quorum),
    ]


def _card(view: RoundView, *, manages: bool, opens: bool) -> dict[str, Any]:
    round, state = view.round, RoundState(view.round.state)
    waits, begun = state is RoundState.PLANNED, round.edition.rulebook_version.frozen_at is not None
    empty = waits and begun and finalists.nobody_passes(round.edition, round.category, round.stage)
    acts = {
        RoundState.PLANNED: [("round-start", _("Start the round"))] if manages and view.entrants else [],
        RoundState.MARKING: [
            *(
                [("round-close", _("Close")), ("round-add-sheets", _("Give sheets to new jurors"))]
                if manages
                else []
            )
        ],
        RoundState.CLOSED: [("round-resume", _("Resume"))] if manages else [],
        RoundState.OPENED: [("round-marks", _("See the marks"))],
    }[state]
    if opens and view.is_ready:
        acts = [("round-open", _("Open the round")), *acts]
    slug = view.round.edition.slug
    return {
        "view": view,
        "title": formats.title_of(view.title),
        "empty": empty,
        "nobody_yet": waits and not empty and not view.entrants,
        "state": labels.ROUND[state],
        "tone": labels.ROUND_TONE[state],
        "acts": [(reverse(f"judging:{name}", args=[slug, view.round.pk]), label) for name, label in acts],
    }


def _may_plan(edition: Edition, views: list[RoundView]) -> bool:
    known = {(view.round.category, view.round.stage) for view in views}
    return any(
        stage.rubrics and (category.id, stage.id) not in known
        for category in edition.rulebook.categories
        for stage in category.stages
    )
