"""An export of people asked for, and refused."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from paritrana.apps.organisations.models import Organisation
from paritrana.apps.protection.forms.fields import AreaField, note_field
from paritrana.apps.protection.labels import rights as words
from paritrana.apps.protection.rules.rights import COLUMNS
from paritrana.apps.protection.states import ExportPurpose
from paritrana.apps.regions.models import Region


class ExportForm(forms.Form):
    """Of which people, what of them, and for what."""

    purpose = forms.ChoiceField(
        label=_("Purpose"),
        choices=[(one.value, words.EXPORT_PURPOSE[one]) for one in ExportPurpose],
        widget=forms.RadioSelect,
    )
    columns = forms.MultipleChoiceField(
        label=_("Columns"),
        choices=[(one, words.COLUMN[one]) for one in COLUMNS],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only what the purpose needs."),
    )
    note = note_field(_("Who needs it for what"))

    def __init__(self, *args: Any, areas: Sequence[tuple[Organisation, Region]], **options: Any) -> None:
        super().__init__(*args, **options)
        area = AreaField(label=_("People of"), areas=areas)
        self.fields = {"area": area, **self.fields}


class RefusalForm(forms.Form):
    reason = note_field()
