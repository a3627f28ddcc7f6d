"""Coverage: from delivered rolls to figures that are two counts each.

A lake is a folder of Parquet: `rolls.receive` puts deliveries in, `refresh` settles them into tables,
`figures` answers with a measure for every region of a level, `digest` tells two lakes apart.
What refreshes is loaded when it is first asked for: a question needs a third less memory without it.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from paritrana.core.coverage.definitions import MEASURES, Measure, Over, measure

if TYPE_CHECKING:
    from paritrana.core.coverage.digests import digest
    from paritrana.core.coverage.refreshing import Refreshed, refresh
    from paritrana.core.coverage.tables import Figures, figures

__all__ = ["MEASURES", "Figures", "Measure", "Over", "Refreshed", "digest", "figures", "measure", "refresh"]


_HOMES = {
    "digest": "digests",
    "Refreshed": "refreshing",
    "refresh": "refreshing",
    "Figures": "tables",
    "figures": "tables",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
