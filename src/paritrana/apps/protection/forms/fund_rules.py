"""The rules of a fund, every one with its faults beside it."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from paritrana.apps.protection.forms.fields import WholeField, note_field
from paritrana.apps.protection.labels import words
from paritrana.apps.protection.labels.fund_rules import deciles_text
from paritrana.apps.protection.rules import fund_rules as rules
from paritrana.apps.protection.rules.money import FundRules
from paritrana.errors import BadInput, ParitranaError
from paritrana.ui import refusals

_RANGE = re.compile(r"([0-9]{1,2})(?:\s*[-–]\s*([0-9]{1,2}))?", re.ASCII)  # as people type
NAMES = ("village_quota", "desa_only", "from_agreement", "exclude", "deciles", "youngest", "oldest")


class DecilesField(forms.CharField):
    """Poverty deciles as 1-4 or 1, 2, 3; cleaned to a tuple of whole numbers."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=40, **options)

    def clean(self, value: Any) -> tuple[int, ...]:
        found: set[int] = set()
        for part in filter(None, (one.strip() for one in re.split(r"[,;]", super().clean(value)))):
            told = _RANGE.fullmatch(part)
            first, last = (int(told[1]), int(told[2] or told[1])) if told else (0, 0)
            if not 1 <= first <= last <= 10:
                raise forms.ValidationError(said(BadInput("fund.bad_deciles")))
            found |= set(range(first, last + 1))
        return tuple(sorted(found))

    def prepare_value(self, value: Any) -> Any:
        return deciles_text(tuple(value)) if isinstance(value, (tuple, list)) else value


class RulesForm(forms.Form):
    """What a fund asks of villages and of persons."""

    village_quota = WholeField(
        label=_("Residents every village budgets for"),
        required=False,
        help_text=_("Only for village budgets, as 20; empty for none."),
    )
    desa_only = forms.BooleanField(label=_("Leaves out kelurahan"), required=False)
    from_agreement = forms.BooleanField(label=_("Cover starts with the agreement"), required=False)
    exclude = forms.MultipleChoiceField(
        label=_("Does not pay for"),
        choices=list(words.SERVICE.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    deciles = DecilesField(
        label=_("Only for these poverty deciles"),
        required=False,
        help_text=_("As 1-4; empty if the fund does not ask. The roster then needs a column Desil."),
    )
    youngest = WholeField(
        label=_("Lowest age"), required=False, help_text=_("Full years at registration; empty for 17.")
    )
    oldest = WholeField(
        label=_("Highest age"), required=False, help_text=_("Full years at registration; empty for 65.")
    )
    kind = ""  # of the fund, where the form does not ask for it

    def clean(self) -> dict[str, Any]:
        """Write every fault beside its rule, not the first alone."""
        given = super().clean() or {}
        held = FundRules(**{name: given[name] for name in NAMES if given.get(name)} | _listed(given))
        for name, refusal in rules.faults_of(held, self.kind or given.get("kind", "")):
            self.add_error(name, said(refusal))
        return given

    def rules_given(self) -> dict[str, Any]:
        """Return the rules as the command takes them."""
        found = {name: self.cleaned_data[name] for name in NAMES if self.cleaned_data[name]}
        return found | {name: list(one) for name, one in _listed(self.cleaned_data).items() if one}


class RulesChangeForm(RulesForm):
    """The rules of a fund that stands, and why they change."""

    note = note_field()

    def __init__(self, *args: Any, kind: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.kind = kind


def said(refusal: ParitranaError) -> str:
    """Return a refusal as one text beside a field."""
    told = refusals.explain(refusal)
    return f"{told.sentence} {told.cure}"


def _listed(given: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(given.get(name) or ()) for name in ("exclude", "deciles")}
