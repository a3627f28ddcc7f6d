"""Premiums and ages of the protection programme: what goes in and what comes out, row by row."""

from datetime import date

from tests.spec import cases_plan
from tests.spec.programme_case import ProgrammeCase

from paritrana.core.programmes import (
    Container,
    Covered,
    Month,
    Payment,
    benefit,
    counted,
    full_from,
    has_lapsed,
    may_register,
    memberships,
    month_of,
    months_between,
    premium,
)
from paritrana.core.units import Rupiah
from paritrana.errors import DataFaults


def owed(workers: str, first: str, last: str) -> tuple[object, ...]:
    found = premium(workers=int(workers), first=first, last=last)
    return found.months[0].per_worker.amount, len(found.months), found.total.amount


def owed_by(month: str, sector: str, payer: str, switch: str, jht: str) -> tuple[object, ...]:
    found = premium(
        workers=1,
        first=month,
        last=month,
        sector=sector,
        payer=payer,
        jht=jht == "yes",
        discount_government=switch == "yes",
    )
    (only,) = found.months
    parts = " + ".join(f"{one.rupiah.amount}" for one in only.rates)
    return parts, only.per_worker.amount, " ".join(only.discounts) or "none"


def by_wage(segment: str, wage: str, risk: str, jht: str) -> tuple[object, ...]:
    found = premium(
        workers=1,
        first="2025-05",
        last="2025-05",
        segment=segment,
        wage=Rupiah(int(wage)),
        risk=int(risk) if risk else None,
        jht=jht == "yes",
    )
    (only,) = found.months
    return " + ".join(str(one.rupiah.amount) for one in only.rates), only.per_worker.amount


def year_of(sector: str, year: str) -> tuple[object, ...]:
    found = premium(workers=1, first=f"{year}-01", last=f"{year}-12", sector=sector)
    return sum(bool(one.discounts) for one in found.months), found.total.amount


def refused(workers: str, first: str, last: str, segment: str) -> tuple[object, ...]:
    try:
        premium(workers=int(workers), first=first, last=last, segment=segment)
    except DataFaults as error:
        return (" ".join(one.code for one in error.faults),)
    return ("none",)


def registers(birth_date: str, on: str) -> tuple[object, ...]:
    days = date.fromisoformat(birth_date), date.fromisoformat(on)
    return tuple("yes" if may_register(*days, upper_inclusive=one) else "no" for one in (True, False))


def member(paid_to: str, late: str, paid_in: str, correction: str) -> tuple[object, ...]:
    """Member from January 2023, every month paid in time up to one, then others paid late in one month."""
    start, corrected = Month(2023, 1), month_of(paid_in)
    payments = [Payment(month, month) for month in months_between(start, month_of(paid_to))]
    first, last = map(month_of, late.split(" to "))
    payments += [Payment(corrected, month) for month in months_between(first, last)]
    found = memberships(payments, corrected=[corrected] if correction == "yes" else [])
    return " and ".join(f"{one.first} to {one.last}" for one in found), len(found) - 1


def lapsed(paid_to: str, now: str) -> tuple[object, ...]:
    days = month_of(paid_to), month_of(now)
    return tuple("yes" if has_lapsed(*days, after=after) else "no" for after in (3, 4))


def counts(workers: str, months: str, container: str) -> tuple[object, ...]:
    of = None if container == "none" else Container(container)
    return (counted(Covered(int(workers), int(months), of)),)


def received(first: str, on: str, children: str) -> tuple[object, ...]:
    found = benefit(cause="death", first=first, on=on, children=int(children))
    parts = " + ".join(f"{one.part} {one.rupiah.amount}" for one in found.paid) or "nothing"
    schooling = "none"
    if found.scholarship:
        most = f"up to {found.scholarship[1].amount}"
        schooling = f"{found.missing_months} months short" if found.missing_months else most
    return found.member_month, parts, found.total.amount, schooling


