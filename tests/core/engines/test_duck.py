"""What DuckDB leaves behind, and how it stops."""

import tempfile
import threading

import pyarrow as pa
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
