"""Exact scores of very many entrants at once, from a table in Parquet with a row for each.

Scores are those of `score_category`, in whole numbers by column in place of fractions by entrant.  What is
refused stands in `refusals`; how the rows are ordered and written, in `ranking.bulk`.
"""

from collections.abc import Callable, Iterable

from paritrana.core.rulebook import Category
from paritrana.core.scoring.bulk.columns import points_of
from paritrana.core.scoring.bulk.refusals import refuse
from paritrana.core.scoring.bulk.sums import Score, Sums
from paritrana.core.scoring.bulk.table import MOST_ROWS, Table
from paritrana.core.scoring.bulk.wording import WORDINGS, Faults, fault

__all__ = ["MOST_ROWS", "WORDINGS", "Faults", "Score", "Sums", "Table", "fault", "refuse", "sums_of"]


def sums_of(table: Table, categories: Iterable[Category], step: Callable[[str], None]) -> dict[str, Sums]:
    """Return the sums of every category over the table, by its id; faults of cells are left in the table.

    categories: those of `table.groups`; step: told each column that is read.
    """
    owners = list(categories)
    made = {one.id: Sums(one, table.groups[one.id].stop - table.groups[one.id].start) for one in owners}
    for column in table.criteria:
        step(column)
        rules = {
            category.id: (stage, one)
            for category in owners
            for stage in category.stages
            for one in stage.criteria
            if one.id == column
        }
        cells = table.cells(column, measured={one.kind for _, one in rules.values()} == {"measure"})
        for category in owners:
            if category.id not in rules:
                table.strange(column, cells, category)
                continue
            stage, one = rules[category.id]
            own = table.groups[category.id]
            found = points_of(one, cells, own, category.format, table.bad(column, category, one))
            made[category.id].add(stage, one, *found)
    return made
