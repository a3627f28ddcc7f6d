"""Rounds: planned from the rulebook, started, closed, resumed, opened by the chair."""

from paritrana.apps.accounts.models import User
from paritrana.apps.awards import queries as awards
from paritrana.apps.awards.commands import rulebooks
from paritrana.apps.awards.labels.words import seat_named
from paritrana.apps.awards.models import Edition
from paritrana.apps.awards.states import EditionState
from paritrana.apps.judging import permissions
from paritrana.apps.judging.models import Round, Sheet
from paritrana.apps.judging.queries import finalists, opened, rounds, ties
from paritrana.apps.judging.rules import rounds as rules
from paritrana.apps.judging.rules.ballots import opening_hash
from paritrana.apps.judging.states import RoundState, SheetState
from paritrana.apps.ledger import commands as ledger
from paritrana.apps.nominations.queries.scoring import unsized_in
from paritrana.apps.nominations.rules import check_sized
from paritrana.core.units import clock
from paritrana.errors import BadInput, RuleRefused


@ledger.recorded
def plan(*, edition: Edition, by: User) -> list[Round]:
    """Make a round for every stage that jurors mark and that has none; returns the new ones."""
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    permissions.check_manage(by, edition)
    _check_unpublished(edition)
    known = {(one.category, one.stage) for one in Round.objects.filter(edition=edition)}
    wanted = [
        (category.id, stage.id)
        for category in edition.rulebook.categories
        for stage in category.stages
        if stage.rubrics and (category.id, stage.id) not in known
    ]
    if not wanted:
        raise RuleRefused("judging.nothing_planned")
    made = [
        Round.objects.create(edition=edition, category=category, stage=stage) for category, stage in wanted
    ]
    ledger.append("rounds.planned", subject=edition, by=by, rounds=[list(pair) for pair in wanted])
    return made


@ledger.recorded
def start(*, round: Round, reason: str = "", by: User) -> Round:
    """Begin the marking: every seat filled, the rulebook frozen, the finalists fixed, one sheet per juror.

    The first start of an edition closes screening and verifying; while dossiers are undecided or objections
    open it therefore asks for a reason, which is recorded with what was left.
    """
    round = _locked(round)
    edition = round.edition
    permissions.check_manage(by, edition)
    _check_unpublished(edition)
    _check_now(round, RoundState.PLANNED, to=RoundState.MARKING)
    vacant = awards.vacant_seats(edition)
    if vacant:
        names = ", ".join(map(seat_named, vacant))
        raise RuleRefused("judging.seats_vacant", count=len(vacant), seats=names, edition=edition.slug)
    left = rounds.left_behind(edition)
    if left and not reason.strip():
        raise RuleRefused(
            "judging.start_leaves", dossiers=len(left.dossiers), objections=len(left.objections)
        )
    check_sized(**unsized_in(edition, round.category))
    if not edition.rulebook_version.frozen_at:
        rulebooks.freeze(edition=edition, by=by)
    round.passed = finalists.passed_to(edition, round.category, round.stage)
    if not rounds.entrants_of(round):
        raise RuleRefused("judging.no_entrants" if round.passed is None else "judging.nobody_passed")
    round.state, round.started_at = RoundState.MARKING, clock.now()
    round.save(update_fields=["state", "started_at", "passed"])
    sheets = _missing_sheets(round)
    ledger.append(
        "round.started",
        subject=round,
        by=by,
        category=round.category,
        stage=round.stage,
        rulebook=edition.rulebook_version.hash,
        entrants=[one.entrant_id for one in rounds.entrants_of(round)],
        sheets=len(sheets),
        reason=reason.strip(),
        undecided=[one.entrant_id for one in left.dossiers],
        objections=[one.pk for one in left.objections],
    )
    return round


@ledger.recorded
def add_sheets(*, round: Round, by: User) -> list[Sheet]:
    """Give a sheet to jurors seated since the start; a seat whose former holder locked keeps that sheet."""
    round = _locked(round)
    permissions.check_manage(by, round.edition)
    if round.state != RoundState.MARKING:
        raise RuleRefused("judging.round_not_marking")
    sheets = _missing_sheets(round)
    if not sheets:
        raise RuleRefused("judging.nobody_to_add")
    ledger.append("round.sheets_added", subject=round, by=by, seats=[sheet.seat.code for sheet in sheets])
    return sheets


