"""Sealing the files of a roster beside the database, and taking them away."""

import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from paritrana.apps.protection.models import RosterImport
from paritrana.apps.protection.queries import import_files as files
from paritrana.apps.protection.queries.people import Opener
from paritrana.apps.protection.rules import imports as rules
from paritrana.apps.protection.rules import nik, sealing

if TYPE_CHECKING:
    from paritrana.core.rolls.roster import Checked, Layout, Roster


def keep(roster: RosterImport, name: str, data: bytes) -> None:
    """Seal bytes and lay them aside, then into place; nobody but the site's own user may read even these."""
    place = files.path_of(roster, name)
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    sealed = sealing.seal_bytes(data, Opener().key(roster.data_key), files.about(roster, name))
    aside = place.with_suffix(f".{os.getpid()}.part")
    with os.fdopen(os.open(aside, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as file:
        file.write(sealed)
    aside.replace(place)


def keep_cells(roster: RosterImport, read: "Roster") -> None:
    keep(roster, files.CELLS, rules.packed(read))


def let_go(roster: RosterImport, *names: str) -> None:
    """Take files away, all of them when none is named."""
    for name in names or (files.UPLOAD, files.CELLS, files.FINDINGS):
        with suppress(FileNotFoundError):
            files.path_of(roster, name).unlink()


def sealed_layout(layout: "Layout", roster: RosterImport) -> str:
    """Return what was said of a file, sealed: headings may tell more than they should."""
    key = Opener().key(roster.data_key)
    return sealing.seal(json.dumps(layout.as_data()), key, f"layout/{roster.data_key_id}")


def packed_findings(checked: "Checked") -> bytes:
    """Return what was found as the bytes of one Parquet file, names and NIK masked."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq

    found = list(checked.findings())
    roster = checked.roster
    places = np.searchsorted(roster.grid["row"].to_numpy(), [one.row for one in found])

    def cell(field: str) -> list[str]:
        texts: list[str] = roster.grid[f"c{roster.fields[field]}"].take(pa.array(places)).to_pylist()
        return texts

    columns: dict[str, list[Any]] = {
        "row": [one.row for one in found],
        "at": [one.at for one in found],
        "column": [one.column for one in found],
        "code": [one.code for one in found],
        "hard": [one.hard for one in found],
        "nik": [rules.masked_cell(text) for text in cell("nik")],
        "name": [nik.masked_name(text) for text in cell("name")],
    }
    for place, what in enumerate(("sentence", "cure")):
        columns[f"{what}_en"] = [one.english[place] for one in found]
        columns[f"{what}_id"] = [one.indonesian[place] for one in found]
    into = pa.BufferOutputStream()
    pq.write_table(pa.table(columns, schema=_schema()), into, compression="lz4")
    data: bytes = into.getvalue().to_pybytes()
    return data


def _schema() -> Any:
    import pyarrow as pa

    texts = ("column", "code", "nik", "name", "sentence_en", "sentence_id", "cure_en", "cure_id")
    return pa.schema(
        [
            ("row", pa.int64()),
            ("at", pa.int32()),
            ("hard", pa.bool_()),
            *((one, pa.string()) for one in texts),
        ]
    )
