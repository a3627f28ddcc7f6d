"""What people write about themselves."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class ProfileForm(forms.Form):
    """The office by which pages name a person, and the language they read."""

    label = forms.CharField(
        label=_("Shown as"),
        max_length=160,
        help_text=_("Your office, for example “Head of the Manpower Office”. Your name is not needed."),
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=settings.LANGUAGES, widget=forms.RadioSelect, required=True
    )


class ReasonForm(forms.Form):
    """Why an account is closed or opened again."""

    reason = forms.CharField(label=_("Reason"), max_length=200)
