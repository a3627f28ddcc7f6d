"""People's data leave the site only when one person asks, another agrees, and the first fetches once."""

from collections.abc import Sequence
from typing import Any

from paritrana.apps.ledger import commands as ledger
from paritrana.apps.organisations.models import Organisation
from paritrana.apps.protection import permissions
from paritrana.apps.protection.commands import people
from paritrana.apps.protection.models import PeopleExport, Reveal
from paritrana.apps.protection.queries import exports as queries
from paritrana.apps.protection.rules import rights as rules
from paritrana.apps.protection.states import ExportState, Purpose
from paritrana.apps.regions.models import Region
from paritrana.core.units import clock
from paritrana.errors import BadInput


@ledger.recorded
def ask(
    *, office: Organisation, region: Region, purpose: str, columns: Sequence[str], note: str, by: Any
) -> PeopleExport:
    """Ask for the listed people of a village or an area; columns: codes, in the order of the workbook."""
    permissions.check_export_scope(permissions.desk_of(by), office, region.pk)
    rules.check_export(purpose, columns, note)
    rules.check_size(queries.people_of(region.pk).count())
    row = PeopleExport.objects.create(
        office=office,
        region=region,
        purpose=purpose,
        columns=[one for one in rules.COLUMNS if one in columns],
        note=note.strip(),
        asked_by=by,
        asked_at=clock.now(),
    )
    ledger.append(
        "export.asked", subject=row, by=by, region=region.pk, purpose=purpose, columns=list(row.columns)
    )
    return row


@ledger.recorded
def approve(*, export: PeopleExport, by: Any) -> PeopleExport:
    """Let people's data out, as a second person; from now on the asker has 24 hours."""
    row = _decided(export, ExportState.APPROVED, by=by)
    ledger.append("export.approved", subject=row, by=by)
    return row


@ledger.recorded
def refuse(*, export: PeopleExport, reason: str, by: Any) -> PeopleExport:
    """Keep people's data here, with a reason."""
    if not reason.strip():
        raise BadInput("export.no_note")
    row = _decided(export, ExportState.REFUSED, by=by)
    row.refusal = reason.strip()
    row.save(update_fields=["refusal"])
    ledger.append("export.refused", subject=row, by=by)
    return row


@ledger.recorded
def fetch(*, export: PeopleExport, by: Any) -> bytes:
    """Return the workbook, once, to the asker alone, within a day and the daily limit of lists."""
    row = _locked(export, by)
    is_asker = row.asked_by_id == by.pk
    rules.check_fetch(row.state, row.decided_at, is_asker=is_asker, now=clock.now())
    permissions.check_export_scope(permissions.desk_of(by), row.office, row.region_id)
    found = list(queries.people_of(row.region_id))
    people.count_look(by, Purpose.EXPORT, len(found))
    Reveal.objects.create(
        village=row.region, purpose=Purpose.EXPORT, people=len(found), by=by, at=clock.now()
    )
    row.state, row.fetched_at, row.people = ExportState.FETCHED, clock.now(), len(found)
    row.save(update_fields=["state", "fetched_at", "people"])
    ledger.append("export.fetched", subject=row, by=by, people=len(found))
    return queries.workbook(found, row.columns)


def _decided(export: PeopleExport, state: ExportState, *, by: Any) -> PeopleExport:
    row = _locked(export, by)
    rules.check_asked(row.state)
    rules.check_second(row.asked_by_id, by.pk)
    row.state, row.decided_by, row.decided_at = state, by, clock.now()
    row.save(update_fields=["state", "decided_by", "decided_at"])
    return row


def _locked(export: PeopleExport, by: Any) -> PeopleExport:
    row = (
        PeopleExport.objects.select_for_update(of=("self",))
        .select_related("office", "region")
        .get(pk=export.pk)
    )
    permissions.check_export(permissions.desk_of(by), row)
    return row
