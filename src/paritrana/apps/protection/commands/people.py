"""Persons under seal: found or made by their token, looked at for a purpose, sealed anew by newer keys."""

from collections.abc import Iterable
from datetime import date, datetime, time
from itertools import batched
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from paritrana.apps.accounts.models import User
from paritrana.apps.ledger import commands as ledger
from paritrana.apps.protection import permissions
from paritrana.apps.protection.models import DataKey, Enlistment, Person, Reveal, RosterImport
from paritrana.apps.protection.queries.people import Opened, Opener, has_keys
from paritrana.apps.protection.rules import nik as nik_rules
from paritrana.apps.protection.rules import sealing
from paritrana.apps.protection.rules.imports import Line
from paritrana.apps.protection.states import OF_LISTS, Purpose, WorkerState
from paritrana.apps.regions.models import Region
from paritrana.core.rolls.nik import token as token_of
from paritrana.core.units import clock
from paritrana.errors import BadInput, RuleRefused

AT_ONCE = 500  # rows of one statement


def known_or_new(*, nik: str, name: str, born: date, sex: str) -> tuple[Person, bool]:
    """Return the one record of a person, locked, and whether it was made now.  Inside a command only.

    Two offices that enter the same person at once end with one record: the token is unique.
    """
    if not has_keys():
        raise BadInput("person.no_keys")
    token = token_of(nik, settings.NIK_KEY.encode())
    first, last = nik_rules.shown_parts(nik)
    data_key = _data_key()
    made, new = Person.objects.get_or_create(
        token=token,
        defaults={
            "nik_first": first,
            "nik_last": last,
            "data_key": data_key,
            "created_at": clock.now(),
            **_sealed(token, data_key, nik=nik, name=name, born=born),
            "sex": sex,
            "birth_year": born.year,
        },
    )
    return Person.objects.select_for_update(of=("self",)).select_related("data_key").get(pk=made.pk), new


def known_or_new_many(lines: Iterable[Line]) -> dict[str, tuple[Person, bool]]:
    """Return the record of each person by NIK, locked, and whether it was made now.  Inside a command only.

    For rosters: as `known_or_new`, with a few queries for all, in the order of the tokens.
    """
    if not has_keys():
        raise BadInput("person.no_keys")
    key, data_key, now = settings.NIK_KEY.encode(), _data_key(), clock.now()
    opener, by_token = Opener(), {token_of(one.nik, key): one for one in lines}
    opened = opener.key(data_key)
    tokens = sorted(by_token)
    found = {one for part in batched(tokens, AT_ONCE, strict=False) for one in _known_tokens(part)}
    made = [
        Person(
            token=token,
            nik_first=nik_rules.shown_parts(one.nik)[0],
            nik_last=nik_rules.shown_parts(one.nik)[1],
            data_key=data_key,
            created_at=now,
            nik_sealed=sealing.seal(one.nik, opened, f"nik/{token}"),
            name_sealed=sealing.seal(one.name, opened, f"name/{token}"),
            born_sealed=sealing.seal(one.born.isoformat(), opened, f"born/{token}"),
            sex=one.sex,
            birth_year=one.born.year,
        )
        for token in tokens
        if token not in found
        for one in (by_token[token],)
    ]
    Person.objects.bulk_create(made, batch_size=AT_ONCE, ignore_conflicts=True)
    ours = {one.token: one.nik_sealed for one in made}  # of two who make the same person, one wins
    rows = (
        row
        for part in batched(tokens, AT_ONCE, strict=False)
        for row in Person.objects.select_for_update(of=("self",))
        .select_related("data_key")
        .filter(token__in=part)
        .order_by("token")
    )
    return {by_token[row.token].nik: (row, ours.get(row.token) == row.nik_sealed) for row in rows}


def _known_tokens(tokens: Iterable[str]) -> Iterable[str]:
    return Person.objects.filter(token__in=list(tokens)).values_list("token", flat=True)


def standing_for(person: Person) -> Person:
    """Return the record that stands for a person: the one it was merged into, else its own."""
    if person.merged_into_id is None:
        return person
    return (
        Person.objects.select_for_update(of=("self",))
        .select_related("data_key")
        .get(pk=person.merged_into_id)
    )


def correct(person: Person, *, name: str, born: date, sex: str) -> None:
    """Write a person's name, birth date and sex anew.  Inside a command only."""
    sealed = _sealed(person.token, person.data_key, name=name, born=born)
    person.name_sealed, person.born_sealed = sealed["name_sealed"], sealed["born_sealed"]
    person.sex, person.birth_year = sex, born.year
    person.save(update_fields=["name_sealed", "born_sealed", "sex", "birth_year"])


@ledger.recorded
def reveal(*, worker: Enlistment, purpose: str, by: Any) -> Opened:
    """Return NIK, name and birth date of one worker, for a purpose, within the daily limit."""
    permissions.check_worker(permissions.desk_of(by), worker)
    count_look(by, purpose, 1, worker=worker)
    row = Reveal.objects.create(worker=worker, purpose=purpose, by=by, at=clock.now())
    ledger.append("person.revealed", subject=row, by=by, purpose=purpose, people=1)
    return Opener().all(worker.person)


