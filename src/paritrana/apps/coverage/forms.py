"""What officers hand in and decide, and what visitors choose."""

from typing import Any

from django import forms
from django.forms.widgets import FileInput
from django.utils.translation import gettext_lazy as _

from paritrana.apps.coverage.labels.measures import MEASURES
from paritrana.apps.coverage.labels.words import LEVELS, SCHEMA, period_text
from paritrana.apps.coverage.models import Delivery, Snapshot
from paritrana.apps.coverage.queries.published import measures_of, periods_of
from paritrana.apps.coverage.states import ROLLS, Level, Schema
from paritrana.apps.organisations.models import Organisation
from paritrana.ui import formats

MOST_COMPARED = 4


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class ManyFiles(FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or more files; cleaned to a list."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        listed = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(one, initial) for one in listed]


class DeliveryForm(forms.Form):
    """What is handed in, as of which day, under which letter."""

    organisation = forms.ModelChoiceField(label=_("Organisation"), queryset=None, empty_label=None)
    schema = forms.ChoiceField(label=_("What the files hold"), widget=forms.RadioSelect)
    uploads = FilesField(
        label=_("Files"),
        help_text=_(
            "Rolls: CSV, Parquet or XLSX, up to 512 MB each. Denominators and printed figures: one CSV. "
            "In Excel keep the column of NIK as text: numbers lose their last digit."
        ),
        widget=ManyFiles(attrs={"accept": ".csv,.parquet,.xlsx"}),
    )
    as_of = forms.DateField(
        label=_("True on"), widget=DayInput, help_text=_("The day on which the data were taken.")
    )
    source = forms.CharField(
        label=_("Letter or report"),
        max_length=200,
        help_text=_("Office, number and date of the letter the files come by."),
    )

    def __init__(self, *args: Any, offices: list[Organisation], has_key: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["organisation"]
        field.queryset = Organisation.objects.filter(pk__in=[one.pk for one in offices])
        if len(offices) == 1:
            field.initial, field.widget = offices[0].pk, forms.HiddenInput()
        usable = [one for one in Schema if has_key or one not in ROLLS]
        self.fields["schema"].choices = [(one.value, SCHEMA[one]) for one in usable]


class RunForm(forms.Form):
    """Which year is computed over which denominators."""

    year = forms.RegexField(
        regex=r"^[0-9]{4}$",
        label=_("Year"),
        error_messages={"invalid": _("Enter four digits, as 2025.")},
        max_length=4,
    )
    denominators = forms.ModelChoiceField(
        label=_("Denominators"),
        queryset=None,
        empty_label=None,
        help_text=_("They stay the same for the whole year: choose the latest survey before it."),
    )
    note = forms.CharField(label=_("Note"), max_length=200, required=False)

    def __init__(self, *args: Any, denominators: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["denominators"].queryset = denominators
        self.fields["denominators"].label_from_instance = _delivery_name


class ApprovalForm(forms.Form):
    """What is corrected, when figures of the year are public already."""

    reason = forms.CharField(
        label=_("What is corrected, and why"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Shown in the public log of corrections."),
    )


class ChoiceForm(forms.Form):
    """What a visitor looks at: measure, period, level, the region inside which, and up to four compared."""

    ukuran = forms.ChoiceField(label=_("Measure"), required=False)
    periode = forms.ChoiceField(label=_("Period"), required=False)
    tingkat = forms.ChoiceField(label=_("Level"), required=False)
    wilayah = forms.ChoiceField(label=_("Inside"), required=False)

    def __init__(
        self, *args: Any, snapshots: list[Snapshot], regions: list[tuple[str, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        periods = [period for one in snapshots for period in periods_of(one)]
        measures = dict.fromkeys(measure for period in periods[:2] for measure in measures_of(period))
        self.fields["ukuran"].choices = [(one.value, MEASURES[one].name) for one in measures]
        self.fields["periode"].choices = [(one, period_text(one)) for one in periods]
        levels = [one for one in Level if one is not Level.COUNTRY]
        self.fields["tingkat"].choices = [(one.value, LEVELS[one]) for one in levels]
        self.fields["wilayah"].choices = [("", LEVELS[Level.COUNTRY]), *regions]


class PeriodForm(forms.Form):
    """Which year, or which month of it, the page of a region shows."""

    periode = forms.ChoiceField(label=_("Period"), required=False)

    def __init__(self, *args: Any, snapshots: list[Snapshot], **options: Any) -> None:
        super().__init__(*args, **options)
        periods = [period for one in snapshots for period in periods_of(one)]
        self.fields["periode"].choices = [(one, period_text(one)) for one in periods]


def _delivery_name(delivery: Delivery) -> str:
    return f"{delivery.source} ({formats.day_short(delivery.as_of)})"
