"""Plans keep to what was asked, are connected, and exist exactly when an exhaustive search finds one."""

import os
import subprocess
import sys
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paritrana.core.scoring.planning import Entrant, Juror, Question, components, propose
from paritrana.core.scoring.planning.search import pair_count


def question(jurors=7, entrants=9, load=99, ties=(), **more) -> Question:
    """J1… and E1… in one category."""
    return Question(
        tuple(Juror(f"J{one}", load) for one in range(1, jurors + 1)),
        tuple(Entrant(f"E{one}", "desa") for one in range(1, entrants + 1)),
        frozenset(ties),
        **more,
    )


@st.composite
def questions(draw, *, largest=6) -> Question:
    """Small questions, many of them impossible: two categories at most, loads, ties, kept seats."""
    jurors = [f"J{one}" for one in range(draw(st.integers(2, largest - 1)))]
    entrants = [f"E{one}" for one in range(draw(st.integers(1, largest)))]
    categories = ["desa", "kota"][: draw(st.integers(1, 2))]
    pairs = [(juror, entrant) for juror in jurors for entrant in entrants]
    ties = draw(st.sets(st.sampled_from(pairs), max_size=len(pairs) // 3))
    free = [pair for pair in pairs if pair not in ties]
    return Question(
        tuple(Juror(one, draw(st.integers(1, 4)), seat=draw(st.sampled_from(["", "x"]))) for one in jurors),
        tuple(Entrant(one, draw(st.sampled_from(categories))) for one in entrants),
        frozenset(ties),
        frozenset(draw(st.sets(st.sampled_from(free), max_size=2)) if free else ()),
        panel=draw(st.integers(1, 3)),
        anchors=draw(st.integers(0, 1)),
    )


def is_connected(question: Question, pairs) -> bool:
    return all(
        len(components(pair for pair in pairs if pair[1] in entrants)) == 1
        for entrants in map(set, question.by_category.values())
    )


def exists(question: Question) -> bool:
    """Try every choice of panels."""
    choices = [
        [
            panel
            for panel in combinations(jurors, question.need[entrant])
            if {juror for juror, kept in question.kept if kept == entrant} <= set(panel)
        ]
        for entrant, jurors in question.possible.items()
    ]
    for panels in product(*choices):
        pairs = [
            (juror, one) for one, panel in zip(question.possible, panels, strict=True) for juror in panel
        ]
        loads = {juror: sum(pair[0] == juror for pair in pairs) for juror in question.loads}
        if all(loads[one] <= most for one, most in question.loads.items()) and is_connected(question, pairs):
            return True
    return False


def check(question: Question, plan) -> None:
    assert not plan.pairs & question.ties
    assert question.kept <= plan.pairs
    assert all(given <= question.loads[juror] for juror, given in plan.given.items())
    for entrant in question.possible:
        panel = {juror for juror, marked in plan.pairs if marked == entrant}
        assert len(panel) == question.need[entrant] >= question.panel
        if entrant in question.anchor_entrants:
            assert panel == set(question.possible[entrant])
    assert is_connected(question, plan.pairs)


@given(questions(largest=4))
@settings(max_examples=40, deadline=None)
def test_a_plan_is_found_exactly_when_one_exists(asked: Question):
    answer = propose(asked)
    assert (answer.plan is not None) == exists(asked), answer.reasons
    if answer.plan:
        check(asked, answer.plan)
    else:
        assert answer.reasons
        for reason in answer.reasons:
            assert all(reason.told("en")), "a sentence and what to do"
            assert all(reason.told("id"))
            assert reason.code != "search.limit"


@pytest.mark.long
@given(questions(largest=9))
@settings(max_examples=300, deadline=None)
def test_every_plan_keeps_to_what_was_asked(asked: Question):
    answer = propose(asked, effort=0.5)
    if answer.plan:
        check(asked, answer.plan)


def test_loads_are_even_and_every_pair_meets():
    plan = propose(question(jurors=7, entrants=14)).plan
    assert set(plan.given.values()) == {6}
    assert pair_count(plan) == {"desa": (21, 21)}


def test_each_juror_gets_eight_where_possible():
    two = Question(
        tuple(Juror(f"J{one}", 16) for one in range(6)),
        tuple(Entrant(f"{name}{one}", name) for name in ("desa", "kota") for one in range(8)),
    )
    plan = propose(two).plan
    own = {
        (juror, category): sum(seat[0] == category and seat[2] == juror for seat in plan.seats)
        for juror in plan.given
        for category in ("desa", "kota")
    }
    assert set(plan.given.values()) == {8}
    assert sum(count in (0, 8) for count in own.values()) >= 8, own


def test_panels_mix_the_seats_where_possible():
    asked = Question(
        tuple(Juror(f"J{one}", 9, seat="buruh" if one < 3 else "pemberi kerja") for one in range(6)),
        tuple(Entrant(f"E{one}", "desa") for one in range(6)),
        panel=2,
    )
    seat = {juror.id: juror.seat for juror in asked.jurors}
    plan = propose(asked).plan
    for entrant in asked.possible:
        assert len({seat[juror] for juror, marked in plan.pairs if marked == entrant}) == 2


def test_regions_are_linked_by_an_anchor_only_where_everyone_may_mark_it():
    """Two regions whose jurors are tied to the other's entrants, but for one entrant."""
    jurors, entrants = [f"J{one}" for one in range(6)], [f"E{one}" for one in range(7)]
    ties = {
        (j, e) for i, j in enumerate(jurors) for k, e in enumerate(entrants) if k < 6 and i // 3 != k // 3
    }
    asked = Question(
        tuple(Juror(one, 9) for one in jurors),
        tuple(Entrant(one, "desa") for one in entrants),
        frozenset(ties),
        anchors=1,
    )
    plan = propose(asked).plan
    assert {seat[1] for seat in plan.seats if seat[3] == "anchor"} == {"E6"}
    check(asked, plan)
    apart = Question(asked.jurors, asked.entrants[:6], frozenset(ties))
    (reason,) = propose(apart).reasons
    assert reason.code == "connect.apart"
    assert reason.sentence.endswith("nobody may judge both E0, E1, E2 and E3, E4, E5")


def test_cuts_send_back_a_plan_that_falls_apart():
    """Kept seats make two closed panels; only the last two entrants can link them."""
    kept = {(f"J{j}", f"E{e}") for half in (0, 1) for j in range(3) for e in range(half * 4, half * 4 + 4)}
    kept = {(f"J{int(j[1:]) + (3 if int(e[1:]) >= 4 else 0)}", e) for j, e in kept}
    asked = Question(
        tuple(Juror(f"J{one}", 6) for one in range(6)),
        tuple(Entrant(f"E{one}", "desa") for one in range(10)),
        kept=frozenset(kept),
    )
    check(asked, propose(asked).plan)


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        (question(entrants=2, ties=[("J1", "E1")], panel=7), ["panel.too_few"]),
        (question(load=2), ["load.sum", "connect.loads"]),
        (question(jurors=3, entrants=4, load=1, panel=2), ["load.sum", "connect.loads"]),
        (question(jurors=4, entrants=2, load=1, panel=2), ["connect.loads"]),
        (question(entrants=9, load=2, anchors=3), [*["load.anchors"] * 7, "connect.loads"]),
        (
            Question(
                (Juror("J1", 1), Juror("J2", 1), Juror("J3", 9, frozenset({"kota"}))),
                (Entrant("E1", "desa"), Entrant("E2", "desa"), Entrant("E3", "kota")),
                panel=1,
            ),
            ["connect.loads"],
        ),
        (
            Question(
                (Juror("J1", 2), Juror("J2", 2), Juror("J3", 9, frozenset({"kota"}))),
                (*(Entrant(f"E{one}", "desa") for one in range(3)), Entrant("E9", "kota")),
                panel=2,
            ),
            ["load.some"],
        ),
        (
            question(entrants=3, kept=frozenset({("J1", f"E{e}") for e in (1, 2, 3)}), load=2, panel=1),
            ["keep.load"],
        ),
    ],
)
def test_every_reason_is_told(asked: Question, codes: list[str]):
    assert [one.code for one in propose(asked).reasons] == codes


