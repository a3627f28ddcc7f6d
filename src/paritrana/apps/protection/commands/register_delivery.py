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

from paritrana.apps.coverage.commands import deliveries
from paritrana.apps.coverage.commands.work import has_key
from paritrana.apps.coverage.states import DeliveryState, Schema
from paritrana.apps.ledger import commands as ledger
from paritrana.apps.organisations.models import Organisation
from paritrana.apps.protection import permissions
from paritrana.apps.protection.models import Enrolment, Fund, PaidMonth, RegisterDelivery
from paritrana.apps.protection.queries import months as queries
from paritrana.apps.protection.queries.people import Opener
from paritrana.apps.protection.rules.roll import FUNDER, SECTOR
from paritrana.core.programmes import Month, month_of
from paritrana.core.rolls.nik import pseudonym
from paritrana.core.rolls.schemas import CONTRIBUTION
from paritrana.core.units import clock
from paritrana.errors import NotPermitted, RuleRefused

AT_ONCE = 1_000
GROUP, SEGMENT = "vulnerable", "bpu"


@dataclass(frozen=True)
class _Told:
    """One row of the roll: a paid month, the day of payment as told there, whether it is a reversal."""

    row: PaidMonth
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
    upload = ContentFile(_csv(told).encode(), name=f"register-{office.pk}-{clock.now():%Y%m%d-%H%M%S}.csv")
    delivery = deliveries.deliver(
        schema=Schema.CONTRIBUTION,
        organisation=office,
        as_of=clock.now().date(),
        source=f"Register {office.name}, {now}",
        uploads=[upload],
        has_key=has_key(),
        made_up=made_up or any(one.row.enrolment.batch.made_up for one in told),
        by=by,
    )
    for one in told:
        if one.back:
            one.row.reversal = delivery
        else:
            one.row.delivery, one.row.delivered_on, one.row.reversal = delivery, one.day, None
    rows = [one.row for one in told]
    PaidMonth.objects.bulk_update(rows, ["delivery", "delivered_on", "reversal"], batch_size=AT_ONCE)
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
    counting = {key: one.due(now) for key, one in covers.items()}
    # of whom the data were erased, what was told stands, and nothing more can be
    here = {"enrolment__batch__fund__office": office, "enrolment__person__erased_at": None}
    months = PaidMonth.objects.filter(**here).select_related(
        *("delivery", "reversal", "payment"),
        *("enrolment__worker", "enrolment__person__data_key", "enrolment__batch__fund"),
    )
    groups: defaultdict[tuple[int, str], list[PaidMonth]] = defaultdict(list)
    for row in months.order_by("pk"):
        groups[row.enrolment_id, row.month].append(row)
    found: list[_Told] = []
    for (key, month), rows in groups.items():
        counts = month_of(month) in counting.get(key, frozenset())
        found += _changes(rows, counts=counts)
    return found


def _changes(rows: list[PaidMonth], *, counts: bool) -> Iterator[_Told]:
    """Yield what a roll must still tell of one month of one worker.

    A payment that takes the place of another, taken back meanwhile, is told already: a month is paid once.
    """
    shown = [one for one in rows if _stands(one) and not _reversed(one)]
    if not counts:
        yield from (_Told(one, one.delivered_on or one.payment.paid_on, back=True) for one in shown)
        return
    live = [one for one in rows if one.taken_back_at is None]
    if shown or not live:
        return
    # a roll settles payments and reversals by their day: what comes after a reversal must be later
    after = [one.delivered_on + timedelta(days=1) for one in rows if one.delivered_on and _reversed(one)]
    yield _Told(live[0], max([live[0].payment.paid_on, *after]), back=False)


def _stands(row: PaidMonth) -> bool:
    return row.delivery is not None and row.delivery.state != DeliveryState.FAILED


def _reversed(row: PaidMonth) -> bool:
    return row.reversal is not None and row.reversal.state != DeliveryState.FAILED


def _csv(told: list[_Told]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(CONTRIBUTION)
    opener, key, known = Opener(), settings.NIK_KEY.encode(), dict[int, tuple[str, str]]()
    for one in told:
        enrolment, payment = one.row.enrolment, one.row.payment
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
            "amount": payment.rate,
            "paid_on": one.day.isoformat(),
            "state": "reversed" if one.back else "late" if late else "paid",
        }
        writer.writerow([cells[column] for column in CONTRIBUTION])
    return text.getvalue()
