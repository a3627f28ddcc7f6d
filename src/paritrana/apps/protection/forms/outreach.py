"""An activity, what was agreed at it, and that it was done."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from paritrana.apps.protection.forms.fields import AreaField, DayField, WholeField
from paritrana.apps.protection.labels import outreach as words
from paritrana.apps.protection.rules import outreach as rules
from paritrana.errors import BadInput
from paritrana.ui import refusals


class ActivityForm(forms.Form):
    """One activity as its minutes have it."""

    kind = forms.ChoiceField(label=_("Kind"), choices=list(words.KIND.items()))
    audience = forms.ChoiceField(label=_("Before whom"), choices=list(words.AUDIENCE.items()))
    title = forms.CharField(label=_("About"), max_length=200)
    day = DayField(label=_("Day"))
    place = forms.CharField(label=_("Place"), max_length=160)
    region = forms.ChoiceField(
        label=_("Village or area to be won"),
        required=False,
        help_text=_("Sign-ups within 90 days are counted there; empty for the whole area."),
    )
    parties = forms.CharField(
        label=_("Parties"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One office a line. No names."),
    )
    people = WholeField(label=_("People present"), required=False)
    result = forms.CharField(
        label=_("What came of it"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A few sentences, without names."),
    )

    def __init__(self, *args: Any, areas: list[Any], places: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["area"] = AreaField(label=_("Office and region"), areas=areas)
        self.fields["region"].choices = [("", _("The whole area")), *places]
        self.order_fields(["area"])

    def clean_parties(self) -> list[str]:
        try:
            return rules.read_parties(self.cleaned_data["parties"])
        except BadInput as error:
            told = refusals.explain(error)
            raise forms.ValidationError(f"{told.sentence} {told.cure}") from error


class EvidenceForm(forms.Form):
    upload = forms.FileField(
        label=_("Evidence"),
        help_text=_("Minutes, list of those present or a photo: PDF, JPG or PNG, up to 15 MB."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )


class TaskForm(forms.Form):
    """Who does what until when."""

    what = forms.CharField(label=_("What was agreed"), max_length=240)
    owner = forms.CharField(label=_("Office that does it"), max_length=160)
    due_on = DayField(label=_("Due on"))


class DoneForm(forms.Form):
    done_on = DayField(label=_("Done on"))
    note = forms.CharField(
        label=_("Note"), max_length=200, required=False, help_text=_("For example the number of the paper.")
    )
