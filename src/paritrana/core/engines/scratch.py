"""Folders for what lives only while a command runs, such as rows with NIKs; readable to their owner alone.

Three things see to it that such a folder does not outlive its process.  The process removes it when it is
done.  A guard beside it, a shell that only waits for the end of the process, removes it when that was killed.
And where the guard died too (a switched-off machine, a container stopped whole), the next command of any kind
throws away whatever nobody holds.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_HELD = ".held"
_OURS = "paritrana-"  # every kind begins so
_GUARD = 'cat >/dev/null 2>&1; rm -rf -- "$1"'  # its input ends with the process


class Scratch:
    """A folder of this process, held by a lock that ends with the process; `close` removes it."""

    def __init__(self, prefix: str) -> None:
        sweep()
        self.folder = Path(tempfile.mkdtemp(prefix=prefix))  # mode 0700
        aside = self.folder / f"{_HELD}.part"
        self._lock = aside.open("w")
        fcntl.flock(self._lock, fcntl.LOCK_EX)
        self._guard = _guard(self.folder)
        aside.rename(self.folder / _HELD)  # nobody finds it before it is held

    def close(self) -> None:
        """Remove the folder with all that is in it."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self._lock.close()
        if self._guard:
            self._guard.communicate()  # ends its input, and waits for it
            self._guard = None


@contextmanager
def scratch(prefix: str) -> Iterator[Path]:
    """Yield a new folder that is removed at the end; `prefix`, ``paritrana-…-``, begins its name."""
    held = Scratch(prefix)
    try:
        yield held.folder
    finally:
        held.close()


def sweep() -> None:
    """Remove the folders, of any kind, whose process has ended; those of other accounts are left alone."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_OURS}*"):
        with suppress(OSError):
            found = folder.lstat()
            if stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid():
                _remove_unheld(folder)


def _remove_unheld(folder: Path) -> None:
    with (folder / _HELD).open("r+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # of a living process: BlockingIOError
        shutil.rmtree(folder, ignore_errors=True)


def _guard(folder: Path) -> subprocess.Popen[bytes] | None:
    """Start what removes the folder once this process is gone; in a session of its own, to outlive it."""
    with suppress(OSError):  # without a shell the sweep must do
        return subprocess.Popen(
            ["/bin/sh", "-c", _GUARD, "paritrana-guard", str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
            env={"PATH": os.defpath},
            start_new_session=True,
        )
    return None
