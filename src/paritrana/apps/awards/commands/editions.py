"""Editions: made from a rulebook or from last year's, announced, published."""

from paritrana.apps.accounts.models import User
from paritrana.apps.awards import permissions
from paritrana.apps.awards.commands import seating
from paritrana.apps.awards.models import Appointment, Edition, Phase, RulebookVersion
from paritrana.apps.awards.rules import editions as rules
from paritrana.apps.awards.rules.calendar import Plan, shifted
from paritrana.apps.awards.states import EditionState
from paritrana.apps.ledger import commands as ledger
from paritrana.apps.organisations.models import Organisation
from paritrana.core import rulebook as method
from paritrana.core.rulebook import Rulebook
from paritrana.core.units import clock, zone_of
from paritrana.errors import RuleRefused


@ledger.recorded
def create(
    *,
    rulebook_text: str,
    secretariat: Organisation,
    zone: str | None = None,
    printed_label: str = "",
    made_up: bool = False,
    by: User,
) -> Edition:
    """Make an edition, its first rulebook version and its seats; raises RulebookFaults with every fault."""
    permissions.check_create(by, secretariat)
    book = method.read(rulebook_text)
    edition = _made(
        book, secretariat=secretariat, zone=zone, printed_label=printed_label, made_up=made_up, by=by
    )
    ledger.append(
        "edition.created",
        subject=edition,
        by=by,
        rulebook=book.hash,
        level=book.level,
        region=book.region,
        period=[book.period.start, book.period.end],
        seats=edition.seats.count(),
    )
    return edition


@ledger.recorded
def copy(*, source: Edition, rulebook_text: str, printed_label: str = "", by: User) -> Edition:
    """Make the next edition from `source`: its secretariat, calendar (as a plan) and seat holders.

    Dates move by the years between the two judged periods; a phase without a plan is planned on the days it
    really took.  Holders are taken over where the new rulebook has the same seat; their decree is not.
    """
    permissions.check_manage(by, source)
    book = method.read(rulebook_text)
    edition = _made(
        book,
        secretariat=source.secretariat,
        zone=source.zone,
        printed_label=printed_label,
        made_up=source.made_up,
        copied_from=source,
        by=by,
    )
    phases = _copy_calendar(source, edition, years=book.period.start.year - source.period_start.year)
    holders = _copy_holders(source, edition)
    ledger.append(
        "edition.copied",
        subject=edition,
        by=by,
        source=source.slug,
        rulebook=book.hash,
        phases=phases,
        holders=holders,
    )
    return edition


@ledger.recorded
def announce(*, edition: Edition, by: User) -> Edition:
    """Open an edition to the public."""
    return _move(edition, EditionState.OPEN, "edition.announced", check=permissions.check_manage, by=by)


@ledger.recorded
def mark_published(*, edition: Edition, by: User) -> Edition:
    """Note that the results are public; the results room calls this when it publishes."""
    return _move(
        edition, EditionState.PUBLISHED, "edition.published", check=permissions.check_conclude, by=by
    )


def _move(edition: Edition, to: EditionState, event: str, *, check, by: User) -> Edition:
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    check(by, edition)
    before = EditionState(edition.state)
    rules.check_move(before, to)
    edition.state = to
    if to is EditionState.PUBLISHED:
        edition.published_at = clock.now()
    edition.save(update_fields=["state", "published_at"])
    ledger.append(event, subject=edition, by=by, before=before, after=to)
    return edition


def _made(
    book: Rulebook,
    *,
    secretariat: Organisation,
    zone: str | None,
    printed_label: str,
    made_up: bool,
    by: User,
    copied_from: Edition | None = None,
) -> Edition:
    region = secretariat.region
    rules.check_place(book, region.code if region else None)
    if Edition.objects.filter(slug=book.id).exists():
        raise RuleRefused("awards.slug_taken", id=book.id)
    zone = zone or (region.zone if region and region.zone else "WIB")
    rules.check_zone(zone)
    now = clock.now()
    edition = Edition.objects.create(
        slug=book.id,
        level=book.level,
        region=region,
        title_id=book.title["id"],
        title_en=book.title["en"],
        printed_label=printed_label.strip(),
        period_start=book.period.start,
        period_end=book.period.end,
        zone=zone,
        secretariat=secretariat,
        copied_from=copied_from,
        made_up=made_up,
        created_at=now,
    )
    RulebookVersion.objects.create(
        edition=edition,
        version=book.version,
        text=book.text,
        hash=book.hash,
        uploaded_by=by,
        uploaded_at=now,
        approved_by=by,
        approved_at=now,
    )
    seating.arrange(edition, book)
    return edition


def _copy_calendar(source: Edition, edition: Edition, *, years: int) -> int:
    zone = zone_of(source.zone).tzinfo
    copies = []
    for phase in source.phases.all():
        plan = phase.plan
        if not plan:
            took = [
                one.astimezone(zone).date() if one else None for one in (phase.opened_at, phase.closed_at)
            ]
            plan = Plan(*took)
        plan = shifted(plan, years)
        copies.append(
            Phase(
                edition=edition,
                position=phase.position,
                kind=phase.kind,
                name_id=phase.name_id,
                name_en=phase.name_en,
                actor=phase.actor,
                planned_start=plan.start,
                planned_end=plan.end,
                planned_text=plan.text,
                place=phase.place,
            )
        )
    return len(Phase.objects.bulk_create(copies))


def _copy_holders(source: Edition, edition: Edition) -> int:
    held = Appointment.objects.filter(seat__edition=source, ended_at__isnull=True).select_related("seat")
    seats = {(seat.code, seat.ordinal): seat for seat in edition.seats.all()}
    copies = [
        Appointment(
            seat=seats[one.seat.code, one.seat.ordinal],
            user_id=one.user_id,
            office=one.office,
            organisation_id=one.organisation_id,
            appointed_at=clock.now(),
        )
        for one in held
        if (one.seat.code, one.seat.ordinal) in seats
    ]
    return len(Appointment.objects.bulk_create(copies))
