"""Interviews: scheduled without clashes, told to the entrant, changed with their history, cancelled."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from paritrana.apps.accounts.models import User
from paritrana.apps.awards.models import Edition
from paritrana.apps.judging import labels, permissions
from paritrana.apps.judging.models import Interview
from paritrana.apps.judging.queries import interviews as queries
from paritrana.apps.judging.rules import interviews as rules
from paritrana.apps.judging.states import Mode
from paritrana.apps.ledger import commands as ledger
from paritrana.apps.nominations.models import Nomination
from paritrana.apps.nominations.states import State
from paritrana.apps.notices import commands as notices
from paritrana.apps.organisations import queries as organisations
from paritrana.apps.organisations.states import Role
from paritrana.core.units import clock
from paritrana.errors import BadInput, NotFound, RuleRefused
from paritrana.ui import formats

LONGEST_PLACE = 200
LONGEST_NOTE = 300


@ledger.recorded
def schedule(
    *,
    nomination: Nomination,
    stage: str,
    starts_at: datetime,
    ends_at: datetime,
    mode: Mode | str,
    place: str,
    delegation: Sequence[object] = (),
    note: str = "",
    by: User,
) -> Interview:
    """Set when and where an entrant is interviewed for a stage; the entrant hears of it by `tell`.

    starts_at, ends_at: aware.  place: a room or the meeting link.  delegation: office, standing, note.
    """
    nomination = _held(nomination)
    permissions.check_manage(by, nomination.edition)
    _check_stage(nomination, stage)
    if queries.interview_of(nomination, stage):
        raise RuleRefused("judging.interview_exists")
    interview = Interview(nomination=nomination, stage=stage)
    _fill(interview, starts_at, ends_at, mode=mode, place=place, note=note)
    interview.delegation = rules.clean_delegation(delegation)
    interview.save()
    ledger.append("interview.scheduled", subject=interview, by=by, **_facts(interview))
    return interview


@ledger.recorded
def change(
    *,
    interview: Interview,
    starts_at: datetime,
    ends_at: datetime,
    mode: Mode | str,
    place: str,
    delegation: Sequence[object] | None = None,
    note: str = "",
    by: User,
) -> Interview:
    """Change time, place or mode; what was before stays in the ledger, and a told entrant is told again."""
    interview = _live(interview)
    permissions.check_manage(by, interview.nomination.edition)
    before = _facts(interview)
    _fill(interview, starts_at, ends_at, mode=mode, place=place, note=note)
    if delegation is not None:
        interview.delegation = rules.clean_delegation(delegation)
    told = interview.told_at is not None
    interview.told_at = clock.now() if told else None
    interview.save()
    ledger.append("interview.changed", subject=interview, by=by, before=before, **_facts(interview))
    if told:
        _send(interview, kind="interview.changed")
    return interview


@ledger.recorded
def name_delegation(*, interview: Interview, delegation: Sequence[object], by: User) -> Interview:
    """Say who comes, by office and standing; the entrant may do it itself."""
    interview = _live(interview)
    permissions.check_name_delegation(by, interview)
    interview.delegation = rules.clean_delegation(delegation)
    interview.save(update_fields=["delegation"])
    ledger.append("interview.delegation_named", subject=interview, by=by, people=len(interview.delegation))
    return interview


@ledger.recorded
def tell(*, interview: Interview, by: User) -> Interview:
    """Send the time and place to the entrant's people; from now on they see it on their page."""
    interview = _live(interview)
    permissions.check_manage(by, interview.nomination.edition)
    interview.told_at = clock.now()
    interview.save(update_fields=["told_at"])
    sent = _send(interview, kind="interview.told")
    ledger.append("interview.told", subject=interview, by=by, messages=sent)
    return interview


@ledger.recorded
def cancel(*, interview: Interview, reason: str, by: User) -> Interview:
    """Cancel an interview with a reason; a told entrant is told."""
    if not reason.strip():
        raise BadInput("judging.reason_missing")
    interview = _live(interview)
    permissions.check_manage(by, interview.nomination.edition)
    interview.cancelled_at = clock.now()
    interview.save(update_fields=["cancelled_at"])
    ledger.append("interview.cancelled", subject=interview, by=by, reason=reason.strip(), **_facts(interview))
    if interview.told_at is not None:
        _send(interview, kind="interview.cancelled", reason=reason.strip())
    return interview


