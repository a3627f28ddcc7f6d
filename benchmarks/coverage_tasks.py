"""The tasks of `bench_coverage.py`: ours in Ibis over a lake, and the same by hand in DuckDB's SQL."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import coverage_peers
from measuring import Task, Watch

RULES_ROWS = 10_000_000
KEY = b"0123456789abcdef"


@dataclass(frozen=True)
class Asked:
    """What the tasks work on."""

    rolls: Path
    lake: Path
    year: int
    cap: str
    scratch: Path

    @property
    def month(self) -> int:
        """Return June as the lake numbers months."""
        return self.year * 12 + 5

    def store(self) -> Any:
        """Return the opened lake."""
        from paritrana.core.rolls import Lake

        return Lake.existing(self.lake)

    def files(self, table: str, partition: int) -> str:
        """Return the files of a partition as a pattern for SQL."""
        return f"{self.store().path(table, str(partition))}/**/*.parquet"

    def year_files(self) -> list[str]:
        """Return the contributions of the year's months as patterns."""
        return [self.files("contribution", self.year * 12 + place) for place in range(12)]


def _summed(rows: Any, name: str) -> list[int]:
    import pyarrow.compute as pc

    return [len(rows), int(pc.sum(rows[name]).as_py())]


def _connected() -> Any:
    """Return a connection set up as ours is."""
    import duckdb

    connection = duckdb.connect(config={"preserve_insertion_order": False})
    connection.execute("SET enable_progress_bar = false")
    return connection


def _sql(asked: Asked, watch: Watch, query: str) -> list[int]:
    """Run SQL that counts `n` by group."""
    import pyarrow.compute  # noqa: F401  # loaded before the time counts

    connection = _connected()
    rows = watch.best(lambda: connection.sql(query).to_arrow_table())
    return _summed(rows, "n")


def _ours(build: Callable[[Any, Asked], Any], *, capped: bool = False) -> Callable[[Asked, Watch], object]:
    """Run an Ibis expression that counts `n` by group; what is timed runs from building it to its rows."""

    def work(asked: Asked, watch: Watch) -> object:
        import pyarrow.compute  # noqa: F401

        from paritrana.core.engines import open_engine

        with open_engine(memory=asked.cap if capped else "") as engine:
            _fixed(engine, asked)
            rows = watch.best(lambda: engine.rows(build(engine, asked)))
            return _summed(rows, "n")

    return work


def _told(rows: Any) -> list[int]:
    """Return how many rows there were and the sum of their last value, without holding them."""
    counted = summed = 0
    for row in rows:
        counted, summed = counted + 1, summed + row[-1]
    return [counted, summed]


def _person_months(asked: Asked, watch: Watch) -> object:
    """Ask as a table of figures does: row after row, so that nothing loads Arrow."""
    from paritrana.core.engines import open_engine

    with open_engine() as engine:
        _fixed(engine, asked)
        return watch.best(
            lambda: _told(engine.each(person_months(engine, asked).select("region", "segment", "n")))
        )


def _fixed(engine: Any, asked: Asked) -> None:
    """Have Ibis load what it loads once; that is measured by a task of its own."""
    rows = engine.table(asked.store().path("contribution", str(asked.month)))
    engine.ibis.compile(rows.group_by(["village", "segment"]).agg(n=rows.person.nunique()))


def month_distinct(engine: Any, asked: Asked) -> Any:
    """Distinct persons with a standing payment for June, by village and segment."""
    from paritrana.core.rolls.schemas import REVERSED

    rows = engine.table(asked.store().path("contribution", str(asked.month)))
    rows = rows.filter(rows.state != REVERSED)
    return rows.group_by(["village", "segment"]).agg(n=rows.person.nunique())


def _month_by_hand(asked: Asked, watch: Watch) -> object:
    return _sql(
        asked,
        watch,
        "SELECT village, segment, count(DISTINCT person) AS n "
        f"FROM '{asked.files('contribution', asked.month)}' WHERE state <> 2 GROUP BY ALL",
    )


def year_distinct(engine: Any, asked: Asked) -> Any:
    """Distinct persons of the whole year, from its contributions: distinct first, then counted."""
    from paritrana.core.rolls.schemas import REVERSED

    store = asked.store()
    paths = [store.path("contribution", str(asked.year * 12 + place)) for place in range(12)]
    rows = engine.table(*paths)
    single = rows.filter(rows.state != REVERSED).select("village", "segment", "person").distinct()
    return single.group_by(["village", "segment"]).agg(n=single.count())


