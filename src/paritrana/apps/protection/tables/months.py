"""The villages of a fund month by month, and whose its payments are."""

from collections.abc import Callable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paritrana.apps.protection.labels import words
from paritrana.apps.protection.queries.months import FundMonths, MonthCount, PaymentLine, VillageMonths
from paritrana.ui import formats
from paritrana.ui.tables import Column, Table


def villages(found: FundMonths) -> Table:
    """Return the villages of a fund in a year: paid of owed, month by month."""
    return Table(
        caption=_("Months paid, of those owed"),
        file_name=f"iuran-{found.fund.pk}-{found.year}",
        rows=found.villages,
        search=["village__name", "village__code"],
        columns=[
            Column(
                "village__name",
                _("Village"),
                link=lambda row: reverse("protection:village", args=[row.village.pk]),
            ),
            Column("workers", _("Workers"), numeric=True),
            *(_month(found.year, place) for place in range(12)),
            Column("counted", _("Counted"), numeric=True, value=lambda row: row.counted),
        ],
        empty=_NONE,
    )


def saved(found: FundMonths) -> Table:
    """Return the same for a spreadsheet: a row for each village and month, each number in its column."""
    rows = [
        {"line": line, "month": f"{found.year}-{place + 1:02d}", "count": count}
        for line in found.villages
        for place, count in enumerate(line.months)
        if count.owed
    ]
    counts = (
        ("paid", _("Paid")),
        ("unpaid", _("Unpaid")),
        ("lapsed", _("Lapsed")),
        ("due", _("Not due yet")),
    )
    return Table(
        caption=_("Months paid, of those owed"),
        file_name=f"iuran-{found.fund.pk}-{found.year}",
        rows=rows,
        columns=[
            Column("line__village__code", _("Village code")),
            Column("line__village__name", _("Village")),
            Column("line__workers", _("Workers"), numeric=True),
            Column("month", _("Month")),
            *(Column(f"count__{name}", label, numeric=True) for name, label in counts),
        ],
    )


def payments(rows: Sequence[PaymentLine], *, may_keep: bool) -> Table:
    """Return what a fund paid, and for how many worker-months it is settled whose they are."""

    def settle(row: PaymentLine) -> str:
        return reverse("protection:settle", args=[row.payment.pk]) if may_keep and row.left else ""

    return Table(
        caption=_("Payments of this fund"),
        file_name="pembayaran-ditetapkan",
        rows=rows,
        columns=[
            Column(
                "payment__document",
                _("Proof of payment"),
                link=lambda row: reverse("protection:payment-months", args=[row.payment.pk]),
            ),
            Column("for", _("For"), value=_for_whom, sort=False),
            Column("payment__paid_on", _("Paid on")),
            Column("months", _("Worker-months"), numeric=True),
            Column("named", _("Settled"), numeric=True),
            Column(
                "state",
                _("State"),
                value=lambda row: gettext("Not all settled") if row.left else gettext("Settled"),
                tone=lambda row: "warn" if row.left else "good",
                sort=False,
            ),
            Column(
                "act",
                _("To do"),
                value=lambda row: _("Settle for workers") if settle(row) else "",
                export=lambda row: "",
                link=settle,
                sort=False,
            ),
        ],
        empty=(
            _("Nothing paid yet"),
            _("Record a payment at the fund; then settle here whose months it paid."),
        ),
        prefix="b_",
    )


def _for_whom(row: PaymentLine) -> str:
    village = row.payment.village
    return village.full_name if village else gettext("The whole region")


def _month(year: int, place: int) -> Column:
    def count(row: VillageMonths) -> MonthCount:
        return row.months[place]

    order: Callable[[Any], int] = lambda row: count(row).paid  # noqa: E731  a callable for the column
    return Column(
        f"m{place + 1:02d}",
        words.month_text(f"{year}-{place + 1:02d}")[:3],
        value=lambda row: _told(count(row)),
        tone=lambda row: _tone(count(row)),
        sort=order,
    )


def _told(one: MonthCount) -> str:
    if not one.owed:
        return ""
    return f"{formats.number(one.paid)}/{formats.number(one.owed)}"


def _tone(one: MonthCount) -> str:
    if one.lapsed:
        return "bad"
    if one.unpaid:
        return "warn"
    return "good" if one.paid == one.owed else "neutral"


_NONE = (
    _("Nobody is enrolled on this fund in this year"),
    _("Propose a batch; once BPJS has accepted it, its months stand here."),
)
