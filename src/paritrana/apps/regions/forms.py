"""The search on the page of all regions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from paritrana.apps.regions import labels
from paritrana.apps.regions.queries import LEAST_LETTERS
from paritrana.core.regions import Level, wanted


class SearchForm(forms.Form):
    """What to look for, and on which level."""

    nama = forms.CharField(label=_("Name or code"), max_length=80)
    tingkat = forms.ChoiceField(
        label=_("Level"),
        required=False,
        choices=[("", _("All levels")), *((level.value, labels.LEVEL[level]) for level in Level)],
    )

    def clean_nama(self) -> str:
        text: str = self.cleaned_data["nama"].strip()
        if len(wanted(text)) < LEAST_LETTERS:
            raise forms.ValidationError(_("Type at least two letters of the name, or a code."))
        return text
