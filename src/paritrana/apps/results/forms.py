"""What the secretariat and the chair fill in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from paritrana.apps.results.models import RankingRun


class RunForm(forms.Form):
    """The public seed, where a lot may be drawn."""

    seed = forms.CharField(
        label=_("Public seed"),
        required=False,
        max_length=120,
        help_text=_("Drawn before witnesses, for example numbers of dice. It is published with the result."),
    )


class DecisionForm(forms.Form):
    """The chair's decision on one category."""

    confirms = forms.TypedChoiceField(
        label=_("Decision"),
        choices=[("yes", _("The ranking stands as computed")), ("no", _("The ranking does not stand"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("It is published with the result."),
    )
    minutes_number = forms.CharField(label=_("Number of the minutes"), required=False, max_length=80)


class CompareForm(forms.Form):
    """Two runs of one edition."""

    a = forms.TypedChoiceField(label=_("Earlier run"), coerce=int)
    b = forms.TypedChoiceField(label=_("Later run"), coerce=int)

    def __init__(self, *args: Any, runs: list[RankingRun], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(run.number, _("Run %(number)s") % {"number": run.number}) for run in runs]
        for name in ("a", "b"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]  # both are choice fields


class FeedbackForm(forms.Form):
    """What one entrant is told."""

    strengths = forms.CharField(
        label=_("Strengths"), required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    next_steps = forms.CharField(
        label=_("Next steps"), required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
