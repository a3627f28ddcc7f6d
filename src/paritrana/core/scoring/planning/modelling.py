"""The CP-SAT model of a plan: what is chosen, what must hold, and the two aims."""

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING, Any

from paritrana.core.scoring.planning.connectivity import Part
from paritrana.core.scoring.planning.drafting import Draft
from paritrana.core.scoring.planning.model import FEW, Pair, Question

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

MOST_MEETINGS = 60_000  # beyond this many (pair, entrant) the second aim would only fill memory
_UNEVEN, _FEW, _SAME_SEAT = 100, 10, 1


class Model:
    """One model that grows by cuts; the solver is loaded here, so that pages without it stay light."""

    def __init__(self, question: Question, seed: int) -> None:
        from ortools.sat.python import cp_model

        self.question, self.seed, self.cp = question, seed, cp_model
        self.model = cp_model.CpModel()
        self.meets: dict[Pair, Any] = {}
        self.of_juror: dict[str, list[Pair]] = {juror: [] for juror in question.loads}
        for entrant, jurors in question.possible.items():
            for juror in jurors:
                self.meets[juror, entrant] = self.model.new_bool_var("")
                self.of_juror[juror].append((juror, entrant))
            seats = [self.meets[juror, entrant] for juror in jurors]
            self.model.add(sum(seats) == question.need[entrant])
        for juror, pairs in self.of_juror.items():
            self.model.add(sum(self.meets[pair] for pair in pairs) <= question.loads[juror])
        for pair in sorted(question.kept):
            self.model.add(self.meets[pair] == 1)
        self.aim: Any = None

    def hint(self, draft: Draft) -> None:
        """Start the search from a draft."""
        self.model.clear_hints()  # type: ignore[no-untyped-call]  # the library forgot one annotation
        for pair, meets in self.meets.items():
            self.model.add_hint(meets, pair in draft)

    def cut(self, part: Part) -> None:
        """Ask that a part of a category, closed in the plan at hand, sends a seat across its border."""
        jurors, entrants = part
        category = self.question.category_of[min(entrants)]
        border = [
            meets
            for (juror, entrant), meets in self.meets.items()
            if self.question.category_of[entrant] == category and (juror in jurors) != (entrant in entrants)
        ]
        self.model.add_bool_or(border)

    def aim_at_loads(self) -> None:
        """Aim at even loads, then at eight entrants in each category of a juror, then at mixed seats."""
        terms = [*self._uneven(), *self._few(), *self._same_seat()]
        self.aim = sum(terms)
        self.model.minimize(self.aim)

    def hold_loads(self) -> None:
        """Hold what the first step reached."""
        self.model.add(self.aim <= self.reached)

    def aim_at_pairs(self) -> bool:
        """Aim at the most pairs of jurors that meet; False when there are too many to weigh."""
        panels: dict[tuple[str, str, str], list[Any]] = {}
        meetings = sum(len(jurors) * (len(jurors) - 1) // 2 for jurors in self.question.possible.values())
        if meetings > MOST_MEETINGS:
            return False
        most: Counter[str] = Counter()
        for entrant, jurors in self.question.possible.items():
            category, need = self.question.category_of[entrant], self.question.need[entrant]
            most[category] += need * (need - 1) // 2
            for one, other in combinations(jurors, 2):
                both = self.model.new_bool_var("")
                self.model.add_implication(both, self.meets[one, entrant])
                self.model.add_implication(both, self.meets[other, entrant])
                panels.setdefault((category, one, other), []).append(both)
        met: dict[str, list[Any]] = {}
        for (category, _, _), shared in panels.items():
            pair = self.model.new_bool_var("")
            self.model.add_bool_or([*shared, ~pair])
            met.setdefault(category, []).append(pair)
        for category, several in met.items():
            self.model.add(sum(several) <= most[category])  # follows from the rest, but helps the proof
        self.model.maximize(sum(pair for several in met.values() for pair in several))
        return True

    def solve(self, effort: float) -> tuple[Draft | None, str, float]:
        """Return the seats or None, the solver's status, and the deterministic time spent."""
        solver = self.cp.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = self.seed
        solver.parameters.max_deterministic_time = effort
        status: cp_model.CpSolverStatus = solver.solve(self.model)
        name, spent = str(solver.status_name(status)), max(solver.response_proto.deterministic_time, 1e-3)
        if name not in ("OPTIMAL", "FEASIBLE"):
            return None, name, spent
        if self.aim is not None:
            self.reached = int(solver.value(self.aim)) if not isinstance(self.aim, int) else self.aim
        found = frozenset(pair for pair, meets in self.meets.items() if solver.boolean_value(meets))
        return found, name, spent

    def _uneven(self) -> list[Any]:
        """Count entrants above or below the even share: what each would take if poured out evenly."""
        able = {juror: min(len(pairs), self.question.loads[juror]) for juror, pairs in self.of_juror.items()}
        level = even_level(list(able.values()), sum(self.question.need.values()))
        terms = []
        for juror, pairs in self.of_juror.items():
            low, high = min(able[juror], level), min(able[juror], level + 1)
            load = sum(self.meets[pair] for pair in pairs)
            if able[juror] > high:
                terms.append(_UNEVEN * self._above(load - high, able[juror] - high))
            if low > 0:
                terms.append(_UNEVEN * self._above(low - load, low))
        return terms

    def _few(self) -> list[Any]:
        """Count what a juror lacks to eight entrants in each category where the juror marks any."""
        terms = []
        for juror, pairs in self.of_juror.items():
            by_category: dict[str, list[Pair]] = {}
            for pair in pairs:
                by_category.setdefault(self.question.category_of[pair[1]], []).append(pair)
            if len(by_category) < 2:
                continue  # the even share decides alone
            for own in by_category.values():
                goal = min(FEW, len(own), self.question.loads[juror])
                works = self.model.new_bool_var("")
                for pair in own:
                    self.model.add_implication(self.meets[pair], works)
                load = sum(self.meets[pair] for pair in own)
                terms.append(_FEW * self._above(goal * works - load, goal))
        return terms

    def _same_seat(self) -> list[Any]:
        """Count jurors beyond the first of one seat on one panel."""
        seat_of = {juror.id: juror.seat for juror in self.question.jurors if juror.seat}
        terms = []
        for entrant, jurors in self.question.possible.items():
            if entrant in self.question.anchor_entrants:
                continue
            by_seat: dict[str, list[Any]] = {}
            for juror in jurors:
                if juror in seat_of:
                    by_seat.setdefault(seat_of[juror], []).append(self.meets[juror, entrant])
            terms += [
                _SAME_SEAT * self._above(sum(own) - 1, min(len(own), self.question.need[entrant]) - 1)
                for own in by_seat.values()
                if len(own) > 1 and self.question.need[entrant] > 1
            ]
        return terms

    def _above(self, amount: Any, most: int) -> Any:
        over = self.model.new_int_var(0, most, "")
        self.model.add(over >= amount)
        return over


def even_level(able: list[int], total: int) -> int:
    """Return the highest level at which everybody, up to what they are able, gets no more than the total."""
    level, top = 0, max(able, default=0)
    while level < top and sum(min(one, level + 1) for one in able) <= total:
        level += 1
    return level
