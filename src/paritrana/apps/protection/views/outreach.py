"""The log of outreach: activities, what was agreed, evidence, and the paper of one activity."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from paritrana.apps.protection import permissions
from paritrana.apps.protection.commands import outreach as commands
from paritrana.apps.protection.forms import outreach as forms
from paritrana.apps.protection.labels import outreach as words
from paritrana.apps.protection.models import Activity
from paritrana.apps.protection.permissions import Desk
from paritrana.apps.protection.queries import outreach as queries
from paritrana.apps.protection.queries import register
from paritrana.apps.protection.rules.papers import pdf
from paritrana.apps.protection.rules.scans import TYPES
from paritrana.apps.protection.tables import outreach as tables
from paritrana.apps.protection.views.acting import act
from paritrana.apps.protection.views.areas import areas_of
from paritrana.apps.regions.queries import by_code
from paritrana.core.units import clock
from paritrana.errors import NotFound, allows
from paritrana.ui import formats
from paritrana.ui.tables import respond

ask = require_http_methods(["GET", "HEAD", "POST"])
SANDBOX = "default-src 'none'; frame-ancestors 'self'; sandbox"


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The activities of the own offices and of the area, with the sign-ups that followed."""
    desk, offices = _desk(request)
    rows = queries.activities(desk.reach, offices)
    kind = request.GET.get("jenis", "")
    shown = rows.filter(kind=kind) if kind in words.KIND else rows
    context = {
        "kinds": [(str(one), word) for one, word in words.KIND.items()],
        "chosen": kind,
        "late": queries.late(queries.tasks(desk.reach, offices)).count(),
    }
    table = tables.activities(shown, create_url=reverse("protection:activity-new"))
    return respond(request, table, "protection/activities.html", context)


@login_required
@require_safe
def tasks(request: HttpRequest) -> HttpResponse:
    """What was agreed and is not done."""
    desk, offices = _desk(request)
    return respond(
        request, tables.tasks(queries.tasks(desk.reach, offices), own=offices), "protection/tasks.html"
    )


@login_required
@ask
def create(request: HttpRequest) -> HttpResponse:
    """Enter an activity."""
    desk, _offices = _desk(request)
    places = [(one.pk, f"{one.name} ({one.parent.name})") for one in register.villages_in(desk.reach)]
    form = forms.ActivityForm(
        request.POST or None, areas=areas_of(desk), places=places, initial={"day": clock.now().date()}
    )

    def enter(given: dict[str, Any]) -> Activity:
        office, area = given.pop("area")
        code = given.pop("region")
        return commands.enter(office=office, region=by_code(code) if code else area, by=request.user, **given)

    back = reverse("protection:activities")
    return act(
        request,
        form,
        enter,
        said=_("Entered. Add what was agreed and the evidence."),
        page={
            "title": _("Enter an activity"),
            "lead": _("Offices and numbers only; nobody's name."),
            "crumbs": [(_("Activities"), back)],
            "label": _("Enter the activity"),
            "back": back,
        },
    )


@login_required
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One activity: parties, what was agreed, the sign-ups that followed, the evidence."""
    activity, desk = _seen(request, pk)
    context = _told(activity) | {"may_keep": allows(permissions.check_keep, desk, activity)}
    return render(request, "protection/activity.html", context)


@login_required
@require_safe
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The activity as a paper, to be printed; with ?format=pdf saved, as a dossier takes it."""
    activity, _desk = _seen(request, pk)
    told = _told(activity)
    if request.GET.get("format") != "pdf":
        return render(request, "protection/activity_paper.html", told)
    answer = HttpResponse(pdf(activity.title, _lines(activity, told)), content_type=TYPES["pdf"])
    answer["Content-Disposition"] = f'attachment; filename="kegiatan-{activity.pk}.pdf"'
    return answer


