"""What people of a compared list are taken for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from paritrana.apps.protection.labels import words
from paritrana.apps.protection.states import Purpose

PURPOSES = (Purpose.CHECK_CARD, Purpose.REGISTER)


class PurposeForm(forms.Form):
    purpose = forms.ChoiceField(
        label=_("Purpose"),
        choices=[(one.value, words.PURPOSE[one]) for one in PURPOSES],
        widget=forms.RadioSelect,
    )
