"""The steps of the cockpit that come from people: requests that wait, and wishes about data that are due."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from paritrana.apps.organisations.rules import Reach
from paritrana.apps.protection.queries import doubles, requests, subjects


def steps(reach: Reach) -> list[dict[str, object]]:
    """Return what people wait for, the due wishes first."""
    found = []
    if count := subjects.count_open(reach):
        status = ngettext("%(count)s wish", "%(count)s wishes", count) % {"count": count}
        label = _("Answer people who asked about their data")
        found.append({"label": label, "url": reverse("protection:subjects"), "status": status, "tone": "bad"})
    if count := requests.count_waiting(reach):
        status = ngettext("%(count)s request", "%(count)s requests", count) % {"count": count}
        label = _("Look at the requests of workers")
        found.append(
            {"label": label, "url": reverse("protection:requests"), "status": status, "tone": "warn"}
        )
    if count := doubles.count(reach):
        status = ngettext("%(count)s worker", "%(count)s workers", count) % {"count": count}
        label = _("Mend who is enrolled or paid for twice")
        found.append(
            {"label": label, "url": reverse("protection:same-twice"), "status": status, "tone": "bad"}
        )
    return found
