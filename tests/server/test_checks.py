"""The site does not start as a demo that others can reach, nor with a journal that loses writes."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from paritrana.server import checks

SQLITE = {"ENGINE": "django.db.backends.sqlite3", "NAME": "/srv/site.sqlite3"}
WAL = {**SQLITE, "OPTIONS": {"init_command": "PRAGMA journal_mode = WAL;"}}
HOME = ["localhost", "127.0.0.1", "[::1]"]


def _postgres(host):
    return {"ENGINE": "django.db.backends.postgresql", "NAME": "paritrana", "HOST": host}


def _told(settings, *, demo=True, database=SQLITE, hosts=HOME):
    settings.DEMO, settings.ALLOWED_HOSTS, settings.DATABASES = demo, hosts, {"default": database}
    return [one.id for one in checks.demo_stays_at_home(None)]


@pytest.mark.parametrize("database", [SQLITE, _postgres("127.0.0.1"), _postgres("localhost"), _postgres(""), _postgres("/run/pg")])
def test_the_demo_starts_on_a_database_of_this_machine(settings, database):
    assert _told(settings, database=database) == []


@pytest.mark.parametrize("host", ["db.example.go.id", "10.0.0.5", "localhost.example.org"])
def test_the_demo_refuses_a_database_elsewhere(settings, host):
    assert _told(settings, database=_postgres(host)) == ["paritrana.E001"]
    assert _told(settings, database=_postgres(host), demo=False) == []


@pytest.mark.parametrize("host", ["*", "paritrana.example.go.id", "0.0.0.0", ".localhost.id"])
def test_the_demo_refuses_a_name_that_others_reach(settings, host):
    assert _told(settings, hosts=[*HOME, host]) == ["paritrana.E002"]
    assert _told(settings, hosts=[*HOME, host], demo=False) == []


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


def test_wal_on_an_old_version_is_refused_and_a_rollback_journal_never(settings, monkeypatch):
    monkeypatch.setattr(checks.sqlite3, "sqlite_version_info", (3, 40, 1))
    settings.DATABASES = {"default": WAL}
    assert [one.id for one in checks.journal_is_safe(None)] == ["paritrana.E003"]
    settings.DATABASES = {"default": SQLITE}
    assert checks.journal_is_safe(None) == []
    monkeypatch.setattr(checks.sqlite3, "sqlite_version_info", (3, 51, 3))
    settings.DATABASES = {"default": WAL}
    assert checks.journal_is_safe(None) == []


def test_every_reason_is_told_at_once(settings):
    _told(settings, database=_postgres("10.0.0.5"), hosts=["*"])
    with pytest.raises(ImproperlyConfigured, match=r"database outside.*names that others can reach"):
        checks.refuse_unsafe()


def test_the_settings_as_they_ship_start():
    checks.refuse_unsafe()
