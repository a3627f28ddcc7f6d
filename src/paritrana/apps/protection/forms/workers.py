"""A worker added, corrected, moved, stopped, taken up again, or looked at."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from paritrana.apps.protection.forms.fields import DayField, note_field
from paritrana.apps.protection.labels import words
from paritrana.apps.protection.models import Fund
from paritrana.apps.protection.rules import nik as nik_rules
from paritrana.apps.protection.states import OF_LISTS, Purpose, StopReason

_OFF = {"autocomplete": "off", "spellcheck": "false"}
_CHOOSE = ("", _("Choose"))


class WorkerForm(forms.Form):
    """One worker as the identity card has it."""

    nik = forms.CharField(
        label="NIK",
        max_length=24,
        widget=forms.TextInput(attrs={**_OFF, "inputmode": "numeric"}),
        help_text=_("16 digits, as on the identity card."),
    )
    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        widget=forms.TextInput(attrs=_OFF),
        help_text=_("As on the identity card, without titles."),
    )
    born = DayField(label=_("Birth date"))
    sex = forms.ChoiceField(label=_("Sex"), choices=list(words.SEX.items()), widget=forms.RadioSelect)
    occupation = forms.ChoiceField(label=_("Occupation"), choices=[_CHOOSE, *words.OCCUPATION.items()])
    fund = forms.ModelChoiceField(
        label=_("Paid by"), queryset=None, required=False, empty_label=_("Not settled yet")
    )
    service = forms.ChoiceField(
        label=_("Civil service status"),
        choices=[("", _("None of these")), *words.SERVICE.items()],
        required=False,
        help_text=_("Some funds exclude them."),
    )
    decile = forms.TypedChoiceField(
        label=_("Poverty decile"),
        choices=[("", _("Not known")), *((one, str(one)) for one in range(1, 11))],
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("From the poverty data; some funds require it."),
    )

    def __init__(self, *args: Any, funds: list[Fund], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["fund"].queryset = Fund.objects.filter(pk__in=[one.pk for one in funds])

    def clean_nik(self) -> str:
        return nik_rules.plain(self.cleaned_data["nik"])


class CorrectionForm(WorkerForm):
    """What is wrong; personal data left empty stay as they are, so nothing needs to be shown."""

    note = note_field(_("What was wrong"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("nik", "name", "born", "sex"):
            self.fields[name].required = False
            self.fields[name].help_text = _("Leave it empty to keep what is written.")
        self.fields["decile"].empty_value = 0  # said to be unknown, where nothing said would keep it


class MoveForm(forms.Form):
    """Where a worker lives now; moves beyond the area are a stop here and an entry there."""

    village = forms.ChoiceField(
        label=_("New village"),
        help_text=_("Villages of the same regency or city. Who moves further is stopped here as moved away."),
    )
    day = DayField(label=_("Since"), required=False, help_text=_("Today, if left empty."))

    def __init__(self, *args: Any, villages: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["village"].choices = [_CHOOSE, *villages]


class StopForm(forms.Form):
    """Why and since when a worker stands no longer in the register."""

    reason = forms.ChoiceField(
        label=_("Why"),
        choices=[(one.value, words.STOP[one]) for one in StopReason if one is not StopReason.DUPLICATE],
        widget=forms.RadioSelect,
    )
    day = DayField(label=_("Since"), required=False, help_text=_("Today, if left empty."))
    note = forms.CharField(
        label=_("Note"), max_length=200, required=False, help_text=_("Without NIK or name.")
    )


class NoteForm(forms.Form):
    note = note_field()


class PurposeForm(forms.Form):
    """What personal data are opened for."""

    purpose = forms.ChoiceField(
        label=_("Purpose"),
        choices=[(one.value, words.PURPOSE[one]) for one in Purpose if one not in OF_LISTS],
        widget=forms.RadioSelect,
    )