def _year_by_hand(asked: Asked, watch: Watch) -> object:
    return _sql(
        asked,
        watch,
        f"SELECT village, segment, count(DISTINCT person) AS n FROM read_parquet({asked.year_files()}) "
        "WHERE state <> 2 GROUP BY ALL",
    )


def person_months(engine: Any, asked: Asked) -> Any:
    """The numerator of the year's person-month coverage by village and segment."""
    from paritrana.core.coverage.measures import Question, expression

    found = expression(
        "person_month_coverage",
        Question(asked.store(), engine, asked.year, None, "village", ("segment",), 11),
    )
    return found.rename(n="numerator")


def _person_months_by_hand(asked: Asked, watch: Watch) -> object:
    place = asked.store().path("person_year", str(asked.year))
    query = (
        f"SELECT village, segment, sum(bit_count(protected))::BIGINT AS n FROM '{place}/**/*.parquet' "
        "WHERE protected <> 0 GROUP BY ALL"
    )
    connection = _connected()

    def rows() -> Iterator[tuple[int, ...]]:
        found = connection.execute(query)
        while batch := found.fetchmany(2048):
            yield from batch

    return watch.best(lambda: _told(rows()))


def rollup(engine: Any, asked: Asked) -> Any:
    """Distinct persons of the year at every level, in all and by segment and payer."""
    from paritrana.core.coverage import rollups

    rows = engine.table(asked.store().path("person_year", str(asked.year)))
    return rollups.of_year(rows, asked.year, asked.year * 12 + 11).rename(n="protected")


