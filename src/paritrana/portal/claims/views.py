"""Anyone checks a printed figure: the address holds the claim, so that the verdict can be sent on."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from paritrana.core.claims import Flag, Verdict, judge, scan
from paritrana.portal.claims.forms import ClaimForm, TextForm
from paritrana.portal.claims.words import KIND_WORDS, OUTCOME_TONES, OUTCOME_WORDS, Text

FIRST = "ratio"
AROUND = 40


@dataclass(frozen=True)
class Doubt:
    """One doubt about a running text: the words around it, the place itself, the sentence."""

    before: str
    place: str
    after: str
    sentence: str


def check(request: HttpRequest) -> HttpResponse:
    """Show the form of one kind, and the verdict when its figures are given."""
    asked = request.GET.get("jenis", FIRST)
    kind = asked if asked in KIND_WORDS else FIRST
    words = KIND_WORDS[kind]
    given = any(field.key in request.GET for field in words.fields)
    form = ClaimForm(kind, request.GET if given else None)
    context: dict[str, Any] = {"form": form, "kind": kind, "words": words, "tabs": _tabs(kind)}
    context["examples"] = [{"label": one.label, "url": _address(kind, one.values)} for one in words.examples]
    if given and form.is_valid():
        url = _address(kind, {key: value for key, value in form.cleaned_data.items() if value})
        context |= _told(judge(form.claim()), request.build_absolute_uri(url))
    return render(request, "portal/claims.html", context, status=422 if form.errors else 200)


def text(request: HttpRequest) -> HttpResponse:
    """Look over a running text; it is posted, since it is too long for an address, and not kept."""
    form = TextForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"form": form, "tabs": _tabs("")}
    if form.is_bound and form.is_valid():
        told = form.cleaned_data["text"]
        context |= {"looked": True, "doubts": [_doubt(flag, told) for flag in scan(told)]}
    return render(request, "portal/claims_text.html", context, status=422 if form.errors else 200)


def _told(verdict: Verdict, url: str) -> dict[str, Any]:
    title = OUTCOME_WORDS[verdict.verdict]
    sentence = verdict.told(get_language() or "id")
    return {
        "verdict": {"title": title, "sentence": sentence, "tone": OUTCOME_TONES[verdict.verdict]},
        "link": url,
        "share": f"{title}. {sentence}\n{url}",
    }


def _tabs(kind: str) -> list[dict[str, Text | bool]]:
    tabs: list[dict[str, Text | bool]] = [
        {"label": words.tab, "url": f"{reverse('portal:claims')}?jenis={name}", "current": name == kind}
        for name, words in KIND_WORDS.items()
    ]
    return [*tabs, {"label": _("Running text"), "url": reverse("portal:claims-text"), "current": not kind}]


def _address(kind: str, values: dict[str, str]) -> str:
    return f"{reverse('portal:claims')}?{urlencode({'jenis': kind, **values})}"


def _doubt(flag: Flag, text: str) -> Doubt:
    start, end = flag.at or (0, 0)
    return Doubt(
        before=("…" if start > AROUND else "") + text[max(0, start - AROUND) : start],
        place=text[start:end],
        after=text[end : end + AROUND] + ("…" if end + AROUND < len(text) else ""),
        sentence=flag.told(get_language() or "id"),
    )
