"""What changed in one criterion: where it stands, its weight, and how a value becomes points."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from paritrana.core.rulebook.diff_fields import Row, Said, both, field_changes
from paritrana.core.rulebook.model import WHOLE, Category, Criterion, Stage
from paritrana.core.rulebook.shares import dimension_of, share_of_score
from paritrana.core.rulebook.words import EVIDENCE, KINDS, UNITS, Words


@dataclass(frozen=True, slots=True)
class Place:
    """A criterion with the stage and category it stands in."""

    category: Category
    stage: Stage
    criterion: Criterion


def criterion_changes(old: Place, new: Place, words: Words) -> Iterator[Said]:
    """Yield the changes of a criterion that both books have."""
    where = new.category.id, new.stage.id
    title = words.quoted(new.criterion.title, new.criterion.id)
    yield from _moves(old, new, title, words)
    yield from _weights(old, new, title, words)
    yield from field_changes(_rows(old, new, title, words), words, *where, "criterion")
    yield from field_changes(_scoring_rows(old, new, title, words), words, *where, "criterion")
    yield from _rungs(old, new, title, words)
    yield from _anchors(old, new, title, words)


def _moves(old: Place, new: Place, title: str, words: Words) -> Iterator[Said]:
    if old.stage.id != new.stage.id:
        text = words.say(
            "The criterion {title} moves here from the stage {old}.",
            "Kriteria {title} dipindahkan ke sini dari tahap {old}.",
            title=title,
            old=words.quoted(old.stage.title, old.stage.id),
        )
        yield Said(new.category.id, new.stage.id, "criterion.moved", text)
    groups = [dimension_of(one.stage, one.criterion) for one in (old, new)]
    if old.criterion.dimension == new.criterion.dimension:
        return
    alone = words.say("no dimension", "tanpa dimensi")
    before, after = (words.quoted(one.title, one.id) if one else alone for one in groups)
    text = words.say(
        "The criterion {title} moves from {old} to {new}.",
        "Kriteria {title} berpindah dari {old} ke {new}.",
        title=title,
        old=before if groups[0] is None else words.say("the dimension {one}", "dimensi {one}", one=before),
        new=after if groups[1] is None else words.say("the dimension {one}", "dimensi {one}", one=after),
    )
    yield Said(new.category.id, new.stage.id, "criterion.dimension", text)


def _weights(old: Place, new: Place, title: str, words: Words) -> Iterator[Said]:
    own = [Fraction(one.criterion.weight_bp, WHOLE) for one in (old, new)]
    whole = [share_of_score(one.stage, one.criterion) for one in (old, new)]
    moved = (old.stage.id, old.criterion.dimension) != (new.stage.id, new.criterion.dimension)
    if own[0] == own[1] and not (moved and whole[0] != whole[1]):
        return
    groups = [
        words.say("of its dimension", "dari dimensinya")
        if one.criterion.dimension
        else words.say("of its stage", "dari tahapnya")
        for one in (old, new)
    ]
    facts = {
        "title": title,
        "old": words.percent(own[0]),
        "new": words.percent(own[1]),
        "was": groups[0] if groups[0] != groups[1] else "",
        "now": groups[1],
        "all": words.percent(whole[0]),
        "of": words.percent(whole[1]),
    }
    way = words.say("rises", "naik") if own[1] > own[0] else words.say("falls", "turun")
    if groups[0] != groups[1] or own[0] == own[1]:
        way = words.say("changes", "berubah")
    gap = " " if facts["was"] else ""
    text = words.say(
        "The weight of {title} {way} from {old}{gap}{was} to {new} {now} ({all} to {of} of the score).",
        "Bobot {title} {way} dari {old}{gap}{was} menjadi {new} {now} ({all} menjadi {of} dari nilai akhir).",
        way=way,
        gap=gap,
        **facts,
    )
    yield Said(new.category.id, new.stage.id, "criterion.weight", text)


def _rows(old: Place, new: Place, title: str, words: Words) -> list[Row]:
    one, two = old.criterion, new.criterion
    known = one.missing == two.missing and bool(old.category.size_classes) == bool(new.category.size_classes)
    missing = ("", "") if known else (words.missing(one, old.category), words.missing(two, new.category))
    if "rubric" in (one.kind, two.kind):
        missing = ("", "")
    return [
        (
            "title",
            (f"The title of the criterion {two.id}", f"Judul kriteria {two.id}"),
            one.title,
            two.title,
            str,
        ),
        (
            "kind",
            (f"The kind of {title}", f"Jenis {title}"),
            one.kind,
            two.kind,
            lambda value: words.of(KINDS[value]),
        ),
        (
            "missing",
            (f"What an empty value of {title} does", f"Akibat nilai kosong pada {title}"),
            *missing,
            str,
        ),
        (
            "evidence",
            (f"The evidence for {title}", f"Bukti untuk {title}"),
            one.evidence,
            two.evidence,
            lambda value: words.of(EVIDENCE[value]),
        ),
        (
            "guidance",
            (f"The guidance of {title}", f"Petunjuk {title}"),
            one.guidance,
            two.guidance,
            lambda value: f"“{value[words.lang]}”",
        ),
    ]


def _scoring_rows(old: Place, new: Place, title: str, words: Words) -> list[Row]:
    one, two = old.criterion, new.criterion

    def ends(criterion: Criterion, size: str = "") -> str | None:
        pair = dict(criterion.goalposts_by_size).get(size) if size else criterion.goalposts
        return None if pair is None else words.goalposts(pair, criterion)

    def scale(criterion: Criterion) -> str | None:
        if criterion.scale is None:
            return None
        low, high, step = (words.number(value) for value in (*criterion.scale, criterion.step))
        return words.say(
            "{low} to {high} in steps of {step}",
            "{low} sampai {high} dengan langkah {step}",
            low=low,
            high=high,
            step=step,
        )

    sizes = dict.fromkeys([size for each in (one, two) for size, _ in each.goalposts_by_size])
    units = both(one, two, lambda each: each.unit if each.kind == "measure" else None)
    return [
        ("unit", (f"The unit of {title}", f"Satuan {title}"), *units, lambda value: words.of(UNITS[value])),
        (
            "goalposts",
            (f"How {title} is turned into points", f"Cara {title} menjadi poin"),
            ends(one),
            ends(two),
            str,
        ),
        *(
            (
                "goalposts_by_size",
                (
                    f"How {title} is turned into points for size class {words.size(size)}",
                    f"Cara {title} menjadi poin untuk kelas ukuran {words.size(size)}",
                ),
                ends(one, size),
                ends(two, size),
                str,
            )
            for size in sizes
        ),
        (
            "small",
            (f"The rule for small numbers of {title}", f"Aturan angka kecil untuk {title}"),
            words.small(one) or None,
            words.small(two) or None,
            str,
        ),
        ("scale", (f"The scale of {title}", f"Skala {title}"), scale(one), scale(two), str),
    ]


def _rungs(old: Place, new: Place, title: str, words: Words) -> Iterator[Said]:
    before, after = ({one.id: one for one in each.criterion.levels} for each in (old, new))
    if not before or not after:
        return
    rows: list[Row] = []
    for code in [*before, *(one for one in after if one not in before)]:
        one = after.get(code) or before[code]
        name = words.quoted(one.title, code)
        points = both(before.get(code), after.get(code), lambda each: each.points if each else None)
        rows.append(
            (
                "level",
                (f"The value in points of the level {name} of {title}", f"Poin jenjang {name} pada {title}"),
                *points,
                words.number,
            )
        )
        if code in before and code in after:
            rows.append(
                (
                    "level_title",
                    (f"The title of the level {code} of {title}", f"Judul jenjang {code} pada {title}"),
                    before[code].title,
                    one.title,
                    str,
                )
            )
    yield from field_changes(rows, words, new.category.id, new.stage.id, "criterion")


def _anchors(old: Place, new: Place, title: str, words: Words) -> Iterator[Said]:
    before, after = ({Fraction(mark): text for mark, text in each.criterion.anchors} for each in (old, new))
    rows: list[Row] = [
        (
            "anchor",
            (
                f"What the mark {words.number(mark)} of {title} means",
                f"Arti nilai {words.number(mark)} pada {title}",
            ),
            before.get(mark),
            after.get(mark),
            lambda value: f"“{value[words.lang]}”",
        )
        for mark in sorted(before.keys() | after.keys())
    ]
    yield from field_changes(rows, words, new.category.id, new.stage.id, "criterion")
