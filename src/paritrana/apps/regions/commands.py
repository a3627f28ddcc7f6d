"""Loading the region table."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection

from paritrana.apps.ledger.commands import append, recorded
from paritrana.apps.regions.models import Region, TableLoad
from paritrana.apps.regions.permissions import check_may_load
from paritrana.core import regions
from paritrana.core.units import clock

WORDS = "local_words.csv"
BATCH = 2_000
FIELDS = (
    *("name", "folded", "level", "kind", "parent_id", "zone", "valid_from", "decree"),
    *("unit", "head_title", "council_title", "words_checked"),
)


@dataclass(frozen=True)
class Loaded:
    """What a loading did; `absent` regions stand in the database but not in the table, and are kept."""

    total: int
    added: int
    changed: int
    absent: int
    sha256: str

    def __str__(self) -> str:
        return f"{self.total} regions: {self.added} added, {self.changed} changed, {self.absent} left over"


@recorded
def load_table(*, path: Path, by: Any = None) -> Loaded:
    """Bring the regions in line with a table file, and their local words with the file beside it.

    A second loading of the same files changes nothing.  Regions that the table no longer has are kept, since
    others may point at them, and are counted.  Raises DataFaults when a file is at fault; nothing is written.
    """
    check_may_load(by)
    table = regions.read_table(path)
    beside = path.with_name(WORDS)
    words = regions.read_words(beside) if beside.exists() else regions.Wordbook(())
    present = {values[0]: values[1:] for values in Region.objects.order_by().values_list("code", *FIELDS)}
    wanted = {code: _values(region, words) for code, region in table.regions.items()}
    added = [code for code in wanted if code not in present]
    changed = [code for code in wanted if code in present and present[code] != wanted[code]]
    _insert((str(code), *wanted[code]) for code in added)
    Region.objects.bulk_create(
        (_row(code, wanted[code]) for code in changed),
        batch_size=BATCH,
        update_conflicts=True,  # one statement a batch; bulk_update writes a CASE for every row and column
        unique_fields=["code"],
        update_fields=[name.removesuffix("_id") for name in FIELDS],
    )
    absent = len(present.keys() - wanted.keys())
    load = TableLoad.objects.create(
        loaded_at=clock.now(),
        sha256=table.sha256,
        total=len(table),
        added=len(added),
        changed=len(changed),
        absent=absent,
    )
    append(
        "regions.loaded",
        subject=load,
        by=by,
        sha256=table.sha256,
        levels={level.value: count for level, count in table.count().items()},
        added=len(added),
        changed=len(changed),
        absent=absent,
    )
    return Loaded(len(table), len(added), len(changed), absent, table.sha256)


def _insert(rows: Iterable[tuple[object, ...]]) -> None:
    """Write new regions by one statement: as objects, 90,000 of them cost four times the whole rest."""
    fields = [Region._meta.get_field(name) for name in ("code", *FIELDS)]
    quoted = connection.ops.quote_name
    columns = ", ".join(quoted(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {quoted(Region._meta.db_table)} ({columns}) VALUES ({places})",
            (
                [
                    value if type(value) is str else field.get_db_prep_save(value, connection)
                    for field, value in zip(fields, row, strict=True)
                ]
                for row in rows
            ),
        )


def _row(code: regions.Code, values: tuple[object, ...]) -> Region:
    return Region(code=str(code), **dict(zip(FIELDS, values, strict=True)))


def _values(region: regions.Region, words: regions.Wordbook) -> tuple[object, ...]:
    local = words.words_for(region.code)
    return (
        region.name,
        regions.fold(region.name),
        region.level.value,
        region.kind.value,
        str(region.parent) if region.parent else None,
        region.zone.name,
        region.valid_from,
        region.decree,
        local.unit if local else "",
        local.head if local else "",
        local.council if local else "",
        bool(local and local.checked),
    )
