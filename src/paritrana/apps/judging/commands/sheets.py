"""Sheets: marks saved one by one, entrants stood back from, and the whole sealed when the juror locks it."""

import secrets
from dataclasses import dataclass

from paritrana.apps.accounts.models import User
from paritrana.apps.judging import permissions
from paritrana.apps.judging.commands import ties as tie_commands
from paritrana.apps.judging.models import Mark, Recusal, Round, Sheet
from paritrana.apps.judging.queries import opened, rounds, sheets, ties
from paritrana.apps.judging.rules import marks as rules
from paritrana.apps.judging.rules.ballots import commitment_of
from paritrana.apps.judging.rules.marks import Progress
from paritrana.apps.judging.states import RoundState, SheetState, TieKind
from paritrana.apps.ledger import commands as ledger
from paritrana.apps.nominations.models import Nomination
from paritrana.core.rulebook import Criterion
from paritrana.core.units import clock
from paritrana.errors import BadInput, RuleRefused

LONGEST_NOTE = 5000


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved mark; `replaced` is the mark another window had given meanwhile, empty when there was none."""

    mark: Mark
    replaced: str = ""


@ledger.recorded
def save_mark(
    *,
    sheet: Sheet,
    nomination: Nomination,
    criterion: str,
    mark: str | None,
    note: str | None = None,
    window: str = "",
    by: User,
) -> Saved:
    """Save one mark; the last one given counts.  The ledger keeps that it was saved, never its value.

    mark: decimal text on the criterion's scale, a comma allowed; empty takes it back.  mark or note None: it
    stays.  window: names the juror's browser window, to tell when another one had saved a mark before.
    """
    sheet = _held(sheet)
    permissions.check_mark(by, sheet, nomination)
    _check_open(sheet)
    one = _criterion(sheet, nomination, criterion)
    row = Mark.objects.filter(sheet=sheet, nomination=nomination, criterion=one.id).first()
    row = row or Mark(sheet=sheet, nomination=nomination, criterion=one.id)
    text = row.mark if mark is None else rules.clean_mark(one, mark)
    other = bool(window and row.window and row.window != window)
    overtaken = row.mark if other and row.mark != text else ""
    row.mark, row.window, row.saved_at = text, window[:40], clock.now()
    if note is not None:
        row.note = note.strip()[:LONGEST_NOTE]
    row.save()
    ledger.append("mark.saved", subject=sheet, by=by, entrant=nomination.entrant_id, criterion=one.id)
    return Saved(row, overtaken)


@ledger.recorded
def recuse(*, nomination: Nomination, kind: TieKind | str, note: str = "", by: User) -> Recusal:
    """Stand back from one entrant in every round not opened yet; what was opened before stands."""
    nomination = (
        Nomination.objects.select_for_update(of=("self",))
        .select_related("edition__secretariat", "organisation")
        .get(pk=nomination.pk)
    )
    seat = permissions.check_seated(by, nomination.edition)
    if str(kind) not in set(TieKind) - {TieKind.NONE}:
        raise BadInput("judging.tie_kind_missing")
    note = note.strip()[: tie_commands.LONGEST_NOTE]
    if not tie_commands.set_recusal(
        seat=seat, juror=by, nomination=nomination, kind=TieKind(kind), note=note
    ):
        raise RuleRefused("judging.already_recused")
    ledger.append("juror.recused", subject=nomination, by=by, entrant=nomination.entrant_id, seat=seat.code)
    return Recusal.objects.get(juror=by, nomination=nomination)


@ledger.recorded
def lock(*, sheet: Sheet, by: User) -> Sheet:
    """Seal a complete sheet: from now on it is read only, and the ledger holds its commitment alone."""
    sheet = _held(sheet)
    permissions.check_lock(by, sheet)
    _check_open(sheet)
    entrants = rounds.entrants_of(sheet.round)
    new = tie_commands.set_derived_recusals(seat=sheet.seat, juror=by, nominations=entrants)
    _check_whole(sheet, entrants)
    recused = {
        recusal.nomination_id
        for recusal in ties.recused_from(by, sheet.round.edition).values()
        if recusal.nomination_id in {one.pk for one in entrants}
    }
    sheet.nonce = secrets.token_hex(32)
    sheet.sealed = opened.sealed_text(sheet, recused)
    sheet.commitment = commitment_of(sheet.nonce, sheet.sealed)
    sheet.state, sheet.locked_at = SheetState.LOCKED, clock.now()
    sheet.save(update_fields=["nonce", "sealed", "commitment", "state", "locked_at"])
    ledger.append("sheet.locked", subject=sheet, by=by, commitment=sheet.commitment, derived=new)
    return sheet


def _held(sheet: Sheet) -> Sheet:
    """Return the sheet as it stands, its row held until the command ends."""
    return (
        Sheet.objects.select_for_update(of=("self",))
        .select_related("round__edition__secretariat", "seat", "juror")
        .get(pk=sheet.pk)
    )


def _check_open(sheet: Sheet) -> None:
    if sheet.state != SheetState.OPEN:
        raise RuleRefused("judging.sheet_locked")
    state = Round.objects.select_for_update().get(pk=sheet.round_id).state
    if state != RoundState.MARKING:
        raise RuleRefused("judging.round_not_marking")


def _criterion(sheet: Sheet, nomination: Nomination, wanted: str) -> Criterion:
    if not rounds.is_entrant(sheet.round, nomination):
        raise BadInput("judging.unknown_entrant")
    for criterion in rounds.stage_of(sheet.round).rubrics:
        if criterion.id == wanted:
            return criterion
    raise BadInput("judging.unknown_criterion")


def _check_whole(sheet: Sheet, entrants: list[Nomination]) -> None:
    stage = rounds.stage_of(sheet.round)
    given = sheets.given_marks(sheet)
    recused = ties.recused_from(sheet.juror, sheet.round.edition)
    open_ones = [
        one
        for one in entrants
        if rules.progress(
            stage,
            {name: mark.mark for name, mark in given[one.pk].items()},
            recused=one.pk in recused,
        )
        in (Progress.UNMARKED, Progress.HALF)
    ]
    if open_ones:
        raise RuleRefused(
            "judging.half_marked", entrants=", ".join(one.organisation.name for one in open_ones)
        )
