"""Folders for what lives only while a command runs; what a killed one left is thrown away by the next.

Such a folder may hold rows with NIKs, so it is readable to its owner alone and must not outlive its use.
"""

from __future__ import annotations

import fcntl
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_HELD = ".held"


class Scratch:
    """A folder of this process, held by a lock that ends with the process; `close` removes it."""

    def __init__(self, prefix: str) -> None:
        _sweep(prefix)
        self.folder = Path(tempfile.mkdtemp(prefix=prefix))
        aside = self.folder / f"{_HELD}.part"
        self._lock = aside.open("w")
        fcntl.flock(self._lock, fcntl.LOCK_EX)
        aside.rename(self.folder / _HELD)  # nobody finds it before it is held

    def close(self) -> None:
        """Remove the folder with all that is in it."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self._lock.close()


@contextmanager
def scratch(prefix: str) -> Iterator[Path]:
    """Yield a new folder that is removed at the end; `prefix` begins its name and those of its kind."""
    held = Scratch(prefix)
    try:
        yield held.folder
    finally:
        held.close()


def _sweep(prefix: str) -> None:
    """Remove the folders of the kind whose process has ended."""
    for mark in Path(tempfile.gettempdir()).glob(f"{prefix}*/{_HELD}"):
        with suppress(OSError), mark.open("r+") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # of a living process: BlockingIOError
            shutil.rmtree(mark.parent, ignore_errors=True)
