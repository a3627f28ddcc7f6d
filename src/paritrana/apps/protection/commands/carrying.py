"""What hangs on a record that a merge stops goes along to the one that stays, and back when it is undone.

Inside a command only.  Nothing of a person is kept: kinds, keys, and what stood in the columns that changed.
Rows are locked without their keys, so that whoever points at one meanwhile, as a paid month does at its
enrolment, waits for nobody.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q

from paritrana.apps.protection.commands.workers import pays_for
from paritrana.apps.protection.models import Batch, Enlistment, Enrolment, Merge, RoleHolder
from paritrana.apps.protection.queries import carrying as queries
from paritrana.apps.protection.queries.carrying import MODELS
from paritrana.apps.protection.rules import carrying as rules
from paritrana.apps.protection.rules.carrying import Held, Moved
from paritrana.apps.protection.states import HOLDING, EnrolmentState

PLAIN = (rules.PLEDGE, rules.REQUEST, rules.SUBJECT)  # nothing of these can meet another one


def carry(*, kept: Enlistment, gone: Enlistment) -> list[dict[str, Any]]:
    """Move everything over and return it as the merge keeps it; both records are locked by the caller."""
    moved = list(_all(kept, gone))
    for one in moved:
        MODELS[one.kind]._default_manager.filter(pk=one.pk).update(**one.now)
    return [one.as_data() for one in moved]


def put_back(merge: Merge) -> int:
    """Put the rows of a merge back where they were; return how many others have worked on, which stay."""
    left = 0
    for kind, those in queries.by_kind(merge).items():
        keys = [one.pk for one in those]
        if kind == rules.ENROLMENT:  # locked first, as whoever sends a batch does
            batches = Batch.objects.filter(enrolments__in=keys).order_by().values("pk")
            list(Batch.objects.select_for_update(no_key=True).filter(pk__in=batches).order_by("pk"))
        rows = queries.rows_of(kind, keys).select_for_update(of=("self",), no_key=True).in_bulk()
        for one in those:
            row = rows.get(one.pk)
            if not queries.still(row, one):
                left += 1
                continue
            for name, value in one.was.items():
                setattr(row, name, value)
            row.save(update_fields=[name.removesuffix("_id") for name in one.was])
    return left


def _all(kept: Enlistment, gone: Enlistment) -> Iterator[Moved]:
    yield from _enrolments(kept, gone)
    was, now = {"worker_id": gone.pk}, {"worker_id": kept.pk}
    for kind in PLAIN:
        rows = MODELS[kind]._default_manager.select_for_update(no_key=True).filter(worker=gone).order_by("pk")
        yield from (Moved(kind, pk, was, now) for pk in rows.values_list("pk", flat=True))
    role = RoleHolder.objects.select_for_update(no_key=True).filter(worker=gone).first()
    if role is not None and not RoleHolder.objects.filter(worker=kept).exists():  # one role a worker
        yield Moved(rules.ROLE, role.pk, was, now | {"post_id": role.post_id})
    if kept.fund_id is None and gone.fund is not None and pays_for(gone.fund, kept):
        yield Moved(rules.RECORD, kept.pk, {"fund_id": None}, {"fund_id": gone.fund_id})


def _enrolments(kept: Enlistment, gone: Enlistment) -> Iterator[Moved]:
    """Yield the enrolments that go along.  What BPJS knows stays under the NIK by which it knows it."""
    rows, held = _standing(kept, gone)
    of_gone = [held[one.pk] for one in rows if one.worker_id == gone.pk]
    ending = [one.pk for one in rows if _ends_by_stop(one, (kept.pk, gone.pk))]
    of_kept = [held[one.pk] for one in rows if one.worker_id != gone.pk and one.pk not in ending]
    out = rules.giving_way(of_kept, of_gone)
    under_kept = [one for one in of_gone if one.unsent and one.pk not in out]
    for row in rows:
        if row.pk in out:
            yield _altered(row, EnrolmentState.LEFT_OUT)
        elif row.pk in ending and any(held[row.pk].meets(one) for one in under_kept):
            yield _altered(row, EnrolmentState.ENDED)  # as when another batch follows
        elif row.worker_id == gone.pk:
            was, now = {"worker_id": gone.pk}, {"worker_id": kept.pk}
            if held[row.pk] in under_kept:  # it goes to BPJS under the NIK of the record that stays
                was |= {"person_id": row.person_id}
                now |= {"person_id": kept.person_id}
            yield Moved(rules.ENROLMENT, row.pk, was, now)


def _standing(kept: Enlistment, gone: Enlistment) -> tuple[list[Enrolment], dict[int, Held]]:
    """Return the enrolments of both records, and what else holds the person who stays, all locked."""
    which = Q(worker__in=[kept, gone]) | Q(person=kept.person_id, state__in=HOLDING)
    keys = dict(Enrolment.objects.filter(which).values_list("pk", "batch_id"))
    states = dict(  # locked, so that none of them is sent meanwhile
        Batch.objects.select_for_update(no_key=True)
        .filter(pk__in=set(keys.values()))
        .order_by("pk")
        .values_list("pk", "state")
    )
    locked = Enrolment.objects.select_for_update(of=("self",), no_key=True).select_related("worker")
    rows = list(locked.filter(pk__in=keys).order_by("pk"))
    return rows, {one.pk: Held(one.pk, one.programmes, one.state, states[one.batch_id]) for one in rows}


def _ends_by_stop(row: Enrolment, pair: tuple[int, int]) -> bool:
    """Whether it is active only because nobody followed yet the earlier record that was stopped."""
    return row.worker_id not in pair and not row.worker.is_listed and row.state == EnrolmentState.ACTIVE


def _altered(row: Enrolment, state: EnrolmentState) -> Moved:
    return Moved(rules.ENROLMENT, row.pk, {"state": str(row.state)}, {"state": str(state)})
