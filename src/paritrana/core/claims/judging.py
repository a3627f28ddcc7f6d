"""The verdict on one claim: recomputed exactly, with what its printed digits leave open."""

from collections.abc import Mapping

from paritrana.core.claims import telling
from paritrana.core.claims.making import PERCENT, Figures, NoWholeError, figures_of, made_of
from paritrana.core.claims.model import Claim, Outcome, Verdict
from paritrana.core.claims.spans import Span, growth_is_possible
from paritrana.core.claims.weekdays import date_verdict


def judge(claim: Claim) -> Verdict:
    """Return the verdict on a claim; what cannot be read is said before anything is compared."""
    if claim.kind == "date":
        return date_verdict(claim)
    figures = figures_of(claim)
    try:
        made = {} if figures.blind else made_of(claim, figures)
    except NoWholeError:
        messages = telling.told_no_whole()
        outcome = Outcome.UNREADABLE if figures.unread else Outcome.CONTRADICTS
        if figures.unread:
            messages = telling.told_unread(claim, figures, {})
        return _verdict(claim, outcome, None, messages)
    recomputed = "; ".join(_written(key, span, figures) for key, span in made.items()) or None
    if figures.unread:
        return _verdict(claim, Outcome.UNREADABLE, recomputed, telling.told_unread(claim, figures, made))
    outcome, wrong = _compared(claim, figures, made)
    return _verdict(claim, outcome, recomputed, telling.told(claim, figures, made, outcome, wrong))


def _compared(claim: Claim, figures: Figures, made: Mapping[str, Span]) -> tuple[Outcome, list[str]]:
    printed = figures.printed
    if all(printed[key].fits(span.value) for key, span in made.items()):
        return Outcome.HOLDS, []
    cells = {key: Span.cell(printed[key]) for key in made}
    wrong = [key for key, span in made.items() if not span.meets(cells[key])]
    if not wrong and claim.kind == "growth":
        possible = growth_is_possible(
            figures.span("before"),
            figures.span("after"),
            rise=cells.get("rise"),
            percent=cells.get(PERCENT),
        )
        wrong = [] if possible else list(made)
    return (Outcome.CONTRADICTS if wrong else Outcome.WITHIN), wrong


def _written(key: str, span: Span, figures: Figures) -> str:
    places = telling.places_of(figures.printed.get(key))
    if key == PERCENT:
        return telling.percent_plain(span.value, places)
    return telling.plain(span.value, places)


def _verdict(claim: Claim, outcome: Outcome, recomputed: str | None, messages: telling.Pair) -> Verdict:
    english, indonesian = messages
    return Verdict(claim.id, claim.kind, outcome, recomputed, indonesian, english, claim.meta)
