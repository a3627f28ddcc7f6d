"""Lists that were compared with the register: their people with masks, and those not covered yet."""

from typing import Any

from paritrana.apps.protection.models import RosterImport
from paritrana.apps.protection.queries import import_files as files
from paritrana.apps.protection.rules import comparisons as rules
from paritrana.errors import NotFound


def check_is_one(roster: RosterImport) -> None:
    """Raise NotFound for a roster that was handed in for the register."""
    if not roster.is_comparison:
        raise NotFound("compare.none")


def people(roster: RosterImport, group: str) -> list[dict[str, Any]]:
    """Return the first rows, of one group or of all, NIK and name masked."""
    import pyarrow.compute as pc

    told = files.findings(roster)
    if group:
        told = told.filter(pc.equal(told["group"], group))
    found: list[dict[str, Any]] = told.slice(0, files.MOST_SHOWN).to_pylist()
    return found


def uncovered(roster: RosterImport) -> tuple[list[str], list[list[str]]]:
    """Return headings and cells of the people who may be registered, in the open and as they were written."""
    import pyarrow as pa
    import pyarrow.compute as pc

    from paritrana.core.rolls.roster import FIELDS

    told = files.findings(roster)
    rows = told.filter(pc.equal(told["group"], rules.ELIGIBLE))["row"]
    cells = files.cells(roster)
    kept = cells.grid.filter(pc.is_in(cells.grid["row"], value_set=pa.array(rows.to_pylist(), pa.int64())))
    fields = [one for one in FIELDS if one.name in cells.fields]
    columns = [kept[f"c{cells.fields[one.name]}"].to_pylist() for one in fields]
    return [one.heading for one in fields], [list(line) for line in zip(*columns, strict=True)]
