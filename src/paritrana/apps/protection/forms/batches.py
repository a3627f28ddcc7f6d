"""What an officer says of batches and months: whom to enrol, what BPJS answered, what minutes say."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms.widgets import FileInput
from django.utils.translation import gettext_lazy as _

from paritrana.apps.protection.forms.fields import MonthField, note_field
from paritrana.apps.protection.forms.imports import ending_of
from paritrana.apps.protection.models import Agreement, Batch, Fund
from paritrana.apps.protection.rules import imports as import_rules
from paritrana.errors import BadInput
from paritrana.ui import refusals


class ProposeForm(forms.Form):
    """Whom to enrol, by fund, and from which month."""

    fund = forms.ModelChoiceField(
        label=_("Fund"),
        queryset=None,
        empty_label=_("Choose"),
        help_text=_("Whoever it is to pay by the register and who is in no batch yet is gathered."),
    )
    agreement = forms.ModelChoiceField(
        label=_("Agreement"),
        queryset=None,
        required=False,
        empty_label=_("None"),
        help_text=_("Of this fund. It tells the programmes, the quota and the earliest start."),
    )
    village = forms.ChoiceField(label=_("Only this village"), required=False)
    first_month = MonthField(
        label=_("Covered from month"),
        help_text=_("This month or later; by the agreement where the fund's rule says so."),
    )

    def __init__(
        self, *args: Any, funds: Sequence[Fund], villages: Sequence[tuple[str, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        keys = [one.pk for one in funds]
        self.fields["fund"].queryset = Fund.objects.filter(pk__in=keys)
        self.fields["agreement"].queryset = Agreement.objects.filter(fund__in=keys)
        self.fields["village"].choices = [("", _("All villages")), *villages]


class AnswerForm(forms.Form):
    """The file that BPJS sent back."""

    upload = forms.FileField(
        label=_("File of the answer"),
        help_text=_(
            "Excel (xlsx, xls), OpenDocument (ods) or CSV with the columns NIK, Hasil (diterima or ditolak), "
            "Alasan and Nomor (of the membership)."
        ),
        widget=FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv"}),
    )

    def clean_upload(self) -> Any:
        given = self.cleaned_data["upload"]
        try:
            import_rules.check_upload(ending_of(given.name), given.size)
        except BadInput as error:
            told = refusals.explain(error)
            raise forms.ValidationError(f"{told.sentence} {told.cure}") from error
        return given


class SettleForm(forms.Form):
    """For whom a payment paid."""

    batch = forms.ModelChoiceField(
        label=_("Batch"),
        queryset=None,
        required=False,
        empty_label=_("All active workers of the fund"),
        help_text=_("Choose one when the payment is for fewer workers than the fund has."),
    )

    def __init__(self, *args: Any, batches: Sequence[Batch], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["batch"].queryset = Batch.objects.filter(pk__in=[one.pk for one in batches])
        self.fields["batch"].label_from_instance = lambda one: (
            _("No. %(number)s, from %(month)s")
            % {
                "number": one.pk,
                "month": one.first_month,
            }
        )


class MinutesForm(forms.Form):
    """The paper by which months are corrected."""

    minutes = forms.CharField(
        label=_("Number of the minutes"),
        max_length=120,
        help_text=_("As on the paper (berita acara) that your office and BPJS signed."),
    )
    reason = note_field()


class TakeBackForm(MinutesForm):
    """Which months were never this worker's."""

    first_month = MonthField(label=_("From month"))
    last_month = MonthField(label=_("To month"))
    field_order = ("first_month", "last_month", "minutes", "reason")
