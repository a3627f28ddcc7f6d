"""Entering and changing organisations."""

from collections.abc import Iterable
from typing import Any

from paritrana.apps.ledger import commands as ledger
from paritrana.apps.organisations import permissions, rules
from paritrana.apps.organisations.models import Organisation
from paritrana.apps.organisations.states import Kind
from paritrana.apps.regions.models import Region
from paritrana.core.units import clock
from paritrana.errors import RuleRefused


@ledger.recorded
def create(
    *,
    kind: str,
    name: str,
    region: Region | None = None,
    parent: Organisation | None = None,
    service_area: Iterable[Region] = (),
    size: str = "",
    sector: str = "",
    made_up: bool = False,
    by: Any,
) -> Organisation:
    """Enter an organisation.  parent and service_area: of BPJS offices; size and sector: of businesses."""
    area = sorted(service_area, key=lambda one: one.pk)
    code = region.pk if region else None
    permissions.check_create(by, kind=kind, region=code, service_area=[one.pk for one in area])
    rules.check_organisation(kind=kind, name=name, region=code, size=size, sector=sector)
    rules.check_tree(
        kind=kind,
        parent_kind=parent.kind if parent else None,
        has_area=bool(area),
        is_below_itself=False,
    )
    _check_only_government(kind=kind, region=region)
    organisation = Organisation.objects.create(
        kind=kind,
        name=_plain(name),
        region=region,
        parent=parent,
        size=size,
        sector=_plain(sector),
        made_up=made_up,
        created_at=clock.now(),
    )
    organisation.service_area.set(area)
    ledger.append("organisation.created", subject=organisation, by=by, **_facts(organisation, area))
    return organisation


@ledger.recorded
def change(
    *,
    organisation: Organisation,
    name: str,
    region: Region | None = None,
    parent: Organisation | None = None,
    service_area: Iterable[Region] = (),
    size: str = "",
    sector: str = "",
    by: Any,
) -> Organisation:
    """Replace all that is written about an organisation; its kind stays, and so does what it did."""
    permissions.check_change(by, organisation)
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    area = sorted(service_area, key=lambda one: one.pk)
    code = region.pk if region else None
    if code != organisation.region_id or area:
        kept = set(organisation.service_area.values_list("pk", flat=True))
        new_area = [one.pk for one in area if one.pk not in kept]
        permissions.check_create(by, kind=organisation.kind, region=code, service_area=new_area)
    rules.check_organisation(kind=organisation.kind, name=name, region=code, size=size, sector=sector)
    rules.check_tree(
        kind=organisation.kind,
        parent_kind=parent.kind if parent else None,
        has_area=bool(area),
        is_below_itself=parent is not None and parent.pk in _below(organisation),
    )
    if code != organisation.region_id:
        _check_only_government(kind=organisation.kind, region=region)
    before = organisation.name
    organisation.name, organisation.region, organisation.parent = _plain(name), region, parent
    organisation.size, organisation.sector = size, _plain(sector)
    organisation.save(update_fields=["name", "region", "parent", "size", "sector"])
    organisation.service_area.set(area)
    ledger.append(
        "organisation.changed", subject=organisation, by=by, name_before=before, **_facts(organisation, area)
    )
    return organisation


def _check_only_government(*, kind: str, region: Region | None) -> None:
    if kind not in rules.GOVERNMENTS:
        return
    there = Organisation.objects.filter(kind=kind, region=region).first()
    if there is not None:
        raise RuleRefused("organisations.government_exists", name=there.name)


def _below(organisation: Organisation) -> set[int]:
    edges = Organisation.objects.filter(kind=Kind.BPJS_OFFICE).values_list("pk", "parent_id")
    return rules.tree_below(organisation.pk, edges)


def _facts(organisation: Organisation, area: list[Region]) -> dict[str, object]:
    return {
        "kind": organisation.kind,
        "name": organisation.name,
        "region": organisation.region_id,
        "parent": organisation.parent_id,
        "service_area": [one.pk for one in area],
        "size": organisation.size,
        "sector": organisation.sector,
        "made_up": organisation.made_up,
    }


def _plain(text: str) -> str:
    return " ".join(text.split())
