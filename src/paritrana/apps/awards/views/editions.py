"""The secretariat makes an edition: new, or from last year's; and announces it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from paritrana.apps.awards import permissions
from paritrana.apps.awards.commands import editions
from paritrana.apps.awards.forms import CopyForm, CreateForm, add_refusal, sent, text_of
from paritrana.apps.awards.models import Edition
from paritrana.apps.awards.queries import managed_by, vacant_seats
from paritrana.apps.awards.rules.calendar import later_day
from paritrana.apps.awards.tables import fault_rows, period_of, place_of
from paritrana.apps.awards.views.finding import managed_edition
from paritrana.apps.organisations import queries as organisations
from paritrana.apps.organisations.models import Organisation
from paritrana.apps.organisations.states import Kind, Role
from paritrana.core.rulebook import RulebookFaults
from paritrana.errors import BadInput, RuleRefused
from paritrana.ui import formats


@login_required
def create(request: HttpRequest) -> HttpResponse:
    permissions.check_create_any(request.user)
    own = organisations.organisations_of(request.user, Role.SECRETARIAT).filter(kind=Kind.SECRETARIAT)
    if request.user.is_operator:
        own = Organisation.objects.filter(kind=Kind.SECRETARIAT)
    form = CreateForm(sent(request), request.FILES or None, secretariats=own)
    faults: list[dict[str, object]] = []
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = editions.create(
                rulebook_text=text_of(given["rulebook"]),
                secretariat=given["secretariat"],
                printed_label=given["printed_label"],
                made_up=given["made_up"],
                by=request.user,
            )
        except RulebookFaults as error:
            faults = fault_rows(error.faults)
        except (BadInput, RuleRefused) as error:
            add_refusal(form, error)
        else:
            messages.success(
                request, _("The edition has been created. Fill the seats of the committee next.")
            )
            return redirect("awards:committee-manage", made.slug)
    context = {"form": form, "faults": faults, "sources": managed_by(request.user)}
    return render(request, "awards/edition_create.html", context, status=_status(form, faults))


@login_required
def copy(request: HttpRequest, slug: str) -> HttpResponse:
    source = managed_edition(request, slug)
    form = CopyForm(sent(request), request.FILES or None, initial=_one_year_on(source))
    faults: list[dict[str, object]] = []
    if request.method == "POST" and form.is_valid():
        try:
            made = editions.copy(
                source=source,
                rulebook_text=form.rulebook_text(source),
                printed_label=form.cleaned_data["printed_label"],
                by=request.user,
            )
        except RulebookFaults as error:
            faults = fault_rows(error.faults)
        except (BadInput, RuleRefused) as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("The edition has been copied. Check its calendar next."))
            return redirect("awards:calendar-manage", made.slug)
    context = {"form": form, "faults": faults, "edition": source, "title": formats.title_of(source.title)}
    return render(request, "awards/edition_copy.html", context, status=_status(form, faults))


@login_required
def announce(request: HttpRequest, slug: str) -> HttpResponse:
    edition = managed_edition(request, slug)
    if request.method == "POST":
        editions.announce(edition=edition, by=request.user)
        messages.success(request, _("The edition is announced: everybody can read it now."))
        return redirect("awards:edition-detail", slug)
    vacant = len(vacant_seats(edition))
    context = {
        "title": _("Announce this edition?"),
        "sentence": _("Everybody will see it with its method and its calendar. This cannot be taken back."),
        "label": _("Announce"),
        "back": reverse("awards:edition-detail", args=[slug]),
        "rows": [
            (_("Edition"), formats.title_of(edition.title)),
            (_("Region"), place_of(edition)),
            (_("Judged period"), period_of(edition)),
            (_("Vacant seats"), formats.number(vacant)),
        ],
    }
    return render(request, "ui/confirm.html", context)


def _status(form: CreateForm | CopyForm, faults: list[dict[str, object]]) -> int:
    return 422 if faults or (form.is_bound and form.errors) else 200


def _one_year_on(source: Edition) -> dict[str, object]:
    start, end = source.period_start, source.period_end
    years = end.year - start.year + 1
    later = {str(year): str(year + years) for year in range(start.year, end.year + 1)}

    def counted(text: str) -> str:
        for old, new in sorted(later.items(), reverse=True):
            text = text.replace(old, new)
        return text

    return {
        "id": counted(source.slug),
        "title_id": counted(source.title_id),
        "title_en": counted(source.title_en),
        "start": later_day(start, years),
        "end": later_day(end, years),
    }
