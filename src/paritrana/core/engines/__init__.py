"""Where columns are computed: DuckDB on one machine, Spark on many; one code path in Ibis above both.

Whoever asks a question writes one Ibis expression; an engine only opens Parquet, writes Parquet and hands
over rows.  Nothing else of the house knows DuckDB or Spark.  They are loaded when first asked for, so that a
command that only sweeps old scratch folders starts at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from paritrana.core.engines.scratch import scratch, sweep
from paritrana.errors import BadInput

if TYPE_CHECKING:
    from paritrana.core.engines.contract import Engine, bit_count, bit_or, encoded, sha256, unhexed
    from paritrana.core.engines.duck import DuckEngine

__all__ = [
    "DuckEngine",
    "Engine",
    "bit_count",
    "bit_or",
    "encoded",
    "open_engine",
    "scratch",
    "sha256",
    "sweep",
    "unhexed",
]

NAMES = ("duckdb", "spark")


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(name)
    module = "duck" if name == "DuckEngine" else "contract"
    return getattr(import_module(f"{__name__}.{module}"), name)


def open_engine(name: str = "duckdb", *, master: str = "", memory: str = "", threads: int = 0) -> Engine:
    """Return a running engine; close it with `close` or a `with` block.

    name: duckdb or spark. master: the address of a Spark master, ``local[2]`` when empty. memory: a cap such
    as ``1GB``, empty for the engine's own. threads: 0 for all cores.
    Raises BadInput (engine.unknown, engine.no_spark, engine.unreachable).
    """
    if name == "duckdb":
        from paritrana.core.engines.duck import DuckEngine

        return DuckEngine(memory=memory, threads=threads)
    if name == "spark":
        from paritrana.core.engines.spark import SparkEngine

        return SparkEngine(master=master or "local[2]", memory=memory)
    raise BadInput("engine.unknown", given=name, known=", ".join(NAMES))
