"""A juror's own sheets: the queue, the marks given so far, and what is still open."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from paritrana.apps.accounts.models import User
from paritrana.apps.awards.models import Edition
from paritrana.apps.judging.models import Mark, Round, Sheet
from paritrana.apps.judging.queries import rounds, ties
from paritrana.apps.judging.rules.marks import Progress, progress
from paritrana.apps.judging.states import RoundState, SheetState
from paritrana.apps.nominations.models import Nomination


@dataclass(frozen=True, slots=True)
class Item:
    """One entrant of a juror's queue: how far it is, and how many jurors have marked it whole so far."""

    nomination: Nomination
    progress: Progress
    given: int
    asked: int
    others: int = 0

    @property
    def is_open(self) -> bool:
        """Say whether something is left to do."""
        return self.progress in (Progress.UNMARKED, Progress.HALF)


@dataclass(frozen=True, slots=True)
class Queue:
    """One sheet with its entrants in the chosen order."""

    sheet: Sheet
    title: dict[str, str]
    items: list[Item]

    @property
    def done(self) -> int:
        """Return how many entrants are marked whole or recused."""
        return sum(not item.is_open for item in self.items)

    @property
    def following(self) -> Item | None:
        """Return the next entrant that is not finished."""
        return next((item for item in self.items if item.is_open), None)

    @property
    def is_locked(self) -> bool:
        """Say whether the sheet is sealed."""
        return self.sheet.state == SheetState.LOCKED

    @property
    def is_open(self) -> bool:
        """Say whether the juror may mark now."""
        return not self.is_locked and self.sheet.round.state == RoundState.MARKING

    def after(self, nomination: Nomination) -> Item | None:
        """Return the next unfinished entrant behind one in the queue, going round to the start."""
        keys = [item.nomination.pk for item in self.items]
        place = keys.index(nomination.pk) if nomination.pk in keys else -1
        ahead = self.items[place + 1 :] + self.items[: max(place, 0)]
        return next((item for item in ahead if item.is_open), None)


def sheet_for(user: User, round: Round) -> Sheet | None:
    """Return a juror's own sheet of a round, or None."""
    return Sheet.objects.filter(round=round, juror=user).select_related("round__edition", "seat").first()


def given_marks(sheet: Sheet) -> dict[int, dict[str, Mark]]:
    """Return the marks of a sheet by nomination and criterion."""
    found: dict[int, dict[str, Mark]] = defaultdict(dict)
    for mark in Mark.objects.filter(sheet=sheet):
        found[mark.nomination_id][mark.criterion] = mark
    return found


def queues_of(user: User, edition: Edition, *, by_name: bool = False) -> list[Queue]:
    """Return a juror's sheets of an edition with their entrants, fewest marked first or by name."""
    standing = ties.standing(edition)
    started = {round.pk: round for round in rounds.rounds_of(edition)}
    sheets = list(Sheet.objects.filter(juror=user, round__edition=edition).select_related("seat"))
    sheets.sort(key=lambda sheet: list(started).index(sheet.round_id))
    cells: dict[tuple[int, int], dict[str, str]] = defaultdict(dict)
    for sheet_id, nomination, criterion, mark in Mark.objects.filter(sheet__in=sheets).values_list(
        "sheet_id", "nomination_id", "criterion", "mark"
    ):
        cells[sheet_id, nomination][criterion] = mark
    recused = set(ties.recused_from(user, edition))
    counts = _marked_counts(edition)
    queues = []
    for sheet in sheets:
        sheet.round = started[sheet.round_id]
        stage = rounds.stage_of(sheet.round)
        items = [
            Item(
                nomination,
                progress(stage, cells[sheet.pk, nomination.pk], recused=nomination.pk in recused),
                given=sum(1 for mark in cells[sheet.pk, nomination.pk].values() if mark),
                asked=len(stage.rubrics),
                others=counts[sheet.round_id, nomination.pk],
            )
            for nomination in rounds.entrants_of(sheet.round, standing)
        ]
        if not by_name:
            items.sort(key=lambda item: item.others)
        queues.append(Queue(sheet, rounds.title_of(sheet.round), items))
    return queues


def queue_of(sheet: Sheet, *, by_name: bool = False) -> Queue:
    """Return one sheet as a queue."""
    queues = queues_of(sheet.juror, sheet.round.edition, by_name=by_name)
    return next(queue for queue in queues if queue.sheet.pk == sheet.pk)


def _marked_counts(edition: Edition) -> Counter[tuple[int, int]]:
    """Return how many sheets have a mark for each entrant of each round: the order "fewest first"."""
    pairs = (
        Mark.objects.filter(sheet__round__edition=edition)
        .exclude(mark="")
        .values_list("sheet__round_id", "nomination_id", "sheet_id")
        .distinct()
    )
    return Counter((round_id, nomination) for round_id, nomination, _ in pairs)
