"""Funds with their balance, their two ledgers, and agreements."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paritrana.apps.protection.labels import words
from paritrana.apps.protection.models import Agreement, Commitment, Fund, Payment
from paritrana.apps.protection.queries.money import FundLine
from paritrana.ui import formats
from paritrana.ui.tables import Column, Table, Text, fetch


def funds(rows: Sequence[FundLine], *, create_url: str) -> Table:
    """Return the funds, the newest year first."""
    return Table(
        caption=_("Funds"),
        file_name="sumber-dana",
        rows=rows,
        search=["fund__name"],
        columns=[
            Column(
                "fund__name",
                _("Fund"),
                link=lambda row: row.fund.get_absolute_url(),
            ),
            Column("fund__kind", _("Kind"), value=lambda row: words.FUND[row.fund.kind]),
            Column("fund__year", _("Year"), value=lambda row: str(row.fund.year)),
            *(
                _money(f"balance__{name}", label)
                for name, label in (
                    ("ceiling", _("Ceiling")),
                    ("committed", _("Committed")),
                    ("paid", _("Paid")),
                    ("left", _("Left")),
                )
            ),
            Column("balance__worker_months_left", _("Worker-months left"), numeric=True),
        ],
        empty=(
            _("No fund yet"),
            _("Enter the first budget from which premiums are paid."),
            create_url,
            _("Enter a fund"),
        ),
    )


def commitments(fund: Fund, rows: QuerySet[Commitment], *, may_keep: bool) -> Table:
    """Return what a fund promised, with what was paid on it."""
    return Table(
        caption=_("Committed"),
        file_name=f"komitmen-{fund.pk}",
        rows=rows,
        columns=[
            Column("for", _("For"), value=_for_whom, sort=False),
            Column("workers", _("Workers"), numeric=True, sort="workers"),
            Column("months", _("Months"), value=_months, sort="first_month"),
            _money("amount", _("Amount")),
            _money("paid", _("Paid")),
            Column(
                "state",
                _("State"),
                value=_commitment_state,
                tone=_commitment_tone,
                sort=False,
            ),
            *([_act(_pay_url, _("Record a payment"))] if may_keep else []),
        ],
        empty=(_("Nothing committed yet"), _("Commit money for workers and months first.")),
        prefix="k_",
    )


def payments(fund: Fund, rows: QuerySet[Payment], *, may_keep: bool) -> Table:
    """Return what a fund paid, the latest first."""
    return Table(
        caption=_("Paid"),
        file_name=f"pembayaran-{fund.pk}",
        rows=rows,
        columns=[
            Column("paid_on", _("Paid on"), sort="paid_on"),
            Column("for", _("For"), value=_for_whom, sort=False),
            Column("workers", _("Workers"), numeric=True, sort="workers"),
            Column("months", _("Months"), value=_months, sort="first_month"),
            _money("amount", _("Amount")),
            Column("document", _("Proof of payment"), sort=False),
            Column(
                "state",
                _("State"),
                value=lambda row: gettext("Taken back") if row.taken_back_at else gettext("Paid"),
                tone=lambda row: "neutral" if row.taken_back_at else "good",
                sort=False,
            ),
            *([_act(_back_url, _("Take back"))] if may_keep else []),
        ],
        empty=(_("Nothing paid yet"), _("Record a payment from the line it pays.")),
        prefix="b_",
    )


def agreements(rows: QuerySet[Agreement], *, create_url: str) -> Table:
    """Return the agreements, the next to end first."""
    return Table(
        caption=_("Agreements"),
        file_name="perjanjian",
        rows=rows,
        search=["number", "title"],
        columns=[
            Column("number", _("Number"), link=lambda row: row.get_absolute_url(), sort="number"),
            Column("title", _("Title"), sort="title"),
            Column("kind", _("Kind"), value=lambda row: words.AGREEMENT[row.kind], sort="kind"),
            Column("ends_on", _("Ends on"), sort="ends_on"),
            Column("quota", _("Workers"), numeric=True, value=lambda row: row.quota or "", sort="quota"),
            Column(
                "standing",
                _("State"),
                value=lambda row: words.STANDING[row.standing],
                tone=lambda row: words.STANDING_TONE[row.standing],
                sort=False,
            ),
            Column(
                "scan",
                _("Signed scan"),
                value=lambda row: gettext("Kept") if row.scan else gettext("Not here yet"),
                tone=lambda row: "good" if row.scan else "warn",
                sort=False,
            ),
        ],
        empty=(
            _("No agreement yet"),
            _("Enter the first with its parties and dates."),
            create_url,
            _("Enter an agreement"),
        ),
    )


def _money(path: str, label: Text) -> Column:
    """Return a column of rupiah: shown as money, saved as a number."""

    def amount(row: object) -> int:
        return fetch(row, path)  # type: ignore[return-value]  # every path here leads to whole rupiah

    sort = True if "__" in path else path
    return Column(
        path, label, numeric=True, value=lambda row: formats.rupiah(amount(row)), export=amount, sort=sort
    )


def _act(url: Callable[[Any], str], words: Text) -> Column:
    """Return a column that leads to the act open on a row; it is not saved."""
    return Column(
        "act",
        _("To do"),
        value=lambda row: words if url(row) else "",
        export=lambda row: "",
        link=url,
        sort=False,
    )


def _for_whom(row: Commitment | Payment) -> str:
    if row.village is not None:
        return row.village.full_name
    agreement = getattr(row, "agreement", None)
    return agreement.number if agreement is not None else gettext("The whole region")


def _months(row: Commitment | Payment) -> str:
    if row.first_month == row.last_month:
        return words.month_text(row.first_month)
    return f"{words.month_text(row.first_month)} – {words.month_text(row.last_month)}"


def _commitment_state(row: Commitment) -> str:
    if row.taken_back_at:
        return gettext("Taken back")
    return gettext("Paid in full") if row.paid >= row.amount else gettext("To be paid")  # type: ignore[attr-defined]


def _commitment_tone(row: Commitment) -> str:
    if row.taken_back_at:
        return "neutral"
    return "good" if row.paid >= row.amount else "warn"  # type: ignore[attr-defined]


def _pay_url(row: Commitment) -> str:
    done = row.taken_back_at or row.paid >= row.amount  # type: ignore[attr-defined]
    return "" if done else reverse("protection:pay", args=[row.fund_id, row.pk])


def _back_url(row: Payment) -> str:
    return "" if row.taken_back_at else reverse("protection:payment-back", args=[row.fund_id, row.pk])
