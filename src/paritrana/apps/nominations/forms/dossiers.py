"""What the entrant and the proposer type: answers, further claims, assignments, reasons, proposals."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from paritrana.apps.accounts.models import User
from paritrana.apps.nominations.labels import dossiers as labels
from paritrana.apps.nominations.models import Answer, Evidence
from paritrana.apps.nominations.rules.dossiers import (
    COUNT,
    INNOVATION,
    MONEY,
    TEXT,
    needs_files,
    profile_fields,
)
from paritrana.apps.nominations.rules.files import TYPES
from paritrana.apps.nominations.rules.numbers import read_number
from paritrana.apps.nominations.rules.sizes import needs_size, size_criterion
from paritrana.apps.organisations.states import Standing
from paritrana.core.rulebook import Category, Criterion
from paritrana.errors import BadInput
from paritrana.ui.formats import title_of
from paritrana.ui.refusals import explain

NEEDED = _("needed before sending")
ACCEPT = ",".join(f".{ending}" for ending in (*TYPES, "jpeg"))
PROSE = {
    "profile.legal_basis",
    "profile.programmes",
    "innovation.problem",
    "innovation.copied_from",
    "innovation.what",
}


def language() -> str:
    """Return the language of the page as the number reader knows it."""
    return get_language() or "id"


def typed(value: str) -> str:
    """Return stored decimal text as the page's language writes it, without grouping."""
    return value if language().startswith("en") else value.replace(".", ",")


def sentence(error: BadInput) -> str:
    """Return what an error says, with its cure, for the place beside a field."""
    told = explain(error)
    return f"{told.sentence} {told.cure}".strip()


class NumberField(forms.CharField):
    """A number in the page's writing, cleaned to plain decimal text."""

    def __init__(self, *, unit: str = "", **options: Any) -> None:
        super().__init__(max_length=80, **options)
        self.unit = unit
        self.widget.attrs.update(inputmode="decimal", autocomplete="off")

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if not text:
            return ""
        try:
            number = read_number(text, language=language(), unit=self.unit)
        except BadInput as error:
            raise forms.ValidationError(sentence(error)) from error
        if self.unit == COUNT and not number.isdecimal():
            raise forms.ValidationError(sentence(BadInput("nominations.not_a_whole_number")))
        return number


