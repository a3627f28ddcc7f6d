"""The cheapest way to cover so many more workers, and scenarios side by side.

Workers are alike and a fund's cost is the same for each, so taking the cheapest fund first costs least; a
test holds this against trying everything.  Cover of a few months would always be cheapest, so a fund must pay
for `least_months`: six by default, from which cover counts in full.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from paritrana.core.programmes.counting import FULL_FROM
from paritrana.core.programmes.months import Month
from paritrana.core.programmes.plan.funds import Fund, Offer, offers
from paritrana.core.programmes.plan.targets import Gap, Standing, Target, gap
from paritrana.core.programmes.rates import RateTable
from paritrana.core.units import Rate, Rupiah


class LeftOut(StrEnum):
    """Why a fund is no part of a plan."""

    SHORT = "short"  # pays for fewer months than asked
    NOT_IN_FORCE = "not_in_force"  # pays nothing in the month that is looked at
    EMPTY = "empty"  # could not pay for one worker
    NOT_NEEDED = "not_needed"  # cheaper ones suffice


@dataclass(frozen=True, slots=True)
class Step:
    """So many workers by one fund, and by how many points they raise the rate."""

    offer: Offer
    workers: int
    points: Fraction

    @property
    def cost(self) -> Rupiah:
        """Return what they cost over all months of the fund."""
        return self.offer.cost(self.workers)

    @property
    def counted(self) -> Fraction:
        """Return for how many workers they count, by the rule for short cover."""
        return self.offer.counted(self.workers)


@dataclass(frozen=True, slots=True)
class Plan:
    """Steps, the cheapest a worker first; `missing` workers nobody can pay for; funds left out and why."""

    standing: Standing
    steps: tuple[Step, ...]
    missing: int
    left_out: tuple[tuple[Fund, LeftOut], ...]

    @property
    def workers(self) -> int:
        """Return how many more workers it covers."""
        return sum(one.workers for one in self.steps)

    @property
    def points(self) -> Fraction:
        """Return by how many points it raises the rate."""
        return self.standing.points(self.workers)

    @property
    def cost(self) -> Rupiah:
        """Return what it costs."""
        return Rupiah(sum(one.cost.amount for one in self.steps))

    @property
    def after(self) -> Rate:
        """Return the rate that it leads to."""
        return Rate(self.standing.covered + self.workers, self.standing.workers)

    @property
    def next_step(self) -> Step | None:
        """Return the cheapest step, None when there is none."""
        return self.steps[0] if self.steps else None


@dataclass(frozen=True, slots=True)
class Scenario:
    """Funds under a name."""

    name: str
    funds: tuple[Fund, ...]


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a scenario makes of the gap."""

    scenario: Scenario
    gap: Gap
    plan: Plan

    @property
    def reached(self) -> bool:
        """Say whether the target is reached."""
        return self.plan.missing == 0

    @property
    def waterfall(self) -> tuple[tuple[str, int], ...]:
        """Return the bars from today to the target: start, what each fund adds, what is missing, end."""
        steps = [(one.offer.fund.id, one.workers) for one in self.plan.steps]
        end = self.gap.standing.covered + self.gap.workers
        return (("start", self.gap.standing.covered), *steps, ("missing", self.plan.missing), ("target", end))


def cheapest(
    standing: Standing,
    workers: int,
    funds: Sequence[Fund],
    *,
    least_months: int = FULL_FROM,
    in_force: Month | None = None,
    table: RateTable | None = None,
) -> Plan:
    """Return the plan that covers so many more workers, or as many as the funds can, at the least cost.

    in_force: a month in which the cover must hold, say the month by which coverage is judged.  Funds that
    cost the same are used in the order given.  Raises DataFaults with the faults of all funds.
    """
    if workers < 0:
        raise ValueError("a plan covers more workers, not fewer")
    found = offers(funds, table=table)
    reasons = {one.fund.id: reason for one in found if (reason := _unfit(one, least_months, in_force))}
    steps: list[Step] = []
    missing = workers
    for one in sorted((one for one in found if one.fund.id not in reasons), key=lambda one: one.per_worker):
        taken = missing if one.workers is None else min(missing, one.workers)
        if taken:
            steps.append(Step(one, taken, standing.points(taken)))
            missing -= taken
        else:
            reasons[one.fund.id] = LeftOut.NOT_NEEDED
    left = tuple((one.fund, reasons[one.fund.id]) for one in found if one.fund.id in reasons)
    return Plan(standing, tuple(steps), missing, left)


def side_by_side(
    standing: Standing,
    target: Target,
    scenarios: Sequence[Scenario],
    *,
    least_months: int = FULL_FROM,
    in_force: Month | None = None,
    table: RateTable | None = None,
) -> list[Outlook]:
    """Return what each scenario makes of the same gap, in the order given.

    Raises DataFaults ``plan.mixed`` when figure and target belong to two indicators, and the faults of funds.
    """
    between = gap(standing, target)

    def plan(funds: Sequence[Fund]) -> Plan:
        limits = {"least_months": least_months}
        return cheapest(standing, between.workers, funds, **limits, in_force=in_force, table=table)

    return [Outlook(one, between, plan(one.funds)) for one in scenarios]


def _unfit(one: Offer, least_months: int, in_force: Month | None) -> LeftOut | None:
    if one.months < least_months:
        return LeftOut.SHORT
    if in_force is not None and not one.fund.first <= in_force <= one.fund.last:
        return LeftOut.NOT_IN_FORCE
    return LeftOut.EMPTY if one.workers == 0 else None
