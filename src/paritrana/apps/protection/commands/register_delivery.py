"""The paid months of the register as a contribution roll: pseudonyms in, so nobody's NIK or name leaves.

The roll tells what changed since the last one: months that count now, and, as reversals, months that were
told and count no longer.  Room `coverage` takes it like any other.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import batched
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Count, Max, Q

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
    Merge,
    PaidMonth,
    Payment,
    Person,
    RegisterDelivery,
    ToldBefore,
)
from paritrana.apps.protection.queries import months as queries
from paritrana.apps.protection.queries.people import Opener
from paritrana.apps.protection.rules.roll import FUNDER, SECTOR
from paritrana.apps.protection.states import FundKind
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

    told, back: whether a roll that did not fail told it, and took it out again.  told_as: as which person's.
    """

    pk: int
    enrolment: int
    month: str
    paid_on: date
    rate: int
    live: bool
    told: bool
    told_on: date | None
    told_as: int
    back: bool

    @property
    def shown(self) -> bool:
        return self.told and not self.back


@dataclass(frozen=True, slots=True)
class _Told:
    """One row of the roll: a paid month, the day of payment as told there, as whose, whether a reversal.

    moved: a reversal because the month is another person's now; before: one that failed, told once more.
    """

    row: _Month
    day: date
    person: int
    back: bool = False
    moved: bool = False
    before: int | None = None


@dataclass(frozen=True, slots=True)
class _Whose:
    """Of an enrolment: under whose NIK it is, who stands for that person now, payer, programmes."""

    person: int
    stands: int
    funder: str
    programmes: str


@dataclass(frozen=True)
class _Roll:
    """What is to be handed in, made ready before anything is locked; mark: how things stood then."""

    told: list[_Told]
    own: dict[int, int]  # enrolment → the person under whose NIK it is
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
    _note(roll, delivery)
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


def _note(roll: _Roll, delivery: Delivery) -> None:
    """Write beside each month by which roll it was told, and as whose, or taken out."""
    moved = [one for one in roll.told if one.moved]
    ToldBefore.objects.bulk_create(
        [
            *(
                ToldBefore(paid_id=one.row.pk, person_id=one.person, day=one.day, reversal=delivery)
                for one in moved
            ),
            *_overwritten(roll.told),
        ],
        batch_size=AT_ONCE,
    )
    again = [one.before for one in roll.told if one.before is not None]
    ToldBefore.objects.filter(pk__in=again).update(reversal=delivery)
    groups: defaultdict[tuple[date | None, int | None], list[int]] = defaultdict(list)
    for one in roll.told:
        if one.moved or one.before is not None:
            continue
        own = roll.own[one.row.enrolment]
        key = (None, None) if one.back else (one.day, one.person if one.person != own else None)
        groups[key].append(one.row.pk)
    untold = {"delivery": None, "delivered_on": None, "reversal": None, "told_as": None}
    for first, last in _runs(sorted(one.row.pk for one in moved)):
        PaidMonth.objects.filter(pk__range=(first, last)).update(**untold)
    for (day, person), keys in groups.items():
        said: dict[str, Any] = {"reversal": delivery}
        if day is not None:
            said = {"delivery": delivery, "delivered_on": day, "reversal": None, "told_as": person}
        for first, last in _runs(sorted(keys)):
            PaidMonth.objects.filter(pk__range=(first, last)).update(**said)


def _overwritten(told: list[_Told]) -> Iterator[ToldBefore]:
    """Yield what was told as another person's and taken out earlier, of months that are told anew now."""
    keys = [one.row.pk for one in told if not one.back and one.row.back and one.row.told_as != one.person]
    for one in PaidMonth.objects.filter(pk__in=keys).select_related("enrolment"):
        yield ToldBefore(
            paid=one,
            person_id=one.told_as_id or one.enrolment.person_id,
            day=one.delivered_on,
            reversal_id=one.reversal_id,
        )


