"""One criterion in a paragraph: what it weighs, how a value becomes points, and what if there is none."""

from collections.abc import Iterator
from fractions import Fraction

from paritrana.core.rulebook.model import Category, Criterion, Stage
from paritrana.core.rulebook.shares import share_of_score
from paritrana.core.rulebook.words import EVIDENCE, Words, capital
from paritrana.core.units import count_text, decimal_text

_TRIED = (Fraction(3, 5), Fraction(1, 2), Fraction(2, 3), Fraction(3, 4), Fraction(1, 3))


def criterion_text(criterion: Criterion, stage: Stage, category: Category, words: Words) -> str:
    """Return a criterion as Markdown: a paragraph, and its levels or anchors as a list."""
    group = (
        words.say("its dimension", "dimensinya")
        if criterion.dimension
        else words.say("its stage", "tahapnya")
    )
    lead = words.say(
        "**{title}** has {own} of {group}, which is {all} of the score.",
        "**{title}** berbobot {own} dari {group}, yaitu {all} dari nilai akhir.",
        title=words.title(criterion.title, criterion.id),
        own=words.weight(criterion.weight_bp),
        group=group,
        all=words.percent(share_of_score(stage, criterion)),
    )
    told = [lead]
    if criterion.guidance:
        guidance = criterion.guidance[words.lang].strip()
        told.append(guidance if guidance.endswith((".", "!", "?")) else f"{guidance}.")
    if criterion.kind == "measure":
        told += _measure(criterion, words)
    if criterion.kind == "yes_no":
        told.append(words.say("Yes gives 100 points, no gives 0.", "Ya memberi 100 poin, tidak memberi 0."))
    listed = list(_rungs(criterion, words)) or list(_marks(criterion, words))
    last = [
        words.say(
            "If the value is missing, {what}.",
            "Bila nilainya tidak ada, {what}.",
            what=words.missing(criterion, category),
        )
    ]
    if criterion.kind == "rubric":
        last = []
    if criterion.evidence != "none":
        last.append(capital(f"{words.of(EVIDENCE[criterion.evidence])}."))
    if not listed:
        return " ".join(told + last)
    return "\n\n".join(
        part for part in (" ".join([*told, listed[0]]), "\n".join(listed[1:]), " ".join(last)) if part
    )


def _measure(criterion: Criterion, words: Words) -> Iterator[str]:
    if criterion.goalposts is None:
        return
    yield capital(f"{words.goalposts(criterion.goalposts, criterion)}.")
    yield words.say(
        "In between, the points are in proportion.", "Di antaranya, poin sebanding dengan nilainya."
    )
    yield _example(criterion, criterion.goalposts, words)
    for size, ends in criterion.goalposts_by_size:
        yield words.say(
            "For size class {size}: {ends}.",
            "Untuk kelas ukuran {size}: {ends}.",
            size=words.size(size),
            ends=words.goalposts(ends, criterion),
        )
    if criterion.small is not None:
        yield capital(f"{words.small(criterion)}.")
        yield from _small_example(criterion, words)


def _example(criterion: Criterion, ends: tuple[Fraction, Fraction], words: Words) -> str:
    low, high = ends
    whole = criterion.unit in ("count", "months", "rupiah")
    part = next(
        (one for one in _TRIED if not whole or (low + one * (high - low)).denominator == 1), _TRIED[0]
    )
    value = low + part * (high - low)
    points = (1 - part if criterion.better == "lower" else part) * 100
    first, second = (high, value) if criterion.better == "lower" else (value, low)
    return words.say(
        "For example, {value} gives {points} points: ({first} − {second}) ÷ ({high} − {low}) × 100.",
        "Misalnya, {value} memberi {points} poin: ({first} − {second}) ÷ ({high} − {low}) × 100.",
        value=words.amount(value, criterion.unit),
        points=_short(points, words),
        first=words.amount(first, criterion.unit),
        second=words.amount(second, criterion.unit),
        high=words.amount(high, criterion.unit),
        low=words.amount(low, criterion.unit),
    )


def _short(value: Fraction, words: Words) -> str:
    return words.number(value) if value.denominator == 1 else decimal_text(value, 2, words.lang)


def _small_example(criterion: Criterion, words: Words) -> Iterator[str]:
    small = criterion.small
    if small is None or small.rule != "shrink":
        return

    def drawn(covered: int, workers: int) -> str:
        return words.percent((covered + small.kappa * small.prior) / (workers + small.kappa))

    yield words.say(
        "So 9 of 10 counts as {few}, but 900 of 1,000 as {many}: the smaller the place, the less one "
        "person decides.",
        "Jadi 9 dari 10 dihitung {few}, sedangkan 900 dari 1.000 dihitung {many}: makin kecil tempatnya, "
        "makin kecil pengaruh satu orang.",
        few=drawn(9, 10),
        many=drawn(900, 1000),
    )


def _rungs(criterion: Criterion, words: Words) -> Iterator[str]:
    if criterion.kind != "ladder":
        return
    yield words.say(
        "The highest level reached gives the points:", "Jenjang tertinggi yang dicapai memberi poin:"
    )
    for level in criterion.levels:
        yield words.say(
            "- {title}: {points} points",
            "- {title}: {points} poin",
            title=words.title(level.title, level.id),
            points=count_text(level.points, words.lang),
        )


def _marks(criterion: Criterion, words: Words) -> Iterator[str]:
    if criterion.scale is None:
        return
    low, high = criterion.scale
    mark = low + criterion.step * ((criterion.steps * 3 + 2) // 5 if criterion.steps > 1 else 1)
    points = (mark - low) / (high - low) * 100
    text = words.say(
        "Jurors mark it from {low} to {high} in steps of {step}. A mark of {mark} is worth {points} points.",
        "Juri menilainya dari {low} sampai {high} dengan langkah {step}. Nilai {mark} setara dengan "
        "{points} poin.",
        low=words.number(low),
        high=words.number(high),
        step=words.number(criterion.step),
        mark=words.number(mark),
        points=_short(points, words),
    )
    if not criterion.anchors:
        yield text
        return
    yield text + words.say(" What marks mean:", " Arti nilainya:")
    for one, meaning in sorted(criterion.anchors, key=lambda pair: Fraction(pair[0])):
        yield f"- {words.number(Fraction(one))}: {meaning[words.lang]}"
