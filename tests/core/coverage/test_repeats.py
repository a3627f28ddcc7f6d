"""A payment that several deliveries bear: persons, months and rupiah are counted once."""

import pytest
from tests.core.coverage.lakes import AS_OF, FAR, KEY, NEXT, asked, lake_of, months, regions, row, take, write
from tests.core.coverage.lakes import OTHER as OTHER_PROVINCE

from paritrana.core.coverage import digest, refresh
from paritrana.core.rolls import receive

VILLAGE = row(1, "2024-01", funder="village", amount="10000")
SPONSOR = row(1, "2024-01", funder="sponsor", amount="10000")
OTHER = row(2, "2024-01")


def shares(lake, regency="71.07"):
    """Return what each payer has of the person-months of January in a regency."""
    found = asked(lake, "person_month_coverage", "2024-01", by=["funder"])
    return {key[1]: float(value[0]) for key, value in found.items() if key[0] == regency}


def alone(number, payments):
    """Return a delivery of its own: no two are the same bytes, and January 2024 is of one person."""
    return [*payments, row(100 + number, "2023-01")]


def paid(number, payer, **other):
    return row(number, "2024-01", funder=payer, amount="10000", **other)


@pytest.fixture(scope="module")
def stories(tmp_path_factory):
    """Three stories in three deliveries, each in a regency of its own: settling a lake takes a second."""
    told = [delivered_again(), of_another_day(FAR), taken_back(OTHER_PROVINCE)]
    deliveries = [
        alone(number, [one for story in told for one in story[number - 1]]) for number in range(1, 4)
    ]
    return lake_of(tmp_path_factory.mktemp("stories"), *deliveries)


def delivered_again():
    mended = [
        {},
        {"village_code": NEXT},
        {"occupation": "trader", "sector": "trade", "worker_group": "other"},
        {"state": "late"},
    ]
    first = [paid(number, payer) for number in range(1, 5) for payer in ("village", "sponsor")]
    again = [paid(number, "village") | change for number, change in enumerate(mended, 1)]
    return first, again, []


def test_a_payment_delivered_again_gives_its_payer_no_second_share(stories):
    assert shares(stories) == {"village": 2, "sponsor": 2}


def of_another_day(village):
    others = [{"paid_on": "2024-01-11"}, {"amount": "10001"}, {"programmes": "JKK+JKM+JHT"}]
    here = {"village_code": village}
    first = [paid(number, payer, **here) for number in range(11, 14) for payer in ("village", "sponsor")]
    more = [paid(number, "village", **here) | change for number, change in enumerate(others, 11)]
    return first, more, []


def test_a_payment_of_another_day_amount_or_programme_is_another_one(stories):
    found = {name: round(value, 3) for name, value in shares(stories, "71.71").items()}
    assert found == {"village": 2.0, "sponsor": 1.0}


@pytest.mark.long
def test_what_one_file_tells_twice_was_paid_twice_whoever_repeats_it_and_in_whatever_order(tmp_path):
    twice = alone(1, [VILLAGE, VILLAGE | {"village_code": NEXT}, SPONSOR])
    once, again = alone(2, [VILLAGE]), alone(3, [VILLAGE, VILLAGE | {"village_code": NEXT}])
    found = []
    for place, order in enumerate([(twice, once, again), (once, again, twice)]):
        lake = take(tmp_path, *order, lake=f"lake{place}")
        refresh(lake)
        found.append(shares(lake))
    assert all(one == found[0] for one in found)
    assert {name: round(value, 3) for name, value in found[0].items()} == {
        "village": 0.667,
        "sponsor": 0.333,
    }


def test_a_prepaid_span_told_again_counts_once_in_each_of_its_months(tmp_path):
    ahead = row(1, "2024-01/2024-03", funder="village", amount="30000", paid_on="2024-01-05")
    others = months(1, 1, 2, 3, funder="sponsor", amount="10000")
    lake = lake_of(tmp_path, alone(1, [ahead, *others]), alone(2, [ahead]))
    year = asked(lake, "person_month_coverage", "2024", by=["funder"])
    assert {key[1]: float(value[0]) for key, value in year.items()} == {"village": 1.5, "sponsor": 1.5}


def test_the_receipt_counts_what_was_told_again_and_the_rows_stay_accepted(tmp_path):
    lake = take(tmp_path, [VILLAGE, SPONSOR])
    file = write(tmp_path / "again.csv", [VILLAGE, VILLAGE | {"village_code": NEXT, "name": ""}, OTHER])
    receipt = receive(
        [file], schema="contribution", lake=lake, key=KEY, as_of=AS_OF, regions=regions()
    ).files[0]
    assert (receipt.rows, receipt.accepted) == (3, 3)
    assert receipt.by_code == {"payment.repeated": 1, "name.missing": 1}
    assert receipt.warned == 2


def taken_back(village):
    first, second = (paid(21, payer, village_code=village) for payer in ("village", "sponsor"))
    return [first, second], [first | {"state": "reversed", "paid_on": "2024-01-20"}], [first]


def test_a_payment_taken_back_in_between_stays_taken_back(stories):
    assert shares(stories, "82.71") == {"sponsor": 1}


@pytest.mark.long
def test_step_by_step_and_at_once_give_the_same_lake(tmp_path):
    deliveries = [alone(1, [VILLAGE, SPONSOR]), alone(2, [VILLAGE, OTHER]), alone(3, [SPONSOR, OTHER])]
    stepwise = tmp_path / "stepwise"
    for place, rows in enumerate(deliveries):
        file = write(tmp_path / f"step-{place}.csv", rows)
        receive([file], schema="contribution", lake=stepwise, key=KEY, as_of=AS_OF, regions=regions())
        refresh(stepwise)
    assert digest(stepwise) == digest(lake_of(tmp_path, *deliveries))
