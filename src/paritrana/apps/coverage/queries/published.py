"""Published figures: of one table, of one region, of one snapshot; nothing that is not published."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from django.db.models import Q, QuerySet
from django.urls import reverse

from paritrana.apps.coverage.models import Denominator, Figure, Snapshot
from paritrana.apps.coverage.rules import figures
from paritrana.apps.coverage.rules.denominators import COUNTRY
from paritrana.apps.coverage.rules.order import ranks, spans, tied_codes
from paritrana.apps.coverage.states import Level, Measure
from paritrana.apps.organisations.rules import covers
from paritrana.apps.regions.models import Region
from paritrana.errors import NotFound


@dataclass(frozen=True)
class Line:
    """One figure as it is shown; suppressed ones carry no counts.

    rank: of those with a share, 1-2-2-4.  rse: relative standard error of the denominator in percent, or
    empty.  tied: names of the regions listed with it from which the survey cannot tell it apart;
    tied_ranks: their ranks, as 3–5, 8.
    """

    code: str
    name: str
    measure: Measure
    period: str
    numerator: Fraction | None
    denominator: Fraction | None
    suppressed: bool
    key: str = ""  # segment or funder
    rank: int | None = None
    rse: str = ""
    tied: tuple[str, ...] = ()
    tied_ranks: str = ""

    @property
    def share(self) -> Fraction | None:
        if self.numerator is None or not self.denominator:
            return None
        return self.numerator / self.denominator

    @property
    def is_above_whole(self) -> bool:
        return self.measure in figures.OF_WORKERS and (self.share or 0) > 1

    @property
    def gap(self) -> Fraction | None:
        """What is missing to universal coverage, in the unit of the counts; nothing once it is reached."""
        if self.measure not in figures.OF_WORKERS or self.numerator is None or not self.denominator:
            return None
        return max(self.denominator - self.numerator, Fraction(0))


@dataclass(frozen=True)
class Published:
    """One figure as another room takes it over: two counts, and where they stand."""

    numerator: Fraction
    denominator: Fraction
    measure: Measure
    period: str
    region_code: str
    snapshot: Snapshot
    url: str
    manifest_url: str


def snapshots() -> QuerySet[Snapshot]:
    """Return all snapshots, newest first."""
    return Snapshot.objects.select_related("run__denominators", "corrects", "corrected_by")


def snapshot(number: int) -> Snapshot:
    """Return the snapshot of this number; raises NotFound."""
    found = snapshots().filter(number=number).first()
    if found is None:
        raise NotFound("coverage.no_snapshot")
    return found


def current(year: str) -> Snapshot | None:
    """Return the snapshot of a year that no other corrects."""
    return snapshots().filter(year=year, corrected_by=None).first()


def current_snapshots() -> list[Snapshot]:
    """Return the snapshot that stands for each year, the latest year first."""
    return list(snapshots().filter(corrected_by=None).order_by("-year", "-number"))


def corrections() -> QuerySet[Snapshot]:
    """Return the snapshots that correct another, newest first."""
    return snapshots().filter(corrects__isnull=False)


def periods_of(snapshot: Snapshot) -> list[str]:
    """Return the year and its months of which there are figures."""
    return [snapshot.year, *(f"{snapshot.year}-{month}" for month in snapshot.run.months)]


def measures_of(period: str) -> list[Measure]:
    """Return the measures that a year or a month has."""
    asked = figures.standard_set(period[:4], months=[period[5:]] if period[5:] else [])
    return list(dict.fromkeys(one.measure for one in asked if one.period == period))


def levels_of(period: str) -> list[Level]:
    """Return the levels on which a year or a month has figures."""
    return [*figures.UPPER] if period[5:] else list(Level)


def only_province(snapshot: Snapshot) -> str:
    """Return the code of the one province that a snapshot has figures of; empty when there are more."""
    found = Figure.objects.filter(run_id=snapshot.run_id, level=Level.PROVINCE, period=snapshot.year)
    codes = list(found.values_list("region_code", flat=True).order_by("region_code").distinct()[:2])
    return codes[0] if len(codes) == 1 else ""


def table(snapshot: Snapshot, *, measure: Measure, period: str, level: Level, inside: str = "") -> list[Line]:
    """Return one table of a snapshot, by region code, ranked where the measure is a share; three queries."""
    found = Figure.objects.filter(
        run_id=snapshot.run_id, measure=measure, period=period, level=level, segment="", funder=""
    )
    if inside:
        found = found.filter(region_code__startswith=inside)
    rows = [one for one in found if not inside or covers(inside, one.region_code)]
    return ranked(snapshot, _lines(rows, _names([one.region_code for one in rows])))


def of_region(snapshot: Snapshot, code: str, name: str) -> list[Line]:
    """Return every figure of one region (ID: the country), splits included; one query."""
    rows = list(Figure.objects.filter(run_id=snapshot.run_id, region_code=code))
    return _lines(rows, {code: name})


def figures_of(
    snapshot: Snapshot,
    *,
    level: str = "",
    region: str = "",
    inside: str = "",
    measure: str = "",
    period: str = "",
    by: str = "",
) -> QuerySet[Figure]:
    """Return the figures of a snapshot in a lasting order; what is not asked for is not narrowed.

    region: this one; inside: those below it.  by: "none" (totals only), "segment" or "funder".
    """
    asked = {"level": level, "region_code": region, "measure": measure, "period": period}
    found = Figure.objects.filter(
        run_id=snapshot.run_id, **{key: value for key, value in asked.items() if value}
    )
    if inside:
        below = Q(region_code__startswith=f"{inside}.")
        found = found.filter(~Q(region_code=COUNTRY) if inside == COUNTRY else below)
    if by == "none":
        found = found.filter(segment="", funder="")
    elif by:
        found = found.exclude(**{by: ""})
    return found.order_by("pk")


def totals(lines: Iterable[Line], measure: Measure) -> list[Line]:
    """Return the figures of a measure that are not split, by period."""
    found = [one for one in lines if one.measure == measure and not one.key]
    return sorted(found, key=lambda one: one.period)


def splits(lines: Iterable[Line], keys: Iterable[str], measure: Measure) -> list[Line]:
    """Return the figures of a measure split by these keys, in the order of the keys."""
    order = {key: place for place, key in enumerate(keys)}
    found = [one for one in lines if one.measure == measure and one.key in order]
    return sorted(found, key=lambda one: order[one.key])


def compared(snapshot: Snapshot, codes: Sequence[str], *, measure: Measure, period: str) -> list[Line]:
    """Return the same figure of several regions, whatever their levels, in the order asked for."""
    rows = Figure.objects.filter(
        run_id=snapshot.run_id, measure=measure, period=period, region_code__in=codes, segment="", funder=""
    )
    by_code = {one.code: one for one in _lines(list(rows), _names(codes))}
    return [by_code[code] for code in codes if code in by_code]


def series(snapshot: Snapshot, codes: Sequence[str], *, measure: Measure) -> dict[str, list[Line]]:
    """Return the months of a measure for several regions, by code."""
    rows = Figure.objects.filter(
        run_id=snapshot.run_id,
        measure=measure,
        region_code__in=codes,
        segment="",
        funder="",
        period__contains="-",
    ).order_by("period")
    found: dict[str, list[Line]] = {code: [] for code in codes}
    for line in _lines(list(rows), _names(codes)):
        found[line.code].append(line)
    return found


def ranked(snapshot: Snapshot, lines: Sequence[Line]) -> list[Line]:
    """Return the lines with rank, error and ties, in the order given; equal shares have one rank.

    Only shares of workers are ranked; one query.
    """
    if not lines or lines[0].measure not in figures.OF_WORKERS:
        return list(lines)
    errors = _errors(snapshot, lines)
    places = ranks([(one.code, one.share) for one in lines])
    ties = tied_codes([(one.code, one.share, errors.get(one.code, "")) for one in lines])
    names = {one.code: one.name for one in lines}
    return [
        replace(
            one,
            rank=places.get(one.code),
            rse=errors.get(one.code, ""),
            tied=tuple(names[code] for code in ties.get(one.code, ())),
            tied_ranks=spans([places[code] for code in ties.get(one.code, ())]),
        )
        for one in lines
    ]


def _errors(snapshot: Snapshot, lines: Sequence[Line]) -> dict[str, str]:
    """Return the relative standard error of each region's number of workers, where its source states one."""
    segment = "vulnerable" if lines[0].measure is Measure.VULNERABLE_COVERAGE else ""
    found = Denominator.objects.filter(delivery=snapshot.run.denominators_id, segment=segment).exclude(rse="")
    return dict(found.values_list("region_code", "rse"))


