"""Reading a log: its checkpoint, its leaves, the proof that one is in it, and whether all of it holds."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Model, QuerySet

from paritrana.apps.ledger.models import Entry, Log, subject_key
from paritrana.core.log import Checkpoint, Frontier, inclusion_proof, leaf_hash, root, verify_inclusion
from paritrana.errors import NotFound


@dataclass(frozen=True)
class Inclusion:
    """The way from one leaf to the root of its log, and whether it holds."""

    entry: Entry
    checkpoint: Checkpoint | None
    proof: list[str]
    holds: bool


@dataclass(frozen=True)
class Examination:
    """A log hashed anew beside what is stored; `faults` are (seq, code), seq -1 for the log as a whole.

    Codes: checkpoint (stored size or root differ), missing (a number without an entry), hash (the stored
    hash is not that of the leaf), columns (the searchable columns say another thing than the leaf).
    """

    stored: Checkpoint | None
    recomputed: Checkpoint
    faults: tuple[tuple[int, str], ...]

    @property
    def holds(self) -> bool:
        return not self.faults


_zones: dict[str, Callable[[str], str]] = {}


def tells_zone(prefix: str, zone_of: Callable[[str], str]) -> None:
    """Have a room above say the zone (WIB, WITA, WIT) of the logs whose name starts with `prefix`."""
    _zones[prefix] = zone_of


def zone_of(name: str) -> str:
    """Return the zone in which the times of a log are shown; WIB where no room says another."""
    found = next((tell for prefix, tell in _zones.items() if name.startswith(prefix)), None)
    return found(name) if found else "WIB"


def checkpoint_of(name: str) -> Checkpoint:
    """Return the present checkpoint of a log; an unknown log is an empty one."""
    log = Log.objects.filter(name=name).first()
    frontier = Frontier(log.size, [bytes.fromhex(node) for node in log.frontier]) if log else Frontier()
    return Checkpoint(origin_of(name), frontier.size, frontier.root)


def stored_checkpoint(name: str) -> Checkpoint | None:
    """Return the present checkpoint, or None when the stored edge of the tree was spoilt."""
    try:
        return checkpoint_of(name)
    except (TypeError, ValueError):
        return None


def origin_of(name: str) -> str:
    """Return the first line of a log's checkpoints: the house that keeps it, and its name."""
    return f"{settings.LOG_ORIGIN}/{name}"


def entries_of(name: str, *, event: str = "") -> QuerySet[Entry]:
    """Return a log's entries, oldest first, of one kind of event when given."""
    found = Entry.objects.filter(log=name).order_by("seq")
    return found.filter(event=event) if event else found


def events_of(name: str) -> list[str]:
    """Return every kind of event that a log holds, by code."""
    return list(Entry.objects.filter(log=name).order_by("event").values_list("event", flat=True).distinct())


def entries_about(subject: Model) -> QuerySet[Entry]:
    """Return what the ledger holds about one row, oldest first."""
    return Entry.objects.filter(subject=subject_key(subject)).order_by("at", "seq")


def leaves_text(name: str) -> str:
    """Return all leaves of a log, one a line, exactly as they were hashed."""
    return "".join(f"{leaf}\n" for leaf in entries_of(name).values_list("leaf", flat=True))


def recomputed_checkpoint(name: str) -> Checkpoint:
    """Return the checkpoint that the stored leaves give when hashed anew, whatever the log row says."""
    hashes = _hashes(name)
    return Checkpoint(origin_of(name), len(hashes), root(hashes))


def examine(name: str) -> Examination:
    """Hash a log anew and return everything in which the stored rows differ from it."""
    entries = list(entries_of(name))
    hashes = [leaf_hash(entry.leaf.encode()) for entry in entries]
    recomputed = Checkpoint(origin_of(name), len(hashes), root(hashes))
    stored = stored_checkpoint(name)
    faults = [] if stored == recomputed else [(-1, "checkpoint")]
    present = {entry.seq for entry in entries}
    expected = max([stored.size if stored else 0, *(seq + 1 for seq in present)])
    faults += [(seq, "missing") for seq in range(expected) if seq not in present]
    for entry, hashed in zip(entries, hashes, strict=True):
        if entry.leaf_hash != hashed.hex():
            faults.append((entry.seq, "hash"))
        if not _columns_agree(entry):
            faults.append((entry.seq, "columns"))
    return Examination(stored, recomputed, tuple(faults))


def inclusion_of(name: str, seq: int) -> Inclusion:
    """Return the proof that entry `seq` is in the log as it stands; raises NotFound when there is none."""
    entry = Entry.objects.filter(log=name, seq=seq).first()
    if entry is None:
        raise NotFound("ledger.no_entry", log=name, seq=seq)
    hashes = _hashes(name)
    checkpoint = stored_checkpoint(name)
    proof = inclusion_proof(hashes, seq) if seq < len(hashes) else []
    holds = checkpoint is not None and verify_inclusion(
        hashed=leaf_hash(entry.leaf.encode()),
        index=seq,
        size=checkpoint.size,
        proof=proof,
        root=checkpoint.root,
    )
    return Inclusion(entry, checkpoint, [node.hex() for node in proof], holds)


def _hashes(name: str) -> list[bytes]:
    return [leaf_hash(leaf.encode()) for leaf in entries_of(name).values_list("leaf", flat=True)]


def _columns_agree(entry: Entry) -> bool:
    try:
        leaf = json.loads(entry.leaf)
    except ValueError:
        return False
    at = entry.at.isoformat(timespec="seconds").replace("+00:00", "Z")
    shown = {
        "actor": entry.actor,
        "at": at,
        "event": entry.event,
        "log": entry.log,
        "seq": entry.seq,
        "subject": entry.subject,
    }
    return isinstance(leaf, dict) and {key: leaf.get(key) for key in shown} == shown
