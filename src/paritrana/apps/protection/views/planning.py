"""From the query of a page to a plan: the region, what there is to plan with, the form, and the outlook."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from paritrana.apps.organisations.models import Organisation
from paritrana.apps.protection import permissions
from paritrana.apps.protection.forms.plans import PlanForm, first_choice, known_only, tell_plan
from paritrana.apps.protection.permissions import Desk
from paritrana.apps.protection.queries import plans as queries
from paritrana.apps.protection.queries import register
from paritrana.apps.protection.queries.plans import Ground
from paritrana.apps.protection.rules.outlooks import Outlook, outlook
from paritrana.apps.protection.rules.plans import MOST_MONTHS, Terms
from paritrana.apps.protection.views.areas import areas_of
from paritrana.apps.regions.models import Region
from paritrana.core.programmes import FULL_FROM, Month, month_of
from paritrana.core.units import clock
from paritrana.errors import BadInput, NotPermitted, RuleRefused

FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass(frozen=True)
class Planned:
    """A choice and what comes of it; found is None while the form asks for something."""

    office: Organisation
    region: Region
    ground: Ground
    form: PlanForm
    found: Outlook | None
    is_new: bool  # nothing was chosen yet


def planned(data: QueryDict, desk: Desk) -> Planned:
    """Return the plan that a query asks for, or the one that the page opens with."""
    areas = areas_of(desk)
    if not areas:
        raise NotPermitted("protection.not_officer")
    keys = {f"{office.pk}:{region.pk}": (office, region) for office, region in areas}
    area = data.get("wilayah", "") if data.get("wilayah", "") in keys else next(iter(keys))
    office, region = keys[area]
    terms = _terms(data) or first_terms(register.year_for(desk.reach))
    offices = [one.pk for one in permissions.money_offices(desk)]
    ground = queries.ground(region, terms.first.year, reach=desk.reach, offices=offices, terms=terms)
    is_new = "dasar" not in data
    given = _opening(ground, terms, area, data) if is_new else known_only(data, ground, area)
    form = PlanForm(given, areas=areas, ground=ground)
    is_asking = is_new and not ground.bases
    found = None if is_asking or not form.is_valid() else _outlook(form, ground)
    if is_asking:
        form = PlanForm(initial=given.dict() | {"dana": given.getlist("dana")}, areas=areas, ground=ground)
    return Planned(office, region, ground, form, found, is_new)


def first_terms(year: int) -> Terms:
    """Return the months that a plan of a year opens with.

    Of this year from now on, when that leaves half a year; of a year gone by its last half, which is what
    its villages have budgeted for most surely; else the whole year.
    """
    today = clock.now().date()
    first = 1
    if year < today.year:
        first = 13 - FULL_FROM
    elif year == today.year and today.month <= 13 - FULL_FROM:
        first = today.month
    return Terms(Month(year, first), Month(year, 12))


def _opening(ground: Ground, terms: Terms, area: str, data: QueryDict) -> QueryDict:
    """Return the first choice, with what the query brings along already."""
    made = QueryDict(mutable=True)
    for name, value in first_choice(ground, terms, area).items():
        made.setlist(name, value if isinstance(value, list) else [str(value)])
    for name in set(data) & set(PlanForm.base_fields):
        made.setlist(name, data.getlist(name))
    return made


def _outlook(form: PlanForm, ground: Ground) -> Outlook | None:
    try:
        return outlook(queries.question(ground, form.ask()))
    except (BadInput, RuleRefused) as error:
        tell_plan(form, error)
        return None


def _terms(data: QueryDict) -> Terms | None:
    """Return the months of a query where they can be planned for; what is wrong with others the form says."""
    try:
        found = Terms(month_of(data.get("dari", "")), month_of(data.get("sampai", "")))
    except BadInput:
        return None
    is_near = FIRST_YEAR <= found.first.year <= found.last.year <= LAST_YEAR
    return found if is_near and 1 <= found.months <= MOST_MONTHS else None


def carried(data: Any) -> str:
    """Return the query of a plan for a link, without what belongs to its tables."""
    own = ("format", "cari", "urut", "hal", "dihapus")
    kept = data.copy()
    for name in own:
        kept.pop(name, None)
    return kept.urlencode()
