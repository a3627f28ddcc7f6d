"""The one place that reads the wall clock; pure code receives the moment instead.

A story or a test may set another moment with `at`, which holds inside the block only.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_set: ContextVar[datetime | None] = ContextVar("paritrana_clock", default=None)


def now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return _set.get() or datetime.now(UTC)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let `now` answer `moment` (aware) inside the block; blocks may be nested."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs its zone")
    token = _set.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _set.reset(token)
