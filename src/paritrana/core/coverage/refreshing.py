"""Refreshing the tables of a lake from what was delivered since the last time.

Only months that a new delivery speaks of are settled anew, then the years they touch.  The result is the
same, row for row, as computing everything from the start (`rebuild=True`).  The tables change in one step
at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import ibis

from paritrana.core.coverage import (
    contributions,
    facts,
    memberships,
    person_months,
    person_years,
    persons,
    rollups,
)
from paritrana.core.coverage.bits import month_text
from paritrana.core.engines import Engine, open_engine
from paritrana.core.programmes.ages import OLDEST
from paritrana.core.rolls.lake import Delivery, Lake, opened
from paritrana.core.rolls.repeats import accepted, paid_once
from paritrana.core.rolls.schemas import Kind
from paritrana.errors import BadInput

ROWS_A_BUCKET = 10_000_000
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a refresh did: the months settled anew, the years computed anew, as ``YYYY-MM`` and ``YYYY``."""

    months: list[str]
    years: list[str]
    deliveries: list[int]


def refresh(
    lake: Path,
    *,
    engine: Engine | None = None,
    say: Say = lambda line: None,
    rebuild: bool = False,
    oldest: int = OLDEST,
) -> Refreshed:
    """Bring the tables of a lake up to date with its deliveries and say what was done.

    oldest: the highest age at registration that still counts, 65 by the manual, 64 where "not yet 65" is
    read. Another value than last time computes everything anew.
    Raises BadInput (lake.absent, lake.empty), RuleRefused (lake.busy); the tables then are as they were.
    """
    Lake.existing(lake)
    with opened(lake) as store:
        if not store.manifest.deliveries:
            raise BadInput("lake.empty", folder=str(lake))
        anew = rebuild or store.manifest.settings.get("oldest", oldest) != oldest
        own = engine is None
        running = engine or open_engine()
        try:
            done = _Refresh(store, running, say, anew, oldest).run()
        finally:
            if own:
                running.close()
        store.manifest.settings["oldest"] = oldest
        store.manifest.settings["as_of_month"] = as_of_month(store)
        store.commit()
    return done


def as_of_month(store: Lake) -> int:
    """Return the last month that counts: that of the latest as-of date."""
    day = date.fromisoformat(store.manifest.as_of)
    return day.year * 12 + day.month - 1


