"""A note on an employer, and the last one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from paritrana.apps.organisations.models import Organisation
from paritrana.apps.protection.forms.fields import DayField


class CaseNoteForm(forms.Form):
    """What was done, what came of it, and when to look again."""

    done = forms.CharField(
        label=_("What was done"), max_length=240, help_text=_("For example a visit or a letter; no names.")
    )
    day = DayField(label=_("Day"))
    result = forms.CharField(label=_("What came of it"), max_length=240, required=False)
    next_on = DayField(label=_("Look again on"), required=False)

    def __init__(self, *args: Any, offices: list[Organisation], **options: Any) -> None:
        super().__init__(*args, **options)
        self._offices = {str(one.pk): one for one in offices}
        field = forms.ChoiceField(label=_("Kept by"), choices=[(str(one.pk), one.name) for one in offices])
        if len(offices) == 1:
            field.initial, field.widget = str(offices[0].pk), forms.HiddenInput()
        self.fields["office"] = field
        self.order_fields(["office"])

    def clean_office(self) -> Organisation:
        return self._offices[self.cleaned_data["office"]]


class CloseForm(forms.Form):
    """The last note."""

    done = forms.CharField(label=_("What was done"), max_length=240)
    result = forms.CharField(label=_("What came of it"), max_length=240)
