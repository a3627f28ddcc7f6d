"""The same bytes from a Spark cluster of one master and three workers, one of them killed at work."""

import shutil

import pytest
from tests.core.coverage.lakes import FAR, months, row, take
from tests.core.engines.cluster import running

from paritrana.core.coverage import digest, figures, refresh
from paritrana.core.engines import open_engine
from paritrana.errors import BadInput

pytest.importorskip(
    "pyspark", reason="bring it with: .venv/bin/python -m pip install -r requirements/spark.txt"
)
# Spark 4.0 warns about the newer pandas below it, and leaves its sockets to the end of the process.
pytestmark = [pytest.mark.spark, pytest.mark.filterwarnings("ignore")]

QUESTIONS = (
    {"measure": "person_month_coverage", "period": "2024", "level": "regency", "by": ("funder",)},
    {"measure": "continuity", "period": "2024", "level": "province"},
    {"measure": "registered", "period": "2024", "level": "village"},
    {"measure": "in_force", "period": "2024-02", "level": "regency", "by": ("programme",)},
    {"measure": "lapse", "period": "2024", "level": "country", "by": ("segment",)},
)


def rows():
    made = []
    for number in range(1, 61):
        made += months(number, 1, 2) if number % 3 else months(number, 2, village_code=FAR)
        if number % 5 == 0:
            made.append(row(number, "2024-02", funder="sponsor", amount="5000"))
        if number % 7 == 0:
            made.append(row(number, "2024-01", state="reversed", paid_on="2024-01-20"))
        if number % 11 == 0:
            made.append(row(number, "2024-01", segment="pu", worker_group="company", funder="employer"))
    return made


@pytest.fixture(scope="module")
def lakes(tmp_path_factory):
    """Return a lake refreshed by DuckDB and two like it that wait."""
    folder = tmp_path_factory.mktemp("spark")
    lake = take(folder, rows())
    copies = [shutil.copytree(lake, folder / name) for name in ("whole", "killed")]
    refresh(lake)
    return lake, *copies


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    with running(tmp_path_factory.mktemp("cluster")) as started:
        yield started


@pytest.fixture(scope="module")
def spark(cluster):
    with open_engine("spark", master=cluster.master, memory="512m") as engine:
        yield engine


def test_digests_and_tables_are_equal_byte_for_byte(lakes, spark):
    by_duckdb, by_spark, _ = lakes
    refresh(by_spark, engine=spark)
    assert digest(by_spark) == digest(by_duckdb)
    assert digest(by_spark, engine=spark) == digest(by_duckdb)
    for question in QUESTIONS:
        one = figures(by_duckdb, suppress=0, **question)
        other = figures(by_spark, suppress=0, engine=spark, **question)
        assert other.csv() == one.csv(), question


def test_a_worker_killed_at_work_changes_nothing(lakes, cluster, spark):
    by_duckdb, _, lake = lakes
    steps = []

    def say(line):
        steps.append(line)
        if len(steps) == 2:
            cluster.kill_a_worker()

    refresh(lake, engine=spark, say=say)
    assert len(cluster.workers) == 2
    assert digest(lake) == digest(by_duckdb)


def test_an_engine_nobody_knows_is_refused():
    with pytest.raises(BadInput, match=r"engine\.unknown"):
        open_engine("hadoop")
