"""Plans of the protection programme: gaps, funds, village quotas, the cheapest steps."""

from datetime import date
from fractions import Fraction

from tests.spec.programme_case import ProgrammeCase

from paritrana.core.programmes import Month, Payer, month_of
from paritrana.core.programmes.plan import (
    Fund,
    Indicator,
    Standing,
    Village,
    VillageKind,
    cheapest,
    gap,
    offers,
    official_target,
    own_target,
    village_quota,
)
from paritrana.core.units import Rupiah, decimal_text
from paritrana.errors import DataFaults


def closed(covered: str, workers: str, percent: str) -> tuple[object, ...]:
    here = Standing(Indicator.UCJ, int(covered), int(workers), date(2025, 12, 31), "example")
    found = gap(here, own_target(Indicator.UCJ, Fraction(percent) / 100, 2026))
    plan = cheapest(here, found.workers, [Fund("apbd", Payer.GOVERNMENT, Month(2025, 1), Month(2025, 12))])
    return (
        (found.workers, decimal_text(plan.points, 2, "en"), plan.cost.amount)
        if plan.steps
        else (0, "0.00", 0)
    )


def afforded(rupiah: str, first: str, last: str, payer: str) -> tuple[object, ...]:
    months = month_of(first), month_of(last)
    (found,) = offers([Fund("fund", Payer(payer), *months, ceiling=Rupiah(int(rupiah)))])
    taken = found.workers or 0
    left = found.left(taken)
    return found.months, found.per_worker.amount, taken, left.amount if left else 0


def enrolled(kind: str, budgeted: str, enrolled: str, waiting: str, quota: str) -> tuple[object, ...]:
    waits = int(waiting) if waiting else None
    village = Village("71.07.01.2001", VillageKind(kind), budgeted == "yes", int(enrolled), waits)
    (found,) = village_quota([village], int(quota)).villages
    return found.place, found.more


def chosen(workers: str) -> tuple[object, ...]:
    here = Standing(Indicator.UCJ, 0, 10_000, date(2025, 12, 31), "example")
    plan = cheapest(
        here,
        int(workers),
        [
            Fund("apbd", Payer.GOVERNMENT, Month(2026, 1), Month(2026, 12), ceiling=Rupiah(201_600_000)),
            Fund("csr", Payer.COMPANY, Month(2026, 1), Month(2026, 12), most=300),
            Fund("dbhcht", Payer.GOVERNMENT, Month(2026, 10), Month(2026, 12), most=5000),
        ],
    )
    parts = " + ".join(f"{one.offer.fund.id} {one.workers}" for one in plan.steps) or "nothing"
    return parts, plan.cost.amount, plan.missing


def met(figure: str, target: str, year: str) -> tuple[object, ...]:
    here = Standing(Indicator(figure), 0, 10_000, date(2025, 12, 31), "example")
    official = official_target(Indicator(target), int(year))
    if official is None:
        return ("no target",)
    try:
        return (gap(here, official).workers,)
    except DataFaults as error:
        return (" ".join(one.code for one in error.faults),)


def reached(rupiah: str, workers: str, first: str, last: str) -> tuple[object, ...]:
    months = month_of(first), month_of(last)
    (found,) = offers([Fund("fund", Payer.GOVERNMENT, *months, ceiling=Rupiah(int(rupiah)))])
    monthly = found.one_worker.months[0].per_worker * int(workers)
    return monthly.amount, found.paid_through(int(workers)) or "not one"


def regency(villages: str, without: str, kelurahan: str, quota: str) -> tuple[object, ...]:
    ready = [place >= int(without) for place in range(int(villages))]
    desa = [Village(f"d{place}", VillageKind.DESA, budgeted=one) for place, one in enumerate(ready)]
    urban = [Village(f"k{place}", VillageKind.KELURAHAN, budgeted=False) for place in range(int(kelurahan))]
    found = village_quota([*desa, *urban], int(quota))
    return found.target, found.more


