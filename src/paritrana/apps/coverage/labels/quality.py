"""What was found in the rows of a roll: each code with its sentence, its cure and how many rows have it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language


@dataclass(frozen=True)
class Finding:
    """One code in one file; `rejects` says whether such a row was left out."""

    code: str
    sentence: str
    cure: str
    rejects: bool
    file: str = ""
    rows: int = 0


def findings(files: Iterable[tuple[str, Mapping[str, int]]]) -> list[Finding]:
    """Return what was found in each file (name, rows by code): what rejects comes first."""
    listed = [(name, code, rows) for name, by_code in files for code, rows in by_code.items() if rows]
    if not listed:
        return []
    known = _known()
    found = [_finding(known[code], file=name, rows=rows) for name, code, rows in listed if code in known]
    return sorted(found, key=lambda one: (not one.rejects, -one.rows, one.code, one.file))


def told(errors: int) -> list[Finding]:
    """Return what a bitmask of errors says, in the language of the page."""
    from paritrana.core.rolls import codes

    return [_finding(one) for one in codes.codes_of(errors)]


def _known() -> dict[str, Any]:
    from paritrana.core.rolls import codes  # comes with the engine, so only for a page that has findings

    return {one.code: one for one in (*codes.ERRORS, *codes.WARNINGS)}


def _finding(one: Any, *, file: str = "", rows: int = 0) -> Finding:
    sentence, cure = one.told(get_language() or "id")
    return Finding(one.code, sentence, cure, one.hard, file, rows)
