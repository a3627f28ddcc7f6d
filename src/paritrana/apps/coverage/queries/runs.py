"""Runs as those who publish see them: their figures, what changed, what looks wrong."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import QuerySet
from django.utils.translation import gettext

from paritrana.apps.coverage.models import Delivery, Denominator, Figure, Run, Snapshot
from paritrana.apps.coverage.queries.published import current
from paritrana.apps.coverage.rules import figures
from paritrana.apps.coverage.rules.denominators import COUNTRY
from paritrana.apps.coverage.states import DeliveryState, Level, Measure, Schema
from paritrana.apps.regions.models import Region
from paritrana.errors import NotFound

Key = tuple[str, str]  # level and region code


@dataclass(frozen=True)
class Change:
    """The coverage of one region in a run and in the snapshot before it."""

    region: str
    before: Figure | None
    after: Figure
    split: figures.Decomposed | None

    @property
    def share(self) -> Fraction | None:
        return figures.share(self.after.numerator, self.after.denominator)

    @property
    def is_above_whole(self) -> bool:
        return (self.share or 0) > 1


def runs() -> QuerySet[Run]:
    """Return all runs, newest first."""
    return Run.objects.select_related("asked_by", "approved_by", "snapshot", "denominators")


def run(pk: int) -> Run:
    """Return one run; raises NotFound."""
    found = runs().filter(pk=pk).first()
    if found is None:
        raise NotFound("coverage.no_run")
    return found


def rows_of(run: Run) -> list[figures.Row]:
    """Return the figures of a run as canonical rows (unsorted)."""
    kept = Figure.objects.filter(run=run).order_by().values_list(*figures.COLUMNS)
    return [(*one[:-1], figures.HIDDEN if one[-1] else figures.SHOWN) for one in kept]


def published_rows(year: str) -> list[figures.Row]:
    """Return the figures of a year as they are public now, none where nothing of it is."""
    found = current(year)
    return rows_of(found.run) if found else []


def usable_denominators() -> QuerySet[Delivery]:
    """Return the deliveries of denominators that were received, newest first."""
    return Delivery.objects.filter(schema=Schema.DENOMINATORS, state=DeliveryState.DONE)


def changes(run: Run, before: Snapshot | None) -> list[Change]:
    """Return person-month coverage of country, provinces and regencies beside the snapshot before."""
    now = list(_coverage(run.pk))
    old = {(one.level, one.region_code): one for one in _coverage(before.run_id)} if before else {}
    names = names_of(one.region_code for one in now)
    return [
        Change(
            region=names.get(one.region_code, one.region_code),
            before=old.get((one.level, one.region_code)),
            after=one,
            split=_split(old.get((one.level, one.region_code)), one),
        )
        for one in now
    ]


def names_of(codes: Iterable[str]) -> dict[str, str]:
    """Return the full names of regions by code; the country too."""
    wanted = set(codes)
    names = {one.pk: one.full_name for one in Region.objects.filter(pk__in=wanted)}
    return {COUNTRY: gettext("Indonesia"), **names}


def counts_of(run: Run) -> tuple[int, int]:
    """Return how many figures a run has, and how many of them are suppressed."""
    found = Figure.objects.filter(run=run)
    return found.count(), found.filter(suppressed=True).count()


def denominators_of(run: Run) -> list[tuple[str, Denominator]]:
    """Return the denominators of country, provinces and regencies for all workers, by region's name."""
    found = run.denominators.denominators.filter(segment="").order_by("region_code")
    rows = [one for one in found if one.region_code.count(".") < 2]
    names = names_of(one.region_code for one in rows)
    return [(names.get(one.region_code, one.region_code), one) for one in rows]


def _coverage(run_key: int) -> list[Figure]:
    found = Figure.objects.filter(
        run_id=run_key,
        measure=Measure.PERSON_MONTH_COVERAGE,
        level__in=[Level.COUNTRY, Level.PROVINCE, Level.REGENCY],
        segment="",
        funder="",
    )
    return sorted(found, key=lambda one: (one.region_code != COUNTRY, one.region_code))


def _split(before: Figure | None, after: Figure) -> figures.Decomposed | None:
    if before is None or before.suppressed or after.suppressed:
        return None
    old, new = ((figures.exact(one.numerator), figures.exact(one.denominator)) for one in (before, after))
    if None in old or None in new:
        return None
    return figures.decompose(old, new)  # type: ignore[arg-type]  # checked in the line above
