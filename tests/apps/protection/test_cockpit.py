"""The officer's first page: the coverage of the area and how it moved, unpaid months, what to mend."""

from datetime import UTC, date, datetime

import pytest
from tests.factories import batches
from tests.factories import coverage as figures
from tests.factories import protection as make

from paritrana.apps.organisations.rules import Reach
from paritrana.apps.protection.commands import months, workers
from paritrana.apps.protection.queries import trends
from paritrana.apps.protection.states import StopReason
from paritrana.core.units import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return make.regency_officer()


@pytest.fixture
def desk(client, officer):
    client.force_login(officer)
    client.cookies["django_language"] = "en"
    return client


def text_of(response):
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def month(period, covered, workers):
    return figures.figure(
        make.REGENCY, str(covered), str(workers), measure="point_coverage", period=f"{period}"
    )


def test_the_published_coverage_stands_first_with_its_months_as_a_line(desk):
    figures.make_snapshot()
    page = text_of(desk.get("/program"))
    assert "82.0%" in page
    assert "December 2024: 82 of 100 workers" in page
    assert "+11.0 points since January 2024" in page
    assert 'href="/cakupan/71.07"' in page
    assert "<svg" in page
    assert "The same as a table" in page


def test_a_change_is_told_apart_from_another_number_of_workers(desk):
    figures.make_snapshot((month("2023-12", 60, 100),), year="2023")
    figures.make_snapshot((month("2024-11", 70, 100), month("2024-12", 90, 120)))
    page = text_of(desk.get("/program"))
    assert "75.0%" in page
    told = "+15.0 points since December 2023: +30.0 by who is protected, -15.0 by another number of workers"
    assert told in page


def test_months_that_are_withheld_are_no_figure(desk):
    figures.make_snapshot((figures.figure(make.REGENCY, measure="point_coverage", period="2024-12"),))
    assert "No coverage of your area is published yet" in text_of(desk.get("/program"))


def test_without_a_published_figure_the_page_says_how_one_comes(desk):
    assert "No coverage of your area is published yet" in text_of(desk.get("/program"))


def test_an_area_below_the_regency_has_no_months():
    figures.make_snapshot()
    assert trends.trends(Reach(frozenset({"71.07.03"}))) == []
    assert [one.code for one in trends.trends(Reach(everywhere=True))] == []


def test_months_that_are_over_and_not_paid_are_counted(desk, officer):
    with clock.at(datetime(2024, 1, 5, 2, tzinfo=UTC)):
        make.make_village()
        fund = make.make_fund(officer, year=2024)
        listed = [
            workers.add(
                worker=make.a_worker(nik=make.a_nik(4000 + number)),
                fund=fund,
                listed_on=date(2024, 1, 2),
                by=officer,
            )
            for number in range(3)
        ]
        batches.make_active(officer, fund, first_month="2024-01")
        paid = batches.make_payment(
            *(officer, fund), workers=3, first_month="2024-01", last_month="2024-02", paid_on=date(2024, 1, 4)
        )
        months.settle(payment=paid, by=officer)
    with clock.at(datetime(2024, 4, 20, 2, tzinfo=UTC)):
        assert trends.unpaid([fund], 2024) == trends.Unpaid(owed=9, paid=6)
        workers.stop(worker=listed[0], reason=StopReason.DECEASED, day=date(2024, 1, 20), by=officer)
        assert trends.unpaid([fund], 2024) == trends.Unpaid(owed=7, paid=5)
        page = text_of(desk.get("/program"))
    assert "Pay the months that are over" in page
    assert "2 worker-months" in page


def test_what_is_to_be_mended_is_found_from_the_first_page(desk, officer):
    make.make_worker(officer, nik=make.a_nik(sex="P"), name="Ratulangi Uji")
    make.make_worker(officer, nik=make.a_nik(5000))
    assert "/program/perbaiki" in text_of(desk.get("/program"))
    page = text_of(desk.get("/program/perbaiki"))
    assert page.count("7107 •••• ••••") == 1
    assert "The NIK tells the other sex" in page
    assert "Ratulangi" not in page
    assert desk.get("/program/perbaiki?format=xlsx").status_code == 200


def test_others_see_nothing_of_what_is_to_be_mended(client, officer):
    make.make_worker(officer, nik=make.a_nik(sex="P"))
    client.force_login(make.regency_officer("71.02"))
    assert "••••" not in text_of(client.get("/program/perbaiki"))
