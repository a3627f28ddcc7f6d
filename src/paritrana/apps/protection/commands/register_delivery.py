"""The paid months of the register as a contribution roll: pseudonyms in, so nobody's NIK or name leaves.

The roll tells what changed since the last one: months that count now, and, as reversals, months that were
told and count no longer.  Room `coverage` takes it like any other.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Count, Max

from paritrana.apps.coverage.commands import deliveries
from paritrana.apps.coverage.commands.work import has_key
from paritrana.apps.coverage.models import Delivery
from paritrana.apps.coverage.states import DeliveryState, Schema
from paritrana.apps.ledger import commands as ledger
from paritrana.apps.organisations.models import Organisation
from paritrana.apps.protection import permissions
from paritrana.apps.protection.models import (
    Correction,
    Enrolment,
    Fund,
    PaidMonth,
    Payment,
    RegisterDelivery,
)
from paritrana.apps.protection.queries import months as queries
from paritrana.apps.protection.queries.people import Opener
from paritrana.apps.protection.rules.roll import FUNDER, SECTOR
from paritrana.core.programmes import Month
from paritrana.core.rolls.nik import pseudonym
from paritrana.core.rolls.schemas import CONTRIBUTION
from paritrana.core.units import clock
from paritrana.errors import NotPermitted, RuleRefused

AT_ONCE = 2_000
ATTEMPTS = 3
GROUP, SEGMENT = "vulnerable", "bpu"


@dataclass(slots=True)
class _Month:
    """One paid month as it stands: what a roll told of it, when it was paid, whether that was taken back.

    told, back: whether a roll that did not fail told it, and took it out again.
    """

    pk: int
    enrolment: int
    month: str
    paid_on: date
    rate: int
    live: bool
    told: bool
    told_on: date | None
    back: bool


@dataclass(frozen=True, slots=True)
class _Told:
    """One row of the roll: a paid month, the day of payment as told there, whether it is a reversal."""

    row: _Month
    day: date
    back: bool


@dataclass(frozen=True)
class _Roll:
    """What is to be handed in, made ready before anything is locked; mark: how things stood then."""

    told: list[_Told]
    text: bytes
    made_up: bool
    month: Month
    mark: tuple[Any, ...]


def deliver(*, office: Organisation, made_up: bool = False, by: Any) -> RegisterDelivery:
    """Hand in what counts up to this month and was not told yet; refused when nothing changed.

    Writing the roll of many thousands takes seconds, so nobody waits for it: what changed meanwhile shows
    when it is handed in, and the roll is written anew.
    """
    if office not in permissions.money_offices(permissions.desk_of(by)):
        raise NotPermitted("protection.other_office")
    for _attempt in range(ATTEMPTS):
        roll = _written(office)
        made = _hand_in(office=office, roll=roll, made_up=made_up or roll.made_up, by=by)
        if made is not None:
            return made
    raise RuleRefused("months.changed_meanwhile")


def _hand_in(*, office: Organisation, roll: _Roll, made_up: bool, by: Any) -> RegisterDelivery | None:
    """Hand a roll in, unless something changed since it was written."""
    with transaction.atomic():
        list(Fund.objects.select_for_update().filter(office=office).order_by("pk"))  # one delivery at a time
        if _mark(office) != roll.mark:
            return None
        return _keep(office=office, roll=roll, made_up=made_up, by=by)


@ledger.recorded
def _keep(*, office: Organisation, roll: _Roll, made_up: bool, by: Any) -> RegisterDelivery:
    upload = ContentFile(roll.text, name=f"register-{office.pk}-{clock.now():%Y%m%d-%H%M%S}.csv")
    delivery = deliveries.deliver(
        schema=Schema.CONTRIBUTION,
        organisation=office,
        as_of=clock.now().date(),
        source=f"Register {office.name}, {roll.month}",
        uploads=[upload],
        has_key=has_key(),
        made_up=made_up,
        by=by,
    )
    _note(roll.told, delivery)
    back = sum(one.back for one in roll.told)
    made = RegisterDelivery.objects.create(
        office=office,
        delivery=delivery,
        last_month=str(roll.month),
        paid=len(roll.told) - back,
        reversed=back,
        by=by,
        at=clock.now(),
    )
    ledger.append(
        "register.delivered", subject=made, by=by, delivery=delivery.pk, paid=made.paid, reversed=back
    )
    return made


def _note(told: list[_Told], delivery: Delivery) -> None:
    """Write beside each month by which roll it was told, or taken out."""
    days: defaultdict[date | None, list[int]] = defaultdict(list)
    for one in told:
        days[None if one.back else one.day].append(one.row.pk)
    for day, keys in days.items():
        said: dict[str, Any] = {"reversal": delivery}
        if day is not None:
            said = {"delivery": delivery, "delivered_on": day, "reversal": None}
        for first, last in _runs(sorted(keys)):
            PaidMonth.objects.filter(pk__range=(first, last)).update(**said)


def _runs(keys: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last of keys that follow each other: one update each, and those of a payment do."""
    first = last = keys[0]
    for key in keys[1:]:
        if key != last + 1:
            yield first, last
            first = key
        last = key
    yield first, last


