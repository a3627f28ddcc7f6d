"""Odd categories, the fair view and other scales: each has a defined outcome."""

from fractions import Fraction

import pytest
from tests.core.ranking import robustness_oracle as oracle
from tests.spec.cases_robustness import SEED, TALK, WORLDS, RobustCase, marks, two

from paritrana.core.ranking import rank_category
from paritrana.core.ranking.robustness import (
    CategoryReport,
    FairPanels,
    SeedParts,
    robustness,
    robustness_json,
    told_moves,
    told_radius,
    told_stability,
    told_tasks,
)
from paritrana.core.ranking.robustness.grid import Grid
from paritrana.core.ranking.robustness.scales import deviations, percentiles
from paritrana.core.ranking.robustness.worlds import Runner, choices_of
from paritrana.core.scoring import read_marks


def report_of(rules: str, values: tuple[str, ...], *given: str, form: int = 1) -> CategoryReport:
    return RobustCase("", "", rules, values=values, marks=given, format=form).report()


def text_of(report: CategoryReport) -> str:
    return robustness_json([report], seed_parts=SEED, worlds=WORLDS)


def test_nobody_ranked():
    rules = two(5000, "disqualify")
    report = report_of(rules, ("A,k,", "A,m,1"))
    assert (report.winner, report.word, report.rivals) == ((), None, ())
    assert [(one.entrant, one.low, one.high, one.best_rank, one.task) for one in report.bounds] == [
        ("A", 50, 100, 1, True)
    ]
    assert told_stability(report) == ("Nobody is ranked.", "Tidak ada peserta yang diperingkat.")
    assert told_radius(report)[0] == "Nobody is ranked."
    assert '"winner":[]' in text_of(report)


def test_who_is_excluded_has_no_standing_but_its_gap_is_a_task():
    report = report_of(two(5000, "disqualify"), ("A,k,", "A,m,1", "B,k,1", "B,m,0"))
    assert [one.entrant for one in report.standings] == ["B"]
    assert [(one.entrant, one.worst_rank, one.task) for one in report.bounds] == [
        ("B", 2, False),
        ("A", 2, True),
    ]
    assert report.word == "stable"


STAGES = """
[[stage]]
id = "data"
weight_bp = 6000
{pass_mark}[[stage.criterion]]
id = "k"
kind = "measure"
weight_bp = {weight}
goalposts = ["0", "1"]
missing = "disqualify"
[[stage.criterion]]
id = "m"
kind = "measure"
weight_bp = {rest}
goalposts = ["0", "1"]
[[stage]]
id = "talk"
weight_bp = 4000
{final}[[stage.criterion]]
id = "r"
kind = "rubric"
weight_bp = 10000
scale = [0, 10]
"""


def staged(weight: int, *values: str, final: bool = False, pass_mark: str = "") -> CategoryReport:
    """Return the report of entrants who all had ten in the talk if they were heard; A and B always are."""
    head = "finalists = 2\n" if final else ""
    entrants = 'entrants = "finalists"\n' if final else ""
    rules = head + STAGES.format(weight=weight, rest=10_000 - weight, final=entrants, pass_mark=pass_mark)
    return report_of(rules, values, "J1,A,r,10", "J1,B,r,10", form=2)


SOUND = ("A,k,0.9", "A,m,0.9", "B,k,0.8", "B,m,0.8")


def test_a_stage_nobody_marked_counts_nothing_and_the_most():
    report = staged(5000, *SOUND, "C,k,", "C,m,0.5")
    told = {one.entrant: one for one in report.bounds}
    assert (told["C"].low, told["C"].high) == (15, 85)
    assert (told["C"].best_rank, told["C"].worst_rank, told["C"].gaps, told["C"].task) == (
        3,
        3,
        ("k",),
        False,
    )
    assert [told[one].worst_rank for one in "AB"] == [1, 2]