@ledger.recorded
def close(*, round: Round, by: User) -> Round:
    """End the marking; locked sheets stay sealed."""
    round = _moved(round, RoundState.CLOSED, since=RoundState.MARKING, by=by)
    round.closed_at = clock.now()
    round.save(update_fields=["state", "closed_at"])
    ledger.append("round.closed", subject=round, by=by, locked=rounds.locked_count(round))
    return round


@ledger.recorded
def resume(*, round: Round, reason: str, by: User) -> Round:
    """Let marking go on in a closed round, with a reason; locked sheets stay locked."""
    if not reason.strip():
        raise BadInput("judging.reason_missing")
    round = _moved(round, RoundState.MARKING, by=by, since=RoundState.CLOSED)
    round.closed_at = None
    round.save(update_fields=["state", "closed_at"])
    ledger.append("round.resumed", subject=round, by=by, reason=reason.strip())
    return round


@ledger.recorded
def open_round(*, round: Round, by: User) -> Round:
    """Open the sealed sheets: by the chair, with the quorum, enough jurors for each entrant, and whole seals.

    Sheets that are not locked never count.  The ledger keeps each commitment with the hash of its opening.
    """
    round = _locked(round)
    permissions.check_open_round(by, round.edition)
    _check_unpublished(round.edition)
    rules.check_move(RoundState(round.state), RoundState.OPENED)
    rules.check_quorum(locked=rounds.locked_count(round), quorum=rounds.quorum_of(round.edition))
    counted = rounds.counted_jurors(round)
    rules.check_enough_jurors(
        {nomination.organisation.name: many for nomination, many in counted.items()},
        rounds.category_of(round).jury.min_jurors,
    )
    broken = opened.broken_seals(round)
    if broken:
        raise RuleRefused("judging.seal_broken", count=len(broken))
    round.state, round.opened_at, round.opened_by = RoundState.OPENED, clock.now(), by
    round.save(update_fields=["state", "opened_at", "opened_by"])
    sheets = round.sheets.filter(state=SheetState.LOCKED).order_by("commitment")
    openings = [[sheet.commitment, opening_hash(sheet.nonce, sheet.sealed)] for sheet in sheets]
    ledger.append("round.opened", subject=round, by=by, locked=len(openings), openings=openings)
    return round


def _locked(round: Round) -> Round:
    """Return the round, its row held until the command ends."""
    return (
        Round.objects.select_for_update(of=("self",)).select_related("edition__secretariat").get(pk=round.pk)
    )


def _moved(round: Round, to: RoundState, *, since: RoundState, by: User) -> Round:
    round = _locked(round)
    permissions.check_manage(by, round.edition)
    _check_unpublished(round.edition)
    _check_now(round, since, to=to)
    round.state = to
    return round


def _check_now(round: Round, since: RoundState, *, to: RoundState) -> None:
    rules.check_move(RoundState(round.state), to)
    if round.state != since:
        raise RuleRefused("judging.round_move", now=round.state, to=str(to))


def _check_unpublished(edition: Edition) -> None:
    if edition.state == EditionState.PUBLISHED:
        raise RuleRefused("judging.edition_published")


def _missing_sheets(round: Round) -> list[Sheet]:
    """Make a sheet for each seated juror that has none and whose seat has no locked one."""
    sheets = list(round.sheets.all())
    covered = {sheet.seat_id for sheet in sheets if sheet.state == SheetState.LOCKED}
    jurors = {sheet.juror_id for sheet in sheets}
    made = []
    for appointment in ties.seated(round.edition):
        if appointment.seat_id in covered or appointment.user_id in jurors:
            continue
        jurors.add(appointment.user_id)
        made.append(
            Sheet.objects.create(
                round=round, seat=appointment.seat, juror=appointment.user, created_at=clock.now()
            )
        )
    return made
