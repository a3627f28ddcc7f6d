"""Fields that this room needs: days, months, whole numbers as people write them, areas of an office."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from paritrana.apps.organisations.models import Organisation
from paritrana.apps.protection.labels import words
from paritrana.apps.regions.models import Region
from paritrana.errors import DataFaults, ParitranaError
from paritrana.ui import refusals

_GROUPED = re.compile(r"[0-9]{1,3}([.,][0-9]{3})+|[0-9]{1,16}", re.ASCII)


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class DayField(forms.DateField):
    widget = DayInput


class MonthInput(forms.TextInput):
    input_type = "month"


class MonthField(forms.RegexField):
    """A month as 2026-03."""

    widget = MonthInput

    def __init__(self, **options: Any) -> None:
        messages = {"invalid": _("Write the month as 2026-03.")}
        super().__init__(r"^[0-9]{4}-(0[1-9]|1[0-2])$", error_messages=messages, **options)


class WholeField(forms.CharField):
    """A whole number from 0, with or without dots between thousands."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=24, widget=forms.TextInput(attrs={"inputmode": "numeric"}), **options)

    def clean(self, value: Any) -> int:
        text = re.sub(r"^Rp\s*|\s", "", super().clean(value))
        if not text:
            return 0
        if not _GROUPED.fullmatch(text):
            raise forms.ValidationError(_("Write a whole number, as 1.250 or 1250."))
        return int(re.sub(r"[.,]", "", text))


class AreaField(forms.ChoiceField):
    """An office together with a region of its area; cleaned to (office key, region code)."""

    def __init__(self, *, areas: Sequence[tuple[Organisation, Region]], **options: Any) -> None:
        choices = [
            (f"{office.pk}:{region.pk}", f"{office.name}: {region.full_name}") for office, region in areas
        ]
        super().__init__(choices=choices, **options)
        if len(choices) == 1:
            self.initial, self.widget = choices[0][0], forms.HiddenInput()
        self._areas = {key: area for (key, _label), area in zip(choices, areas, strict=True)}

    def clean(self, value: Any) -> tuple[Organisation, Region]:
        return self._areas[super().clean(value)]


def note_field(label: Any = None) -> forms.CharField:
    """Return the field for the reason of an act."""
    return forms.CharField(
        label=label or _("Reason"),
        max_length=200,
        help_text=_("A few words, without NIK or name; it stays in the history."),
    )


def tell(form: forms.Form, error: ParitranaError) -> None:
    """Write a refusal into the form: each fault of a worker beside its field, anything else on top."""
    if isinstance(error, DataFaults):
        for fault in error.faults:
            field = _FIELDS.get(words.fault_place(fault.code))
            form.add_error(field if field in form.fields else None, words.fault_text(fault))
        return
    told = refusals.explain(error)
    form.add_error(None, f"{told.sentence} {told.cure}")


_FIELDS = {name: name for name in ("nik", "name", "sex", "occupation", "decile")} | {
    "birth_date": "born",
    "status": "service",
}
