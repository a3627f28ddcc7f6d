"""Reading a log: its checkpoint, its leaves, and the proof that one leaf is in it."""

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
    checkpoint: Checkpoint
    proof: list[str]
    holds: bool


def checkpoint_of(name: str) -> Checkpoint:
    """Return the present checkpoint of a log; an unknown log is an empty one."""
    log = Log.objects.filter(name=name).first()
    frontier = Frontier(log.size, [bytes.fromhex(node) for node in log.frontier]) if log else Frontier()
    return Checkpoint(f"{settings.LOG_ORIGIN}/{name}", frontier.size, frontier.root)


def entries_of(name: str, *, event: str = "") -> QuerySet[Entry]:
    """Return a log's entries, oldest first, of one kind of event when given."""
    found = Entry.objects.filter(log=name).order_by("seq")
    return found.filter(event=event) if event else found


def entries_about(subject: Model) -> QuerySet[Entry]:
    """Return what the ledger holds about one row, oldest first."""
    return Entry.objects.filter(subject=subject_key(subject)).order_by("at", "seq")


def leaves_text(name: str) -> str:
    """Return all leaves of a log, one a line, exactly as they were hashed."""
    return "".join(f"{leaf}\n" for leaf in entries_of(name).values_list("leaf", flat=True))


def recomputed_checkpoint(name: str) -> Checkpoint:
    """Return the checkpoint that the stored leaves give when hashed anew, whatever the log row says."""
    hashes = [leaf_hash(leaf.encode()) for leaf in entries_of(name).values_list("leaf", flat=True)]
    return Checkpoint(f"{settings.LOG_ORIGIN}/{name}", len(hashes), root(hashes))


def inclusion_of(name: str, seq: int) -> Inclusion:
    """Return the proof that entry `seq` is in the log as it stands; raises NotFound when there is none."""
    entry = Entry.objects.filter(log=name, seq=seq).first()
    if entry is None:
        raise NotFound("ledger.no_entry", log=name, seq=seq)
    hashes = [leaf_hash(leaf.encode()) for leaf in entries_of(name).values_list("leaf", flat=True)]
    proof = inclusion_proof(hashes, seq)
    checkpoint = checkpoint_of(name)
    holds = verify_inclusion(
        hashed=leaf_hash(entry.leaf.encode()),
        index=seq,
        size=checkpoint.size,
        proof=proof,
        root=checkpoint.root,
    )
    return Inclusion(entry, checkpoint, [node.hex() for node in proof], holds)
