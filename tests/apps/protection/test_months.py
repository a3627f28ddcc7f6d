"""Months: whose a payment is, what minutes correct, and the roll that tells them without a NIK."""

import csv
import io
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from functools import partial
from threading import Barrier

import pytest
from django.db import IntegrityError, connection
from tests.factories import batches as make
from tests.factories import protection as base

from paritrana.apps.coverage.models import Delivery
from paritrana.apps.coverage.states import DeliveryState
from paritrana.apps.ledger.models import Entry
from paritrana.apps.protection.commands import funds, months, register_delivery, workers
from paritrana.apps.protection.models import Correction, PaidMonth
from paritrana.apps.protection.queries import months as queries
from paritrana.apps.protection.rules.months import Standing
from paritrana.apps.protection.states import CorrectionKind, FundKind, StopReason
from paritrana.core.programmes import Month
from paritrana.core.units import clock
from paritrana.errors import BadInput, NotFound, NotPermitted, RuleRefused

pytestmark = pytest.mark.django_db
TODAY = datetime(2026, 3, 10, 2, tzinfo=UTC)


def in_month(month: int):
    return clock.at(TODAY.replace(month=month))


@pytest.fixture(autouse=True)
def _in_march():
    with clock.at(TODAY):
        yield


@pytest.fixture
def officer():
    return base.regency_officer()


@pytest.fixture
def active(officer):
    """Return a batch of three whose cover starts in March 2026."""
    return make.make_active(officer)


def standings(batch):
    now = queries.this_month()
    return {one.standing(now) for one in queries.covers_of(batch.enrolments.all()).values()}


def roll_of(delivery) -> list[dict[str, str]]:
    with delivery.files.get().file.open("rb") as file:
        return list(csv.DictReader(io.StringIO(file.read().decode())))


def test_a_payment_pays_its_months_for_every_active_worker_of_the_fund(officer, active):
    paid = make.make_payment(officer, active.fund, last_month="2026-08")
    assert months.settle(payment=paid, by=officer) == 18
    line = queries.payment_line(paid.pk)
    assert (line.months, line.named, line.left) == (18, 18, 0)
    (cover,) = set(queries.covers_of(active.enrolments.all()).values())
    assert (str(cover.paid_until), cover.ahead(Month(2026, 3))) == ("2026-08", 5)
    with pytest.raises(RuleRefused, match=r"months\.nobody"):
        months.settle(payment=paid, by=officer)


def test_a_payment_for_fewer_than_owe_is_settled_by_a_person_never_by_chance(officer, active):
    fund = active.fund
    for _ in range(2):
        base.make_worker(officer, fund=fund)
    second = make.make_active(officer, fund)
    paid = make.make_payment(officer, fund, workers=2)
    with pytest.raises(RuleRefused, match=r"months\.too_many") as caught:
        months.settle(payment=paid, by=officer)
    assert (caught.value.facts["people"], PaidMonth.objects.count()) == (5, 0)
    assert months.settle(payment=paid, batch=second, by=officer) == 2
    more = make.make_payment(officer, fund, workers=5)
    assert months.settle(payment=more, by=officer) == 3, "who is paid already is left as it is"
    assert queries.payment_line(more.pk).left == 2


def test_nobody_is_paid_for_before_the_start_or_after_the_stop(officer, active):
    member = active.enrolments.select_related("worker").first()
    with in_month(5):
        workers.stop(worker=member.worker, reason=StopReason.LEFT, by=officer)
        paid = make.make_payment(
            officer, active.fund, first_month="2026-01", last_month="2026-12", paid_on=date(2026, 5, 5)
        )
        assert months.settle(payment=paid, by=officer) == 10 + 10 + 3
        assert standings(active) == {Standing.RUNNING}
    with in_month(6):
        assert standings(active) == {Standing.RUNNING, Standing.STOPPED}


def test_arrears_lapse_and_taking_up_again(officer, active):
    make.pay(officer, active.fund)
    with in_month(6):
        assert standings(active) == {Standing.ARREARS}
    with in_month(7):
        assert standings(active) == {Standing.LAPSED}
        make.pay(officer, active.fund, first_month="2026-04", last_month="2026-07", paid_on=date(2026, 7, 9))
        assert standings(active) == {Standing.RUNNING}
        cover = set(queries.covers_of(active.enrolments.all()).values()).pop()
        assert [str(one) for one in sorted(cover.counting)] == ["2026-03", "2026-07"]


def test_the_number_of_unpaid_months_is_a_setting(officer, active, settings):
    make.pay(officer, active.fund)
    settings.LAPSE_AFTER = 4
    with in_month(7):
        assert standings(active) == {Standing.ARREARS}


