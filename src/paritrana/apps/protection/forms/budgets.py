"""What a budget for premiums is computed from, in the query of the page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from paritrana.apps.protection.forms.fields import MonthField, WholeField
from paritrana.apps.protection.labels import plans as told
from paritrana.apps.protection.labels import words
from paritrana.apps.protection.rules.budgets import MOST_PARTS
from paritrana.apps.protection.rules.plans import Terms
from paritrana.apps.protection.states import FundKind
from paritrana.core.programmes import Month, Sector, month_of


class BudgetForm(forms.Form):
    """Persons by source, months, and what is bought."""

    dari = MonthField(label=_("First month"))
    sampai = MonthField(label=_("Last month"))
    banding = MonthField(
        label=_("Compare with a start in"),
        required=False,
        help_text=_("A later month: what waiting would save, and cost the families."),
    )
    sektor = forms.ChoiceField(label=_("Sector"), choices=list(told.SECTOR.items()))
    jht = forms.BooleanField(label=_("With old-age savings (JHT)"), required=False)
    diskon = forms.BooleanField(label=_("PP 50/2025 reaches public budgets too"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        kinds = [("", _("None")), *words.FUND.items()]
        for number in range(1, MOST_PARTS + 1):
            self.fields[f"sumber_{number}"] = forms.ChoiceField(
                label=_("Source"), choices=kinds, required=number == 1
            )
            self.fields[f"orang_{number}"] = WholeField(label=_("Persons"), required=number == 1)

    def pairs(self) -> list[tuple[Any, Any]]:
        """Return the fields of source and persons, line by line."""
        return [(self[f"sumber_{one}"], self[f"orang_{one}"]) for one in range(1, MOST_PARTS + 1)]

    def parts(self) -> list[tuple[FundKind, int]]:
        """Return who pays for how many."""
        given = self.cleaned_data
        lines = [(given[f"sumber_{one}"], given[f"orang_{one}"]) for one in range(1, MOST_PARTS + 1)]
        return [(FundKind(kind), persons) for kind, persons in lines if kind and persons]

    def terms(self) -> Terms:
        given = self.cleaned_data
        return Terms(
            month_of(given["dari"]),
            month_of(given["sampai"]),
            sector=Sector(given["sektor"]),
            jht=given["jht"],
            discount=given["diskon"],
        )

    def later(self) -> Month | None:
        text = self.cleaned_data["banding"]
        return month_of(text) if text else None


def first_budget(terms: Terms) -> dict[str, Any]:
    """Return what the page opens with: a hundred persons on the regency's budget, and a later start."""
    later = terms.first + min(3, terms.months - 1)
    return {
        "dari": str(terms.first),
        "sampai": str(terms.last),
        "banding": str(later) if later > terms.first else "",
        "sektor": Sector.OTHER,
        "sumber_1": FundKind.APBD_REGENCY,
        "orang_1": "100",
    }
