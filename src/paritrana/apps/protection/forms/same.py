"""What an officer says of two records that are alike."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from paritrana.apps.protection.forms.fields import note_field
from paritrana.apps.protection.rules import same as rules


class KeyedRadios(forms.RadioSelect):
    """Radios that the keys 1 and 2 press."""

    def create_option(self, name: str, value: Any, label: Any, selected: Any, index: int, **rest: Any) -> Any:
        option = super().create_option(name, value, label, selected, index, **rest)
        option["attrs"]["data-key"] = str(index + 1)
        return option


class VerdictForm(forms.Form):
    """Same, different or unsure, by the button that was pressed; which record stays if they are the same."""

    verdict = forms.ChoiceField(choices=[(one, one) for one in sorted(rules.GIVEN)])
    keep = forms.ChoiceField(
        label=_("If they are one person, which record stays?"),
        required=False,
        widget=KeyedRadios,
        help_text=_("The other one is stopped, and what hangs on it goes along; both can be undone."),
    )

    def __init__(self, *args: Any, records: tuple[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["keep"].choices = list(zip(rules.SIDES, records, strict=True))


class UnmergeForm(forms.Form):
    reason = note_field()
