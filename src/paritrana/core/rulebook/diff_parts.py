"""What changed in one category: its numbers, ties and jury, its stages, dimensions and criteria."""

from collections.abc import Iterator
from fractions import Fraction

from paritrana.core.rulebook.diff_criteria import Place, criterion_changes
from paritrana.core.rulebook.diff_fields import Row, Said, both, field_changes, ordered
from paritrana.core.rulebook.model import WHOLE, Category, Dimension, Stage
from paritrana.core.rulebook.shares import share_of_score, share_of_stage, stage_of
from paritrana.core.rulebook.words import AGGREGATES, FAIR, HELD, KINDS, PANELS, RANK_ON, Words
from paritrana.core.units import count_text


def category_changes(old: Category, new: Category, words: Words) -> Iterator[Said]:
    """Yield the changes of one category: its numbers, ties and jury, then its stages."""
    yield from field_changes(_category_rows(old, new, words), words, new.id, "", "category")
    yield from field_changes(_award_rows(old, new, words), words, new.id, "", "category")
    yield from _ties(old, new, words)
    before, after = ({one.id: one for one in each.stages} for each in (old, new))
    for code, stage in before.items():
        if code not in after:
            yield Said(
                new.id,
                "",
                "stage.removed",
                words.say(
                    "The stage {title} is gone; it had {weight} of the score.",
                    "Tahap {title} dihapus; semula {weight} dari nilai akhir.",
                    title=words.quoted(stage.title, code),
                    weight=words.weight(stage.weight_bp),
                ),
            )
    for code, stage in after.items():
        if code not in before:
            yield Said(
                new.id,
                "",
                "stage.added",
                words.say(
                    "The stage {title} is new, with {weight} of the score.",
                    "Tahap {title} baru, dengan {weight} dari nilai akhir.",
                    title=words.quoted(stage.title, code),
                    weight=words.weight(stage.weight_bp),
                ),
            )
    yield from ordered(old.stages, new.stages, words, new.id, "", ("The order of the stages", "Urutan tahap"))
    yield from _removed_criteria(old, new, words)
    for code, stage in after.items():
        if code in before:
            yield from _stage(before[code], stage, new.id, words)
        yield from _criteria(old, new, stage, words)


def _category_rows(old: Category, new: Category, words: Words) -> list[Row]:
    def number(value: int) -> str:
        return count_text(value, words.lang)

    sizes: tuple[list[str] | None, ...] = tuple(
        [words.size(one) for one in each.size_classes] or None for each in (old, new)
    )
    floors = both(old, new, _floor)
    return [
        ("title", ("The title", "Judul"), old.title, new.title, str),
        ("entrants", ("Who may stand", "Yang boleh ikut"), words.entrants(old), words.entrants(new), str),
        (
            "size_classes",
            ("The list of size classes", "Daftar kelas ukuran"),
            sizes[0],
            sizes[1],
            words.listed,
        ),
        ("quota", ("The quota of one proposer", "Kuota satu pengusul"), old.quota, new.quota, number),
        ("finalists", ("The number of finalists", "Jumlah finalis"), old.finalists, new.finalists, number),
        (
            "finalists_ceiling",
            (
                "The ceiling of finalists with the uncertain ones",
                "Batas jumlah finalis bersama yang belum pasti",
            ),
            old.finalists_ceiling,
            new.finalists_ceiling,
            number,
        ),
        (
            "uncertain_pct",
            ("The stretch that finds who is uncertain", "Regangan untuk mencari yang belum pasti"),
            *both(old.uncertain_pct, new.uncertain_pct, _hundredths),
            words.percent,
        ),
        (
            "aggregate",
            ("How the stages become the score", "Cara tahap-tahap menjadi nilai akhir"),
            old.aggregate,
            new.aggregate,
            lambda one: words.of(AGGREGATES[one]),
        ),
        (
            "floor",
            ("The floor of a share across the stages", "Batas dasar bagian antartahap"),
            *floors,
            words.percent,
        ),
    ]


def _award_rows(old: Category, new: Category, words: Words) -> list[Row]:
    def number(value: int) -> str:
        return count_text(value, words.lang)

    return [
        (
            "winners",
            ("The number of winning ranks", "Jumlah peringkat pemenang"),
            old.winners,
            new.winners,
            number,
        ),
        (
            "consolation",
            ("The number of consolation places", "Jumlah juara harapan"),
            old.consolation or None,
            new.consolation or None,
            number,
        ),
        (
            "province_cap",
            (
                "The cap on winners and consolations of one province",
                "Batas pemenang dan juara harapan satu provinsi",
            ),
            old.province_cap,
            new.province_cap,
            number,
        ),
        (
            "forward",
            ("The number of ranks sent to the next level", "Jumlah peringkat yang diteruskan"),
            old.forward or None,
            new.forward or None,
            number,
        ),
        (
            "rank_on",
            ("What decides the rank", "Penentu peringkat"),
            old.rank_on,
            new.rank_on,
            lambda one: words.of(RANK_ON[one]),
        ),
        (
            "jury.aggregate",
            ("The jury's value", "Nilai panel juri"),
            old.jury.aggregate,
            new.jury.aggregate,
            lambda one: words.of(PANELS[one]),
        ),
        (
            "jury.min_jurors",
            ("The least number of jurors for an entrant", "Jumlah juri paling sedikit bagi peserta"),
            old.jury.min_jurors,
            new.jury.min_jurors,
            number,
        ),
        (
            "jury.fair_mode",
            ("The fair mode", "Mode adil"),
            old.jury.fair_mode,
            new.jury.fair_mode,
            lambda one: words.of(FAIR[one]),
        ),
    ]


