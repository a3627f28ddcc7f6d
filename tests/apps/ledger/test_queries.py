"""Whatever is touched in a stored log is found, and every leaf can be proved to be in it."""

import pytest
from tests.factories.ledger import Thing, filled_log

from paritrana.apps.ledger import queries
from paritrana.apps.ledger.models import Entry, Log
from paritrana.core.log import Checkpoint, leaf_hash, root
from paritrana.errors import NotFound

pytestmark = pytest.mark.django_db
LOG = "edition/test"


@pytest.fixture
def log():
    filled_log(7)
    return LOG


def test_an_untouched_log_holds(log):
    examined = queries.examine(log)
    assert examined.holds
    assert examined.stored == examined.recomputed == queries.recomputed_checkpoint(log)


def test_an_unknown_log_is_an_empty_one():
    assert queries.checkpoint_of("edition/none") == queries.recomputed_checkpoint("edition/none")
    assert queries.checkpoint_of("edition/none").size == 0


def _entry(**changes):
    return lambda: Entry.objects.filter(log=LOG, seq=3).update(**changes)


def _log(**changes):
    return lambda: Log.objects.filter(name=LOG).update(**changes)


def _leaf():
    entry = Entry.objects.get(log=LOG, seq=3)
    leaf = entry.leaf.replace('"number":3', '"number":4')
    Entry.objects.filter(pk=entry.pk).update(leaf=leaf)


def _leaf_with_its_hash():
    _leaf()
    entry = Entry.objects.get(log=LOG, seq=3)
    Entry.objects.filter(pk=entry.pk).update(leaf_hash=leaf_hash(entry.leaf.encode()).hex())


def _swapped():
    third, fourth = Entry.objects.filter(log=LOG, seq__in=[3, 4]).order_by("seq")
    Entry.objects.filter(pk=third.pk).update(seq=99)
    Entry.objects.filter(pk=fourth.pk).update(seq=3)
    Entry.objects.filter(pk=third.pk).update(seq=4)


def _frontier(position):
    def bend():
        stored = Log.objects.get(name=LOG)
        nodes = list(stored.frontier)
        nodes[position] = ("0" if nodes[position][0] != "0" else "1") + nodes[position][1:]
        Log.objects.filter(name=LOG).update(frontier=nodes)

    return bend


TAMPERING = {
    "a leaf": (_leaf, {(-1, "checkpoint"), (3, "hash")}),
    "a leaf and its hash": (_leaf_with_its_hash, {(-1, "checkpoint")}),
    "a stored hash": (_entry(leaf_hash="0" * 64), {(3, "hash")}),
    "the event shown": (_entry(event="thing.seen_not"), {(3, "columns")}),
    "the actor shown": (_entry(actor="user:99"), {(3, "columns")}),
    "the subject shown": (_entry(subject="tests.thing:99"), {(3, "columns")}),
    "the time shown": (_entry(at="2020-01-01T00:00:00Z"), {(3, "columns")}),
    "the size": (_log(size=6), {(-1, "checkpoint")}),
    "the size, upward": (_log(size=8), {(-1, "checkpoint"), (7, "missing")}),
    "the left edge node": (_frontier(0), {(-1, "checkpoint")}),
    "the right edge node": (_frontier(-1), {(-1, "checkpoint")}),
    "an edge that is no hash": (_log(frontier=["no hash"]), {(-1, "checkpoint")}),
    "an entry taken out": (Entry.objects.filter(log=LOG, seq=3).delete, {(-1, "checkpoint"), (3, "missing")}),
    "the last entry taken out": (
        Entry.objects.filter(log=LOG, seq=6).delete,
        {(-1, "checkpoint"), (6, "missing")},
    ),
    "two entries in each other's place": (
        _swapped,
        {(-1, "checkpoint"), (3, "columns"), (4, "columns")},
    ),
    "an entry moved to another log": (
        _entry(log="edition/other"),
        {(-1, "checkpoint"), (3, "missing")},
    ),
}


@pytest.mark.parametrize("tampering", TAMPERING)
def test_tampering_is_found_where_it_was_done(log, tampering):
    touch, found = TAMPERING[tampering]
    touch()
    examined = queries.examine(log)
    assert not examined.holds
    assert set(examined.faults) == found


def test_a_log_without_its_row_is_found(log):
    Log.objects.all().delete()
    assert (-1, "checkpoint") in queries.examine(log).faults


@pytest.mark.parametrize("seq", range(7))
def test_every_leaf_is_proved_against_the_checkpoint(log, seq):
    inclusion = queries.inclusion_of(log, seq)
    assert inclusion.holds
    assert inclusion.entry.seq == seq
    assert inclusion.checkpoint == queries.checkpoint_of(log)


def test_a_touched_leaf_is_not_proved_and_neither_is_its_neighbour(log):
    _leaf_with_its_hash()
    assert not queries.inclusion_of(log, 3).holds
    assert not queries.inclusion_of(log, 2).holds


def test_a_leaf_behind_a_gap_is_not_proved(log):
    Entry.objects.filter(log=LOG, seq=0).delete()
    assert not queries.inclusion_of(log, 6).holds


@pytest.mark.parametrize("seq", [7, 70])
def test_there_is_no_proof_of_what_was_never_appended(log, seq):
    with pytest.raises(NotFound, match=r"ledger.no_entry"):
        queries.inclusion_of(log, seq)


def test_the_leaves_as_text_give_the_root_of_the_checkpoint(log, settings):
    lines = queries.leaves_text(log).splitlines()
    hashes = [leaf_hash(line.encode()) for line in lines]
    stored = queries.checkpoint_of(log)
    assert stored == Checkpoint(f"{settings.LOG_ORIGIN}/{LOG}", 7, root(hashes))


def test_entries_are_found_by_event_and_by_subject(log):
    assert [one.seq for one in queries.entries_of(log, event="thing.seen")] == [0, 2, 4, 6]
    assert queries.events_of(log) == ["thing.noted", "thing.seen"]
    assert [one.seq for one in queries.entries_about(Thing(5))] == [5]
