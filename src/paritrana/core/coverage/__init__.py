"""Coverage: from delivered rolls to figures that are two counts each.

A lake is a folder of Parquet: `rolls.receive` puts deliveries in, `refresh` settles them into tables,
`figures` answers with a measure for every region of a level, `digest` tells two lakes apart.
"""

from paritrana.core.coverage.definitions import MEASURES, Measure, Over, measure
from paritrana.core.coverage.digest import digest
from paritrana.core.coverage.refreshing import Refreshed, refresh
from paritrana.core.coverage.tables import Figures, figures

__all__ = ["MEASURES", "Figures", "Measure", "Over", "Refreshed", "digest", "figures", "measure", "refresh"]
