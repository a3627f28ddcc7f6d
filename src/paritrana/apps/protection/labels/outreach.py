"""What activities, audiences, tasks and their refusals are called."""

from django.utils.translation import gettext_lazy as _

from paritrana.apps.protection.states import ActivityKind, Audience, TaskStanding
from paritrana.ui import refusals

KIND = {
    ActivityKind.OUTREACH: _("Outreach"),
    ActivityKind.AUDIENCE: _("Audience"),
    ActivityKind.COORDINATION: _("Coordination meeting"),
}
AUDIENCE = {
    Audience.GOVERNMENT: _("Government offices"),
    Audience.COUNCIL: _("Regional council (DPRD)"),
    Audience.VILLAGES: _("Villages and their officials"),
    Audience.WORKERS: _("Workers and their groups"),
    Audience.EMPLOYERS: _("Employers"),
    Audience.CIVIL_SERVANTS: _("Civil servants (KORPRI, PGRI)"),
    Audience.FAITH: _("Houses of worship"),
    Audience.SCHOOLS: _("Schools and universities"),
    Audience.PROSECUTOR: _("Prosecutor's office"),
    Audience.OTHER: _("Other"),
}
STANDING = {
    TaskStanding.OPEN: _("Open"),
    TaskStanding.OVERDUE: _("Overdue"),
    TaskStanding.DONE: _("Done"),
}
TONE = {TaskStanding.OPEN: "info", TaskStanding.OVERDUE: "bad", TaskStanding.DONE: "good"}
_LIST = _("Choose one of the list.")

refusals.register(
    {
        "activity.none": (_("There is no such activity in your area."), _("Go back to the list.")),
        "activity.unknown_kind": (_("The kind of activity or audience is none of the list."), _LIST),
        "activity.no_title": (_("It is not said what the activity was about."), _("Name it in a few words.")),
        "activity.no_place": (_("The place is missing."), _("Write the building or village.")),
        "activity.bad_day": (
            _("The day lies in the future or too far back."),
            _("Enter the day on which it took place."),
        ),
        "activity.bad_people": (
            _("The number of those present is out of range."),
            _("Enter a whole number, 0 if nobody counted."),
        ),
        "activity.no_party": (_("No party is named."), _("Write one office a line, without names.")),
        "activity.too_many_parties": (
            _("At most {most} parties are kept."),
            _("Name the ones that agreed to something."),
        ),
        "activity.long_party": (
            _("A line of the parties is longer than {longest} letters."),
            _("Write one office a line."),
        ),
        "activity.no_evidence": (
            _("There is no evidence of this activity yet."),
            _("Add it on the page of the activity."),
        ),
        "task.no_words": (_("It is not said what was agreed."), _("Write it in a few words.")),
        "task.no_owner": (_("It is not said which office does it."), _("Write the office, without a name.")),
        "task.due_before": (
            _("It is due before the activity took place."),
            _("Enter the day of the activity or a later one."),
        ),
        "task.done": (_("This was done already."), _("Reload the page to see how things stand.")),
        "task.bad_day": (
            _("The day lies in the future, or before the activity."),
            _("Enter the day on which it was done."),
        ),
    }
)
