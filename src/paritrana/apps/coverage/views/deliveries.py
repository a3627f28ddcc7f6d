"""Handing in files, and reading what was found in them."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from paritrana.apps.coverage import permissions
from paritrana.apps.coverage.commands import deliveries as commands
from paritrana.apps.coverage.commands import work
from paritrana.apps.coverage.forms import DeliveryForm
from paritrana.apps.coverage.labels import quality, words
from paritrana.apps.coverage.models import Delivery
from paritrana.apps.coverage.queries import deliveries as queries
from paritrana.apps.coverage.rules import samples
from paritrana.apps.coverage.states import DeliveryState, Schema
from paritrana.apps.coverage.tables import office as tables
from paritrana.apps.coverage.views import saving
from paritrana.errors import BadInput, DataFaults, Fault, NotFound, ParitranaError, allows
from paritrana.ui import refusals
from paritrana.ui.tables import Column, Table, respond


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All deliveries that this person may see."""
    permissions.check_list_deliveries(request.user)
    may_deliver = allows(permissions.check_deliver, request.user)
    url = reverse("coverage:delivery-new") if may_deliver else ""
    rows = queries.deliveries(permissions.seen_offices(request.user))
    context = {
        "may_deliver": may_deliver,
        "sees_runs": allows(permissions.check_see_runs, request.user),
        "has_key": work.has_key(),
    }
    return respond(request, tables.deliveries(rows, create_url=url), "coverage/deliveries.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """Hand in files; small ones are read at once."""
    permissions.check_deliver(request.user)
    offices = permissions.offices_of(request.user)
    form = DeliveryForm(request.POST or None, request.FILES or None, offices=offices, has_key=work.has_key())
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            made = commands.deliver(**form.cleaned_data, has_key=work.has_key(), by=request.user)
        except ParitranaError as error:
            refusal = refusals.explain(error)
        else:
            messages.success(request, _("Handed in. You may leave this page and come back."))
            work.take_if_small(made)
            return redirect(made)
    context = {"form": form, "refusal": refusal, "has_key": work.has_key(), "kinds": _kinds()}
    status = 422 if refusal or form.errors else 200
    return render(request, "coverage/delivery_new.html", context, status=status)


@login_required
@require_safe
def sample(request: HttpRequest, schema: str) -> HttpResponse:
    """A small made-up file of one kind, to be filled in; its name says that it is one."""
    permissions.check_deliver(request.user)
    if schema not in set(Schema):
        raise NotFound("coverage.no_sample")
    return saving.file(samples.sample(Schema(schema)), f"contoh-rekaan-{schema}.csv")


@login_required
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One delivery: how far it is, and what was found in each file."""
    found = queries.delivery(pk)
    permissions.check_see_delivery(request.user, found)
    files = list(found.files.all())
    context = {
        "delivery": found,
        "kind": words.SCHEMA[found.schema],
        "state": words.DELIVERY[found.state],
        "tone": words.DELIVERY_TONE[found.state],
        "waits": found.state in {DeliveryState.QUEUED, DeliveryState.RUNNING},
        "problem": _problem(found),
        "findings": quality.findings((one.name, one.by_code) for one in files),
        "rejected": any(one.rejected for one in files),
        "nothing_counts": any(one.rows for one in files) and not any(one.accepted for one in files),
        "is_done": found.state == DeliveryState.DONE,
    }
    return respond(request, tables.files(found, files), "coverage/delivery.html", context)


@login_required
@require_safe
def rejected(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    """The rejected rows of one file by row number, with every reason; no name and no NIK."""
    found = queries.delivery(pk)
    permissions.check_see_delivery(request.user, found)
    kept = queries.file_of(found, file)
    rows = [
        {"row": row, "code": one.code, "sentence": one.sentence, "cure": one.cure, "note": note}
        for row, errors, note in queries.rejected_rows(kept)
        for one in quality.told(errors)
    ]
    notes = [Column("note", _("What is known of it"), sort=False)] if any(one["note"] for one in rows) else []
    table = Table(
        caption=_("Rejected rows"),
        file_name=f"ditolak-{found.pk}-{kept.stem}",
        rows=rows,
        columns=[
            Column("row", _("Row"), value=lambda one: str(one["row"]), export=lambda one: one["row"]),
            Column("code", _("Code")),
            Column("sentence", _("What is wrong"), sort=False),
            Column("cure", _("How to mend it"), sort=False),
            *notes,
        ],
        search=["code", "row", "note"],
        empty=(_("No row was rejected"), _("Go back to the delivery.")),
    )
    return respond(request, table, "coverage/rejected.html", {"delivery": found, "file": kept})


def _problem(delivery: Delivery) -> refusals.Refusal | None:
    """Return why a delivery failed, as a page tells it."""
    if not delivery.fault:
        return None
    facts = dict(delivery.facts)
    faults = [
        Fault(line, code, *english, file=name, indonesian=(indonesian[0], indonesian[1]))
        for name, line, code, english, indonesian in facts.pop("faults", [])
    ]
    return refusals.explain(DataFaults(faults) if faults else BadInput(delivery.fault, **facts))


def _kinds() -> list[dict[str, Any]]:
    """Return what the form says of each kind: name, hint, columns with the words they may hold, a sample."""
    return [
        {
            "name": words.SCHEMA[one],
            "hint": hint,
            "columns": [
                {
                    "name": column,
                    "words": samples.words_of(one, column),
                    "joined": samples.is_joined(column),
                }
                for column in samples.COLUMNS[one]
            ],
            "sample": reverse("coverage:delivery-sample", args=[one.value]),
        }
        for one, hint in words.SCHEMA_HINT.items()
    ]
