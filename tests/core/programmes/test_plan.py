"""Plans against slow oracles: every way to spread workers over funds, every quota, every number."""

from datetime import date
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paritrana.core.programmes import Container, Month, Payer, Sector
from paritrana.core.programmes.plan import (
    Fund,
    Indicator,
    LeftOut,
    Place,
    Scenario,
    Standing,
    Village,
    VillageKind,
    cheapest,
    gap,
    offers,
    official_target,
    own_target,
    quota_for,
    read_targets,
    short_rupiah,
    side_by_side,
    told_plan,
    told_step,
    village_quota,
    worker_months,
)
from paritrana.core.units import Rate, Rupiah
from paritrana.errors import DataFaults

YEAR = Month(2026, 1), Month(2026, 12)


def standing(covered: int, workers: int, indicator: Indicator = Indicator.UCJ) -> Standing:
    return Standing(indicator, covered, workers, date(2025, 12, 31), "BPJS")


def fund(name: str, payer: Payer = Payer.GOVERNMENT, months: int = 12, **more) -> Fund:
    return Fund(name, payer, YEAR[0], YEAR[0] + (months - 1), **more)


FUNDS = st.builds(
    lambda payer, months, ceiling, most, sector, jht, switch: Fund(
        *("x", payer, YEAR[0], YEAR[0] + (months - 1)),
        ceiling=None if ceiling is None else Rupiah(ceiling),
        most=most,
        sector=sector,
        jht=jht,
        discount_government=switch,
    ),
    *(st.sampled_from(Payer), st.integers(1, 14), st.none() | st.integers(0, 900_000)),
    *(st.none() | st.integers(0, 5), st.sampled_from(Sector), st.booleans(), st.booleans()),
)


def owed(one: Fund) -> int:
    """What one worker costs a fund, written out anew."""
    total = 0
    for step in range(one.last - one.first + 1):
        month = one.first + step
        half = (
            month <= Month(2027, 3)
            if one.sector is Sector.TRANSPORT
            else Month(2026, 4) <= month <= Month(2026, 12)
        )
        reached = one.payer is not Payer.GOVERNMENT or one.discount_government
        total += (8_400 if half and reached else 16_800) + (20_000 if one.jht else 0)
    return total


@settings(max_examples=60)
@given(st.integers(0, 6), st.lists(FUNDS, max_size=3), st.integers(1, 8))
def test_no_way_to_spread_the_workers_covers_more_or_costs_less(workers, drawn, least_months):
    funds = [
        Fund(f"f{place}", *(getattr(one, name) for name in Fund.__slots__[1:]))
        for place, one in enumerate(drawn)
    ]
    plan = cheapest(standing(10, 100), workers, funds, least_months=least_months)
    fit = [one for one in funds if one.last - one.first + 1 >= least_months]

    def can(one: Fund, taken: int) -> bool:
        return (one.most is None or taken <= one.most) and (
            one.ceiling is None or taken * owed(one) <= one.ceiling.amount
        )

    ways = [
        (sum(taken), sum(number * owed(one) for number, one in zip(taken, fit, strict=True)))
        for taken in product(range(workers + 1), repeat=len(fit))
        if sum(taken) <= workers and all(can(one, number) for number, one in zip(taken, fit, strict=True))
    ]
    most = max(covered for covered, _ in ways)
    assert plan.workers == most
    assert plan.missing == workers - most
    assert plan.cost.amount == min(cost for covered, cost in ways if covered == most)
    named = {one.offer.fund.id for one in plan.steps} | {one.id for one, _ in plan.left_out}
    assert named == {one.id for one in funds}
    assert [one.offer.per_worker for one in plan.steps] == sorted(one.offer.per_worker for one in plan.steps)


@given(st.integers(0, 60), st.integers(1, 60), st.fractions(0, 1, max_denominator=97).filter(bool))
def test_the_gap_is_the_fewest_workers_that_reach_the_target(covered, workers, share):
    found = gap(standing(covered, workers), own_target(Indicator.UCJ, share, 2026))
    fewest = next(more for more in range(workers + 1) if Fraction(covered + more, workers) >= share)
    assert found.workers == fewest
    assert found.reached == (Fraction(covered, workers) >= share)
    assert found.points == max(0, 100 * (share - Fraction(covered, workers)))


