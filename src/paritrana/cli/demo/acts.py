"""Acts that every story repeats: open an edition, fill a dossier, declare, mark."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from paritrana.apps.accounts.models import User
from paritrana.apps.awards.commands import calendar, committees, editions
from paritrana.apps.awards.models import Edition, Phase
from paritrana.apps.judging import queries as judging
from paritrana.apps.judging.commands import sheets, ties
from paritrana.apps.judging.models import Round
from paritrana.apps.judging.queries import ties as tie_queries
from paritrana.apps.judging.states import TieKind
from paritrana.apps.nominations.commands import (
    dossiers,
    evidence,
    proposals,
    screening,
    submissions,
    verification,
)
from paritrana.apps.nominations.models import Nomination
from paritrana.apps.nominations.queries import dossiers as dossier_queries
from paritrana.apps.nominations.states import Verdict
from paritrana.apps.organisations.models import Organisation
from paritrana.cli.demo.cast import Cast
from paritrana.cli.demo.papers import paper

ZONES = {"WIB": ZoneInfo("Asia/Jakarta"), "WITA": ZoneInfo("Asia/Makassar"), "WIT": ZoneInfo("Asia/Jayapura")}
MADE_UP = "Angka rekaan untuk peragaan"
UCJ = "Peserta aktif dibagi pekerja, tanpa ASN, TNI dan Polri"


def moment(day: str, hour: str = "09:00", zone: str = "WITA") -> datetime:
    """Return a moment of the past from a day (ISO), an hour and a zone."""
    return datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=ZONES[zone])


@dataclass(frozen=True)
class Rate:
    """A verified rate: two counts, their date and where they were published."""

    active: int
    workers: int
    as_of: date
    source: str
    definition: str = UCJ


@dataclass(frozen=True)
class Dossier:
    """What an entrant of the demo says, and what was verified; all of it made up unless a source is named."""

    answers: Mapping[str, str]
    verified: Mapping[str, str | Rate]
    profile: Mapping[str, str] = field(default_factory=dict)
    innovation: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Entry:
    """One entrant on its way in: where it stands, who proposes and who fills, by the cast's short names."""

    category: str
    organisation: str
    head: str
    office: str
    dossier: Dossier


def open_edition(cast: Cast, *, rulebook: str, secretariat: str, label: str, by: User) -> Edition:
    """Create an edition from a sample rulebook."""
    text = (settings.SAMPLES_DIR / "rulebooks" / f"{rulebook}.toml").read_text("utf-8")
    return editions.create(
        rulebook_text=text,
        secretariat=cast.organisations[secretariat],
        printed_label=label,
        made_up=True,
        by=by,
    )


def seat_everyone(edition: Edition, holders: Mapping[str, User], *, by: User, decree: str = "") -> None:
    """Appoint the holders to their seats."""
    for seat in edition.seats.all():
        holder = holders[seat.code]
        membership = holder.memberships.select_related("organisation").order_by("pk")[0]
        committees.appoint(
            seat=seat,
            user=holder,
            office=membership.office,
            organisation=membership.organisation,
            decree=decree,
            by=by,
        )


def phase(
    edition: Edition, kind: str, name: tuple[str, str], actor: str, *, by: User, **more: object
) -> Phase:
    """Plan one line of the calendar."""
    return calendar.plan(
        edition=edition, kind=kind, name_id=name[0], name_en=name[1], actor=actor, by=by, **more
    )


def propose(
    edition: Edition,
    category: str,
    organisation: Organisation,
    *,
    proposer: Organisation,
    reason: str,
    by: User,
) -> Nomination:
    """Propose an entrant."""
    return proposals.propose(
        edition=edition, category=category, organisation=organisation, proposer=proposer, reason=reason, by=by
    )


def propose_all(cast: Cast, edition: Edition, entries: Iterable[Entry], *, reason: str) -> list[Nomination]:
    """Let each BPJS office propose its entrants."""
    return [
        propose(
            edition,
            entry.category,
            cast.organisations[entry.organisation],
            proposer=cast.organisations[entry.office],
            reason=reason,
            by=cast.people[f"{entry.office}.pengusul"],
        )
        for entry in entries
    ]


def fill_all(cast: Cast, nominations: Iterable[Nomination], entries: Iterable[Entry]) -> None:
    """Let each entrant accept, fill and send its dossier."""
    for nomination, entry in zip(nominations, entries, strict=True):
        head = cast.people[entry.head]
        proposals.accept(nomination=nomination, by=head)
        fill(nomination, entry.dossier, by=head)
        submit(nomination, by=head)


