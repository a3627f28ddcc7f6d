"""One printed claim, or a running text, as somebody types it."""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from paritrana.core.claims import KINDS, LONGEST_LIST, Claim
from paritrana.portal.claims.words import KIND_WORDS

LONGEST_FIGURE = 80
LONGEST_LINES = 800  # the claim is part of the address, which servers keep short
LONGEST_TEXT = 20_000


class ClaimForm(forms.Form):
    """The fields of one kind of claim; lists are given one a line."""

    def __init__(self, kind: str, data: Any = None) -> None:
        super().__init__(data, label_suffix="")
        self.kind = kind
        for field in KIND_WORDS[kind].fields:
            self.fields[field.key] = self._control(field.key, field.label, field.hint)

    def _control(self, key: str, label: Any, hint: Any) -> forms.CharField:
        if key == KINDS[self.kind].many:
            return forms.CharField(
                label=label,
                help_text=hint,
                max_length=LONGEST_LINES,
                widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off", "spellcheck": "false"}),
            )
        return forms.CharField(
            label=label,
            help_text=hint,
            max_length=LONGEST_FIGURE,
            required=key in KINDS[self.kind].required,
            widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        )

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        many = KINDS[self.kind].many
        if many and given.get(many) and len(_lines(given[many])) > LONGEST_LIST[many]:
            self.add_error(many, _("Give at most %(limit)s lines.") % {"limit": LONGEST_LIST[many]})
        printed = KINDS[self.kind].printed
        if len(printed) > 1 and not any(given.get(key) or key in self.errors for key in printed):
            self.add_error(printed[0], _("Give the rise, its percent, or both."))
        return given

    def claim(self) -> Claim:
        """Return the claim that was typed; only after `is_valid`."""
        many = KINDS[self.kind].many
        values = {
            key: tuple(_lines(value)) if key == many else value
            for key, value in self.cleaned_data.items()
            if value
        }
        return Claim(self.kind, self.kind, values)


class TextForm(forms.Form):
    """A running text: a press release, a paragraph."""

    text = forms.CharField(
        label=gettext_lazy("Pasted text"),
        help_text=gettext_lazy("Nothing of it is kept."),
        widget=forms.Textarea(attrs={"rows": 10, "maxlength": LONGEST_TEXT}),
        validators=[MaxLengthValidator(LONGEST_TEXT)],
    )


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
