"""Plans: from which figures one can be made, what an officer's choice amounts to, and the scenarios kept."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from django.db.models import Q, QuerySet

from paritrana.apps.coverage.queries import published
from paritrana.apps.coverage.states import Measure
from paritrana.apps.organisations.rules import Reach, covers
from paritrana.apps.protection.models import Agreement, Fund, Scenario
from paritrana.apps.protection.queries import money, quotas, register
from paritrana.apps.protection.queries.quotas import QuotaLine
from paritrana.apps.protection.rules import plans as rules
from paritrana.apps.protection.rules.plans import Ask, Origin, PlannedVillage, Question, Source
from paritrana.apps.protection.states import FundKind, PlanBase
from paritrana.apps.regions.models import Region
from paritrana.core.programmes.plan import Indicator, Standing
from paritrana.core.units import clock
from paritrana.errors import NotFound, RuleRefused

LEVELS = 2  # of codes with a published figure by month: province and regency


@dataclass(frozen=True)
class Basis:
    """Two counts of a region that a plan can start from, and where they come from."""

    origin: Origin
    standing: Standing
    url: str = ""


@dataclass(frozen=True)
class Ground:
    """All that a plan of a region and a year can be made from."""

    region: Region
    year: int
    bases: dict[PlanBase, Basis]
    funds: list[money.FundLine]
    lines: list[QuotaLine]

    @property
    def asked_quota(self) -> int:
        """Return the residents that most villages are asked for."""
        asked = [one.quota for one in self.lines if one.quota]
        return max(set(asked), key=asked.count) if asked else 0


def ground(region: Region, year: int, *, reach: Reach, offices: Iterable[int], terms: rules.Terms) -> Ground:
    """Return what there is to plan with, in a fixed number of queries."""
    bases = [snapshot_basis(region.pk), register_basis(region.pk, year)]
    kept = money.funds(reach, offices).filter(year=year)
    below = Reach(frozenset({region.pk}))
    lines = quotas.quota_lines(register.villages_in(below), year=year, span=(terms.first, terms.last))
    return Ground(
        region,
        year,
        {one.origin.base: one for one in bases if one},
        [money.line_of(one) for one in kept if _serves(one, region.pk)],
        lines,
    )


def question(found: Ground, ask: Ask) -> Question:
    """Return all that a plan is computed from; refuses a figure that is not there, and what cannot be."""
    rules.check_terms(ask.terms)
    basis = _basis(found, ask)
    standing = replace(basis.standing, source="; ".join(basis.origin.papers))
    lines = [
        Source(FundKind(one.fund.kind), max(0, one.balance.left), one.fund.name, one.fund.pk)
        for one in found.funds
        if ask.funds is None or one.fund.pk in ask.funds
    ]
    lines += [Source(kind, left) for kind, left in ask.extra if left]
    return Question(
        origin=basis.origin,
        standing=standing,
        target=rules.target_of(ask, standing.indicator),
        terms=ask.terms,
        quota=found.asked_quota if ask.quota is None else ask.quota,
        ask_all=ask.ask_all,
        sources=tuple(lines),
        villages=tuple(
            PlannedVillage(one.village.pk, one.budgeted, one.placed, one.enrolled) for one in found.lines
        ),
    )


def snapshot_basis(code: str) -> Basis | None:
    """Return the published coverage of the latest month, over workers without civil servants and soldiers."""
    if code.count(".") + 1 > LEVELS:
        return None
    for snapshot in published.current_snapshots()[:1]:
        months = sorted(snapshot.run.months)
        period = f"{snapshot.year}-{months[-1]}" if months else ""
        figure = published.figure_for(code, period, Measure.POINT_COVERAGE) if period else None
        counts = [_whole(figure.numerator), _whole(figure.denominator)] if figure else []
        if figure and None not in counts and counts[1]:
            origin = Origin(PlanBase.SNAPSHOT, snapshot.number, period)
            covered, workers = (one or 0 for one in counts)
            return Basis(origin, Standing(Indicator.UCJ, covered, workers, _last_day(period), ""), figure.url)
    return None


def register_basis(code: str, year: int) -> Basis | None:
    """Return who stands in the register over the workers that agreements of a year name; none without these.

    Of agreements that follow each other within the year only the last counts.
    """
    below = Reach(frozenset({code}))
    found = list(
        Agreement.objects.filter(
            money.inside(below, "region__code"),
            quota__gt=0,
            starts_on__year__lte=year,
            ends_on__year__gte=year,
        ).order_by("pk")
    )
    followed = {one.follows_id for one in found}
    last = [one for one in found if one.pk not in followed]
    workers = sum(one.quota for one in last)
    if not workers:
        return None
    origin = Origin(PlanBase.REGISTER, papers=tuple(one.number for one in last))
    covered = register.count_listed(below)
    return Basis(origin, Standing(Indicator.OWN, covered, workers, clock.now().date(), ""))


def scenarios(reach: Reach, offices: Iterable[int], *, removed: bool = False) -> QuerySet[Scenario]:
    """Return the scenarios of these offices and of the area, the newest first."""
    seen = Q(office__in=list(offices)) | money.inside(reach, "region__code")
    return Scenario.objects.filter(seen, removed_at__isnull=not removed).select_related("office", "region")


def scenario(pk: int) -> Scenario:
    """Return one scenario, removed or not; raises NotFound."""
    found = Scenario.objects.select_related("office", "region").filter(pk=pk).first()
    if found is None:
        raise NotFound("plan.none")
    return found


def names_of(asked: Question) -> dict[str, Region]:
    """Return the villages of a plan by code, each with its district."""
    codes = [one.code for one in asked.villages]
    return Region.objects.select_related("parent").in_bulk(codes)


def _basis(found: Ground, ask: Ask) -> Basis:
    if ask.base is PlanBase.TYPED:
        if ask.typed is None:
            raise RuleRefused("plan.no_figure")
        return Basis(Origin(PlanBase.TYPED, papers=(ask.typed.source,)), ask.typed)
    basis = found.bases.get(ask.base)
    if basis is None:
        raise RuleRefused("plan.no_figure")
    return basis


def _serves(fund: Fund, code: str) -> bool:
    return covers(fund.region_id, code) or covers(code, fund.region_id)


def _last_day(month: str) -> date:
    year, number = int(month[:4]), int(month[5:])
    return date(year, number, monthrange(year, number)[1])


def _whole(count: Fraction) -> int | None:
    return int(count) if count.denominator == 1 else None