def after_accident(wage: str) -> tuple[object, ...]:
    given = Rupiah(int(wage)) if wage else None
    found = benefit(cause="work_accident", first="2026-05", on="2026-05", wage=given)
    return (
        sum(one.wages or 0 for one in found.unknown) or "–",
        found.total.amount if found.paid else "–",
        " and ".join(str(one.rupiah.amount) for one in found.printed),
    )


def started(first: str, instead: str, on: str) -> tuple[object, ...]:
    early, late = (benefit(cause="death", first=one, on=on) for one in (first, instead))
    full = (full_from(one.cause, one.first) for one in (early, late))
    return (*full, early.total.amount, late.total.amount)


PREMIUMS = [
    ProgrammeCase(
        "The usual package",
        "JKK 10,000 and JKM 6,800 a month: workers × monthly rate × months. Among the rows are published "
        "budgets and rosters: Minahasa Tenggara (29,269), Penajam Paser Utara (5,000), Mukomuko (1,800), "
        "Kutai Timur (98,000).",
        ("workers", "first", "last"),
        ("a worker a month", "months", "total"),
        owed,
        (
            "1, 2024-05, 2024-05 | 16800, 1, 16800",
            "29269, 2024-01, 2024-12 | 16800, 12, 5900630400",
            "5000, 2025-01, 2025-12 | 16800, 12, 1008000000",
            "1800, 2024-01, 2024-12 | 16800, 12, 362880000",
            "98000, 2025-01, 2025-12 | 16800, 12, 19756800000",
            "412, 2025-01, 2025-12 | 16800, 12, 83059200",
            "0, 2025-01, 2025-12 | 16800, 12, 0",
        ),
    ),
    ProgrammeCase(
        "Half of JKK and JKM, never of JHT",
        "PP 50/2025: in transport from January 2026 to March 2027, elsewhere from April to December 2026. "
        "A courier pays half in March 2026, a trader not yet.",
        ("month", "sector", "payer", "switch", "JHT"),
        ("amounts", "a worker", "discount"),
        owed_by,
        (
            "2025-12, transport, self, no, no | 10000 + 6800, 16800, none",
            "2026-01, transport, self, no, no | 5000 + 3400, 8400, pp-50-2025-transport",
            "2026-03, transport, self, no, no | 5000 + 3400, 8400, pp-50-2025-transport",
            "2026-03, other, self, no, no | 10000 + 6800, 16800, none",
            "2026-04, other, self, no, no | 5000 + 3400, 8400, pp-50-2025-other",
            "2026-12, other, self, no, no | 5000 + 3400, 8400, pp-50-2025-other",
            "2027-01, other, self, no, no | 10000 + 6800, 16800, none",
            "2027-03, transport, self, no, no | 5000 + 3400, 8400, pp-50-2025-transport",
            "2027-04, transport, self, no, no | 10000 + 6800, 16800, none",
            "2026-04, other, self, no, yes | 5000 + 3400 + 20000, 28400, pp-50-2025-other",
            "2026-03, other, self, no, yes | 10000 + 6800 + 20000, 36800, none",
        ),
    ),
    ProgrammeCase(
        "Who pays",
        "Whether the discount reaches members paid by a public budget was not established, so it does "
        "only when the switch says so. For other payers the switch changes nothing.",
        ("month", "sector", "payer", "switch", "JHT"),
        ("amounts", "a worker", "discount"),
        owed_by,
        (
            "2026-04, other, government, no, no | 10000 + 6800, 16800, none",
            "2026-04, other, government, yes, no | 5000 + 3400, 8400, pp-50-2025-other",
            "2026-03, other, government, yes, no | 10000 + 6800, 16800, none",
            "2026-04, other, company, no, no | 5000 + 3400, 8400, pp-50-2025-other",
            "2026-04, other, sponsor, no, no | 5000 + 3400, 8400, pp-50-2025-other",
            "2026-04, other, sponsor, yes, no | 5000 + 3400, 8400, pp-50-2025-other",
        ),
    ),
    ProgrammeCase(
        "A year of one worker",
        "Months at half the amount, and what the year costs.",
        ("sector", "year"),
        ("half months", "total"),
        year_of,
        (
            "other, 2025 | 0, 201600",
            "other, 2026 | 9, 126000",
            "transport, 2026 | 12, 100800",
            "transport, 2027 | 3, 176400",
        ),
    ),
    ProgrammeCase(
        "A percent of wages",
        "Wage earners (pu) by the class of risk, construction (jakon) at one rate. Each programme is "
        "rounded to the nearest rupiah, halves up. Pension (JP) is not in the table.",
        ("segment", "wage", "risk class", "JHT"),
        ("amounts", "a worker"),
        by_wage,
        (
            "pu, 3000000, 1, no | 7200 + 9000, 16200",
            "pu, 3000000, 1, yes | 7200 + 9000 + 171000, 187200",
            "pu, 2345678, 5, no | 40815 + 7037, 47852",
            "jakon, 3000000, , no | 52200 + 9000, 61200",
        ),
    ),
    ProgrammeCase(
        "What is refused",
        "A month that the table does not know is a fault, never a guess; so is a segment that it does not "
        "know, and a wage that is missing. All faults are told at once.",
        ("workers", "first", "last", "segment"),
        ("faults",),
        refused,
        (
            "1, 2021-01, 2021-12, bpu | rate.none",
            "1, 2021-02, 2029-12, bpu | none",
            "1, 2029-12, 2030-01, bpu | rate.none",
            "1, 2024-06, 2024-05, bpu | month.order",
            "1, 2024-01, 2024-12, pmi | rate.segment",
            "1, 2024-01, 2024-12, pu | wage.missing wage.missing",
            "-1, 2024-13, 2024-12, x | workers.range month.form word.unknown",
        ),
    ),
]
AGES = [
    ProgrammeCase(
        "The age at registration",
        "Seventeen completed years to sixty-five, on the day of registration. Who is 65 registers under the "
        "setting *not over 65*, and not under *not yet 65*.",
        ("born", "registers on"),
        ("not over 65", "not yet 65"),
        registers,
        (
            "2007-04-24, 2024-04-23 | no, no",
            "2007-04-23, 2024-04-23 | yes, yes",
            "1959-04-24, 2024-04-23 | yes, yes",
            "1959-04-23, 2024-04-23 | yes, no",
            "1958-04-24, 2024-04-23 | yes, no",
            "1958-04-23, 2024-04-23 | no, no",
            "2008-02-29, 2025-02-28 | no, no",
            "2008-02-29, 2025-03-01 | yes, yes",
        ),
    ),
]

