"""What a budget for premiums comes to: persons x rupiah x months, source by source and month by month."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from paritrana.apps.protection.rules.plans import Terms
from paritrana.apps.protection.states import PAYERS, FundKind
from paritrana.core.programmes import Month, Premium, RateTable, premium
from paritrana.core.units import Rupiah

MOST_PARTS = 4


@dataclass(frozen=True, slots=True)
class Part:
    """What one source pays for: so many workers, month by month."""

    kind: FundKind
    premium: Premium

    @property
    def workers(self) -> int:
        return self.premium.workers

    @property
    def total(self) -> Rupiah:
        return self.premium.total


@dataclass(frozen=True, slots=True)
class Budget:
    """All parts under the same terms."""

    terms: Terms
    parts: tuple[Part, ...]

    @property
    def workers(self) -> int:
        return sum(one.workers for one in self.parts)

    @property
    def total(self) -> Rupiah:
        return Rupiah(sum(one.total.amount for one in self.parts))

    @property
    def months(self) -> tuple[Month, ...]:
        return tuple(one.month for one in self.parts[0].premium.months) if self.parts else ()

    def of_month(self, place: int) -> Rupiah:
        """Return what all parts pay in the month at a place."""
        return Rupiah(sum(one.premium.months[place].amount.amount for one in self.parts))

    @property
    def discounts(self) -> tuple[str, ...]:
        """Return the ids of the discounts that hold in any month for any part."""
        held = (found for one in self.parts for month in one.premium.months for found in month.discounts)
        return tuple(dict.fromkeys(held))


def budget(parts: Sequence[tuple[FundKind, int]], terms: Terms, *, table: RateTable | None = None) -> Budget:
    """Return what the parts come to; raises DataFaults for months without a rate and impossible counts."""
    made = [
        Part(
            kind,
            premium(
                workers=workers,
                first=terms.first,
                last=terms.last,
                sector=terms.sector,
                payer=PAYERS[kind],
                jht=terms.jht,
                discount_government=terms.discount,
                table=table,
            ),
        )
        for kind, workers in parts
    ]
    return Budget(terms, tuple(made))


def variants(
    made: Budget, later: Month | None, *, table: RateTable | None = None
) -> list[tuple[str, Budget]]:
    """Return the budget beside what it could be: a later start, and with or without the discount.

    The names are ``asked``, ``later`` (when a later month of the same span is given) and ``discount`` or
    ``no_discount``, whichever was not asked.
    """
    parts, terms = [(one.kind, one.workers) for one in made.parts], made.terms
    found = [("asked", made)]
    if later is not None and terms.first < later <= terms.last:
        found.append(("later", budget(parts, replace(terms, first=later), table=table)))
    other = budget(parts, replace(terms, discount=not terms.discount), table=table)
    if other.total != made.total:
        found.append(("no_discount" if terms.discount else "discount", other))
    return found
