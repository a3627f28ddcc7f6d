"""Refreshing: what changed is settled anew, as if all were computed at once; a fault changes nothing."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys

import pytest
from tests.core.coverage.lakes import AS_OF, FAR, KEY, lake_of, months, regions, row, take, write

from paritrana.core.coverage import digest, refresh
from paritrana.core.rolls import Lake, receive
from paritrana.errors import BadInput


def rebuilt(lake, folder):
    copy = shutil.copytree(lake, folder)
    refresh(copy, rebuild=True)
    return digest(copy)


@pytest.fixture(scope="module")
def delivered_late(tmp_path_factory):
    """A lake that was refreshed after each of three deliveries, the oldest months coming last."""
    folder, said = tmp_path_factory.mktemp("late"), []
    first = [one for number in range(1, 9) for one in months(number, 5, 6)]
    first.append(row(9, "2024-06/2024-08", amount="50401", paid_on="2024-06-02"))
    second = [*months(1, 7, village_code=FAR), *months(2, 7, funder="self"), *months(10, 7)]
    second.append(row(3, "2024-06", state="reversed", paid_on="2024-07-01"))
    oldest = [*months(1, 12, year=2023), *months(4, 12, year=2023, segment="pu", funder="employer")]
    lake = folder / "lake"
    for place, rows in enumerate((first, second, oldest)):
        file = write(folder / f"{place}.csv", rows)
        receive([file], schema="contribution", lake=lake, key=KEY, as_of=AS_OF, regions=regions())
        said.append(refresh(lake))
    return lake, said


def test_a_refresh_after_each_delivery_equals_computing_everything_at_once(delivered_late, tmp_path):
    lake, _ = delivered_late
    assert digest(lake) == rebuilt(lake, tmp_path / "anew")


def test_only_what_a_delivery_speaks_of_is_settled_anew(delivered_late):
    _, said = delivered_late
    assert said[0].months == ["2024-05", "2024-06", "2024-07", "2024-08"]
    assert said[1].months == ["2024-06", "2024-07"]
    assert said[2].months == ["2023-12"]
    assert said[2].years == ["2023", "2024"]  # what was paid in 2023 tells who is new in 2024
    assert said[2].deliveries == [3]


def test_a_refresh_with_nothing_new_does_nothing(delivered_late):
    lake, _ = delivered_late
    before = digest(lake)
    again = refresh(lake)
    assert (again.months, again.years, again.deliveries) == ([], [], [])
    assert digest(lake) == before


@pytest.mark.long
def test_the_order_of_rows_decides_nothing(tmp_path):
    rows = [
        *months(1, 1, 2, 3),
        row(1, "2024-01", village_code=FAR),
        row(1, "2024-01", segment="pu", worker_group="company", funder="employer"),
        row(2, "2024-01/2024-03", amount="50401", paid_on="2024-01-02"),
        row(3, "2024-02"),
        row(3, "2024-02", state="reversed", paid_on="2024-02-11"),
        row(3, "2024-02", state="late", paid_on="2024-03-01"),
    ]
    shuffled = list(rows)
    random.Random(7).shuffle(shuffled)
    first, second = tmp_path / "1", tmp_path / "2"
    first.mkdir()
    second.mkdir()
    assert digest(lake_of(first, rows)) == digest(lake_of(second, shuffled))


@pytest.mark.long
def test_a_late_delivery_that_makes_somebody_older_when_first_seen_changes_other_years_too(tmp_path):
    young = {"birth_date": "1957-06-15"}  # 65 in 2022, 66 in 2023
    lake = lake_of(tmp_path, months(1, 7, year=2023, **young))
    earlier = write(tmp_path / "earlier.csv", months(1, 5, year=2022, **young))
    receive([earlier], schema="contribution", lake=lake, key=KEY, as_of=AS_OF)
    done = refresh(lake)
    assert done.years == ["2022", "2023"]
    assert digest(lake) == rebuilt(lake, tmp_path / "anew")


@pytest.mark.long
def test_another_highest_age_computes_everything_anew(tmp_path):
    lake = lake_of(tmp_path, months(1, 1))
    assert refresh(lake, oldest=64).months == ["2024-01"]


@pytest.mark.long
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT], ids=["killed", "interrupted"])
def test_a_refresh_cut_off_leaves_the_tables_as_they_were_and_can_be_run_again(tmp_path, how):
    lake = lake_of(tmp_path, months(1, 1))
    before, table = digest(lake), (lake / "manifest.json").read_bytes()
    more = write(tmp_path / "more.csv", [one for n in range(2, 6) for one in months(n, *range(1, 5))])
    receive([more], schema="contribution", lake=lake, key=KEY, as_of=AS_OF)
    running = subprocess.Popen(
        [sys.executable, "-c", "from paritrana.cli import main; main()", "coverage", "refresh", str(lake)],
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a background job ignores it
    )
    for line in running.stderr:
        if "month 2 of 4" in line:
            running.send_signal(how)
            break
    running.communicate()
    assert running.returncode == (130 if how == signal.SIGINT else -how)
    assert digest(lake) == before
    assert Lake(lake).manifest.tables == json.loads(table)["tables"]
    refresh(lake)
    assert digest(lake) == rebuilt(lake, tmp_path / "anew")


def test_a_lake_that_is_not_there_or_empty_is_told(tmp_path):
    with pytest.raises(BadInput, match=r"lake\.absent"):
        refresh(tmp_path / "none")
    with pytest.raises(BadInput, match=r"lake\.not_refreshed"):
        digest(take(tmp_path, months(1, 1)))


@pytest.mark.long
def test_regions_may_be_named_at_the_first_delivery_only(tmp_path):
    lake = lake_of(tmp_path, months(1, 1))
    receive([write(tmp_path / "b.csv", months(2, 1))], schema="contribution", lake=lake, key=KEY, as_of=AS_OF)
    receive(
        [write(tmp_path / "c.csv", months(3, 1))],
        schema="contribution",
        lake=lake,
        key=KEY,
        as_of=AS_OF,
        regions=regions(),
    )
    assert Lake(lake).manifest.regions == "regions/1"
