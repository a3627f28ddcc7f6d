"""The paid months of the register as a contribution roll: pseudonyms in, so nobody's NIK or name leaves.

The roll tells what changed since the last one: months that count now, and, as reversals, months that were
told and count no longer.  Room `coverage` takes it like any other.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from itertools import batched
from typing import Any, NamedTuple

from django.conf import settings
from django.core.files.base import ContentFile

from paritrana.apps.coverage.commands import deliveries
from paritrana.apps.coverage.commands.work import has_key
from paritrana.apps.coverage.models import Delivery
from paritrana.apps.coverage.states import DeliveryState, Schema
from paritrana.apps.ledger import commands as ledger
from paritrana.apps.organisations.models import Organisation
from paritrana.apps.protection import permissions
from paritrana.apps.protection.models import Enrolment, Fund, PaidMonth, RegisterDelivery
from paritrana.apps.protection.queries import months as queries
from paritrana.apps.protection.queries.people import Opener
from paritrana.apps.protection.rules.roll import FUNDER, SECTOR
from paritrana.apps.protection.states import FundKind
from paritrana.core.programmes import Month
from paritrana.core.rolls.nik import pseudonym
from paritrana.core.rolls.schemas import CONTRIBUTION
from paritrana.core.units import clock
from paritrana.errors import NotPermitted, RuleRefused

AT_ONCE = 1_000
GROUP, SEGMENT = "vulnerable", "bpu"


class _Month(NamedTuple):
    """One paid month as a roll sees it; given, back: states of the rolls that told it and took it back."""

    pk: int
    enrolment: int
    month: str
    taken_back_at: datetime | None
    delivered_on: date | None
    given: str | None
    back: str | None
    paid_on: date
    rate: int

    @property
    def was_told(self) -> bool:
        return self.given is not None and self.given != DeliveryState.FAILED

    @property
    def was_reversed(self) -> bool:
        return self.back is not None and self.back != DeliveryState.FAILED


class _Told(NamedTuple):
    """One row of the roll: a paid month, the day of payment as told there, whether it is a reversal."""

    row: _Month
    day: date
    back: bool


@ledger.recorded
def deliver(*, office: Organisation, made_up: bool = False, by: Any) -> RegisterDelivery:
    """Hand in what counts up to this month and was not told yet; refused when nothing changed."""
    if office not in permissions.money_offices(permissions.desk_of(by)):
        raise NotPermitted("protection.other_office")
    list(Fund.objects.select_for_update().filter(office=office).order_by("pk"))  # one delivery at a time
    now = queries.this_month()
    told = _told(office, now)
    if not told:
        raise RuleRefused("months.nothing_to_tell")
    enrolments = _enrolments(told)
    upload = ContentFile(
        _csv(told, enrolments).encode(), name=f"register-{office.pk}-{clock.now():%Y%m%d-%H%M%S}.csv"
    )
    delivery = deliveries.deliver(
        schema=Schema.CONTRIBUTION,
        organisation=office,
        as_of=clock.now().date(),
        source=f"Register {office.name}, {now}",
        uploads=[upload],
        has_key=has_key(),
        made_up=made_up or any(one.batch.made_up for one in enrolments.values()),
        by=by,
    )
    _mark(told, delivery)
    back = sum(one.back for one in told)
    made = RegisterDelivery.objects.create(
        office=office,
        delivery=delivery,
        last_month=str(now),
        paid=len(told) - back,
        reversed=back,
        by=by,
        at=clock.now(),
    )
    ledger.append(
        "register.delivered", subject=made, by=by, delivery=delivery.pk, paid=made.paid, reversed=back
    )
    return made


def _told(office: Organisation, now: Month) -> list[_Told]:
    """Return what counts and was not told, and what was told and counts no longer, in the order written."""
    enrolments = Enrolment.objects.filter(batch__fund__office=office, state__in=queries.COUNTED)
    covers = queries.covers_of(enrolments)
    counting = {key: {str(month) for month in one.due(now)} for key, one in covers.items()}
    # of whom the data were erased, what was told stands, and nothing more can be
    here = {"enrolment__batch__fund__office": office, "enrolment__person__erased_at": None}
    months = PaidMonth.objects.filter(**here).order_by("pk")
    groups: defaultdict[tuple[int, str], list[_Month]] = defaultdict(list)
    for told in months.values_list(
        *("pk", "enrolment_id", "month", "taken_back_at", "delivered_on"),
        *("delivery__state", "reversal__state", "payment__paid_on", "payment__rate"),
    ):
        row = _Month(*told)
        groups[row.enrolment, row.month].append(row)
    return [
        change
        for (key, month), rows in groups.items()
        for change in _changes(rows, counts=month in counting.get(key, ()))
    ]


def _changes(rows: list[_Month], *, counts: bool) -> Iterator[_Told]:
    """Yield what a roll must still tell of one month of one worker.

    A payment that takes the place of another, taken back meanwhile, is told already: a month is paid once.
    """
    shown = [one for one in rows if one.was_told and not one.was_reversed]
    if not counts:
        yield from (_Told(one, one.delivered_on or one.paid_on, back=True) for one in shown)
        return
    live = [one for one in rows if one.taken_back_at is None]
    if shown or not live:
        return
    # a roll settles payments and reversals by their day: what comes after a reversal must be later
    after = [one.delivered_on + timedelta(days=1) for one in rows if one.delivered_on and one.was_reversed]
    yield _Told(live[0], max([live[0].paid_on, *after]), back=False)


def _enrolments(told: list[_Told]) -> dict[int, Enrolment]:
    """Return whose months are told, with what a roll says of each."""
    keys = sorted({one.row.enrolment for one in told})
    rows = Enrolment.objects.select_related("worker", "person__data_key", "batch__fund")
    return {one.pk: one for part in batched(keys, AT_ONCE, strict=False) for one in rows.filter(pk__in=part)}


def _mark(told: list[_Told], delivery: Delivery) -> None:
    """Write beside each month by which roll it was told, those of one day together."""
    alike: defaultdict[tuple[bool, date], list[int]] = defaultdict(list)
    for one in told:
        alike[one.back, one.day].append(one.row.pk)
    for (back, day), keys in alike.items():
        written: dict[str, Any] = {"delivery": delivery, "delivered_on": day, "reversal": None}
        for part in batched(keys, AT_ONCE, strict=False):
            rows = PaidMonth.objects.filter(pk__in=part)
            rows.update(reversal=delivery) if back else rows.update(**written)


def _csv(told: list[_Told], enrolments: Mapping[int, Enrolment]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(CONTRIBUTION)
    opener, key = Opener(), settings.NIK_KEY.encode()
    who = {pk: _who(one, opener, key) for pk, one in enrolments.items()}
    for one in told:
        late = f"{one.day:%Y-%m}" > one.row.month
        cells = who[one.row.enrolment] | {
            "period": one.row.month,
            "amount": one.row.rate,
            "paid_on": one.day.isoformat(),
            "state": "reversed" if one.back else "late" if late else "paid",
        }
        writer.writerow([cells[column] for column in CONTRIBUTION])
    return text.getvalue()


def _who(enrolment: Enrolment, opener: Opener, key: bytes) -> dict[str, Any]:
    """Return what every row of a worker says of it; a pseudonym stands for NIK and name."""
    person, worker = enrolment.person, enrolment.worker
    return {
        "nik": pseudonym(person.token, key),
        "name": "",
        "birth_date": opener.born(person).isoformat(),
        "sex": person.sex,
        "village_code": worker.village_id,
        "workplace_code": "",
        "segment": SEGMENT,
        "worker_group": GROUP,
        "occupation": worker.occupation,
        "sector": SECTOR.get(worker.occupation, "unknown"),
        "programmes": enrolment.programmes,
        "funder": FUNDER[FundKind(enrolment.batch.fund.kind)],
    }
