"""Measures that are sums of the facts of months."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ibis

from paritrana.core.coverage.measures.question import Question
from paritrana.core.coverage.rollups import region_of
from paritrana.core.rolls.schemas import FUNDERS, PROGRAMMES, PUBLIC_FUNDERS, SEGMENTS, VULNERABLE

_PUBLIC = [FUNDERS.index(name) for name in PUBLIC_FUNDERS]
_FACT_DIMENSIONS = ("village", "segment", "worker_group", "programmes", "funder")


def sums(question: Question, facts: Any, numerator: str, denominator: str | None) -> Any:
    """Group facts by region and `by`, adding up one or two of their counts."""
    facts = with_programme(question, facts)
    facts = facts.mutate(region=region_of(facts.village, question.divisor))
    added = {"numerator": facts[numerator].sum().cast("int64")}
    if denominator:
        added["denominator"] = facts[denominator].sum().cast("int64")
    grouped = facts.group_by(["region", *question.by]).agg(**added)
    whole = grouped.mutate(persons=grouped.numerator)
    return whole if denominator else whole.mutate(denominator=ibis.null("int64"))


def with_programme(question: Question, facts: Any) -> Any:
    """Repeat each fact under every programme it bears, if programmes are asked for."""
    if "programme" not in question.by:
        return facts
    parts = [
        facts.filter((facts.programmes.cast("int64") & (1 << place)) != 0).mutate(
            programme=ibis.literal(place, type="int8")
        )
        for place, _ in enumerate(PROGRAMMES)
    ]
    return ibis.union(*parts)


def facts_of(question: Question) -> Any | None:
    """Return the facts of all months asked for that count, None when the lake has none."""
    tables = [table for one in question.counted_months if (table := question.facts(one)) is not None]
    if not tables:
        return None
    return ibis.union(*tables) if len(tables) > 1 else tables[0]


def point(question: Question) -> Any | None:
    """Protected persons of the month, or of the last counted month of a year."""
    months_held = question.counted_months
    if not months_held:
        return None
    facts = question.facts(months_held[-1])
    return None if facts is None else sums(question, facts, "protected", None)


def vulnerable(question: Question) -> Any | None:
    """Person-months of vulnerable workers for whom somebody else pays."""
    facts = facts_of(question)
    if facts is None:
        return None
    chosen = facts.filter(
        (facts.segment == SEGMENTS.index("bpu"))
        & (facts.worker_group == VULNERABLE)
        & (facts.funder != FUNDERS.index("self"))
    )
    summed = sums(question, chosen, "protected", None)
    most = 12 if question.month is None else 1
    return summed.mutate(persons=(summed.numerator + (most - 1)) // most)


def ratio(numerator: str, monthly_below: str, yearly_below: str) -> Callable[[Question], Any | None]:
    """Return the measure of one count of the facts over another, which differs between month and year."""

    def build(question: Question) -> Any | None:
        facts = facts_of(question)
        if facts is None:
            return None
        return sums(question, facts, numerator, monthly_below if question.month is not None else yearly_below)

    return build


def substitution(question: Question) -> Any | None:
    """Those who went over to public money, over those for whom it pays."""
    facts = facts_of(question)
    if facts is None:
        return None
    if question.month is None:
        return sums(question, facts, "substituted", "first_public")
    public = facts.mutate(public=ibis.ifelse(facts.funder.isin(_PUBLIC), facts.active, 0))
    return sums(question, public, "substituted", "public")


def lapse(question: Question) -> Any | None:
    """Those lost in each month over those protected in the month before it, where the lake knows both."""
    parts = []
    for month in question.counted_months:
        now, last = question.facts(month), question.facts(month - 1)
        if now is None or last is None:
            continue
        zero = ibis.literal(0, type="int64")
        parts.append(now.select(*_FACT_DIMENSIONS, gone=now.lapsed, base=zero))
        parts.append(last.select(*_FACT_DIMENSIONS, gone=zero, base=last.protected))
    if not parts:
        return None
    grouped = sums(question, ibis.union(*parts), "gone", "base")
    return grouped.filter(grouped.denominator > 0)