@ledger.recorded
def list_for_signature(*, village: Region, by: Any) -> list[tuple[Enlistment, str]]:
    """Return the listed workers of a village with their names; NIK stay masked on the paper."""
    permissions.check_village(permissions.desk_of(by), village.pk)
    workers = list(
        Enlistment.objects.filter(village=village, state=WorkerState.LISTED)
        .select_related("person__data_key", "fund")
        .order_by("pk")
    )
    if not workers:
        raise RuleRefused("worker.none_listed")
    count_look(by, Purpose.SIGNATURES, len(workers))
    row = Reveal.objects.create(
        village=village, purpose=Purpose.SIGNATURES, people=len(workers), by=by, at=clock.now()
    )
    ledger.append("person.listed", subject=row, by=by, purpose=str(Purpose.SIGNATURES), people=len(workers))
    opener = Opener()
    named = [(worker, opener.name(worker.person)) for worker in workers]
    return sorted(named, key=lambda one: one[1].casefold())


def look_at_batch(people: int, *, by: Any) -> Reveal:
    """Keep that somebody takes the file of a batch, people in the open.  Inside a command only."""
    count_look(by, Purpose.BATCH, people)
    return Reveal.objects.create(purpose=Purpose.BATCH, people=people, by=by, at=clock.now())


@ledger.recorded
def take_list(*, roster: RosterImport, purpose: str, people: int, by: Any) -> Reveal:
    """Record that people of a list that was compared are taken in the open; one of the lists of the day."""
    count_look(by, purpose, people, is_list=True)
    row = Reveal.objects.create(roster=roster, purpose=purpose, people=people, by=by, at=clock.now())
    ledger.append("person.listed", subject=row, by=by, purpose=str(purpose), people=people)
    return row


@ledger.recorded
def rewrap(*, by: Any = None) -> int:
    """Wrap every data key by the current master key, and begin a new one; return how many were wrapped.

    No person is touched.  Once it is done the older master keys may be taken away.
    """
    opener = Opener()
    master = sealing.read_keys(settings.PERSON_KEYS)
    kept = list(DataKey.objects.select_for_update().order_by("pk"))
    for row in kept:
        row.master, row.wrapped = _wrapped(opener.key(row), master)
        row.save(update_fields=["wrapped", "master"])
    new = _new_data_key()
    ledger.append("person_keys.rewrapped", subject=new, by=by, keys=len(kept))
    return len(kept)


def count_look(
    by: Any, purpose: str, people: int, worker: Enlistment | None = None, *, is_list: bool = False
) -> None:
    """Refuse an unknown purpose, and more looks, or lists of a kind, a day than the settings allow.."""
    is_list = is_list or purpose in OF_LISTS
    if purpose not in set(Purpose) or (is_list and worker is not None):
        raise BadInput("person.no_purpose")
    User.objects.select_for_update().get(pk=by.pk)  # so that two looks at once count as two
    seen = Reveal.objects.filter(by=by, at__gte=_midnight())
    lists = Q(purpose__in=OF_LISTS) | Q(roster__isnull=False)
    if is_list:  # lists that were compared are one kind, whatever purpose is said
        alike = Q(purpose=purpose, roster=None) if purpose in OF_LISTS else Q(roster__isnull=False)
        limit, done = settings.LISTS_A_DAY, seen.filter(alike).count()
    else:
        limit, done = settings.REVEALS_A_DAY, seen.exclude(lists).count()
    if done >= limit:
        raise RuleRefused("person.limit_reached", limit=limit)


def _midnight() -> datetime:
    local = timezone.localtime(clock.now())
    return timezone.make_aware(datetime.combine(local.date(), time.min))


def _sealed(token: str, data_key: DataKey, *, nik: str = "", name: str, born: date) -> dict[str, str]:
    key = Opener().key(data_key)
    sealed = {
        "name_sealed": sealing.seal(name, key, f"name/{token}"),
        "born_sealed": sealing.seal(born.isoformat(), key, f"born/{token}"),
    }
    return sealed | ({"nik_sealed": sealing.seal(nik, key, f"nik/{token}")} if nik else {})


def _data_key() -> DataKey:
    return DataKey.objects.order_by("-pk").first() or _new_data_key()


def _new_data_key() -> DataKey:
    master, wrapped = _wrapped(sealing.new_data_key(), sealing.read_keys(settings.PERSON_KEYS))
    return DataKey.objects.create(wrapped=wrapped, master=master, created_at=clock.now())


def _wrapped(data_key: bytes, keys: sealing.MasterKeys) -> tuple[str, str]:
    return sealing.wrap(data_key, keys)


def current_data_key() -> DataKey:
    """Return the key by which is sealed now, made when there is none.  Inside a command only."""
    return _data_key()


def look_at_list(*, purpose: Purpose, people: int, by: Any) -> Reveal:
    """Count a list of names towards the daily limit and note it.  Inside a command only."""
    count_look(by, purpose, people)
    return Reveal.objects.create(purpose=purpose, people=people, by=by, at=clock.now())
