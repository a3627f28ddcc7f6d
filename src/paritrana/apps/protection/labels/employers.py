"""What sizes, standings and refusals of the follow-up of employers are called."""

from django.utils.translation import gettext_lazy as _

from paritrana.apps.protection.states import CaseStanding
from paritrana.ui import refusals

SIZE = {"large": _("Large"), "medium": _("Medium"), "small": _("Small"), "micro": _("Micro")}
STANDING = {
    CaseStanding.NEW: _("Not followed yet"),
    CaseStanding.OPEN: _("Followed"),
    CaseStanding.DUE: _("Due"),
    CaseStanding.CLOSED: _("Closed"),
}
TONE = {
    CaseStanding.NEW: "warn",
    CaseStanding.OPEN: "info",
    CaseStanding.DUE: "bad",
    CaseStanding.CLOSED: "good",
}
refusals.register(
    {
        "employer.none": (
            _("There is no such employer in the register of your area."),
            _("Go back to the list."),
        ),
        "case.no_words": (_("It is not said what was done."), _("Write it in a few words.")),
        "case.day_ahead": (_("The day lies in the future."), _("Enter the day on which it was done.")),
        "case.next_before": (
            _("The next date lies before the day of the note."),
            _("Enter a later day, or leave it empty."),
        ),
        "case.no_result": (_("It is not said what came of it."), _("Write the result before you close it.")),
        "case.closed": (
            _("The follow-up of this employer is closed."),
            _("A new note opens it again."),
        ),
    }
)
