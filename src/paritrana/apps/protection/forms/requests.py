"""A worker's own request, the search for the village, and the answer of an office."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from paritrana.apps.protection.forms.workers import WorkerForm
from paritrana.apps.protection.labels import rights as words
from paritrana.apps.protection.models import Fund
from paritrana.apps.protection.rules import requests as rules
from paritrana.apps.protection.states import ANSWERS
from paritrana.errors import BadInput
from paritrana.ui import refusals


class RequestForm(WorkerForm):
    """What a worker states for oneself; the same fields and faults as an officer's entry, and the consent."""

    phone = forms.CharField(
        label=_("Telephone"),
        max_length=24,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "tel"}),
        help_text=_("So that the office can call you. It is erased with the request."),
    )
    assisted = forms.ChoiceField(
        label=_("Who fills it in"), choices=list(words.ASSISTED.items()), widget=forms.RadioSelect
    )
    consent = forms.BooleanField(
        label=words.CONSENT,
        error_messages={"required": _("Without your consent the request cannot be kept.")},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, funds=[], **options)
        for known_by_offices in ("fund", "service", "decile"):
            del self.fields[known_by_offices]

    def clean_phone(self) -> str:
        try:
            return rules.plain_phone(self.cleaned_data["phone"])
        except BadInput as error:
            told = refusals.explain(error)
            raise forms.ValidationError(f"{told.sentence} {told.cure}") from error


class ReceiptForm(forms.Form):
    """The number by which only its holder asks; posted, so that it stands in no address."""

    receipt = forms.CharField(
        label=_("Receipt number"),
        max_length=24,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=_("Ten letters and digits."),
    )

    def clean_receipt(self) -> str:
        try:
            return rules.plain_receipt(self.cleaned_data["receipt"])
        except BadInput as error:
            told = refusals.explain(error)
            raise forms.ValidationError(f"{told.sentence} {told.cure}") from error


class SearchForm(forms.Form):
    """The name of a village as somebody types it."""

    cari = forms.CharField(label=_("Name of your village or kelurahan"), max_length=80)


class AcceptForm(forms.Form):
    """Who pays, if that is settled."""

    fund = forms.ModelChoiceField(
        label=_("Paid by"), queryset=None, required=False, empty_label=_("Not settled yet")
    )

    def __init__(self, *args: Any, funds: list[Fund], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["fund"].queryset = Fund.objects.filter(pk__in=[one.pk for one in funds])


class RefuseForm(forms.Form):
    """Why a request is not accepted."""

    reason = forms.ChoiceField(
        label=_("Why"),
        choices=[(one.value, words.REQUEST_REFUSAL[one]) for one in ANSWERS],
        widget=forms.RadioSelect,
    )