LAPSE = [
    ProgrammeCase(
        "Unpaid months",
        "Membership ends after a number of whole unpaid months, a setting: the manual's worked case ends "
        "after three, its text says more than three.",
        ("paid to", "in"),
        ("lapsed after 3", "lapsed after 4"),
        lapsed,
        (
            "2023-06, 2023-09 | no, no",
            "2023-06, 2023-10 | yes, no",
            "2023-06, 2023-11 | yes, yes",
            "2023-06, 2023-05 | no, no",
        ),
    ),
    ProgrammeCase(
        "A late payment",
        "A member from January 2023, paid in time at first. A payment made after the lapse starts a new "
        "membership in the month it is made; an approved correction makes it one.",
        ("paid in time to", "then pays", "in", "correction"),
        ("member", "new starts"),
        member,
        (
            "2023-06, 2023-07 to 2023-09, 2023-09, no | 2023-01 to 2023-09, 0",
            "2023-06, 2023-07 to 2023-10, 2023-10, no | 2023-01 to 2023-06 and 2023-10 to 2023-10, 1",
            "2023-06, 2023-07 to 2023-10, 2023-10, yes | 2023-01 to 2023-10, 0",
            "2023-06, 2023-07 to 2023-12, 2023-07, no | 2023-01 to 2023-12, 0",
        ),
    ),
]
COUNTING = [
    ProgrammeCase(
        "Short cover",
        "The manual's rule for its own offices: six paid months count in full; fewer count pro rata "
        "where a government or village pays (SG, SD, SA, SL), and not at all where a company or bank "
        "does (SC, SB). Whoever pays alone stands in no container: the rule is not about them, and each who "
        "paid at all counts.",
        ("workers", "paid months", "container"),
        ("counted",),
        counts,
        (
            "1000, 3, SG | 500",
            "1000, 8, SG | 1000",
            "500, 4, SC | 0",
            "500, 6, SC | 500",
            "20, 1, SD | 10/3",
            "20, 0, SL | 0",
            "12, 1, SL | 2",
            "12, 1, none | 12",
            "12, 0, none | 0",
        ),
    ),
]

