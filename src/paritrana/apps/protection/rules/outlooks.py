"""What comes of a plan: the cheapest way to close the gap, village by village, and what would be feasible."""

from dataclasses import dataclass, replace
from fractions import Fraction

from paritrana.apps.protection.rules.plans import PlannedVillage, Question, Source, Terms
from paritrana.apps.protection.states import CONTAINERS
from paritrana.core.programmes import Payer, Premium, RateTable, premium
from paritrana.core.programmes.plan import (
    Fund,
    Gap,
    Offer,
    Place,
    Plan,
    Step,
    cheapest,
    gap,
    offers,
    village_quota,
)
from paritrana.core.units import Rate, Rupiah

PACE = Fraction(6, 5)  # "20 percent more a year", as regions are asked
MOST_YEARS = 50


@dataclass(frozen=True, slots=True)
class VillagePlan:
    """A village under the quota: how many more on budgeted places (free), and how many on new money."""

    village: PlannedVillage
    place: Place
    free: int
    new: int
    rupiah: int

    @property
    def more(self) -> int:
        return self.free + self.new


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a question leads to.

    free: workers on places that villages have budgeted already, which cost nothing more.  plan: who pays for
    the others.  offers: what each source could pay, in the order of the sources, with what is not needed.
    public: what one worker costs a public budget.
    """

    question: Question
    gap: Gap
    free: int
    plan: Plan
    offers: tuple[Offer, ...]
    villages: tuple[VillagePlan, ...]
    public: Premium

    @property
    def reached(self) -> bool:
        """Say whether the target is reached, today or by the plan."""
        return self.plan.missing == 0

    @property
    def workers(self) -> int:
        """Return how many more workers are covered."""
        return self.free + self.plan.workers

    @property
    def points(self) -> Fraction:
        return self.gap.standing.points(self.workers)

    @property
    def after(self) -> Rate:
        return Rate(self.gap.standing.covered + self.workers, self.gap.standing.workers)

    @property
    def cost(self) -> Rupiah:
        return self.plan.cost

    def source_of(self, step: Step) -> Source:
        return self.question.sources[int(step.offer.fund.id)]

    def taken(self, place: int) -> int:
        """Return how many workers the source at a place pays for in the plan."""
        return sum(one.workers for one in self.plan.steps if one.offer.fund.id == str(place))


@dataclass(frozen=True, slots=True)
class Feasible:
    """What could be reached where the target cannot.

    months: the longest cover at which the sources reach it, 0 where none does.  rupiah: what is missing for
    the months asked, at the public rate.  years: until it is reached when cover grows by 20 percent a year,
    None where it starts from nothing or takes longer than 50 years.
    """

    months: int
    rupiah: Rupiah
    years: int | None


def outlook(asked: Question, *, table: RateTable | None = None) -> Outlook:
    """Return what a question leads to; raises DataFaults for months without a rate, and mixed indicators."""
    between = gap(asked.standing, asked.target)
    public = _public(asked.terms, table)
    villages = _villages(asked, public.total)
    free = min(between.workers, sum(one.free for one in villages))
    funds = _funds(asked, sum(one.new for one in villages), table)
    plan = cheapest(
        asked.standing,
        between.workers - free,
        funds,
        least_months=asked.terms.least_months,
        table=table,
    )
    return Outlook(asked, between, free, plan, tuple(offers(funds, table=table)), villages, public)


def feasible(found: Outlook, *, table: RateTable | None = None) -> Feasible | None:
    """Return what could be reached instead; None where the target is reached."""
    if found.reached:
        return None
    asked, terms = found.question, found.question.terms
    longest = 0
    for months in range(terms.months - 1, terms.least_months - 1, -1):
        shorter = replace(asked, terms=replace(terms, last=terms.first + (months - 1)))
        if outlook(shorter, table=table).reached:
            longest = months
            break
    missing = found.public.total * found.plan.missing
    return Feasible(longest, missing, years_at_pace(found.gap))


def years_at_pace(between: Gap, pace: Fraction = PACE) -> int | None:
    """Return after how many years the target is reached when cover grows by a factor every year."""
    covered, wanted = between.standing.covered, between.standing.covered + between.workers
    if not covered:
        return None
    grown = Fraction(covered)
    for years in range(MOST_YEARS + 1):
        if grown >= wanted:
            return years
        grown *= pace
    return None


def _villages(asked: Question, per_worker: Rupiah) -> tuple[VillagePlan, ...]:
    given = [one.under(ask_all=asked.ask_all) for one in asked.villages]
    quota = village_quota(given, asked.quota)
    lines = []
    for village, places in zip(asked.villages, quota.villages, strict=True):
        free = village.free
        new = max(0, places.more - free)
        lines.append(VillagePlan(village, places.place, free, new, new * per_worker.amount))
    return tuple(lines)


def _funds(asked: Question, places: int, table: RateTable | None) -> list[Fund]:
    """Return the sources as funds; those of villages together pay for no more than the quota leaves open."""
    found = []
    for number, source in enumerate(asked.sources):
        one = _fund(number, source, asked.terms, None)
        if source.is_of_villages:
            (offer,) = offers([one], table=table)
            taken = min(places, offer.workers or 0)
            one, places = _fund(number, source, asked.terms, taken), places - taken
        found.append(one)
    return found


def _fund(number: int, source: Source, terms: Terms, most: int | None) -> Fund:
    return Fund(
        str(number),
        source.payer,
        terms.first,
        terms.last,
        ceiling=Rupiah(max(0, source.left)),
        most=most,
        sector=terms.sector,
        jht=terms.jht,
        discount_government=terms.discount,
        container=CONTAINERS[source.kind],
    )


def _public(terms: Terms, table: RateTable | None) -> Premium:
    """Return what one worker costs a public budget over all months."""
    return premium(
        workers=1,
        first=terms.first,
        last=terms.last,
        sector=terms.sector,
        payer=Payer.GOVERNMENT,
        jht=terms.jht,
        discount_government=terms.discount,
        table=table,
    )
