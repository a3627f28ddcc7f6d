"""Plans in words: measures, figures, targets, sources, months and rates, and the next step as a sentence."""

from collections.abc import Iterator

from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from paritrana.apps.protection.labels import words
from paritrana.apps.protection.rules.outlooks import Feasible, Outlook
from paritrana.apps.protection.rules.plans import OWN, Origin, Question, Source
from paritrana.apps.protection.states import PlanBase
from paritrana.core.programmes import MonthPremium, Payer, Premium, RateTable, Sector
from paritrana.core.programmes.plan import (
    Indicator,
    LeftOut,
    Place,
    Standing,
    Target,
    short_rupiah,
    told_plan,
    told_step,
)
from paritrana.core.units import Rate
from paritrana.ui import formats

INDICATOR = {
    Indicator.UCJ: _("UCJ: over workers without civil servants, soldiers and police"),
    Indicator.RPJMN: _("RPJMN: over the base of the national plan"),
    Indicator.OWN: _("Own: over the workers that agreements name"),
}
SHORT = {Indicator.UCJ: "UCJ", Indicator.RPJMN: "RPJMN", Indicator.OWN: _("own measure")}
BASE = {
    PlanBase.SNAPSHOT: _("Published coverage"),
    PlanBase.REGISTER: _("The register of this site"),
    PlanBase.TYPED: _("Another figure, with its source"),
}
SECTOR = {Sector.OTHER: _("Other work"), Sector.TRANSPORT: _("Transport: drivers and couriers")}
PAYER = {
    Payer.SELF: _("the workers"),
    Payer.GOVERNMENT: _("a public budget"),
    Payer.COMPANY: _("companies"),
    Payer.SPONSOR: _("sponsors"),
}
LEFT_OUT = {
    LeftOut.SHORT: _("pays fewer months than the plan asks"),
    LeftOut.NOT_IN_FORCE: _("does not pay in the month looked at"),
    LeftOut.EMPTY: _("could not pay for one worker"),
    LeftOut.NOT_NEEDED: _("not needed, cheaper sources suffice"),
}
PLACE = {
    Place.OPEN: _("Room left"),
    Place.FULL: _("Quota filled"),
    Place.NO_BUDGET: _("Budgeted nothing"),
    Place.KELURAHAN: _("Kelurahan: no village budget"),
}
PLACE_TONE = {Place.OPEN: "warn", Place.FULL: "good", Place.NO_BUDGET: "bad", Place.KELURAHAN: "neutral"}


def language() -> str:
    return get_language() or "id"


def rate_text(rate: Rate) -> str:
    return formats.percent(rate.part, rate.whole, 1)


def target_text(target: Target) -> str:
    """Return "UCJ target of 2025: 52.15 %"; an own one says over what."""
    share = formats.percent(target.share.numerator, target.share.denominator, 2)
    facts = {"measure": SHORT[target.indicator], "year": target.year, "share": share}
    if target.id == OWN:
        return gettext("own target of %(year)s: %(share)s (%(measure)s)") % facts
    if target.id.startswith("rkp"):
        return gettext("yearly plan (RKP, measure RPJMN) of %(year)s: %(share)s") % facts
    return gettext("%(measure)s target of %(year)s: %(share)s") % facts


def origin_text(origin: Origin, standing: Standing) -> str:
    """Return where two counts come from."""
    day = formats.day(standing.as_of, weekday=False)
    papers = "; ".join(origin.papers)
    if origin.base is PlanBase.SNAPSHOT:
        facts = {"month": words.month_text(origin.period), "number": origin.snapshot}
        return gettext("Published coverage of %(month)s, snapshot %(number)s") % facts
    if origin.base is PlanBase.REGISTER:
        return gettext("Register of this site on %(day)s, over the workers named in %(papers)s") % {
            "day": day,
            "papers": papers,
        }
    return gettext("%(source)s, as of %(day)s") % {"source": papers, "day": day}