def _mark(office: Organisation) -> tuple[Any, ...]:
    """Return what changes whenever a month, a correction, a worker or a delivery of the office does."""
    months = PaidMonth.objects.filter(enrolment__batch__fund__office=office)
    counted = months.aggregate(
        last=Max("pk"),
        count=Count("pk"),
        back=Count("taken_back_at"),
        told=Count("delivery"),
        reversed=Count("reversal"),
    )
    enrolled = Enrolment.objects.filter(batch__fund__office=office, state__in=queries.COUNTED)
    people = enrolled.aggregate(count=Count("pk"), stopped=Count("worker__stopped_on"), last=Max("pk"))
    papers = Correction.objects.aggregate(count=Count("pk"), back=Count("taken_back_at"))
    failed = Delivery.objects.filter(organisation=office, state=DeliveryState.FAILED).count()
    return (*counted.values(), *people.values(), *papers.values(), failed)


def _written(office: Organisation) -> _Roll:
    now, mark = queries.this_month(), _mark(office)
    told = _told(office, now)
    if not told:
        raise RuleRefused("months.nothing_to_tell")
    enrolments = _enrolments(office)
    made_up = any(enrolments[one.row.enrolment].batch.made_up for one in told)
    return _Roll(told, _csv(told, enrolments).encode(), made_up, now, mark)


def _enrolments(office: Organisation) -> dict[int, Enrolment]:
    rows = Enrolment.objects.filter(batch__fund__office=office)
    return {one.pk: one for one in rows.select_related("worker", "person__data_key", "batch__fund")}


def _told(office: Organisation, now: Month) -> list[_Told]:
    """Return what counts and was not told, and what was told and counts no longer, in the order written."""
    enrolments = Enrolment.objects.filter(batch__fund__office=office, state__in=queries.COUNTED)
    covers = queries.covers_of(enrolments)
    alike: dict[int, frozenset[str]] = {}  # most workers share one cover
    for one in covers.values():
        if id(one) not in alike:
            alike[id(one)] = frozenset(map(str, one.due(now)))
    counting = {key: alike[id(one)] for key, one in covers.items()}
    groups: defaultdict[tuple[int, str], list[_Month]] = defaultdict(list)
    for row in _months(office):
        groups[row.enrolment, row.month].append(row)
    found: list[_Told] = []
    for (key, month), rows in groups.items():
        found += _changes(rows, counts=month in counting.get(key, frozenset()))
    return found


def _months(office: Organisation) -> Iterator[_Month]:
    """Yield the paid months of an office as plain values: there may be hundreds of thousands."""
    payments = {one.pk: one for one in Payment.objects.filter(fund__office=office)}
    failed = set(
        Delivery.objects.filter(organisation=office, state=DeliveryState.FAILED).values_list("pk", flat=True)
    )
    # of whom the data were erased, what was told stands, and nothing more can be
    here = {"enrolment__batch__fund__office": office, "enrolment__person__erased_at": None}
    rows = PaidMonth.objects.filter(**here).order_by("pk")
    for pk, enrolment, month, payment, taken, delivery, told_on, reversal in rows.values_list(
        *("pk", "enrolment_id", "month", "payment_id", "taken_back_at"),
        *("delivery_id", "delivered_on", "reversal_id"),
    ).iterator(chunk_size=AT_ONCE):
        paid = payments[payment]
        yield _Month(
            pk=pk,
            enrolment=enrolment,
            month=month,
            paid_on=paid.paid_on,
            rate=paid.rate,
            live=taken is None,
            told=delivery is not None and delivery not in failed,
            told_on=told_on,
            back=reversal is not None and reversal not in failed,
        )


def _changes(rows: list[_Month], *, counts: bool) -> Iterator[_Told]:
    """Yield what a roll must still tell of one month of one worker.

    A payment that takes the place of another, taken back meanwhile, is told already: a month is paid once.
    """
    shown = [one for one in rows if one.told and not one.back]
    if not counts:
        yield from (_Told(one, one.told_on or one.paid_on, back=True) for one in shown)
        return
    live = [one for one in rows if one.live]
    if shown or not live:
        return
    # a roll settles payments and reversals by their day: what comes after a reversal must be later
    after = [one.told_on + timedelta(days=1) for one in rows if one.told_on and one.back]
    yield _Told(live[0], max([live[0].paid_on, *after]), back=False)


def _csv(told: list[_Told], enrolments: dict[int, Enrolment]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(CONTRIBUTION)
    opener, key, known = Opener(), settings.NIK_KEY.encode(), dict[int, tuple[str, str]]()
    for one in told:
        enrolment = enrolments[one.row.enrolment]
        person, worker = enrolment.person, enrolment.worker
        if person.pk not in known:
            known[person.pk] = pseudonym(person.token, key), opener.born(person).isoformat()
        name, born = known[person.pk]
        late = f"{one.day:%Y-%m}" > one.row.month
        cells = {
            "nik": name,
            "name": "",
            "birth_date": born,
            "sex": person.sex,
            "village_code": worker.village_id,
            "workplace_code": "",
            "segment": SEGMENT,
            "worker_group": GROUP,
            "occupation": worker.occupation,
            "sector": SECTOR.get(worker.occupation, "unknown"),
            "programmes": enrolment.programmes,
            "period": one.row.month,
            "funder": FUNDER[enrolment.batch.fund.kind],
            "amount": one.row.rate,
            "paid_on": one.day.isoformat(),
            "state": "reversed" if one.back else "late" if late else "paid",
        }
        writer.writerow([cells[column] for column in CONTRIBUTION])
    return text.getvalue()
