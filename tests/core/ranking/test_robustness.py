"""The robustness report against corners, loops and fractions, on made-up books; and its defined odd cases."""

import json
from dataclasses import replace
from fractions import Fraction
from typing import Any

from tests.core import made, made_two
from tests.core.ranking import robustness_oracle as oracle

from paritrana.core.ranking import rank_category
from paritrana.core.ranking.robustness import SeedParts, robustness, robustness_json
from paritrana.core.ranking.robustness.grid import Grid
from paritrana.core.ranking.robustness.worlds import CHOICES, choices_of
from paritrana.core.rulebook import Jury
from paritrana.core.scoring import score_category
from paritrana.core.scoring.entrants import Facts
from paritrana.errors import DataFaults

WORLDS = 30
SEEDS = range(25)
SEEDS_TWO = (*range(12), 23, 36, 37)
MADE: dict[int, Any] = {}


def reported(number: int, book: Any, values: Any, marks: Any, facts: Any, lot: str) -> list[Any]:
    found = []
    for category in book.categories:
        own = {pair: cells for pair, cells in marks.items() if pair[1] in values[category.id]}
        try:
            result = rank_category(category, values[category.id], own, seed=lot, entrants=facts)
        except DataFaults:
            continue
        if result.rows:
            parts = SeedParts("a" * 64, f"{number:064}", lot)
            report = robustness(
                category,
                values[category.id],
                own,
                result.scores,
                seed_parts=parts,
                worlds=WORLDS,
                rows=result.rows,
                entrants=facts,
            )
            grid = Grid(category, values[category.id], own, result.scores, result.rows, entrants=facts)
            found.append((category, result, report, grid, parts))
            MADE[id(result)] = values[category.id], own
    return found


def made_cases() -> list[Any]:
    found = []
    for number in SEEDS:
        book, values, marks, lot = made.case(number)
        found += reported(number, book, values, marks, {}, lot)
    return found


def cases_of_format_two() -> list[Any]:
    found = []
    for number in SEEDS_TWO:
        book, values, marks, told, lot = made_two.case(number)
        facts = {entrant: Facts(*one) for entrant, one in told.items()}
        found += reported(number, book, values, marks, facts, lot)
    return found


CASES = made_cases()
ALL_TWO = cases_of_format_two()
TWO = [case for case in ALL_TWO if case[2].certified]


def test_points_times_weights_are_the_official_score():
    for _, result, _, grid, _ in CASES + TWO:
        for row, points in zip(result.rows, grid.exact, strict=True):
            total = sum(w * x for w, x in zip(grid.weights.values(), points, strict=True))
            assert total * 100 == row.score_exact


def test_dimensions_and_fair_panels_are_among_the_cases():
    assert any(stage.dimensions for category, *_ in TWO for stage in category.stages)
    assert any(grid.changes for _, _, _, grid, _ in TWO)


def test_at_its_radius_a_rival_draws_level_and_below_it_stays_behind():
    for _, _, report, grid, _ in CASES + TWO:
        weights = list(grid.weights.values())
        for rival in report.rivals:
            at = grid.entrants.index(rival.entrant)
            if rival.radius:
                assert oracle.level_at(grid.exact, weights, rival.radius, at) == 0
                assert oracle.level_at(grid.exact, weights, rival.radius * Fraction(99, 100), at) > 0
            else:
                assert oracle.level_at(grid.exact, weights, Fraction(1, 10**6), at) < 0
        told = {one.entrant for one in report.rivals}
        alike = [row for e, row in zip(grid.entrants, grid.exact, strict=True) if e not in told]
        assert alike == [grid.exact[0]] * len(alike)


def test_who_can_reach_the_top_is_what_the_corners_of_the_box_say():
    for category, _, report, grid, _ in CASES + TWO:
        if len(grid.criteria) > 5:
            continue
        weights = list(grid.weights.values())
        rows = range(len(grid.entrants))
        above = [sum(oracle.beats_always(grid.exact, weights, j, i) for j in rows) for i in rows]
        for first, told in ((1, report.can_win), (category.winners, report.can_reach_top)):
            assert list(told) == [e for e, many in zip(grid.entrants, above, strict=True) if many < first]


