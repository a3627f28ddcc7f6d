"""Funds, what they commit and pay, and agreements."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from paritrana.apps.protection.forms.fields import AreaField, DayField, MonthField, WholeField, note_field
from paritrana.apps.protection.forms.fund_rules import NAMES, RulesForm
from paritrana.apps.protection.labels import words
from paritrana.apps.protection.models import Agreement, Fund
from paritrana.apps.protection.rules import agreements as agreement_rules
from paritrana.apps.protection.rules import money as rules
from paritrana.core.units import clock
from paritrana.errors import BadInput
from paritrana.ui import refusals


class FundForm(RulesForm):
    """A fund of an office for one year, with what it asks."""

    kind = forms.ChoiceField(label=_("Kind"), choices=list(words.FUND.items()))
    name = forms.CharField(label=_("Name"), max_length=160, help_text=_("As the budget names it."))
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    ceiling = WholeField(label=_("Ceiling"), help_text=_("Whole rupiah for the year."))
    rate = WholeField(
        label=_("Premium for one worker and month"),
        help_text=_("Whole rupiah for JKK and JKM, as the table of premiums has it today."),
    )
    field_order = ("area", "kind", "name", "year", "ceiling", "rate")

    def __init__(self, *args: Any, areas: list[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["rate"].initial = rules.rate_of(clock.now().date())
        self.fields["area"] = AreaField(label=_("Office and region"), areas=areas)
        self.order_fields(self.field_order)

    def given(self) -> dict[str, Any]:
        """Return what the command takes."""
        found = {name: one for name, one in self.cleaned_data.items() if name not in NAMES}
        found["office"], found["region"] = found.pop("area")
        return found | {"fund_rules": self.rules_given()}


class CeilingForm(forms.Form):
    ceiling = WholeField(label=_("New ceiling"))
    note = note_field()


class CommitmentForm(forms.Form):
    """Workers and months for which money is promised."""

    village = forms.ChoiceField(label=_("Village"), required=False)
    workers = WholeField(label=_("Workers"))
    first_month = MonthField(label=_("From month"))
    last_month = MonthField(label=_("To month"))
    agreement = forms.ModelChoiceField(
        label=_("Agreement"), queryset=None, required=False, empty_label=_("None")
    )
    document = forms.CharField(
        label=_("Budget document"), max_length=200, required=False, help_text=_("As APBDes number or DPA.")
    )

    def __init__(self, *args: Any, fund: Fund, villages: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["agreement"].queryset = Agreement.objects.filter(fund=fund)
        self.fields["village"].choices = [("", _("No village of its own")), *villages]
        if not villages:
            del self.fields["village"]


class PaymentForm(forms.Form):
    """What was paid on a commitment."""

    workers = WholeField(label=_("Workers"))
    first_month = MonthField(label=_("From month"))
    last_month = MonthField(label=_("To month"))
    paid_on = DayField(label=_("Paid on"))
    document = forms.CharField(
        label=_("Proof of payment"), max_length=200, help_text=_("Number of the receipt or transfer order.")
    )


class AgreementForm(forms.Form):
    """An agreement as the signed paper has it."""

    kind = forms.ChoiceField(label=_("Kind"), choices=list(words.AGREEMENT.items()))
    number = forms.CharField(label=_("Number"), max_length=120)
    title = forms.CharField(label=_("Title"), max_length=200)
    signed_on = DayField(label=_("Signed on"))
    starts_on = DayField(label=_("Starts on"))
    ends_on = DayField(label=_("Ends on"))
    parties = forms.CharField(
        label=_("Parties"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line: body | office that signs | basis on which it acts. No names."),
    )
    programmes = forms.CharField(label=_("Programmes"), max_length=40, initial="JKK+JKM")
    quota = WholeField(label=_("Workers agreed"), required=False)
    rate = WholeField(label=_("Premium for one worker and month"), required=False)
    budget_line = forms.CharField(label=_("Budget line"), max_length=120, required=False)
    fund = forms.ModelChoiceField(label=_("Fund"), queryset=None, required=False, empty_label=_("None"))

    def __init__(self, *args: Any, areas: list[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["fund"].queryset = Fund.objects.filter(
            office__in={office.pk for office, _region in areas}
        )
        self.fields["area"] = AreaField(label=_("Office and region"), areas=areas)
        self.order_fields(["area"])

    def clean_parties(self) -> list[agreement_rules.Party]:
        try:
            return agreement_rules.read_parties(self.cleaned_data["parties"])
        except BadInput as error:
            told = refusals.explain(error)
            raise forms.ValidationError(f"{told.sentence} {told.cure}") from error

    def given(self) -> dict[str, Any]:
        """Return what the command takes."""
        found = dict(self.cleaned_data)
        office, region = found.pop("area")
        fund, parties = found.pop("fund"), found.pop("parties")
        return {
            "office": office,
            "region": region,
            "fund": fund,
            "parties": parties,
            "terms": agreement_rules.Terms(**found),
        }


class ScanForm(forms.Form):
    upload = forms.FileField(
        label=_("Signed scan"),
        help_text=_("PDF, JPG or PNG, up to 15 MB."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )
