"""What a plan asks: where a region stands, where it wants to be, for which months, and who could pay.

A question is kept with a scenario as it was asked, so that its answer can be computed again at any time.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from paritrana.apps.protection.states import PAYERS, VILLAGE_FUNDS, FundKind, PlanBase
from paritrana.core.programmes import FULL_FROM, Month, Payer, Sector, month_of
from paritrana.core.programmes.plan import (
    Indicator,
    Standing,
    Target,
    Village,
    VillageKind,
    own_target,
    shipped_targets,
)
from paritrana.core.regions import Code
from paritrana.core.regions import Kind as RegionKind
from paritrana.errors import BadInput, ParitranaError, RuleRefused

OWN = "own"
MOST_SCENARIOS = 4  # side by side
MOST_MONTHS = 36
MOST_QUOTA = 1_000
MOST_WORKERS = 1_000_000_000  # of a region, entered by hand
MOST_EXTRA = 2
NAME = 80
_PERCENT = re.compile(r"[0-9]{1,3}(\.[0-9]{1,4})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where two counts come from: a snapshot's number and month, or the papers that name the workers."""

    base: PlanBase
    snapshot: int = 0
    period: str = ""
    papers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Who could pay: a fund with what is left of it in whole rupiah, or (`fund` 0) money not decided yet."""

    kind: FundKind
    left: int
    name: str = ""
    fund: int = 0

    @property
    def is_of_villages(self) -> bool:
        return self.kind in VILLAGE_FUNDS

    @property
    def payer(self) -> Payer:
        return PAYERS[self.kind]


@dataclass(frozen=True, slots=True)
class PlannedVillage:
    """A village: places budgeted at most at once, places budgeted for all months asked, and enrolled."""

    code: str
    budgeted: int
    placed: int
    enrolled: int

    @property
    def kind(self) -> VillageKind:
        return village_kind(self.code)

    @property
    def free(self) -> int:
        """Return how many more it can enrol on places that are budgeted already."""
        return max(0, self.placed - self.enrolled) if self.kind is VillageKind.DESA else 0

    def under(self, *, ask_all: bool) -> Village:
        """Return it as the rule of the quota takes it; ask_all: as if every village would budget."""
        return Village(self.code, self.kind, bool(self.budgeted) or ask_all, self.enrolled)


@dataclass(frozen=True, slots=True)
class Terms:
    """For which months is paid, what is bought, and what the fewest months of cover are."""

    first: Month
    last: Month
    least_months: int = FULL_FROM
    sector: Sector = Sector.OTHER
    jht: bool = False
    discount: bool = False  # whether PP 50/2025 is taken to reach public budgets too

    @property
    def months(self) -> int:
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Question:
    """All that a plan is computed from.  quota: residents a village; ask_all: without a budget too."""

    origin: Origin
    standing: Standing
    target: Target
    terms: Terms
    quota: int
    ask_all: bool
    sources: tuple[Source, ...]
    villages: tuple[PlannedVillage, ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """What an officer chooses; the counts, funds and villages are looked up.

    typed: only with base TYPED.  funds: their keys, None for all that have money left.  quota: None for what
    the funds ask.  extra: kinds and rupiah of money that is not decided yet.
    """

    base: PlanBase
    target: str
    terms: Terms
    percent: str = ""
    year: int = 0
    typed: Standing | None = None
    quota: int | None = None
    ask_all: bool = False
    funds: frozenset[int] | None = None
    extra: tuple[tuple[FundKind, int], ...] = ()


def village_kind(code: str) -> VillageKind:
    """Return whether a village has a budget of its own."""
    return VillageKind.KELURAHAN if Code(code).kind is RegionKind.KELURAHAN else VillageKind.DESA


def check_name(name: str) -> str:
    """Return the name of a scenario without outer blanks; refuse none and one too long."""
    told = " ".join(name.split())
    if not told:
        raise BadInput("plan.no_name")
    if len(told) > NAME:
        raise BadInput("plan.long_name", most=NAME)
    return told


def check_terms(terms: Terms) -> None:
    """Refuse months in the wrong order, too many of them, and a fewest number that they cannot hold."""
    if terms.last < terms.first:
        raise BadInput("money.months_backwards")
    if terms.months > MOST_MONTHS:
        raise BadInput("plan.too_many_months", most=MOST_MONTHS)
    if not 1 <= terms.least_months <= MOST_MONTHS:
        raise BadInput("plan.bad_least", most=MOST_MONTHS)


def target_of(ask: Ask, indicator: Indicator) -> Target:
    """Return the target that is asked for: an official one by its id, or an own share."""
    if ask.target != OWN:
        found = next((one for one in shipped_targets() if one.id == ask.target), None)
        if found is None:
            raise BadInput("plan.unknown_target")
        if found.indicator is not indicator:
            raise RuleRefused("plan.mixed")
        return found
    return own_target(indicator, share_of(ask.percent), ask.year)


def share_of(percent: str) -> Fraction:
    """Return the share of a percent as written, exactly: above 0, at most 100, up to four decimals."""
    if not _PERCENT.fullmatch(percent) or not 0 < Fraction(percent) <= 100:
        raise BadInput("plan.bad_percent")
    return Fraction(percent) / 100


def as_data(asked: Question) -> dict[str, Any]:
    """Return a question as it is kept: texts and whole numbers only."""
    standing, terms, percent = asked.standing, asked.terms, asked.target.share * 100
    return {
        "base": asked.origin.base,
        "snapshot": asked.origin.snapshot,
        "period": asked.origin.period,
        "papers": list(asked.origin.papers),
        "indicator": standing.indicator,
        "covered": standing.covered,
        "workers": standing.workers,
        "as_of": standing.as_of.isoformat(),
        "target": asked.target.id,
        "percent": [percent.numerator, percent.denominator],
        "year": asked.target.year,
        "first": str(terms.first),
        "last": str(terms.last),
        "least": terms.least_months,
        "sector": terms.sector,
        "jht": terms.jht,
        "discount": terms.discount,
        "quota": asked.quota,
        "ask_all": asked.ask_all,
        "sources": [[one.kind, one.left, one.name, one.fund] for one in asked.sources],
        "villages": [[one.code, one.budgeted, one.placed, one.enrolled] for one in asked.villages],
    }


def read(data: Mapping[str, Any]) -> Question:
    """Return the question of a scenario; raises BadInput ``plan.unreadable`` for anything else."""
    try:
        indicator = Indicator(data["indicator"])
        papers = tuple(map(str, data["papers"]))
        share = Fraction(*data["percent"]) / 100
        sources = tuple(
            Source(FundKind(kind), int(left), str(name), int(fund))
            for kind, left, name, fund in data["sources"]
        )
        known = next((one for one in shipped_targets() if one.id == data["target"]), None)
        return Question(
            origin=Origin(PlanBase(data["base"]), data["snapshot"], data["period"], papers),
            standing=Standing(
                indicator,
                data["covered"],
                data["workers"],
                date.fromisoformat(data["as_of"]),
                "; ".join(papers),
            ),
            target=Target(data["target"], indicator, data["year"], share, known.sources if known else ()),
            terms=Terms(
                month_of(data["first"]),
                month_of(data["last"]),
                data["least"],
                Sector(data["sector"]),
                data["jht"],
                data["discount"],
            ),
            quota=data["quota"],
            ask_all=data["ask_all"],
            sources=sources,
            villages=tuple(PlannedVillage(*one) for one in data["villages"]),
        )
    except (KeyError, TypeError, ValueError, ParitranaError) as error:
        raise BadInput("plan.unreadable") from error
