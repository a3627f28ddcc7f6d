"""The living style guide, and the pages of errors that no room raised."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader

from paritrana.errors import NotPermitted
from paritrana.ui import refusals
from paritrana.ui import styleguide as samples
from paritrana.ui.tables import respond


def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component in every state; a posted form comes back with its errors."""
    part = request.GET.get("bagian", "")
    if part == "konfirmasi":
        return render(request, "ui/confirm.html", samples.confirmation(request.path))
    if part == "tolak":
        return render(request, "ui/refusal.html", {"refusal": refusals.general(403)}, status=403)
    form = samples.SampleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        messages.success(request, "Tersimpan.")
    context = samples.context() | {"form": form, "broken": samples.broken_form()}
    context["error"] = NotPermitted("style.sample")
    status = 422 if form.is_bound and not form.is_valid() else 200
    return respond(request, samples.table(), "ui/styleguide.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _general(request, 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _general(request, 403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _general(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Our own fault: a page that asks neither the database nor the context processors."""
    return HttpResponse(loader.get_template("500.html").render(), status=500)


def _general(request: HttpRequest, status: int) -> HttpResponse:
    return render(request, "ui/refusal.html", {"refusal": refusals.general(status)}, status=status)
