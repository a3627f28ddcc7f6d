"""What associations, relations and refusals of sponsoring are called."""

from django.utils.translation import gettext_lazy as _

from paritrana.apps.protection.states import Association, Relation
from paritrana.ui import refusals

ASSOCIATION = {
    Association.KORPRI: "KORPRI",
    Association.PGRI: "PGRI",
    Association.NONE: _("No association"),
}
RELATION = {
    Relation.SPOUSE: _("Husband or wife"),
    Relation.CHILD: _("Child"),
    Relation.HOUSEHOLD: _("Member of the household"),
    Relation.NEIGHBOUR: _("Neighbour"),
    Relation.OTHER: _("Other"),
}
_LIST = _("Choose one of the list.")
_RELOAD = _("Reload the page to see how things stand.")

refusals.register(
    {
        "workplace.none": (_("There is no such office in your area."), _("Go back to the list.")),
        "workplace.no_name": (_("The office has no name."), _("Write it as the government names it.")),
        "workplace.no_association": (_("It is not said through which association it sponsors."), _LIST),
        "workplace.bad_count": (
            _("The number of civil servants is out of range."),
            _("Enter a whole number."),
        ),
        "workplace.more_than_all": (
            _("{stated} sponsor, and the office has {servants} civil servants."),
            _("Look at both numbers again."),
        ),
        "workplace.day_ahead": (_("The day of the count lies in the future."), _("Enter a day up to today.")),
        "sponsor.none": (_("There is no such sponsor in your area."), _("Go back to the list.")),
        "sponsor.no_name": (_("No name is given."), _("Write one name a line.")),
        "sponsor.bad_name": (
            _("A line is no name: it is empty, longer than {longest} letters, or holds a number."),
            _("Write names alone; no NIP and no NIK are kept here."),
        ),
        "sponsor.too_many": (_("At most {most} names are taken at once."), _("Hand in the rest apart.")),
        "sponsor.left": (_("This person has left the office."), _RELOAD),
        "sponsor.has_pledge": (
            _("This person has a pledge that still runs."),
            _("End the pledge first, with its reason."),
        ),
        "sponsor.no_kind": (_("It is not said what the list holds."), _LIST),
        "sponsor.file_too_large": (
            _("The file is larger than {limit} MB."),
            _("Hand it in in parts, office by office."),
        ),
        "sponsor.faults": (
            _("The list was not taken in; nothing is changed."),
            _("Mend the rows named below."),
        ),
        "pledge.none": (_("There is no such pledge in your area."), _("Go back to the sponsor.")),
        "pledge.no_relation": (_("It is not said who the worker is to the sponsor."), _LIST),
        "pledge.no_worker": (
            _("No worker of your area stands in the register under this NIK."),
            _("Add the worker to the village's list first, or look at the digits again."),
        ),
        "pledge.worker_taken": (
            _("Another sponsor pays for this worker from {first} to {last} already."),
            _("Choose other months or another worker."),
        ),
        "pledge.not_a_sponsor_fund": (
            _("The money of sponsors lies in a fund of sponsoring persons of the same office."),
            _("Enter such a fund first, then choose it."),
        ),
        "pledge.signed_ahead": (_("The day of signing lies in the future."), _("Enter a day up to today.")),
        "pledge.ended": (_("This pledge has ended."), _RELOAD),
        "pledge.nothing_due": (
            _("What was chosen is not due in {month}, or is paid already."),
            _("Reload the page and choose again."),
        ),
        "pledge.no_mandate": (
            _("Every mandate of this office has come back signed, or nobody has pledged yet."),
            _("Enter a pledge first."),
        ),
        "pledge.none_due": (
            _("Nobody of this office has a signed mandate for that month."),
            _("Choose another month, or note the mandates that came back signed."),
        ),
        "pledge.nobody_to_thank": (
            _("Nobody is left to thank: each was thanked, or no month is paid yet."),
            _("Record what was deducted first."),
        ),
    }
)
