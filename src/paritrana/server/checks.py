"""What the site refuses to start with: a demo that strangers could reach, and a journal that loses writes."""

import sqlite3
from collections.abc import Sequence
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
    found: list[checks.CheckMessage] = []
    if not is_own_database(settings.DATABASES["default"]):
        found.append(
            checks.Error(
                "Demo mode with a database outside this machine: its accounts have no passwords.",
                hint="Unset DATABASE_URL or PARITRANA_DEMO.",
                id="paritrana.E001",
            )
        )
    outside = [host for host in settings.ALLOWED_HOSTS if not is_loopback(host)]
    if outside:
        found.append(
            checks.Error(
                f"Demo mode under names that others can reach: {', '.join(outside)}.",
                hint="Leave only localhost, 127.0.0.1 and [::1] in PARITRANA_ALLOWED_HOSTS, or unset PARITRANA_DEMO.",
                id="paritrana.E002",
            )
        )
    return found


@checks.register(checks.Tags.database)
def journal_is_safe(app_configs: Any, **_: Any) -> list[checks.CheckMessage]:
    """Refuse SQLite's write-ahead log on a version that can lose committed writes with it."""
    database = settings.DATABASES["default"]
    command = str(database.get("OPTIONS", {}).get("init_command", ""))
    asks_for_wal = "journal_mode=wal" in command.replace(" ", "").lower()
    if not database["ENGINE"].endswith("sqlite3") or not asks_for_wal:
        return []
    if is_safe_for_wal(sqlite3.sqlite_version_info):
        return []
    return [
        checks.Error(
            f"SQLite {sqlite3.sqlite_version} can lose committed writes in WAL mode.",
            hint="Use journal_mode=DELETE, or link SQLite 3.51.3 or newer.",
            id="paritrana.E003",
        )
    ]


def refuse_unsafe() -> None:
    """Raise ImproperlyConfigured with every reason not to start; for doors that run no checks of their own."""
    found = [*demo_stays_at_home(None), *journal_is_safe(None)]
    if found:
        raise ImproperlyConfigured(" ".join(f"{one.msg} {one.hint}" for one in found))


def is_own_database(database: dict[str, Any]) -> bool:
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
