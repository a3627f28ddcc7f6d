"""A wish of a data subject, its answer, and the word that confirms an erasure."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from paritrana.apps.protection.labels import rights as words
from paritrana.apps.protection.rules import nik as nik_rules
from paritrana.apps.protection.rules.rights import RESULTS
from paritrana.apps.protection.states import SubjectKind, SubjectResult, SubjectWay

WORD = _("ERASE")


class ReceiveForm(forms.Form):
    """Who asks for what; the NIK only where no record is named."""

    nik = forms.CharField(
        label="NIK",
        max_length=24,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "inputmode": "numeric"}),
        help_text=_("16 digits, as on the identity card. It is looked up, not kept."),
    )
    kind = forms.ChoiceField(
        label=_("What the person asks for"),
        choices=[(one.value, words.SUBJECT[one]) for one in SubjectKind],
        widget=forms.RadioSelect,
    )
    way = forms.ChoiceField(
        label=_("How you made sure who asks"),
        choices=[(one.value, words.SUBJECT_WAY[one]) for one in SubjectWay],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, with_nik: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not with_nik:
            del self.fields["nik"]

    def clean_nik(self) -> str:
        return nik_rules.plain(self.cleaned_data["nik"])


class AnswerForm(forms.Form):
    """What came of it."""

    result = forms.ChoiceField(label=_("Result"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Note"),
        max_length=200,
        required=False,
        help_text=_("A refusal needs its reason. Without NIK or name."),
    )

    def __init__(self, *args: Any, kind: str, **options: Any) -> None:
        super().__init__(*args, **options)
        fitting = RESULTS[SubjectKind(kind)] - {SubjectResult.ERASED}
        self.fields["result"].choices = [
            (one.value, words.SUBJECT_RESULT[one]) for one in SubjectResult if one in fitting
        ]


class EraseForm(forms.Form):
    """The second step: the word is typed, so that no finger slips into it."""

    word = forms.CharField(
        label=_("Type the word ERASE"), max_length=10, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    @property
    def is_confirmed(self) -> bool:
        return bool(self.cleaned_data["word"].strip() == str(WORD))
