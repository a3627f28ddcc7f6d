"""Each measure as one Ibis expression: ``region, <by…>, numerator, denominator, persons``.

`persons` is how many people stand behind the numerator, for the suppression of small cells.  `denominator` is
null where workers of the region stand below the line; those are joined later.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import ibis

from paritrana.core.coverage.bits import bit, months, until
from paritrana.core.coverage.person_months import WHOLE
from paritrana.core.coverage.person_years import PROGRAMME_MASKS
from paritrana.core.coverage.restating import moved
from paritrana.core.coverage.rollups import ALL, CONTINUOUS_MONTHS, LEVELS, per_person, region_of
from paritrana.core.engines import Engine, bit_or
from paritrana.core.rolls.lake import Lake
from paritrana.core.rolls.schemas import (
    CIVIL_SERVANT,
    FUNDERS,
    PROGRAMMES,
    PUBLIC_FUNDERS,
    SEGMENTS,
    VULNERABLE,
)
from paritrana.errors import BadInput

_PUBLIC = [FUNDERS.index(name) for name in PUBLIC_FUNDERS]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a lake: a year, perhaps one month of it (0 to 11), a level and columns to split by.

    last: the last month of the year that counts, -1 when the whole year lies ahead. hiding: the persons
    behind each figure are wanted, to hide small cells. moves: old and new codes, to restate on today's.
    """

    lake: Lake
    engine: Engine
    year: int
    month: int | None
    level: str
    by: tuple[str, ...]
    last: int
    grace: int = 0
    hiding: bool = False
    moves: Any | None = None

    @property
    def divisor(self) -> int:
        return LEVELS[self.level]

    @property
    def limit(self) -> int:
        """Return the mask of the months that count."""
        return until(self.last)

    def years(self, year: int) -> Any | None:
        """Return the person-years of a year, None when the lake has none."""
        place = self.lake.path("person_year", str(year))
        return moved(self.engine.table(place), self.moves) if place else None

    def facts(self, month: int) -> Any | None:
        """Return the facts of a month (its whole number), None when the lake has none."""
        place = self.lake.path("coverage_fact", str(month))
        return moved(self.engine.table(place), self.moves) if place else None

    @property
    def counted_months(self) -> list[int]:
        """Return the months asked for that the lake has and that count already."""
        asked = range(12) if self.month is None else (self.month,)
        held = self.lake.manifest.tables.get("coverage_fact", {})
        return [
            self.year * 12 + one for one in asked if one <= self.last and str(self.year * 12 + one) in held
        ]


def expression(name: str, question: Question) -> Any | None:
    """Return the measure's expression, None when the lake holds nothing for the time asked."""
    return _MEASURES[name](question)


def _sums(question: Question, facts: Any, numerator: str, denominator: str | None) -> Any:
    """Group facts by region and `by`, adding up one or two of their counts."""
    facts = _with_programme(question, facts)
    facts = facts.mutate(region=region_of(facts.village, question.divisor))
    added = {"numerator": facts[numerator].sum().cast("int64")}
    if denominator:
        added["denominator"] = facts[denominator].sum().cast("int64")
    grouped = facts.group_by(["region", *question.by]).agg(**added)
    whole = grouped.mutate(persons=grouped.numerator)
    return whole if denominator else whole.mutate(denominator=ibis.null("int64"))


def _with_programme(question: Question, facts: Any) -> Any:
    if "programme" not in question.by:
        return facts
    parts = [
        facts.filter((facts.programmes.cast("int64") & (1 << place)) != 0).mutate(
            programme=ibis.literal(place, type="int8")
        )
        for place, _ in enumerate(PROGRAMMES)
    ]
    return ibis.union(*parts)


def _facts(question: Question) -> Any | None:
    tables = [table for one in question.counted_months if (table := question.facts(one)) is not None]
    if not tables:
        return None
    return ibis.union(*tables) if len(tables) > 1 else tables[0]


def _headcount(count: str) -> Callable[[Question], Any | None]:
    """Persons of a month from the facts, distinct persons of a year from its totals."""

    def build(question: Question) -> Any | None:
        if question.month is None:
            return _distinct(question, count, None)
        facts = _facts(question)
        return None if facts is None else _sums(question, facts, count, None)

    return build


