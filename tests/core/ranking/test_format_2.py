"""What must hold for any rulebook of format /2 and any data, against slow ways in fractions."""

import csv
import io
import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import Any

import pytest
from tests.core import made, made_two
from tests.core.scoring.test_geometric import mean as geometric

from paritrana.core.ranking import (
    Result,
    awards_csv,
    contributions_csv,
    excluded_csv,
    finalists_after,
    rank_book,
    ranking_csv,
)
from paritrana.core.rulebook import Category, Rulebook, Stage
from paritrana.core.scoring import Facts

MAIN = ("winner", "consolation")


def case(seed: int) -> tuple[Rulebook, dict[str, Any], dict[Any, Any], dict[str, Facts], str]:
    book, values, marks, facts, lots = made_two.case(seed)
    return book, values, marks, {entrant: Facts(*one) for entrant, one in facts.items()}, lots


def tables(result: Result) -> tuple[str, ...]:
    return ranking_csv(result), contributions_csv(result), excluded_csv(result), awards_csv(result)


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@lru_cache(maxsize=64)
def ranked(seed: int) -> tuple[Rulebook, dict[str, Facts], Result]:
    book, values, marks, facts, lots = case(seed)
    return book, facts, rank_book(book, values, marks, seed=lots, entrants=facts)


def points_of(result: Result) -> dict[tuple[str, str], dict[str, Fraction | None]]:
    """Return {(category, entrant): {criterion: points}} of contributions.csv, `~fair` by its stage."""
    found: dict[tuple[str, str], dict[str, Fraction | None]] = defaultdict(dict)
    for row in rows_of(contributions_csv(result)):
        points = Fraction(row["points"]) if row["points"] else None
        fair = row["criterion"] == "~fair"
        name = f"~fair:{row['stage']}" if fair else row["criterion"]
        found[row["category"], row["entrant"]][name] = points
    return found


def weighed(pairs: list[tuple[Fraction | None, int]]) -> Fraction | None:
    stay = [(points, weight) for points, weight in pairs if points is not None]
    whole = sum(weight for _, weight in stay)
    return sum((points * weight for points, weight in stay), Fraction(0)) / whole if stay else None


def dimension_points(stage: Stage, points: dict[str, Fraction | None]) -> dict[str, Fraction | None]:
    return {
        group.id: weighed(
            [(points[one.id], one.weight_bp) for one in stage.criteria if one.dimension == group.id]
        )
        for group in stage.dimensions
    }


def stage_points(stage: Stage, points: dict[str, Fraction | None]) -> Fraction:
    return plain_points(stage, points) + (points.get(f"~fair:{stage.id}") or 0)


def plain_points(stage: Stage, points: dict[str, Fraction | None]) -> Fraction:
    if not stage.dimensions:
        return weighed([(points[one.id], one.weight_bp) for one in stage.criteria]) or Fraction(0)
    groups = dimension_points(stage, points)
    pairs = [(groups[one.id], one.weight_bp) for one in stage.dimensions]
    if stage.aggregate == "mean":
        return weighed(pairs) or Fraction(0)
    stay = [(own, weight) for own, weight in pairs if own is not None]
    return geometric(stay, stage.floor) if stay else Fraction(0)


def score_of(category: Category, points: dict[str, Fraction | None]) -> Fraction:
    pairs = [(stage_points(stage, points), stage.weight_bp) for stage in category.stages]
    if category.aggregate == "geometric":
        return geometric(pairs, category.floor)
    return weighed(pairs) or Fraction(0)


def the_score_follows_from_the_points_of_the_criteria(seed: int) -> None:
    book, _, result = ranked(seed)
    points = points_of(result)
    for row in rows_of(ranking_csv(result)):
        own = points[row["category"], row["entrant"]]
        assert Fraction(row["score_exact"]) == score_of(book.category(row["category"]), own)