def _ties(old: Category, new: Category, words: Words) -> Iterator[Said]:
    before, after = ([words.tie(rule, each) for rule in each.ties] for each in (old, new))
    if old.ties == new.ties:
        return
    nothing = words.say("no rule", "tidak ada aturan")
    text = words.say(
        "Equals are parted in another way. Before: {old}. Now: {new}.",
        "Cara memisahkan nilai sama berubah. Semula: {old}. Sekarang: {new}.",
        old="; ".join(before) or nothing,
        new="; ".join(after) or nothing,
    )
    yield Said(new.id, "", "category.ties", text)


def _stage(old: Stage, new: Stage, category: str, words: Words) -> Iterator[Said]:
    title = words.quoted(new.title, new.id)
    floors = both(old, new, _floor)
    rows: list[Row] = [
        ("title", ("The title of the stage", "Judul tahap"), old.title, new.title, str),
        (
            "weight",
            (f"The weight of the stage {title} in the score", f"Bobot tahap {title} dalam nilai akhir"),
            *both(old, new, _weight),
            words.percent,
        ),
        (
            "entrants",
            ("For whom the stage is held", "Peserta tahap ini"),
            old.entrants,
            new.entrants,
            lambda one: words.of(HELD[one]),
        ),
        ("pass_mark", ("The pass mark", "Nilai ambang"), old.pass_mark, new.pass_mark, words.number),
        (
            "aggregate",
            ("How the dimensions become the points", "Cara dimensi menjadi poin tahap"),
            old.aggregate,
            new.aggregate,
            lambda one: words.of(AGGREGATES[one]),
        ),
        (
            "floor",
            ("The floor of a share across the dimensions", "Batas dasar bagian antardimensi"),
            *floors,
            words.percent,
        ),
    ]
    yield from field_changes(rows, words, category, new.id, "stage")
    before, after = ({one.id: one for one in each.dimensions} for each in (old, new))
    for code in [*before, *(one for one in after if one not in before)]:
        one = after.get(code) or before[code]
        pair = both(before.get(code), after.get(code), lambda each: _weight(each) if each else None)
        name = words.quoted(one.title, code)
        facts = {"name": name, "weight": words.weight(one.weight_bp)}
        if pair[0] is None:
            text = words.say(
                "The dimension {name} is new, with {weight} of the stage.",
                "Dimensi {name} baru, dengan {weight} dari tahap.",
                **facts,
            )
            yield Said(category, new.id, "dimension.added", text)
        elif pair[1] is None:
            text = words.say(
                "The dimension {name} is gone; it had {weight} of the stage.",
                "Dimensi {name} dihapus; semula {weight} dari tahap.",
                **facts,
            )
            yield Said(category, new.id, "dimension.removed", text)
        else:
            rows = [
                (
                    "title",
                    ("The title of the dimension", "Judul dimensi"),
                    before[code].title,
                    one.title,
                    str,
                ),
                (
                    "weight",
                    (f"The weight of the dimension {name} in the stage", f"Bobot dimensi {name} dalam tahap"),
                    *pair,
                    words.percent,
                ),
            ]
            yield from field_changes(rows, words, category, new.id, "dimension")
    yield from ordered(
        old.dimensions,
        new.dimensions,
        words,
        category,
        new.id,
        ("The order of the dimensions", "Urutan dimensi"),
    )


def _removed_criteria(old: Category, new: Category, words: Words) -> Iterator[Said]:
    kept = {one.id for one in new.criteria}
    for one in old.criteria:
        if one.id not in kept:
            stage = stage_of(old, one)
            text = words.say(
                "The criterion {title} of the stage {stage} is gone; it had {all} of the score.",
                "Kriteria {title} pada tahap {stage} dihapus; semula {all} dari nilai akhir.",
                title=words.quoted(one.title, one.id),
                stage=words.quoted(stage.title, stage.id),
                all=words.percent(share_of_score(stage, one)),
            )
            yield Said(new.id, "", "criterion.removed", text)


def _criteria(old: Category, new: Category, stage: Stage, words: Words) -> Iterator[Said]:
    before = {one.id: one for one in old.criteria}
    for one in stage.criteria:
        if one.id not in before:
            text = words.say(
                "The criterion {title} ({kind}) is new, with {own} of the stage and {all} of the score.",
                "Kriteria {title} ({kind}) baru, dengan {own} dari tahap dan {all} dari nilai akhir.",
                title=words.quoted(one.title, one.id),
                kind=words.of(KINDS[one.kind]),
                own=words.percent(share_of_stage(stage, one)),
                all=words.percent(share_of_score(stage, one)),
            )
            yield Said(new.id, stage.id, "criterion.added", text)
        else:
            place = Place(old, stage_of(old, before[one.id]), before[one.id])
            yield from criterion_changes(place, Place(new, stage, one), words)
    same = next((each for each in old.stages if each.id == stage.id), None)
    if same:
        yield from ordered(
            same.criteria,
            stage.criteria,
            words,
            new.id,
            stage.id,
            ("The order of the criteria", "Urutan kriteria"),
        )


def _floor(table: Category | Stage) -> Fraction | None:
    return table.floor if table.aggregate == "geometric" else None


def _weight(thing: Stage | Dimension) -> Fraction:
    return Fraction(thing.weight_bp, WHOLE)


def _hundredths(percent: int | None) -> Fraction | None:
    return None if percent is None else Fraction(percent, 100)
