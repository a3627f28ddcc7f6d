"""A ranking of very many entrants from a table in Parquet: the same tables as entrant by entrant.

The public way is `rank_table`.  What it does not hold is refused before anything is read, all of it at once.
"""

import hashlib
import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import count
from pathlib import Path

import pyarrow as pa

from paritrana.core.ranking.book import narrowed, seed_faults
from paritrana.core.ranking.bulk.order import Standing, standing
from paritrana.core.ranking.bulk.tables import awards_csv, excluded_csv, ranking_csv
from paritrana.core.ranking.record import bulk_record_json
from paritrana.core.rulebook import Rulebook
from paritrana.core.scoring import Where
from paritrana.core.scoring.bulk import Table, fault, refuse, sums_of
from paritrana.errors import DataFaults, Fault

type Progress = Callable[[int, int, str], None]

WAY = "bulk/1"
TABLE = "values.parquet"


@dataclass(frozen=True)
class BulkResult:
    """The rankings of the categories that stand in a table, in the order of the rulebook.

    data: SHA-256 of the table's bytes; excluded: (category, entrant, reason); filled: by category, for how
    many ranked entrants the median of the class stood in, by criterion.
    """

    rulebook: Rulebook
    categories: tuple[Standing, ...]
    excluded: tuple[tuple[str, str, str], ...]
    data: str
    seed: str | None = None
    only: str | None = None
    filled: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    @cached_property
    def tables(self) -> dict[str, bytes]:
        """Return the official tables by file name, in the order that the result hash covers."""
        found = {"ranking.csv": ranking_csv(self.categories), "excluded.csv": excluded_csv(self.excluded)}
        return found | ({"awards.csv": awards_csv(self.categories)} if self.rulebook.format > 1 else {})

    def counts(self) -> list[tuple[str, int, int]]:
        """Return how many are ranked and how many are not, by category of the rulebook."""
        ranked = {one.category.id: len(one.ranks) for one in self.categories}
        left = Counter(category for category, _, _ in self.excluded)
        return [(one.id, ranked.get(one.id, 0), left[one.id]) for one in self.rulebook.categories]

    @property
    def record(self) -> bytes:
        """Return ``record.json``, which says that the result was computed this way."""
        return bulk_record_json(
            rulebook_hash=self.rulebook.hash,
            data={TABLE: self.data},
            outputs=self.tables,
            seed=self.seed,
            category=self.only,
            way=WAY,
        ).encode()


def rank_table(
    rulebook: Rulebook,
    path: Path,
    *,
    seed: str | None = None,
    only: str | None = None,
    book_file: str = "",
    refused: Sequence[Fault] = (),
    progress: Progress | None = None,
) -> BulkResult:
    """Return the ranking of a table; raises DataFaults: first all that is refused, then all faults of cells.

    path: Parquet with the columns category, entrant and one for each criterion, a row an entrant; seed: the
    public one, needed when a chain can come to a lot; only: the one category to be ranked; book_file: of the
    rulebook, for faults; refused: what the caller refuses besides; progress: told steps done, steps in all,
    and what is done.  Source: as `score_category`; docs/adr/0033-ranking-from-a-table.md.
    """
    try:
        with path.open("rb") as file:
            before = os.fstat(file.fileno())
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            try:
                table = Table(file, str(path))
            except DataFaults as error:
                raise DataFaults([*refused, *error.faults]) from None
            book = _checked(rulebook, table, seed, only, [*refused], book_file)
            found = _ranked(book, table, seed, only, progress or _silent)
            after = os.fstat(file.fileno())
    except OSError as error:
        reason = error.strerror or str(error)
        raise DataFaults([*refused, fault("file.unreadable", 1, file=str(path), reason=reason)]) from error
    if (before.st_mtime_ns, before.st_size) != (after.st_mtime_ns, after.st_size):
        raise DataFaults([fault("file.changed", 0, file=str(path))])
    return replace(found, data=digest)


def _checked(
    rulebook: Rulebook, table: Table, seed: str | None, only: str | None, told: list[Fault], book_file: str
) -> Rulebook:
    """Return the rulebook of the categories that are ranked; raises DataFaults with all that is refused."""
    known = [one.id for one in rulebook.categories]
    if only is not None and only not in known:
        told.append(fault("category.unknown", 1, file=book_file, value=only, known=", ".join(known)))
    book = narrowed(rulebook, only)
    told += seed_faults(book.categories, seed, Where(book_file))
    if not table.faults:
        table.group(known, only)
        own = [one for one in book.categories if one.id in table.groups]
        refuse(book, own, table.faults)
        table.check_columns(own, {one.id for category in rulebook.categories for one in category.criteria})
    told += table.faults.all
    if told:
        raise DataFaults(told)
    return book


def _ranked(
    book: Rulebook, table: Table, seed: str | None, only: str | None, progress: Progress
) -> BulkResult:
    own = [one for one in book.categories if one.id in table.groups]
    steps, done = len(table.criteria) + len(own), count(1)

    def step(text: str) -> None:
        progress(next(done), steps, text)

    names = table.entrants()
    sums = sums_of(table, own, step)
    table.faults.end()
    standings, excluded, filled = [], [], {}
    for category in own:
        step(category.id)
        made = sums.pop(category.id)
        called = names.take(pa.array(table.places(table.groups[category.id])))
        standings.append(standing(made, called, seed))
        excluded += [(category.id, called[at].as_py(), made.reason(at)) for at in made.gone.tolist()]
        filled[category.id] = made.filled()
    return BulkResult(book, tuple(standings), tuple(excluded), "", seed, only, filled)


def _silent(done: int, steps: int, text: str) -> None:
    """Tell nobody."""
