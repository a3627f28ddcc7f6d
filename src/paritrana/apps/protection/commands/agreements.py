"""Agreements: entered with their parties, proved by the signed scan, followed by the next one."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from django.core.files import File

from paritrana.apps.ledger import commands as ledger
from paritrana.apps.organisations.models import Organisation
from paritrana.apps.protection import permissions
from paritrana.apps.protection.models import Agreement, Fund, Party
from paritrana.apps.protection.rules import agreements as rules
from paritrana.apps.protection.rules import scans
from paritrana.apps.regions.models import Region
from paritrana.core.units import clock
from paritrana.errors import RuleRefused


@ledger.recorded
def enter(
    *,
    office: Organisation,
    region: Region,
    terms: rules.Terms,
    parties: Sequence[rules.Party],
    fund: Fund | None = None,
    follows: Agreement | None = None,
    made_up: bool = False,
    by: Any,
) -> Agreement:
    """Enter an agreement; with `follows` it takes the place of an earlier one of the same office."""
    permissions.check_open(permissions.desk_of(by), office, region.pk)
    written = rules.check(terms, parties=len(parties))
    if fund is not None and fund.office_id != office.pk:
        raise RuleRefused("agreement.fund_of_another")
    if follows is not None:
        before = Agreement.objects.select_for_update().get(pk=follows.pk)
        _check_follows(before, office, written.starts_on)
    made = Agreement.objects.create(
        office=office,
        region=region,
        fund=fund,
        follows=follows,
        made_up=made_up,
        created_at=clock.now(),
        **asdict(written),
    )
    Party.objects.bulk_create(Party(agreement=made, **asdict(one)) for one in parties)
    ledger.append(
        "agreement.entered",
        subject=made,
        by=by,
        kind=written.kind,
        number=written.number,
        starts_on=written.starts_on,
        ends_on=written.ends_on,
        quota=written.quota,
        follows=follows.pk if follows else None,
    )
    return made


@ledger.recorded
def attach_scan(*, agreement: Agreement, upload: File, by: Any) -> Agreement:
    """Keep the signed scan byte for byte; a later one takes its place, and both hashes stay in the ledger."""
    row = Agreement.objects.select_for_update().get(pk=agreement.pk)
    permissions.check_keep(permissions.desk_of(by), row)
    found = scans.check(upload.file, name=upload.name or "")
    ledger.keep_file(row.scan, found.name, upload)
    row.scan_name, row.scan_type, row.scan_sha256 = found.name, found.content_type, found.sha256
    row.save(update_fields=["scan", "scan_name", "scan_type", "scan_sha256"])
    ledger.append("agreement.scan_attached", subject=row, by=by, sha256=found.sha256)
    return row


def _check_follows(before: Agreement, office: Organisation, starts_on: date) -> None:
    if before.office_id != office.pk:
        raise RuleRefused("agreement.no_successor")
    rules.check_succession(starts=before.starts_on, has_successor=before.has_successor, starts_on=starts_on)
