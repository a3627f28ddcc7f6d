"""Activities with what followed, and the tasks that are open."""

from collections.abc import Collection

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paritrana.apps.protection.labels import outreach as words
from paritrana.apps.protection.models import Activity, Task
from paritrana.ui.tables import Column, Table


def activities(rows: QuerySet[Activity], *, create_url: str) -> Table:
    """Return the activities, the latest first."""
    return Table(
        caption=_("Activities"),
        file_name="kegiatan",
        rows=rows,
        search=["title", "place", "region__name"],
        columns=[
            Column("title", _("About"), link=lambda row: row.get_absolute_url(), sort="title"),
            Column("day", _("Day"), sort="day"),
            Column("kind", _("Kind"), value=lambda row: words.KIND[row.kind], sort="kind"),
            Column(
                "audience", _("Before whom"), value=lambda row: words.AUDIENCE[row.audience], sort="audience"
            ),
            Column("place", _("Place"), sort="place"),
            Column("region__name", _("Area"), value=lambda row: row.region.full_name, sort="region__name"),
            Column("people", _("People present"), numeric=True, sort="people"),
            Column("signups", _("Sign-ups within 90 days"), numeric=True, sort="signups"),
            Column("tasks", _("Agreed"), value=_tasks, tone=_tone, sort="open_tasks"),
            Column("evidence_name", _("Evidence"), value=lambda row: row.evidence_name, sort=False),
        ],
        empty=(
            _("No activity yet"),
            _("Enter the first: an outreach, an audience or a meeting, with what was agreed."),
            create_url,
            _("Enter an activity"),
        ),
    )


def _tasks(row: Activity) -> str:
    if row.late_tasks:  # type: ignore[attr-defined]
        return gettext("%(count)s overdue") % {"count": row.late_tasks}  # type: ignore[attr-defined]
    if row.open_tasks:  # type: ignore[attr-defined]
        return gettext("%(count)s open") % {"count": row.open_tasks}  # type: ignore[attr-defined]
    return ""


def _tone(row: Activity) -> str:
    return "bad" if row.late_tasks else "info"  # type: ignore[attr-defined]


def tasks(rows: QuerySet[Task], *, own: Collection[int]) -> Table:
    """Return what was agreed and is not done, the next due first.  own: offices that may mark theirs done."""
    return Table(
        caption=_("Agreed and not done"),
        file_name="tindak-lanjut",
        rows=rows,
        search=["what", "owner"],
        columns=[
            Column(
                "what",
                _("What was agreed"),
                link=lambda row: (
                    reverse("protection:task-done", args=[row.activity_id, row.pk])
                    if row.activity.office_id in own
                    else reverse("protection:activity", args=[row.activity_id])
                ),
                sort="what",
            ),
            Column("owner", _("Office that does it"), sort="owner"),
            Column("due_on", _("Due on"), sort="due_on"),
            Column(
                "standing",
                _("State"),
                value=lambda row: words.STANDING[row.standing],
                tone=lambda row: words.TONE[row.standing],
                sort=False,
            ),
            Column("activity__title", _("At"), sort="activity__title"),
        ],
        empty=(_("Nothing is open"), _("Everything that was agreed is done.")),
    )
