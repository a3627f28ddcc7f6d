"""What the site refuses to start with: a demo that strangers could reach, and a journal that loses writes."""

import sqlite3
from collections.abc import Mapping, Sequence
from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured

SAFE_FOR_WAL = ((3, 51, 3), (3, 50, 7), (3, 44, 6))  # the first safe release of each line that has one


@checks.register(checks.Tags.security)
def demo_stays_at_home(app_configs: Any, **_: Any) -> list[checks.CheckMessage]:
    """Refuse demo mode on a database or a host name that others can reach."""
    if not settings.DEMO:
        return []
    return demo_faults(database=settings.DATABASES["default"], hosts=settings.ALLOWED_HOSTS)


@checks.register(checks.Tags.database)
def journal_is_safe(app_configs: Any, **_: Any) -> list[checks.CheckMessage]:
    """Refuse SQLite's write-ahead log on a version that can lose committed writes with it."""
    return journal_faults(database=settings.DATABASES["default"], version=sqlite3.sqlite_version_info)


def refuse_unsafe() -> None:
    """Raise ImproperlyConfigured with every reason not to start, for doors that run no checks."""
    refuse([*demo_stays_at_home(None), *journal_is_safe(None)])


def refuse(found: Sequence[checks.CheckMessage]) -> None:
    """Raise ImproperlyConfigured with all that was found, if anything was."""
    if found:
        raise ImproperlyConfigured(" ".join(f"{one.msg} {one.hint}" for one in found))


def demo_faults(*, database: Mapping[str, Any], hosts: Sequence[str]) -> list[checks.CheckMessage]:
    """Return why a demo must not run on this database under these names."""
    found: list[checks.CheckMessage] = []
    if not is_own_database(database):
        found.append(
            checks.Error(
                "Demo mode with a database outside this machine: its accounts have no passwords.",
                hint="Unset DATABASE_URL or PARITRANA_DEMO.",
                id="paritrana.E001",
            )
        )
    outside = [host for host in hosts if not is_loopback(host)]
    if outside:
        found.append(
            checks.Error(
                f"Demo mode under names that others can reach: {', '.join(outside)}.",
                hint="Leave only localhost, 127.0.0.1 and [::1] in PARITRANA_ALLOWED_HOSTS,"
                " or unset PARITRANA_DEMO.",
                id="paritrana.E002",
            )
        )
    return found


def journal_faults(*, database: Mapping[str, Any], version: Sequence[int]) -> list[checks.CheckMessage]:
    """Return why this version of SQLite must not keep the journal this database asks for."""
    command = str(database.get("OPTIONS", {}).get("init_command", ""))
    asks_for_wal = "journal_mode=wal" in command.replace(" ", "").lower()
    if not database["ENGINE"].endswith("sqlite3") or not asks_for_wal or is_safe_for_wal(version):
        return []
    return [
        checks.Error(
            f"SQLite {'.'.join(map(str, version))} can lose committed writes in WAL mode.",
            hint="Use journal_mode=DELETE, or link SQLite 3.51.3 or newer.",
            id="paritrana.E003",
        )
    ]


def is_own_database(database: Mapping[str, Any]) -> bool:
    """Whether a database is a file of this machine or a server on its loopback."""
    if database["ENGINE"].endswith("sqlite3"):
        return True
    host = str(database.get("HOST", ""))
    return host.startswith("/") or not host or is_loopback(host)


def is_loopback(host: str) -> bool:
    """Whether a host name or address is this machine and nothing else."""
    bare = host.removeprefix("[").removesuffix("]")
    if bare == "localhost" or bare.endswith(".localhost"):
        return True
    try:
        return ip_address(bare).is_loopback
    except ValueError:
        return False


def is_safe_for_wal(version: Sequence[int]) -> bool:
    """Whether this version of SQLite has the repair of its write-ahead log."""
    found = tuple(version[:3])
    newest, *older = SAFE_FOR_WAL
    return found >= newest or any(found[:2] == safe[:2] and found >= safe for safe in older)