def the_parts_sum_to_the_score_where_nothing_is_geometric(seed: int) -> None:
    _, _, result = ranked(seed)
    parts: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows_of(contributions_csv(result)):
        parts[row["category"], row["entrant"]].append(row["score_part"])
    for one in result.categories:
        geometric_stages = [stage.aggregate == "geometric" for stage in one.category.stages]
        for row in one.rows:
            given = parts[one.category.id, row.entrant]
            if one.category.aggregate == "geometric":
                assert set(given) == {""}
            elif any(geometric_stages):
                assert "" in given
            else:
                assert sum(map(Fraction, given)) == row.score_exact


def slow_awards(category: Category, result: Result, facts: dict[str, Facts]) -> Iterator[tuple[Any, ...]]:
    """Yield winners, consolations and forward as the rule is told, one rank after the other."""
    rows = [row for row in rows_of(ranking_csv(result)) if row["category"] == category.id]
    ranks = sorted({int(row["rank"]) for row in rows})
    taken: list[tuple[str, int, str]] = []
    for rank in ranks:
        award = "winner" if len(taken) < category.winners else "consolation"
        if len(taken) >= category.winners + category.consolation:
            break
        provinces = [facts[name].region[:2] for _, _, name in taken]
        before = sum(name == award for name, _, _ in taken)
        for row in rows:
            if int(row["rank"]) != rank:
                continue
            cap, home = category.province_cap, facts[row["entrant"]].region[:2]
            if cap is not None and provinces.count(home) >= cap:
                yield award, "", row["entrant"], "skipped:province_cap"
            else:
                taken.append((award, before + 1, row["entrant"]))
    yield from ((award, str(place), name, "") for award, place, name in taken)
    yield from (
        ("forward", row["rank"], row["entrant"], "") for row in rows if int(row["rank"]) <= category.forward
    )


def winners_consolations_and_forward_are_those_of_the_rule(seed: int) -> None:
    book, facts, result = ranked(seed)
    told = rows_of(awards_csv(result))
    for category in book.categories:
        own = [
            (row["award"], row["place"], row["entrant"], row["rule"])
            for row in told
            if row["category"] == category.id and row["award"] in ("winner", "consolation", "forward")
        ]
        assert sorted(own) == sorted(slow_awards(category, result, facts))


def prize_points(category: Category, on: str, own: dict[str, Fraction | None]) -> Fraction | None:
    kind, _, wanted = on.partition(":")
    if kind == "score":
        return score_of(category, own)
    if kind == "stage":
        return stage_points(category.stage(wanted), own)
    if kind == "criterion":
        return own[wanted]
    return next(groups[wanted] for one in category.stages if wanted in (groups := dimension_points(one, own)))


def prizes_go_to_whoever_fewer_than_their_number_are_above(seed: int) -> None:
    book, facts, result = ranked(seed)
    points = points_of(result)
    told = rows_of(awards_csv(result))
    main = {row["entrant"]: row["award"] for row in told if row["place"] and row["award"] in MAIN}
    for prize in book.prizes:
        allowed = {
            name: (home, prize_points(book.category(home), prize.on, own))
            for (home, name), own in points.items()
            if home in prize.categories
            and (prize.among != "winners" or main.get(name) == "winner")
            and (prize.among != "others" or name not in main)
        }
        groups = {
            "all": lambda _home, _name: "",
            "category": lambda home, _name: f"category:{home}",
            "province": lambda _home, name: f"province:{facts[name].region[:2]}",
            "zone": lambda _home, name: f"zone:{facts[name].zone}",
        }[prize.per]
        wanted = []
        for name, (home, own) in allowed.items():
            group = groups(home, name)
            above = sum(
                other is not None and own is not None and other > own and groups(theirs, rival) == group
                for rival, (theirs, other) in allowed.items()
            )
            if own is not None and above < prize.winners:
                wanted.append((home, str(above + 1), name, group))
        given = [
            (row["category"], row["place"], row["entrant"], row["rule"])
            for row in told
            if row["award"] == f"prize:{prize.id}"
        ]
        assert sorted(given) == sorted(wanted)
        assert given == sorted(given, key=lambda row: (row[3], int(row[1]), row[2]))


