"""What a judging plan of an edition is asked, and whether the marks of an opened round hang together."""

from dataclasses import dataclass
from functools import cached_property

from paritrana.apps.awards.labels.words import seat_title
from paritrana.apps.awards.models import Edition, Seat
from paritrana.apps.judging.models import Recusal, Round, Tie
from paritrana.apps.judging.queries import opened, rounds, ties
from paritrana.apps.judging.states import TieKind
from paritrana.apps.nominations.models import Nomination
from paritrana.core.scoring.planning import Entrant, Juror, Linkage, Place, Question, linkage

SMALLEST_PANEL = 3


@dataclass(frozen=True)
class Committee:
    """Who judges whom in an edition: seats held now, standing entrants of categories jurors mark, ties."""

    edition: Edition
    seats: dict[str, Seat]
    entrants: dict[str, Nomination]
    ties: frozenset[tuple[str, str]]

    def question(self, *, panel: int, load: int | None = None, anchors: int = 0) -> Question:
        """Return what the planner is asked; load: most entrants a juror takes, None for no limit."""
        return Question(
            jurors=tuple(
                Juror(id, len(self.entrants) if load is None else load, seat=seat.code)
                for id, seat in self.seats.items()
            ),
            entrants=tuple(Entrant(id, one.category) for id, one in self.entrants.items()),
            ties=self.ties,
            panel=panel,
            anchors=anchors,
        )

    def place(self, language: str) -> Place:
        """Return what to call jurors, entrants and categories in sentences."""
        book = self.edition.rulebook
        return Place(
            names={
                **{id: seat_title(seat, book, language) for id, seat in self.seats.items()},
                **{id: one.organisation.name for id, one in self.entrants.items()},
                **{one.id: one.title["en" if language.startswith("en") else "id"] for one in book.categories},
            }
        )

    @cached_property
    def usual_panel(self) -> int:
        """Return the panel to begin with: three, or what the rulebook asks, never more than the seats."""
        asked = max((one.jury.min_jurors for one in self.edition.rulebook.categories), default=1)
        return max(1, min(len(self.seats), max(SMALLEST_PANEL, asked)))


def committee_of(edition: Edition) -> Committee:
    """Return who judges whom; ties are those declared and derived, and every recusal."""
    appointments = ties.seated(edition)
    marked = {one.id for one in edition.rulebook.categories if any(stage.rubrics for stage in one.stages)}
    entrants = {one.pk: one for one in ties.standing(edition) if one.category in marked}
    seat_of = {one.user_id: f"{one.seat.code}{one.seat.ordinal}" for one in appointments}
    bound = set(ties.derived_ties(edition, appointments=appointments, nominations=entrants.values()))
    declared = Tie.objects.filter(nomination__edition=edition).exclude(kind=TieKind.NONE)
    recused = Recusal.objects.filter(nomination__edition=edition)
    for found in (declared, recused):
        bound.update(found.values_list("juror_id", "nomination_id"))
    return Committee(
        edition,
        {seat_of[one.user_id]: one.seat for one in appointments},
        {one.entrant_id: one for one in entrants.values()},
        frozenset(
            (seat_of[juror], entrants[nomination].entrant_id)
            for juror, nomination in bound
            if juror in seat_of and nomination in entrants
        ),
    )


def linkage_of(round: Round, rows: list[opened.MarkRow], entrants: list[Nomination]) -> Linkage:
    """Return how the marks of an opened round hang together; rows: the edition's opened marks."""
    criteria = {criterion.id for criterion in rounds.stage_of(round).rubrics}
    pairs = {(juror, entrant) for juror, entrant, criterion, _ in rows if criterion in criteria}
    return linkage(round.category, [one.entrant_id for one in entrants], pairs)
