"""The site does not start as a demo that others can reach, nor with a journal that loses writes."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from paritrana.server import checks

SQLITE = {"ENGINE": "django.db.backends.sqlite3", "NAME": "/srv/site.sqlite3"}
WAL = {**SQLITE, "OPTIONS": {"init_command": "PRAGMA journal_mode = WAL;"}}
HOME = ["localhost", "127.0.0.1", "[::1]"]


def _postgres(host):
    return {"ENGINE": "django.db.backends.postgresql", "NAME": "paritrana", "HOST": host}


def _told(*, database=SQLITE, hosts=HOME):
    return [one.id for one in checks.demo_faults(database=database, hosts=hosts)]


@pytest.mark.parametrize(
    "database", [SQLITE, _postgres("127.0.0.1"), _postgres("localhost"), _postgres(""), _postgres("/run/pg")]
)
def test_the_demo_starts_on_a_database_of_this_machine(database):
    assert _told(database=database) == []


@pytest.mark.parametrize("host", ["db.example.go.id", "10.0.0.5", "localhost.example.org"])
def test_the_demo_refuses_a_database_elsewhere(host):
    assert _told(database=_postgres(host)) == ["paritrana.E001"]


@pytest.mark.parametrize("host", ["*", "paritrana.example.go.id", "0.0.0.0", ".localhost.id"])
def test_the_demo_refuses_a_name_that_others_reach(host):
    assert _told(hosts=[*HOME, host]) == ["paritrana.E002"]


def test_the_running_site_is_asked_only_in_the_demo(settings):
    settings.ALLOWED_HOSTS = ["paritrana.example.go.id"]
    settings.DEMO = False
    checks.refuse_unsafe()
    settings.DEMO = True
    with pytest.raises(ImproperlyConfigured, match="names that others can reach"):
        checks.refuse_unsafe()


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 54, 0), True),
    ],
)
def test_wal_is_safe_only_on_repaired_versions(version, safe):
    assert checks.is_safe_for_wal(version) is safe


def test_wal_on_an_old_version_is_refused_and_a_rollback_journal_never():
    old, repaired = (3, 40, 1), (3, 51, 3)
    assert [one.id for one in checks.journal_faults(database=WAL, version=old)] == ["paritrana.E003"]
    assert checks.journal_faults(database=SQLITE, version=old) == []
    assert checks.journal_faults(database=WAL, version=repaired) == []
    assert checks.journal_faults(database=_postgres(""), version=old) == []


def test_every_reason_is_told_at_once():
    found = checks.demo_faults(database=_postgres("10.0.0.5"), hosts=["*"])
    with pytest.raises(ImproperlyConfigured, match=r"database outside.*names that others can reach"):
        checks.refuse(found)