def test_a_gap_that_could_lead_to_the_final_is_a_task_and_one_that_could_not_is_passed_over():
    report = staged(5000, *SOUND, "C,k,", "C,m,0.7", "D,k,", "D,m,0.5", final=True)
    told = {one.entrant: one for one in report.bounds}
    assert list(told) == ["A", "B", "C"]  # 0.5 * 0.5 + 0.5 is less than both finalists have
    assert told["C"].task


def test_a_gap_that_kept_out_of_the_final_by_counting_nothing_is_a_task():
    values = (*SOUND, "C,k,0.8", "C,m,", "D,k,0.1", "D,m,", "E,k,0.7", "E,m,0.7")
    report = staged(5000, *values, final=True)
    assert [(one.entrant, one.task) for one in report.bounds] == [("A", False), ("B", False), ("C", True)]


def test_who_misses_the_pass_mark_even_at_full_has_no_bounds():
    values = (*SOUND, "C,k,", "C,m,0.4", "D,k,", "D,m,0.6")
    report = staged(5000, *values, pass_mark='pass_mark = "80"\n')
    assert [one.entrant for one in report.bounds] == ["A", "B", "D"]


def test_all_equal_share_every_rank():
    report = report_of(two(5000), tuple(f"{name},{one},0.5" for name in "ABC" for one in "km"))
    assert report.winner == ("A", "B", "C")
    assert [(one.winner_count, one.rank_low, one.rank_high) for one in report.standings] == [
        (WORLDS, 1, 1)
    ] * 3
    assert all(not share for _, share in report.moves)
    assert told_moves(report)[0] == "No choice by itself moves any rank."


def test_one_criterion_leaves_nothing_to_weigh():
    rules = (
        '[[stage]]\nid = "s"\nweight_bp = 10000\n'
        '[[stage.criterion]]\nid = "k"\nkind = "yes_no"\nweight_bp = 10000\n'
    )
    report = report_of(rules, ("A,k,yes", "B,k,no"))
    assert dict(report.moves) == {"weights": 0}
    assert report.word == "stable"
    assert told_radius(report)[0].startswith("A is at least as good as every other")


def test_a_text_is_the_same_twice_and_another_with_another_public_value():
    rules, values = two(6000), ("A,k,0.8", "A,m,0.6", "B,k,0.7", "B,m,0.7")
    assert text_of(report_of(rules, values)) == text_of(report_of(rules, values))
    other = SeedParts(SEED.rulebook_hash, SEED.data_hash, "another")
    assert other.seed != SEED.seed


def test_contested_is_told_with_the_minutes():
    report = report_of(two(6000), ("A,k,0.8", "A,m,0.6", "B,k,0.79", "B,m,0.62"))
    assert report.word == "contested"
    english, indonesian = told_stability(report)
    assert english.endswith("The plenary writes its reasons into the minutes.")
    assert "masih bersaing" in indonesian


def test_a_gap_is_told_in_both_languages():
    report = report_of(two(5000), ("A,k,0.8", "A,m,0.6", "B,k,0.5", "B,m,"))
    assert told_tasks(report) == [
        (
            "B has no value for m: its score can still be 25.00 to 75.00, its rank 1 to 2."
            " Complete this before the ranking is frozen.",
            "B belum memiliki data m: skornya masih mungkin 25,00 sampai 75,00, peringkatnya 1 sampai 2."
            " Lengkapi sebelum peringkat ditetapkan.",
        )
    ]


def test_progress_is_told_up_to_the_last_world():
    case = RobustCase("", "", two(5000), values=("A,k,1", "A,m,0", "B,k,0", "B,m,0.5"))
    report = case.report()
    told: list[tuple[int, int]] = []
    values = {"A": {"k": "1", "m": "0"}, "B": {"k": "0", "m": "0.5"}}
    result = rank_category(report.category, values, {})
    robustness(
        report.category,
        values,
        {},
        result.scores,
        seed_parts=SEED,
        worlds=70,
        progress=lambda done, all_: told.append((done, all_)),
    )
    assert told[-1] == (70, 70)
    assert told == sorted(told)