def verify_all(
    cast: Cast,
    nominations: Iterable[Nomination],
    entries: Iterable[Entry],
    *,
    offices: Mapping[str, str],
    as_of: date,
) -> None:
    """Let the verifier of each office enter the figures; `offices` names who verifies for whom."""
    for nomination, entry in zip(nominations, entries, strict=True):
        office = offices.get(entry.office, entry.office)
        verify(
            nomination,
            entry.dossier,
            office=cast.organisations[office],
            by=cast.people[f"{office}.verifikator"],
            as_of=as_of,
        )


def fill(nomination: Nomination, dossier: Dossier, *, by: User) -> None:
    """Save every answer and lay a made-up paper beside each criterion that asks for one."""
    asked = {criterion.id for criterion in dossier_queries.category_of(nomination).criteria}
    given = {name: value for name, value in dossier.answers.items() if value and name in asked}
    for name, value in {**dossier.profile, **dossier.innovation, **given}.items():
        dossiers.save_answer(
            nomination=nomination, field=name, value=value, note=dossier.notes.get(name, ""), by=by
        )
    category = dossier_queries.category_of(nomination)
    for stage in category.stages:
        for criterion in stage.criteria:
            if criterion.evidence == "none" or (
                criterion.evidence == "optional" and criterion.kind != "rubric"
            ):
                continue
            evidence.add(
                nomination=nomination,
                field=criterion.id,
                upload=paper(
                    f"{criterion.id}-rekaan.pdf",
                    nomination.organisation.name,
                    f"{criterion.title['id']} / {criterion.title['en']}",
                ),
                made_up=True,
                by=by,
            )


def submit(nomination: Nomination, *, by: User) -> None:
    """Give the head's statement and submit."""
    submissions.give_statement(nomination=nomination, by=by)
    submissions.submit(nomination=nomination, by=by)


def found_complete(nomination: Nomination, *, by: User) -> None:
    """Screen the dossier as complete."""
    screening.decide(nomination=nomination, verdict=Verdict.COMPLETE, by=by)


def verify(nomination: Nomination, dossier: Dossier, *, office: Organisation, by: User, as_of: date) -> None:
    """Enter the verified figures; those without a published source say that they are made up."""
    asked = {criterion.id for criterion in dossier_queries.category_of(nomination).criteria}
    for criterion, found in dossier.verified.items():
        if not found or criterion not in asked:
            continue
        if isinstance(found, Rate):
            verification.enter(
                nomination=nomination,
                criterion=criterion,
                numerator=found.active,
                denominator=found.workers,
                as_of=found.as_of,
                definition=found.definition,
                source=found.source,
                verifier=office,
                by=by,
            )
        else:
            verification.enter(
                nomination=nomination,
                criterion=criterion,
                value=found,
                as_of=as_of,
                definition=UCJ if criterion == "coverage" else MADE_UP,
                source=MADE_UP,
                verifier=office,
                by=by,
            )


def declare_ties(edition: Edition, standing: Iterable[Nomination], jurors: Iterable[User]) -> None:
    """Let each juror declare that nothing ties them; what the data show is derived by itself."""
    entrants = list(standing)
    for juror in jurors:
        ties.declare(edition=edition, declarations=dict.fromkeys(entrants, (TieKind.NONE, "")), by=juror)


def mark_all(round_: Round, juror: User, *, leave_out: Iterable[int] = ()) -> None:
    """Mark every entrant of the round whom the juror may mark, by a fixed pattern; lock unless some are left out."""
    sheet = judging.sheet_for(juror, round_)
    skipped = set(leave_out)
    kept_out = skipped | set(tie_queries.recused_from(juror, round_.edition))
    for place, nomination in enumerate(judging.entrants_of(round_)):
        if nomination.pk in kept_out:
            continue
        stage = next(one for one in dossier_queries.category_of(nomination).stages if one.id == round_.stage)
        for order, criterion in enumerate(one for one in stage.criteria if one.kind == "rubric"):
            sheets.save_mark(
                sheet=sheet,
                nomination=nomination,
                criterion=criterion.id,
                mark=str(2 + (juror.pk * 7 + place * 5 + order * 3 + nomination.pk) % 4),
                by=juror,
            )
    if not skipped:
        sheets.lock(sheet=sheet, by=juror)
