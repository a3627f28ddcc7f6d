"""Rounds: their entrants, how far the marking is (counts only), and what the chair needs."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from paritrana.apps.awards.models import Edition
from paritrana.apps.judging.models import Mark, Recusal, Round, Sheet
from paritrana.apps.judging.queries import ties
from paritrana.apps.judging.states import RoundState, SheetState
from paritrana.apps.nominations.models import Nomination, Objection
from paritrana.apps.nominations.queries import office
from paritrana.core.rulebook import Category, Stage


def rounds_of(edition: Edition) -> list[Round]:
    """Return the rounds of an edition in the order of its rulebook."""
    places = {
        (category.id, stage.id): place
        for place, (category, stage) in enumerate(
            (category, stage) for category in edition.rulebook.categories for stage in category.stages
        )
    }
    found = list(Round.objects.filter(edition=edition))
    for round in found:
        round.edition = edition
    return sorted(found, key=lambda one: (places.get((one.category, one.stage), len(places)), one.pk))


def category_of(round: Round) -> Category:
    """Return the category a round judges."""
    return round.edition.rulebook.category(round.category)


def stage_of(round: Round) -> Stage:
    """Return the stage a round judges."""
    return category_of(round).stage(round.stage)


def title_of(round: Round) -> dict[str, str]:
    """Return the name of a round in both languages: category, stage."""
    category, stage = category_of(round), stage_of(round)
    return {language: f"{category.title[language]} – {stage.title[language]}" for language in ("id", "en")}


def entrants_of(round: Round, among: list[Nomination] | None = None) -> list[Nomination]:
    """Return the entrants of a round: who stands in its category and, where it is for finalists, passed.

    among: the edition's standing entrants when they are already at hand.
    """
    found = (
        ties.standing(round.edition, round.category)
        if among is None
        else [one for one in among if one.category == round.category]
    )
    if round.passed is None:
        return found
    return [one for one in found if one.entrant_id in round.passed]


def is_entrant(round: Round, nomination: Nomination) -> bool:
    """Say whether a nomination is judged in a round."""
    passed = round.passed is None or nomination.entrant_id in round.passed
    return (
        passed and nomination.edition_id == round.edition_id and ties.is_standing(nomination, round.category)
    )


def quorum_of(edition: Edition) -> int:
    """Return how many sheets must be locked before a round opens; 1 where the rulebook names no committee."""
    committee = edition.rulebook.committee
    return committee.quorum if committee else 1


def locked_count(round: Round) -> int:
    """Return how many sheets of a round are locked."""
    return round.sheets.filter(state=SheetState.LOCKED).count()


def counted_jurors(round: Round, entrants: list[Nomination] | None = None) -> dict[Nomination, int]:
    """Return for each entrant how many locked sheets mark it whole and are not taken away by a recusal."""
    entrants = entrants_of(round) if entrants is None else entrants
    criteria = {criterion.id for criterion in stage_of(round).rubrics}
    cells: dict[tuple[int, int], set[str]] = defaultdict(set)
    marked = Mark.objects.filter(sheet__round=round, sheet__state=SheetState.LOCKED).exclude(mark="")
    for juror, nomination, criterion in marked.values_list("sheet__juror_id", "nomination_id", "criterion"):
        cells[juror, nomination].add(criterion)
    recused = set(Recusal.objects.filter(nomination__in=entrants).values_list("juror_id", "nomination_id"))
    count = Counter(
        nomination
        for (juror, nomination), done in cells.items()
        if criteria <= done and (juror, nomination) not in recused
    )
    return {nomination: count[nomination.pk] for nomination in entrants}


@dataclass(frozen=True, slots=True)
class Line:
    """How far one juror is in one round: counts of entrants, never a value."""

    sheet: Sheet
    marked: int
    recused: int
    entrants: int

    @property
    def left(self) -> int:
        """Return how many entrants are still to be marked or recused."""
        return self.entrants - self.marked - self.recused

    @property
    def is_locked(self) -> bool:
        """Say whether the sheet is sealed."""
        return self.sheet.state == SheetState.LOCKED


@dataclass(frozen=True, slots=True)
class RoundView:
    """One round with its entrants and the counts of each sheet."""

    round: Round
    title: dict[str, str]
    entrants: int
    lines: list[Line]
    quorum: int

    @property
    def locked(self) -> int:
        """Return how many sheets are locked."""
        return sum(line.is_locked for line in self.lines)

    @property
    def is_ready(self) -> bool:
        """Say whether the chair's quorum of locked sheets is there."""
        return (
            self.round.state in (RoundState.MARKING, RoundState.CLOSED)
            and bool(self.lines)
            and self.locked >= self.quorum
        )


@dataclass(frozen=True, slots=True)
class Left:
    """What the first round of an edition leaves behind: screening and verifying end with it."""

    dossiers: list[Nomination]
    objections: list[Objection]
    unsent: int = 0  # invited or being filled: too late after the start, but nobody's decision is missing

    def __bool__(self) -> bool:
        return bool(self.dossiers or self.objections)


def left_behind(edition: Edition) -> Left:
    """Return the undecided dossiers and open objections that the next start of a round would leave.

    Nothing once marking has begun: what was left then is on record and cannot be mended any more.
    """
    if edition.rulebook_version.frozen_at:
        return Left([], [])
    return Left(office.undecided(edition), office.open_objections(edition), office.unsent_count(edition))


def who_marked_what(edition: Edition) -> list[RoundView]:
    """Return every round with, per sheet, how many entrants are marked whole or recused: only counts."""
    standing = ties.standing(edition)
    sheets: dict[int, list[Sheet]] = defaultdict(list)
    for sheet in (
        Sheet.objects.filter(round__edition=edition)
        .select_related("seat", "juror")
        .order_by("seat__position", "pk")
    ):
        sheets[sheet.round_id].append(sheet)
    cells: dict[tuple[int, int], set[str]] = defaultdict(set)
    given = Mark.objects.filter(sheet__round__edition=edition).exclude(mark="")
    for sheet_id, nomination, criterion in given.values_list("sheet_id", "nomination_id", "criterion"):
        cells[sheet_id, nomination].add(criterion)
    recused = set(
        Recusal.objects.filter(nomination__edition=edition).values_list("juror_id", "nomination_id")
    )
    quorum, views = quorum_of(edition), []
    for round in rounds_of(edition):
        entrants = [one.pk for one in entrants_of(round, standing)]
        criteria = {criterion.id for criterion in stage_of(round).rubrics}
        lines = []
        for sheet in sheets[round.pk]:
            sheet.round = round
            away = {one for one in entrants if (sheet.juror_id, one) in recused}
            whole = [one for one in entrants if one not in away and criteria <= cells[sheet.pk, one]]
            lines.append(Line(sheet, len(whole), len(away), len(entrants)))
        views.append(RoundView(round, title_of(round), len(entrants), lines, quorum))
    return views