class _Refresh:
    def __init__(self, store: Lake, engine: Engine, say: Say, anew: bool, oldest: int) -> None:
        self.store, self.engine, self.say, self.oldest = store, engine, say, oldest
        manifest = store.manifest
        if anew:
            manifest.tables, manifest.seen = {}, []
        self.new = [one for one in manifest.deliveries if one.file_no not in manifest.seen]
        self.old_as_of = manifest.settings.get("as_of_month", 0)

    def run(self) -> Refreshed:
        paid = [one for one in self.new if one.kind == Kind.CONTRIBUTION]
        months = sorted({month for one in paid for month in one.months})
        all_years = self._persons()
        for place, month in enumerate(months, 1):
            self.say(f"month {place} of {len(months)}: {month_text(month)}")
            self._month(month)
        if any(one.kind == Kind.MEMBERSHIP for one in self.new):
            self._put(
                "membership", "", memberships.latest(self._rows(Kind.MEMBERSHIP)), ["village", "person"]
            )
        self._plain(Kind.DENOMINATOR)
        self._plain(Kind.EMPLOYER)
        self._plain(Kind.PROJECT)
        held = sorted({int(one) // 12 for one in self.store.manifest.tables.get("person_month", {})})
        touched = {month // 12 for month in months}
        years = held if all_years else [year for year in held if year in touched or year - 1 in touched]
        for place, year in enumerate(years, 1):
            self.say(f"year {place} of {len(years)}: {year}")
            self._year(year)
        now = as_of_month(self.store)
        later = [
            year
            for year in held
            if year not in years and now != self.old_as_of and year >= self.old_as_of // 12
        ]
        for year in sorted([*years, *later]):
            self.say(f"totals of {year}")
            self._rollup(year, now)
        done = [one.file_no for one in self.new]
        self.store.manifest.seen = sorted({*self.store.manifest.seen, *done})
        return Refreshed([month_text(one) for one in months], [str(one) for one in years], done)

    def _persons(self) -> bool:
        """Merge what new deliveries say of persons; return whether older years must be computed anew."""
        parts = [
            self.engine.table(self.store.folder / one.folder / "persons").mutate(
                said=ibis.literal(one.file_no, type="int32")
            )
            for one in self.new
            if one.kind in (Kind.CONTRIBUTION, Kind.MEMBERSHIP)
        ]
        if not parts:
            return False
        old_place = self.store.path("person")
        if old_place:
            parts.append(self.engine.table(old_place))
        told = persons.told(parts)
        buckets = max(1, -(-self._count(told) // ROWS_A_BUCKET))
        folder = self.store.fresh("person/all")
        for bucket in range(buckets):
            part = told.filter(told.person % buckets == bucket) if buckets > 1 else told
            self.engine.write(
                persons.merged(part, oldest=self.oldest), folder / f"{bucket}", order=["person"]
            )
        self._keep("person", "", folder)
        if not old_place:
            return True
        old, new = self.engine.table(old_place), self.engine.table(self._now("person"))
        joined = old.select("person", was=old.adult).inner_join(new.select("person", "adult"), "person")
        return self._count(joined.filter(joined.was != joined.adult)) > 0

    def _month(self, month: int) -> None:
        rows = self._rows(Kind.CONTRIBUTION, month)
        self._put("contribution", str(month), contributions.of_month(rows, month), ["village", "person"])
        paid = self.engine.table(self._now("contribution", str(month)))
        self._put("person_month", str(month), person_months.of_contributions(paid), ["village", "person"])
        held = self.engine.table(self._now("person_month", str(month)))
        self._put(
            "funder_share", str(month), person_months.shares_of_funders(paid, held), ["village", "person"]
        )

    def _year(self, year: int) -> None:
        places = {
            place: self.engine.table(self._now("person_month", str(year * 12 + place)))
            for place in range(12)
            if str(year * 12 + place) in self.store.manifest.tables["person_month"]
        }
        known = self.engine.table(self._now("person"))
        before = self._year_table(year - 1)
        rows = sum(self._count(table) for table in places.values())
        buckets = max(1, -(-rows // ROWS_A_BUCKET))
        folder = self.store.fresh(f"person_year/{year}")
        for bucket in range(buckets):
            table = person_years.of_months(places, known, before, bucket, buckets)
            self.engine.write(table, folder / f"{bucket}", order=["village", "person"])
        self._keep("person_year", str(year), folder)
        for place in places:
            table = facts.of_month(place, self._year_table(year), before)
            self._put("coverage_fact", str(year * 12 + place), table, list(facts.DIMENSIONS))

    def _rollup(self, year: int, now: int) -> None:
        table = rollups.of_year(self._year_table(year), year, now)
        self._put("coverage_rollup", str(year), table, list(rollups.KEY))

    def _plain(self, kind: Kind) -> None:
        if any(one.kind == kind for one in self.new):
            rows = self._rows(kind)
            self._put(kind.value, "", rows.drop("row", "errors", "warnings"), [])

    def _rows(self, kind: Kind, month: int | None = None) -> Any:
        """Return the accepted rows of all deliveries of a kind, or of those that speak of a month."""
        chosen: Sequence[Delivery] = self.store.manifest.of_kind(kind)
        if month is not None:
            chosen = [one for one in chosen if month in one.months]
        of_file = paid_once if kind is Kind.CONTRIBUTION else accepted
        parts = [
            of_file(self.engine, self.store.folder / one.folder).mutate(
                file_no=ibis.literal(one.file_no, type="int32")
            )
            for one in chosen
        ]
        return ibis.union(*parts) if len(parts) > 1 else parts[0]

    def _year_table(self, year: int) -> Any | None:
        place = self.store.path("person_year", str(year))
        return self.engine.table(place) if place else None

    def _put(self, table: str, partition: str, rows: Any, order: Sequence[str]) -> None:
        folder = self.store.fresh(f"{table}/{partition or 'all'}")
        self.engine.write(rows, folder, order=order)
        self._keep(table, partition, folder)

    def _keep(self, table: str, partition: str, folder: Path) -> None:
        place = folder.relative_to(self.store.folder).as_posix()
        self.store.manifest.tables.setdefault(table, {})[partition] = place

    def _now(self, table: str, partition: str = "") -> Path:
        return self.store.folder / self.store.manifest.tables[table][partition]

    def _count(self, table: Any) -> int:
        return int(self.engine.rows(table.count().as_table()).column(0)[0].as_py())