class ManyFilesInput(forms.FileInput):
    """A file input that takes several files at once."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files of one field; cleaned to a list, empty when none was chosen."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, list | tuple) else [data]
        return [super(ManyFilesField, self).clean(one, initial) for one in given if one]


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class AnswerForm(forms.Form):
    """One field of the dossier with note, last year's figure and files; its prefix is the field's name."""

    seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    choice = forms.ChoiceField(required=False, choices=[("mine", ""), ("theirs", "")])

    def __init__(
        self, *args: Any, category: Category, name: str, files: Sequence[Evidence] = (), **options: Any
    ) -> None:
        super().__init__(*args, prefix=name, **options)
        self.name = name
        self.criterion = next((one for one in category.criteria if one.id == name), None)
        if self.criterion is None:
            holds, needed = {**profile_fields(category), **INNOVATION}[name]
            self._plain(holds)
            if needed:
                self.fields["value"].needed_before = NEEDED
        else:
            self._asked(self.criterion)
        if isinstance(self.fields.get("value"), NumberField):
            self.initial["value"] = typed(str(self.initial.get("value", "")))
        if self.takes_files:
            self._files(files)
            if needs_files(self.criterion) and not any(one.field == name for one in files):
                self.fields["files"].needed_before = NEEDED

    @property
    def takes_files(self) -> bool:
        """Say whether files can be given here: where the rulebook wants them, and once for the innovation."""
        if self.criterion is None:
            return self.name == "innovation.what"
        return self.criterion.evidence != "none"

    def _plain(self, holds: str) -> None:
        options = {
            "label": labels.FIELD[self.name],
            "help_text": labels.FIELD_HINT.get(self.name, ""),
            "required": False,
        }
        if holds == TEXT:
            area = forms.Textarea(attrs={"rows": 4}) if self.name in PROSE else forms.TextInput()
            self.fields["value"] = forms.CharField(max_length=6_000, widget=area, **options)
        else:
            self.fields["value"] = NumberField(unit="count" if holds in {COUNT, MONEY} else "", **options)

    def _asked(self, criterion: Criterion) -> None:
        if criterion.kind == "measure":
            self.fields["value"] = NumberField(unit=criterion.unit, label=_("Figure"), required=False)
            self.fields["last_year"] = NumberField(
                unit=criterion.unit, label=_("Last year's figure"), required=False
            )
        elif criterion.kind != "rubric":
            self.fields["value"] = forms.ChoiceField(
                label=_("Level reached") if criterion.kind == "ladder" else _("Answer"),
                choices=[("", _("Not answered yet")), *_choices(criterion)],
                widget=forms.RadioSelect,
                required=False,
            )
        if criterion.kind != "rubric":
            self.fields["note"] = forms.CharField(
                label=_("Explanation"),
                help_text=_("How the figure was made, or what the jury should know."),
                max_length=2_000,
                widget=forms.Textarea(attrs={"rows": 2}),
                required=False,
            )

    def _files(self, files: Iterable[Evidence]) -> None:
        self.fields["files"] = ManyFilesField(
            label=_("Files to add"),
            help_text=_("PDF, JPG, PNG, XLSX, DOCX or CSV, up to 15 MB each."),
            widget=ManyFilesInput(attrs={"accept": ACCEPT, "multiple": True}),
            allow_empty_file=True,
            required=False,
        )
        self.fields["dated"] = forms.DateField(
            label=_("Date on the paper"), widget=DateInput(), required=False
        )
        listed = {one.sha256: one for one in files if one.field != self.name}
        if listed:
            self.fields["reuse"] = forms.ChoiceField(
                label=_("Or use a file already sent"),
                choices=[("", _("None")), *((one.pk, one.name) for one in listed.values())],
                required=False,
            )

    def words(self) -> dict[str, str]:
        """Return what was typed, as `save_answer` takes it."""
        return {name: self.cleaned_data.get(name) or "" for name in ("value", "last_year", "note")}


def _choices(criterion: Criterion) -> list[tuple[str, Any]]:
    if criterion.kind == "yes_no":
        return [("yes", _("Yes")), ("no", _("No"))]
    return [(level.id, title_of(level.title)) for level in criterion.levels]


def initial_of(answer: Answer | None, last_year: str) -> dict[str, str]:
    """Return what a field's form starts with: the saved answer, else last edition's figure beside it."""
    if answer is None:
        return {"value": "", "last_year": typed(last_year), "note": ""}
    return {"value": answer.value, "last_year": typed(answer.last_year), "note": answer.note}


class ClaimForm(forms.Form):
    """A further figure or fact, with its date and source, and a file that proves it."""

    label = forms.CharField(label=_("What the figure or fact is"), max_length=200)
    value = forms.CharField(label=_("Figure"), max_length=80, required=False)
    unit = forms.CharField(label=_("Unit"), max_length=40, required=False)
    as_of = forms.DateField(label=_("Date of the figure or of the act"), widget=DateInput(), required=False)
    source = forms.CharField(label=_("Source"), max_length=300, required=False)
    file = forms.FileField(
        label=_("File that proves it"),
        help_text=_("PDF, JPG, PNG, XLSX, DOCX or CSV, up to 15 MB each."),
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        required=False,
    )


class AssignForm(forms.Form):
    """Who fills a section, and until when."""

    due = forms.DateField(label=_("Due on"), widget=DateInput(), required=False)

    def __init__(self, *args: Any, people: Iterable[User], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["owner"] = forms.TypedChoiceField(
            label=_("Filled by"),
            choices=[("", _("Nobody in particular")), *((one.pk, str(one)) for one in people)],
            coerce=int,
            empty_value=None,
            required=False,
        )
        self.order_fields(["owner", "due"])


class ReasonForm(forms.Form):
    """The reason of a decision that others will read."""

    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class ContactForm(forms.Form):
    """Whom to let in at the entrant: the head, who signs, or somebody who fills the dossier."""

    email = forms.EmailField(label=_("E-mail address"))
    office = forms.CharField(label=_("Office held"), max_length=160)
    standing = forms.ChoiceField(label=_("Standing"), choices=())
    may_sign = forms.BooleanField(
        label=_("Is the head or the deputy, and may give the statement"), required=False
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["standing"].choices = [(one, labels.STANDING[one]) for one in Standing]


class ProposalForm(forms.Form):
    """The organisation and why it is proposed."""

    reason = forms.CharField(
        label=_("Why this entrant is proposed"),
        help_text=_("One or two sentences; the entrant and the secretariat read them."),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, organisations: Iterable[Any], category: Category, **options: Any) -> None:
        super().__init__(*args, **options)
        found = list(organisations)
        listed = [(one.pk, f"{one.name} · {one.region}") for one in found]
        self.fields["organisation"] = forms.TypedChoiceField(
            label=_("Organisation"), choices=listed, coerce=int, widget=forms.RadioSelect
        )
        asked = [needs_size(category, one.size) for one in found]
        if any(asked):
            self._ask_size(category, required=all(asked))
        self.order_fields(["organisation", "size_class", "size_source", "reason"])

    def _ask_size(self, category: Category, *, required: bool) -> None:
        levels = size_criterion(category).levels
        self.fields["size_class"] = forms.ChoiceField(
            label=_("Size class"),
            choices=[("", "–"), *((one.id, title_of(one.title)) for one in levels)],
            help_text=_("It decides which goalposts hold for the entrant. A verifier checks it."),
            required=required,
        )
        self.fields["size_source"] = forms.CharField(
            label=_("What the size class rests on"),
            max_length=300,
            help_text=_("For example the population, with its source and date."),
            required=required,
        )
