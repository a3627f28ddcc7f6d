"""What holds for deliveries, runs and snapshots, whoever asks."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from paritrana.apps.coverage import states
from paritrana.errors import RuleRefused


def check_move[State: StrEnum](moves: Mapping[State, set[State]], state: str, to: State, code: str) -> None:
    """Refuse a move that is not open from this state; `code` says what is moved."""
    if to not in moves.get(type(to)(state), set()):
        raise RuleRefused(code, state=str(state))


def check_delivery_move(state: str, to: states.DeliveryState) -> None:
    """Refuse to work on a delivery that is done, or already in work."""
    check_move(states.DELIVERY_MOVES, state, to, "coverage.delivery_state")


def check_run_move(state: str, to: states.RunState) -> None:
    """Refuse an act that a run's state does not allow: a published one never moves again."""
    check_move(states.RUN_MOVES, state, to, "coverage.run_state")


def check_second_person(*, approved_by: Any, by: Any) -> None:
    """Refuse publication by the one who approved: it takes two people."""
    if approved_by == by:
        raise RuleRefused("coverage.second_person")


def check_reason(*, corrects: object, reason: str) -> None:
    """Refuse to follow a published snapshot of the same year without saying what is corrected."""
    if corrects is not None and not reason.strip():
        raise RuleRefused("coverage.reason_needed")