def _distinct(question: Question, numerator: str, denominator: str | None) -> Any | None:
    totals = _totals(question)
    if totals is None:
        return None
    below = totals[denominator] if denominator else ibis.null("int64")
    persons = totals.protected if numerator == "person_months" else totals[numerator]
    return totals.select(
        "region", *question.by, numerator=totals[numerator], denominator=below, persons=persons
    )


def _totals(question: Question) -> Any | None:
    """Return distinct persons and person-months of a year: the kept totals if there are any, or computed."""
    place = question.lake.path("coverage_rollup", str(question.year))
    if place and question.moves is None and question.by in ((), ("segment",), ("funder",)):
        kept = question.engine.table(place)
        level = list(LEVELS).index(question.level)
        chosen = kept.filter(kept.level == level)
        for name in ("segment", "funder"):
            column = chosen[name]
            chosen = chosen.filter(column != ALL if name in question.by else column == ALL)
        return chosen
    rows = question.years(question.year)
    if rows is None:
        return None
    rows = _years_by_programme(question, rows)
    rows = rows.mutate(region=region_of(rows.village, question.divisor))
    single = per_person(rows, question.by, question.limit)
    return single.group_by(["region", *question.by]).agg(
        active=single.count(where=single.active_months > 0),
        protected=single.count(where=single.protected_months > 0),
        continuous=single.count(where=single.protected_months >= CONTINUOUS_MONTHS),
        person_months=single.protected_months.sum().cast("int64"),
    )


def _years_by_programme(question: Question, rows: Any) -> Any:
    if "programme" not in question.by:
        return rows
    return ibis.union(
        *(
            rows.mutate(
                active=rows.active & rows[name],
                protected=rows.protected & rows[name],
                programme=ibis.literal(place, type="int8"),
            )
            for place, name in enumerate(PROGRAMME_MASKS)
        )
    )