def source_text(source: Source) -> str:
    """Return the name of a source; money that is not decided yet says so."""
    if source.fund:
        return source.name
    return gettext("%(kind)s, not decided yet") % {"kind": words.FUND[source.kind]}


def span_text(asked: Question) -> str:
    first, last = words.month_text(str(asked.terms.first)), words.month_text(str(asked.terms.last))
    return first if first == last else f"{first} – {last}"


def next_steps(found: Outlook) -> list[str]:
    """Return the cheapest next steps, a sentence each: budgeted places first, then the cheapest payer."""
    told = []
    if found.free:
        points = formats.number(found.gap.standing.points(found.free), 1)
        count = formats.number(found.free)
        told.append(
            ngettext(
                "%(count)s more worker on a place that a village has budgeted already = +%(points)s points, "
                "nothing more to pay.",
                "%(count)s more workers on places that villages have budgeted already = +%(points)s points, "
                "nothing more to pay.",
                found.free,
            )
            % {"count": count, "points": points}
        )
    step = found.plan.next_step
    if step:
        told.append(
            gettext("%(step)s, paid by: %(source)s.")
            % {"step": told_step(step, language()), "source": source_text(found.source_of(step))}
        )
    return told


def whole_plan(found: Outlook) -> str:
    """Return what all payers do together, as one sentence; nothing where there is only one, or none."""
    return told_plan(found.plan, language()) if len(found.plan.steps) > 1 else ""


def feasible_texts(found: Outlook, could: Feasible) -> list[str]:
    """Return what could be reached where the target cannot: how far, with what money, by when."""
    terms = found.question.terms
    facts = {
        "missing": formats.number(found.plan.missing),
        "after": rate_text(found.after),
        "rupiah": short_rupiah(could.rupiah, language()),
    }
    told = [
        gettext(
            "With these sources the target is out of reach: coverage comes to %(after)s; workers without a "
            "payer: %(missing)s. Covering them in all months of the plan takes %(rupiah)s more."
        )
        % facts
    ]
    if could.months:
        last = words.month_text(str(terms.first + (could.months - 1)))
        told.append(
            gettext("The longest cover that reaches it with this money is %(months)s months: until %(last)s.")
            % {"months": could.months, "last": last}
        )
    elif terms.months > terms.least_months:
        told.append(
            gettext("Not even the shortest cover asked for, %(months)s months, reaches it with this money.")
            % {"months": terms.least_months}
        )
    if could.years:
        told.append(
            gettext(
                "When cover grows by 20 percent a year, as is asked of regions, the target is reached in "
                "%(year)s at the earliest."
            )
            % {"year": found.question.standing.as_of.year + could.years}
        )
    return told


def rate_texts(one: Premium) -> list[str]:
    """Return the monthly rate of one worker in runs of months, each with the discount that holds."""
    told = []
    for first, last in _runs(one):
        begin, end = words.month_text(str(first.month)), words.month_text(str(last.month))
        span = begin if begin == end else f"{begin} – {end}"
        laws = [rate.discount.law for rate in first.rates if rate.discount]
        cut = f" ({', '.join(dict.fromkeys(laws))})" if laws else ""
        told.append(f"{span}: {formats.rupiah(first.per_worker.amount)}{cut}")
    return told


def table_text(table: RateTable) -> str:
    """Return which version of the table of rates was used."""
    return gettext("Table of rates valid through %(month)s, version %(version)s") % {
        "month": words.month_text(str(table.through)),
        "version": table.sha256[:12],
    }


def _runs(one: Premium) -> Iterator[tuple[MonthPremium, MonthPremium]]:
    """Yield the first and last month of each run of equal rates."""
    start = before = one.months[0]
    for month in one.months[1:]:
        if (month.per_worker, month.discounts) != (before.per_worker, before.discounts):
            yield start, before
            start = month
        before = month
    yield start, before