def test_what_only_the_search_finds_names_its_category():
    """Loads suffice, but every seat of E3 and E4 is kept among jurors who have nothing left."""
    asked = question(
        jurors=4,
        entrants=4,
        load=2,
        panel=2,
        kept=frozenset({("J1", "E1"), ("J2", "E1"), ("J1", "E2"), ("J2", "E2")}),
    )
    (reason,) = propose(asked).reasons
    assert reason.code == "connect.category"
    assert "desa" in reason.sentence


SAME = """
import sys; sys.path[:0] = {path!r}
from paritrana.core.scoring.planning import Entrant, Juror, Question, propose
from paritrana.core.scoring.planning.report import plan_json, report
jurors = [Juror(f"J{{one}}", 30) for one in range(9)]
entrants = [Entrant(f"E{{one:02}}", "desa" if one % 3 else "kota") for one in range(18)]
ties = frozenset((f"J{{one % 9}}", f"E{{one:02}}") for one in range(0, 18, 4))
asked = Question(tuple({order}(jurors)), tuple({order}(entrants)), ties, panel=4)
plan = propose(asked, seed="benih", effort=0.1).plan
print(plan_json(plan, report(plan), whole=True))
"""


def test_two_processes_and_any_order_of_rows_give_the_same_plan():
    told = [
        subprocess.run(
            [sys.executable, "-c", SAME.format(path=sys.path, order=order)],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": str(number), "OPENBLAS_NUM_THREADS": "1"},
        ).stdout
        for number, order in enumerate(("list", "reversed"))
    ]
    assert told[0] == told[1]
    assert '"seed": "benih"' in told[0]
