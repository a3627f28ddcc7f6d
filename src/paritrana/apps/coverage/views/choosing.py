"""What a visitor looks at, read from the address; what does not fit together is brought together."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict

from paritrana.apps.coverage.forms import MOST_COMPARED, ChoiceForm
from paritrana.apps.coverage.models import Snapshot
from paritrana.apps.coverage.queries import published
from paritrana.apps.coverage.states import Level, Measure
from paritrana.apps.regions.models import Region
from paritrana.apps.regions.queries import provinces
from paritrana.errors import BadInput, NotFound

VIEWS = ("peta", "grafik", "tabel")
DEPTH = {Level.PROVINCE: 0, Level.REGENCY: 1, Level.DISTRICT: 2, Level.VILLAGE: 3}
LEAST_DEPTH = {
    Level.DISTRICT: 1,
    Level.VILLAGE: 2,
}  # how deep the region must be inside which they are listed


@dataclass(frozen=True)
class Choice:
    """One view of published figures: everything that the address says."""

    snapshot: Snapshot
    measure: Measure
    period: str
    level: Level
    inside: str
    view: str
    compared: tuple[str, ...]

    @property
    def address(self) -> str:
        """The query that leads here again, whatever the address left to be guessed."""
        said = {"tampilan": self.view, "ukuran": self.measure.value, "periode": self.period}
        said |= {"tingkat": self.level.value, "wilayah": self.inside, "banding": self.compared}
        return urlencode({key: value for key, value in said.items() if value}, doseq=True)

    @property
    def is_side_by_side(self) -> bool:
        return self.view == "grafik" and bool(self.compared)

    @property
    def is_too_wide(self) -> bool:
        """Whether districts or villages are asked for without the region in which to list them."""
        depth = len(self.inside.split(".")) if self.inside else 0
        return not self.is_side_by_side and depth < LEAST_DEPTH.get(self.level, 0)


def choice(request: HttpRequest, form: ChoiceForm, snapshots: Sequence[Snapshot]) -> Choice:
    """Return what the address asks for, with a sensible value for whatever is missing or does not fit."""
    data = form.cleaned_data if form.is_valid() else {}
    year = (data.get("periode") or snapshots[0].year)[:4]
    snapshot = next((one for one in snapshots if one.year == year), snapshots[0])
    measure = Measure(data.get("ukuran") or Measure.PERSON_MONTH_COVERAGE)
    period = fitting_period(snapshot, measure, data.get("periode") or "")
    is_asked = bool(request.GET.keys() - {"format"})
    inside = (data.get("wilayah") or "") if is_asked else published.only_province(snapshot)
    view = _view(request.GET, default="tabel" if is_asked else "peta")
    level = _level(data.get("tingkat") or "", inside, period)
    if view == "peta":
        level, inside = (Level.REGENCY, inside[:2]) if inside else (Level.PROVINCE, "")
    return Choice(
        snapshot=snapshot,
        measure=measure,
        period=period,
        level=level,
        inside=inside,
        view=view,
        compared=compared_codes(request.GET),
    )


def fitting_period(snapshot: Snapshot, measure: Measure, wanted: str) -> str:
    """Return the period asked for if the measure has it, else the year, or its last month."""
    fitting = [one for one in published.periods_of(snapshot) if measure in published.measures_of(one)]
    return (
        wanted
        if wanted in fitting
        else fitting[-1 if measure not in published.measures_of(snapshot.year) else 0]
    )


def compared_codes(query: QueryDict) -> tuple[str, ...]:
    """Return the regions that are compared, each once; raises BadInput for more than four."""
    given = [code for text in query.getlist("banding") for code in text.split(",") if code]
    codes = tuple(dict.fromkeys(given))
    if len(codes) > MOST_COMPARED:
        raise BadInput("coverage.too_many_compared", most=MOST_COMPARED)
    return codes


def inside_choices(code: str) -> list[tuple[str, str]]:
    """Return the provinces, and with one of them (or a region below) chosen, what lies above and below it."""
    found = [(one.pk, one.full_name) for one in provinces()]
    if not code:
        return found
    below = Region.objects.filter(parent_id=code).exclude(level="village").order_by("code")
    known = {pk for pk, _name in found}
    near = [one for one in Region.objects.filter(pk__in=_path(code)).order_by("code") if one.pk not in known]
    found += [(one.pk, f"— {one.full_name}") for one in (*near, *below)]
    return sorted(dict(found).items())


def region_of(code: str) -> Region:
    """Return the region of an address; raises NotFound."""
    found = Region.objects.select_related("parent__parent__parent").filter(pk=code).first()
    if found is None:
        raise NotFound("regions.no_region", region=code[:40])
    return found


def _path(code: str) -> list[str]:
    parts = code.split(".")
    return [".".join(parts[:length]) for length in range(1, len(parts) + 1)]


def _level(wanted: str, inside: str, period: str) -> Level:
    levels = published.levels_of(period)
    depth = len(inside.split(".")) if inside else 0
    lowest = next((one for one, place in DEPTH.items() if place == min(depth, 3)), Level.VILLAGE)
    default = Level.REGENCY if not inside else lowest
    level = Level(wanted) if wanted else default
    if level not in levels:
        level = Level.REGENCY
    return level if DEPTH[level] >= depth else default


def _view(query: QueryDict, *, default: str) -> str:
    wanted = query.get("tampilan", "")
    return wanted if wanted in VIEWS else default
