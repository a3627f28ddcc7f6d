"""Every change leaves its mark in the same transaction, or does not happen."""

import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from tests.factories.ledger import Thing, filled_log, noted

from paritrana.apps.ledger import commands as ledger
from paritrana.apps.ledger import queries
from paritrana.apps.ledger.models import Entry, Log
from paritrana.core.log import leaf_hash
from paritrana.core.units import clock

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[3]
NOON = datetime(2024, 4, 23, 5, 0, tzinfo=UTC)


@ledger.recorded
def forgetful():
    """Change something and tell nobody."""
    Log.objects.create(name="edition/forgotten")


def test_a_command_that_appends_nothing_is_rolled_back_and_named():
    with pytest.raises(ledger.ChangeNotRecorded, match=r"forgetful"):
        forgetful()
    assert not Log.objects.exists()


def test_a_command_that_fails_after_its_event_leaves_no_event():
    @ledger.recorded
    def failing():
        ledger.append("thing.changed", subject=Thing(), by=None)
        raise RuntimeError("after the event")

    with pytest.raises(RuntimeError):
        failing()
    assert not Entry.objects.exists()
    assert queries.checkpoint_of("edition/test").size == 0


def test_a_failed_command_inside_another_takes_only_its_own_event_with_it():
    @ledger.recorded
    def inner():
        ledger.append("inner.done", subject=Thing(), by=None)
        raise RuntimeError

    @ledger.recorded
    def outer():
        ledger.append("outer.begun", subject=Thing(), by=None)
        with pytest.raises(RuntimeError):
            inner()
        ledger.append("outer.done", subject=Thing(), by=None)

    outer()
    assert [(one.seq, one.event) for one in queries.entries_of("edition/test")] == [
        (0, "outer.begun"),
        (1, "outer.done"),
    ]
    assert queries.examine("edition/test").holds


def test_the_event_of_a_failed_inner_command_does_not_stand_for_the_outer_one():
    @ledger.recorded
    def inner():
        ledger.append("inner.done", subject=Thing(), by=None)
        raise RuntimeError

    @ledger.recorded
    def outer():
        with pytest.raises(RuntimeError):
            inner()

    with pytest.raises(ledger.ChangeNotRecorded):
        outer()


def test_a_leaf_is_canonical_json_of_what_happened():
    with clock.at(NOON):
        entry = noted("thing.noted", subject=Thing(7), by=None, day=date(2024, 4, 23), count=3, note="desa é")
    assert entry.leaf == (
        '{"actor":"system","at":"2024-04-23T05:00:00Z","event":"thing.noted",'
        '"facts":{"count":3,"day":"2024-04-23","note":"desa é"},"log":"edition/test","seq":0,'
        '"subject":"tests.thing:7"}'
    )
    assert entry.leaf_hash == leaf_hash(entry.leaf.encode()).hex()


@pytest.mark.parametrize("number", [0.5, float("nan"), [1, 0.5], {"share": 0.5}])
def test_floats_are_refused_wherever_they_hide(number):
    with pytest.raises(TypeError, match=r"no floats"):
        noted(number=number)
    assert not Entry.objects.exists()


def test_exact_numbers_and_sets_become_the_same_text_every_time():
    entry = noted(share=Decimal("0.457"), offices={"b", "c", "a"})
    assert json.loads(entry.leaf)["facts"] == {"offices": ["a", "b", "c"], "share": "0.457"}


def test_what_has_no_log_of_its_own_goes_to_the_house():
    class Homeless:
        _meta = Thing._meta
        pk = 1

    assert noted(subject=Homeless()).log == "house"


def test_each_log_counts_for_itself():
    filled_log(3, log="edition/one")
    filled_log(2, log="edition/two")
    assert list(Entry.objects.values_list("log", "seq")) == [
        ("edition/one", 0),
        ("edition/one", 1),
        ("edition/one", 2),
        ("edition/two", 0),
        ("edition/two", 1),
    ]


def test_one_place_in_a_log_is_taken_once():
    filled_log(1)
    first = Entry.objects.get()
    first.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        first.save()


WRITERS = """
import os
import django
django.setup()
from django.db import connection
from paritrana.apps.ledger import queries
from paritrana.apps.ledger.models import Entry, Log
from tests.factories.ledger import noted

def write(name):
    for number in range(25):
        noted(number=number, writer=name)

with connection.schema_editor() as editor:
    editor.create_model(Log)
    editor.create_model(Entry)
connection.close()
writers = []
for name in "abcd":
    if (writer := os.fork()) == 0:
        code = 1
        try:
            write(name)
            code = 0
        finally:
            os._exit(code)
    writers.append(writer)
print([os.waitpid(writer, 0)[1] for writer in writers])
held = queries.examine("edition/test")
print(held.recomputed.size, held.holds)
"""


def test_writers_at_the_same_time_keep_one_order(tmp_path):
    """Four processes on one file: no number is lost or taken twice, and the tree is that of the leaves."""
    settings = {"DJANGO_SETTINGS_MODULE": "paritrana.server.settings"}
    env = {**os.environ, **settings, "DATABASE_URL": f"sqlite:///{tmp_path / 'site.sqlite3'}"}

    ran = subprocess.run(
        [sys.executable, "-c", WRITERS], env=env, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.stdout.splitlines() == ["[0, 0, 0, 0]", "100 True"], ran.stderr
