"""Follow-up of employers: a note opens it or goes on, the last one closes it."""

from datetime import date
from typing import Any

from paritrana.apps.coverage.queries import employers as register
from paritrana.apps.ledger import commands as ledger
from paritrana.apps.organisations.models import Organisation
from paritrana.apps.protection import permissions
from paritrana.apps.protection.models import CaseNote, EmployerCase
from paritrana.apps.protection.rules import employers as rules
from paritrana.core.units import clock
from paritrana.errors import NotFound


@ledger.recorded
def note(
    *,
    office: Organisation,
    employer: str,
    done: str,
    day: date,
    result: str = "",
    next_on: date | None = None,
    made_up: bool = False,
    by: Any,
) -> CaseNote:
    """Write what was done about an employer of the area; the first note begins, a later one opens again."""
    case = _case(office, employer, by, made_up=made_up)
    rules.check_note(done=done, day=day, next_on=next_on, today=clock.now().date())
    case.next_on, case.closed_on = next_on, None
    return _written(case, done=done, day=day, result=result, next_on=next_on, closes=False, by=by)


@ledger.recorded
def close(*, case: EmployerCase, done: str, result: str, by: Any) -> CaseNote:
    """Close the follow-up, with what came of it."""
    row = EmployerCase.objects.select_for_update(of=("self",)).select_related("office").get(pk=case.pk)
    permissions.check_case(permissions.desk_of(by), row)
    today = clock.now().date()
    rules.check_close(closed_on=row.closed_on, result=result)
    rules.check_note(done=done, day=today, next_on=None, today=today)
    row.next_on, row.closed_on = None, today
    return _written(row, done=done, day=today, result=result, next_on=None, closes=True, by=by)


def _written(case: EmployerCase, *, by: Any, **given: Any) -> CaseNote:
    case.save(update_fields=["next_on", "closed_on"])
    texts = {name: given[name].strip() for name in ("done", "result")}
    made = CaseNote.objects.create(case=case, by=by, at=clock.now(), **(given | texts))
    event = "employer.closed" if given["closes"] else "employer.noted"
    ledger.append(event, subject=made, by=by, next_on=given["next_on"])
    return made


def _case(office: Organisation, employer: str, by: Any, *, made_up: bool) -> EmployerCase:
    """Return the follow-up, locked; one of an employer outside the area is none."""
    desk = permissions.desk_of(by)
    permissions.check_money_desk(desk)
    found = EmployerCase.objects.select_for_update(of=("self",)).filter(office=office, employer=employer)
    case = found.select_related("office").first()
    if case is not None:
        permissions.check_case(desk, case)
        return case
    sheet = register.sheet(employer)
    if sheet is None:
        raise NotFound("employer.none")
    permissions.check_open(desk, office, sheet.region)
    made, _new = EmployerCase.objects.get_or_create(
        office=office, employer=employer, defaults={"opened_at": clock.now(), "made_up": made_up}
    )
    return made
