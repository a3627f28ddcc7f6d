"""The robustness report against corners, loops and fractions, on made-up books; and its defined odd cases."""

import json
from fractions import Fraction
from typing import Any

from tests.core import made
from tests.core.ranking import robustness_oracle as oracle

from paritrana.core.ranking import rank_category
from paritrana.core.ranking.robustness import SeedParts, robustness, robustness_json
from paritrana.core.ranking.robustness.grid import Grid
from paritrana.core.ranking.robustness.worlds import CHOICES, choices_of
from paritrana.errors import DataFaults

WORLDS = 30
SEEDS = range(40)


def made_cases() -> list[Any]:
    found = []
    for number in SEEDS:
        book, values, marks, lot = made.case(number)
        for category in book.categories:
            own = {pair: cells for pair, cells in marks.items() if pair[1] in values[category.id]}
            try:
                result = rank_category(category, values[category.id], own, seed=lot)
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
                )
                grid = Grid(category, values[category.id], own, result.scores, result.rows)
                found.append((category, result, report, grid, parts))
    return found


CASES = made_cases()


def test_points_times_weights_are_the_official_score():
    for _, result, _, grid, _ in CASES:
        for row, points in zip(result.rows, grid.exact, strict=True):
            total = sum(w * x for w, x in zip(grid.weights.values(), points, strict=True))
            assert total * 100 == row.score_exact


def test_at_its_radius_a_rival_draws_level_and_below_it_stays_behind():
    for _, _, report, grid, _ in CASES:
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
    for category, _, report, grid, _ in CASES:
        if len(grid.criteria) > 7:
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
        held = sum(any(row[at] == 1 for at in grid.leaders) for row in ranks)
        assert report.held == held


def test_effective_weights_sum_to_one_unless_all_scores_are_equal():
    for _, result, report, _, _ in CASES:
        told = list(report.effective.values())
        if len({row.score_exact for row in result.rows}) == 1:
            assert told == [None] * len(told)
        else:
            assert sum(one for one in told if one is not None) == 1


def test_score_and_rank_lie_within_their_bounds():
    for _, result, report, _, _ in CASES:
        for row, bound in zip(result.rows, report.bounds, strict=True):
            assert bound.low <= row.score_exact <= bound.high
            assert bound.best_rank <= row.rank <= bound.worst_rank
            assert not bound.task or bound.gaps


def test_the_text_is_canonical_and_holds_no_float():
    for _, _, report, _, parts in CASES[:5]:
        text = robustness_json([report], seed_parts=parts, worlds=WORLDS)
        book = json.loads(text, parse_float=_no_float)
        again = json.dumps(book, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert again + "\n" == text


def _no_float(text: str) -> float:
    raise AssertionError(f"{text} is a float")
