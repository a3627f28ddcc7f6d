"""Offices of civil servants, their people, pledges, and what the treasurer deducted."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from paritrana.apps.protection.forms.fields import AreaField, DayField, MonthField, WholeField
from paritrana.apps.protection.labels import sponsors as words
from paritrana.apps.protection.models import Fund
from paritrana.apps.protection.rules import nik as nik_rules
from paritrana.apps.protection.rules import sponsor_rolls
from paritrana.apps.protection.rules import sponsors as rules
from paritrana.errors import BadInput
from paritrana.ui import refusals

_OFF = {"autocomplete": "off", "spellcheck": "false"}


class CountsForm(forms.Form):
    """How many civil servants an office has on a day, and how many sponsor by its own word."""

    servants = WholeField(label=_("Civil servants"))
    stated_sponsors = WholeField(
        label=_("Of them, sponsoring as the office states"),
        required=False,
        help_text=_("It counts only while nobody of the office is listed by name."),
    )
    counted_on = DayField(label=_("Counted on"))


class WorkplaceForm(CountsForm):
    """An office with its association and counts."""

    name = forms.CharField(label=_("Name of the office"), max_length=160)
    association = forms.ChoiceField(label=_("Association"), choices=list(words.ASSOCIATION.items()))

    def __init__(self, *args: Any, areas: list[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["area"] = AreaField(label=_("Office and region"), areas=areas)
        self.order_fields(["area", "name", "association"])

    def given(self) -> dict[str, Any]:
        """Return what the command takes."""
        found = dict(self.cleaned_data)
        found["office"], found["region"] = found.pop("area")
        return found


class PeopleForm(forms.Form):
    """Names of civil servants, one a line."""

    names = forms.CharField(
        label=_("Names"),
        widget=forms.Textarea(attrs={"rows": 8, **_OFF}),
        help_text=_(
            "One a line, without NIP or NIK. Who is listed already stays. Two people of one name: add a word."
        ),
    )

    def clean_names(self) -> list[str]:
        try:
            return rules.read_names(self.cleaned_data["names"])
        except BadInput as error:
            told = refusals.explain(error)
            raise forms.ValidationError(f"{told.sentence} {told.cure}") from error


class RollForm(forms.Form):
    """A list of many offices, as counts or as people."""

    kind = forms.ChoiceField(
        label=_("The list holds"),
        choices=[
            (sponsor_rolls.COUNTS, _("counts: one row an office")),
            (sponsor_rolls.PERSONS, _("people: one row a person")),
        ],
        widget=forms.RadioSelect,
    )
    upload = forms.FileField(
        label=_("List"),
        help_text=_("Excel (xlsx), OpenDocument (ods) or CSV, up to 5 MB, with the columns of the example."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.ods,.csv"}),
    )

    def __init__(self, *args: Any, areas: list[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["area"] = AreaField(label=_("Office and region"), areas=areas)
        self.order_fields(["area"])


class PledgeForm(forms.Form):
    """For whom and for which months a sponsor pays."""

    nik = forms.CharField(
        label=_("NIK of the worker"),
        max_length=24,
        widget=forms.TextInput(attrs={**_OFF, "inputmode": "numeric"}),
        help_text=_("The worker must stand in the register of a village already."),
    )
    relation = forms.ChoiceField(
        label=_("The worker is the sponsor's"), choices=list(words.RELATION.items()), widget=forms.RadioSelect
    )
    first_month = MonthField(label=_("From month"))
    last_month = MonthField(label=_("To month"))
    fund = forms.ModelChoiceField(label=_("Fund of sponsors"), queryset=None, empty_label=None)
    signed_on = DayField(
        label=_("Mandate signed on"),
        required=False,
        help_text=_("Leave it empty and print the mandate first."),
    )

    def __init__(self, *args: Any, funds: Sequence[Fund], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["fund"].queryset = Fund.objects.filter(pk__in=[one.pk for one in funds])

    def clean_nik(self) -> str:
        return nik_rules.plain(self.cleaned_data["nik"])


class SignedForm(forms.Form):
    signed_on = DayField(label=_("Mandate signed on"))


class MonthForm(forms.Form):
    month = MonthField(label=_("Month"))


class DeductForm(forms.Form):
    """Whose month was deducted and paid, and the proof of it."""

    pledges = forms.MultipleChoiceField(label=_("Deducted from"), widget=forms.CheckboxSelectMultiple)
    paid_on = DayField(label=_("Paid on"))
    document = forms.CharField(
        label=_("Proof of payment"), max_length=200, help_text=_("Number of the receipt or transfer order.")
    )

    def __init__(self, *args: Any, due: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["pledges"].choices = due

    def clean_pledges(self) -> list[int]:
        return [int(one) for one in self.cleaned_data["pledges"]]
