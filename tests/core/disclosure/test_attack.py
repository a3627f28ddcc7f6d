"""Nobody gets a withheld small figure back, whatever the counts."""

import random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.core.disclosure.attacker import Attacker, Key, every_table, holds, published

from paritrana.core import disclosure

SEEDS = st.integers(0, 10**6)
SKEWED = [0, 0, 0, 1, 1, 2, 3, 4, 5, 7, 9, 10, 11, 15, 25, 60, 200, 1000]


def leaves_of(
    chance: random.Random, dimensions: list[list[str]], most: int, counts: list[int]
) -> dict[Key, int]:
    """Return a made-up table of villages in two provinces, of uneven shape, all combinations given."""
    villages: list[str] = []
    for province in ("71", "72")[: chance.randint(1, 2)]:
        for regency in range(chance.randint(1, 2)):
            for village in range(chance.randint(1, most)):
                villages.append(f"{province}.{regency + 1:02}.{village + 1:02}")
    keys: list[Key] = [(village,) for village in villages]
    for values in dimensions:
        keys = [(*key, value) for key in keys for value in values]
    return {key: chance.choice(counts) for key in keys}


def withheld(cells: dict[Key, int], k: int, of: dict[Key, int] | None = None) -> set[Key]:
    """Return the keys that the package withholds."""
    keys = sorted(cells)
    codes, *by = zip(*keys, strict=True)
    around = [of[key] for key in keys] if of else None
    decision = disclosure.decide(codes, [cells[key] for key in keys], by=by, of=around, k=k)
    assert not decision.absent
    return {key for key, hidden in zip(keys, decision.hidden, strict=True) if hidden}


def assert_safe(cells: dict[Key, int], hidden: set[Key], leaves: list[Key], k: int) -> None:
    small = [key for key, count in cells.items() if 0 < count < k]
    assert hidden >= set(small)
    if not hidden:
        return
    attacker = Attacker(cells, hidden, leaves)
    for key in hidden:
        low, high = attacker.range_of(key)
        if key in small:
            assert high is None or high - low >= k, (key, cells[key], low, high)
        else:
            assert high is None or high > low, (key, cells[key], low, high)


def attack_regions(seed: int) -> None:
    chance = random.Random(seed)
    leaves = leaves_of(chance, [], 6, SKEWED)
    cells = published(leaves)
    assert_safe(cells, withheld(cells, 10), list(leaves), 10)


def attack_one_dimension(seed: int) -> None:
    chance = random.Random(seed)
    values = ["bpu", "jakon", "pu"][: chance.randint(1, 3)]
    leaves = leaves_of(chance, [values], 4, SKEWED)
    cells = published(leaves)
    assert_safe(cells, withheld(cells, 10), list(leaves), 10)


def attack_two_dimensions(seed: int) -> None:
    chance, k = random.Random(seed), 3
    keys = [(f"71.0{1 + at // 2}.0{1 + at % 2}",) for at in range(chance.randint(2, 3))]
    every = [(*key, one, other) for key in keys for one in ("bpu", "pu") for other in ("self", "state")]
    leaves = {key: chance.choice([0, 0, 1, 1, 2, 3, 4]) for key in every}
    cells = published(leaves)
    hidden = withheld(cells, k)
    small = {key for key, count in cells.items() if 0 < count < k}
    assert hidden >= small
    if ("",) * 3 in hidden or ("", "", "self") in hidden or ("", "bpu", "") in hidden:
        return
    wide = {key: (cells[key], cells[key]) for key in small}
    for count, table in enumerate(every_table(cells, hidden, list(leaves))):
        assume(count < 20_000)
        found = published(table)
        wide = {key: (min(low, found[key]), max(high, found[key])) for key, (low, high) in wide.items()}
        wide = {key: (low, high) for key, (low, high) in wide.items() if high - low < k}
        if not wide:
            return
    assert not wide


@settings(deadline=None, max_examples=100)
@given(SEEDS)
def test_regions_alone_keep_a_range_of_k(seed: int):
    attack_regions(seed)


@settings(deadline=None, max_examples=40)
@given(SEEDS)
def test_regions_by_segment_keep_a_range_of_k(seed: int):
    attack_one_dimension(seed)


@pytest.mark.long
@settings(deadline=None, max_examples=500)
@given(SEEDS)
def test_many_tables_keep_a_range_of_k(seed: int):
    attack_regions(seed)
    attack_one_dimension(seed)
    attack_two_dimensions(seed)
    attack_two_views(seed)


@settings(deadline=None, max_examples=40)
@given(SEEDS)
def test_two_dimensions_leave_whole_number_tables_that_differ_by_k(seed: int):
    attack_two_dimensions(seed)


