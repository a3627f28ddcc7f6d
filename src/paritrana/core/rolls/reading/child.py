"""The child's side of the fence: takes an order on standard input, answers on standard output."""

from __future__ import annotations

import gc
import json
import os
import resource
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from paritrana.core.rolls.reading import columnar, workbook
from paritrana.core.rolls.reading.fenced import MEMORY_SPENT
from paritrana.core.rolls.reading.formats import Format
from paritrana.core.rolls.reading.limits import Limits
from paritrana.core.rolls.reading.raw import Kinds
from paritrana.errors import DataFaults


def main() -> None:
    """Read the ordered file into a raw table."""
    obey(_read)


def obey(read: Callable[[dict[str, Any], Limits], dict[str, object]]) -> None:
    """Read the ordered file within its limits; exit with MEMORY_SPENT when the memory is used up."""
    order = json.load(sys.stdin)
    limits = Limits(**order["limits"])
    _confine(limits)
    gc.disable()  # rows hold no cycles, and there are millions
    try:
        told: dict[str, Any] = {"facts": read(order, limits)}
    except DataFaults as found:
        told = {"faults": [asdict(one) for one in found.faults]}
    except MemoryError:
        os._exit(MEMORY_SPENT)
    except OSError as error:
        told = {"oserror": [error.errno, error.strerror, error.filename]}
    json.dump(told, sys.stdout)


def _confine(limits: Limits) -> None:
    """Allow the memory asked for beyond what is mapped by now, and so many seconds of one core."""
    with open("/proc/self/statm", encoding="ascii") as file:
        mapped = int(file.read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (mapped + limits.memory,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read(order: dict[str, Any], limits: Limits) -> dict[str, object]:
    path, into, columns = Path(order["path"]), Path(order["into"]), tuple(order["columns"])
    kinds = Kinds(**{name: frozenset(those) for name, those in order["kinds"].items()})
    kind, sheet = Format(order["format"]), ""
    if kind is Format.PARQUET:
        sink = columnar.read(path, columns, into, kinds, limits)
    else:
        sink, sheet = workbook.read(path, kind, columns, into, order["sheet"], kinds, limits)
    return {"rows": sink.rows, "marked": sink.marked, "blank": sink.blank, "sheet": sheet}


if __name__ == "__main__":
    main()