def test_minutes_restore_what_was_paid_after_the_lapse_and_are_only_taken_back(officer, active):
    make.pay(officer, active.fund)
    with in_month(7):
        late = make.pay(
            officer, active.fund, first_month="2026-04", last_month="2026-07", paid_on=date(2026, 7, 9)
        )
        assert queries.payment_line(late.pk).void == 9
        with pytest.raises(BadInput, match=r"months\.no_minutes"):
            months.restore(payment=late, minutes=" ", reason="Terlambat cair", by=officer)
        made = months.restore(payment=late, minutes="BA 7/2026", reason="Terlambat cair", by=officer)
        assert queries.payment_line(late.pk).void == 0
        with pytest.raises(RuleRefused, match=r"months\.restored_already"):
            months.restore(payment=late, minutes="BA 8/2026", reason="Lagi", by=officer)
        months.take_back_correction(correction=made, note="Belum disetujui", by=officer)
        assert queries.payment_line(late.pk).void == 9
        with pytest.raises(RuleRefused, match=r"money\.taken_back"):
            months.take_back_correction(correction=made, note="Lagi", by=officer)
    made.refresh_from_db()
    assert (made.minutes, made.taken_back_why) == ("BA 7/2026", "Belum disetujui")


def test_nothing_is_restored_where_nothing_came_late(officer, active):
    paid = make.pay(officer, active.fund)
    with pytest.raises(RuleRefused, match=r"months\.nothing_void"):
        months.restore(payment=paid, minutes="BA 1", reason="Coba", by=officer)


def test_months_are_taken_back_by_minutes_and_the_lines_stay(officer, active):
    paid = make.pay(officer, active.fund, last_month="2026-05")
    member = active.enrolments.select_related("batch__fund").first()
    given = {"enrolment": member, "minutes": "BA 9", "reason": "Salah orang", "by": officer}
    with pytest.raises(RuleRefused, match=r"months\.not_paid"):
        months.take_back(first_month="2026-06", last_month="2026-07", **given)
    with pytest.raises(BadInput, match=r"money\.months_backwards"):
        months.take_back(first_month="2026-05", last_month="2026-04", **given)
    with pytest.raises(NotFound, match=r"protection\.none"):
        months.take_back(
            **given | {"by": base.regency_officer("71.02")}, first_month="2026-05", last_month="2026-05"
        )
    made = months.take_back(first_month="2026-04", last_month="2026-05", **given)
    lines = member.months.order_by("month").values_list("month", "correction")
    assert list(lines) == [("2026-03", None), ("2026-04", made.pk), ("2026-05", made.pk)]
    with pytest.raises(RuleRefused, match=r"months\.settle_anew"):
        months.take_back_correction(correction=made, note="Benar orangnya", by=officer)
    assert months.settle(payment=paid, by=officer) == 2, "settled anew, beside the old lines"
    assert member.months.count() == 5


def test_a_payment_that_is_taken_back_takes_its_months_along(officer, active):
    paid = make.pay(officer, active.fund)
    funds.take_back_payment(payment=paid, note="Ditolak bank", by=officer)
    assert not PaidMonth.objects.filter(taken_back_at=None).exists()
    with pytest.raises(RuleRefused, match=r"money\.taken_back"):
        months.settle(payment=paid, by=officer)
    assert make.pay(officer, active.fund).months.count() == 3


def test_the_villages_of_a_fund_month_by_month_with_the_counting_rule(officer):
    fund = make.make_paid_fund(officer, 2)
    base.make_worker(officer, fund=fund, village="71.07.03.2007")
    batch = make.make_active(officer, fund)
    make.pay(officer, fund, last_month="2026-05")
    with in_month(7):
        found = queries.of_fund(fund, 2026)
        first, second = found.villages
        assert (first.workers, second.workers, found.workers) == (2, 1, 3)
        told = [(one.paid, one.unpaid, one.due) for one in first.months[:8]]
        assert told == [(0, 0, 0)] * 2 + [(2, 0, 0)] * 3 + [(0, 2, 0), (0, 0, 2), (0, 0, 2)]
        assert (found.counted, found.stand(Standing.ARREARS)) == (1.5, 3), "three workers, half a year each"
    assert batch.enrolments.count() == 3
    company = make.make_paid_fund(officer, 1, kind=FundKind.CSR, fund_rules={})
    make.make_active(officer, company)
    make.pay(officer, company, workers=1, last_month="2026-07")
    assert queries.of_fund(company, 2026).counted == 0


def test_the_months_before_a_move_stay_with_the_village_where_the_worker_lived(officer):
    fund = make.make_paid_fund(officer, 2)
    make.make_active(officer, fund)
    make.pay(officer, fund, last_month="2026-08")
    one = fund.enlistments.order_by("pk").first()
    old, new = one.village_id, "71.07.03.2007"
    base.make_village(new)
    with in_month(6):
        workers.move(worker=one, village=new, day=date(2026, 5, 20), by=officer)
    with in_month(7):
        first, second = queries.of_fund(fund, 2026).villages
    assert (first.village.pk, second.village.pk) == (old, new)
    assert [month.paid for month in first.months[:8]] == [0, 0, 2, 2, 1, 1, 1, 1]
    assert [month.paid for month in second.months[:8]] == [0, 0, 0, 0, 1, 1, 1, 1]
    assert (first.workers, second.workers) == (1, 1), "each is counted once"
    assert first.counted + second.counted == 2
    with in_month(7):
        workers.move(worker=one, village="71.07.03.2006", day=date(2026, 7, 1), by=officer)
        (first, second) = queries.of_fund(fund, 2026).villages
    assert (first.workers, second.workers) == (2, 0), "a village that was left keeps its months"
    assert [month.paid for month in second.months[:8]] == [0, 0, 0, 0, 1, 1, 0, 0]


