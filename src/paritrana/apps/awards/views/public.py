"""What everybody may read: the editions, one edition, its method, its calendar."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from paritrana.apps.awards import permissions, queries
from paritrana.apps.awards.labels import method as method_words
from paritrana.apps.awards.labels import words
from paritrana.apps.awards.models import Edition
from paritrana.apps.awards.rules.calendar_file import Event
from paritrana.apps.awards.rules.calendar_file import calendar_file as written_calendar
from paritrana.apps.awards.states import EditionState
from paritrana.apps.awards.tables import (
    calendar_lines,
    editions_table,
    period_of,
    place_of,
    seat_lines,
    standing,
)
from paritrana.apps.awards.views.finding import seen_edition
from paritrana.core.units import clock
from paritrana.errors import NotFound, allows
from paritrana.ui import formats
from paritrana.ui.tables import respond


def editions(request: HttpRequest) -> HttpResponse:
    found = queries.listed(queries.editions_seen_by(request.user))
    context = {"may_create": allows(permissions.check_create_any, request.user)}
    return respond(request, editions_table(found), "awards/edition_list.html", context)


def edition(request: HttpRequest, slug: str) -> HttpResponse:
    found = seen_edition(request, slug)
    open_now = queries.phase_now(list(found.phases.all()), clock.now())
    context = _about(request, found) | {
        "categories": method_words.categories_of(found.rulebook),
        "lines": [line.timeline for line in calendar_lines(found.phases.all(), found.zone)],
        "deadlines": [phase for phase in open_now if phase.closes_at],
        "seats": seat_lines(queries.seats_with_holders(found), found.rulebook),
    }
    return render(request, "awards/edition_detail.html", context)


def method(request: HttpRequest, slug: str) -> HttpResponse:
    found = seen_edition(request, slug)
    context = _about(request, found) | {
        "book": found.rulebook,
        "in_force": found.rulebook_version,
        "categories": method_words.categories_of(found.rulebook),
        "prizes": method_words.prizes_of(found.rulebook),
        "versions": found.rulebook_versions.filter(approved_at__isnull=False).select_related(
            "uploaded_by", "approved_by"
        ),
        "seats": seat_lines(queries.seats_with_holders(found), found.rulebook),
    }
    return render(request, "awards/method.html", context)


def rulebook_file(request: HttpRequest, slug: str, version: int) -> HttpResponse:
    found = seen_edition(request, slug)
    versions = found.rulebook_versions.filter(version=version)
    if not allows(permissions.check_conclude, request.user, found):
        versions = versions.filter(approved_at__isnull=False)
    wanted = versions.first()
    if wanted is None:
        raise NotFound("awards.no_edition")
    response = HttpResponse(wanted.text.encode(), content_type="application/toml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.slug}-v{version}.toml"'
    return response


def calendar(request: HttpRequest, slug: str) -> HttpResponse:
    found = seen_edition(request, slug)
    lines = calendar_lines(found.phases.all(), found.zone)
    return render(request, "awards/calendar.html", _about(request, found) | {"lines": lines})


def calendar_file(request: HttpRequest, slug: str) -> HttpResponse:
    found = seen_edition(request, slug)
    text = written_calendar(_events(found), name=formats.title_of(found.title), stamp=clock.now())
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.slug}.ics"'
    return response


def _events(found: Edition) -> list[Event]:
    host = settings.LOG_ORIGIN.split("/", maxsplit=1)[0]
    events = []
    for phase in found.phases.all():
        name, uid = formats.title_of(phase.name), f"phase-{phase.pk}@{host}"
        if phase.planned_start or phase.planned_end:
            events.append(
                Event(uid, name, phase.planned_start, phase.planned_end, place=phase.place, note=phase.note)
            )
        if phase.closes_at:
            summary = _("Deadline: %(name)s") % {"name": name}
            events.append(Event(f"deadline-{uid}", summary, at=phase.closes_at, place=phase.place))
    return events


def _about(request: HttpRequest, found: Edition) -> dict[str, object]:
    return {
        "edition": found,
        "title": formats.title_of(found.title),
        "place": place_of(found),
        "period": period_of(found),
        "level": words.LEVEL[found.level],
        "state": words.EDITION_STATE[EditionState(found.state)],
        "tone": words.EDITION_TONE[EditionState(found.state)],
        "standing": standing(found),
        "manages": allows(permissions.check_manage, request.user, found),
    }
