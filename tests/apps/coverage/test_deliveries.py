"""A delivery from the officer's desk to what was found in it."""

import hashlib
from datetime import date, timedelta

import pytest
from tests.factories import coverage as make
from tests.factories import nominations as offices

from paritrana.apps.coverage.commands import deliveries, work
from paritrana.apps.coverage.models import Delivery, Denominator, PrintedFigure
from paritrana.apps.coverage.queries import printed
from paritrana.apps.coverage.rules.printed import Verdict
from paritrana.apps.coverage.states import DeliveryState
from paritrana.apps.ledger.models import Entry
from paritrana.apps.organisations.states import Kind, Role
from paritrana.core.units import clock
from paritrana.errors import BadInput, NotPermitted, RuleRefused

pytestmark = pytest.mark.django_db


def test_all_workers_may_be_written_as_the_command_line_writes_them():
    delivery = make.make_denominators(make.DENOMINATORS.replace("71.07,,", "71.07,all,"))
    assert delivery.state == DeliveryState.DONE
    assert delivery.denominators.get(region_code="71.07").segment == ""


def test_denominators_are_kept_row_for_row_with_source_and_error():
    delivery = make.make_denominators()

    assert delivery.state == DeliveryState.DONE
    kept = Denominator.objects.get(region_code="71.07")
    assert (kept.value, kept.rse, kept.vintage) == ("100", "8.0", "2023-08")
    file = delivery.files.get()
    assert (file.rows, file.accepted, file.rejected) == (4, 4, 0)
    assert file.sha256 == hashlib.sha256(make.DENOMINATORS.encode()).hexdigest()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("value,rse", "nilai,rse"), "csv.header"),
        (("71,,2023-08,1000", "71,,2023-08,seribu"), "value.whole"),
        (("71,,2023-08", "7X,,2023-08"), "value.region"),
        (("71,,2023-08", "71,,2024-08"), "value.vintages"),
        (("71.02,,", "71.07,,"), "value.twice"),
        (("71,,2023", "71,asn,2023"), "value.segment"),
    ],
)
def test_a_faulty_table_says_where_and_how_to_mend_it_and_keeps_nothing(change, code):
    delivery = make.make_denominators(make.DENOMINATORS.replace(*change))

    assert delivery.state == DeliveryState.FAILED
    _name, line, told, english, indonesian = delivery.facts["faults"][0]
    assert told == code
    assert line >= 1
    assert all((*english, *indonesian))
    assert not Denominator.objects.exists()


def test_a_region_that_does_not_exist_is_refused():
    delivery = make.make_denominators(make.DENOMINATORS + "99.01,,2023-08,5,,Rekaan\n")

    assert (delivery.state, delivery.fault) == (DeliveryState.FAILED, "coverage.unknown_region")
    assert not Denominator.objects.exists()


def test_printed_figures_stand_as_printed_with_a_verdict():
    make.make_denominators()
    make.make_delivery("printed", make.PRINTED)

    verdicts = {line.row.region_code: line.checked for line in printed.printed()}
    assert verdicts["71.07"].verdict is Verdict.HOLDS
    assert verdicts["71.02"].verdict is Verdict.CONTRADICTS
    assert verdicts["71.02"].recomputed == "67.97"
    assert verdicts["ID"].verdict is Verdict.UNCHECKED
    assert PrintedFigure.objects.get(region_code="71.02").percent == "67,95"


def test_only_a_coverage_officer_delivers_and_only_for_the_own_office():
    officer, other = make.make_officer(), make.make_officer()
    with pytest.raises(NotPermitted):
        make.make_delivery("denominators", make.DENOMINATORS, by=officer, organisation=make.office_of(other))
    verifier = offices.join(make.office_of(officer), Role.VERIFIER)
    with pytest.raises(NotPermitted):
        deliveries.deliver(
            schema="denominators",
            organisation=make.office_of(officer),
            as_of=make.AS_OF,
            source="x",
            uploads=[make.upload("x")],
            by=verifier,
        )


def test_a_village_may_deliver_too():
    village = offices.make_organisation(Kind.VILLAGE, "71.07.03.2006")
    officer = make.make_officer(village)
    assert make.make_denominators(by=officer).state == DeliveryState.DONE


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"source": " "}, "coverage.no_source"),
        ({"as_of": date(2999, 1, 1)}, "coverage.from_the_future"),
        ({"has_key": False, "schema": "contribution"}, "coverage.no_key"),
        ({"uploads": []}, "coverage.no_file"),
        ({"uploads": [make.upload("x", "daftar.pdf")]}, "coverage.file_type"),
        ({"uploads": [make.upload("", "daftar.csv")]}, "coverage.file_empty"),
        ({"uploads": [make.upload("x"), make.upload("y")]}, "coverage.one_file"),
    ],
)
def test_what_cannot_be_received_is_refused_at_once(changes, code):
    officer = make.make_officer()
    given = {
        "schema": "denominators",
        "organisation": make.office_of(officer),
        "as_of": make.AS_OF,
        "source": make.LETTER,
        "uploads": [make.upload("x")],
    }
    with pytest.raises(BadInput) as refused:
        deliveries.deliver(**(given | changes), by=officer)
    assert refused.value.code == code
    assert not Delivery.objects.exists()


def test_one_delivery_is_read_at_a_time_and_the_sweep_takes_the_rest():
    first = make.make_denominators(read=False)
    second = make.make_denominators(read=False, by=first.delivered_by)
    deliveries.begin(delivery=first, worker="lain:1")

    assert work.take_delivery(second).state == DeliveryState.QUEUED
    assert work.work() == 0

    deliveries.requeue(delivery=first)
    assert work.work() == 2
    assert set(Delivery.objects.values_list("state", flat=True)) == {DeliveryState.DONE}


def test_a_delivery_whose_worker_died_is_taken_up_anew():
    delivery = make.make_denominators(read=False)
    deliveries.begin(delivery=delivery, worker=f"{work._own_name().rpartition(':')[0]}:{2**22 + 1}")

    told = []
    assert work.work(told.append) == 1
    assert "taken up anew" in told[0]
    assert Delivery.objects.get().state == DeliveryState.DONE


def test_a_delivery_is_read_once():
    delivery = make.make_denominators()
    with pytest.raises(RuleRefused):
        deliveries.begin(delivery=delivery)


def test_every_step_stands_in_the_ledger_without_a_name():
    delivery = make.make_denominators()
    entries = Entry.objects.filter(subject=f"coverage.delivery:{delivery.pk}").order_by("seq")

    assert [one.event for one in entries] == ["delivery.handed_in", "delivery.begun", "delivery.received"]
    assert delivery.files.get().sha256 in entries[0].leaf
    assert "kiriman-0" not in "".join(one.leaf for one in entries)


def test_the_day_of_the_data_may_be_today():
    today = clock.now().date()
    assert make.make_denominators(as_of=today).as_of == today
    with pytest.raises(BadInput):
        make.make_denominators(as_of=today + timedelta(days=2))
