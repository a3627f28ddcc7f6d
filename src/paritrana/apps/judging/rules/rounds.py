"""When a round may move, and what the chair needs to open it."""

from collections.abc import Mapping

from paritrana.apps.judging.states import ROUND_MOVES, RoundState
from paritrana.errors import RuleRefused


def check_move(now: RoundState, to: RoundState) -> None:
    """Refuse a move that the table does not list."""
    if to not in ROUND_MOVES.get(now, set()):
        raise RuleRefused("judging.round_move", now=str(now), to=str(to))


def check_quorum(*, locked: int, quorum: int) -> None:
    """Refuse to open with fewer locked sheets than the rulebook's quorum."""
    if locked < quorum:
        raise RuleRefused("judging.no_quorum", locked=locked, quorum=quorum)


def check_enough_jurors(counted: Mapping[str, int], minimum: int) -> None:
    """Refuse to open while an entrant has fewer counted jurors than the rulebook asks; names them all."""
    short = {name: count for name, count in counted.items() if count < minimum}
    if short:
        told = ", ".join(f"{name} ({count})" for name, count in short.items())
        raise RuleRefused("judging.too_few_jurors", entrants=told, minimum=minimum)
