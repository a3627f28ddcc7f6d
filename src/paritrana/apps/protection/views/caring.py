"""The lines of the first page about sponsors, roles, what was agreed, and employers."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from paritrana.apps.protection.queries.care import Care


def steps_of(care: Care) -> Iterator[dict[str, object]]:
    """Return what to do next, as a task list shows it."""
    if care.behind:
        text = ngettext("%(count)s sponsor", "%(count)s sponsors", care.behind)
        yield _step(_("Ask the sponsors who fell behind"), "sponsors-behind", text % _of(care.behind), "bad")
    if care.late_tasks:
        text = ngettext("%(count)s overdue", "%(count)s overdue", care.late_tasks)
        yield _step(_("Chase what was agreed and is overdue"), "tasks", text % _of(care.late_tasks), "bad")
    if care.employers_due:
        text = ngettext("%(count)s employer", "%(count)s employers", care.employers_due)
        status = f"{reverse('protection:employers')}?status=due"
        step = _step(_("Look at employers again"), "employers", text % _of(care.employers_due), "warn")
        yield step | {"url": status}
    if care.uncovered:
        text = ngettext("%(count)s person", "%(count)s people", care.uncovered)
        label = _("Cover who serves the villages and offices")
        yield _step(label, "ecosystem-gaps", text % _of(care.uncovered), "warn")


def _of(count: int) -> dict[str, int]:
    return {"count": count}


def _step(label: str, name: str, status: str, tone: str) -> dict[str, object]:
    return {"label": label, "url": reverse(f"protection:{name}"), "status": status, "tone": tone}
