"""Reading what may be hostile in a child process that is short of memory and time."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from paritrana.core.rolls.reading.formats import Format
from paritrana.core.rolls.reading.limits import Limits
from paritrana.core.rolls.reading.raw import Kinds, Raw
from paritrana.core.rolls.reading.wording import refuse
from paritrana.errors import DataFaults, Fault

CHILD = "paritrana.core.rolls.reading.child"
MEMORY_SPENT = 77
# Before all other places of the child: a file beside the parent's code may bear the name of one of these.
STANDARD = (str(Path(os.__file__).parent), str(Path(os.__file__).parent / "lib-dynload"))


def read(
    path: Path,
    kind: Format,
    columns: tuple[str, ...],
    into: Path,
    sheet: str | None,
    kinds: Kinds,
    limits: Limits,
) -> Raw:
    """Have the child write `into` and return its facts; raises DataFaults, also when the child dies."""
    order: dict[str, object] = {
        "path": str(path.absolute()),
        "format": str(kind),
        "columns": columns,
        "into": str(into.absolute()),
        "sheet": sheet,
        "kinds": {name: sorted(those) for name, those in asdict(kinds).items()},
        "limits": asdict(limits),
    }
    return Raw(into, str(kind), **ask(order, path, into, limits))


def ask(
    order: dict[str, object], path: Path, into: Path, limits: Limits, child: str = CHILD
) -> dict[str, Any]:
    """Have a child read `path` into `into` and return its facts; raises DataFaults, also when the child dies.

    The hash (`sha256`) and `size` of the file are among the facts.
    """
    try:
        told = _run(order, path, limits, child)
    finally:
        into.with_name(f"{into.name}.part").unlink(missing_ok=True)
    if "faults" in told:
        raise DataFaults([Fault(**one | {"indonesian": tuple(one["indonesian"])}) for one in told["faults"]])
    if "oserror" in told:
        raise OSError(*told["oserror"])
    facts: dict[str, Any] = told["facts"]
    return facts


def _run(order: dict[str, object], path: Path, limits: Limits, module: str) -> dict[str, Any]:
    with subprocess.Popen(
        [sys.executable, "-P", "-m", module],  # -P: what lies in the working folder is no code of ours
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_environment(),
    ) as child:
        try:
            assert child.stdin
            child.stdin.write(json.dumps(order).encode())
            child.stdin.close()
            child.stdin = None
            digest = _digest(path)
            # the child counts its own seconds of work; on a busy machine they take longer to pass
            out, err = child.communicate(timeout=4 * limits.seconds)
        except subprocess.TimeoutExpired:
            raise refuse("roll.reader_time", limit=limits.seconds) from None
        finally:
            child.kill()
    if child.returncode == 0:
        told: dict[str, Any] = json.loads(out)
        if "facts" in told:
            told["facts"] |= {"sha256": digest, "size": path.stat().st_size}
        return told
    raise _why(child.returncode, err, limits)


def _environment() -> dict[str, str]:
    """Let the child find the same code, and Arrow ask the system for memory, so that the limit counts."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "TZ", "TMPDIR") if name in os.environ}
    places = os.pathsep.join(sorted(filter(None, sys.path), key=lambda place: place not in STANDARD))
    return kept | {"PYTHONPATH": places, "ARROW_DEFAULT_MEMORY_POOL": "system", "OMP_NUM_THREADS": "1"}


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _why(code: int, err: bytes, limits: Limits) -> DataFaults:
    """Say from its end why the child died."""
    last = err[-4000:].decode("utf-8", "replace")
    if code == MEMORY_SPENT or "memory allocation" in last or "MemoryError" in last or "bad_alloc" in last:
        return refuse("roll.reader_memory", limit=limits.memory)
    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        return refuse("roll.reader_time", limit=limits.seconds)
    name = signal.Signals(-code).name if code < 0 else f"exit {code}"
    return refuse("roll.reader_died", reason=name)
