"""The sealed files of a roster on its way: the upload, its cells, and what was found in them."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

from paritrana.apps.protection.models import RosterImport
from paritrana.apps.protection.queries.people import Opener
from paritrana.apps.protection.rules import imports as rules
from paritrana.apps.protection.rules import sealing
from paritrana.errors import RuleRefused

if TYPE_CHECKING:
    from paritrana.core.rolls.roster import Roster

UPLOAD, CELLS, FINDINGS = "upload", "cells", "findings"


def folder() -> Path:
    """Return where the files of all rosters lie, for the site's own user alone."""
    return Path(settings.MEDIA_ROOT) / "rosters"


def path_of(roster: RosterImport, name: str) -> Path:
    return folder() / f"{roster.pk}-{name}.sealed"


def has(roster: RosterImport, name: str) -> bool:
    return path_of(roster, name).exists()


def opened(roster: RosterImport, name: str) -> bytes:
    """Return the bytes of one file; raises RuleRefused (import.gone) once it was removed."""
    try:
        sealed = path_of(roster, name).read_bytes()
    except FileNotFoundError:
        raise RuleRefused("import.gone") from None
    return sealing.unseal_bytes(sealed, Opener().key(roster.data_key), about(roster, name))


def about(roster: RosterImport, name: str) -> str:
    """Return what binds a file to its roster and its part."""
    return f"import/{roster.pk}/{name}"


def cells(roster: RosterImport) -> "Roster":
    """Return the roster as it was read, with the repairs made since."""
    return rules.unpacked(opened(roster, CELLS))


def findings(roster: RosterImport) -> Any:
    """Return the table of what was found: row, at, column, code, hard, sentences and cures, masks."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    return pq.read_table(pa.BufferReader(opened(roster, FINDINGS)))
