"""The log of outreach: an activity entered, its evidence, tasks agreed and done."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.files import File

from paritrana.apps.ledger import commands as ledger
from paritrana.apps.organisations.models import Organisation
from paritrana.apps.protection import permissions
from paritrana.apps.protection.models import Activity, Task
from paritrana.apps.protection.rules import outreach as rules
from paritrana.apps.protection.rules import scans
from paritrana.apps.regions.models import Region
from paritrana.core.units import clock


@ledger.recorded
def enter(
    *,
    office: Organisation,
    region: Region,
    kind: str,
    audience: str,
    title: str,
    place: str,
    day: date,
    parties: Sequence[str],
    people: int = 0,
    result: str = "",
    made_up: bool = False,
    by: Any,
) -> Activity:
    """Enter an activity of an office.  region: the village, district or regency that was to be won."""
    permissions.check_open(permissions.desk_of(by), office, region.pk)
    today = clock.now().date()
    rules.check(kind=kind, audience=audience, title=title, place=place, people=people, day=day, today=today)
    made = Activity.objects.create(
        office=office,
        region=region,
        kind=kind,
        audience=audience,
        title=title.strip(),
        place=place.strip(),
        day=day,
        counts_until=rules.last_day(day),
        parties=rules.read_parties("\n".join(parties)),
        people=people,
        result=result.strip(),
        made_up=made_up,
        by=by,
        at=clock.now(),
    )
    ledger.append("activity.entered", subject=made, by=by, kind=kind, day=day, region=region.pk)
    return made


@ledger.recorded
def attach(*, activity: Activity, upload: File, by: Any) -> Activity:
    """Keep the evidence byte for byte; a later file takes its place, and both hashes stay in the ledger."""
    row = _locked(activity, by)
    found = scans.check(upload.file, name=upload.name or "")
    ledger.keep_file(row.evidence, found.name, upload)
    row.evidence_name, row.evidence_type, row.evidence_sha256 = found.name, found.content_type, found.sha256
    row.save(update_fields=["evidence", "evidence_name", "evidence_type", "evidence_sha256"])
    ledger.append("activity.evidenced", subject=row, by=by, sha256=found.sha256)
    return row


@ledger.recorded
def agree(*, activity: Activity, what: str, owner: str, due_on: date, by: Any) -> Task:
    """Write what an office is to do until when."""
    row = _locked(activity, by)
    rules.check_task(what=what, owner=owner, due_on=due_on, day=row.day)
    made = Task.objects.create(
        activity=row, what=what.strip(), owner=owner.strip(), due_on=due_on, by=by, at=clock.now()
    )
    ledger.append("task.agreed", subject=made, by=by, due_on=due_on)
    return made


@ledger.recorded
def finish(*, task: Task, done_on: date, note: str = "", by: Any) -> Task:
    """Write that a task was done."""
    activity = _locked(task.activity, by)
    row = Task.objects.select_for_update().get(pk=task.pk)
    rules.check_done(done_on=row.done_on, on=done_on, day=activity.day, today=clock.now().date())
    row.done_on, row.done_note = done_on, note.strip()
    row.save(update_fields=["done_on", "done_note"])
    ledger.append("task.done", subject=row, by=by, done_on=done_on)
    return row


def _locked(activity: Activity, by: Any) -> Activity:
    row = Activity.objects.select_for_update(of=("self",)).select_related("office").get(pk=activity.pk)
    permissions.check_keep(permissions.desk_of(by), row)
    return row
