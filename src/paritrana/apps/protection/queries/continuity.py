"""Agreements that follow one another: who signed each, and the days on which none was in force."""

from dataclasses import dataclass
from datetime import date

from paritrana.apps.protection.models import Agreement, Party
from paritrana.apps.protection.rules.agreements import days_without
from paritrana.core.units import clock


@dataclass(frozen=True)
class Term:
    """One agreement of a line.

    gap: days without any between the one before and this.  changed: another office signs for a body, or on
    another basis, than in the one before.
    """

    agreement: Agreement
    parties: tuple[Party, ...]
    gap: int = 0
    changed: bool = False


@dataclass(frozen=True)
class Continuity:
    """A line of agreements, the oldest first; open_days: since the last one ended, 0 while it is in force."""

    terms: tuple[Term, ...]
    open_days: int

    @property
    def gap(self) -> int:
        """Return all days without an agreement since the first began."""
        return sum(one.gap for one in self.terms) + self.open_days


def continuity(agreement: Agreement, *, day: date | None = None) -> Continuity:
    """Return what an agreement followed and what followed it, in two queries."""
    rows = Agreement.objects.filter(office=agreement.office_id).prefetch_related("parties")
    listed = {one.pk: one for one in rows}
    after = {one.follows_id: one for one in listed.values() if one.follows_id}
    first = listed[agreement.pk]
    while first.follows_id:
        first = listed[first.follows_id]
    terms = [Term(first, tuple(first.parties.all()))]
    while (last := terms[-1]).agreement.pk in after:
        one = after[last.agreement.pk]
        parties = tuple(one.parties.all())
        gap = days_without(last.agreement.ends_on, one.starts_on)
        terms.append(Term(one, parties, gap, changed=_signed(parties) != _signed(last.parties)))
    today = day or clock.now().date()
    return Continuity(tuple(terms), days_without(terms[-1].agreement.ends_on, today, whole=True))


def _signed(parties: tuple[Party, ...]) -> set[tuple[str, str, str]]:
    return {(one.body.casefold(), one.office.casefold(), one.basis.casefold()) for one in parties}
