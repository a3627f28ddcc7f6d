"""Opening what is sealed.  Only masks leave these functions, and what `opened` returns to a command."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from paritrana.apps.protection.labels import rights as words
from paritrana.apps.protection.models import DataKey, Enlistment, Person
from paritrana.apps.protection.rules import nik as nik_rules
from paritrana.apps.protection.rules import sealing
from paritrana.errors import NotFound, RuleRefused


@dataclass(frozen=True)
class Opened:
    """Personal data in the open, for one answer; its repr shows none of it."""

    nik: str
    name: str
    born: date

    def __repr__(self) -> str:
        return "Opened(…)"


class Opener:
    """Opens the seals of many people, unwrapping each data key once."""

    def __init__(self) -> None:
        self._master = sealing.read_keys(settings.PERSON_KEYS)
        self._keys: dict[int, bytes] = {}

    def key(self, kept: DataKey) -> bytes:
        if kept.pk not in self._keys:
            self._keys[kept.pk] = sealing.unwrap(kept.wrapped, kept.master, self._master)
        return self._keys[kept.pk]

    def name(self, person: Person) -> str:
        if person.erased_at:
            return ""
        return sealing.unseal(person.name_sealed, self.key(person.data_key), f"name/{person.token}")

    def born(self, person: Person) -> date:
        key = self.key(person.data_key)
        return date.fromisoformat(sealing.unseal(person.born_sealed, key, f"born/{person.token}"))

    def all(self, person: Person) -> Opened:
        if person.erased_at:
            raise RuleRefused("person.erased")
        nik = sealing.unseal(person.nik_sealed, self.key(person.data_key), f"nik/{person.token}")
        return Opened(nik=nik, name=self.name(person), born=self.born(person))


def has_keys() -> bool:
    """Whether this site can keep personal data at all: keys of people, and the key of tokens."""
    return bool(settings.PERSON_KEYS.strip()) and len(settings.NIK_KEY.encode()) >= 16


def masked_names(workers: Iterable[Enlistment]) -> dict[int, str]:
    """Return the masked name of each worker by its key."""
    return masked_names_of((worker.pk, worker.person) for worker in workers)


def masked_names_of(people: Iterable[tuple[int, Person]]) -> dict[int, str]:
    """Return the masked name of each person under the key that is given with it."""
    opener = None
    found = {}
    for key, person in people:
        opener = opener or Opener()
        found[key] = nik_rules.masked_name(opener.name(person)) or words.erased()
    return found


class MaskedNames:
    """Masks the names of those who are shown, and of nobody else: a list may hold many thousands."""

    def __init__(self) -> None:
        self._opener: Opener | None = None

    def of(self, person: Person) -> str:
        self._opener = self._opener or Opener()
        return nik_rules.masked_name(self._opener.name(person)) or words.erased()


def worker(pk: int) -> Enlistment:
    """Return one worker with person, village and fund; raises NotFound."""
    found = (
        Enlistment.objects.select_related("person__data_key", "village__parent__parent", "office", "fund")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise NotFound("worker.none")
    return found