def _person_year(asked: Asked, watch: Watch) -> object:
    """Build the person-years of the year anew, in the buckets a refresh takes."""
    from paritrana.core.coverage import person_years
    from paritrana.core.coverage.refreshing import ROWS_A_BUCKET
    from paritrana.core.engines import open_engine

    store = asked.store()
    with open_engine() as engine, watch.running():
        months = {
            place: engine.table(store.path("person_month", str(asked.year * 12 + place)))
            for place in range(12)
        }
        rows = sum(engine.rows(one.count().as_table()).column(0)[0].as_py() for one in months.values())
        before = store.path("person_year", str(asked.year - 1))
        old = engine.table(before) if before else None
        buckets = max(1, -(-rows // ROWS_A_BUCKET))
        persons = engine.table(store.path("person"))
        for bucket in range(buckets):
            table = person_years.of_months(months, persons, old, bucket, buckets)
            engine.write(table, asked.scratch / f"person_year/{bucket}", order=["village", "person"])
        watch.rows = rows
    return None


def _mask_by_hand(asked: Asked, watch: Watch) -> object:
    """One mask a person and place, where ours keeps ten, the payer, and the year before."""
    parts = " UNION ALL ".join(
        f"SELECT person, village, segment, {1 << place} AS bit FROM "
        f"'{asked.files('person_month', asked.year * 12 + place)}'"
        for place in range(12)
    )
    query = f"SELECT person, village, segment, bit_or(bit)::BIGINT AS n FROM ({parts}) GROUP BY ALL"
    connection = _connected()
    with watch.running():
        connection.execute(f"COPY ({query}) TO '{asked.scratch}/mask.parquet' (COMPRESSION zstd)")
    return None


def _duplicates(asked: Asked, watch: Watch) -> object:
    """Search all received rows as if they were one file, under the cap."""
    from paritrana.core.engines import DuckEngine
    from paritrana.core.rolls.duplicates import write_duplicates

    homes = [asked.lake / one.folder / "rows" for one in asked.store().manifest.of_kind("contribution")]
    with DuckEngine(memory=asked.cap) as engine:
        rows = engine.table(*homes)
        with watch.running():
            write_duplicates(rows, asked.scratch / "duplicates", engine)
        watch.rows = engine.rows(rows.count().as_table()).column(0)[0].as_py()
        twice = engine.table(asked.scratch / "duplicates")
        return int(engine.rows(twice.count().as_table()).column(0)[0].as_py())


def _raw(asked: Asked) -> list[Path]:
    """Return raw tables of roll files, up to so many rows; made once and kept for the tasks after."""
    import pyarrow.parquet as pq

    from paritrana.core.rolls.receiving import KINDS, Kind, read
    from paritrana.core.rolls.schemas import SCHEMAS

    found, rows = [], 0
    for path in sorted(asked.rolls.glob("contribution-*")):
        if found and rows + rows // len(found) > RULES_ROWS:
            break
        into = asked.scratch / f"{path.stem}.raw.parquet"
        if not into.exists():
            kind = Kind.CONTRIBUTION
            read(path, SCHEMAS[kind].columns, into=into, kinds=KINDS[kind])
        rows += pq.ParquetFile(into).metadata.num_rows
        found.append(into)
    return found


def _reading(asked: Asked, watch: Watch) -> object:
    """From delivered files to raw tables, in the confined child."""
    import pyarrow.parquet as pq

    with watch.running():
        files = _raw(asked)
    watch.rows = sum(pq.ParquetFile(one).metadata.num_rows for one in files)
    return None


def _rules(tokens: bool) -> Callable[[Asked, Watch], object]:
    """The pass over the rows beyond reading them: its time less that of reading all their cells."""

    def work(asked: Asked, watch: Watch) -> object:
        from paritrana.core.engines import DuckEngine
        from paritrana.core.rolls.checking import Asked as Against
        from paritrana.core.rolls.checking import check_contributions
        from paritrana.core.rolls.nik import pads

        with DuckEngine() as engine:
            raw = engine.table(*_raw(asked))
            watch.rows = engine.rows(raw.count().as_table()).column(0)[0].as_py()
            regions = engine.table(asked.lake / asked.store().manifest.regions)
            against = Against((date(asked.year + 1, 1, 31) - date(1970, 1, 1)).days)
            checked = check_contributions(raw, regions, engine.memory(pads(KEY)), against)
            rules = _folded(checked.drop("token"))
            all_of = _timed(engine, _folded(checked)) if tokens else _timed(engine, rules)
            less = _timed(engine, rules) if tokens else _timed(engine, _folded(raw))
            watch.wall, watch.cpu = all_of[0] - less[0], all_of[1] - less[1]
        return None

    return work


def _folded(table: Any) -> Any:
    """Have every column computed and nothing kept."""
    return table.aggregate(**{name: table[name].hash().bit_xor() for name in table.columns})


def _timed(engine: Any, table: Any) -> tuple[float, float]:
    found = []
    for _ in range(3):
        start, used = time.perf_counter(), time.process_time()
        engine.rows(table)
        found.append((time.perf_counter() - start, time.process_time() - used))
    return min(found)


def _ibis(asked: Asked, watch: Watch) -> object:
    """What Ibis adds whatever the size: its import, one table, one expression, its SQL."""
    import duckdb
    import pyarrow.compute  # noqa: F401

    duckdb.connect().execute("SELECT 1")
    store = asked.store()
    with watch.running():
        from paritrana.core.engines import open_engine

        with open_engine() as engine:
            rows = engine.table(store.path("contribution", str(asked.month)))
            engine.ibis.compile(rows.group_by(["village", "segment"]).agg(n=rows.person.nunique()))
    return None


TASKS = [
    Task("Ibis, fixed", _ibis),
    Task("month by hand in SQL", _month_by_hand),
    Task("month, distinct", _ours(month_distinct), peer="month by hand in SQL"),
    Task("one mask by hand in SQL", _mask_by_hand),
    Task("person_year", _person_year, peer="one mask by hand in SQL"),
    Task("person-months by hand in SQL", _person_months_by_hand),
    Task("year, person-months", _person_months, peer="person-months by hand in SQL"),
    Task("year by hand in SQL", _year_by_hand),
    Task("year, distinct", _ours(year_distinct), peer="year by hand in SQL"),
    Task("year, distinct, capped", _ours(year_distinct, capped=True), "year by hand in SQL", capped=True),
    Task("year at all levels, capped", _ours(rollup, capped=True), capped=True),
    Task("duplicates, capped", _duplicates, capped=True),
    Task("reading", _reading),
    Task("rules", _rules(tokens=False)),
    Task("tokens", _rules(tokens=True)),
]
PEERS = [
    Task("pandas, year", coverage_peers.pandas_year, "year, distinct"),
    Task("Polars, year", coverage_peers.polars_year, "year, distinct"),
    Task("PostgreSQL, year", coverage_peers.postgres_year, "year, distinct"),
    Task("PySpark local[2], year", coverage_peers.spark_year, "year, distinct"),
]
