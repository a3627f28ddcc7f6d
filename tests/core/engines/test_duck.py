"""What DuckDB leaves behind, and how it stops."""

import subprocess
import sys
import tempfile
import threading

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from paritrana.core.engines import DuckEngine, scratch
from paritrana.errors import BadInput


def test_the_folder_of_a_killed_process_is_removed_by_the_next_and_a_living_ones_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    killed = tmp_path / "paritrana-roll-killed"
    killed.mkdir()
    (killed / ".held").touch()
    (killed / "raw.parquet").write_text("rows with NIKs")
    with scratch("paritrana-roll-") as living:
        (living / "raw.parquet").write_text("rows")
        with scratch("paritrana-roll-") as other:
            assert not killed.exists()
            assert (living / "raw.parquet").exists()
            assert other != living
            assert other.stat().st_mode & 0o077 == 0
    assert list(tmp_path.iterdir()) == []


def test_an_interrupted_query_is_an_interruption_and_no_fault_of_ours(tmp_path):
    with DuckEngine(threads=1) as engine:
        numbers = engine.memory(pa.table({"n": range(4000)}))
        others = numbers.select(m=numbers.n)
        endless = numbers.cross_join(others).cross_join(others.select(k=others.m))
        over = threading.Event()

        def interrupt():
            while not over.wait(0.05):
                engine.connection.interrupt()

        thread = threading.Thread(target=interrupt)
        thread.start()
        try:
            with pytest.raises(KeyboardInterrupt):
                engine.rows(endless.aggregate(total=(endless.n * endless.m % 7 + endless.k).sum()))
        finally:
            over.set()
            thread.join()


@pytest.mark.parametrize("given", ["much", "1XB"])
def test_a_cap_on_memory_that_is_none_is_refused(given):
    with pytest.raises(BadInput) as refused:
        DuckEngine(memory=given)
    assert refused.value.code == "engine.memory_shape"


def test_no_bar_of_progress_is_drawn_among_the_results():
    """DuckDB draws one on stdout when a query lasts for seconds."""
    with DuckEngine() as engine:
        drawn = engine.connection.execute("SELECT current_setting('enable_progress_bar')").fetchall()
    assert drawn == [(False,)]


def test_rows_taken_one_by_one_are_the_rows_and_none_is_lost_to_another_question(tmp_path):
    pq.write_table(pa.table({"n": range(5000), "word": ["desa"] * 5000}), tmp_path / "a.parquet")
    with DuckEngine() as engine:
        table = engine.table(tmp_path / "a.parquet")
        assert list(engine.each(table, order=["n"])) == [(n, "desa") for n in range(5000)]
        half_read = engine.each(table)
        next(half_read)
        with pytest.raises(RuntimeError, match="still being read"):
            engine.rows(table)
        half_read.close()
        assert engine.rows(table.count().as_table()).column(0)[0].as_py() == 5000


ASKED = """
import sys
from pathlib import Path
from paritrana.core.engines import open_engine
with open_engine() as engine:
    rows = engine.table(Path(sys.argv[1]))
    assert list(engine.each(rows.aggregate(n=rows.n.sum().cast("int64")))) == [(10,)]
loaded = [name for name in sys.modules if name.startswith("ibis.backends.sql.compilers.")]
names = {name.rpartition(".")[2] for name in loaded if "._" not in name}
print(sorted(names | {"pyarrow", "pandas"} & sys.modules.keys()))
from ibis.backends.sql.compilers import SnowflakeCompiler
import ibis.backends.sql.compilers as compilers
print(SnowflakeCompiler is compilers.snowflake.SnowflakeCompiler, hasattr(compilers, "oracel"))
"""


def test_a_question_loads_no_other_engine_and_no_arrow_and_ibis_stays_whole(tmp_path):
    pq.write_table(pa.table({"n": range(5)}), tmp_path / "a.parquet")
    told = subprocess.run(
        [sys.executable, "-c", ASKED, tmp_path / "a.parquet"], capture_output=True, text=True, check=True
    )
    assert told.stdout.splitlines() == ["['base', 'duckdb']", "True False"]


def test_the_same_question_of_other_files_is_answered_from_those(tmp_path):
    """Questions are compiled once and then asked under the names of other tables."""
    for name, rows in {"a": [1, 2], "b": [3], "c": [4, 4]}.items():
        pq.write_table(pa.table({"n": rows}), tmp_path / f"{name}.parquet")
    found = []
    for first, second in ("ab", "ba", "bc", "cc"):
        with DuckEngine() as engine:
            left, right = (
                engine.table(tmp_path / f"{first}.parquet"),
                engine.table(tmp_path / f"{second}.parquet"),
            )
            both = left.filter(left.n > 1).union(right)
            found.append(list(engine.each(both, order=["n"])))
            found.append(list(engine.each(left.filter(left.n > 0), order=["n"])))
    assert found == [
        *([(2,), (3,)], [(1,), (2,)]),
        *([(1,), (2,), (3,)], [(3,)]),
        *([(3,), (4,), (4,)], [(3,)]),
        *([(4,), (4,), (4,), (4,)], [(4,), (4,)]),
    ]
