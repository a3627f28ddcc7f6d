"""The regions for which an office may enter a fund or an agreement."""

from paritrana.apps.organisations.models import Organisation
from paritrana.apps.protection import permissions
from paritrana.apps.protection.permissions import Desk
from paritrana.apps.regions.models import Region


def areas_of(desk: Desk) -> list[tuple[Organisation, Region]]:
    """Return each office with the regions of its area, in two queries at most."""
    kept = {office.pk for office in permissions.money_offices(desk)}
    pairs = [(office, reach) for office, reach in desk.offices if office.pk in kept]
    codes = {code for _office, reach in pairs for code in reach.codes}
    regions = Region.objects.select_related("parent").in_bulk(codes)
    return [
        (office, regions[code]) for office, reach in pairs for code in sorted(reach.codes) if code in regions
    ]
