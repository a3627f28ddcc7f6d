"""How an edition's rulebook may change, and how last year's text becomes this year's."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import unified_diff

from paritrana.core.rulebook import Rulebook
from paritrana.errors import BadInput, RuleRefused


def check_successor(now: Rulebook, new: Rulebook, *, slug: str, frozen: bool, reason: str) -> None:
    """Refuse a text that is not a next version of this edition's rulebook.

    Before the freeze the text in force may be replaced (same version or higher).  After it a new version
    needs the next number, a reason, and the same level, region and judged period.
    """
    if new.id != slug:
        raise BadInput("awards.rulebook_id", id=new.id, wanted=slug)
    if new.level != now.level or new.region != now.region:
        raise BadInput("awards.rulebook_level", level=new.level, region=new.region or "–")
    if new.hash == now.hash:
        raise BadInput("awards.rulebook_same")
    if not frozen:
        if new.version < now.version:
            raise BadInput("awards.rulebook_version", version=new.version, wanted=now.version)
        return
    if new.version != now.version + 1:
        raise BadInput("awards.rulebook_version", version=new.version, wanted=now.version + 1)
    if not reason.strip():
        raise BadInput("awards.reason_missing")
    if new.period != now.period:
        raise BadInput("awards.rulebook_period")
    if {one.id for one in new.categories} < {one.id for one in now.categories}:
        gone = sorted({one.id for one in now.categories} - {one.id for one in new.categories})
        raise RuleRefused("awards.rulebook_category_gone", categories=", ".join(gone))


@dataclass(frozen=True)
class Change:
    """One line of a rulebook's text that a new version takes out or brings in."""

    text: str
    is_new: bool


def changes(before: str, after: str) -> list[Change]:
    """Return the lines that differ between two texts, in the order of the file, the old before the new."""
    return list(_changes(before, after))


def _changes(before: str, after: str) -> Iterator[Change]:
    lines = unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    for line in list(lines)[2:]:  # two lines name the files
        if line.startswith(("+", "-")) and line[1:].strip():
            yield Change(line[1:].strip(), line.startswith("+"))


def check_second_person(uploader: object, approver: object) -> None:
    """Refuse an approval by the person who uploaded the version (compared by key)."""
    if uploader == approver:
        raise RuleRefused("awards.same_person")


def seats_of(rulebook: Rulebook) -> list[tuple[str, int, str]]:
    """Return every seat as (id, ordinal from 1, office), in the rulebook's order; none without committee."""
    if rulebook.committee is None:
        return []
    return [
        (seat.id, ordinal, seat.office)
        for seat in rulebook.committee.seats
        for ordinal in range(1, seat.count + 1)
    ]


def next_text(text: str, *, id: str, title_id: str, title_en: str, start: date, end: date) -> str:
    """Return a rulebook's text with another id, title, judged period, and version 1; all else stays.

    Only the head of the file (before its first category) is touched.
    """
    head, mark, rest = text.partition("[[category]]")
    head = _set(head, "id", _quoted(id))
    head = _set(head, "version", "1")
    title = f"{{ id = {_quoted(title_id)}, en = {_quoted(title_en or title_id)} }}"
    head = _set(_without_table(head, "title"), "title", title)
    period = f'{{ start = "{start.isoformat()}", end = "{end.isoformat()}" }}'
    head = _set(_without_table(head, "period"), "period", period)
    return head + mark + rest


def _set(head: str, key: str, value: str) -> str:
    """Put `key = value` in place of the key's line, or after the format line."""
    top, table, rest = _top(head)
    line = re.compile(rf"^{key}\s*=.*$", re.MULTILINE)
    written = f"{key} = {value}"
    if line.search(top):
        return line.sub(lambda _: written, top, count=1) + table + rest
    first = re.compile(r"^format\s*=.*$", re.MULTILINE)
    return first.sub(lambda found: f"{found[0]}\n{written}", top, count=1) + table + rest


def _top(head: str) -> tuple[str, str, str]:
    found = re.search(r"^\[", head, re.MULTILINE)
    return (
        (head, "", "") if found is None else (head[: found.start()], head[found.start()], head[found.end() :])
    )


def _without_table(head: str, name: str) -> str:
    """Take out a `[name]` table, up to the next table."""
    return re.sub(rf"^\[{name}\][^\n]*\n(?:(?!\[).*\n?)*", "", head, count=1, flags=re.MULTILINE)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(sign if sign.isprintable() else " " for sign in escaped) + '"'
