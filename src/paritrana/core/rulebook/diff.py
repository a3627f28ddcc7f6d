"""What changed between two rulebooks, in words: every change once, under its category and stage.

Books are compared by what they mean, with the defaults of the format: a default written out is no change.
A category, stage, criterion or prize is the same thing when its id is; a new id is a new thing.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from paritrana.core.rulebook.diff_book import prize_changes, seat_changes
from paritrana.core.rulebook.diff_fields import Row, Said, field_changes, ordered
from paritrana.core.rulebook.diff_parts import category_changes
from paritrana.core.rulebook.model import Rulebook
from paritrana.core.rulebook.words import Words
from paritrana.core.units import date_text


@dataclass(frozen=True, slots=True)
class Change:
    """One change: where it stands (category and stage id, empty for the book), its kind, both sentences."""

    category: str
    stage: str
    code: str
    indonesian: str
    english: str

    def told(self, language: str) -> str:
        """Return the sentence in Indonesian or English."""
        return self.indonesian if language == "id" else self.english


def diff(old: Rulebook, new: Rulebook) -> tuple[Change, ...]:
    """Return every change from one rulebook to another; none when they mean the same."""
    both = zip(_said(old, new, Words("id")), _said(old, new, Words("en")), strict=True)
    return tuple(Change(one.category, one.stage, one.code, one.text, two.text) for one, two in both)


def diff_text(old: Rulebook, new: Rulebook, language: str = "id") -> str:
    """Return the changes as plain text: a heading for each category and stage, one line a change."""
    words = Words(language)
    lines = [f"{old.id} {old.version} → {new.id} {new.version}"]
    changes = diff(old, new)
    if not changes:
        told = words.say("No rule changes.", "Tidak ada aturan yang berubah.")
        more = words.say(
            " The two are written differently, so their hashes differ.",
            " Keduanya ditulis dengan cara berbeda, sehingga hashnya berbeda.",
        )
        return "\n".join([*lines, told + (more if old.hash != new.hash else ""), ""])
    here: tuple[str, str] = ("", "")
    for one in changes:
        group = ("", "prize") if one.code.startswith("prize") else (one.category, one.stage)
        if group != here or len(lines) == 1:
            lines += _headings(here, group, old, new, words)
            here = group
        lines.append(f"{'    ' if one.stage else '  '}- {one.told(language)}")
    return "\n".join([*lines, ""])


def _headings(
    here: tuple[str, str], group: tuple[str, str], old: Rulebook, new: Rulebook, words: Words
) -> list[str]:
    category, stage = group
    if group == ("", "prize"):
        return ["", words.say("Prizes", "Penghargaan khusus")]
    if not category:
        return ["", words.say("The book", "Buku aturan")]
    found = next(one for book in (new, old) for one in book.categories if one.id == category)
    lines = []
    if here[0] != category:
        title = words.title(found.title, found.id)
        lines += ["", words.say("Category {title}", "Kategori {title}", title=title)]
    if stage:
        stages = [
            one
            for book in (new, old)
            for each in book.categories
            for one in each.stages
            if each.id == category
        ]
        part = next(one for one in stages if one.id == stage)
        title = words.title(part.title, part.id)
        lines.append(words.say("  Stage {title}", "  Tahap {title}", title=title))
    return lines


def _said(old: Rulebook, new: Rulebook, words: Words) -> Iterator[Said]:
    yield from _book(old, new, words)
    before = {one.id: one for one in old.categories}
    after = {one.id: one for one in new.categories}
    for code, one in before.items():
        if code not in after:
            text = words.say(
                "The category {title} is gone.",
                "Kategori {title} dihapus.",
                title=words.quoted(one.title, code),
            )
            yield Said("", "", "category.removed", text)
    for code, one in after.items():
        if code not in before:
            text = words.say(
                "The category {title} is new.", "Kategori {title} baru.", title=words.quoted(one.title, code)
            )
            yield Said("", "", "category.added", text)
    yield from ordered(
        old.categories, new.categories, words, "", "", ("The order of the categories", "Urutan kategori")
    )
    for code, one in after.items():
        if code in before:
            yield from category_changes(before[code], one, words)
    yield from prize_changes(old, new, words)


def _book(old: Rulebook, new: Rulebook, words: Words) -> Iterator[Said]:
    def period(book: Rulebook) -> str:
        start, end = (date_text(day, words.lang) for day in (book.period.start, book.period.end))
        return words.say("{start} to {end}", "{start} sampai {end}", start=start, end=end)

    yes = ("an example, not official", "contoh, bukan aturan resmi")
    no = ("the rule in force, not an example", "aturan yang berlaku, bukan contoh")
    levels = {"province": ("province", "provinsi"), "national": ("national", "nasional")}
    rows: list[Row] = [
        ("format", ("The format", "Format"), f"/{old.format}", f"/{new.format}", str),
        ("id", ("The id", "Id"), old.id, new.id, str),
        ("version", ("The version", "Versi"), old.version, new.version, str),
        ("title", ("The title", "Judul"), old.title, new.title, str),
        ("level", ("The level", "Tingkat"), old.level, new.level, lambda one: words.of(levels[one])),
        ("region", ("The province", "Provinsi"), old.region or None, new.region or None, str),
        ("period", ("The judged period", "Periode penilaian"), period(old), period(new), str),
        (
            "example",
            ("The book", "Buku ini"),
            old.example,
            new.example,
            lambda one: words.of(yes if one else no),
        ),
    ]
    yield from field_changes(rows, words, "", "", "book")
    yield from seat_changes(old.committee, new.committee, words)
