"""The year's distinct persons by village and segment in other tools, over the very files of the lake."""

import subprocess
from pathlib import Path
from typing import Any

from measuring import Absent, Watch

MOST_ROWS = 15_000_000
COLUMNS = ["village", "segment", "person", "state"]
ROOT = Path(__file__).resolve().parents[1]


def _small(asked: Any) -> list[str]:
    """Return the files; the peers are asked up to the 10-million-row size only."""
    rows = sum(one.rows for one in asked.store().manifest.deliveries)
    if rows > MOST_ROWS:
        raise Absent(f"{rows} rows are too many for the peers; run with --rows 10000000")
    return [
        str(one) for pattern in asked.year_files() for one in Path(pattern.split("/**")[0]).rglob("*.parquet")
    ]


def pandas_year(asked: Any, watch: Watch) -> list[int]:
    """In pandas, everything in memory."""
    import pandas as pd

    files = _small(asked)
    with watch.running():
        rows = pd.concat([pd.read_parquet(one, columns=COLUMNS) for one in files], ignore_index=True)
        single = rows[rows["state"] != 2].drop_duplicates(["village", "segment", "person"])
        counted = single.groupby(["village", "segment"]).size()
        return [len(counted), int(counted.sum())]


def polars_year(asked: Any, watch: Watch) -> list[int]:
    """In Polars, streaming."""
    try:
        import polars as pl
    except ImportError as absent:
        raise Absent("Polars; pip install -e '.[bench]'") from absent
    files = _small(asked)
    with watch.running():
        counted = (
            pl.scan_parquet(files)
            .filter(pl.col("state") != 2)
            .group_by("village", "segment")
            .agg(n=pl.col("person").n_unique())
            .collect(engine="streaming")
        )
        return [counted.height, int(counted["n"].sum())]


def postgres_year(asked: Any, watch: Watch) -> list[int]:
    """In PostgreSQL on a typed narrow table without index; loading is not counted, nor the server's CPU."""
    import duckdb
    import psycopg

    files = _small(asked)
    with subprocess.Popen(
        [ROOT / "tools" / "with-postgres", "sh", "-c", "echo $DATABASE_URL; cat >/dev/null"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as server:
        assert server.stdin
        assert server.stdout
        url = server.stdout.readline().strip()
        if not url:
            raise Absent("the PostgreSQL server; apt-get install postgresql")
        with psycopg.connect(url) as connection:
            connection.execute("CREATE TABLE c (village bigint, segment smallint, person bigint)")
            cursor = duckdb.connect().execute(
                "SELECT village || ',' || segment || ',' || person "
                f"FROM read_parquet({files}) WHERE state <> 2"
            )
            with connection.cursor().copy("COPY c FROM STDIN (FORMAT csv)") as copy:
                while some := cursor.fetchmany(50_000):
                    copy.write("".join(one[0] + "\n" for one in some))
            connection.execute("ANALYZE c")
            with watch.running():
                counted = connection.execute(
                    "SELECT count(*), sum(n) FROM (SELECT count(*) AS n FROM "
                    "(SELECT DISTINCT village, segment, person FROM c) d GROUP BY village, segment) g"
                ).fetchone()
        server.stdin.close()
    assert counted
    return [int(counted[0]), int(counted[1])]


def spark_year(asked: Any, watch: Watch) -> list[int]:
    """In PySpark on this machine, the start of its session not counted; CPU and peak are the JVM's."""
    try:
        from pyspark.sql import SparkSession, functions
    except ImportError as absent:
        raise Absent("PySpark; pip install -r requirements/spark.txt") from absent
    files = _small(asked)
    try:
        session = (
            SparkSession.builder.master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.memory", "3g")
            .config("spark.sql.shuffle.partitions", "4")
            .getOrCreate()
        )
    except Exception as broken:
        raise Absent(
            f"Java 17 for PySpark ({type(broken).__name__}); apt-get install openjdk-17-jre"
        ) from broken
    session.sparkContext.setLogLevel("ERROR")
    machine = session.sparkContext._gateway.proc.pid
    before = _jvm_cpu(machine)
    with watch.running():
        rows = session.read.parquet(*files)
        single = rows.where("state <> 2").select("village", "segment", "person").distinct()
        counted = single.groupBy("village", "segment").count()
        total = counted.agg(functions.count("*"), functions.sum("count")).collect()[0]
    watch.cpu += _jvm_cpu(machine) - before
    watch.memory = _jvm_peak(machine)
    session.stop()
    return [int(total[0]), int(total[1])]


def _jvm_cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100


def _jvm_peak(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text("ascii").splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) * 1024 / 1e6
    return 0.0
