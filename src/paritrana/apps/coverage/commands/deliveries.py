"""Handing in files, and what becomes of them."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from django.core.files import File

from paritrana.apps.coverage import permissions, rules
from paritrana.apps.coverage.models import DeliveredFile, Delivery, Denominator, PrintedFigure
from paritrana.apps.coverage.rules.denominators import COUNTRY
from paritrana.apps.coverage.rules.denominators import Denominator as DenominatorRow
from paritrana.apps.coverage.rules.printed import Printed
from paritrana.apps.coverage.states import ROLLS, DeliveryState, Schema
from paritrana.apps.ledger import commands as ledger
from paritrana.apps.organisations.models import Organisation
from paritrana.apps.regions.models import Region
from paritrana.core.units import clock
from paritrana.errors import BadInput, DataFaults, ParitranaError

MOST_FILES = 60
LARGEST = 512 * 1024 * 1024
ENDINGS = {True: ("csv", "parquet", "xlsx"), False: ("csv",)}  # of rolls, of other deliveries
BATCH = 2_000
KEPT_FAULTS = 200


@dataclass(frozen=True)
class Quality:
    """What was found in one file; by_code: rows under each code of a fault or warning."""

    name: str
    rows: int
    accepted: int
    rejected: int = 0
    warned: int = 0
    by_code: Mapping[str, int] = field(default_factory=dict)
    replayed: bool = False
    file_no: int | None = None


@ledger.recorded
def deliver(
    *,
    schema: str,
    organisation: Organisation,
    as_of: date,
    source: str,
    uploads: Sequence[Any],
    has_key: bool = True,
    made_up: bool = False,
    by: Any,
) -> Delivery:
    """Hand in files under the letter they come by; they wait until they are worked on.

    uploads: Django's File or UploadedFile.  has_key: whether this site can turn NIK into tokens.
    """
    permissions.check_deliver(by, organisation)
    kind = Schema(schema)
    if kind in ROLLS and not has_key:
        raise BadInput("coverage.no_key")
    if not source.strip():
        raise BadInput("coverage.no_source")
    if as_of > clock.now().date():
        raise BadInput("coverage.from_the_future")
    _check_uploads(kind, uploads)
    delivery = Delivery.objects.create(
        organisation=organisation,
        schema=kind,
        as_of=as_of,
        source=source.strip(),
        total=len(uploads),
        made_up=made_up,
        delivered_by=by,
        delivered_at=clock.now(),
    )
    kept = [_keep(delivery, upload) for upload in uploads]
    ledger.append(
        "delivery.handed_in",
        subject=delivery,
        by=by,
        schema=str(kind),
        office=organisation.pk,
        as_of=as_of,
        files=[one.sha256 for one in kept],
    )
    return delivery


@ledger.recorded
def begin(*, delivery: Delivery, worker: str = "") -> Delivery:
    """Take a waiting delivery into work; one at a time, since all share the lake."""
    row = _locked(delivery)
    rules.check_delivery_move(row.state, DeliveryState.RUNNING)
    row.state, row.worker, row.started_at = DeliveryState.RUNNING, worker, clock.now()
    row.save(update_fields=["state", "worker", "started_at"])
    ledger.append("delivery.begun", subject=row, by=None)
    return row


@ledger.recorded
def finish(*, delivery: Delivery, qualities: Sequence[Quality]) -> Delivery:
    """Keep what was found in each file, in the order of the files; the bytes of rolls are let go."""
    row = _locked(delivery)
    files = list(row.files.order_by("pk"))
    for file, quality in zip(files, qualities, strict=True):
        for name in ("file_no", "rows", "accepted", "rejected", "warned", "replayed"):
            setattr(file, name, getattr(quality, name))
        file.by_code = dict(quality.by_code)
        file.save()
    _let_go(row, files)
    _close(row, DeliveryState.DONE)
    ledger.append(
        "delivery.received",
        subject=row,
        by=None,
        files=[
            {"sha256": one.sha256, "rows": one.rows, "accepted": one.accepted, "replayed": one.replayed}
            for one in files
        ],
    )
    return row


@ledger.recorded
def keep_denominators(*, delivery: Delivery, rows: Sequence[DenominatorRow]) -> Delivery:
    """Keep a delivered table of denominators; raises BadInput for a region that does not exist."""
    _check_regions(one.region_code for one in rows)
    Denominator.objects.bulk_create(
        (
            Denominator(
                delivery=delivery,
                region_code=one.region_code,
                segment=one.segment,
                vintage=one.vintage,
                value=one.value,
                rse=one.rse,
                source=one.source,
            )
            for one in rows
        ),
        batch_size=BATCH,
    )
    return _finish_table(delivery, len(rows))


@ledger.recorded
def keep_printed(*, delivery: Delivery, rows: Sequence[Printed]) -> Delivery:
    """Keep a delivered table of printed figures; raises BadInput for a region that does not exist."""
    _check_regions(one.region_code for one in rows)
    PrintedFigure.objects.bulk_create(
        PrintedFigure(
            delivery=delivery,
            region_code=one.region_code,
            as_of=one.as_of,
            workers=one.workers,
            active=one.active,
            percent=one.percent,
            note=one.note,
            source=one.source,
        )
        for one in rows
    )
    return _finish_table(delivery, len(rows))


@ledger.recorded
def fail(*, delivery: Delivery, error: ParitranaError) -> Delivery:
    """Say why a delivery could not be received; nothing of it was taken in."""
    row = _locked(delivery)
    row.fault, row.facts = error.code, facts_of(error)
    _let_go(row, list(row.files.all()))
    _close(row, DeliveryState.FAILED, "fault", "facts")
    ledger.append("delivery.failed", subject=row, by=None, fault=error.code)
    return row


@ledger.recorded
def requeue(*, delivery: Delivery) -> Delivery:
    """Let a delivery whose worker died wait again."""
    row = _locked(delivery)
    rules.check_delivery_move(row.state, DeliveryState.QUEUED)
    row.state, row.worker = DeliveryState.QUEUED, ""
    row.save(update_fields=["state", "worker"])
    ledger.append("delivery.requeued", subject=row, by=None)
    return row


def facts_of(error: ParitranaError) -> dict[str, Any]:
    """Return what a page needs to tell an error later: its facts, and the first of its faults."""
    facts: dict[str, Any] = {key: ledger.plain(value) for key, value in error.facts.items()}
    if isinstance(error, DataFaults):
        facts["faults"] = [
            [one.file, one.line, one.code, [one.sentence, one.cure], list(one.indonesian)]
            for one in error.faults[:KEPT_FAULTS]
        ]
    return facts


def _finish_table(delivery: Delivery, rows: int) -> Delivery:
    name = delivery.files.get().name
    return finish(delivery=delivery, qualities=[Quality(name, rows, rows)])


def _locked(delivery: Delivery) -> Delivery:
    return Delivery.objects.select_for_update().get(pk=delivery.pk)


def _close(row: Delivery, state: DeliveryState, *more: str) -> None:
    rules.check_delivery_move(row.state, state)
    row.state, row.finished_at, row.worker = state, clock.now(), ""
    row.done = row.total if state == DeliveryState.DONE else row.done
    row.save(update_fields=["state", "finished_at", "worker", "done", *more])


def _let_go(row: Delivery, files: Sequence[DeliveredFile]) -> None:
    """Take the bytes of rolls off the site: they hold names and NIK."""
    if row.schema not in ROLLS:
        return
    for one in files:
        one.file.delete(save=False)
        one.file = ""
        one.save(update_fields=["file"])


def _check_uploads(kind: Schema, uploads: Sequence[Any]) -> None:
    if not uploads:
        raise BadInput("coverage.no_file")
    if kind not in ROLLS and len(uploads) > 1:
        raise BadInput("coverage.one_file")
    if len(uploads) > MOST_FILES:
        raise BadInput("coverage.too_many_files", most=MOST_FILES)
    allowed = ENDINGS[kind in ROLLS]
    for upload in uploads:
        name = safe_name(upload.name)
        if PurePosixPath(name).suffix.removeprefix(".").lower() not in allowed:
            raise BadInput("coverage.file_type", name=name, allowed=", ".join(allowed))
        if not upload.size:
            raise BadInput("coverage.file_empty", name=name)
        if upload.size > LARGEST:
            raise BadInput("coverage.file_too_large", name=name, limit=LARGEST // 1024 // 1024)


def safe_name(name: str) -> str:
    """Return the last part of a name, only signs that show as themselves; at most 100 characters."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(sign for sign in last if sign.isprintable() and sign not in '<>:"|?*').strip()[-100:]


def _keep(delivery: Delivery, upload: Any) -> DeliveredFile:
    digest = hashlib.sha256()
    upload.seek(0)
    read: Callable[[], bytes] = lambda: upload.read(1 << 20)  # noqa: E731  a callable for iter
    for piece in iter(read, b""):
        digest.update(piece)
    upload.seek(0)
    name = safe_name(upload.name)
    file = DeliveredFile(delivery=delivery, name=name, size=upload.size, sha256=digest.hexdigest())
    file.file.save(f"{delivery.pk}-{name}", File(upload), save=False)
    file.save()
    return file


def _check_regions(codes: Any) -> None:
    wanted = set(codes) - {COUNTRY}
    known = (
        set(Region.objects.filter(pk__in=wanted).values_list("pk", flat=True))
        if len(wanted) < 900
        else (set(Region.objects.values_list("pk", flat=True)))
    )
    missing = sorted(wanted - known)
    if missing:
        raise BadInput("coverage.unknown_region", region=", ".join(missing[:5]))