def _lines(activity: Activity, told: dict[str, Any]) -> list[str]:
    """Return what the paper says, line by line."""
    signups = _("%(count)s, counted from the register until %(until)s") % {
        "count": formats.number(activity.signups),  # type: ignore[attr-defined]
        "until": formats.day(activity.counts_until),
    }
    rows: list[tuple[object, object]] = [
        (_("Kind"), told["kind"]),
        (_("Day"), formats.day(activity.day)),
        (_("Place"), activity.place),
        (_("Area"), activity.region.full_name),
        (_("Before whom"), told["audience"]),
        (_("People present"), formats.number(activity.people)),
        (_("Parties"), "; ".join(activity.parties)),
        (_("What came of it"), activity.result),
        (_("Sign-ups within 90 days"), signups),
        (_("Entered by"), activity.office.name),
        (_("Evidence"), f"{activity.evidence_name} {activity.evidence_sha256}".strip()),
    ]
    lines = [f"{name}: {value}" for name, value in rows if value]
    if told["tasks"]:
        lines += ["", f"{_('Agreed')}:"]
    for one, word, _tone in told["tasks"]:
        lines.append(f"- {one.what} ({one.owner}, {_('due on')} {formats.day_short(one.due_on)}): {word}")
    made_up = [_("Made-up data"), ""] if activity.made_up else []
    said = _(
        "Drawn from the log of activities on %(day)s. Sign-ups followed the activity; that they came of "
        "it is not said."
    )
    return [*made_up, *lines, "", said % {"day": formats.day(told["today"])}]


@login_required
@require_safe
def evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """The evidence, to be saved."""
    activity, _desk = _seen(request, pk)
    if not activity.evidence:
        raise NotFound("activity.no_evidence")
    kind = activity.evidence_type if activity.evidence_type in TYPES.values() else "application/octet-stream"
    answer = FileResponse(
        activity.evidence.open("rb"), as_attachment=True, filename=activity.evidence_name, content_type=kind
    )
    answer["Content-Security-Policy"] = SANDBOX
    return answer


@login_required
@ask
def attach(request: HttpRequest, pk: int) -> HttpResponse:
    """Add the evidence."""
    activity = _kept(request, pk)
    return act(
        request,
        forms.EvidenceForm(request.POST or None, request.FILES or None),
        lambda given: commands.attach(activity=activity, by=request.user, **given),
        said=_("The evidence is kept."),
        page=_page(activity, _("Add the evidence"), _("Keep the evidence")) | {"with_files": True},
    )


@login_required
@ask
def agree(request: HttpRequest, pk: int) -> HttpResponse:
    """Write what was agreed."""
    activity = _kept(request, pk)
    return act(
        request,
        forms.TaskForm(request.POST or None),
        lambda given: commands.agree(activity=activity, by=request.user, **given),
        said=_("Written."),
        page=_page(activity, _("Write what was agreed"), _("Write it")),
        to=activity.get_absolute_url(),
    )


@login_required
@ask
def finish(request: HttpRequest, pk: int, task: int) -> HttpResponse:
    """Write that something agreed was done."""
    activity = _kept(request, pk)
    found = queries.task(activity, task)
    rows = [(_("What was agreed"), found.what), (_("Office that does it"), found.owner)]
    return act(
        request,
        forms.DoneForm(request.POST or None, initial={"done_on": clock.now().date()}),
        lambda given: commands.finish(task=found, by=request.user, **given),
        said=_("Done."),
        page=_page(activity, _("It was done"), _("Mark as done")) | {"rows": rows},
        to=activity.get_absolute_url(),
    )


def _told(activity: Activity) -> dict[str, Any]:
    return {
        "activity": activity,
        "kind": words.KIND[activity.kind],
        "audience": words.AUDIENCE[activity.audience],
        "tasks": [
            (one, words.STANDING[one.standing], words.TONE[one.standing]) for one in activity.tasks.all()
        ],
        "running": activity.counts_until >= clock.now().date(),
        "today": clock.now().date(),
    }


def _page(activity: Activity, title: str, label: str) -> dict[str, Any]:
    here = activity.get_absolute_url()
    return {
        "title": title,
        "lead": activity.title,
        "crumbs": [(_("Activities"), reverse("protection:activities")), (activity.title, here)],
        "label": label,
        "back": here,
    }


def _seen(request: HttpRequest, pk: int) -> tuple[Activity, Desk]:
    activity = queries.activity(pk)
    desk = permissions.desk_of(request.user)
    permissions.check_see(desk, activity)
    return activity, desk


def _kept(request: HttpRequest, pk: int) -> Activity:
    activity = queries.activity(pk)
    permissions.check_keep(permissions.desk_of(request.user), activity)
    return activity


def _desk(request: HttpRequest) -> tuple[Desk, list[int]]:
    desk = permissions.desk_of(request.user)
    permissions.check_money_desk(desk)
    return desk, [one.pk for one in permissions.money_offices(desk)]