def figure_for(
    region_code: str, period: str, measure: Measure = Measure.PERSON_MONTH_COVERAGE
) -> Published | None:
    """Return the published figure of a region in a period (year or month), None where there is none.

    Suppressed figures, and those without a denominator, are none.  The link leads to the snapshot that
    holds for the year now, and to the list of files it was computed from.
    """
    found = (
        Figure.objects.filter(
            run__snapshot__year=period[:4],
            run__snapshot__corrected_by=None,
            region_code=region_code,
            period=period,
            measure=measure,
            segment="",
            funder="",
            suppressed=False,
        )
        .exclude(denominator="")
        .select_related("run__snapshot")
        .first()
    )
    if found is None:
        return None
    numerator, denominator = figures.exact(found.numerator), figures.exact(found.denominator)
    if numerator is None or not denominator:
        return None
    made = found.run.snapshot
    url = reverse("coverage:snapshot", args=[made.number])
    return Published(
        numerator=numerator,
        denominator=denominator,
        measure=measure,
        period=period,
        region_code=region_code,
        snapshot=made,
        url=url,
        manifest_url=f"{url}#masukan",
    )


def _lines(rows: Sequence[Figure], names: dict[str, str]) -> list[Line]:
    return [
        Line(
            code=one.region_code,
            name=names.get(one.region_code, one.region_code),
            measure=Measure(one.measure),
            period=one.period,
            numerator=None if one.suppressed else figures.exact(one.numerator),
            denominator=None if one.suppressed else figures.exact(one.denominator),
            suppressed=one.suppressed,
            key=one.segment or one.funder,
        )
        for one in rows
    ]


def _names(codes: Sequence[str]) -> dict[str, str]:
    found = Region.objects.filter(pk__in=codes) if len(codes) < 900 else Region.objects.all()
    return {one.pk: one.full_name for one in found}
