"""What the office types: screening decisions, verified figures, objections and answers, forwardings."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from paritrana.apps.awards.models import Edition
from paritrana.apps.nominations import rules
from paritrana.apps.nominations.forms.dossiers import ACCEPT, DateInput, NumberField
from paritrana.apps.nominations.labels import dossiers as words
from paritrana.apps.nominations.labels import office as labels
from paritrana.apps.nominations.models import Evidence, Nomination
from paritrana.apps.nominations.rules.dossiers import COUNT
from paritrana.apps.nominations.states import Verdict
from paritrana.apps.organisations.models import Organisation
from paritrana.core.rulebook import Category, Criterion
from paritrana.ui.formats import title_of

REASON = forms.Textarea(attrs={"rows": 4})


class ScreeningForm(forms.Form):
    """The verdict, its reason, and the sections to mend."""

    verdict = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=2000,
        widget=REASON,
        help_text=_("The entrant reads it. Say what is missing and how to mend it. Needed unless complete."),
    )
    points = forms.MultipleChoiceField(
        label=_("Sections to mend"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only when the dossier is returned: these open again as not done."),
    )

    def __init__(
        self, *args: Any, sections: Iterable[tuple[str, str]], verdicts: Iterable[Verdict], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["verdict"].choices = [(str(one), labels.VERDICT[one]) for one in verdicts]
        self.fields["points"].choices = list(sections)

    def clean(self) -> dict[str, Any]:
        """Ask for the reason beside its field, not only as a refusal."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        needs = data.get("verdict") not in {None, Verdict.COMPLETE}
        if needs and "reason" not in self.errors and not (data.get("reason") or "").strip():
            self.add_error("reason", _("Write the reason: the entrant needs it to mend the dossier."))
        return data


class FigureForm(forms.Form):
    """One verified figure: two counts for a rate, else a value; date, definition, source, file."""

    numerator = NumberField(
        label=_("How many"), unit=COUNT, required=False, help_text=_("For example the registered workers.")
    )
    denominator = NumberField(
        label=_("Of how many"), unit=COUNT, required=False, help_text=_("For example all workers.")
    )
    value = forms.CharField(required=False)
    as_of = forms.DateField(
        label=_("True on"), widget=DateInput, help_text=_("The day on which the figure was true.")
    )
    definition = forms.CharField(
        label=_("Definition"), max_length=300, help_text=_("What was counted, and what was left out.")
    )
    source = forms.CharField(
        label=_("Source"),
        max_length=300,
        help_text=_("Where it was read: report, list, page, with its date."),
    )
    upload = forms.FileField(
        label=_("File that proves it"),
        help_text=_("PDF, JPG, PNG, XLSX, DOCX or CSV, up to 15 MB each."),
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        required=False,
    )

    def __init__(
        self, *args: Any, criterion: Criterion, files: Iterable[Evidence] = (), **options: Any
    ) -> None:
        super().__init__(*args, **options)
        is_rate = rules.takes_counts(criterion)
        if not is_rate:
            del self.fields["numerator"], self.fields["denominator"]
        if rules.needs_counts(criterion):
            del self.fields["value"]
            self.fields["numerator"].required = self.fields["denominator"].required = True
        else:
            self.fields["value"] = _value_field(criterion, required=not is_rate)
        self.files_by_key = {str(one.pk): one for one in files}
        if self.files_by_key:
            self.fields["kept"] = forms.ChoiceField(
                label=_("Or a file that the dossier already holds"),
                choices=[("", _("None")), *((key, one.name) for key, one in self.files_by_key.items())],
                required=False,
            )

    def given(self) -> dict[str, Any]:
        """Return what the command takes, counts as whole numbers."""
        data = {name: self.cleaned_data.get(name) for name in ("as_of", "definition", "source", "upload")}
        data["value"] = self.cleaned_data.get("value") or ""
        for name in ("numerator", "denominator"):
            text = self.cleaned_data.get(name)
            data[name] = int(text) if text else None
        if "kept" in self.fields:
            data["evidence"] = self.files_by_key.get(self.cleaned_data["kept"])
        return data


def _value_field(criterion: Criterion, *, required: bool) -> forms.Field:
    if criterion.kind == "ladder":
        choices = [("", "–"), *((level.id, title_of(level.title)) for level in criterion.levels)]
        label = _("Verified class") if criterion.id == rules.SIZE else _("Verified level")
        return forms.ChoiceField(label=label, choices=choices, required=required)
    if criterion.kind == "yes_no":
        choices = [("", "–"), *words.YES_NO.items()]
        return forms.ChoiceField(label=_("Verified answer"), choices=choices, required=required)
    hint = "" if required else _("Leave it empty when the two counts are known: they are better.")
    return NumberField(label=_("Verified value"), unit=criterion.unit, required=required, help_text=hint)


class ObjectionForm(forms.Form):
    """The entrant's objection."""

    text = forms.CharField(
        label=_("What is wrong with the figure, and what proves it"), max_length=3000, widget=REASON
    )


class AnswerForm(FigureForm):
    """The office's answer to an objection; when upheld, with the new figure."""

    field_order = ("uphold", "answer")
    uphold = forms.TypedChoiceField(
        label=_("Answer"),
        choices=[("no", _("Dismiss: the figure stands")), ("yes", _("Uphold: enter a new figure"))],
        coerce=lambda text: text == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("Reason"), max_length=3000, widget=REASON, help_text=_("The entrant reads it.")
    )

    def __init__(self, *args: Any, criterion: Criterion, may_uphold: bool = True, **options: Any) -> None:
        super().__init__(*args, criterion=criterion, **options)
        for name in ("numerator", "denominator", "value", "as_of", "definition", "source"):
            if name in self.fields:
                self.fields[name].required = False
        if not may_uphold:
            self.fields["uphold"].choices = self.fields["uphold"].choices[:1]
            for name in ("numerator", "denominator", "value", "as_of", "definition", "source", "upload"):
                self.fields.pop(name, None)

    def given(self) -> dict[str, Any]:
        """Return what the command takes; the figure's part only when the objection is upheld."""
        data = {name: self.cleaned_data[name] for name in ("uphold", "answer")}
        return {**super().given(), **data} if data["uphold"] else data


class ForwardForm(forms.Form):
    """Whom to forward, where to, and on what basis."""

    to = forms.ModelChoiceField(label=_("National edition"), queryset=None, empty_label=None)
    entrant = forms.ChoiceField(
        label=_("Entrant"),
        widget=forms.RadioSelect,
        help_text=_("Its dossier goes with it: answers, claims, files and verified figures."),
    )
    basis = forms.CharField(
        label=_("Basis"),
        max_length=200,
        help_text=_(
            "What the forwarding rests on, with number and date: the committee's decree, the secretariat's "
            "letter, or the published rank."
        ),
    )

    def __init__(
        self,
        *args: Any,
        editions: QuerySet[Edition],
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
