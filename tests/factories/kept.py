"""Worlds that are made once in a run and put back as rows: making one by commands costs half a second."""

import pickle
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection

type Rows = list[tuple[Any, ...]]


@dataclass
class Kept:
    """The rows that making a world added, by table, and the objects that it returned."""

    tables: dict[str, tuple[list[str], Rows]]
    world: bytes


_KEPT: dict[tuple[str, str], Kept] = {}


def kept[World](name: str, make: Callable[[], World]) -> World:
    """Return the world that `make` makes, from its rows when it was made before.

    name: of the world with all its options.  Call it first in a test: its rows keep their ids, so a database
    in which other rows were made since would have them twice.
    """
    key = (connection.vendor, name)
    if key not in _KEPT:
        before = {table: set(rows) for table, (_, rows) in _tables()}
        world = make()
        added = {
            table: (columns, [row for row in rows if row not in before.get(table, ())])
            for table, (columns, rows) in _tables()
        }
        _KEPT[key] = Kept({table: kind for table, kind in added.items() if kind[1]}, pickle.dumps(world))
        return world
    held = _KEPT[key]
    with connection.cursor() as cursor:
        for table, (columns, rows) in held.tables.items():
            quoted = ", ".join(map(connection.ops.quote_name, columns))
            places = ", ".join(["%s"] * len(columns))
            cursor.executemany(
                f"INSERT INTO {connection.ops.quote_name(table)} ({quoted}) VALUES ({places})", rows
            )
            _move_sequence(cursor, table, columns)
    return pickle.loads(held.world)


def _tables() -> Iterator[tuple[str, tuple[list[str], Rows]]]:
    with connection.cursor() as cursor:
        for table in connection.introspection.django_table_names(only_existing=True):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            yield table, ([column[0] for column in cursor.description], [tuple(row) for row in cursor])


def _move_sequence(cursor: Any, table: str, columns: list[str]) -> None:
    """Let PostgreSQL go on counting after the ids that were put back; SQLite does so by itself."""
    if connection.vendor != "postgresql":
        return
    for column in columns:
        cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [f'"{table}"', column])
        if (sequence := cursor.fetchone()[0]) is not None:
            cursor.execute(
                f"SELECT setval(%s, (SELECT max({connection.ops.quote_name(column)}) FROM "
                f"{connection.ops.quote_name(table)}))",
                [sequence],
            )