def test_worlds_are_those_of_a_plain_loop():
    for category, _, report, grid, parts in CASES[:25]:
        choices = choices_of(grid)
        ranks = []
        for world in range(WORLDS):
            ways = {}
            for place, name in enumerate(CHOICES):
                offered = choices.ways(name)
                given = oracle.word(parts.seed, "choices", world, place)
                ways[name] = offered[oracle.pick(given, len(offered))]
            shares = oracle.weights(category, ways["criterion"])
            drawn = [
                oracle.moved(share, oracle.word(parts.seed, "weights", world, place))
                for place, share in enumerate(shares)
            ]
            table = grid.points(ways["scale"], ways["panel"], ways["juror"], ways["form"]).tolist()
            ranks.append(oracle.ranks([sum(w * x for w, x in zip(drawn, row, strict=True)) for row in table]))
        for at, one in enumerate(report.standings):
            own = [row[at] for row in ranks]
            assert one.winner_count == own.count(1)
            assert one.top_count == sum(rank <= category.winners for rank in own)
            told = [one.rank_low, one.median_rank, one.rank_high]
            assert told == [oracle.quantile(own, Fraction(part, 100)) for part in (5, 50, 95)]
        for at, one in enumerate(report.standings[:-1]):
            assert one.ahead_count == sum(row[at] < row[at + 1] for row in ranks)
        assert all(one.ahead_count is None for one in report.standings[-1:])
        held = sum(any(row[at] == 1 for at in grid.leaders) for row in ranks)
        assert report.held == held


def test_other_panels_and_a_juror_away_score_as_the_engine_does():
    tried = 0
    for category, result, _, grid, _ in CASES:
        own, marks = MADE[id(result)]
        for way, without in [("mean", ""), ("trimmed", ""), *(("mean", one) for one in grid.panels.jurors)]:
            kept = {pair: cells for pair, cells in marks.items() if pair[0] != without}
            other = replace(category, jury=Jury(way, 1), finalists=1000)
            try:
                scores = score_category(other, values=own, marks=kept).entrants
            except DataFaults:  # somebody has no juror left
                continue
            told = dict(zip(grid.entrants, grid.totals(way, without), strict=True))
            assert {e: scores[e].score for e in told} == {e: total * 100 for e, total in told.items()}
            tried += 1
    assert tried > 100


def test_effective_weights_sum_to_one_unless_all_scores_are_equal():
    for _, result, report, _, _ in CASES + TWO:
        told = list(report.effective.values())
        if len({row.score_exact for row in result.rows}) == 1:
            assert told == [None] * len(told)
        else:
            assert sum(one for one in told if one is not None) == 1


def test_score_and_rank_lie_within_their_bounds():
    for _, result, report, _, _ in CASES + ALL_TWO:
        assert [row.entrant for row in result.rows] == [b.entrant for b in report.bounds[: len(result.rows)]]
        for row, bound in zip(result.rows, report.bounds, strict=False):
            assert bound.low <= row.score_exact <= bound.high
            assert bound.best_rank <= row.rank <= bound.worst_rank
            assert not bound.task or bound.gaps


def test_whoever_a_closed_gap_brings_in_lies_within_its_bounds():
    tried = 0
    for category, result, report, grid, _ in CASES + ALL_TWO:
        for bound in report.bounds[len(result.rows) :]:
            for end in (0, 1):
                values = closed(category, grid.values, bound, end)
                try:
                    lot = "a lot"
                    again = rank_category(category, values, grid.marks, seed=lot, entrants=grid.facts or None)
                except DataFaults:
                    continue
                own = [row for row in again.rows if row.entrant == bound.entrant]
                for row in own:
                    assert bound.low <= row.score_exact <= bound.high
                    assert bound.best_rank <= row.rank <= bound.worst_rank
                tried += len(own)
    assert tried > 20


def closed(category: Any, values: Any, bound: Any, end: int) -> Any:
    """Return the values with every gap of one entrant at its worst or its best."""
    filled = dict(values[bound.entrant])
    for gap in bound.gaps:
        one = category.criterion(gap)
        if one.kind == "measure":
            posts = dict(one.goalposts_by_size).values() or [one.goalposts]
            down = (one.better == "lower") != (end == 0)
            filled[gap] = str(int(min(map(min, posts)) if down else max(map(max, posts))))
        elif one.kind == "ladder":
            levels = sorted(one.levels, key=lambda level: level.points)
            filled[gap] = levels[-end].id
        else:
            filled[gap] = "yes" if end else "no"
    return {**values, bound.entrant: filled}


def test_the_text_is_canonical_and_holds_no_float():
    for _, _, report, _, parts in CASES[:5]:
        text = robustness_json([report], seed_parts=parts, worlds=WORLDS)
        book = json.loads(text, parse_float=_no_float)
        again = json.dumps(book, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert again + "\n" == text


def _no_float(text: str) -> float:
    raise AssertionError(f"{text} is a float")
