"""The only way into a log, and the decorator that makes every command leave its mark there."""

import functools
import json
from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Protocol

from django.core.files import File
from django.db import transaction
from django.db.models.fields.files import FieldFile

from paritrana.apps.ledger.models import Entry, Log, subject_key
from paritrana.core.log import Frontier, leaf_hash
from paritrana.core.units import clock

HOUSE = "house"
AT_ONCE = 500

type Facts = Mapping[str, object]


@dataclass
class _Running:
    """A command under way: the entries it appended, and what undoes its work outside the database."""

    entries: list[int] = field(default_factory=list)
    undo: list[Callable[[], object]] = field(default_factory=list)


_running: ContextVar[_Running | None] = ContextVar("ledger_running", default=None)


class ChangeNotRecorded(AssertionError):
    """A command ended without an entry in the ledger; its whole change was rolled back."""


class Subject(Protocol):
    """What an event is about: a saved row; `ledger_log` names its log, the house log without it."""

    pk: Any


def recorded[**P, R](command: Callable[P, R]) -> Callable[P, R]:
    """Run a command in one transaction and roll all of it back unless it appended to the ledger."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        outer, mine = _running.get(), _Running()
        token = _running.set(mine)
        try:
            with transaction.atomic():
                result = command(*args, **kwargs)
                if not mine.entries:
                    raise ChangeNotRecorded(f"{command.__module__}.{command.__qualname__}")
        except BaseException:
            for undo in reversed(mine.undo):
                undo()
            raise
        finally:
            _running.reset(token)
        if outer is not None:
            outer.entries.extend(mine.entries)
            outer.undo.extend(mine.undo)
        return result

    return run


def keep_file(kept: FieldFile, name: str, content: File) -> None:
    """Store a file for a row (not saved here); when the command is rolled back, the file goes too.

    Only a process that is killed between the two leaves it behind.  Call it inside a `recorded` command.
    """
    kept.save(name, content, save=False)
    command = _running.get()
    if command is not None:
        command.undo.append(partial(kept.storage.delete, kept.name))


def _held(name: str) -> Log:
    """Return a log, made if need be, its row held until the command ends."""
    found = Log.objects.select_for_update().filter(name=name).first()
    if found is None:
        Log.objects.get_or_create(name=name)
        found = Log.objects.select_for_update().get(name=name)
    return found


@transaction.atomic
def append(event: str, *, subject: Subject, by: Any, **facts: object) -> Entry:
    """Append one event about `subject` by the actor `by` (a user, or None for the system itself).

    event: noun.past_participle.  facts: strings, whole numbers, booleans, lists and mappings of these;
    never a person's data, only salted commitments to it.  Call it inside a `recorded` command.
    """
    return append_each(event, [(subject, facts)], by=by)[0]


@transaction.atomic
def append_each(event: str, about: Sequence[tuple[Subject, Facts]], *, by: Any) -> list[Entry]:
    """Append one event about each subject with its facts, as `append` one after another would, in one write.

    All subjects lie in one log.  Call it inside a `recorded` command.
    """
    (name,) = {getattr(subject, "ledger_log", HOUSE) for subject, _facts in about}
    log = _held(name)
    at = clock.now()
    frontier = Frontier(log.size, [bytes.fromhex(node) for node in log.frontier])
    made = []
    for subject, facts in about:
        leaf = {
            "actor": "system" if by is None else f"user:{by.pk}",
            "at": at.isoformat(timespec="seconds").replace("+00:00", "Z"),
            "event": event,
            "facts": {key: plain(value) for key, value in facts.items()},
            "log": name,
            "seq": frontier.size,
            "subject": subject_key(subject),
        }
        text = json.dumps(leaf, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        hashed = leaf_hash(text.encode())
        frontier.append(hashed)
        told = {key: str(leaf[key]) for key in ("log", "event", "subject", "actor")}
        made.append(Entry(seq=leaf["seq"], at=at, leaf=text, leaf_hash=hashed.hex(), **told))
    Entry.objects.bulk_create(made, batch_size=AT_ONCE)
    log.size, log.frontier = frontier.size, [node.hex() for node in frontier.nodes]
    log.save(update_fields=["size", "frontier"])
    command = _running.get()
    if command is not None:
        command.entries.extend(entry.seq for entry in made)
    return made


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
