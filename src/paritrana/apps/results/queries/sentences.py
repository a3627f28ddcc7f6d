"""How firmly a category stands in sentences that a secretariat can read aloud."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from paritrana.apps.results import labels
from paritrana.apps.results.queries.computing import Judged
from paritrana.apps.results.queries.method_report import FairLine, Firmness, Line, Severity
from paritrana.core.ranking.robustness import (
    Bound,
    Lamp,
    told_can_win,
    told_lamp,
    told_moves,
    told_radius,
    told_stability,
)
from paritrana.core.ranking.robustness.lamps import FOUND
from paritrana.core.ranking.robustness.telling import WORDS, Pair
from paritrana.core.rulebook import Category
from paritrana.core.scoring.jury import told_entrants, told_gate
from paritrana.ui import formats
from paritrana.ui.formats import in_english, title_of

TONES = {"stable": "good", "fairly_stable": "info", "contested": "warn"}


@dataclass(frozen=True)
class Told:
    """One lamp as a page shows it: its question, whether it holds, and the sentence."""

    question: str
    word: str
    tone: str
    sentence: str


@dataclass(frozen=True)
class FairTold:
    """One entrant in the fair view with its sentence; empty where nothing is adjusted."""

    line: FairLine
    sentence: str


def spoken(pair: Pair) -> str:
    """Return a sentence of the method, (English, Indonesian), in the page's language."""
    return pair[0 if in_english() else 1]


def listed(names: Sequence[str]) -> str:
    """Return names as a sentence lists them: A, B and C."""
    if len(names) < 2:
        return "".join(names)
    return _("{names} and {last}").format(names=", ".join(names[:-1]), last=names[-1])


def word_of(firm: Firmness) -> tuple[str, str]:
    """Return stable, fairly stable or contested in the page's language, and its tone."""
    word = firm.report.word
    return (spoken(WORDS[word]), TONES[word]) if word else (_("not told"), "neutral")


def told(firm: Firmness) -> list[str]:
    """Return what is said of the first place: how often it stays, what moves it, who else can have it."""
    report = firm.report
    if not report.standings:
        return [spoken(told_stability(report))]
    sentences = [
        spoken(told_stability(report, firm.named)),
        spoken(told_radius(report, firm.named)),
        spoken(told_can_win(report, firm.named)),
        _can_reach_top(firm),
        spoken(told_moves(report)),
    ]
    return [one for one in sentences if one]


def short(firm: Firmness) -> list[str]:
    """Return the two sentences that a public page needs."""
    return told(firm)[:2]


def moved(lines: Sequence[FairLine] | None, category: Category) -> str:
    """Return how many entrants stand elsewhere in the fair view, in one sentence; empty without a view."""
    if lines is None:
        return ""
    if category.jury.fair_mode == "official":
        return _(
            "How strict each juror is has been taken out of this ranking, as its rules said before marking."
        )
    many = sum(line.rank != line.official_rank for line in lines)
    if not many:
        return _(
            "In the fair view, which takes out how strict each juror is, every entrant has the same rank."
        )
    sentence = ngettext(
        "In the fair view, which takes out how strict each juror is, {count} entrant has another rank.",
        "In the fair view, which takes out how strict each juror is, {count} entrants have another rank.",
        many,
    )
    return sentence.format(count=many)


def _can_reach_top(firm: Firmness) -> str:
    report = firm.report
    if report.top < 2 or report.top >= len(report.standings):
        return ""
    sentence = _("Among the first {top} can come: {names}.")
    if not report.certified:
        sentence = _("Found able to come among the first {top}: {names}; that nobody else can is not proven.")
    return sentence.format(top=report.top, names=listed([firm.named(one) for one in report.can_reach_top]))


def lamp(one: Lamp, firm: Firmness) -> Told:
    """Return one of the three lamps in words."""
    questions = {
        "leave_one_juror_out": _("One juror left out"),
        "weights_10": _("Every weight up to a tenth more or less"),
        "trimmed_mean": _("Without the highest and the lowest juror"),
    }
    word, tone = (_("holds"), "good") if one.on else (_("does not hold"), "warn")
    if one.on and one.facts.get("kind") == FOUND:
        word, tone = _("nothing found against it"), "info"
    if one.facts.get("jurors") == 0:
        word, tone = _("not tried"), "neutral"
    return Told(questions[one.id], word, tone, spoken(told_lamp(one, firm.named)))


