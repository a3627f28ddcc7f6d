"""Where columns are computed: DuckDB on one machine, Spark on many; one code path in Ibis above both.

Whoever asks a question writes one Ibis expression; an engine only opens Parquet, writes Parquet and hands
over rows.  Nothing else of the house knows DuckDB or Spark.
"""

from __future__ import annotations

from paritrana.core.engines.contract import Engine, bit_count, bit_or, encoded, sha256, unhexed
from paritrana.core.engines.duck import DuckEngine
from paritrana.core.engines.scratch import scratch
from paritrana.errors import BadInput

__all__ = [
    "DuckEngine",
    "Engine",
    "bit_count",
    "bit_or",
    "encoded",
    "open_engine",
    "scratch",
    "sha256",
    "unhexed",
]

NAMES = ("duckdb", "spark")


def open_engine(name: str = "duckdb", *, master: str = "", memory: str = "", threads: int = 0) -> Engine:
    """Return a running engine; close it with `close` or a `with` block.

    name: duckdb or spark. master: the address of a Spark master, ``local[2]`` when empty. memory: a cap such
    as ``1GB``, empty for the engine's own. threads: 0 for all cores.
    Raises BadInput (engine.unknown, engine.no_spark, engine.unreachable).
    """
    if name == "duckdb":
        return DuckEngine(memory=memory, threads=threads)
    if name == "spark":
        from paritrana.core.engines.spark import SparkEngine

        return SparkEngine(master=master or "local[2]", memory=memory)
    raise BadInput("engine.unknown", given=name, known=", ".join(NAMES))