VILLAGES = st.lists(
    st.tuples(
        *(st.sampled_from(VillageKind), st.booleans(), st.integers(0, 6), st.none() | st.integers(0, 6))
    ),
    max_size=5,
).map(lambda rows: [Village(f"71.07.01.{place:04d}", *row) for place, row in enumerate(rows)])


READY = st.lists(st.tuples(st.integers(0, 6), st.none() | st.integers(0, 6)), max_size=2).map(
    lambda rows: [
        Village(f"71.07.02.{place:04d}", VillageKind.DESA, True, *row) for place, row in enumerate(rows)
    ]
)


@settings(max_examples=300)
@given(st.one_of(VILLAGES, READY), st.integers(0, 14))
def test_the_smallest_quota_is_the_one_found_by_trying_each(villages, workers):
    enough = [quota for quota in range(40) if village_quota(villages, quota).more >= workers]
    found = quota_for(villages, workers)
    assert (found.per_village if found else None) == (enough[0] if enough else None)


@given(VILLAGES, st.integers(0, 8))
def test_only_villages_with_a_budget_enrol(villages, per_village):
    quota = village_quota(villages, per_village)
    assert [one.village for one in quota.villages] == villages
    for one in quota.villages:
        village = one.village
        assert (one.more > 0) == (one.place is Place.OPEN)
        if village.kind is VillageKind.KELURAHAN:
            assert one.place is Place.KELURAHAN
        elif not village.budgeted:
            assert one.place is Place.NO_BUDGET
        else:
            assert village.enrolled + one.more <= max(per_village, village.enrolled)
    desa = [one for one in villages if one.kind is VillageKind.DESA]
    assert quota.target == per_village * len(desa)
    assert quota.standing(Place.KELURAHAN) == tuple(one for one in villages if one not in desa)


def test_figures_of_two_indicators_never_meet():
    rpjmn = official_target(Indicator.RPJMN, 2029)
    assert rpjmn is not None
    with pytest.raises(DataFaults) as caught:
        gap(standing(10, 100), rpjmn)
    (found,) = caught.value.faults
    assert found.code == "plan.mixed"
    with pytest.raises(DataFaults):
        side_by_side(standing(10, 100), rpjmn, [Scenario("a", ())])


def test_official_targets_stand_alone_in_their_years():
    shares = {}
    for year in (2025, 2026, 2027, 2029):
        target = official_target(Indicator.RPJMN, year)
        shares[year] = str(target.share) if target else None
    assert shares == {2025: "643/2000", 2026: "3499/10000", 2027: None, 2029: "549/1250"}
    ucj = official_target(Indicator.UCJ, 2025)
    assert ucj is not None
    assert ucj.share == Fraction("0.5215")
    assert ucj.sources


def test_a_table_of_targets_names_each_year_once():
    text = (
        'format = "paritrana-targets/1"\n'
        '[[source]]\nid = "s"\ntitle = "t"\nurl = "u"\n'
        '[[target]]\nid = "a"\nindicator = "ucj"\nyear = 2025\npercent = "52.15"\nsources = ["s"]\n'
        '[[target]]\nid = "b"\nindicator = "ucj"\nyear = 2025\npercent = "0"\nsources = ["s"]\n'
        '[[target]]\nid = "c"\nindicator = "ucj"\nyear = 2025\npercent = "50"\nsources = ["s"]\n'
    )
    with pytest.raises(DataFaults) as caught:
        read_targets(text.encode())
    assert [(one.line, one.code) for one in caught.value.faults] == [
        (16, "table.value"),
        (18, "table.overlap"),
    ]


def test_the_next_step_in_words():
    plan = cheapest(standing(10_000, 19_619), 412, [fund("apbd", most=900)])
    (step,) = plan.steps
    assert told_step(step, "en") == "412 more workers = +2.1 points, Rp83.1 million a year"
    assert told_step(step, "id") == "412 pekerja lagi = +2,1 poin, Rp83,1 juta setahun"
    assert told_plan(plan, "en") == "412 more workers = +2.1 points, Rp83.1 million a year, to 53.1%."
    short = cheapest(standing(10_000, 19_619), 412, [fund("apbd", most=12), fund("desa", months=7, most=1)])
    assert short.points == Fraction(1300, 19_619)
    assert told_plan(short, "en").endswith(
        " Rp2.5 million in all, to 51.0%; 399 workers are still without a payer."
    )
    assert "399 pekerja belum ada pembayarnya" in told_plan(short, "id")


