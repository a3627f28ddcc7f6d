"""What the register hands to the figures when records are merged and taken apart: every person once."""

import random
from collections import defaultdict
from contextlib import suppress

import pytest
from tests.apps.protection.test_merging import enrolled, merge, this_month, unmerge
from tests.apps.protection.test_months import roll_of
from tests.factories import batches
from tests.factories import protection as make
from tests.factories import same as twins

from paritrana.apps.coverage.models import Delivery
from paritrana.apps.coverage.states import DeliveryState
from paritrana.apps.protection.commands import months, register_delivery
from paritrana.apps.protection.models import Enrolment, PaidMonth, RegisterDelivery
from paritrana.core.units import clock
from paritrana.errors import RuleRefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return make.regency_officer()


@pytest.fixture
def link(officer):
    return twins.make_link(officer)


def pay(officer, fund, workers=1):
    month = this_month()
    given = {"first_month": month, "last_month": month, "paid_on": clock.now().date()}
    return batches.pay(officer, fund, workers=workers, **given)


def deliver(officer, office):
    """Hand in what is to be told; return whether there was anything."""
    with suppress(RuleRefused):
        register_delivery.deliver(office=office, by=officer)
        return True
    return False


def settled():
    """Return who is covered by which payer, as the room of coverage settles the rolls that it received."""
    paid, back = defaultdict(list), defaultdict(str)
    for made in RegisterDelivery.objects.exclude(delivery__state=DeliveryState.FAILED):
        for row in roll_of(made.delivery):
            key = row["nik"], row["period"], row["funder"]
            if row["state"] == "reversed":
                back[key] = max(back[key], row["paid_on"])
            else:
                paid[key].append(row["paid_on"])
    return sorted(key for key, days in paid.items() if max(days) > back[key])


def expected():
    """Return how many persons and payers the register counts."""
    live = PaidMonth.objects.filter(taken_back_at=None, enrolment__state__in=["active", "ended"])
    rows = live.values_list(
        "enrolment__person", "enrolment__person__merged_into", "month", "enrolment__batch__fund__kind"
    )
    return len({(into or person, month, kind) for person, into, month, kind in rows})


@pytest.mark.parametrize("both", [False, True])
def test_a_person_is_told_once_before_and_after_a_merge(officer, link, both):
    rows = [enrolled(one, officer) for one in (link.first, link.second)[0 if both else 1 :]]
    office = rows[0].batch.fund.office
    for one in rows:
        pay(officer, one.batch.fund)
    assert deliver(officer, office)
    apart = settled()
    assert len(apart) == len(rows)

    merge(link, by=officer)
    assert deliver(officer, office), "what was told as the other person's is taken out"
    (one,) = settled()
    assert one in apart if both else one not in apart
    assert not deliver(officer, office)

    unmerge(link, officer)
    assert deliver(officer, office)
    assert settled() == apart
    assert not deliver(officer, office)


def test_a_roll_that_could_not_be_received_is_made_good(officer, link):
    row = enrolled(link.second, officer)
    office = row.batch.fund.office
    pay(officer, row.batch.fund)
    deliver(officer, office)
    (apart,) = settled()
    merge(link, by=officer)
    deliver(officer, office)
    Delivery.objects.filter(pk=RegisterDelivery.objects.first().delivery_id).update(
        state=DeliveryState.FAILED
    )
    assert settled() == [apart], "the figures still show the record that went"
    assert deliver(officer, office)
    assert len(settled()) == 1
    assert settled() != [apart]


def test_when_one_of_two_payments_is_taken_back_the_other_still_counts(officer, link):
    rows = [enrolled(one, officer) for one in (link.first, link.second)]
    office, month = rows[0].batch.fund.office, this_month()
    for one in rows:
        pay(officer, one.batch.fund)
    merge(link, by=officer)
    deliver(officer, office)
    (told,) = settled()
    given = {"first_month": month, "last_month": month, "minutes": "BA 3", "reason": "Dibayar dua kali"}
    months.take_back(enrolment=rows[0], **given, by=officer)
    deliver(officer, office)
    assert settled() == [told]


def test_two_offices_tell_a_merged_person_once_together():
    officer, elsewhere = make.regency_officer(), make.regency_officer("71.02")
    above = make.officer_of("province", "71")
    link = twins.make_link(officer, elsewhere, village=make.ELSEWHERE)
    rows = [
        enrolled(link.first, officer),
        enrolled(link.second, elsewhere, make.make_fund(elsewhere, region="71.02")),
    ]
    for one, by in zip(rows, (officer, elsewhere), strict=True):
        pay(by, one.batch.fund)
        deliver(by, one.batch.fund.office)
    assert len(settled()) == 2
    merge(link, by=above)
    deliver(elsewhere, rows[1].batch.fund.office)
    (told,) = settled()
    assert not deliver(officer, rows[0].batch.fund.office)
    month = this_month()
    given = {"first_month": month, "last_month": month, "minutes": "BA 3", "reason": "Dibayar dua kali"}
    months.take_back(enrolment=rows[0], **given, by=officer)
    deliver(officer, rows[0].batch.fund.office)
    deliver(elsewhere, rows[1].batch.fund.office)
    assert settled() == [told], "what the other office paid counts now"


@pytest.mark.parametrize("seed", [0, 1, *(pytest.param(one, marks=pytest.mark.long) for one in range(2, 20))])
def test_whatever_happens_in_between_the_rolls_count_as_the_register_does(officer, link, seed):
    chance = random.Random(seed)
    rows = [enrolled(one, officer) for one in (link.first, link.second)]
    office, month = rows[0].batch.fund.office, this_month()
    is_merged = False
    for _step in range(10):
        act = chance.choice(["merge", "pay", "back", "deliver", "fail"])
        if act == "merge" and not is_merged:
            merge(link, keep=chance.choice(["first", "second"]), by=officer)
            is_merged = True
        elif act == "merge":
            unmerge(link, officer)
            is_merged = False
        elif act == "pay":
            with suppress(RuleRefused):  # there may be nobody left to pay for
                pay(officer, chance.choice(rows).batch.fund)
        elif act == "back":
            one = Enrolment.objects.get(pk=chance.choice(rows).pk)
            if one.months.filter(taken_back_at=None).exists():
                given = {"first_month": month, "last_month": month, "minutes": "BA", "reason": "Salah"}
                months.take_back(enrolment=one, **given, by=officer)
        elif deliver(officer, office) and act == "fail":
            last = RegisterDelivery.objects.first()
            Delivery.objects.filter(pk=last.delivery_id).update(state=DeliveryState.FAILED)
    deliver(officer, office)
    assert len(settled()) == expected()
    assert not deliver(officer, office)
