"""Persons whom a merge made one, and who are enrolled or paid for twice: for whoever has to mend it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from paritrana.apps.organisations.rules import Reach
from paritrana.apps.protection.models import Enlistment, Enrolment, Fund, Merge, PaidMonth, Payment, Pledge
from paritrana.apps.protection.queries import months
from paritrana.apps.protection.queries.money import inside
from paritrana.apps.protection.rules import doubles as rules
from paritrana.apps.protection.rules import sponsors as sponsor_rules
from paritrana.apps.protection.rules.batches import overlap
from paritrana.apps.protection.rules.doubles import Share, Twice
from paritrana.apps.protection.rules.months import Standing
from paritrana.apps.protection.states import HOLDING, EnrolmentState

ENROLLED, PLEDGED = "enrolment", "pledge"
Identities = Mapping[int, int]  # person → whom the person stands for


@dataclass
class Doubled:
    """What of one person stands twice.  enrolments, pledges: which hold at once; paid: months paid twice."""

    enrolments: list[Enrolment] = field(default_factory=list)
    pledges: list[Pledge] = field(default_factory=list)
    paid: list[Twice] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.enrolments or self.pledges or self.paid)

    @property
    def too_much(self) -> int:
        return sum(one.too_much for one in self.paid)

    @property
    def spans(self) -> list[tuple[str, str]]:
        return rules.spans(self.paid)


@dataclass(frozen=True)
class Line:
    """One worker with what stands twice; funds: all that are part of it, by key."""

    worker: Enlistment
    doubled: Doubled
    funds: Mapping[int, Fund]


def of_persons(identities: Identities) -> dict[int, Doubled]:
    """Return what stands twice of each, in a fixed number of queries.

    Who was merged into one of these persons counts as that person; to look ahead, as for two records that
    may become one, both are given with the same identity.
    """
    found: defaultdict[int, Doubled] = defaultdict(Doubled)
    shares: defaultdict[int, list[Share]] = defaultdict(list)
    _add_enrolments(identities, found, shares)
    _add_pledges(identities, found, shares)
    for identity, those in shares.items():
        if twice := rules.paid_twice(those):
            found[identity].paid = twice
    return {key: one for key, one in found.items() if one}


def of_worker(worker: Enlistment) -> Doubled:
    """Return what stands twice of one worker; no query where nobody was merged into the record."""
    if not worker.person.merged.exists():
        return Doubled()
    return of_persons({worker.person_id: worker.person_id}).get(worker.person_id, Doubled())


def lines(reach: Reach) -> list[Line]:
    """Return the workers within reach of whom something stands twice, with most rupiah first."""
    kept = Merge.objects.filter(undone_at=None).order_by().values("kept")
    workers = Enlistment.objects.filter(
        inside(reach, "village__code"), pk__in=kept, person__merged_into=None, person__erased_at=None
    ).select_related("person__data_key", "village__parent")
    by_person = {one.person_id: one for one in workers.order_by("pk")}
    found = of_persons({key: key for key in by_person})
    funds = Fund.objects.select_related("office").in_bulk(
        {key for one in found.values() for key in _funds_of(one)}
    )
    told = [
        Line(by_person[key], one, {pk: funds[pk] for pk in sorted(_funds_of(one))})
        for key, one in found.items()
    ]
    return sorted(told, key=lambda one: (-one.doubled.too_much, one.worker.pk))


def count(reach: Reach) -> int:
    """Return of how many workers within reach something stands twice."""
    return len(lines(reach))


def others_of(enrolment: Enrolment) -> list[Enrolment]:
    """Return the enrolments that hold the same person in a programme of this one, beside it."""
    identity = enrolment.person.merged_into_id or enrolment.person_id
    held = Enrolment.objects.filter(_of([identity]), state__in=HOLDING).exclude(pk=enrolment.pk)
    return [one for one in held.order_by("pk") if overlap(one.programmes, enrolment.programmes)]


def without_second(asked: QuerySet[Enrolment], due: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return the months to pay without those of a person who has them from another enrolment.

    A payment never pays a month of one person twice: what another enrolment in a programme of this one has is
    left out, and of two that owe it the one under the worker's own NIK is paid.
    """
    several = Q(person__merged_into__isnull=False) | Q(person__merged__isnull=False)
    rows = asked.filter(several).order_by().values_list("person_id", "person__merged_into_id")
    identities = {into or person for person, into in rows}
    if not identities:
        return list(due)
    theirs: dict[int, tuple[int, str, bool]] = {}
    mine = Enrolment.objects.filter(_of(identities), state__in=months.COUNTED)
    for pk, person, into, programmes in mine.values_list(
        *("pk", "person_id", "person__merged_into_id", "programmes")
    ):
        theirs[pk] = (into or person, programmes, into is None)
    live = PaidMonth.objects.filter(enrolment__in=list(theirs), taken_back_at=None)
    taken: defaultdict[tuple[int, str], list[tuple[int, str]]] = defaultdict(list)
    for key, month in live.values_list("enrolment_id", "month"):
        taken[theirs[key][0], month].append((key, theirs[key][1]))
    paying = []
    for key, month in sorted(due, key=lambda one: one[0] in theirs and not theirs[one[0]][2]):
        if key in theirs:
            identity, programmes, _own = theirs[key]
            held = taken[identity, month]
            if any(other != key and overlap(programmes, theirs[other][1]) for other, _said in held):
                continue
            held.append((key, programmes))
        paying.append((key, month))
    return sorted(paying)


