"""The queue of probable duplicates: pairs within reach, what each side shows, what a search reads."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Max, Q, QuerySet

from paritrana.apps.organisations.rules import Reach
from paritrana.apps.protection.labels import rights as words
from paritrana.apps.protection.models import Change, DuplicateSearch, Enlistment, Merge, PersonLink
from paritrana.apps.protection.queries.money import inside
from paritrana.apps.protection.queries.people import Opened, Opener
from paritrana.apps.protection.rules import nik as nik_rules
from paritrana.apps.protection.rules.same import Sides
from paritrana.apps.protection.states import SearchState, Verdict, WorkerState
from paritrana.core.rolls.likeness import Record
from paritrana.errors import NotFound

AT_ONCE = 2_000
_WITH = (
    "first__person__data_key",
    "first__village__parent__parent",
    "first__office",
    "first__fund",
    "second__person__data_key",
    "second__village__parent__parent",
    "second__office",
    "second__fund",
    "by",
)


@dataclass(frozen=True)
class Side:
    """One record of a pair as an officer may see it: of another office's record only that there is one.

    name: masked, or in the open after a look.  worker: None outside reach.
    """

    worker: Enlistment | None
    name: str = ""
    nik: str = ""
    born: str = ""
    opened: Opened | None = None

    def __repr__(self) -> str:
        return "Side(…)"


def links(reach: Reach, verdicts: Iterable[str]) -> QuerySet[PersonLink]:
    """Return the pairs of which this reach holds a record, the weightiest first.

    A pair that waits for a verdict is one of two listed records; merged and settled ones stay to be read.
    """
    asked = set(verdicts)
    found = PersonLink.objects.filter(verdict__in=asked).select_related(*_WITH)
    found = found.filter(inside(reach, "first__village__code") | inside(reach, "second__village__code"))
    if Verdict.SAME not in asked:
        found = found.filter(first__state=WorkerState.LISTED, second__state=WorkerState.LISTED)
    return found.order_by("-weight", "pk")


def find(pk: int) -> PersonLink:
    """Return one pair with both records; raises NotFound."""
    found = PersonLink.objects.select_related(*_WITH).filter(pk=pk).first()
    if found is None:
        raise NotFound("pair.none")
    return found


def sides_of(link: PersonLink, reach: Reach) -> Sides:
    """Return which of the two records lie within reach."""
    return Sides(reach.holds(link.first.village_id), reach.holds(link.second.village_id))


def seen(link: PersonLink, sides: Sides, opened: dict[int, Opened] | None = None) -> tuple[Side, Side]:
    """Return both sides as they may be seen.  opened: what a look has opened, by worker."""
    opener, known = Opener(), opened or {}
    return (
        _side(link.first, opener, known) if sides.first else Side(None),
        _side(link.second, opener, known) if sides.second else Side(None),
    )


def _side(worker: Enlistment, opener: Opener, known: dict[int, Opened]) -> Side:
    person, opened = worker.person, known.get(worker.pk)
    return Side(
        worker,
        name=opened.name if opened else nik_rules.masked_name(opener.name(person)) or words.erased(),
        nik=person.masked_nik,
        born=str(person.birth_year or ""),
        opened=opened,
    )


def next_open(reach: Reach, after: PersonLink) -> PersonLink | None:
    """Return the pair to judge next: the one that follows in the queue, else the first."""
    waiting = links(reach, [Verdict.OPEN]).exclude(pk=after.pk)
    later = Q(weight__lt=after.weight) | Q(weight=after.weight, pk__gt=after.pk)
    return waiting.filter(later).first() or waiting.first()


def live_merge(link: PersonLink) -> Merge | None:
    """Return the merge that holds for a pair."""
    return link.merges.filter(undone_at=None).select_related("kept__person", "gone", "by").first()


def searches() -> QuerySet[DuplicateSearch]:
    """Return all searches, the latest first."""
    return DuplicateSearch.objects.select_related("asked_by").order_by("-pk")


def waiting() -> DuplicateSearch | None:
    """Return the search that waits or works now."""
    return searches().filter(state__in=[SearchState.QUEUED, SearchState.WORKING]).first()


def last_change() -> int:
    """Return the number of the latest act on any record."""
    return Change.objects.aggregate(last=Max("pk"))["last"] or 0


def seen_until(search: DuplicateSearch) -> int:
    """Return the latest act that an earlier search has seen; 0 when it looks at everybody."""
    if search.whole:
        return 0
    done = DuplicateSearch.objects.filter(state=SearchState.DONE, pk__lt=search.pk).order_by("-pk").first()
    return done.until_change if done else 0


def changed_since(change: int) -> set[int]:
    """Return the listed workers who came or changed after an act."""
    found = Enlistment.objects.filter(state=WorkerState.LISTED, changes__pk__gt=change)
    return set(found.values_list("pk", flat=True))


def count_listed() -> int:
    return Enlistment.objects.filter(state=WorkerState.LISTED).count()


def records() -> Iterator[list[Record]]:
    """Yield every listed worker as a search compares them, part by part, so that nobody waits for a read.

    Names and birth dates are in the open here, in the memory of this process alone.
    """
    opener, last = Opener(), 0
    live = Enlistment.objects.filter(state=WorkerState.LISTED).select_related("person__data_key")
    while part := list(live.filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
        last = part[-1].pk
        yield [_record(one, opener) for one in part]


def _record(worker: Enlistment, opener: Opener) -> Record:
    name, born = opener.name(worker.person), opener.born(worker.person)
    return Record(worker.pk, name, born, worker.person.sex, worker.village_id)
