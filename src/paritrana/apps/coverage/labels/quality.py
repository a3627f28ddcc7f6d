"""What was found in the rows of a roll: each code with its sentence, its cure and how many rows have it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language


@dataclass(frozen=True)
class Finding:
    """One code in the files of a delivery; `rejects` says whether such a row was left out."""

    code: str
    sentence: str
    cure: str
    rejects: bool
    files: tuple[str, ...] = ()
    rows: int = 0


def findings(files: Iterable[tuple[str, Mapping[str, int]]]) -> list[Finding]:
    """Return each code with all files (name, rows by code) that have it: what rejects comes first."""
    named: dict[str, list[str]] = {}
    rows: Counter[str] = Counter()
    for name, by_code in files:
        for code in (one for one, count in by_code.items() if count):
            named.setdefault(code, []).append(name)
            rows[code] += by_code[code]
    if not named:
        return []
    known = _known()
    found = [_finding(known[code], named[code], rows[code]) for code in named if code in known]
    return sorted(found, key=lambda one: (not one.rejects, -one.rows, one.code))


def told(errors: int) -> list[Finding]:
    """Return what a bitmask of errors says, in the language of the page."""
    from paritrana.core.rolls import codes

    return [_finding(one) for one in codes.codes_of(errors)]


def _known() -> dict[str, Any]:
    from paritrana.core.rolls import codes  # comes with the engine, so only for a page that has findings

    return {one.code: one for one in (*codes.ERRORS, *codes.WARNINGS)}


def _finding(one: Any, files: Iterable[str] = (), rows: int = 0) -> Finding:
    sentence, cure = one.told(get_language() or "id")
    return Finding(one.code, sentence, cure, one.hard, tuple(files), rows)
