"""What a fund asks of the persons it pays for: data that the check of rosters and workers is given."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from paritrana.apps.protection.rules.money import FundRules
from paritrana.apps.protection.states import VILLAGE_FUNDS, Service
from paritrana.core.programmes import OLDEST, YOUNGEST
from paritrana.errors import ParitranaError, RuleRefused

if TYPE_CHECKING:
    from paritrana.core.rolls.roster import Settings

MOST_QUOTA = 10_000


def faults_of(rules: FundRules, kind: str) -> Iterator[tuple[str, ParitranaError]]:
    """Yield every fault of the rules of a fund of this kind: the rule, and why it cannot be."""
    if rules.village_quota and kind not in VILLAGE_FUNDS:
        yield "village_quota", RuleRefused("fund.quota_of_villages_only")
    if rules.village_quota > MOST_QUOTA:
        yield "village_quota", RuleRefused("fund.quota_too_large", most=MOST_QUOTA)
    if set(rules.exclude) - set(Service):
        yield "exclude", RuleRefused("fund.excludes_unknown", known=", ".join(Service))
    if not all(1 <= one <= 10 for one in rules.deciles):
        yield "deciles", RuleRefused("fund.bad_deciles")
    for name in ("youngest", "oldest"):
        age = getattr(rules, name)
        if age and not YOUNGEST <= age <= OLDEST:
            yield name, RuleRefused("fund.age_out_of_bounds", youngest=YOUNGEST, oldest=OLDEST)
    if rules.youngest and rules.oldest and rules.youngest > rules.oldest:
        yield "oldest", RuleRefused("fund.ages_backwards")


def check(rules: FundRules, kind: str) -> None:
    """Refuse rules that do not fit together or this kind of fund, for the first reason there is."""
    for _name, refusal in faults_of(rules, kind):
        raise refusal


def asks_of_persons(rules: FundRules) -> bool:
    """Whether a fund asks more of a person than everybody does, so that a roster is checked for it."""
    return bool(rules.exclude or rules.deciles or rules.youngest or rules.oldest)


def settings_of(rules: FundRules | None, *, oldest: int) -> "Settings":
    """Return what a roster or a worker is checked against: the ages of the site, narrowed by the fund's."""
    from paritrana.core.rolls.roster import Settings

    if rules is None:
        return Settings(oldest=oldest)
    return Settings(
        youngest=max(YOUNGEST, rules.youngest),
        oldest=min(oldest, rules.oldest or oldest),
        exclude=frozenset(rules.exclude),
        deciles=frozenset(rules.deciles) or None,
    )


def letting_in(rules: FundRules, service: str, decile: int | None) -> bool:
    """Whether a fund takes somebody by service and decile, as far as they were told."""
    return service not in rules.exclude and (not rules.deciles or decile in rules.deciles)
