"""What plans and scenarios say when they refuse."""

from django.utils.translation import gettext_lazy as _

from paritrana.ui import refusals

_PERCENT = _("Write a percent above 0 and up to 100, as 45 or 45.5.")

refusals.register(
    {
        "plan.none": (_("There is no such scenario."), _("Go back to the plan.")),
        "plan.no_name": (_("The scenario has no name."), _("Name it so that others know what it tries.")),
        "plan.long_name": (_("The name is longer than {most} characters."), _("Shorten it.")),
        "plan.name_taken": (
            _("Another scenario of this region is called “{name}” already."),
            _("Choose another name, or rename that one first."),
        ),
        "plan.removed": (_("This scenario was removed."), _("Bring it back first.")),
        "plan.not_removed": (_("This scenario is in the list already."), _("Reload the page.")),
        "plan.unreadable": (
            _("This scenario was kept by another version and cannot be read."),
            _("Make the plan anew."),
        ),
        "plan.too_many_months": (_("A plan covers at most {most} months."), _("Plan the rest apart.")),
        "plan.bad_least": (
            _("The fewest months of cover are out of range."),
            _("Enter a whole number from 1 to {most}."),
        ),
        "plan.unknown_target": (_("There is no such target."), _("Choose one of the list.")),
        "plan.bad_percent": (_("The own target is no percent."), _PERCENT),
        "plan.mixed": (
            _("Figure and target belong to two measures with different denominators."),
            _("Choose a target of the figure's own measure, or an own target."),
        ),
        "plan.no_figure": (
            _("There is no such figure for this region."),
            _("Choose another figure, or enter one with its source."),
        ),
    }
)
