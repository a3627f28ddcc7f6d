"""Reading the region table."""

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Length

from paritrana.apps.regions.models import Region, TableLoad
from paritrana.core.regions import Code, Level, wanted
from paritrana.errors import BadInput, NotFound

LEAST_LETTERS = 2


def by_code(code: str) -> Region:
    """Return one region; raises NotFound (regions.no_region) for an unknown or malformed code."""
    region = Region.objects.filter(code=code).first()
    if region is None:
        raise NotFound("regions.no_region", region=code[:40])
    return region


def path_of(code: str) -> list[Region]:
    """Return the province first, then each region down to the one asked for, in one query.

    Raises NotFound as `by_code` does.
    """
    try:
        codes = Code(code).path
    except BadInput:
        raise NotFound("regions.no_region", region=code[:40]) from None
    found = Region.objects.in_bulk(codes)
    if code not in found:
        raise NotFound("regions.no_region", region=code)
    return [found[one] for one in codes if one in found]


def provinces() -> QuerySet[Region]:
    """Return the provinces, each with `below`, the number of its regencies and cities."""
    return _with_below(Region.objects.filter(level=Level.PROVINCE))


def children_of(code: str) -> QuerySet[Region]:
    """Return the regions right below one, by code, each with `below`, the number right below it."""
    return _with_below(Region.objects.filter(parent_id=code))


def regencies_in(province: str) -> QuerySet[Region]:
    """Return the regencies and cities of a province, by code."""
    return Region.objects.filter(parent_id=province, level=Level.REGENCY).order_by("code")


def within(code: str) -> Q:
    """Return the condition of being this region or lying in it."""
    return Q(code=code) | Q(code__startswith=f"{code}.")


def counts_below(code: str) -> dict[Level, int]:
    """Return how many regions of each lower level lie in one, highest level first."""
    below = Region.objects.filter(code__startswith=f"{code}.")
    found = dict(below.order_by().values_list("level").annotate(Count("pk")))
    return {level: found[level] for level in Level if level in found}


def count_levels() -> dict[Level, int]:
    """Return how many regions of each level there are."""
    found = dict(Region.objects.order_by().values_list("level").annotate(Count("pk")))
    return {level: found.get(level, 0) for level in Level}


def search(text: str, *, level: str = "", inside: str = "") -> QuerySet[Region]:
    """Return the regions whose name holds `text` or whose code it is; equal names first, then higher levels.

    Case, accents and a leading "Desa", "Kec." or the like do not matter; fewer than two letters find nothing.
    """
    found = Region.objects.select_related("parent__parent__parent")
    if level:
        found = found.filter(level=level)
    if inside:
        found = found.filter(within(inside))
    try:
        code = Code.parse(text)
    except BadInput:
        return _by_name(found, wanted(text))
    return found.filter(within(code)).order_by(Length("code"), "code")


def latest_load() -> TableLoad | None:
    """Return the last loading of the table, None before the first."""
    return TableLoad.objects.first()


def _by_name(found: QuerySet[Region], name: str) -> QuerySet[Region]:
    if len(name) < LEAST_LETTERS:
        return found.none()
    nearness = Case(
        When(folded=name, then=Value(0)),
        When(folded__in=[f"kabupaten {name}", f"kota {name}"], then=Value(0)),
        When(folded__startswith=name, then=Value(1)),
        When(folded__contains=f" {name}", then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    return found.filter(folded__contains=name).order_by(nearness, Length("code"), "code")


def _with_below(found: QuerySet[Region]) -> QuerySet[Region]:
    return found.annotate(below=Count("children")).order_by("code")