def _person_months(question: Question) -> Any | None:
    """Protected person-months; by payer in millionths shared by rupiah (see `person_months`)."""
    rows = question.years(question.year)
    if rows is None:
        return None
    limit = question.limit if question.month is None else question.limit & (1 << question.month)
    rows = _years_by_programme(question, rows)
    rows = rows.mutate(
        region=region_of(rows.village, question.divisor), counted=months(rows.protected & limit)
    )
    grouped = rows.filter(rows.counted > 0).group_by(["region", *question.by])
    unit = WHOLE if "funder" in question.by else 1
    counted = grouped.agg(numerator=(rows.counted.sum() * unit).cast("int64"))
    if "funder" in question.by:
        counted = _with_shares(question, counted)
    return _with_persons(question, counted, counted.numerator // unit)


def _with_persons(question: Question, counted: Any, months_counted: Any) -> Any:
    """Add the persons behind person-months: themselves in a month, the distinct ones of a year."""
    whole = counted.mutate(denominator=ibis.null("int64"), persons=months_counted)
    if question.month is not None or not question.hiding:
        return whole
    totals = _totals(question)
    if totals is None:
        return whole
    keys = ["region", *question.by]
    known = totals.select(*keys, people=totals.protected)
    joined = whole.left_join(known, keys)
    fewest = (joined.persons + 11) // 12
    return joined.select(*keys, "numerator", "denominator", persons=joined.people.fill_null(fewest))


def _with_shares(question: Question, counted: Any) -> Any:
    held = question.lake.manifest.tables.get("funder_share", {})
    parts = [
        question.engine.table(question.lake.folder / held[str(month)])
        for month in question.counted_months
        if str(month) in held
    ]
    if not parts:
        return counted
    shares = ibis.union(*parts) if len(parts) > 1 else parts[0]
    known = question.lake.path("person")
    if known is None:
        raise BadInput("lake.unreadable", file="person")
    adults = question.engine.table(known).filter(lambda one: one.adult).select("person")
    shares = moved(shares, question.moves)
    both = (shares.programmes.cast("int64") & 3) == 3
    shares = shares.filter(both & (shares.worker_group != CIVIL_SERVANT)).semi_join(adults, "person")
    shares = _with_programme(question, shares)
    shares = shares.mutate(region=region_of(shares.village, question.divisor))
    added = shares.group_by(["region", *question.by]).agg(numerator=shares.units.sum().cast("int64"))
    both_parts = counted.select(*added.columns).union(added)
    return both_parts.group_by(["region", *question.by]).agg(
        numerator=both_parts.numerator.sum().cast("int64")
    )


def _point(question: Question) -> Any | None:
    months_held = question.counted_months
    if not months_held:
        return None
    facts = question.facts(months_held[-1])
    return None if facts is None else _sums(question, facts, "protected", None)


def _vulnerable(question: Question) -> Any | None:
    facts = _facts(question)
    if facts is None:
        return None
    chosen = facts.filter(
        (facts.segment == SEGMENTS.index("bpu"))
        & (facts.worker_group == VULNERABLE)
        & (facts.funder != FUNDERS.index("self"))
    )
    summed = _sums(question, chosen, "protected", None)
    most = 12 if question.month is None else 1
    return summed.mutate(persons=(summed.numerator + (most - 1)) // most)


def _ratio(numerator: str, monthly_below: str, yearly_below: str) -> Callable[[Question], Any | None]:
    def build(question: Question) -> Any | None:
        facts = _facts(question)
        if facts is None:
            return None
        return _sums(
            question, facts, numerator, monthly_below if question.month is not None else yearly_below
        )

    return build


def _substitution(question: Question) -> Any | None:
    facts = _facts(question)
    if facts is None:
        return None
    if question.month is None:
        return _sums(question, facts, "substituted", "first_public")
    public = facts.mutate(public=ibis.ifelse(facts.funder.isin(_PUBLIC), facts.active, 0))
    return _sums(question, public, "substituted", "public")


def _lapse(question: Question) -> Any | None:
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
    grouped = _sums(question, ibis.union(*parts), "gone", "base")
    return grouped.filter(grouped.denominator > 0)


_FACT_DIMENSIONS = ("village", "segment", "worker_group", "programmes", "funder")


def _in_force(question: Question) -> Any | None:
    """Persons by the row of their last paid month, if it lies at most `grace` months back."""
    if question.month is None:
        raise BadInput("measure.monthly_only", measure="in_force")
    here, grace = question.month, min(question.grace, 11)
    rows = question.years(question.year)
    parts = []
    if rows is not None and here <= question.last:
        window = until(here) & ~until(here - grace - 1)
        parts.append(_last_in(rows, rows.active, rows.all_active & until(here), window, question))
    before = question.years(question.year - 1)
    if before is not None and grace > here:
        window = until(11) & ~until(11 - (grace - here))
        last = _last_in(before, before.active, before.all_active, window, question)
        if rows is not None:
            paid_since = rows.filter((rows.all_active & until(here)) != 0).select("person").distinct()
            last = last.anti_join(paid_since, "person")
        parts.append(last)
    if not parts:
        return None
    held = ibis.union(*parts) if len(parts) > 1 else parts[0]
    counted = held.group_by(["region", *question.by]).agg(numerator=held.count().cast("int64"))
    return counted.mutate(denominator=ibis.null("int64"), persons=counted.numerator)


def _last_in(rows: Any, active: Any, whole: Any, window: int, question: Question) -> Any:
    """Keep the rows that hold the highest month of a person's mask, if it lies in the window."""
    highest = ibis.literal(0, type="int32")
    for place in range(12):
        highest = ibis.ifelse(bit(whole, place) == 1, 1 << place, highest)
    marked = rows.mutate(highest=highest.cast("int32"), region=region_of(rows.village, question.divisor))
    kept = marked.filter(((marked.highest & window) != 0) & ((marked.active & marked.highest) != 0))
    if "programme" in question.by:
        kept = ibis.union(
            *(
                kept.filter((kept[name] & kept.highest) != 0).mutate(
                    programme=ibis.literal(place, type="int8")
                )
                for place, name in enumerate(PROGRAMME_MASKS)
            )
        )
    return kept.select("person", "region", *question.by)


def _registered(question: Question) -> Any | None:
    """Open memberships, and persons without one from their first paid month on, where last seen."""
    month = question.year * 12 + (11 if question.month is None else question.month)
    engine, lake = question.engine, question.lake
    parts = []
    place = lake.path("membership")
    if place:
        members = moved(engine.table(place), question.moves)
        open_now = members.filter((members.starts <= month) & ((members.ends == 0) | (members.ends > month)))
        chief = open_now.mutate(
            chief=(open_now.segment.cast("int64") * (1 << 34) + open_now.village).cast("int64")
        )
        chief = chief.mutate(funder=ibis.literal(FUNDERS.index("other"), type="int8"))
        first = chief.group_by("person").agg(
            chief=chief.chief.min(), programmes=bit_or(chief.programmes.cast("int64"))
        )
        parts.append(
            first.select(
                village=(first.chief & ((1 << 34) - 1)).cast("int64"),
                segment=(first.chief >> 34).cast("int8"),
                funder=ibis.literal(FUNDERS.index("other"), type="int8"),
                programmes=first.programmes.cast("int16"),
            )
        )
    seen = _last_seen(question, month)
    if seen is not None:
        parts.append(
            seen.anti_join(engine.table(place), "person").drop("person") if place else seen.drop("person")
        )
    if not parts:
        return None
    rows = ibis.union(*(part.select("village", "segment", "funder", "programmes") for part in parts))
    rows = rows.mutate(one=ibis.literal(1, type="int64"))
    return _sums(question, rows, "one", None)


def _last_seen(question: Question, month: int) -> Any | None:
    """Return each person's last paid month up to `month`: where, as what, by whom."""
    parts = []
    for text in question.lake.manifest.tables.get("person_year", {}):
        year = int(text)
        if year * 12 > month:
            continue
        rows = question.years(year)
        if rows is None:
            continue
        limit = until(min(11, month - year * 12))
        highest = ibis.literal(-1, type="int32")
        for place in range(12):
            highest = ibis.ifelse(bit(rows.active & limit, place) == 1, place, highest)
        rows = rows.mutate(at=(highest.cast("int64") + year * 12), held=highest)
        rows = rows.filter(rows.held >= 0)
        packed = (
            rows["at"] * (1 << 42)
            + rows.village * (1 << 8)
            + rows.segment.cast("int64") * 16
            + rows.funder.cast("int64")
        )
        bits = ibis.literal(0, type="int64")
        for place, name in enumerate(PROGRAMME_MASKS):
            bits = bits + ibis.ifelse((rows[name] & limit) != 0, 1 << place, 0)
        parts.append(rows.select("person", packed=packed.cast("int64"), programmes=bits.cast("int16")))
    if not parts:
        return None
    rows = ibis.union(*parts) if len(parts) > 1 else parts[0]
    last = rows.group_by("person").agg(
        packed=rows.packed.max(), programmes=bit_or(rows.programmes.cast("int64"))
    )
    return last.select(
        "person",
        village=((last.packed >> 8) & ((1 << 34) - 1)).cast("int64"),
        segment=((last.packed >> 4) & 15).cast("int8"),
        funder=(last.packed & 15).cast("int8"),
        programmes=last.programmes.cast("int16"),
    )


def _nameless(question: Question) -> Any | None:
    place = question.lake.path("project")
    if place is None or question.month is None:
        return None
    month = question.year * 12 + question.month
    rows = moved(question.engine.table(place), question.moves, "region")
    rows = rows.filter((rows["first"] <= month) & (rows["last"] >= month))
    # A project is reported again and again; of one month the latest report speaks, each part in its region.
    latest = rows.group_by(["project", "region"]).agg(file_no=rows.file_no.max())
    rows = rows.semi_join(latest, ["project", "region", "file_no"])
    digits = rows.region.cast("string").length()
    wanted = {"country": 0, "province": 2, "regency": 4, "district": 6, "village": 10}[question.level]
    held = rows.filter(digits >= wanted) if wanted else rows
    region = (
        held.region.cast("string").left(wanted).cast("int64") if wanted else (held.region * 0).cast("int64")
    )
    held = held.mutate(region=region)
    counted = held.group_by("region").agg(numerator=held.heads.sum().cast("int64"))
    return counted.mutate(denominator=ibis.null("int64"), persons=counted.numerator)


_MEASURES: dict[str, Callable[[Question], Any | None]] = {
    "registered": _registered,
    "active": _headcount("active"),
    "in_force": _in_force,
    "protected": _headcount("protected"),
    "point_coverage": _point,
    "person_month_coverage": _person_months,
    "continuity": lambda question: _distinct(question, "continuous", "protected"),
    "mean_months": lambda question: _distinct(question, "person_months", "protected"),
    "lapse": _lapse,
    "overlap": _ratio("overlap", "protected", "protected"),
    "additionality": _ratio("new", "active", "first"),
    "substitution": _substitution,
    "vulnerable_coverage": _vulnerable,
    "nameless_construction": _nameless,
}
