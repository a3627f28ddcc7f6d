"""What the secretariat and the chair fill in."""

from decimal import Decimal, InvalidOperation
from typing import Any, Self

from django import forms
from django.utils.translation import gettext_lazy as _

from paritrana.apps.results.models import RankingRun
from paritrana.apps.results.queries.what_if import Question, groups, official, shares
from paritrana.core.rulebook import Category
from paritrana.ui import formats
from paritrana.ui.formats import title_of


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


class WeightField(forms.CharField):
    """A weight from 0 to 100 with up to two decimals, written with a comma or a point."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value).replace(",", ".").removesuffix("%").strip()
        if not text:
            return None
        try:
            number = Decimal(text)
        except InvalidOperation:
            raise forms.ValidationError(_("Write a number from 0 to 100.")) from None
        if not number.is_finite() or not 0 <= number <= 100:
            raise forms.ValidationError(_("Write a number from 0 to 100."))
        if number != round(number, 2):
            raise forms.ValidationError(_("Write at most two decimals."))
        return number


class WhatIfForm(forms.Form):
    """A question to the ranking of one category; what is left empty stands as in the rulebook."""

    agregat = forms.ChoiceField(
        label=_("Panel value"),
        required=False,
        choices=[
            ("mean", _("mean of all jurors")),
            ("trimmed", _("without the highest and the lowest juror")),
            ("median", _("median")),
        ],
    )
    tanpa = forms.ChoiceField(label=_("Leave out a juror"), required=False)

    def __init__(self, *args: Any, category: Category, jurors: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.category, self.rules = category, official(category)
        self.fields["tanpa"].choices = [("", _("nobody")), *((one, one) for one in jurors)]  # type: ignore[attr-defined]
        self.initial.setdefault("agregat", self.rules.aggregate)
        for stage in category.stages:
            if len(category.stages) > 1:
                self._add(f"s-{stage.id}", title_of(stage.title), stage.weight_bp)
            groups_by_id = {group.id: title_of(group.title) for group in stage.dimensions}
            for one in stage.criteria:
                group = groups_by_id.get(one.dimension)
                title = title_of(one.title)
                self._add(f"c-{one.id}", f"{title} ({group})" if group else title, one.weight_bp)

    def _add(self, name: str, label: str, weight_bp: int) -> None:
        self.fields[name] = WeightField(label=label, required=False)
        self.initial[name] = formats.number(
            (Decimal(weight_bp) / 100).normalize(), 0 if not weight_bp % 100 else 2
        )

    def with_the_rules(self) -> Self:
        """Return the form with the rulebook's own answer wherever an asked question is silent."""
        if self.is_bound:
            told = {name: self[name].initial for name in self.fields if not self.data.get(name)}
            self.data = {**self.data.dict(), **{name: value for name, value in told.items() if value}}
        return self

    @property
    def has_dimensions(self) -> bool:
        return any(stage.dimensions for stage in self.category.stages)

    @property
    def parts(self) -> list[tuple[Any, list[Any]]]:
        """The bound fields by stage: the weight of the stage (None for a single one) and of its criteria."""
        return [
            (
                (title_of(stage.title), self[f"s-{stage.id}"] if len(self.category.stages) > 1 else None),
                [self[f"c-{one.id}"] for one in stage.criteria],
            )
            for stage in self.category.stages
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.errors:
            return given
        sets = [("s-", tuple(stage.id for stage in self.category.stages))]
        sets += [("c-", ids) for ids in groups(self.category)]
        weights: dict[str, dict[str, int]] = {"s-": {}, "c-": {}}
        for kind, ids in sets:
            try:
                weights[kind] |= shares({one: self._weight(given, kind, one) for one in ids})
            except ValueError:
                self.add_error(
                    f"{kind}{ids[0]}", _("At least one of these weights must be more than nothing.")
                )
        self.weights = weights
        return given

    def _weight(self, given: dict[str, Any], kind: str, name: str) -> Decimal:
        found = given.get(f"{kind}{name}")
        rules = self.rules.stages if kind == "s-" else self.rules.criteria
        return Decimal(rules[name]) / 100 if found is None else found

    @property
    def question(self) -> Question:
        """What is asked, once the form is valid."""
        return Question(
            self.weights["s-"],
            self.weights["c-"],
            self.cleaned_data["agregat"] or self.rules.aggregate,
            self.cleaned_data["tanpa"],
        )
