"""Working through what waits, one delivery or run at a time, by whoever calls: a request, a sweep, the demo.

Nothing here is an act of a person: the acts are `deliver` and `ask`.  No thread and no queue: whoever works
writes its name beside the row, and a row whose worker is gone waits again (docs/adr/0016-snapshots.md).
"""

import os
import socket
import traceback
from collections.abc import Callable

from django.conf import settings
from django.db.models import Sum

from paritrana.apps.coverage.commands import deliveries, lake, runs
from paritrana.apps.coverage.models import Delivery, Run
from paritrana.apps.coverage.rules.denominators import read_denominators
from paritrana.apps.coverage.rules.printed import read_printed
from paritrana.apps.coverage.states import DeliveryState, RunState, Schema
from paritrana.errors import ParitranaError

SMALL = 8 * 1024 * 1024  # bytes that a request may wait for
SHORTEST_KEY = 16  # bytes, as the method asks
Say = Callable[[str], None]


def has_key() -> bool:
    """Whether this site has a key for NIK that is long enough to keep a secret."""
    return len(settings.NIK_KEY.encode()) >= SHORTEST_KEY


def work(say: Say = lambda line: None) -> int:
    """Take everything that waits, oldest first, deliveries before runs; return how many were taken."""
    _take_over_orphans(say)
    taken = 0
    while not _is_busy():
        delivery = Delivery.objects.filter(state=DeliveryState.QUEUED).order_by("pk").first()
        run = Run.objects.filter(state=RunState.QUEUED).order_by("pk").first() if delivery is None else None
        if delivery is not None:
            done: Delivery | Run = take_delivery(delivery)
        elif run is not None:
            done = take_run(run)
        else:
            break
        taken += 1
        say(f"{done._meta.model_name} {done.pk}: {done.state}{f' ({done.fault})' if done.fault else ''}")
    return taken


def take_if_small(delivery: Delivery) -> Delivery:
    """Take a delivery at once when a request may wait for it; a large one is left for the sweep."""
    size = delivery.files.aggregate(bytes=Sum("size"))["bytes"] or 0
    return take_delivery(delivery) if size <= SMALL else delivery


def take_delivery(delivery: Delivery) -> Delivery:
    """Read a waiting delivery to its end, unless something else is in work; return it as it is then."""
    if _is_busy():
        return delivery
    row = deliveries.begin(delivery=delivery, worker=_own_name())
    try:
        return _read(row)
    except ParitranaError as error:
        return deliveries.fail(delivery=row, error=error)
    except Exception:
        traceback.print_exc()
        return deliveries.fail(delivery=row, error=ParitranaError("coverage.broken"))


def take_run(run: Run) -> Run:
    """Compute a waiting run to its end, unless something else is in work; return it as it is then."""
    if _is_busy():
        return run
    row = runs.begin(run=run, worker=_own_name())
    try:
        computed = lake.compute(row, tell=lambda done: runs.tell_progress(run=row, done=done))
        return runs.finish(run=row, computed=computed)
    except ParitranaError as error:
        return runs.fail(run=row, error=error)
    except Exception:
        traceback.print_exc()
        return runs.fail(run=row, error=ParitranaError("coverage.broken"))


def _read(delivery: Delivery) -> Delivery:
    match delivery.schema:
        case Schema.DENOMINATORS:
            name, data = _only_file(delivery)
            return deliveries.keep_denominators(delivery=delivery, rows=read_denominators(data, name=name))
        case Schema.PRINTED:
            name, data = _only_file(delivery)
            return deliveries.keep_printed(delivery=delivery, rows=read_printed(data, name=name))
        case _:
            qualities = lake.receive(delivery, key=settings.NIK_KEY.encode())
            return deliveries.finish(delivery=delivery, qualities=qualities)


def _only_file(delivery: Delivery) -> tuple[str, bytes]:
    file = delivery.files.get()
    with file.file.open("rb") as opened:
        return file.name, opened.read()


def _is_busy() -> bool:
    return (
        Delivery.objects.filter(state=DeliveryState.RUNNING).exists()
        or Run.objects.filter(state=RunState.RUNNING).exists()
    )


def _take_over_orphans(say: Say) -> None:
    """Let wait again what a process of this machine left in work when it died."""
    for delivery in Delivery.objects.filter(state=DeliveryState.RUNNING):
        if _is_gone(delivery.worker):
            say(f"delivery {delivery.pk}: its worker is gone, it is taken up anew")
            deliveries.requeue(delivery=delivery)
    for run in Run.objects.filter(state=RunState.RUNNING):
        if _is_gone(run.worker):
            say(f"run {run.pk}: its worker is gone, it is taken up anew")
            runs.requeue(run=run)


def _own_name() -> str:
    return f"{socket.gethostname()[:60]}:{os.getpid()}"


def _is_gone(worker: str) -> bool:
    host, _, process = worker.rpartition(":")
    if host != socket.gethostname()[:60] or not process.isdecimal():
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
