"""What the robustness report says of small categories: radius, who can win, weights, gaps, lamps."""

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.spec.case import Case
from tests.spec.cases_dimensions import EVEN, GEOMETRIC, MAY_LEAVE, dimension, measure, stage

from paritrana.core.ranking.robustness import (
    CategoryReport,
    SeedParts,
    robustness,
    told_can_win,
    told_lamp,
    told_radius,
    told_tasks,
)
from paritrana.core.ranking.robustness.report import decimals, ratio
from paritrana.core.scoring import read_marks
from paritrana.core.units import Points

SEED = SeedParts("0" * 64, "1" * 64, "a public value")
WORLDS = 20


@dataclass(frozen=True)
class RobustCase:
    """A category as in `Case`, and what the report answers, by question."""

    title: str
    explanation: str
    rules: str
    values: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    answers: dict[str, str] = field(default_factory=dict)
    format: int = 1

    def report(self) -> CategoryReport:
        """Return the report of the case."""
        case = Case(self.title, self.explanation, self.rules, self.values, self.marks, format=self.format)
        result = case.result().categories[0]
        values: dict[str, dict[str, str]] = {}
        for entrant, criterion, value in (row.split(",") for row in self.values):
            values.setdefault(entrant, {})
            if criterion:
                values[entrant][criterion] = value
        marks = read_marks("\n".join(["juror,entrant,criterion,mark", *self.marks]).encode()).cells
        return robustness(
            result.category, values, marks, result.scores, seed_parts=SEED, worlds=WORLDS, rows=result.rows
        )


def _radius(report: CategoryReport) -> str:
    return ", ".join(f"{one.entrant} {ratio(one.radius)}" for one in report.rivals) or "nobody"


def _witnesses(report: CategoryReport) -> str:
    return ", ".join(f"{one.entrant} {list(one.witness)}" for one in report.rivals)


def _effective(report: CategoryReport) -> str:
    return ", ".join(
        f"{name} {'not defined' if share is None else decimals(share, 4)}"
        for name, share in report.effective.items()
    )


def _bounds(report: CategoryReport) -> str:
    return "; ".join(
        f"{one.entrant} {Points(one.low).shown} to {Points(one.high).shown}, rank {one.best_rank} to"
        f" {one.worst_rank}{', task' if one.task else ''}"
        for one in report.bounds
    )


QUESTIONS: dict[str, Callable[[CategoryReport], str]] = {
    "radius": _radius,
    "witnesses": _witnesses,
    "in words": lambda report: told_radius(report)[0],
    "can win": lambda report: ", ".join(report.can_win),
    "can win, in words": lambda report: told_can_win(report)[0],
    "effective weights": _effective,
    "bounds": _bounds,
    "tasks": lambda report: " ".join(one[0] for one in told_tasks(report)),
    "lamps": lambda report: ", ".join(f"{one.id} {'on' if one.on else 'off'}" for one in report.lamps),
    "without one juror": lambda report: told_lamp(report.lamps[0])[0],
    "weights ± 10%": lambda report: told_lamp(report.lamps[1])[0],
    "trimmed": lambda report: told_lamp(report.lamps[2])[0],
}


def two(first: int, missing: str = "zero", more: str = "") -> str:
    """Return a category with two measures, `k` of that weight and `m` of the rest."""
    rule = f'goalposts = ["0", "1"]\nmissing = "{missing}"\n'
    return (
        f'{more}[[stage]]\nid = "data"\nweight_bp = 10000\n'
        f'[[stage.criterion]]\nid = "k"\nkind = "measure"\nweight_bp = {first}\n{rule}'
        f'[[stage.criterion]]\nid = "m"\nkind = "measure"\nweight_bp = {10_000 - first}\n{rule}'
    )


TALK = (
    '[[stage]]\nid = "talk"\nweight_bp = 10000\n'
    '[[stage.criterion]]\nid = "r"\nkind = "rubric"\nweight_bp = 10000\nscale = [0, 10]\n'
)


