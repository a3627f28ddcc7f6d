"""Who may read a log.  The rooms above say it: the ledger itself knows nobody but the operator."""

from collections.abc import Callable
from typing import Any

from paritrana.errors import NotFound, NotPermitted

type Check = Callable[[Any, str], None]

_readers: dict[str, Check] = {}


def let_read(prefix: str, check: Check) -> None:
    """Have `check` decide on the logs whose name starts with `prefix`; it raises NotPermitted or NotFound."""
    _readers[prefix] = check


def check_read(user: Any, name: str) -> None:
    """The operator reads every log that exists; others as the log's own check says."""
    check = next((check for prefix, check in _readers.items() if name.startswith(prefix)), None)
    if check is None:
        raise NotFound("ledger.no_log", log=name)
    try:
        check(user, name)
    except NotPermitted:
        if not (getattr(user, "is_operator", False) and user.is_active):
            raise
