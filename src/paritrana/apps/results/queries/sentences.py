"""The robustness of one category in sentences that a secretariat can read aloud."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from paritrana.apps.results.queries.method_report import CategoryReport, FairLine, Gap, Lamp, Line, Severity
from paritrana.core.rulebook import Category
from paritrana.ui import formats
from paritrana.ui.formats import title_of

WORDS = {
    "": (lambda: _("not told"), "neutral"),
    "stable": (lambda: _("stable"), "good"),
    "fairly_stable": (lambda: _("fairly stable"), "info"),
    "contested": (lambda: _("contested"), "warn"),
}


@dataclass(frozen=True)
class Told:
    """One lamp as a page shows it: its question, whether it holds, and the sentence."""

    question: str
    word: str
    tone: str
    sentence: str


@dataclass(frozen=True)
class FairTold:
    """One entrant in the fair view with its sentence; empty when nothing moved."""

    line: FairLine
    sentence: str


def listed(names: Sequence[str]) -> str:
    """Return names as a sentence lists them: A, B and C."""
    if len(names) < 2:
        return "".join(names)
    return _("{names} and {last}").format(names=", ".join(names[:-1]), last=names[-1])


def word_of(report: CategoryReport) -> tuple[str, str]:
    """Return stable, fairly stable or contested in the page's language, and its tone."""
    told, tone = WORDS[report.word]
    return told(), tone


def verdict(report: CategoryReport) -> str:
    """Return how often the first place stays, and what that is called."""
    if not report.lines:
        return _("Nobody is ranked in this category, so there is nothing to try.")
    told = _("In {count} of {worlds} worlds {names} came first: the first place is {word}.")
    return told.format(
        count=formats.number(report.stable_count),
        worlds=formats.number(report.worlds),
        names=listed(report.winners),
        word=word_of(report)[0],
    )


def radius(report: CategoryReport) -> str:
    """Return by how much weights must move before the first place changes hands."""
    if report.radius is None or report.radius.percent >= 100:
        return _("No other entrant can overtake, however the weights move.")
    if not report.radius.percent:
        return _("{rival} is level with {names}: any change of the weights decides.").format(
            rival=report.radius.name, names=listed(report.winners)
        )
    told = _("{rival} overtakes {names} only if weights move by more than {percent}.")
    return told.format(
        rival=report.radius.name, names=listed(report.winners), percent=_percent(report.radius.percent)
    )


def can_win(report: CategoryReport) -> str:
    """Return who can come first when every weight moves by up to a quarter."""
    if not report.can_win:
        return ""
    if len(report.can_win) == 1:
        told = _("If every weight may move by up to 25%, nobody but {names} can come first.")
    else:
        told = _("If every weight may move by up to 25%, these can come first: {names}.")
    return told.format(names=listed(report.can_win))


def can_reach_top(report: CategoryReport) -> str:
    """Return who can come among the first k; empty when k is one."""
    if report.top < 2 or not report.can_reach_top:
        return ""
    told = _("Among the first {top} can come: {names}.")
    return told.format(top=report.top, names=listed(report.can_reach_top))


def strongest_choice(report: CategoryReport) -> str:
    """Return which choice moves ranks most; empty where nothing moves."""
    moving = [one for one in report.choices if one.share > 0]
    if not moving:
        return _("None of the choices that were tried moves a rank.")
    most = max(moving, key=lambda one: one.share)
    told = _("What moves ranks most is {choice}: {share} of all movement.")
    return told.format(choice=choice_name(most.id), share=formats.percent(most.share, 1))


def choice_name(choice: str) -> str:
    """Return the name of a kind of choice."""
    names = {
        "weights": _("the weights"),
        "scale": _("goalposts, percentiles or z-scores"),
        "form": _("arithmetic or geometric mean"),
        "criterion": _("which criterion is left out"),
        "juror": _("which juror is left out"),
        "severity": _("how strict the jurors are"),
        "panel": _("the plain mean, the trimmed mean or the fair view"),
    }
    return names.get(choice, choice)


def lamp(one: Lamp) -> Told:
    """Return one of the three lamps in words."""
    questions = {
        "leave_one_juror_out": _("One juror left out"),
        "weights_10": _("Every weight up to 10% more or less"),
        "trimmed_mean": _("Without the highest and the lowest juror"),
    }
    if not one.is_tried:
        sentence = _("This category has no two jurors, so there was nothing to try.")
        return Told(questions[one.id], _("not tried"), "neutral", sentence)
    sentence = _holds(one) if one.is_on else _fails(one)
    word, tone = (_("holds"), "good") if one.is_on else (_("does not hold"), "warn")
    return Told(questions[one.id], word, tone, sentence)


