"""What opened rounds tell: marks under stable pseudonyms, their openings, and whether each seal holds."""

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from paritrana.apps.awards.models import Appointment, Edition
from paritrana.apps.judging.models import Mark, Recusal, Round, Sheet
from paritrana.apps.judging.rules.ballots import ballot_text, commitment_of
from paritrana.apps.judging.states import RoundState, SheetState
from paritrana.core.scoring import EVERYTHING, RECUSED

type MarkRow = tuple[str, str, str, str]  # juror, entrant, criterion, mark
type RecusalRow = tuple[str, str]  # juror, entrant


@dataclass(frozen=True, slots=True)
class Opening:
    """What makes one seal checkable by anyone: commitment = SHA-256(prefix, nonce, "\n", sealed)."""

    juror: str
    category: str
    stage: str
    commitment: str
    nonce: str
    sealed: str
    locked_at: str


def juror_ids(edition: Edition) -> dict[int, str]:
    """Return the pseudonym of everyone who ever held a seat: j1, j2, … by seat; a successor j3b, then j3c."""
    names: dict[int, str] = {}
    held: dict[int, list[int]] = defaultdict(list)
    appointments = Appointment.objects.filter(seat__edition=edition).order_by(
        "seat__position", "seat_id", "appointed_at", "pk"
    )
    for seat, user in appointments.values_list("seat_id", "user_id"):
        if user not in held[seat]:
            held[seat].append(user)
    for place, (_, users) in enumerate(_by_seat(edition, held), start=1):
        for turn, user in enumerate(users):
            names.setdefault(user, f"j{place}" + ("" if turn == 0 else _letter(turn)))
    return names


def marks_of(edition: Edition) -> tuple[list[MarkRow], list[RecusalRow]]:
    """Return the marks of locked sheets of opened rounds, and the recusals, under pseudonyms.

    A recusal of before the first opening of the juror's marks for that entrant removes them all and is
    listed; one that came later removes the marks of rounds opened afterwards only, and is not listed, since
    what was opened stands.  Rows are sorted by code point.
    """
    names = juror_ids(edition)
    recused_at = _recusals(edition)
    rows: list[MarkRow] = []
    standing: set[tuple[int, int]] = set()
    marks = (
        Mark.objects.filter(
            sheet__round__edition=edition,
            sheet__round__state=RoundState.OPENED,
            sheet__state=SheetState.LOCKED,
        )
        .exclude(mark="")
        .select_related("sheet__round", "nomination")
    )
    for mark in marks:
        pair = (mark.sheet.juror_id, mark.nomination_id)
        at = recused_at.get(pair)
        if at is not None and at <= mark.sheet.round.opened_at:
            continue
        standing.add(pair)
        rows.append((names[pair[0]], mark.nomination.entrant_id, mark.criterion, mark.mark))
    recusals = [
        (names[juror], f"n{nomination}")
        for juror, nomination in recused_at
        if juror in names and (juror, nomination) not in standing
    ]
    return sorted(rows), sorted(recusals)


def core_marks(edition: Edition) -> dict[tuple[str, str], dict[str, str]]:
    """Return the same as the method takes it: {(juror, entrant): {criterion: mark}}, recusals as {"*": …}."""
    rows, recusals = marks_of(edition)
    cells: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for juror, entrant, criterion, mark in rows:
        cells[juror, entrant][criterion] = mark
    for pair in recusals:
        cells[pair][EVERYTHING] = RECUSED
    return dict(cells)


def openings_of(edition: Edition) -> list[Opening]:
    """Return the openings of all sealed sheets of opened rounds, by round and juror."""
    names = juror_ids(edition)
    sheets = Sheet.objects.filter(
        round__edition=edition, round__state=RoundState.OPENED, state=SheetState.LOCKED
    ).select_related("round")
    openings = [
        Opening(
            juror=names[sheet.juror_id],
            category=sheet.round.category,
            stage=sheet.round.stage,
            commitment=sheet.commitment,
            nonce=sheet.nonce,
            sealed=sheet.sealed,
            locked_at=sheet.locked_at.isoformat(timespec="seconds").replace("+00:00", "Z"),
        )
        for sheet in sheets
    ]
    return sorted(openings, key=lambda one: (one.category, one.stage, one.juror))


def sealed_text(sheet: Sheet, recused: set[int]) -> str:
    """Return the ballot of a sheet as its marks stand now; recused: nominations it lists as left out."""
    cells: dict[str, dict[str, str]] = defaultdict(dict)
    given = Mark.objects.filter(sheet=sheet).exclude(mark="").select_related("nomination")
    for mark in given:
        cells[mark.nomination.entrant_id][mark.criterion] = mark.mark
    return ballot_text(
        edition=sheet.round.edition.slug,
        category=sheet.round.category,
        stage=sheet.round.stage,
        juror=juror_ids(sheet.round.edition)[sheet.juror_id],
        marks=cells,
        recused=[f"n{nomination}" for nomination in recused],
    )


def verify_sheet(sheet: Sheet) -> bool:
    """Say whether a locked sheet's commitment still binds its sealed text, and its marks are those sealed."""
    if sheet.state != SheetState.LOCKED or commitment_of(sheet.nonce, sheet.sealed) != sheet.commitment:
        return False
    sealed = set(json.loads(sheet.sealed)["recused"])
    recused = Recusal.objects.filter(
        juror_id=sheet.juror_id,
        nomination__edition=sheet.round.edition,
        nomination__category=sheet.round.category,
    ).values_list("nomination_id", flat=True)
    return sealed_text(sheet, {one for one in recused if f"n{one}" in sealed}) == sheet.sealed


def broken_seals(round: Round) -> list[Sheet]:
    """Return the locked sheets of a round whose seal does not hold."""
    locked = round.sheets.filter(state=SheetState.LOCKED).select_related("round__edition", "seat")
    return [sheet for sheet in locked if not verify_sheet(sheet)]


def _recusals(edition: Edition) -> dict[tuple[int, int], datetime]:
    found = Recusal.objects.filter(nomination__edition=edition)
    return {(one.juror_id, one.nomination_id): one.at for one in found}


def _by_seat(edition: Edition, held: dict[int, list[int]]) -> list[tuple[int, list[int]]]:
    seats = edition.seats.order_by("position", "pk").values_list("pk", flat=True)
    return [(seat, held.get(seat, [])) for seat in seats]


def _letter(turn: int) -> str:
    return chr(ord("a") + turn) if turn < 26 else f"-{turn}"
