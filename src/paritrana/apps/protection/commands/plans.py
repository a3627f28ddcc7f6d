"""Scenarios: saved under a name, renamed, removed and brought back; what was computed never changes."""

from typing import Any

from django.db import IntegrityError, transaction

from paritrana.apps.ledger import commands as ledger
from paritrana.apps.organisations.models import Organisation
from paritrana.apps.protection import permissions
from paritrana.apps.protection.models import Scenario
from paritrana.apps.protection.queries import plans as queries
from paritrana.apps.protection.rules import outlooks
from paritrana.apps.protection.rules import plans as rules
from paritrana.apps.regions.models import Region
from paritrana.core.programmes import shipped_rates
from paritrana.core.units import clock
from paritrana.errors import RuleRefused


@ledger.recorded
def keep(
    *,
    office: Organisation,
    region: Region,
    name: str,
    ask: rules.Ask,
    made_up: bool = False,
    by: Any,
) -> Scenario:
    """Keep a plan of an office for a region under a name, with every figure as it stands now."""
    desk = permissions.desk_of(by)
    permissions.check_open(desk, office, region.pk)
    told = rules.check_name(name)
    offices = [one.pk for one in permissions.money_offices(desk)]
    found = queries.ground(region, ask.terms.first.year, reach=desk.reach, offices=offices, terms=ask.terms)
    asked = queries.question(found, ask)
    outlooks.outlook(asked)
    made = Scenario(
        office=office,
        region=region,
        name=told,
        question=rules.as_data(asked),
        rates=shipped_rates().sha256,
        made_up=made_up,
        by=by,
        created_at=clock.now(),
    )
    _store(made)
    ledger.append("plan.kept", subject=made, by=by, name=told, region=region.pk, rates=made.rates)
    return made


@ledger.recorded
def rename(*, scenario: Scenario, name: str, by: Any) -> Scenario:
    """Give a scenario another name."""
    row = _locked(scenario, by)
    if row.removed_at:
        raise RuleRefused("plan.removed")
    before, row.name = row.name, rules.check_name(name)
    _store(row, "name")
    ledger.append("plan.renamed", subject=row, by=by, before=before, after=row.name)
    return row


@ledger.recorded
def remove(*, scenario: Scenario, by: Any) -> Scenario:
    """Take a scenario out of the list; it can be brought back."""
    row = _locked(scenario, by)
    if row.removed_at:
        raise RuleRefused("plan.removed")
    row.removed_at = clock.now()
    _store(row, "removed_at")
    ledger.append("plan.removed", subject=row, by=by, name=row.name)
    return row


@ledger.recorded
def bring_back(*, scenario: Scenario, by: Any) -> Scenario:
    """Put a removed scenario into the list again."""
    row = _locked(scenario, by)
    if not row.removed_at:
        raise RuleRefused("plan.not_removed")
    row.removed_at = None
    _store(row, "removed_at")
    ledger.append("plan.brought_back", subject=row, by=by, name=row.name)
    return row


def _locked(scenario: Scenario, by: Any) -> Scenario:
    row = Scenario.objects.select_for_update(of=("self",)).select_related("office").get(pk=scenario.pk)
    permissions.check_keep(permissions.desk_of(by), row)
    return row


def _store(row: Scenario, *changed: str) -> None:
    """Save a row; refuse a name that another scenario of the office and region has."""
    try:
        with transaction.atomic():
            row.save(update_fields=changed or None)
    except IntegrityError as error:
        raise RuleRefused("plan.name_taken", name=row.name) from error