def test_no_worlds_are_refused():
    report = report_of(two(5000), ("A,k,1", "A,m,0"))
    result = rank_category(report.category, {"A": {"k": "1", "m": "0"}}, {})
    with pytest.raises(ValueError, match="at least one world"):
        robustness(report.category, {}, {}, result.scores, seed_parts=SEED, worlds=0)


def test_progress_goes_on_after_the_last_world():
    """What comes after the worlds can take as long as they do, so the step is called there too."""
    steps: list[tuple[int, int]] = []
    category = report_of(two(5000), ("A,k,1", "A,m,0", "B,k,0", "B,m,1")).category
    values = {"A": {"k": "1", "m": "0"}, "B": {"k": "0", "m": "1"}}
    result = rank_category(category, values, {})
    robustness(
        category,
        values,
        {},
        result.scores,
        seed_parts=SEED,
        worlds=40,
        progress=lambda *step: steps.append(step),
    )
    assert steps == sorted(steps)
    assert steps[-2:] == [(40, 40)] * 2


def fair_grid(noise: dict[str, Fraction]) -> tuple[Grid, FairPanels]:
    given = marks("A", 6, 8, 7) + marks("B", 5, 8, 7) + marks("C", 2, 1, 0)
    category = report_of(TALK, ("A,,", "B,,", "C,,"), *given).category
    table = read_marks("\n".join(["juror,entrant,criterion,mark", *given]).encode()).cells
    values: dict[str, dict[str, str]] = {"A": {}, "B": {}, "C": {}}
    result = rank_category(category, values, table)
    fair = FairPanels({("A", "talk"): Fraction(6, 10), ("B", "talk"): Fraction(8, 10)}, noise)
    return Grid(category, values, table, result.scores, result.rows, fair), fair


def test_the_fair_view_is_one_of_the_ways():
    grid, _ = fair_grid({})
    assert choices_of(grid).panel == ["mean", "trimmed", "fair"]
    assert grid.totals("fair") == [Fraction(6, 10), Fraction(8, 10), Fraction(1, 10)]
    assert grid.totals("mean") == [Fraction(7, 10), Fraction(20, 30), Fraction(1, 10)]


def test_redrawn_severities_move_an_entrant_by_the_mean_of_its_jurors():
    grid, _ = fair_grid({"J1": Fraction(3, 100), "J2": Fraction(0), "J3": Fraction(6, 100)})
    runner = Runner(grid, SEED.seed)
    assert choices_of(grid).severity == ("kept", "redrawn")
    moves = runner.severities([4])[0, :, 0].tolist()
    own = []
    for place, size in enumerate((30_000, 0, 60_000)):
        words = [oracle.word(SEED.seed, "severity", 4, place * 6 + at) for at in range(6)]
        bell = sum((word >> 16) + (word & 0xFFFF) for word in words) - 6 * 65_535
        own.append(bell * size // 65_536)
    assert moves == [-round(Fraction(sum(own), 3))] * 3
    weights = runner.parts[""][None, :]
    scores = runner.scores(("goalposts", "arithmetic", "", "mean"), weights, [4])[0].tolist()
    points = grid.points("goalposts", "mean", "", "arithmetic")[:, 0].tolist()
    assert scores == [min(max(one + moves[0], 0), 1_000_000) * 10**8 for one in points]


def test_percentiles_count_equals_half():
    assert percentiles([Fraction(3), Fraction(1), Fraction(1)]) == [1_000_000, 250_000, 250_000]
    assert percentiles([Fraction(9)]) == [500_000]
    assert percentiles([Fraction(2), Fraction(2)]) == [500_000, 500_000]


def test_deviations_are_clamped_at_three():
    assert deviations([Fraction(1), Fraction(3)]) == [500_000 - 166_666, 500_000 + 166_666]
    assert deviations([Fraction(5)] * 3) == [500_000] * 3
    assert deviations([Fraction(0)] * 30 + [Fraction(1)])[-1] == 1_000_000
    assert deviations([]) == []
