"""Turns an error's code and facts into a title, a sentence and a cure in the language of the page.

Rooms register the sentences of their codes in `labels.py`; other codes get the sentence of their status.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from string import Formatter
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from paritrana.errors import DataFaults, Fault, ParitranaError

Text = str | Promise

_SENTENCES: dict[str, tuple[Text, Text]] = {}
_WAYS: dict[str, tuple[Text, str, str]] = {}

TITLES: dict[int, Text] = {
    400: _("This request cannot be read"),
    403: _("You may not do this"),
    404: _("This page is not here"),
    409: _("This cannot be done now"),
    422: _("Something must be mended first"),
    500: _("Something broke on our side"),
}
GENERAL: dict[int, tuple[Text, Text]] = {
    400: (_("The browser sent something incomplete."), _("Go back, reload the page and try again.")),
    403: (_("Your role does not include this act."), _("Ask the secretariat named below.")),
    404: (
        _("The address is wrong, or the page is not for your role."),
        _("Check the address, or go back to the start."),
    ),
    409: (_("A rule stands against it as things are now."), _("Reload the page to see what has changed.")),
    422: (_("What was sent cannot be used as it is."), _("Go back, mend it and send it again.")),
    500: (_("It has been recorded and will be looked into."), _("Try again in a few minutes.")),
}


@dataclass(frozen=True)
class Refusal:
    """What a page says about an error: sentences for people, the stable code for whoever helps them."""

    status: int
    code: str
    title: str
    sentence: str
    cure: str
    facts: Mapping[str, object] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    way: Text = ""  # the words of the link to where the cure is done
    way_url: str = ""


class _Facts(Formatter):
    """Fills {name}; a fact that is missing becomes a dash instead of a crash; no attributes, no indexes."""

    def get_field(self, field_name: str, args: Any, kwargs: Any) -> tuple[object, str]:
        return kwargs.get(field_name, "–"), field_name


def register(sentences: Mapping[str, tuple[Text, Text]]) -> None:
    """Add {code: (sentence, cure)}; a code registered twice with other words is a mistake."""
    for code, texts in sentences.items():
        if _SENTENCES.get(code, texts) != texts:
            raise ValueError(f"two sentences for the code {code}")
        _SENTENCES[code] = texts


def register_way(code: str, words: Text, *, view: str, fact: str) -> None:
    """Let the page of a refusal link to where its cure is done: a view that takes one fact of the error."""
    _WAYS[code] = (words, view, fact)


def registered() -> frozenset[str]:
    """The codes that have a sentence of their own."""
    return frozenset(_SENTENCES)


def explain(error: ParitranaError) -> Refusal:
    """The refusal to show for an error."""
    status = error.status if error.status in GENERAL else 500
    sentence, cure = _SENTENCES.get(error.code, GENERAL[status])
    way, way_url = _way(error)
    return Refusal(
        way=way,
        way_url=way_url,
        status=status,
        code=error.code,
        title=str(TITLES[status]),
        sentence=_fill(sentence, error.facts),
        cure=_fill(cure, error.facts),
        facts=dict(error.facts),
        faults=_in_page_language(error.faults) if isinstance(error, DataFaults) else (),
    )


def _in_page_language(faults: Sequence[Fault]) -> tuple[Fault, ...]:
    language = get_language() or "id"
    return tuple(
        replace(fault, sentence=sentence, cure=cure)
        for fault in faults
        for sentence, cure in [fault.told(language)]
    )


def _way(error: ParitranaError) -> tuple[str, str]:
    words, view, fact = _WAYS.get(error.code, ("", "", ""))
    if fact not in error.facts:
        return "", ""
    return str(words), reverse(view, args=[error.facts[fact]])


def general(status: int) -> Refusal:
    """The refusal of a status alone, for errors that have no code."""
    sentence, cure = GENERAL[status]
    return Refusal(status, f"http.{status}", str(TITLES[status]), str(sentence), str(cure))


def _fill(text: Text, facts: Mapping[str, object]) -> str:
    return _Facts().vformat(str(text), (), facts)
