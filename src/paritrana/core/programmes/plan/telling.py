"""A plan in one sentence, Indonesian and English."""

from __future__ import annotations

from fractions import Fraction

from paritrana.core.programmes.plan.steps import Plan, Step
from paritrana.core.units import Rupiah, count_text, decimal_text, percent_text, rupiah_text

_SCALES = ((10**12, "triliun", "trillion"), (10**9, "miliar", "billion"), (10**6, "juta", "million"))


def short_rupiah(amount: Rupiah, language: str = "id") -> str:
    """Return money as a title shows it: Rp83,1 juta, or Rp83.1 million; below a million in full."""
    english = language.startswith("en")
    for scale, indonesian_word, english_word in _SCALES:
        if amount.amount >= scale:
            shown = decimal_text(Fraction(amount.amount, scale), 1, language)
            return f"Rp{shown} {english_word if english else indonesian_word}"
    return rupiah_text(amount, language)


def told_step(step: Step, language: str = "id") -> str:
    """Return one step: 412 more workers = +2.1 points, Rp83.1 million a year."""
    return _told(step.workers, step.points, step.cost, step.offer.months, language)


def told_plan(plan: Plan, language: str = "id") -> str:
    """Return the whole plan in a sentence, with what is still missing."""
    english = language.startswith("en")
    months = {one.offer.months for one in plan.steps}
    only = months.pop() if len(months) == 1 else 0
    told = _told(plan.workers, plan.points, plan.cost, only, language)
    after, missing = percent_text(plan.after, 1, language), count_text(plan.missing, language)
    if english:
        rest = f"; {missing} workers are still without a payer" if plan.missing else ""
        return f"{told}, to {after}{rest}."
    rest = f"; {missing} pekerja belum ada pembayarnya" if plan.missing else ""
    return f"{told}, menjadi {after}{rest}."


def _told(workers: int, points: Fraction, cost: Rupiah, months: int, language: str) -> str:
    """`months` 0: they differ from fund to fund."""
    count, more = count_text(workers, language), decimal_text(points, 1, language)
    money = short_rupiah(cost, language)
    if language.startswith("en"):
        span = {0: "in all", 1: "for one month", 12: "a year"}.get(months, f"for {months} months")
        return f"{count} more worker{'' if workers == 1 else 's'} = +{more} points, {money} {span}"
    span = {0: "seluruhnya", 12: "setahun"}.get(months, f"untuk {months} bulan")
    return f"{count} pekerja lagi = +{more} poin, {money} {span}"
