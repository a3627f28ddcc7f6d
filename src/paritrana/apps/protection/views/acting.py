"""What every act of this room does with its form: ask, call the command, tell a refusal beside the fields."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from paritrana.apps.protection.forms.fields import tell
from paritrana.errors import BadInput, RuleRefused
from paritrana.ui import refusals

FORM, CONFIRM = "protection/form.html", "ui/confirm.html"


def act(
    request: HttpRequest,
    form: forms.Form,
    command: Callable[[dict[str, Any]], Any],
    *,
    said: str,
    page: dict[str, Any],
    template: str = FORM,
    to: str = "",
) -> HttpResponse:
    """Answer a form: the page again with what is wrong, else a redirect to `to` or to what was made.

    A refusal of permission leaves the view as it is; what the giver can mend stands beside the field.
    """
    if request.method == "POST" and form.is_valid():
        try:
            made = command(form.cleaned_data)
        except (BadInput, RuleRefused) as error:
            tell(form, error)
            told = refusals.explain(error)
            if told.way_url:  # as to the record under which the person stands already
                page |= {"other_url": told.way_url, "other_label": told.way}
        else:
            messages.success(request, said)
            return redirect(to or made)
    status = 422 if form.errors else 200
    return render(request, template, {"form": form, **page}, status=status)