def _of(persons: Iterable[int], prefix: str = "person") -> Q:
    those = list(persons)
    return Q(**{f"{prefix}__in": those}) | Q(**{f"{prefix}__merged_into__in": those})


def _add_enrolments(
    identities: Identities, found: dict[int, Doubled], shares: dict[int, list[Share]]
) -> None:
    rows = Enrolment.objects.filter(_of(identities), state__in=[*HOLDING, EnrolmentState.ENDED])
    by_key = {one.pk: one for one in rows.select_related("person", "batch__fund__office").order_by("pk")}
    groups: defaultdict[int, list[Enrolment]] = defaultdict(list)
    for one in by_key.values():
        groups[identities[one.person.merged_into_id or one.person_id]].append(one)
    several = {key: those for key, those in groups.items() if len(those) > 1}
    keys = [one.pk for those in several.values() for one in those]
    if not keys:
        return
    now, covers = months.this_month(), months.covers_of(Enrolment.objects.filter(pk__in=keys))
    over = {Standing.LAPSED, Standing.STOPPED}
    for identity, those in several.items():
        held = [one for one in those if one.state in HOLDING and covers[one.pk].standing(now) not in over]
        found[identity].enrolments = [one for one in held if _meets(one, held)]
    live = PaidMonth.objects.filter(enrolment__in=keys, taken_back_at=None).order_by()
    for key, month, rupiah in live.values_list("enrolment_id", "month", "payment__rate"):
        one = by_key[key]
        share = Share((ENROLLED, key), month, one.programmes, one.batch.fund_id, rupiah)
        shares[identities[one.person.merged_into_id or one.person_id]].append(share)


def _meets(one: Enrolment, others: Collection[Enrolment]) -> bool:
    return any(other.pk != one.pk and overlap(one.programmes, other.programmes) for other in others)


def _add_pledges(identities: Identities, found: dict[int, Doubled], shares: dict[int, list[Share]]) -> None:
    rows = Pledge.objects.filter(_of(identities, "worker__person"))
    rows = rows.select_related("worker__person", "fund")
    groups: defaultdict[int, list[Pledge]] = defaultdict(list)
    for one in rows.order_by("pk"):
        person = one.worker.person
        groups[identities[person.merged_into_id or person.pk]].append(one)
    several = {key: those for key, those in groups.items() if len(those) > 1}
    by_commitment = {one.commitment_id: (key, one) for key, those in several.items() for one in those}
    if not by_commitment:
        return
    for identity, those in several.items():
        held = [one for one in those if not one.ended_on]
        found[identity].pledges = [
            one
            for one in held
            if any(other.pk != one.pk and sponsor_rules.overlap(one.months, other.months) for other in held)
        ]
    for paid in Payment.objects.filter(commitment__in=list(by_commitment), taken_back_at=None):
        identity, one = by_commitment[paid.commitment_id]
        for month in sponsor_rules.months_between(paid.first_month, paid.last_month):
            shares[identity].append(Share((PLEDGED, one.pk), month, "", one.fund_id, paid.rate))


def _funds_of(doubled: Doubled) -> set[int]:
    found = {share.fund for one in doubled.paid for share in one.shares}
    found |= {one.batch.fund_id for one in doubled.enrolments}
    return found | {one.fund_id for one in doubled.pledges}
