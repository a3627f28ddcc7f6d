"""The calendar: phases planned, moved, opened, extended and closed; no order is assumed."""

from datetime import date, datetime

from django.db.models import Max

from paritrana.apps.accounts.models import User
from paritrana.apps.awards import permissions, queries
from paritrana.apps.awards.commands import rulebooks
from paritrana.apps.awards.models import Edition, Phase
from paritrana.apps.awards.rules import calendar as rules
from paritrana.apps.awards.rules import editions as edition_rules
from paritrana.apps.awards.rules.calendar import Plan
from paritrana.apps.awards.states import EditionState, PhaseKind
from paritrana.apps.ledger import commands as ledger
from paritrana.core.units import clock


@ledger.recorded
def plan(
    *,
    edition: Edition,
    kind: str,
    name_id: str,
    name_en: str = "",
    actor: str,
    planned_start: date | None = None,
    planned_end: date | None = None,
    planned_text: str = "",
    place: str = "",
    note: str = "",
    by: User,
) -> Phase:
    """Add a phase at the end of the calendar."""
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    permissions.check_manage(by, edition)
    rules.check_names(name_id, kind, actor)
    rules.check_plan(Plan(planned_start, planned_end, planned_text))
    last = edition.phases.aggregate(last=Max("position"))["last"] or 0
    phase = Phase.objects.create(
        edition=edition,
        position=last + 1,
        kind=kind,
        name_id=name_id.strip(),
        name_en=name_en.strip(),
        actor=actor,
        planned_start=planned_start,
        planned_end=planned_end,
        planned_text=planned_text.strip(),
        place=place.strip(),
        note=note.strip(),
    )
    ledger.append("phase.planned", subject=phase, by=by, kind=kind, planned=phase.plan.told())
    return phase


@ledger.recorded
def change(
    *,
    phase: Phase,
    kind: str,
    name_id: str,
    name_en: str = "",
    actor: str,
    planned_start: date | None = None,
    planned_end: date | None = None,
    planned_text: str = "",
    place: str = "",
    note: str = "",
    position: int | None = None,
    reason: str = "",
    by: User,
) -> Phase:
    """Change a phase's name, actor and plan; a moved date stays readable to the public."""
    phase = _locked(phase, by)
    rules.check_names(name_id, kind, actor)
    new = Plan(planned_start, planned_end, planned_text.strip())
    rules.check_plan(new)
    was = phase.plan
    if was and new != was and phase.edition.state != EditionState.PREPARING:
        phase.moves = [*phase.moves, rules.move(at=clock.now(), reason=reason.strip(), was=was)]
    phase.kind, phase.actor = kind, actor
    phase.name_id, phase.name_en = name_id.strip(), name_en.strip()
    phase.planned_start, phase.planned_end, phase.planned_text = new.start, new.end, new.text
    phase.place, phase.note = place.strip(), note.strip()
    if position is not None:
        phase.position = position
    phase.save()
    ledger.append("phase.changed", subject=phase, by=by, before=was.told(), after=new.told(), reason=reason)
    return phase


@ledger.recorded
def remove(*, phase: Phase, by: User) -> None:
    """Take a phase that was never opened out of the calendar."""
    phase = _locked(phase, by)
    rules.check_remove(phase.opened_at)
    ledger.append("phase.removed", subject=phase, by=by, kind=phase.kind, planned=phase.plan.told())
    phase.delete()


@ledger.recorded
def open_phase(*, phase: Phase, closes_at: datetime | None = None, by: User) -> Phase:
    """Open a phase now, until `closes_at` (aware) if given; the first of judging freezes the rulebook."""
    phase = _locked(phase, by)
    now, kind = clock.now(), PhaseKind(phase.kind)
    rules.check_open_phase(phase.opened_at, closes_at, now)
    needs_seats = kind in edition_rules.NEED_SEATS
    vacant = [seat.code for seat in queries.vacant_seats(phase.edition)] if needs_seats else []
    edition_rules.check_may_open(kind, EditionState(phase.edition.state), vacant)
    if kind in edition_rules.FREEZE and not queries.is_frozen(phase.edition):
        rulebooks.freeze(edition=phase.edition, by=by)
    phase.opened_at, phase.closes_at = now, closes_at
    phase.save(update_fields=["opened_at", "closes_at"])
    ledger.append("phase.opened", subject=phase, by=by, kind=phase.kind, closes_at=closes_at)
    return phase


@ledger.recorded
def close_phase(*, phase: Phase, by: User) -> Phase:
    """Close an open phase now."""
    phase = _locked(phase, by)
    rules.check_close(phase.opened_at, phase.closed_at)
    phase.closed_at = clock.now()
    phase.save(update_fields=["closed_at"])
    ledger.append("phase.closed", subject=phase, by=by, kind=phase.kind)
    return phase


@ledger.recorded
def extend(*, phase: Phase, closes_at: datetime, reason: str, by: User) -> Phase:
    """Move a deadline further, also one that has passed; the old one and the reason are public."""
    phase = _locked(phase, by)
    now, was = clock.now(), phase.closes_at or phase.closed_at
    rules.check_extend(opened_at=phase.opened_at, closes_at=was, to=closes_at, reason=reason, now=now)
    if was is not None:
        phase.moves = [*phase.moves, rules.move(at=now, reason=reason.strip(), was=was)]
    phase.closes_at, phase.closed_at = closes_at, None
    phase.save(update_fields=["closes_at", "closed_at", "moves"])
    ledger.append(
        "phase.extended", subject=phase, by=by, kind=phase.kind, before=was, after=closes_at, reason=reason
    )
    return phase


def _locked(phase: Phase, by: User) -> Phase:
    phase = (
        Phase.objects.select_for_update(of=("self",)).select_related("edition__secretariat").get(pk=phase.pk)
    )
    permissions.check_manage(by, phase.edition)
    return phase
