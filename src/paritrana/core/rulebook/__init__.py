"""The judging rules as data: read a rulebook, or say every fault of it at once.

`read` gives typed, frozen objects with the format's defaults; the hash is over the file as written.
The JSON Schemas of both formats ship beside this module (`SCHEMAS`, by number); sums and references only
`check` sees.
"""

import re
import tomllib
from importlib.resources import files
from typing import Any

from paritrana.core.rulebook.building import build
from paritrana.core.rulebook.checking import Findings, forms
from paritrana.core.rulebook.model import (
    Category,
    Committee,
    Criterion,
    Dimension,
    Jury,
    Level,
    Prize,
    Rulebook,
    Seat,
    SmallNumbers,
    Stage,
    Text,
)
from paritrana.core.rulebook.whole import whole_book
from paritrana.core.rulebook.wording import fault
from paritrana.core.units.lines import Path, line_map
from paritrana.errors import DataFaults, Fault

__all__ = [
    "SCHEMA",
    "SCHEMAS",
    "Category",
    "Committee",
    "Criterion",
    "Dimension",
    "Jury",
    "Level",
    "Prize",
    "Rulebook",
    "RulebookFaults",
    "Seat",
    "SmallNumbers",
    "Stage",
    "Text",
    "check",
    "decoded",
    "read",
]

SCHEMAS = {
    number: files("paritrana.core.rulebook") / "schema" / f"paritrana-rulebook-{number}.schema.json"
    for number in (1, 2)
}
SCHEMA = SCHEMAS[1]
LARGEST_FILE = 1_048_576


class RulebookFaults(DataFaults):
    """The rulebook keeps not to the format; `faults` has each with its line, sentence and cure."""


def read(text: str | bytes, *, name: str = "rulebook.toml") -> Rulebook:
    """Return the rulebook of a TOML text (or its bytes); raises RulebookFaults with every fault.

    name: the file's name as it shall stand before each fault.
    """
    tree, plain, faults = _examined(text, name)
    if faults or tree is None:
        raise RulebookFaults(faults, code="rulebook.faults")
    return build(tree, plain)


def check(text: str | bytes, *, name: str = "rulebook.toml") -> list[Fault]:
    """Return every fault of a rulebook, by line; a syntax error stands alone; none means it is sound."""
    return _examined(text, name)[2]


def decoded(data: bytes) -> str:
    """Return a file's text without its byte order mark and with plain line ends; may raise UnicodeError."""
    return data.decode("utf-8-sig").replace("\r\n", "\n")


def _examined(given: str | bytes, name: str) -> tuple[dict[str, Any] | None, str, list[Fault]]:
    def alone(code: str, line: int = 1, **facts: object) -> tuple[None, str, list[Fault]]:
        return None, "", [fault(code, line, file=name, **facts)]

    if len(given) > LARGEST_FILE:
        return alone("file.size", limit=LARGEST_FILE)
    try:
        data = given.encode() if isinstance(given, str) else given
        text = decoded(data)
    except UnicodeError:
        return alone("file.encoding")
    if not text.strip():
        return alone("file.empty")
    try:
        tree = tomllib.loads(text)
    except ValueError as error:
        line, reason = _syntax(error, text)
        return alone("toml.syntax", line, reason=reason)
    except RecursionError:
        return alone("toml.syntax", reason="it is nested too deeply")
    try:
        return tree, text, _faults(tree, line_map(text), name)
    except RecursionError:
        return alone("toml.syntax", reason="it is nested too deeply")


def _faults(tree: dict[str, Any], lines: dict[Path, int], name: str) -> list[Fault]:
    def line_of(path: Path) -> int:
        while path and path not in lines:
            path = path[:-1]
        return lines.get(path, 1)

    def told(findings: Findings) -> list[Fault]:
        return [fault(code, line_of(path), file=name, **facts) for path, code, facts in findings.found]

    return sorted(dict.fromkeys(told(forms(tree)) + told(whole_book(tree, line_of))))


def _syntax(error: ValueError, text: str) -> tuple[int, str]:
    message = str(error)
    place = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", message)
    if place is None:
        return 1, message
    last = text.rstrip("\n").count("\n") + 1
    return int(place[1]) if place[1] else last, message[: place.start()]
