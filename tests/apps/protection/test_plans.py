"""Plans: the rules against slow oracles, the figures they start from, and scenarios in the ledger."""

from datetime import date
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.factories import coverage as make_coverage
from tests.factories import plans as make_plan
from tests.factories import protection as make

from paritrana.apps.ledger.models import Entry
from paritrana.apps.protection.commands import funds, plans
from paritrana.apps.protection.models import Scenario
from paritrana.apps.protection.queries import plans as queries
from paritrana.apps.protection.queries import quotas, register
from paritrana.apps.protection.rules import outlooks
from paritrana.apps.protection.rules import plans as rules
from paritrana.apps.protection.rules.plans import Origin, PlannedVillage, Question, Source, Terms
from paritrana.apps.protection.states import FundKind, PlanBase
from paritrana.core.programmes import Month
from paritrana.core.programmes.plan import Indicator, Place, Standing, own_target
from paritrana.core.units import Rupiah
from paritrana.errors import BadInput, NotFound, NotPermitted, RuleRefused

DESA, OTHER, KELURAHAN = make.VILLAGE, "71.07.03.2007", make.KELURAHAN


def asked(covered=0, workers=20, share=Fraction(1, 2), **changes) -> Question:
    given = {
        "origin": Origin(PlanBase.TYPED, papers=("Surat 1",)),
        "standing": Standing(Indicator.OWN, covered, workers, date(2026, 1, 1), "Surat 1"),
        "target": own_target(Indicator.OWN, share, 2026),
        "terms": Terms(Month(2026, 1), Month(2026, 12)),
        "quota": 3,
        "ask_all": False,
        "sources": (),
        "villages": (),
    } | changes
    return Question(**given)


VILLAGES = st.lists(
    st.builds(
        lambda code, budgeted, placed, enrolled: PlannedVillage(
            code, budgeted, min(placed, budgeted), enrolled
        ),
        *(st.sampled_from((DESA, KELURAHAN)), *(st.integers(0, 4),) * 3),
    ),
    max_size=2,
    unique_by=lambda one: one.code,
)
SOURCES = st.lists(
    st.builds(
        Source,
        st.sampled_from((FundKind.APBD_REGENCY, FundKind.VILLAGE_PAD, FundKind.DANA_DESA, FundKind.CSR)),
        st.integers(0, 900_000),
    ),
    max_size=3,
)


def owed(kind: FundKind, terms: Terms) -> int:
    """What one worker costs a source, written out anew: half from April to December 2026, of companies."""
    months = [terms.first + step for step in range(terms.months)]
    half = [Month(2026, 4) <= one <= Month(2026, 12) for one in months]
    reached = kind is FundKind.CSR or terms.discount
    return sum(8_400 if cut and reached else 16_800 for cut in half)


@settings(max_examples=60)
@given(st.integers(0, 10), VILLAGES, SOURCES, st.integers(0, 5), st.booleans(), st.booleans())
def test_no_way_to_spread_the_workers_covers_more_or_costs_less(
    covered, villages, sources, quota, ask_all, discount
):
    terms = Terms(Month(2026, 1), Month(2026, 12), discount=discount)
    question = asked(
        covered,
        villages=tuple(villages),
        sources=tuple(sources),
        quota=quota,
        ask_all=ask_all,
        terms=terms,
    )
    found = outlooks.outlook(question)

    gap = max(0, 10 - covered)
    desa = [one for one in villages if one.code == DESA]
    free = min(gap, sum(max(0, one.placed - one.enrolled) for one in desa))
    room = sum(
        max(0, quota - one.enrolled - max(0, one.placed - one.enrolled))
        for one in desa
        if one.budgeted or ask_all
    )
    costs = [owed(one.kind, terms) for one in sources]
    best = min(
        (free + sum(counts), -sum(cost * count for cost, count in zip(costs, counts, strict=True)))
        for counts in [(0,) * len(sources)]
    )
    for counts in product(range(gap - free + 1), repeat=len(sources)):
        spread = list(zip(sources, costs, counts, strict=True))
        if any(cost * count > one.left for one, cost, count in spread):
            continue
        if sum(count for one, _cost, count in spread if one.is_of_villages) > room:
            continue
        if sum(counts) <= gap - free:
            best = max(best, (free + sum(counts), -sum(cost * count for _, cost, count in spread)))
    assert (found.workers, -found.cost.amount) == best
    assert found.free == free
    assert found.workers + found.plan.missing == gap
    assert found.reached == (best[0] == gap)
    assert sum(one.new for one in found.villages) == room


