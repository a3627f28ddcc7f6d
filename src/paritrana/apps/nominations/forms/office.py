"""What the office types: a screening decision, a verified figure, an objection and its answer, a forwarding."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from paritrana.apps.awards.models import Edition
from paritrana.apps.nominations.forms.dossiers import DateInput, NumberField
from paritrana.apps.nominations.labels import dossiers as words
from paritrana.apps.nominations.labels import office as labels
from paritrana.apps.nominations.models import Nomination
from paritrana.apps.nominations.rules.dossiers import COUNT
from paritrana.apps.organisations.models import Organisation
from paritrana.core.rulebook import Category, Criterion
from paritrana.ui.formats import title_of

REASON = forms.Textarea(attrs={"rows": 4})


class ScreeningForm(forms.Form):
    """The verdict, its reason, and the sections to mend."""

    verdict = forms.ChoiceField(
        label=_("Decision"), choices=list(labels.VERDICT.items()), widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=2000,
        widget=REASON,
        help_text=_("The entrant reads it. Say what is missing and how to mend it. Needed unless complete."),
    )
    points = forms.MultipleChoiceField(
        label=_("Sections to mend"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, sections: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["points"].choices = list(sections)


class FigureForm(forms.Form):
    """One verified figure: two counts for a rate, else a value; date, definition, source."""

    numerator = NumberField(label=_("How many"), unit=COUNT, required=False)
    denominator = NumberField(label=_("Of how many"), unit=COUNT, required=False)
    value = forms.CharField(label=_("Verified value"), required=False)
    as_of = forms.DateField(label=_("True on"), widget=DateInput)
    definition = forms.CharField(
        label=_("Definition"), max_length=300, help_text=_("What was counted, and what was left out.")
    )
    source = forms.CharField(
        label=_("Source"),
        max_length=300,
        help_text=_("Where it was read: report, list, page, with its date."),
    )
    upload = forms.FileField(label=_("File that proves it"), required=False)

    def __init__(self, *args: Any, criterion: Criterion, **options: Any) -> None:
        super().__init__(*args, **options)
        if not (criterion.kind == "measure" and criterion.unit in {"share", "percent"}):
            del self.fields["numerator"], self.fields["denominator"]
            self.fields["value"].required = True
        if criterion.kind == "ladder":
            choices = [(level.id, title_of(level.title)) for level in criterion.levels]
            self.fields["value"] = forms.ChoiceField(label=_("Verified level"), choices=choices)
        elif criterion.kind == "yes_no":
            self.fields["value"] = forms.ChoiceField(
                label=_("Verified answer"), choices=list(words.YES_NO.items())
            )
        else:
            required = self.fields["value"].required
            self.fields["value"] = NumberField(
                label=_("Verified value"), unit=criterion.unit, required=required
            )
            self.fields["value"].help_text = (
                "" if required else _("Leave it empty when the two counts are known: they are better.")
            )

    def given(self) -> dict[str, Any]:
        """Return what the command takes, counts as whole numbers."""
        data = dict(self.cleaned_data)
        data.pop("upload", None)
        for name in ("numerator", "denominator"):
            text = data.get(name)
            data[name] = int(text) if text else None
        return data


class ObjectionForm(forms.Form):
    """The entrant's objection."""

    text = forms.CharField(
        label=_("What is wrong with the figure, and what proves it"), max_length=3000, widget=REASON
    )


class AnswerForm(forms.Form):
    """The office's answer to an objection; when upheld, with the new figure."""

    uphold = forms.TypedChoiceField(
        label=_("Answer"),
        choices=[("no", _("Dismiss: the figure stands")), ("yes", _("Uphold: enter a new figure"))],
        coerce=lambda text: text == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(label=_("Reason"), max_length=3000, widget=REASON)
    numerator = NumberField(label=_("How many"), unit=COUNT, required=False)
    denominator = NumberField(label=_("Of how many"), unit=COUNT, required=False)
    value = forms.CharField(label=_("New value, where there are no two counts"), required=False)

    def given(self) -> dict[str, Any]:
        """Return what the command takes, counts as whole numbers."""
        data = dict(self.cleaned_data)
        for name in ("numerator", "denominator"):
            data[name] = int(data[name]) if data[name] else None
        return data


class ForwardForm(forms.Form):
    """Whom to forward, where to, and on what basis."""

    to = forms.ModelChoiceField(label=_("National edition"), queryset=None, empty_label=None)
    entrant = forms.ChoiceField(label=_("Entrant"))
    basis = forms.CharField(
        label=_("Basis"),
        max_length=200,
        help_text=_("The decree or letter with its number, or the published rank."),
    )

    def __init__(
        self,
        *args: Any,
        editions: Any,
        nominations: Sequence[Nomination],
        provinces: Sequence[Organisation],
        categories: Sequence[Category],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.fields["to"].queryset = editions
        self.fields["to"].label_from_instance = _edition_name
        titles = {one.id: title_of(one.title) for one in categories}
        self.fields["entrant"].choices = [
            *((f"n{one.pk}", f"{one.organisation.name} · {titles[one.category]}") for one in nominations),
            *((f"o{one.pk}", one.name) for one in provinces),
        ]


class SendBackForm(forms.Form):
    """Why a forwarded dossier is not taken in."""

    reason = forms.CharField(label=_("Reason"), max_length=300, widget=REASON)


def _edition_name(edition: Edition) -> str:
    return title_of(edition.title)
