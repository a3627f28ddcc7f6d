"""Which of a roster's workers stay as they are when it is undone: those somebody has worked on since."""

from collections.abc import Iterable, Sequence
from itertools import batched

from django.db.models import CASCADE, F, Q
from django.db.models.fields.reverse_related import ForeignObjectRel

from paritrana.apps.protection.models import Enlistment, ImportedRow, Merge, Person, RosterImport
from paritrana.apps.protection.states import Act, WorkerState

AT_ONCE = 500
MOST_NAMED = 20
_OWN = {"changes", "reveals", "imported"}  # what an undoing takes away or keeps by itself


def kept_back(rows: Sequence[ImportedRow]) -> set[int]:
    """Return the keys of those rows whose worker was changed later, or has things built on, such as batches.

    Also of those whom the roster stopped and who are listed under another record by now.
    """
    keys = [one.pk for one in rows]
    held = set(
        ImportedRow.objects.filter(pk__in=keys, worker__changes__pk__gt=F("change_id")).values_list(
            "pk", flat=True
        )
    )
    added = {one.worker_id: one.pk for one in rows if one.act == Act.ADDED}
    held |= {added[one] for one in _with_others(Enlistment, added, _OWN)}
    for merge in Merge.objects.filter(undone_at=None).filter(Q(kept__in=added) | Q(gone__in=added)):
        held |= {added[one] for one in (merge.kept_id, merge.gone_id) if one in added}
    stopped = ImportedRow.objects.filter(pk__in=keys, act=Act.STOPPED)
    again = stopped.filter(worker__person__enlistments__state=WorkerState.LISTED)
    held |= set(again.exclude(worker__state=WorkerState.LISTED).values_list("pk", flat=True))
    return held


def free_persons(persons: Iterable[int]) -> list[int]:
    """Return the persons on whom nothing hangs any more."""
    those = list(persons)
    busy = set(_with_others(Person, those, set()))
    return [one for one in those if one not in busy]


def count_kept(roster: RosterImport) -> int:
    """Return how many workers would stay as they are if the roster were undone now."""
    rows = ImportedRow.objects.filter(roster=roster, kept=False).only("pk", "worker_id", "change_id", "act")
    return sum(len(kept_back(part)) for part in batched(rows.order_by("pk"), AT_ONCE, strict=False))


def kept_workers(roster: RosterImport) -> list[Enlistment]:
    """Return the first workers whom the undoing left as they were."""
    found = Enlistment.objects.filter(imported__roster=roster, imported__kept=True)
    return list(found.select_related("person", "village").order_by("pk").distinct()[:MOST_NAMED])


def _with_others(model: type[Enlistment] | type[Person], keys: Iterable[int], own: set[str]) -> set[int]:
    """Return the keys of those rows to which rows of other kinds point, save those that go with them."""
    those = list(keys)
    found: set[int] = set()
    for one in model._meta.get_fields(include_hidden=True):
        if isinstance(one, ForeignObjectRel) and one.name not in own and one.on_delete is not CASCADE:
            name = one.field.name
            pointing = one.related_model.objects.filter(**{f"{name}__in": those}).order_by()
            found |= set(pointing.values_list(name, flat=True))
    return found