@settings(deadline=None, max_examples=40)
@given(SEEDS)
def test_the_rest_of_a_part_keeps_a_range_of_k_as_well(seed: int):
    chance = random.Random(seed)
    leaves = leaves_of(chance, [["bpu", "pu"]], 4, SKEWED)
    rests = {key: chance.choice(SKEWED) for key in leaves}
    cells, others = published(leaves), published(rests)
    hidden = withheld(cells, 10, {key: cells[key] + others[key] for key in cells})
    for one, finest in ((cells, leaves), (others, rests)):
        small = {key for key, count in one.items() if 0 < count < 10}
        assert hidden >= small
        attacker = Attacker(one, hidden, list(finest), least=0) if hidden else None
        for key in small if attacker else ():
            low, high = attacker.range_of(key)
            assert high is None or high - low >= 10, (key, one[key], low, high)


@settings(deadline=None, max_examples=60)
@given(SEEDS)
def test_rows_of_zero_left_out_change_nothing(seed: int):
    cells = published(leaves_of(random.Random(seed), [["bpu", "jakon", "pu"]], 4, SKEWED))
    filled = sorted(key for key, count in cells.items() if count)
    assume(filled)
    codes, segments = zip(*filled, strict=True)
    decision = disclosure.decide(codes, [cells[key] for key in filled], by=[segments])
    found = {key for key, hidden in zip(filled, decision.hidden, strict=True) if hidden}
    assert found | {(code, *values) for code, values in decision.absent} == withheld(cells, 10)


@settings(deadline=None, max_examples=60)
@given(SEEDS)
def test_two_views_of_one_snapshot_withhold_the_same_totals(seed: int):
    """Two splits that are published side by side meet in the totals only."""
    chance = random.Random(seed)
    crossed = leaves_of(chance, [["bpu", "jakon", "pu"], ["self", "state"]], 4, SKEWED)
    cells = published(crossed)
    by_segment = {key[:2]: count for key, count in cells.items() if not key[2]}
    by_funder = {(key[0], key[2]): count for key, count in cells.items() if not key[1]}
    alone = {key[:1]: count for key, count in cells.items() if not any(key[1:])}
    totals = withheld(alone, 10)
    for view in (by_segment, by_funder, cells):
        assert {key[:1] for key in withheld(view, 10) if not any(key[1:])} == totals


def attack_two_views(seed: int) -> None:
    """Put two splits into one system: a second tree of regions, and equal sums where a total is withheld."""
    chance = random.Random(seed)
    crossed = leaves_of(chance, [["bpu", "pu"], ["self", "state"]], 4, SKEWED)
    views: list[dict[Key, int]] = [{}, {}]
    for (code, segment, funder), count in crossed.items():
        for view, value in zip(views, (segment, funder), strict=True):
            view[code, value] = view.get((code, value), 0) + count
    cells, hidden, leaves = {}, set(), []
    for view, tree in zip(views, ("", "other "), strict=True):
        for key in withheld(published(view), 10):
            hidden.add((tree + key[0] if key[0] else "", key[1]))
        for key, count in view.items():
            cells[tree + key[0], key[1]] = count
            leaves.append((tree + key[0], key[1]))
    cells = published(cells)
    equal = [
        ([(code, "bpu"), (code, "pu")], [("other " + code, "self"), ("other " + code, "state")])
        for code in {key[0] for key in views[0]}
        if (code, "") in hidden
    ]
    if not hidden or ("", "") in hidden:
        return
    attacker = Attacker(cells, hidden, leaves, equal=equal)
    for key in hidden:
        if 0 < cells[key] < 10:
            low, high = attacker.range_of(key)
            assert high is None or high - low >= 10, (key, cells[key], low, high)


@settings(deadline=None, max_examples=40)
@given(SEEDS)
def test_two_views_side_by_side_keep_a_range_of_k(seed: int):
    attack_two_views(seed)


@settings(deadline=None, max_examples=60)
@given(SEEDS)
def test_persons_counted_once_in_several_places_are_never_alone_among_shown_ones(seed: int):
    chance = random.Random(seed)
    villages = [f"71.0{1 + at // 4}.0{1 + at % 4}" for at in range(chance.randint(2, 8))]
    people: dict[Key, set[int]] = {}
    for person in range(chance.choice([30, 100, 300])):
        for _ in range(chance.randint(1, 3)):
            place = villages[min(chance.randrange(len(villages)), chance.randrange(len(villages)))]
            for key in holds((place, chance.choice(["jht", "jkk", "jkk", "jkk", "jkm", "jkm"]))):
                people.setdefault(key, set()).add(person)
    cells = {key: len(persons) for key, persons in people.items()}
    keys = sorted(cells)
    codes, programmes = zip(*keys, strict=True)
    decision = disclosure.decide(codes, [cells[key] for key in keys], by=[programmes])
    hidden = {key for key, withheld in zip(keys, decision.hidden, strict=True) if withheld}
    hidden |= {(code, *values) for code, values in decision.absent}
    assert hidden >= {key for key in keys if cells[key] < 10}
    for code, programme in hidden:
        parent = code.rpartition(".")[0]
        if code and (parent, programme) not in hidden:
            beside = {one for one, same in hidden if same == programme and one.rpartition(".")[0] == parent}
            assert len(beside - {"", code}) >= 1
        if programme and (code, "") not in hidden:
            assert sum(one == code for one, _ in hidden) > 1
