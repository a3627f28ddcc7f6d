"""The moves of a nomination, who may stand in a category, and how many a proposer may send."""

from paritrana.apps.nominations.states import COUNTS_FOR_QUOTA, MOVES, Pen, State
from paritrana.core.rulebook import Category
from paritrana.errors import RuleRefused

EDITABLE = frozenset({State.DRAFT, State.RETURNED})


def check_move(now: State | str, to: State, pen: Pen) -> None:
    """Refuse a move that the table does not list, or one that another pen must make."""
    if MOVES.get(State(now), {}).get(to) is not pen:
        raise RuleRefused("nominations.move", now=str(now), to=str(to))


def check_editable(state: State | str) -> None:
    """A dossier is changed only while the entrant holds the pen."""
    if state not in EDITABLE:
        raise RuleRefused("nominations.not_editable", state=str(state))


def check_quota(*, quota: int | None, used: int, category: str) -> None:
    """A proposer sends at most `quota` entrants in a category; `used` counts those that still stand."""
    if quota is not None and used >= quota:
        raise RuleRefused("nominations.quota_full", category=category, quota=quota, used=used)


def counts_for_quota(state: State | str) -> bool:
    """Say whether a proposal in this state uses a place of its proposer."""
    return state in COUNTS_FOR_QUOTA


def check_may_stand(
    *, category: Category, name: str, level: str, kind: str, size: str, sector: str, village_kind: str
) -> None:
    """Refuse an organisation that the category is not for; `name` is the category's title for the reader.

    level: of the edition.  A province never stands in its own provincial edition.
    """
    if kind == "province" and level == "province":
        raise RuleRefused("nominations.own_province")
    if kind != category.entrant:
        raise RuleRefused("nominations.wrong_kind", category=name, wanted=category.entrant, given=kind)
    for code, allowed, given in (
        ("nominations.wrong_size", category.sizes, size),
        ("nominations.wrong_sector", category.sectors, sector),
        ("nominations.wrong_village_kind", category.village_kinds, village_kind),
    ):
        if allowed and given not in allowed:
            raise RuleRefused(code, category=name, wanted=", ".join(allowed), given=given or "–")


def check_counts(state: State | str) -> None:
    """People are let in only for a nomination that still stands."""
    if not counts_for_quota(state):
        raise RuleRefused("nominations.ended", state=str(state))
