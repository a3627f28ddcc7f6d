"""Reading what the user names and writing results: whole or not at all."""

import os
import secrets
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from paritrana.core.scoring.wording import fault
from paritrana.errors import DataFaults, Fault


def read_bytes(path: Path, *, limit: int) -> bytes:
    """Return a file's bytes; raises DataFaults when it cannot be read or is larger than `limit`."""
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise DataFaults([fault("file.unreadable", 1, file=str(path), reason=reason)]) from error
    if len(data) > limit:
        raise DataFaults([fault("file.size", 1, file=str(path), limit=limit)])
    return data


def or_faults[Thing](faults: list[Fault], make: Callable[[], Thing]) -> Thing | None:
    """Return what `make` makes; None where it raises DataFaults, whose faults are then added to `faults`."""
    try:
        return make()
    except DataFaults as error:
        faults += error.faults
        return None


def write_aside(directory: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a directory, made when absent: first aside, then moved into place.

    Raises DataFaults when that cannot be done.  Other files of the directory stay as they are.
    """
    aside = directory.parent / f".{directory.name}.{secrets.token_hex(4)}.part"
    try:
        aside.mkdir(parents=True)
        for name, data in files.items():
            with (aside / name).open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        if not directory.exists():
            aside.rename(directory)
            return
        for name in files:
            (aside / name).replace(directory / name)
    except OSError as error:
        raise DataFaults([fault("out.unwritable", 1, file=str(directory), reason=error.strerror)]) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