@pytest.mark.parametrize(
    ("rupiah", "told"),
    [
        (999_999, ("Rp999.999", "Rp999,999")),
        (1_000_000, ("Rp1,0 juta", "Rp1.0 million")),
        (5_900_630_400, ("Rp5,9 miliar", "Rp5.9 billion")),
        (10**12, ("Rp1,0 triliun", "Rp1.0 trillion")),
    ],
)
def test_money_as_a_title_shows_it(rupiah, told):
    assert (short_rupiah(Rupiah(rupiah), "id"), short_rupiah(Rupiah(rupiah), "en")) == told


def test_funds_that_are_no_part_of_a_plan_say_why():
    plan = cheapest(
        standing(10, 100),
        5,
        [
            fund("self", Payer.SELF),
            fund("late", months=12, most=3),
            fund("short", months=3),
            fund("spring", months=7),
            fund("poor", ceiling=Rupiah(1000)),
        ],
        in_force=Month(2026, 12),
    )
    assert [(one.id, why) for one, why in plan.left_out] == [
        ("late", LeftOut.NOT_NEEDED),
        ("short", LeftOut.SHORT),
        ("spring", LeftOut.NOT_IN_FORCE),
        ("poor", LeftOut.EMPTY),
    ]
    assert plan.next_step is not None
    assert plan.next_step.cost == Rupiah(5 * 126_000)


def test_scenarios_stand_side_by_side_on_one_gap():
    here = standing(27_025, 33_754)
    target = own_target(Indicator.UCJ, Fraction(9, 10), 2026)
    budget = fund("apbd", ceiling=Rupiah(201_600 * 2000))
    both = side_by_side(
        here,
        target,
        [
            Scenario("budget", (budget,)),
            Scenario("budget and villages", (budget, fund("desa", most=2000))),
        ],
    )
    assert [one.gap.workers for one in both] == [3354, 3354]
    assert [(one.plan.workers, one.plan.missing, one.reached) for one in both] == [
        (2000, 1354, False),
        (3354, 0, True),
    ]
    assert both[1].plan.after == Rate(30_379, 33_754)
    for one in both:
        bars = [height for _, height in one.waterfall]
        assert sum(bars[:-1]) == bars[-1] == 30_379


def test_a_fund_says_what_is_left_and_how_far_it_reaches():
    (one,) = offers([fund("apbd", ceiling=Rupiah(2_000_000), container=Container.GOVERNMENT, months=3)])
    assert (one.months, one.per_worker, one.workers) == (3, Rupiah(50_400), 39)
    assert one.left(39) == Rupiah(2_000_000 - 39 * 50_400)
    assert one.left(40) == Rupiah(-16_000)
    assert (one.paid_through(39), one.paid_through(40)) == (Month(2026, 3), Month(2026, 2))
    assert one.paid_through(1_000_000) is None
    assert one.counted(39) == Fraction(39, 2)
    assert worker_months(Rupiah(100_000), Rupiah(16_800)) == 5


def test_the_faults_of_all_funds_are_told_at_once():
    with pytest.raises(DataFaults) as caught:
        offers(
            [
                fund("a", ceiling=Rupiah(-1)),
                fund("a", most=-2),
                Fund("b", Payer.SELF, Month(2019, 1), Month(2019, 2)),
                Fund("c", Payer.SELF, Month(2026, 2), Month(2026, 1)),
            ]
        )
    assert [one.code for one in caught.value.faults] == [
        *("count.range", "table.twice", "count.range", "rate.none", "month.order")
    ]


def test_the_faults_of_all_villages_are_told_at_once():
    one = Village("71.07.01.2001", VillageKind.DESA, budgeted=True, enrolled=-1, waiting=-2)
    with pytest.raises(DataFaults) as caught:
        village_quota([one, one], -1)
    assert [fault.code for fault in caught.value.faults] == [
        *["count.range"] * 3,
        *("table.twice", "count.range", "count.range"),
    ]
