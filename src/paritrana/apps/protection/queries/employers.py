"""Employers of an area that owe something, beside what was done about each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from paritrana.apps.coverage.queries import employers as register
from paritrana.apps.organisations.rules import Reach
from paritrana.apps.protection.models import CaseNote, EmployerCase
from paritrana.apps.protection.rules import employers as rules
from paritrana.apps.protection.states import CaseStanding
from paritrana.apps.regions.models import Region
from paritrana.core.units import clock

if TYPE_CHECKING:
    from paritrana.core.coverage.employers import EmployerSheet


@dataclass(frozen=True)
class EmployerLine:
    """One employer: its row of the register (None once it left it), and the follow-up, if any.

    settled: it is followed, and the register no longer finds anything that it owes.
    """

    number: str
    sheet: "EmployerSheet | None"
    case: EmployerCase | None
    region: str
    settled: bool

    @property
    def name(self) -> str:
        return self.sheet.name if self.sheet else self.number

    @property
    def standing(self) -> CaseStanding:
        return rules.standing(
            is_followed=self.case is not None,
            next_on=self.case.next_on if self.case else None,
            closed_on=self.case.closed_on if self.case else None,
            today=clock.now().date(),
        )

    @property
    def next_on(self) -> date | None:
        return self.case.next_on if self.case and not self.case.closed_on else None

    @property
    def last_done(self) -> str:
        return getattr(self.case, "last_done", None) or ""


@dataclass(frozen=True)
class Employers:
    """The employers to follow; is_known: whether a register was delivered at all; as_of: its latest day."""

    is_known: bool
    as_of: str
    lines: Sequence[EmployerLine]


def cases(offices: Iterable[int]) -> QuerySet[EmployerCase]:
    """Return what these offices follow, each with `last_done`, what was done last."""
    last = CaseNote.objects.filter(case=OuterRef("pk")).order_by("-day", "-pk").values("done")[:1]
    return EmployerCase.objects.filter(office__in=list(offices)).annotate(last_done=Subquery(last))


def employers(reach: Reach, offices: Iterable[int]) -> Employers:
    """Return who owes something in an area and who is followed; one look at the lake, two queries."""
    found = register.wanting(reach)
    kept = {one.employer: one for one in cases(offices)}
    sheets = {one.employer: one for one in found.employers}
    names = _regions({one.region for one in sheets.values()})
    lines = [
        EmployerLine(number, sheet, kept.get(number), names.get(sheet.region, sheet.region), settled=False)
        for number, sheet in sheets.items()
    ]
    lines += [
        EmployerLine(number, None, case, "", settled=True)
        for number, case in kept.items()
        if number not in sheets
    ]
    as_of = max((one.as_of for one in found.employers), default="")
    return Employers(found.is_known, as_of, lines)


def employer(number: str, reach: Reach, offices: Iterable[int]) -> EmployerLine | None:
    """Return one employer of the area or one that is followed; None for any other."""
    sheet = register.sheet(number)
    if sheet is not None and not reach.holds(sheet.region):
        sheet = None
    case = cases(offices).filter(employer=number).first()
    if sheet is None and case is None:
        return None
    region = _regions({sheet.region}).get(sheet.region, sheet.region) if sheet else ""
    return EmployerLine(number, sheet, case, region, settled=sheet is None or not owes(sheet))


def owes(sheet: "EmployerSheet") -> bool:
    """Whether an employer is in arrears, misses workers, or has not joined what it owes."""
    return bool(sheet.arrears_months or sheet.unregistered or sheet.missing)


def notes(case: EmployerCase | None) -> list[CaseNote]:
    """Return what was done about an employer, the latest first."""
    return list(case.notes.select_related("by")) if case else []


def count_followed(offices: Iterable[int]) -> tuple[int, int]:
    """Return how many employers are followed, and how many of them are due; the lake is not asked."""
    due = Q(next_on__lte=clock.now().date())
    found = EmployerCase.objects.filter(office__in=list(offices), closed_on=None)
    counts = found.aggregate(open=Count("pk"), due=Count("pk", filter=due))
    return counts["open"], counts["due"]


def _regions(codes: set[str]) -> dict[str, str]:
    return {one.pk: one.full_name for one in Region.objects.filter(pk__in=codes)}