def marks(entrant: str, *given: int) -> tuple[str, ...]:
    """Return the marks of jurors J1, J2 … for an entrant."""
    return tuple(f"J{place},{entrant},r,{mark}" for place, mark in enumerate(given, 1))


WEIGHTS = [
    RobustCase(
        "The stability radius",
        "A leads B by 0.6·0.1 - 0.4·0.1 = 0.02; weights against A take at most ρ·0.1 of that. C is"
        " behind in both criteria, so no weights help it before they reach nothing or double.",
        two(6000),
        values=("A,k,0.8", "A,m,0.6", "B,k,0.7", "B,m,0.7", "C,k,0.2", "C,m,0.2"),
        answers={
            "radius": "B 1/5, C 1/1",
            "in words": "B draws level with A only if weights move by 20.0% or more.",
            "can win": "A, B",
            "can win, in words": "With each weight moved by up to 25%, nobody but A and B can come first"
            " (2 of 3).",
            "weights ± 10%": "The first place holds for all weights within ± 10%.",
        },
    ),
    RobustCase(
        "A shared first place",
        "Equals have radius 0: any change of weights parts them.",
        two(5000),
        values=("A,k,1", "A,m,0", "B,k,0", "B,m,1"),
        answers={
            "radius": "B 0/1",
            "in words": "B is level with A: any change of weights decides between them.",
            "can win": "A, B",
            "weights ± 10%": "Weights within ± 10% can bring B level or ahead.",
        },
    ),
    RobustCase(
        "Alike in every criterion",
        "No weights part two entrants with the same points, so the twin is no rival and has no radius.",
        two(5000),
        values=("A,k,1", "A,m,0", "B,k,1", "B,m,0"),
        answers={
            "radius": "nobody",
            "in words": "A and B are alike in every criterion: no weights can part them.",
            "can win": "A, B",
            "effective weights": "k not defined, m not defined",
        },
    ),
    RobustCase(
        "One entrant",
        "There is nobody to overtake; with one score nothing varies.",
        two(5000),
        values=("A,k,1", "A,m,0"),
        answers={
            "radius": "nobody",
            "in words": "A has no rival.",
            "can win": "A",
            "effective weights": "k not defined, m not defined",
            "bounds": "A 50.00 to 50.00, rank 1 to 1",
            "lamps": "leave_one_juror_out on, weights_10 on, trimmed_mean on",
        },
    ),
    RobustCase(
        "A criterion that left",
        "B has no m and the rule lets it leave. Its place is held by the points of the stage, 0.7, so A leads"
        " by 0.5·0.2 - 0.5·0.1 and the radius is that over their sum.",
        two(5000, "renormalise"),
        values=("A,k,0.9", "A,m,0.6", "B,k,0.7", "B,m,"),
        answers={"radius": "B 1/3"},
    ),
    RobustCase(
        "A weight in name only",
        "All stand alike in m: whatever its weight, k alone makes the ranking.",
        two(2000),
        values=("A,k,0.3", "A,m,0.9", "B,k,0.1", "B,m,0.9"),
        answers={"effective weights": "k 1.0000, m 0.0000"},
    ),
    RobustCase(
        "A criterion that works against the ranking",
        "m falls where the score rises; its effective weight is negative, and all still sum to 1.",
        two(8000),
        values=("A,k,1", "A,m,0", "B,k,0", "B,m,1"),
        answers={"effective weights": "k 1.3333, m -0.3333"},
    ),
]

