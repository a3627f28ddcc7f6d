"""`paritrana people`: erasing by age and by request, with a second step that cannot be skipped."""

import re

import pytest
from click.testing import CliRunner
from tests.factories import protection as make

from paritrana.apps.protection.commands import workers
from paritrana.apps.protection.models import Person
from paritrana.apps.protection.states import StopReason
from paritrana.cli.people import people

pytestmark = pytest.mark.django_db
NIK = "7107033101907012"


def run(*arguments, **more):
    return CliRunner().invoke(people, [str(one) for one in arguments], standalone_mode=False, **more)


@pytest.fixture
def worker():
    officer = make.regency_officer()
    worker = make.make_worker(officer, nik=NIK)
    workers.stop(worker=worker, reason=StopReason.LEFT, day=make.LISTED, by=officer)
    return worker


def test_expire_says_how_many_asks_and_erases(worker):
    told = run("expire", "--older-than", 30, "--dry-run")
    assert "1 people were stopped" in told.stderr
    assert not run("expire", "--older-than", 30, input="n\n").stderr.count("erased,")
    assert Person.objects.get().erased_at is None
    told = run("expire", "--older-than", 30, "--yes")
    assert "1 people erased, 0 held back" in told.stderr
    assert Person.objects.get().erased_at


def test_the_retention_that_is_set_holds_without_an_option(worker, settings):
    run("expire", "--yes")
    assert Person.objects.get().erased_at is None
    settings.KEEP_STOPPED_DAYS = 30
    run("expire", "--yes")
    assert Person.objects.get().erased_at


def test_one_person_is_erased_only_with_the_code_of_the_first_call(worker):
    first = run("erase", worker.pk)
    assert first.return_value == 1
    assert NIK not in first.stderr
    assert run("erase", worker.pk, "--confirm", "00000000").exception
    assert Person.objects.get().erased_at is None
    code = re.search(r"--confirm (\w{8})", first.stderr)[1]
    assert run("erase", worker.pk, "--confirm", code.lower()).return_value == 0
    assert Person.objects.get().erased_at


def test_what_stands_against_it_is_said(worker):
    listed = make.make_worker(nik=make.a_nik())
    told = run("erase", listed.pk)
    assert (told.return_value, "not yet:" in told.stderr) == (1, True)
    assert run("erase", 999_999).exception
