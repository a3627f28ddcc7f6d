"""Mending a roster that was checked: a whole group, one cell, or another fund whose rules it is checked by.

What is to be done is decided here and kept under seal; whoever works does it and checks anew, since that
takes seconds for a large roster.  Nobody else mends meanwhile: the roster is in a state of its own.
"""

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from paritrana.apps.ledger import commands as ledger
from paritrana.apps.protection import permissions
from paritrana.apps.protection.commands import imports
from paritrana.apps.protection.models import Fund, RosterImport
from paritrana.apps.protection.queries import import_files as files
from paritrana.apps.protection.queries import imports as queries
from paritrana.apps.protection.queries.people import Opener
from paritrana.apps.protection.rules import imports as rules
from paritrana.apps.protection.rules import sealing
from paritrana.apps.protection.states import ImportState
from paritrana.errors import BadInput, RuleRefused

if TYPE_CHECKING:
    from paritrana.core.rolls.roster import Checked

LONGEST_CELL = 400
STEPS = 5  # four of the check, keeping what was found
EVERY = "every"  # in the place of a repair: all that are offered


def repair(*, roster: RosterImport, code: str, by: Any) -> RosterImport:
    """Decide that a whole group of rows is mended, or every group offered (`EVERY`); raises BadInput
    (roster.repair) for none."""
    from paritrana.core.rolls.roster import REPAIRS

    if code not in {*REPAIRS, EVERY}:
        raise BadInput("roster.repair", given=code[:40], known=", ".join(REPAIRS))
    return _decide(roster=roster, order={"repair": code}, by=by, repair=code)


def write_cell(*, roster: RosterImport, line: int, column: int, text: str, by: Any) -> RosterImport:
    """Decide that one cell is written by hand.  line: the sheet's own row number; column: from 0."""
    if len(text) > LONGEST_CELL:
        raise BadInput("import.cell_too_long", limit=LONGEST_CELL)
    permissions.check_import(permissions.desk_of(by), roster)
    if not files.has_cell(roster, line, column):
        raise BadInput("import.no_cell")
    return _decide(roster=roster, order={"line": line, "column": column, "text": text}, by=by)


def choose_fund(*, roster: RosterImport, fund: Fund | None, by: Any) -> RosterImport:
    """Decide who is to pay, so that the roster is checked against what that fund asks of persons."""
    if fund is not None and fund not in queries.funds_for(roster):
        raise RuleRefused("fund.not_for_village")
    return _decide(roster=roster, order={"fund": fund.pk if fund else None}, by=by)


def mended(row: RosterImport, say: Callable[[str], None]) -> "Checked":
    """Return the roster as checked after what was decided; a fund is set on the row, which is not saved."""
    order = _opened(row)
    if "fund" in order:
        row.fund = Fund.objects.get(pk=order["fund"]) if order["fund"] else None
    found = imports.check(row, say=say)
    if "repair" in order:
        codes = [one.code for one in found.repairs] if order["repair"] == EVERY else [order["repair"]]
        for code in codes:
            found = found.repaired(code)
        return found
    return found.with_cell(order["line"], order["column"], order["text"]) if "line" in order else found


@ledger.recorded
def _decide(*, roster: RosterImport, order: Mapping[str, Any], by: Any, **facts: object) -> RosterImport:
    row = imports.locked(roster, by)
    rules.check_for_register(row.kind)
    rules.check_move(row.state, ImportState.MENDING)
    key = Opener().key(row.data_key)
    row.mend_sealed = sealing.seal(json.dumps(order), key, _about(row))
    row.state, row.worker, row.fault, row.facts = ImportState.MENDING, "", "", {}
    row.done, row.total = 0, STEPS
    row.save(update_fields=["mend_sealed", "state", "worker", "fault", "facts", "done", "total"])
    what = next(iter(order)) if "line" not in order else "cell"
    ledger.append("roster.mend_decided", subject=row, by=by, what=what, **facts)
    return row


def _opened(row: RosterImport) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(
        sealing.unseal(row.mend_sealed, Opener().key(row.data_key), _about(row))
    )
    return told


def _about(row: RosterImport) -> str:
    return f"mend/{row.pk}"
