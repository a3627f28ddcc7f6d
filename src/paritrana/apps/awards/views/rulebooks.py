"""The secretariat's page of rulebook versions: upload, approve."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from paritrana.apps.awards import permissions, queries
from paritrana.apps.awards.commands import rulebooks
from paritrana.apps.awards.forms import UploadForm, add_refusal, sent, text_of
from paritrana.apps.awards.labels.changes import told_changes
from paritrana.apps.awards.rules import rulebooks as rules
from paritrana.apps.awards.tables import fault_rows
from paritrana.apps.awards.views.finding import managed_edition, seen_edition
from paritrana.core.rulebook import RulebookFaults
from paritrana.errors import BadInput, NotFound, RuleRefused
from paritrana.ui import formats


@login_required
def versions(request: HttpRequest, slug: str) -> HttpResponse:
    edition = managed_edition(request, slug)
    frozen = queries.is_frozen(edition)
    form = UploadForm(sent(request), request.FILES or None, frozen=frozen)
    faults: list[dict[str, object]] = []
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            text = text_of(given["rulebook"])
            version = rulebooks.upload(edition=edition, text=text, reason=given["reason"], by=request.user)
        except RulebookFaults as error:
            faults = fault_rows(error.faults)
        except (BadInput, RuleRefused) as error:
            add_refusal(form, error)
        else:
            waits = _("The version has been uploaded. It waits for the approval of a second person.")
            done = _("The version has been uploaded and is in force.")
            messages.success(request, done if version.approved_at else waits)
            return redirect("awards:rulebook-manage", slug)
    context = {
        "edition": edition,
        "title": formats.title_of(edition.title),
        "form": form,
        "faults": faults,
        "versions": edition.rulebook_versions.select_related("uploaded_by", "approved_by").order_by(
            "-version"
        ),
        "frozen": frozen,
    }
    status = 422 if faults or (form.is_bound and form.errors) else 200
    return render(request, "awards/rulebook_manage.html", context, status=status)


@login_required
def approve(request: HttpRequest, slug: str, version: int) -> HttpResponse:
    edition = seen_edition(request, slug)
    permissions.check_conclude(request.user, edition)
    waiting = edition.rulebook_versions.filter(version=version, approved_at__isnull=True).first()
    if waiting is None:
        raise NotFound("awards.no_edition")
    rules.check_second_person(waiting.uploaded_by_id, request.user.pk)
    if request.method == "POST":
        rulebooks.approve(version=waiting, by=request.user)
        messages.success(request, _("The version is approved and in force."))
        return redirect("awards:edition-method", slug)
    context = {
        "title": _("Approve this version of the rulebook?"),
        "sentence": _("It takes the place of the version in force at once, and its reason is public."),
        "label": _("Approve"),
        "back": reverse("awards:edition-method", args=[slug]),
        "rows": [
            (_("Edition"), formats.title_of(edition.title)),
            (_("Version"), f"{edition.rulebook.version} → {waiting.version}"),
            (_("Uploaded by"), str(waiting.uploaded_by)),
            (_("Reason"), waiting.reason),
            (_("Hash"), waiting.hash),
        ],
        "edition": edition,
        "waiting": waiting,
        "told": told_changes(edition.rulebook, waiting.rulebook),
        "changes": rules.changes(edition.rulebook_version.text, waiting.text),
    }
    return render(request, "awards/rulebook_approve.html", context)
