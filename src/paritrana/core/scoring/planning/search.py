"""The search for a plan: who marks whom, connected in every category, loads even, many pairs of jurors.

CP-SAT chooses for each (juror, entrant) that may meet.  Hard: ties, loads, panel sizes, kept seats, and that
every category is connected.  Two steps: first the loads (fewest entrants above or
below an even share, then few jurors with under eight in a category they work in, then few panels with two
jurors of one seat), then, with these held, the most pairs of jurors that meet on some entrant.

Connection is added lazily, by cuts: where a plan falls into parts, each part S of some jurors and entrants
must send a seat across its border, and the model is solved again.  A flow or a spanning tree inside the
model would cost two more variables for each pair and a weak big-M relaxation in every solve, for a
condition that nearly every even plan meets by itself: cuts cost nothing until one is needed, each removes
only plans that fall apart, and there are finitely many, so that INFEASIBLE is a proof.

The same question, seed and library version give the same plan: one worker, a fixed seed, and an effort in
the solver's deterministic time, never in seconds of a clock.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from importlib import metadata
from itertools import combinations

from paritrana.core.scoring.planning.connectivity import components
from paritrana.core.scoring.planning.drafting import Draft, drafted
from paritrana.core.scoring.planning.model import ANCHOR, PANEL, Answer, Pair, Place, Plan, Question, Search
from paritrana.core.scoring.planning.modelling import Model
from paritrana.core.scoring.planning.reasons import reasons
from paritrana.core.scoring.planning.wording import fault
from paritrana.errors import Fault

EFFORT = 2.0
type Say = Callable[[str], None]


def propose(
    question: Question,
    *,
    seed: str = "",
    effort: float = EFFORT,
    place: Place | None = None,
    say: Say = lambda _: None,
) -> Answer:
    """Return a plan, or every reason why there is none.

    effort: deterministic time of the solver for each of the two steps, about seconds of one core.
    say: is told each step in words.  The question must be sound: `questions.check` tells its faults.
    """
    place = place or Place()
    if found := reasons(question, place):
        return Answer(None, tuple(found))
    searching = _Searching(question, seed, effort, say)
    first = searching.loads()
    if first is None:
        return Answer(None, tuple(searching.why(place)))
    pairs = searching.pairs(first)
    seats = sorted(
        (
            question.category_of[entrant],
            entrant,
            juror,
            ANCHOR if entrant in question.anchor_entrants else PANEL,
        )
        for juror, entrant in pairs
    )
    search = Search(
        seed,
        searching.status["loads"],
        searching.status["pairs"],
        searching.cuts,
        metadata.version("ortools"),
    )
    return Answer(Plan(question, tuple(seats), search))


class _Searching:
    """Both steps over one model, the cuts found so far kept between them."""

    def __init__(self, question: Question, seed: str, effort: float, say: Say) -> None:
        self.question, self.effort, self.say = question, effort, say
        self.number = int.from_bytes(hashlib.sha256(seed.encode()).digest()[:4]) >> 1
        self.status = {"loads": "UNKNOWN", "pairs": "SKIPPED"}
        self.cuts = 0
        self.model = Model(question, self.number)

    def loads(self) -> Draft | None:
        """Return connected seats with even loads, or None."""
        self.say("step 1 of 3: even loads")
        self.model.hint(drafted(self.question))
        self.model.aim_at_loads()
        found, self.status["loads"] = self._connected(list(self.question.by_category))
        return found

    def pairs(self, first: Draft) -> Draft:
        """Return seats as even as the first, with as many pairs of jurors as the effort finds."""
        self.say("step 2 of 3: many pairs of jurors")
        self.model.hold_loads()
        self.model.hint(first)
        if not self.model.aim_at_pairs():
            return first
        found, status = self._connected(list(self.question.by_category))
        if found is None:
            return first
        self.status["pairs"] = status
        return found

    def why(self, place: Place) -> Iterable[Fault]:
        """Return why the search found nothing, category by category."""
        if self.status["loads"] != "INFEASIBLE":
            return [fault("search.limit", file=place.jurors_file)]
        found = []
        for category, entrants in self.question.by_category.items():
            self.model = Model(self.question, self.number)
            if self._connected([category])[1] == "INFEASIBLE":
                line = place.entrants.get(entrants[0], 0)
                found.append(fault("connect.category", line, file=place.entrants_file, category=category))
        return found or [fault("connect.together", file=place.jurors_file)]

    def _connected(self, categories: list[str]) -> tuple[Draft | None, str]:
        """Solve, cut and solve again until the named categories are connected or the effort is spent."""
        left = self.effort
        while True:
            found, status, spent = self.model.solve(left)
            if found is None:
                return None, status
            broken = [
                part
                for category in categories
                if len(parts := components(_of(found, self.question, category))) > 1
                for part in parts
            ]
            if not broken:
                return found, status
            left -= spent
            if left <= 0:
                return None, "UNKNOWN"
            self.cuts += 1
            for part in broken:
                self.model.cut(part)


def _of(pairs: Draft, question: Question, category: str) -> Iterable[Pair]:
    return [pair for pair in sorted(pairs) if question.category_of[pair[1]] == category]


def pair_count(plan: Plan) -> dict[str, tuple[int, int]]:
    """Return for each category the pairs of jurors who share an entrant, and the most there could be."""
    found: dict[str, set[Pair]] = {category: set() for category in plan.question.by_category}
    panels: dict[str, list[str]] = {}
    for _, entrant, juror, _ in plan.seats:
        panels.setdefault(entrant, []).append(juror)
    jurors = Counter(category for category, _ in {(seat[0], seat[2]) for seat in plan.seats})
    for entrant, panel in panels.items():
        found[plan.question.category_of[entrant]].update(combinations(sorted(panel), 2))
    return {
        category: (len(pairs), jurors[category] * (jurors[category] - 1) // 2)
        for category, pairs in found.items()
    }