def _held(nomination: Nomination) -> Nomination:
    """Return the nomination; its edition's row is held, so that two plans cannot take one slot."""
    edition = Edition.objects.select_for_update().get(pk=nomination.edition_id)
    nomination = Nomination.objects.select_related("organisation__region").get(pk=nomination.pk)
    nomination.edition = edition
    return nomination


def _live(interview: Interview) -> Interview:
    nomination = _held(interview.nomination)
    interview = Interview.objects.select_for_update().get(pk=interview.pk)
    if interview.cancelled_at is not None:
        raise RuleRefused("judging.interview_cancelled")
    interview.nomination = nomination
    return interview


def _check_stage(nomination: Nomination, stage: str) -> None:
    if nomination.state != State.COMPLETE:
        raise RuleRefused("judging.unknown_entrant")
    try:
        nomination.edition.rulebook.category(nomination.category).stage(stage)
    except NotFound as fault:
        raise BadInput("judging.unknown_stage") from fault


def _fill(
    interview: Interview, starts_at: datetime, ends_at: datetime, *, mode: Mode | str, place: str, note: str
) -> None:
    rules.check_span(starts_at, ends_at)
    if str(mode) not in set(Mode):
        raise BadInput("judging.interview_mode")
    place, note = place.strip(), note.strip()
    if not place or len(place) > LONGEST_PLACE:
        raise BadInput("judging.interview_place")
    if len(note) > LONGEST_NOTE:
        raise BadInput("judging.interview_note", limit=LONGEST_NOTE)
    other = queries.clashing(
        interview.nomination.edition, starts_at, ends_at, besides=interview if interview.pk else None
    )
    if other:
        raise RuleRefused("judging.interview_clash", entrant=other.nomination.organisation.name)
    interview.starts_at, interview.ends_at = starts_at, ends_at
    interview.mode, interview.place, interview.note = Mode(mode), place, note


def _facts(interview: Interview) -> dict[str, object]:
    """Return what the ledger keeps of an interview; a meeting link lets people in, so the place stays out."""
    return {
        "entrant": interview.nomination.entrant_id,
        "stage": interview.stage,
        "starts_at": interview.starts_at,
        "ends_at": interview.ends_at,
        "mode": str(interview.mode),
    }


def _send(interview: Interview, *, kind: str, reason: str = "") -> int:
    """Send one message to each of the entrant's people in their language; returns how many."""
    page = reverse("judging:interview-entrant", args=[interview.nomination_id])
    people = {
        member.user.email: member.user.language
        for member in organisations.members_of(interview.nomination.organisation, Role.ENTRANT)
    }
    for address, language in people.items():
        with translation.override(language):
            subject, body = _message(interview, kind=kind, reason=reason)
        notices.send(to=address, kind=kind, subject=subject, body=body, page=page)
    return len(people)


def _message(interview: Interview, *, kind: str, reason: str) -> tuple[str, str]:
    nomination = interview.nomination
    edition = nomination.edition
    zone, other = queries.zone_of(nomination), edition.zone
    facts = {
        "entrant": nomination.organisation.name,
        "edition": formats.title_of(edition.title),
        "day": formats.day(interview.starts_at.astimezone(ZoneInfo(formats.ZONES.get(zone, zone)))),
        "from": formats.two_zones(interview.starts_at, zone, other),
        "until": formats.two_zones(interview.ends_at, zone, other),
        "mode": str(labels.MODE[Mode(interview.mode)]),
        "place": interview.place,
        "reason": reason,
    }
    subject = {
        "interview.told": _("Interview of %(entrant)s"),
        "interview.changed": _("Interview of %(entrant)s: new time or place"),
        "interview.cancelled": _("Interview of %(entrant)s is cancelled"),
    }[kind]
    lines = [
        _("%(edition)s: interview of %(entrant)s."),
        _("Day: %(day)s."),
        _("Time: %(from)s to %(until)s."),
        _("%(mode)s: %(place)s"),
    ]
    lines += (
        [_("It is cancelled. Reason: %(reason)s")]
        if reason
        else [_("Name your delegation on the interview page of your dossier.")]
    )
    return subject % facts, "\n".join(line % facts for line in lines)