def ties(lines: Sequence[Line], worlds: int) -> list[str]:
    """Return a sentence for every two neighbours that cannot be told apart."""
    return [_tie(line, after, worlds) for line, after in pairwise(lines) if line.tied_with_next]


def _tie(line: Line, after: Line, worlds: int) -> str:
    sentence = _("{better} and {worse} cannot be told apart.")
    if line.standing.ahead_count is not None:
        sentence = _(
            "{better} and {worse} cannot be told apart: {better} is ahead in {count} of {worlds} worlds."
        )
    return sentence.format(
        better=line.name,
        worse=after.name,
        count=formats.number(line.standing.ahead_count or 0),
        worlds=formats.number(worlds),
    )


def gap(one: Bound, category: Category, name: str) -> str:
    """Return what an entrant's missing values leave open."""
    sentence = _(
        "{name} has no value for {criteria}: "
        "its score can lie between {low} and {high}, its rank between {best} and {worst}."
    )
    if one.best_rank == one.worst_rank:
        sentence = _(
            "{name} has no value for {criteria}: "
            "its score can lie between {low} and {high}; its rank stays {best}."
        )
    return sentence.format(
        name=name,
        criteria=listed([f"“{title_of(category.criterion(gap).title)}”" for gap in one.gaps]),
        low=formats.number(one.low, 2),
        high=formats.number(one.high, 2),
        best=one.best_rank,
        worst=one.worst_rank,
    )


def severity(one: Severity) -> str:
    """Return one juror's severity beside colleagues on the same entrants."""
    counted = ngettext("{count} entrant", "{count} entrants", one.entrants_marked)
    facts = {
        "juror": one.juror,
        "points": formats.number(abs(one.points), 1),
        "entrants": counted.format(count=one.entrants_marked),
    }
    if not round(one.points, 1):
        sentence = _("Juror {juror} marked as colleagues did ({entrants}).")
    elif one.points > 0:
        sentence = _(
            "Juror {juror} gave {points} points less than colleagues on the same entrants ({entrants})."
        )
    else:
        sentence = _(
            "Juror {juror} gave {points} points more than colleagues on the same entrants ({entrants})."
        )
    return sentence.format(**facts)


def gates(judged: Judged) -> list[str]:
    """Return why severities are taken out of this category's marks, or are not."""
    language = "en" if in_english() else "id"
    return [_sentence(told_gate(gate, language)) for gate in (judged.fair.gates if judged.fair else ())]


def fair(lines: Iterable[FairLine], judged: Judged) -> list[FairTold]:
    """Return each entrant in the fair view with the sentence that tells why it moved."""
    language = "en" if in_english() else "id"
    scores, view = judged.result.scores, judged.fair
    reasons = told_entrants(scores, judged.fairer, view, language) if view else {}
    return [FairTold(line, _sentence(reasons.get(line.entrant, ""))) for line in lines]


def reliability(facts: Mapping[str, Any] | None, category: Category) -> list[tuple[str, list[str]]]:
    """Return by stage how far its jurors agree, and how many of them a reliability of 0.8 would need."""
    return [
        (title_of(category.stage(stage).title), _reliability(row)) for stage, row in (facts or {}).items()
    ]


def _reliability(row: Mapping[str, Any]) -> list[str]:
    sentences = {
        "alpha": _("Krippendorff's alpha is {value} (1: all agree)."),
        "icc_panel": _("The mean of the panel repeats itself to {value} (ICC; 1: fully)."),
        "generalizability": _("The panel tells entrants apart to {value} (generalizability; 1: fully)."),
    }
    found = [
        sentence.format(value=formats.number(Decimal(row[name])))
        for name, sentence in sentences.items()
        if row[name] is not None
    ]
    if row["jurors_needed"] is not None:
        many = int(Decimal(row["jurors_needed"]))
        sentence = ngettext(
            "For a generalizability of {goal} each entrant needs {count} juror.",
            "For a generalizability of {goal} each entrant needs {count} jurors.",
            many,
        )
        found.append(sentence.format(count=many, goal=formats.number(Decimal("0.8"))))
    elif row["generalizability"] is not None:
        sentence = _("The marks show no difference between entrants: no number of jurors would reach {goal}.")
        found.append(sentence.format(goal=formats.number(Decimal("0.8"))))
    return [*found, labels.unmeasured(row["reason"])] if row["alpha"] is None else found


def _sentence(words: str) -> str:
    """Return words of the method as a sentence: a capital before, a full stop behind."""
    return f"{words[:1].upper()}{words[1:]}." if words else ""