def _runs(keys: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last of keys that follow each other: one update each, and those of a payment do."""
    if not keys:
        return
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
    merges = Merge.objects.aggregate(count=Count("pk"), undone=Count("undone_at"))
    return (*counted.values(), *people.values(), *papers.values(), *merges.values(), failed)


def _written(office: Organisation) -> _Roll:
    now, mark = queries.this_month(), _mark(office)
    told = _told(office, now)
    if not told:
        raise RuleRefused("months.nothing_to_tell")
    enrolments = _enrolments(office)
    made_up = any(enrolments[one.row.enrolment].batch.made_up for one in told)
    own = {key: one.person_id for key, one in enrolments.items()}
    return _Roll(told, own, _csv(told, enrolments).encode(), made_up, now, mark)


def _enrolments(office: Organisation) -> dict[int, Enrolment]:
    rows = Enrolment.objects.filter(batch__fund__office=office)
    return {one.pk: one for one in rows.select_related("worker", "batch__fund")}


def _told(office: Organisation, now: Month) -> list[_Told]:
    """Return what counts and was not told, and what was told and counts no longer, in the order written."""
    enrolments = Enrolment.objects.filter(batch__fund__office=office, state__in=queries.COUNTED)
    covers = queries.covers_of(enrolments)
    alike: dict[int, frozenset[str]] = {}  # most workers share one cover
    for one in covers.values():
        if id(one) not in alike:
            alike[id(one)] = frozenset(map(str, one.due(now)))
    counting = {key: alike[id(one)] for key, one in covers.items()}
    whose = _whose(office)
    found: list[_Told] = []
    groups: defaultdict[tuple[_Whose, str], list[_Month]] = defaultdict(list)
    after = _taken_out(office, found)
    for row in _months(office, whose):
        own = whose[row.enrolment]
        if row.shown and row.told_as != own.stands:
            day = row.told_on or row.paid_on
            found.append(_Told(row, day, row.told_as, back=True, moved=True))
            after[row.told_as, row.month, own.funder].append(day)
            row.told = False
        groups[replace(own, person=own.stands), row.month].append(row)
    elsewhere = _shown_by_others(office, whose, after)
    for (own, month), rows in groups.items():
        if (own, month) in elsewhere and not any(one.shown for one in rows):
            continue  # another office has told it: the person counts once
        counts = [one for one in rows if one.live and month in counting.get(one.enrolment, frozenset())]
        found += _changes(rows, counts, own.stands, after.get((own.stands, month, own.funder), []))
    return found


def _whose(office: Organisation) -> dict[int, _Whose]:
    rows = Enrolment.objects.filter(batch__fund__office=office).values_list(
        *("pk", "person_id", "person__merged_into_id", "batch__fund__kind", "programmes")
    )
    return {
        pk: _Whose(person, into or person, FUNDER[FundKind(kind)], programmes)
        for pk, person, into, kind, programmes in rows
    }


def _shown_by_others(
    office: Organisation,
    whose: dict[int, _Whose],
    after: defaultdict[tuple[int, str, str], list[date]],
) -> set[tuple[_Whose, str]]:
    """Return the months that rolls of other offices show of persons who were merged, and when not any more.

    `after` gains the days of payment that those offices took out.  No query more where nobody was merged.
    """
    merged = Person.objects.filter(merged_into__isnull=False).values_list("merged_into", flat=True)
    persons = set(merged) & {one.stands for one in whose.values()}
    found: set[tuple[_Whose, str]] = set()
    if not persons:
        return found
    which = Q(enrolment__person__in=persons) | Q(enrolment__person__merged_into__in=persons)
    rows = PaidMonth.objects.filter(which, delivery__isnull=False)
    for one in rows.exclude(enrolment__batch__fund__office=office).select_related(
        "enrolment__person", "enrolment__batch__fund", "delivery", "reversal"
    ):
        enrolment, own = one.enrolment, one.enrolment.person
        stands, told_as = own.merged_into_id or own.pk, one.told_as_id or own.pk
        funder = FUNDER[FundKind(enrolment.batch.fund.kind)]
        if one.delivery.state == DeliveryState.FAILED:
            continue
        if one.reversal is not None and one.reversal.state != DeliveryState.FAILED:
            after[told_as, one.month, funder].append(one.delivered_on)
        elif told_as == stands:
            found.add((_Whose(stands, stands, funder, enrolment.programmes), one.month))
    return found


def _taken_out(office: Organisation, found: list[_Told]) -> defaultdict[tuple[int, str, str], list[date]]:
    """Return the days of payment that were taken out of a person, by month and payer.

    Adds to `found` what must be taken out once more, since the roll that said so could not be received.
    """
    after: defaultdict[tuple[int, str, str], list[date]] = defaultdict(list)
    rows = ToldBefore.objects.filter(person__erased_at=None).select_related(
        "paid__payment", "paid__enrolment__batch__fund", "reversal"
    )
    for one in rows:
        paid, fund = one.paid, one.paid.enrolment.batch.fund
        after[one.person_id, paid.month, FUNDER[FundKind(fund.kind)]].append(one.day)
        if fund.office_id == office.pk and one.reversal.state == DeliveryState.FAILED:
            month = _Month(
                *(paid.pk, paid.enrolment_id, paid.month, paid.payment.paid_on, paid.payment.rate),
                *(False, True, one.day, one.person_id, False),
            )
            found.append(_Told(month, one.day, one.person_id, back=True, before=one.pk))
    return after


def _months(office: Organisation, whose: dict[int, _Whose]) -> Iterator[_Month]:
    """Yield the paid months of an office as plain values: there may be hundreds of thousands."""
    payments = {one.pk: one for one in Payment.objects.filter(fund__office=office)}
    failed = set(
        Delivery.objects.filter(organisation=office, state=DeliveryState.FAILED).values_list("pk", flat=True)
    )
    # of whom the data were erased, what was told stands, and nothing more can be
    here = {"enrolment__batch__fund__office": office, "enrolment__person__erased_at": None}
    rows = PaidMonth.objects.filter(**here).order_by("pk")
    for pk, enrolment, month, payment, taken, delivery, told_on, told_as, reversal in rows.values_list(
        *("pk", "enrolment_id", "month", "payment_id", "taken_back_at"),
        *("delivery_id", "delivered_on", "told_as_id", "reversal_id"),
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
            told_as=told_as or whose[enrolment].person,
            back=reversal is not None and reversal not in failed,
        )


def _changes(rows: list[_Month], counts: list[_Month], person: int, after: list[date]) -> Iterator[_Told]:
    """Yield what a roll must still tell of one month of one person from one payer.

    counts: which of the rows count.  A payment that takes the place of another is told already, and so is a
    second one for the same month: a month is told once.
    """
    shown = [one for one in rows if one.shown]
    if not counts:
        yield from (_Told(one, one.told_on or one.paid_on, person, back=True) for one in shown)
        return
    if shown:
        return
    # a roll settles payments and reversals by their day: what comes after a reversal must be later
    out = [*after, *(one.told_on for one in rows if one.told_on and one.back)]
    yield _Told(counts[0], max([counts[0].paid_on, *(day + timedelta(days=1) for day in out)]), person)


def _csv(told: list[_Told], enrolments: dict[int, Enrolment]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(CONTRIBUTION)
    opener, key, known = Opener(), settings.NIK_KEY.encode(), dict[int, tuple[str, str]]()
    people = _people(one.person for one in told)
    for one in told:
        enrolment = enrolments[one.row.enrolment]
        person, worker = people[one.person], enrolment.worker
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


def _people(keys: Iterable[int]) -> dict[int, Person]:
    wanted = sorted(set(keys))
    rows = Person.objects.select_related("data_key")
    return {
        one.pk: one for part in batched(wanted, AT_ONCE, strict=False) for one in rows.filter(pk__in=part)
    }
