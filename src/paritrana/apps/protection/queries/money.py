"""What funds hold, committed and paid, and what villages budgeted; agreements and how they stand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import BigIntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from paritrana.apps.organisations.rules import Reach
from paritrana.apps.protection.models import Agreement, Commitment, Enrolment, Fund, Payment
from paritrana.apps.protection.rules.agreements import WARN
from paritrana.apps.protection.rules.money import Balance
from paritrana.apps.protection.states import EnrolmentState, WorkerState
from paritrana.core.units import clock
from paritrana.errors import NotFound


@dataclass(frozen=True)
class FundLine:
    """A fund with its balance, as a list shows it."""

    fund: Fund
    balance: Balance


def inside(reach: Reach, field: str) -> Q:
    """Return the condition that a region's code lies in reach.  field: as `region__code`."""
    if reach.everywhere:
        return Q()
    found = Q(pk__in=[])
    for code in sorted(reach.codes):
        found |= Q(**{field: code}) | Q(**{f"{field}__startswith": f"{code}."})
    return found


def balance_of(fund: Fund) -> Balance:
    """Return one fund's balance as it is now."""
    live = {"fund": fund, "taken_back_at": None}
    committed = Commitment.objects.filter(**live).aggregate(total=Sum("amount"))["total"] or 0
    paid = Payment.objects.filter(**live).aggregate(total=Sum("amount"))["total"] or 0
    return Balance(fund.ceiling, committed, paid, fund.rate)


def funds(reach: Reach, offices: Iterable[int]) -> QuerySet[Fund]:
    """Return the funds of these offices and of the area, each with `committed` and `paid`."""
    seen = Fund.objects.filter(Q(office__in=list(offices)) | inside(reach, "region__code"))
    return seen.select_related("office", "region").annotate(
        committed=_total(Commitment), paid=_total(Payment)
    )


def line_of(fund: Fund) -> FundLine:
    """Return an annotated fund with its balance."""
    return FundLine(fund, Balance(fund.ceiling, fund.committed, fund.paid, fund.rate))  # type: ignore[attr-defined]


def fund(pk: int) -> Fund:
    """Return one fund; raises NotFound."""
    found = Fund.objects.select_related("office", "region").filter(pk=pk).first()
    if found is None:
        raise NotFound("protection.none")
    return found


def count_unfit(fund: Fund) -> int:
    """Return how many listed workers of a fund its rules of today would not let in, as far as is known."""
    rules = fund.read_rules
    unfit = Q(service__in=rules.exclude)
    if rules.deciles:
        unfit |= ~Q(decile__in=rules.deciles) | Q(decile=None)
    return fund.enlistments.filter(unfit, state=WorkerState.LISTED).count()


def commitments(fund: Fund) -> QuerySet[Commitment]:
    """Return what a fund committed, newest first, each with what was `paid` on it."""
    paid = Payment.objects.filter(commitment=OuterRef("pk"), taken_back_at=None)
    total = paid.order_by().values("commitment").annotate(total=Sum("amount")).values("total")
    return fund.commitments.select_related("village", "agreement").annotate(
        paid=Coalesce(Subquery(total), 0, output_field=BigIntegerField())
    )


def commitment(fund: Fund, pk: int) -> Commitment:
    """Return one commitment of a fund with what was `paid` on it; raises NotFound."""
    found = commitments(fund).filter(pk=pk).first()
    if found is None:
        raise NotFound("protection.none")
    return found


def next_to_pay(fund: Fund, agreement: Agreement | None) -> Commitment | None:
    """Return the commitment by which a fund pays for a batch next, None when that is not told by one."""
    left = [one for one in commitments(fund).filter(taken_back_at=None) if one.paid < one.amount]  # type: ignore[attr-defined]
    fitting = [one for one in left if one.agreement_id == (agreement and agreement.pk)]
    return fitting[0] if len(fitting) == 1 else None


def workers_to_pay(commitment: Commitment) -> int:
    """Return for how many a payment on it would be: those active, as long as nobody is the whole promise."""
    active = Enrolment.objects.filter(batch__fund=commitment.fund_id, state=EnrolmentState.ACTIVE)
    if commitment.village_id:
        active = active.filter(worker__village=commitment.village_id)
    return min(commitment.workers, active.count()) or commitment.workers


def payments(fund: Fund) -> QuerySet[Payment]:
    """Return what a fund paid, the latest first."""
    return fund.payments.select_related("village", "commitment")


def payment(fund: Fund, pk: int) -> Payment:
    """Return one payment of a fund; raises NotFound."""
    found = payments(fund).filter(pk=pk).first()
    if found is None:
        raise NotFound("protection.none")
    return found


def funds_for_village(code: str) -> list[Fund]:
    """Return the funds that may pay for people of a village, the newest year first."""
    parts = code.split(".")
    codes = [".".join(parts[:length]) for length in range(1, len(parts) + 1)]
    return list(Fund.objects.filter(region_id__in=codes))


def agreements(reach: Reach, offices: Iterable[int]) -> QuerySet[Agreement]:
    """Return the agreements of these offices and of the area, the next to end first."""
    seen = Q(office__in=list(offices)) | inside(reach, "region__code")
    return Agreement.objects.filter(seen).select_related("office", "region", "successor", "fund")


def ending(found: QuerySet[Agreement], *, day: date | None = None) -> QuerySet[Agreement]:
    """Return those that ended or end within 90 days and have no successor yet, the latest first."""
    today = day or clock.now().date()
    return found.filter(ends_on__lte=today + WARN, successor=None).order_by("-ends_on", "pk")


def agreement(pk: int) -> Agreement:
    """Return one agreement; raises NotFound."""
    found = (
        Agreement.objects.select_related("office", "region", "successor", "follows", "fund")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise NotFound("protection.none")
    return found


def _total(ledger: type[Commitment] | type[Payment]) -> Coalesce:
    live = ledger.objects.filter(fund=OuterRef("pk"), taken_back_at=None).order_by()
    total = live.values("fund").annotate(total=Sum("amount")).values("total")
    return Coalesce(Subquery(total), 0, output_field=BigIntegerField())
