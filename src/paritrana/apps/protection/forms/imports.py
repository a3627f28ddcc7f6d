"""What an officer says of a roster: the file, its sheet and columns, one cell, and that it goes in."""

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from django import forms
from django.forms.widgets import FileInput
from django.utils.translation import gettext_lazy as _

from paritrana.apps.organisations.models import Organisation
from paritrana.apps.protection.forms.fields import AreaField, DayField, note_field
from paritrana.apps.protection.labels.imports import FIELD
from paritrana.apps.protection.models import Fund
from paritrana.apps.protection.rules import imports as rules
from paritrana.apps.regions.models import Region
from paritrana.errors import BadInput
from paritrana.ui import refusals


class UploadForm(forms.Form):
    """The file, for which area, as of which day of registration."""

    area = AreaField(label=_("Office and area"), areas=())
    upload = forms.FileField(
        label=_("Roster file"),
        help_text=_("Excel (xlsx, xls), OpenDocument (ods) or CSV, up to 64 MB, as your office keeps it."),
        widget=FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv"}),
    )
    as_of = DayField(
        label=_("Day of registration"), help_text=_("Ages and village codes are checked on this day.")
    )

    def __init__(self, *args: Any, areas: Sequence[tuple[Organisation, Region]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["area"] = AreaField(label=_("Office and area"), areas=areas)

    def clean_upload(self) -> Any:
        given = self.cleaned_data["upload"]
        try:
            rules.check_upload(ending_of(given.name), given.size)
        except BadInput as error:
            told = refusals.explain(error)
            raise forms.ValidationError(f"{told.sentence} {told.cure}") from error
        return given


def ending_of(name: str) -> str:
    return PurePosixPath(name).suffix.removeprefix(".").lower()


class SheetForm(forms.Form):
    """Which sheet holds the roster."""

    sheet = forms.ChoiceField(label=_("Sheet of the file"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, sheets: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["sheet"].choices = list(sheets)


class ColumnsForm(forms.Form):
    """What each column tells; every field at most once."""

    header_row = forms.IntegerField(
        label=_("Row of the headings"),
        required=False,
        min_value=1,
        max_value=1_000_000,
        help_text=_("Only if it was not found: the row's number in the sheet."),
    )
    shown_row = forms.IntegerField(widget=forms.HiddenInput, required=False)  # whose headings are asked of

    def __init__(
        self, *args: Any, labels: Sequence[str], told: Mapping[str, str], said_row: int, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.labels = list(dict.fromkeys(label for label in labels if label.strip()))
        self.fields["header_row"].initial = said_row or None
        self.fields["shown_row"].initial = said_row
        choices = [("", _("Not used")), *FIELD.items()]
        for place, label in enumerate(self.labels):
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=label[:60], choices=choices, required=False, initial=told.get(label, "")
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        row = given.get("header_row") or 0
        if row != (given.get("shown_row") or 0):  # another row was named: its headings speak for themselves
            return {"columns": {}, "header_row": row}
        columns = {label: given.get(f"column_{place}", "") for place, label in enumerate(self.labels)}
        used = [field for field in columns.values() if field]
        for place, field in enumerate(columns.values()):
            if field and used.count(field) > 1:
                told = refusals.explain(BadInput("import.no_choice"))
                self.add_error(f"column_{place}", f"{told.sentence} {told.cure}")
        return {"columns": columns, "header_row": row}


class CellForm(forms.Form):
    """One cell of a row, written by hand."""

    column = forms.ChoiceField(label=_("Column"))
    text = forms.CharField(
        label=_("Write instead"),
        max_length=400,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=_("As on the identity card. Left empty, the cell is emptied."),
    )

    def __init__(self, *args: Any, columns: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["column"].choices = list(columns)


class CommitForm(forms.Form):
    """From which fund, why, and whether the roster is the whole list of its villages."""

    fund = forms.ModelChoiceField(
        label=_("Paid by"), queryset=None, required=False, empty_label=_("Not settled yet")
    )
    stops_missing = forms.BooleanField(
        label=_("This is the whole list of its villages: stop whoever is not in it"), required=False
    )
    reason = note_field()

    def __init__(self, *args: Any, funds: Sequence[Fund], missing: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["fund"].queryset = Fund.objects.filter(pk__in=[one.pk for one in funds])
        if not missing:
            del self.fields["stops_missing"]


class ReasonForm(forms.Form):
    reason = note_field()