def the_order_of_rows_changes_nothing(seed: int) -> None:
    book, values, marks, facts, lots = case(seed)
    chance = random.Random(seed)

    def shuffled(table: Any) -> Any:
        items = list(table.items()) if isinstance(table, dict) else table
        chance.shuffle(items)
        return {key: shuffled(one) if isinstance(one, dict) else one for key, one in items}

    again = rank_book(book, shuffled(values), shuffled(marks), seed=lots, entrants=shuffled(facts))
    assert tables(again) == tables(rank_book(book, values, marks, seed=lots, entrants=facts))


def other_names_of_entrants_change_only_the_names(seed: int) -> None:
    book, values, marks, facts, _ = case(seed)
    if any(one.draws_lots for one in book.categories):
        book = replace(book, categories=tuple(replace(one, ties=("copeland",)) for one in book.categories))
    plain = rank_book(book, values, marks, entrants=facts)
    renamed = rank_book(
        book,
        {name: {f"z{entrant}": cells for entrant, cells in own.items()} for name, own in values.items()},
        {(juror, f"z{entrant}"): cells for (juror, entrant), cells in marks.items()},
        entrants={f"z{entrant}": one for entrant, one in facts.items()},
    )
    for one, other in zip(plain.categories, renamed.categories, strict=True):
        assert [(row.rank, f"z{row.entrant}", row.score) for row in one.rows] == [
            (row.rank, row.entrant, row.score) for row in other.rows
        ]
    assert [replace(one, entrant=f"z{one.entrant}") for one in plain.awards] == list(renamed.awards)


def a_book_of_format_1_called_format_2_gives_the_same_ranking(seed: int) -> None:
    book, values, marks, lots = made.case(seed)
    called = replace(book, format=2, categories=tuple(replace(one, format=2) for one in book.categories))
    plain, other = (rank_book(one, values, marks, seed=lots) for one in (book, called))
    assert ranking_csv(other) == ranking_csv(plain)
    assert excluded_csv(other) == excluded_csv(plain)
    assert awards_csv(other) == awards_csv(plain)
    without = [{key: one for key, one in row.items() if key != "dimension"} for row in parts_of(other)]
    assert without == parts_of(plain)


def parts_of(result: Result) -> list[dict[str, str]]:
    return rows_of(contributions_csv(result))


def who_passes_is_told_alike_before_and_after(seed: int) -> None:
    book, values, marks, facts, lots = case(seed)
    result = rank_book(book, values, marks, seed=lots, entrants=facts)
    for one in result.categories:
        for before, stage in zip(one.category.stages, one.category.stages[1:], strict=False):
            if stage.entrants == "finalists":
                own = {pair: cells for pair, cells in marks.items() if pair[1] in values[one.category.id]}
                told = finalists_after(one.category, before.id, values[one.category.id], own, entrants=facts)
                assert told.finalists == one.scores.finalists[stage.id]
                assert set(told.passed) == {finalist.entrant for finalist in told.finalists}


PROPERTIES = [
    the_score_follows_from_the_points_of_the_criteria,
    the_parts_sum_to_the_score_where_nothing_is_geometric,
    winners_consolations_and_forward_are_those_of_the_rule,
    prizes_go_to_whoever_fewer_than_their_number_are_above,
    the_order_of_rows_changes_nothing,
    other_names_of_entrants_change_only_the_names,
    a_book_of_format_1_called_format_2_gives_the_same_ranking,
    who_passes_is_told_alike_before_and_after,
]


@pytest.mark.parametrize("holds", PROPERTIES, ids=lambda one: one.__name__)
def test_for_made_up_books(holds: Callable[[int], None]):
    for seed in range(25):
        holds(seed)


@pytest.mark.long
@pytest.mark.parametrize("holds", PROPERTIES, ids=lambda one: one.__name__)
def test_for_hundreds_of_made_up_books(holds: Callable[[int], None]):
    for seed in range(1_000, 1_500):
        holds(seed)