GAPS = [
    RobustCase(
        "A gap that can change the winner",
        "B has no m: by the rule it counts nothing, but the true value may be anything.",
        two(5000),
        values=("A,k,0.8", "A,m,0.6", "B,k,0.5", "B,m,", "C,k,0.1", "C,m,0.1"),
        answers={
            "bounds": "A 70.00 to 70.00, rank 1 to 2; B 25.00 to 75.00, rank 1 to 2, task;"
            " C 10.00 to 10.00, rank 3 to 3",
            "tasks": "B has no value for m: its score can still be 25.00 to 75.00, its rank 1 to 2."
            " Complete this before the ranking is frozen.",
        },
    ),
    RobustCase(
        "A gap that cannot",
        "Even at full B stays behind, so nobody has to look for the value.",
        two(9000),
        values=("A,k,0.8", "A,m,0.6", "B,k,0.5", "B,m,"),
        answers={"bounds": "A 78.00 to 78.00, rank 1 to 1; B 45.00 to 55.00, rank 2 to 2", "tasks": ""},
    ),
    RobustCase(
        "A gap that keeps out of the ranking",
        "Without m, B and C leave the ranking. With the value at full B would be first, so somebody has to"
        " look for it; C would stay behind A. A stands at rank 2 at worst: C cannot pass it.",
        two(5000, "disqualify"),
        values=("A,k,0.8", "A,m,0.6", "B,k,0.5", "B,m,", "C,k,0.3", "C,m,"),
        answers={
            "bounds": "A 70.00 to 70.00, rank 1 to 2; B 25.00 to 75.00, rank 1 to 3, task;"
            " C 15.00 to 65.00, rank 2 to 3",
            "tasks": "B has no value for m: its score can still be 25.00 to 75.00, its rank 1 to 3."
            " Complete this before the ranking is frozen.",
        },
    ),
    RobustCase(
        "A criterion nobody has",
        "Every score can still move by its whole weight.",
        two(5000),
        values=("A,k,0.8", "B,k,0.5"),
        answers={
            "bounds": "A 40.00 to 90.00, rank 1 to 2, task; B 25.00 to 75.00, rank 1 to 2, task",
            "effective weights": "k 1.0000, m 0.0000",
        },
    ),
]

JURORS = [
    RobustCase(
        "One juror decides",
        "Without J3, who gave A ten and B nothing, B would be first.",
        TALK,
        values=("A,,", "B,,"),
        marks=marks("A", 5, 5, 10) + marks("B", 7, 7, 0),
        answers={
            "lamps": "leave_one_juror_out off, weights_10 on, trimmed_mean on",
            "without one juror": "Without J3, B would be first.",
            "trimmed": "The first place holds when the highest and the lowest juror of each entrant are left"
            " out.",
        },
    ),
    RobustCase(
        "Outliers decide",
        "With five jurors the trimmed mean leaves out the ten that put A first.",
        TALK,
        values=("A,,", "B,,"),
        marks=marks("A", 5, 5, 5, 5, 10) + marks("B", 6, 6, 6, 6, 5),
        answers={
            "lamps": "leave_one_juror_out off, weights_10 on, trimmed_mean off",
            "trimmed": "Without the highest and the lowest juror of each entrant, B would be first.",
        },
    ),
    RobustCase(
        "No jurors",
        "Where nobody marks, the lamps of jurors are on and say that there was nothing to try.",
        two(5000),
        values=("A,k,0.9", "A,m,0.9", "B,k,0.1", "B,m,0.1"),
        answers={
            "lamps": "leave_one_juror_out on, weights_10 on, trimmed_mean on",
            "without one juror": "There are no two jurors, so none can be left out.",
            "trimmed": "Jurors mark nothing here, so there is nothing to trim.",
        },
    ),
]

