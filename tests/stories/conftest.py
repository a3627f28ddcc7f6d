"""The demo's world: as the command built it on SQLite, built in place on another database.

Whatever a test changes is rolled back.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections, transaction
from django.test import override_settings

from paritrana.core.units import clock

ALIAS = "default"
HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="module")
def world(request, django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[None]:
    """Everyone and everything of the demo stands in the database."""
    folder = tmp_path_factory.mktemp("world") / "data"
    sqlite = connections[ALIAS].vendor == "sqlite"
    if sqlite:
        shutil.copytree(request.getfixturevalue("built_demo"), folder)
    with (
        django_db_blocker.unblock(),
        override_settings(
            DEMO=True,
            MEDIA_ROOT=folder / "files",
            LAKE_DIR=folder / "lake",
            NIK_KEY="only-for-tests-a-key-for-tokens",
            PASSWORD_HASHERS=HASHERS,
        ),
    ):
        if sqlite:
            with _opened(folder / "site.sqlite3"):
                yield
        else:
            with transaction.atomic():
                _build()
                yield
                transaction.set_rollback(True)


@contextmanager
def _opened(database: Path) -> Iterator[None]:
    """Let the tests' connection be one to this file."""
    own = connections[ALIAS]
    other = own.copy()
    other.settings_dict["NAME"] = str(database)
    connections[ALIAS] = other
    try:
        yield
    finally:
        other.close()
        connections[ALIAS] = own


def _build() -> None:
    from paritrana.apps.regions.commands import load_table
    from paritrana.cli.demo import world as demo

    with clock.at(demo.BEGINNING):
        load_table(path=settings.SAMPLES_DIR / "regions" / "regions.csv.xz", by=None)
    demo.create()