def _holds(one: Lamp) -> str:
    return {
        "leave_one_juror_out": _("Whichever juror is left out, the first place stays."),
        "weights_10": _("However the weights move within 10%, the first place stays."),
        "trimmed_mean": _("Without the highest and the lowest total of each panel the first place stays."),
    }[one.id]


def _fails(one: Lamp) -> str:
    told = {
        "leave_one_juror_out": _("Without {jurors} another entrant comes first: {rivals}."),
        "weights_10": _("Weights moved within 10% can bring another entrant level: {rivals}."),
        "trimmed_mean": _("Without the highest and the lowest total of each panel comes first: {rivals}."),
    }[one.id]
    jurors = _(" or ").join(_("juror {juror}").format(juror=juror) for juror in one.changing)
    return told.format(jurors=jurors, rivals=listed(one.rivals))


def ties(lines: Sequence[Line]) -> list[str]:
    """Return a sentence for every two neighbours that cannot be told apart."""
    told = _(
        "{better} and {worse} cannot be told apart: in more than one world of twenty they change places."
    )
    return [
        told.format(better=line.name, worse=after.name)
        for line, after in pairwise(lines)
        if line.tied_with_next
    ]


def span(line: Line) -> str:
    """Return where an entrant's rank lies in nine worlds of ten."""
    if line.rank_low == line.rank_high:
        return _("rank {low} in nine worlds of ten").format(low=line.rank_low)
    told = _("rank {low} to {high} in nine worlds of ten")
    return told.format(low=line.rank_low, high=line.rank_high)


def gap(one: Gap, category: Category) -> str:
    """Return what an entrant's missing values leave open."""
    told = _(
        "{name} has no value for {criteria}: "
        "its score can lie between {low} and {high}, its rank between {best} and {worst}."
    )
    return told.format(
        name=one.name,
        criteria=listed([f"“{title_of(category.criterion(name).title)}”" for name in one.criteria]),
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
        return _("Juror {juror} marked {entrants} as colleagues did.").format(**facts)
    if one.points > 0:
        told = _("Juror {juror} gave {points} points less than colleagues on the same entrants ({entrants}).")
    else:
        told = _("Juror {juror} gave {points} points more than colleagues on the same entrants ({entrants}).")
    return told.format(**facts)


def fair(
    lines: Sequence[FairLine], seen_by: Mapping[str, Sequence[str]], severities: Sequence[Severity]
) -> list[FairTold]:
    """Return each entrant in the fair view with the sentence that tells why it moved.

    seen_by: entrant → the jurors who marked it.
    """
    of_juror = {one.juror: one for one in severities}
    return [FairTold(line, _fair(line, seen_by.get(line.entrant, ()), of_juror)) for line in lines]


def _fair(line: FairLine, jurors: Sequence[str], severities: Mapping[str, Severity]) -> str:
    if not line.moved:
        return ""
    known = [severities[juror] for juror in jurors if juror in severities]
    told = _("Seen by jurors {jurors}")
    seen = told.format(jurors=listed(list(jurors)))
    parts = ""
    if known:
        most = max(known, key=lambda one: abs(one.points))
        if round(most.points, 1):
            less = _(", of whom {juror} marked {points} points lower than colleagues on the same entrants")
            more = _(", of whom {juror} marked {points} points higher than colleagues on the same entrants")
            parts = (less if most.points > 0 else more).format(
                juror=most.juror, points=formats.number(abs(most.points), 1)
            )
    end = _(": {before} becomes {after}.").format(
        before=formats.number(line.official_score, 2), after=formats.number(line.score, 2)
    )
    return seen + parts + end


def reliability(facts: Mapping[str, Any] | None) -> list[str]:
    """Return how far the jurors agree, and how many of them a reliability of 0.8 would need."""
    if not facts:
        return [
            _("No reliability can be told: an entrant needs at least two jurors, and entrants must differ.")
        ]
    names = {
        "alpha": _("Krippendorff's alpha (1: all agree) is {value}."),
        "icc": _("The mean of the panel repeats itself to {value} (ICC, 1: fully)."),
        "generalizability": _("The panel tells entrants apart to {value} (generalizability, 1: fully)."),
    }
    told = [
        sentence.format(value=formats.number(Fraction(str(facts[name])), 2))
        for name, sentence in names.items()
        if facts.get(name) is not None
    ]
    needed = facts.get("jurors_needed")
    if needed is not None:
        sentence = ngettext(
            "For a reliability of {goal} each entrant needs {count} juror.",
            "For a reliability of {goal} each entrant needs {count} jurors.",
            int(needed),
        )
        told.append(sentence.format(count=needed, goal=formats.number(Decimal("0.8"))))
    return told


def _percent(value: Decimal) -> str:
    return formats.percent(value, 100)