MULTIPLIED = [
    RobustCase(
        "Level under a geometric mean",
        "A has √(0.9·0.4) = 0.6, B √(0.5·0.7). With a down and b up by ρ they are level where"
        " (1 - ρ)·ln(0.9/0.5) = (1 + ρ)·ln(0.7/0.4), at 0.0246; the least thousandth that does is 25. C is"
        " behind in both: nothing was found.",
        stage(*EVEN, more=GEOMETRIC),
        values=("A,a,0.9", "A,b,0.4", "B,a,0.5", "B,b,0.7", "C,a,0.2", "C,b,0.2"),
        answers={
            "radius": "B 1/40, C 1/1",
            "witnesses": "B [-25, 25], C []",
            "in words": "Found, not proven: B draws level with A with each weight moved by up to 2.5%;"
            " whether less would do is not known.",
            "can win, in words": "With each weight moved by up to 25%, found able to come first: A and B"
            " (2 of 3); that nobody else can is not proven.",
            "weights ± 10%": "Weights within ± 10% can bring B level or ahead.",
        },
        format=2,
    ),
    RobustCase(
        "Nothing found",
        "B is behind in both stages, so no weights can help it; the report says only what it knows.",
        GEOMETRIC
        + stage(measure("a", 10_000), weight=5000)
        + stage(measure("b", 10_000), name="field", weight=5000),
        values=("A,a,0.9", "A,b,0.5", "B,a,0.5", "B,b,0.4"),
        answers={
            "radius": "B 1/1",
            "in words": "No weights were found, up to nothing or double, with which another draws level"
            " with A; that there are none is not proven.",
            "can win": "A",
            "weights ± 10%": "No weights within ± 10% were found that bring another level or ahead; that"
            " there are none is not proven.",
        },
        format=2,
    ),
    RobustCase(
        "Parts of a product",
        "All stand alike in b, so a makes all the difference, though it is one of two exponents alike.",
        stage(*EVEN, more=GEOMETRIC),
        values=("A,a,0.9", "A,b,0.4", "B,a,0.5", "B,b,0.4"),
        answers={"effective weights": "a 1.0000, b 0.0000"},
        format=2,
    ),
    RobustCase(
        "A gap under a geometric mean",
        "B has no b: at nothing the floor stands for it, √(0.81·0.01) = 0.09; at full it has √0.81 = 0.9.",
        stage(*EVEN, more=GEOMETRIC),
        values=("A,a,0.9", "A,b,0.4", "B,a,0.81", "B,b,"),
        answers={
            "bounds": "A 60.00 to 60.00, rank 1 to 2; B 9.00 to 90.00, rank 1 to 2, task",
            "tasks": "B has no value for b: its score can still be 9.00 to 90.00, its rank 1 to 2. Complete"
            " this before the ranking is frozen.",
        },
        format=2,
    ),
    RobustCase(
        "A dimension that left",
        "Nobody has c, and B has no b either. The points of the stage hold the place of a dimension that left"
        " whole: 0.6 for A, 0.5 for B, so B stays at 0.5 whatever the weights. With a and c down and b up by"
        " 0.506 A falls to that.",
        stage(
            dimension("reach", 4000),
            dimension("care", 4000),
            dimension("rest", 2000),
            measure("a", 10_000, "reach", MAY_LEAVE),
            measure("b", 10_000, "care", MAY_LEAVE),
            measure("c", 10_000, "rest", MAY_LEAVE),
            more=GEOMETRIC,
        ),
        values=("A,a,0.9", "A,b,0.4", "B,a,0.5"),
        answers={"radius": "B 253/500", "witnesses": "B [-506, 506, -506]"},
        format=2,
    ),
    RobustCase(
        "A stage that left",
        "B has nothing in the first stage, which gives it no points, not those of the floor, whatever"
        " weights there are. With a down, b and c up by 0.189, A's first stage falls to 0.059 and no longer"
        " makes good the 0.05 that A lacks in the second.",
        stage(
            dimension("reach", 5000),
            dimension("care", 5000),
            measure("a", 10_000, "reach", MAY_LEAVE),
            measure("b", 10_000, "care", MAY_LEAVE),
            weight=5000,
            more=GEOMETRIC,
        )
        + stage(measure("c", 10_000), name="field", weight=5000),
        values=("A,a,0.81", "A,b,0.01", "A,c,0.5", "B,c,0.55"),
        answers={"radius": "B 189/1000", "witnesses": "B [-189, 189, 189]"},
        format=2,
    ),
]

PARTS = (("Weights", WEIGHTS), ("Geometric means", MULTIPLIED), ("Gaps", GAPS), ("Jurors", JURORS))
CASES = [case for _, cases in PARTS for case in cases]
