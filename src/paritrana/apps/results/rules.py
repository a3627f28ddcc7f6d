"""When a ranking may be run, decided on and published."""

from collections.abc import Collection, Mapping, Sequence

from paritrana.errors import BadInput, RuleRefused


def check_ready_to_run(*, published: bool, standing: int, unopened: Sequence[str]) -> None:
    """Refuse a run after publication, without entrants, or while a round is still sealed.

    standing: entrants whose dossier is complete; unopened: ``category/stage`` of rounds not yet opened.
    """
    if published:
        raise RuleRefused("results.already_published")
    if not standing:
        raise RuleRefused("results.nobody_stands")
    if unopened:
        raise RuleRefused("results.rounds_sealed", rounds=", ".join(unopened))


def check_decision(
    *, newest: bool, category: str, ranked: Collection[str], decided: Collection[str], reason: str
) -> None:
    """Refuse a decision on an old run or an unranked category, a second one, or one without a reason."""
    if not newest:
        raise RuleRefused("results.run_superseded")
    if category not in ranked:
        raise RuleRefused("results.category_not_ranked", category=category)
    if category in decided:
        raise RuleRefused("results.already_decided", category=category)
    if not reason.strip():
        raise BadInput("results.reason_needed")


def check_publishable(*, published: bool, ranked: Sequence[str], confirmed: Mapping[str, bool]) -> None:
    """Refuse publication twice, without a run, or while a category is undecided or was not confirmed.

    ranked: categories with entrants in the newest run; confirmed: category → the ranking stands as computed.
    """
    if published:
        raise RuleRefused("results.already_published")
    if not ranked:
        raise RuleRefused("results.no_run")
    undecided = [category for category in ranked if category not in confirmed]
    if undecided:
        raise RuleRefused("results.undecided", categories=", ".join(undecided))
    contested = [category for category in ranked if not confirmed[category]]
    if contested:
        raise RuleRefused("results.not_confirmed", categories=", ".join(contested))


def check_reports(*, published: bool, newest: bool) -> None:
    """Refuse reports on an old run, and after publication, since they would not be in its bundle."""
    if published:
        raise RuleRefused("results.already_published")
    if not newest:
        raise RuleRefused("results.run_superseded")
