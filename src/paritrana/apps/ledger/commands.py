"""The only way into a log, and the decorator that makes every command leave its mark there."""

import functools
import json
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any, Protocol

from django.db import transaction

from paritrana.apps.ledger.models import Entry, Log, subject_key
from paritrana.core.log import Frontier, leaf_hash
from paritrana.core.units import clock

HOUSE = "house"
_appended: ContextVar[list[int] | None] = ContextVar("ledger_appended", default=None)


class ChangeNotRecorded(AssertionError):
    """A command ended without an entry in the ledger; its whole change was rolled back."""


class Subject(Protocol):
    """What an event is about: a saved row; `ledger_log` names its log, the house log without it."""

    pk: Any


def recorded[**P, R](command: Callable[P, R]) -> Callable[P, R]:
    """Run a command in one transaction and roll all of it back unless it appended to the ledger."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        outer = _appended.get()
        mine: list[int] = []
        token = _appended.set(mine)
        try:
            with transaction.atomic():
                result = command(*args, **kwargs)
                if not mine:
                    raise ChangeNotRecorded(f"{command.__module__}.{command.__qualname__}")
        finally:
            _appended.reset(token)
        if outer is not None:
            outer.extend(mine)
        return result

    return run


@transaction.atomic
def append(event: str, *, subject: Subject, by: Any, **facts: object) -> Entry:
    """Append one event about `subject` by the actor `by` (a user, or None for the system itself).

    event: noun.past_participle.  facts: strings, whole numbers, booleans, lists and mappings of these;
    never a person's data, only salted commitments to it.  Call it inside a `recorded` command.
    """
    name = getattr(subject, "ledger_log", HOUSE)
    Log.objects.get_or_create(name=name)
    log = Log.objects.select_for_update().get(name=name)
    at = clock.now()
    leaf = {
        "actor": "system" if by is None else f"user:{by.pk}",
        "at": at.isoformat(timespec="seconds").replace("+00:00", "Z"),
        "event": event,
        "facts": {key: plain(value) for key, value in facts.items()},
        "log": name,
        "seq": log.size,
        "subject": subject_key(subject),
    }
    text = json.dumps(leaf, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    hashed = leaf_hash(text.encode())
    frontier = Frontier(log.size, [bytes.fromhex(node) for node in log.frontier])
    frontier.append(hashed)
    entry = Entry.objects.create(
        log=name,
        seq=log.size,
        event=event,
        subject=str(leaf["subject"]),
        actor=str(leaf["actor"]),
        at=at,
        leaf=text,
        leaf_hash=hashed.hex(),
    )
    log.size, log.frontier = frontier.size, [node.hex() for node in frontier.nodes]
    log.save(update_fields=["size", "frontier"])
    seen = _appended.get()
    if seen is not None:
        seen.append(entry.seq)
    return entry


def plain(value: object) -> object:
    """Return the value as a leaf may hold it: dates become text, rows their key; floats are refused."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, set | frozenset):
        return sorted((plain(one) for one in value), key=str)
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if hasattr(value, "pk"):
        return str(value.pk)
    if isinstance(value, float):
        raise TypeError("a leaf holds no floats; write the number as text")
    return str(value)
