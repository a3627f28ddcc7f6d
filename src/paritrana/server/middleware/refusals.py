"""An error that leaves a view becomes a page, a fragment or JSON with the right status."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from paritrana.errors import ParitranaError
from paritrana.ui import refusals


class Refusals:
    """Answer a ParitranaError in the form the asker reads; our own faults (500) go on to the log."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, ParitranaError) or error.status >= 500:
            return None
        refusal = refusals.explain(error)
        if wants_json(request):
            return JsonResponse({"error": as_json(refusal)}, status=refusal.status)
        template = "ui/refusal_fragment.html" if request.headers.get("HX-Request") else "ui/refusal.html"
        return render(request, template, {"refusal": refusal}, status=refusal.status)


def wants_json(request: HttpRequest) -> bool:
    """Whether the answer is for a program: the API, or a caller that takes JSON and no page."""
    if request.path.startswith("/api/"):
        return True
    accepted = request.headers.get("Accept", "")
    return "application/json" in accepted and "text/html" not in accepted


def as_json(refusal: refusals.Refusal) -> dict[str, object]:
    told: dict[str, object] = {
        "code": refusal.code,
        "title": refusal.title,
        "sentence": refusal.sentence,
        "cure": refusal.cure,
        "facts": {name: str(value) for name, value in refusal.facts.items()},
    }
    if refusal.faults:
        told["faults"] = [
            {"file": f.file, "line": f.line, "code": f.code, "sentence": f.sentence, "cure": f.cure}
            for f in refusal.faults
        ]
    return told