@settings(max_examples=40)
@given(st.integers(0, 2_000_000), st.integers(0, 12))
def test_the_longest_cover_that_reaches_the_target_is_told(money, covered):
    question = asked(covered, sources=(Source(FundKind.APBD_REGENCY, money),))
    found = outlooks.outlook(question)
    told = outlooks.feasible(found)
    gap = max(0, 10 - covered)
    if gap * 12 * 16_800 <= money:
        assert told is None
        return
    fits = [months for months in range(6, 12) if gap * months * 16_800 <= money]
    assert told.months == max(fits, default=0)
    assert told.rupiah == Rupiah((gap - money // (12 * 16_800)) * 12 * 16_800)


def test_years_at_the_pace_that_is_asked_of_regions():
    found = outlooks.outlook(asked(1_000, 10_000, Fraction(1728, 10_000)))
    assert outlooks.years_at_pace(found.gap) == 3
    assert outlooks.years_at_pace(outlooks.outlook(asked(1_000, 10_000, Fraction(1729, 10_000))).gap) == 4
    assert outlooks.years_at_pace(outlooks.outlook(asked(0)).gap) is None


def test_a_question_is_read_as_it_was_kept():
    question = asked(
        3,
        share=Fraction("52.15") / 100,
        villages=(PlannedVillage(DESA, 3, 2, 1),),
        sources=(Source(FundKind.CSR, 10, "CSR", 4),),
    )
    assert rules.read(rules.as_data(question)) == question
    for broken in ({}, rules.as_data(question) | {"villages": [[1]]}, {"base": "guess"}):
        with pytest.raises(BadInput, match=r"plan\.unreadable"):
            rules.read(broken)


@pytest.mark.parametrize("percent", ["", "0", "100.1", "-1", "5,5", "1e2", "33.33333"])
def test_an_own_target_is_a_percent(percent):
    with pytest.raises(BadInput, match=r"plan\.bad_percent"):
        rules.share_of(percent)
    assert rules.share_of("33.3333") == Fraction(333_333, 1_000_000)


@pytest.mark.django_db
class TestGround:
    """From which figures a plan starts."""

    @pytest.fixture
    def officer(self):
        return make.regency_officer()

    def test_the_published_figure_and_the_register_stand_apart_each_with_its_source(self, officer):
        snapshot = make_coverage.make_snapshot()
        make.make_worker(officer)
        make.make_agreement(officer, number="PKS/7", quota=40)
        found = make_plan.ground_of(officer)
        public = found.bases[PlanBase.SNAPSHOT]
        assert public.origin.snapshot == snapshot.number
        assert public.standing.indicator is Indicator.UCJ
        own = found.bases[PlanBase.REGISTER]
        assert (own.standing.indicator, own.standing.covered, own.standing.workers) == (Indicator.OWN, 1, 40)
        assert own.origin.papers == ("PKS/7",)

    def test_agreements_that_follow_each_other_in_a_year_count_once(self, officer):
        first = make.make_agreement(officer, quota=40, ends_on=date(2026, 6, 30))
        make.make_agreement(officer, quota=50, follows=first, starts_on=date(2026, 7, 1))
        assert make_plan.ground_of(officer).bases[PlanBase.REGISTER].standing.workers == 50

    def test_without_any_figure_one_is_entered_with_its_source(self, officer):
        make.make_fund(officer)
        with pytest.raises(RuleRefused, match=r"plan\.no_figure"):
            make_plan.make_scenario(officer, ask=make_plan.an_ask(base=PlanBase.SNAPSHOT))
        made = make_plan.make_scenario(officer)
        assert made.asked.origin.papers == ("Sakernas, tabel uji",)

    def test_a_target_of_the_other_measure_is_refused(self, officer):
        with pytest.raises(RuleRefused, match=r"plan\.mixed"):
            make_plan.make_scenario(officer, ask=make_plan.an_ask(target="ucj-2025"))

    def test_what_is_left_after_commitments_can_be_paid(self, officer):
        fund = make.make_fund(officer)
        make.make_commitment(fund, officer)
        (line,) = make_plan.make_scenario(officer).asked.sources
        assert (line.fund, line.left) == (fund.pk, 2 * 20 * 12 * 16_800)

    def test_places_are_free_only_where_every_month_is_budgeted(self, officer):
        fund = make.make_fund(officer)
        make.make_commitment(fund, officer, workers=5)
        make.make_commitment(fund, officer, village=OTHER, workers=5, last_month="2026-06")
        make.make_commitment(fund, officer, village=OTHER, workers=3, first_month="2026-07")
        make.make_worker(officer, fund=fund)
        villages = {one.code: one for one in make_plan.make_scenario(officer).asked.villages}
        assert villages[DESA] == PlannedVillage(DESA, 5, 5, 1)
        assert villages[OTHER] == PlannedVillage(OTHER, 5, 3, 0)
        assert villages[DESA].free == 4


@pytest.mark.django_db
class TestScenarios:
    """Saved, renamed, removed, brought back."""

    @pytest.fixture
    def officer(self):
        return make.regency_officer()

    def test_every_act_leaves_one_event_and_the_figures_stay(self, officer):
        fund = make.make_fund(officer)
        made = make_plan.make_scenario(officer, name="  Dua   puluh ")
        before = outlooks.outlook(made.asked)
        funds.change_ceiling(fund=fund, ceiling=0, note="Efisiensi", by=officer)
        plans.rename(scenario=made, name="Dua puluh warga", by=officer)
        plans.remove(scenario=made, by=officer)
        assert not queries.scenarios(make_plan.reach_of(officer), []).exists()
        plans.bring_back(scenario=made, by=officer)
        made.refresh_from_db()
        assert made.name == "Dua puluh warga"
        assert outlooks.outlook(made.asked) == before
        events = (
            Entry.objects.filter(event__startswith="plan.").order_by("pk").values_list("event", flat=True)
        )
        assert list(events) == ["plan.kept", "plan.renamed", "plan.removed", "plan.brought_back"]

    def test_a_name_is_given_once_and_free_again_after_removal(self, officer):
        first = make_plan.make_scenario(officer, name="A")
        with pytest.raises(RuleRefused, match=r"plan\.name_taken"):
            make_plan.make_scenario(officer, name="A")
        plans.remove(scenario=first, by=officer)
        make_plan.make_scenario(officer, name="A")
        with pytest.raises(RuleRefused, match=r"plan\.name_taken"):
            plans.bring_back(scenario=first, by=officer)
        with pytest.raises(BadInput, match=r"plan\.no_name"):
            make_plan.make_scenario(officer, name=" ")

    def test_what_was_removed_is_not_renamed_or_removed_again(self, officer):
        made = make_plan.make_scenario(officer)
        with pytest.raises(RuleRefused, match=r"plan\.not_removed"):
            plans.bring_back(scenario=made, by=officer)
        plans.remove(scenario=made, by=officer)
        for act in (
            lambda: plans.remove(scenario=made, by=officer),
            lambda: plans.rename(scenario=made, name="B", by=officer),
        ):
            with pytest.raises(RuleRefused, match=r"plan\.removed"):
                act()

    def test_only_officers_of_the_office_change_a_scenario(self, officer):
        made = make_plan.make_scenario(officer)
        with pytest.raises(NotFound):
            plans.remove(scenario=made, by=make.regency_officer("71.02"))
        with pytest.raises(NotPermitted):
            plans.remove(scenario=made, by=make.village_officer())
        with pytest.raises(NotPermitted):
            make_plan.make_scenario(officer, region=make.make_village(make.ELSEWHERE).parent.parent)
        assert Scenario.objects.get().removed_at is None


@pytest.mark.django_db
def test_the_quota_is_tracked_village_by_village():
    officer = make.regency_officer()
    fund = make.make_fund(officer)
    make.make_village(KELURAHAN)
    make.make_village("71.07.03.2008")
    half = make.make_commitment(fund, officer, last_month="2026-06")
    make.make_commitment(fund, officer, first_month="2026-07")
    funds.pay(
        commitment=half,
        workers=20,
        first_month="2026-01",
        last_month="2026-03",
        paid_on=date(2026, 3, 5),
        document="SP2D 1",
        by=officer,
    )
    make.make_worker(officer, fund=fund)
    villages = register.villages_in(make_plan.reach_of(officer))
    kelurahan, desa, none = quotas.quota_lines(villages, year=2026)
    assert (kelurahan.place, desa.place, none.place) == (Place.KELURAHAN, Place.OPEN, Place.NO_BUDGET)
    assert (desa.budgeted, desa.placed, desa.enrolled, desa.open) == (20, 20, 1, 19)
    assert (desa.committed, desa.paid) == (20 * 12 * 16_800, 20 * 3 * 16_800)
    assert desa.unpaid == 20 * 9 * 16_800
    assert desa.paid_until == "2026-03"
    assert kelurahan.quota == 0