CASES = [
    ProgrammeCase(
        "The gap",
        "The fewest more workers whose cover reaches the target, by how many points they raise the share, "
        "and what a year of them costs at 16,800 a month.",
        ("covered", "workers", "target in percent"),
        ("more workers", "points", "a year"),
        closed,
        (
            "10000, 19619, 53.07 | 412, 2.10, 83059200",
            "27025, 33754, 90 | 3354, 9.94, 676166400",
            "49397, 140940, 68 | 46443, 32.95, 9362908800",
            "27025, 33754, 80 | 0, 0.00, 0",
        ),
    ),
    ProgrammeCase(
        "Two indicators",
        "The RPJMN and the universal-coverage programme (UCJ) count with different denominators. Here "
        "nobody of 10,000 is covered yet.",
        ("figure of", "target of", "year"),
        ("more workers",),
        met,
        (
            "rpjmn, rpjmn, 2025 | 3215",
            "rpjmn, rpjmn, 2029 | 4392",
            "ucj, ucj, 2025 | 5215",
            "ucj, rpjmn, 2025 | plan.mixed",
            "rpjmn, ucj, 2025 | plan.mixed",
            "rpjmn, rpjmn, 2027 | no target",
        ),
    ),
    ProgrammeCase(
        "What a sum pays",
        "Whole workers for all months of the fund, at the dated rates, and what is left.",
        ("rupiah", "from", "to", "payer"),
        ("months", "a worker", "workers", "left"),
        afforded,
        (
            "500000000, 2025-01, 2025-12, government | 12, 201600, 2480, 32000",
            "500000000, 2026-01, 2026-12, company | 12, 126000, 3968, 32000",
            "16799, 2025-01, 2025-01, government | 1, 16800, 0, 16799",
        ),
    ),
    ProgrammeCase(
        "How far a sum reaches",
        "A budget of Rp500 million, 8,000 workers at Rp134.4 million a month: it ends in March.",
        ("rupiah", "workers", "from", "to"),
        ("a month", "paid to the end of"),
        reached,
        (
            "500000000, 8000, 2025-01, 2025-12 | 134400000, 2025-03",
            "1612800000, 8000, 2025-01, 2025-12 | 134400000, 2025-12",
            "134399999, 8000, 2025-01, 2025-12 | 134400000, not one",
        ),
    ),
    ProgrammeCase(
        "The village quota",
        "So many residents a village from the village's own budget. An urban *kelurahan* has none.",
        ("kind", "budgeted", "enrolled", "waiting", "quota"),
        ("place", "more"),
        enrolled,
        (
            "desa, yes, 0, , 20 | open, 20",
            "desa, yes, 12, 30, 20 | open, 8",
            "desa, yes, 12, 3, 20 | open, 3",
            "desa, yes, 20, 30, 20 | full, 0",
            "desa, no, 0, 30, 20 | no_budget, 0",
            "kelurahan, yes, 0, 30, 20 | kelurahan, 0",
        ),
    ),
    ProgrammeCase(
        "The quota of a regency",
        "Nunukan: 232 villages, 100 workers each. Villages without a budget are in the target, a *kelurahan* "
        "never is.",
        ("villages", "of them without a budget", "kelurahan beside", "quota"),
        ("target", "could enrol"),
        regency,
        (
            "232, 0, 8, 100 | 23200, 23200",
            "232, 32, 8, 100 | 23200, 20000",
        ),
    ),
    ProgrammeCase(
        "The cheapest steps",
        "Cover in 2026: the regency has Rp201.6 million (1,000 workers at 201,600), a company pays for "
        "up to 300 at 126,000 with the discount, and a fund that pays three months only is no part of it.",
        ("workers wanted",),
        ("steps", "cost", "without a payer"),
        chosen,
        (
            "100 | csr 100, 12600000, 0",
            "300 | csr 300, 37800000, 0",
            "412 | csr 300 + apbd 112, 60379200, 0",
            "1500 | csr 300 + apbd 1000, 239400000, 200",
            "0 | nothing, 0, 0",
        ),
    ),
]