@pytest.mark.parametrize("count", [1, 30])
def test_the_villages_need_the_same_queries(officer, count, django_assert_num_queries):
    fund = base.make_fund(officer)
    for number in range(count):
        base.make_worker(officer, fund=fund, village=f"71.07.03.20{number:02d}")
    make.make_active(officer, fund)
    make.pay(officer, fund, workers=count)
    with django_assert_num_queries(6):
        queries.of_fund(fund, 2026)


def test_the_roll_of_the_register_holds_no_nik_and_no_name(
    officer, active, django_capture_on_commit_callbacks
):
    make.pay(officer, active.fund, last_month="2026-08")
    with in_month(4):
        made = register_delivery.deliver(office=active.fund.office, by=officer)
    rows = roll_of(made.delivery)
    assert (made.paid, made.reversed, len(rows)) == (6, 0, 6), "March and April; what is paid ahead waits"
    assert {row["period"] for row in rows} == {"2026-03", "2026-04"}
    assert {(row["funder"], row["segment"], row["name"], row["state"]) for row in rows} == {
        ("village", "bpu", "", "paid")
    }
    assert not any(row["nik"].isdecimal() or len(row["nik"]) != 64 for row in rows)
    whole = json.dumps(rows) + "".join(Entry.objects.values_list("leaf", flat=True))
    assert not any(nik in whole for nik in make.niks_of(active))
    assert "Rekaan" not in whole
    with in_month(4), pytest.raises(RuleRefused, match=r"months\.nothing_to_tell"):
        register_delivery.deliver(office=active.fund.office, by=officer)


def test_what_counts_no_longer_is_told_as_a_reversal(officer, active):
    paid = make.pay(officer, active.fund)
    office = active.fund.office
    register_delivery.deliver(office=office, by=officer)
    funds.take_back_payment(payment=paid, note="Ditolak bank", by=officer)
    back = register_delivery.deliver(office=office, by=officer)
    assert (back.paid, back.reversed) == (0, 3)
    assert {(row["state"], row["paid_on"]) for row in roll_of(back.delivery)} == {("reversed", "2026-03-05")}
    make.pay(officer, active.fund)
    again = register_delivery.deliver(office=office, by=officer)
    assert {(row["state"], row["paid_on"]) for row in roll_of(again.delivery)} == {("paid", "2026-03-06")}


def test_a_payment_that_takes_the_place_of_another_is_told_once(officer, active):
    paid = make.pay(officer, active.fund)
    register_delivery.deliver(office=active.fund.office, by=officer)
    funds.take_back_payment(payment=paid, note="Salah nomor", by=officer)
    make.pay(officer, active.fund)
    with pytest.raises(RuleRefused, match=r"months\.nothing_to_tell"):
        register_delivery.deliver(office=active.fund.office, by=officer)


def test_a_delivery_that_could_not_be_received_is_told_again(officer, active):
    make.pay(officer, active.fund)
    made = register_delivery.deliver(office=active.fund.office, by=officer)
    Delivery.objects.filter(pk=made.delivery.pk).update(state=DeliveryState.FAILED)
    assert register_delivery.deliver(office=active.fund.office, by=officer).paid == 3


def test_only_the_office_that_keeps_the_funds_delivers(officer, active):
    make.pay(officer, active.fund)
    with pytest.raises(NotPermitted):
        register_delivery.deliver(office=active.fund.office, by=base.regency_officer("71.02"))
    assert Correction.objects.filter(kind=CorrectionKind.RESTORED).count() == 0


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("act", ["propose", "settle", "deliver"])
def test_two_who_do_the_same_at_once_do_it_once(officer, act):
    fund = make.make_paid_fund(officer, 3)
    if act == "propose":
        doing = partial(make.make_batch, officer, fund)
    else:
        make.make_active(officer, fund)
        paid = make.make_payment(officer, fund)
        doing = partial(months.settle, payment=paid, by=officer)
    if act == "deliver":
        doing()
        doing = partial(register_delivery.deliver, office=fund.office, by=officer)
    ready, now = Barrier(2), clock.now()

    def enter(_place):
        try:
            with clock.at(now):
                ready.wait(timeout=10)
                doing()
        except RuleRefused as refused:
            return refused.code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(2) as pool:
        told = sorted(pool.map(enter, range(2)))
    refusals = {"propose": "batch.nobody", "settle": "months.nobody", "deliver": "months.nothing_to_tell"}
    assert told == sorted(["done", refusals[act]])


def test_the_database_itself_keeps_a_month_from_being_paid_twice(officer, active):
    paid = make.pay(officer, active.fund)
    row = paid.months.first()
    with pytest.raises(IntegrityError):
        PaidMonth.objects.create(enrolment=row.enrolment, payment=paid, month=row.month)
