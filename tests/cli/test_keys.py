"""`paritrana keys rotate` changes the key outside and touches no person."""

import pytest
from click.testing import CliRunner
from tests.factories import protection as make

from paritrana.apps.protection.models import Enlistment
from paritrana.apps.protection.queries.people import Opener
from paritrana.cli.site import keys

pytestmark = pytest.mark.django_db


def test_after_a_rotation_the_new_key_alone_opens_the_register(settings):
    pk = make.make_worker().pk
    settings.PERSON_KEYS = f"baru:{'n' * 40},{settings.PERSON_KEYS}"
    done = CliRunner().invoke(keys, ["rotate"])
    assert (done.exit_code, done.stderr.strip()) == (0, "1 data keys wrapped by the current key")

    settings.PERSON_KEYS = f"baru:{'n' * 40}"
    assert Opener().all(Enlistment.objects.get(pk=pk).person).name == "Orang Rekaan"


def test_a_rotation_without_the_old_key_changes_nothing_and_says_which_is_missing(settings):
    pk, old = make.make_worker().pk, settings.PERSON_KEYS
    settings.PERSON_KEYS = f"baru:{'n' * 40}"
    done = CliRunner().invoke(keys, ["rotate"])
    assert done.exit_code == 2
    assert "“uji”" in done.stderr
    settings.PERSON_KEYS = old
    assert Opener().all(Enlistment.objects.get(pk=pk).person).name == "Orang Rekaan"
