"""The demo's world, built once for these tests inside a transaction that is rolled back."""

import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings

from paritrana.core.units import clock


@pytest.fixture(scope="module")
def opened(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demo's database with the shipped region table alone; says how its loading went."""
    from paritrana.apps.regions.commands import load_table
    from paritrana.cli.demo import world as demo

    hasher = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with (
        django_db_blocker.unblock(),
        override_settings(
            DEMO=True,
            MEDIA_ROOT=tmp_path_factory.mktemp("files"),
            LAKE_DIR=tmp_path_factory.mktemp("lake"),
            NIK_KEY="only-for-tests-a-key-for-tokens",
            PERSON_KEYS="uji:only-for-tests-a-key-to-seal-people",
            PASSWORD_HASHERS=hasher,
        ),
        transaction.atomic(),
    ):
        with clock.at(demo.BEGINNING):
            loaded = load_table(path=settings.SAMPLES_DIR / "regions" / "regions.csv.xz", by=None)
        yield loaded
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def world(opened):
    """Everyone and everything of the demo, as its own commands build it."""
    from paritrana.cli.demo import world as demo

    return demo.create()
