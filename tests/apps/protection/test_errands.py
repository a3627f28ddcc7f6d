"""Acts on very many workers: decided on a page, done by the sweep, gone on with when they broke off."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse
from tests.factories import batches as make
from tests.factories import protection as base

from paritrana.apps.ledger.models import Entry
from paritrana.apps.protection.commands import errands, funds, months, register_delivery
from paritrana.apps.protection.models import Errand, PaidMonth, RegisterDelivery
from paritrana.apps.protection.queries import errands as queries
from paritrana.apps.protection.states import ErrandState
from paritrana.core.units import clock
from paritrana.errors import NotPermitted, RuleRefused

pytestmark = pytest.mark.django_db
TODAY = datetime(2026, 3, 10, 2, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_march(monkeypatch):
    """Let every payment count as a large one."""
    monkeypatch.setattr(queries, "SMALL", 0)
    monkeypatch.setattr(months, "PAUSE", 0)
    with clock.at(TODAY):
        yield


@pytest.fixture
def officer():
    return base.regency_officer()


@pytest.fixture
def paid(officer):
    """Return a payment for three active workers, whose months nobody has named yet."""
    return make.make_payment(officer, make.make_active(officer).fund)


@pytest.fixture
def desk(client, officer):
    client.force_login(officer)
    client.cookies["django_language"] = "en"
    return client


def text_of(response):
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_a_large_payment_is_settled_by_the_sweep_and_its_page_looks_again(desk, paid):
    text = text_of(desk.post(reverse("protection:settle", args=[paid.pk]), {"batch": ""}, follow=True))
    assert "In work: the months will stand at the workers in a moment." in text
    assert 'hx-trigger="every 3s"' in text
    assert "Settle for workers" not in text, "it is in work already"
    assert PaidMonth.objects.count() == 0
    told = []
    assert errands.work(told.append) == 1
    assert told == ["errand 1: done"] or told[0].endswith(": done")
    assert PaidMonth.objects.filter(payment=paid).count() == 3
    assert Entry.objects.filter(leaf__contains="payment.settled").count() == 1
    text = text_of(desk.get(paid.get_absolute_url()))
    assert "3 of 3 worker-months" in text
    assert "every 3s" not in text
    assert reverse("protection:months-deliver") in text, "the next step"


def test_the_roll_of_a_large_register_is_handed_in_by_the_sweep(desk, officer, paid):
    months.settle(payment=paid, by=officer)
    text = text_of(desk.post(reverse("protection:months-deliver"), follow=True))
    assert "In work: the roll is written and handed in by itself." in text
    assert not RegisterDelivery.objects.exists()
    errands.work()
    assert RegisterDelivery.objects.get().paid == 3
    assert "3 months paid, 0 taken back" in text_of(desk.get(reverse("protection:months")))


def test_the_same_is_not_asked_for_twice(officer, paid):
    errands.settle(payment=paid, by=officer)
    with pytest.raises(RuleRefused, match=r"errand\.waits"):
        errands.settle(payment=paid, by=officer)
    errands.ask_delivery(office=paid.fund.office, by=officer)
    with pytest.raises(RuleRefused, match=r"errand\.waits"):
        errands.ask_delivery(office=paid.fund.office, by=officer)


def test_what_cannot_be_settled_is_refused_at_once(officer, paid):
    months.settle(payment=paid, by=officer)
    with pytest.raises(RuleRefused, match=r"months\.nobody"):
        errands.settle(payment=paid, by=officer)
    with pytest.raises(NotPermitted):
        errands.ask_delivery(office=paid.fund.office, by=base.regency_officer("71.02"))
    assert not Errand.objects.exists()


def test_what_broke_off_half_way_is_gone_on_with(officer, paid, monkeypatch):
    monkeypatch.setattr(months, "PART", 1)
    errand = errands.settle(payment=paid, by=officer)
    errands._begin(errand)
    seen = []

    def die(more):
        seen.append(more)
        if len(seen) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        months.settle_in_parts(payment=paid, by=officer, tell=die)
    assert PaidMonth.objects.count() == 2
    Errand.objects.update(worker=f"{errands.own_name().rpartition(':')[0]}:999999999")
    told = []
    assert errands.work(told.append) == 1
    assert "its worker is gone" in told[0]
    assert Errand.objects.get().state == ErrandState.DONE
    assert PaidMonth.objects.filter(payment=paid).count() == 3


def test_a_payment_taken_back_meanwhile_pays_for_nobody_and_the_page_says_so(desk, officer, paid):
    errands.settle(payment=paid, by=officer)
    funds.take_back_payment(payment=paid, note="Ditolak bank", by=officer)
    errands.work()
    assert PaidMonth.objects.count() == 0
    assert Errand.objects.get().fault == "money.taken_back"
    assert "taken back" in text_of(desk.get(paid.get_absolute_url()))


def test_a_roll_is_written_anew_when_a_month_changes_while_it_is_written(officer, paid, monkeypatch):
    months.settle(payment=paid, by=officer)
    write, calls = register_delivery._written, []

    def slowly(office):
        roll = write(office)
        calls.append(len(roll.told))
        if len(calls) == 1:
            months.take_back(
                enrolment=PaidMonth.objects.earliest("pk").enrolment,
                first_month="2026-03",
                last_month="2026-03",
                minutes="BA 1",
                reason="Salah orang",
                by=officer,
            )
        return roll

    monkeypatch.setattr(register_delivery, "_written", slowly)
    made = register_delivery.deliver(office=paid.fund.office, by=officer)
    assert calls == [3, 2]
    assert made.paid == 2


def test_forms_know_what_comes_next(desk, officer, paid):
    batch = paid.fund.batches.get()
    fund = make.make_paid_fund(officer, 1)
    agreed = base.make_agreement(officer, fund=fund)
    page = text_of(desk.get(f"{reverse('protection:batch-new')}?dana={fund.pk}"))
    assert f'<option value="{fund.pk}" selected' in page
    assert f'<option value="{agreed.pk}" selected' in page
    more = funds.commit(fund=paid.fund, workers=9, first_month="2026-04", last_month="2026-04", by=officer)
    pay = reverse("protection:pay", args=[paid.fund_id, more.pk])
    assert pay in text_of(desk.get(batch.get_absolute_url())), "the one commitment that is not paid yet"
    assert 'value="3"' in text_of(desk.get(pay)), "for those who are active, not for all that were promised"
