"""Home, desk, cockpit, and the pages that explain."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from paritrana.apps.awards import permissions, queries
from paritrana.apps.awards.labels import words
from paritrana.apps.awards.models import Edition
from paritrana.apps.awards.states import EditionState
from paritrana.apps.awards.tables import calendar_lines, period_of, place_of, seat_lines, standing
from paritrana.apps.ledger.labels import sentence
from paritrana.apps.ledger.queries import entries_of
from paritrana.core.units import clock
from paritrana.portal import cockpit as cockpits
from paritrana.portal import desk as desks
from paritrana.portal import links
from paritrana.portal.queries import editions_now, standing_of
from paritrana.portal.words import GLOSSARY, HELP
from paritrana.ui import formats
from paritrana.ui.tables import Column, Table, respond

RECENT = 12


def home(request: HttpRequest) -> HttpResponse:
    cards = [
        {
            "title": formats.title_of(edition.title),
            "place": place_of(edition),
            "period": period_of(edition),
            "standing": standing(edition),
            "tone": words.EDITION_TONE[EditionState(edition.state)],
            "url": links.edition(edition.slug),
            "deadlines": [
                phase
                for phase in queries.phase_now(list(edition.phases.all()), clock.now())
                if phase.closes_at
            ],
            "zone": edition.zone,
        }
        for edition in editions_now()
    ]
    return render(request, "portal/home.html", {"cards": cards, "results_url": links.results()})


@login_required
def desk(request: HttpRequest) -> HttpResponse:
    person = standing_of(request.user)
    context = {
        "groups": desks.groups_of(person),
        "is_nobody": person.is_nobody,
        "is_operator": person.user is not None and person.user.is_operator,
        "may_create": bool(person.user and person.user.is_operator)
        or any(one.role == "secretariat" for one in person.memberships),
        "editions": list(queries.public_editions().select_related("secretariat")) if person.is_nobody else [],
    }
    return render(request, "portal/desk.html", context)


@login_required
def cockpit(request: HttpRequest, slug: str) -> HttpResponse:
    edition = queries.edition(slug, among=queries.listed(Edition.objects.all()))
    permissions.check_see(request.user, edition)
    permissions.check_manage(request.user, edition)
    rounds = cockpits.rounds_of(edition)
    lines = cockpits.lines_of(edition, rounds)
    seats = seat_lines(queries.seats_with_holders(edition), edition.rulebook)
    vacant = [line for line in seats if line.since is None]
    context = {
        "edition": edition,
        "title": formats.title_of(edition.title),
        "state": standing(edition),
        "next": cockpits.next_of(cockpits.facts_of(edition, rounds, len(vacant)), slug),
        "funnel": _funnel(lines, edition),
        "late": cockpits.late_of(edition, clock.now()),
        "rounds": rounds,
        "vacant": vacant,
        "pending": queries.pending_version(edition),
        "calendar": [line.timeline for line in calendar_lines(edition.phases.all(), edition.zone)],
        "events": _events(edition),
        "tools": _tools(edition),
    }
    return respond(request, _table(lines, edition), "portal/cockpit.html", context)


def _funnel(lines: list[cockpits.CategoryLine], edition: Edition) -> list[dict[str, object]]:
    titles = _step_titles()
    return [{"label": titles[step], "count": count} for step, count in cockpits.totals(lines).items()]


def _step_titles() -> dict[str, str]:
    return {
        "invited": _("Proposed"),
        "started": _("Started"),
        "submitted": _("Sent"),
        "complete": _("Complete"),
        "marked": _("Marked"),
        "ranked": _("Ranked"),
    }


def _table(lines: list[cockpits.CategoryLine], edition: Edition) -> Table:
    columns = [Column("title", _("Category"), sort=False)]
    columns += [Column(step, title, numeric=True, sort=False) for step, title in _step_titles().items()]
    totals: dict[str, object] = {"title": _("All")} | dict(cockpits.totals(lines))
    return Table(
        caption=_("Entrants by category"),
        file_name=f"corong-{edition.slug}",
        rows=lines,
        columns=columns,
        totals=totals,
    )


def _events(edition: Edition) -> list[dict[str, Any]]:
    entries = entries_of(edition.ledger_log).order_by("-seq")[:RECENT]
    log = links.ledger(edition.ledger_log)
    return [
        {"when": entry.at, "what": sentence(entry.event), "url": f"{log}/{entry.seq}"} for entry in entries
    ]


def _tools(edition: Edition) -> list[tuple[str, str]]:
    slug = edition.slug
    return [
        (_("Screening"), links.screening(slug)),
        (_("Rounds of marking"), links.rounds(slug)),
        (_("Interviews"), links.interviews(slug)),
        (_("Ranking and publication"), links.ranking(slug)),
        (_("Forwarding"), links.forwarding(slug)),
        (_("Ledger"), links.ledger(edition.ledger_log)),
    ]


def about(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/about.html")


def guide(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/help.html", {"sections": HELP, "glossary": GLOSSARY})


def method(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/method.html", {"editions": editions_now()})


def verification(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/verification.html", {"results_url": links.results()})