BENEFITS = [
    ProgrammeCase(
        "Death not caused by work",
        "42 million: death benefit 20, periodic benefit 12 (24 months, paid at once), funeral cost 10. "
        "Since Permenaker 1/2025 a death in the first three months of membership pays 10 million in all. "
        "The month in which cover starts is the first one.",
        ("cover from", "death in", "children"),
        ("month of membership", "parts", "total", "scholarship"),
        received,
        (
            "2026-03, 2026-04, 0 | 2, early 10000000, 10000000, none",
            "2026-03, 2026-05, 0 | 3, early 10000000, 10000000, none",
            "2026-03, 2026-06, 0 | 4, death 20000000 + periodic 12000000 + funeral 10000000, 42000000, none",
            "2026-03, 2026-02, 0 | 0, nothing, 0, none",
            "2024-11, 2024-12, 0 | 2, death 20000000 + periodic 12000000 + funeral 10000000, 42000000, none",
        ),
    ),
    ProgrammeCase(
        "Scholarships",
        "Up to 174 million for two children after three paid years, where the death was not caused by work. "
        "An even share for one child is our reading; what is paid depends on the school.",
        ("cover from", "death in", "children"),
        ("month of membership", "parts", "total", "scholarship"),
        received,
        tuple(
            f"{first}, 2026-06, {children} | {month}, death 20000000 + periodic 12000000 + funeral 10000000, "
            f"42000000, {schooling}"
            for first, children, month, schooling in (
                ("2023-07", 2, 36, "up to 174000000"),
                ("2023-08", 2, 35, "1 months short"),
                ("2023-07", 1, 36, "up to 87000000"),
                ("2023-07", 5, 36, "up to 174000000"),
                ("2023-07", 0, 36, "none"),
            )
        ),
    ),
    ProgrammeCase(
        "Death by an accident at work",
        "48 times the monthly wage, from the first month. Newspapers print other sums for own-account "
        "workers; they stand beside and are not computed with.",
        ("wage",),
        ("wages", "total", "printed elsewhere"),
        after_accident,
        (
            "1000000 | –, 48000000, 170000000 and 42000000",
            " | 48, –, 170000000 and 42000000",
        ),
    ),
    ProgrammeCase(
        "What an earlier start means",
        "From when the full benefit holds, and what one death pays.",
        ("starting in", "instead of", "death in"),
        ("full from", "otherwise from", "pays", "otherwise pays"),
        started,
        (
            "2026-03, 2026-06, 2026-07 | 2026-06, 2026-09, 42000000, 10000000",
            "2026-03, 2026-06, 2026-05 | 2026-06, 2026-09, 10000000, 0",
            "2026-03, 2026-06, 2026-09 | 2026-06, 2026-09, 42000000, 42000000",
        ),
    ),
]

PARTS = [
    *(("Premiums", PREMIUMS), ("Ages", AGES), ("Benefits", BENEFITS)),
    *(("Lapse", LAPSE), ("Counting", COUNTING), ("Plans", cases_plan.CASES)),
]
CASES = [case for _, cases in PARTS for case in cases]
