"""A budget as tables: month by month and source by source, and beside what it could be."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paritrana.apps.protection.labels import words
from paritrana.apps.protection.rules.budgets import Budget
from paritrana.ui import formats
from paritrana.ui.tables import Column, Table

VARIANTS = {
    "asked": _("As asked"),
    "later": _("With the later start"),
    "discount": _("If PP 50/2025 reaches public budgets"),
    "no_discount": _("If PP 50/2025 does not reach public budgets"),
}


def months(made: Budget) -> Table:
    """Return one row a month, one column a source."""
    names = [f"p{place}" for place in range(len(made.parts))]
    rows = []
    for place, month in enumerate(made.months):
        amounts = [one.premium.months[place].amount.amount for one in made.parts]
        cells = dict(zip(names, amounts, strict=True))
        rows.append(
            {
                "month": words.month_text(str(month)),
                "total": made.of_month(place).amount,
                **cells,
            }
        )
    totals = {name: formats.rupiah(one.total.amount) for name, one in zip(names, made.parts, strict=True)}
    return Table(
        caption=_("Month by month"),
        file_name="anggaran",
        cards=False,
        rows=rows,
        columns=[
            Column("month", _("Month"), sort=False),
            *(
                _money(name, f"{words.FUND[one.kind]} ({formats.number(one.workers)})")
                for name, one in zip(names, made.parts, strict=True)
            ),
            _money("total", _("Total")),
        ],
        totals={"month": gettext("Total"), **totals, "total": formats.rupiah(made.total.amount)},
    )


def variants(found: Sequence[tuple[str, Budget]]) -> Table:
    """Return the budget beside what it could be, with what each saves."""
    asked = found[0][1].total.amount
    rows = [
        {
            "name": VARIANTS[name],
            "first": words.month_text(str(one.terms.first)),
            "months": one.terms.months,
            "total": one.total.amount,
            "less": asked - one.total.amount,
        }
        for name, one in found
    ]
    return Table(
        caption=_("Side by side"),
        rows=rows,
        prefix="v_",
        columns=[
            Column("name", _("Variant"), sort=False),
            Column("first", _("First month"), sort=False),
            Column("months", _("Months"), numeric=True, sort=False),
            _money("total", _("Total")),
            _money("less", _("Less than asked")),
        ],
    )


def _money(key: str, label: object) -> Column:
    def amount(row: Mapping[str, int]) -> int:
        return row[key]

    return Column(
        key,
        label,  # type: ignore[arg-type]  # a text, or one to be translated
        numeric=True,
        value=lambda row: formats.rupiah(amount(row)),
        export=amount,
        sort=False,
    )
