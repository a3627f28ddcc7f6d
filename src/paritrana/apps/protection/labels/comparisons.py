"""What a comparison calls its groups and reasons, and what it refuses."""

from django.utils.translation import gettext_lazy as _

from paritrana.apps.protection.labels import imports as import_words
from paritrana.apps.protection.labels import words
from paritrana.apps.protection.rules import comparisons as rules
from paritrana.apps.protection.states import ImportState
from paritrana.ui import refusals

GROUP = {
    rules.ELIGIBLE: _("Not covered yet, may be registered"),
    rules.COVERED: _("Covered, in the register of your area"),
    rules.ELSEWHERE: _("Covered already by another office"),
    rules.NOT_ELIGIBLE: _("Not covered, may not be registered"),
    rules.UNCLEAR: _("Not covered, the birth date is missing or unclear"),
    rules.UNREADABLE: _("No NIK that can be read"),
    rules.REPEATED: _("Stands in the list a second time"),
}
TONE = {
    rules.ELIGIBLE: "warn",
    rules.COVERED: "good",
    rules.ELSEWHERE: "good",
    rules.NOT_ELIGIBLE: "neutral",
    rules.UNCLEAR: "info",
    rules.UNREADABLE: "bad",
    rules.REPEATED: "neutral",
}
STATE = import_words.STATE | {ImportState.CHECKED: _("Comparison done")}
STATE_TONE = import_words.TONE | {ImportState.CHECKED: "good"}
COLUMNS = import_words.COLUMNS | {
    "roster.missing_columns": _("It is not known yet which column holds the NIK; choose it."),
    "roster.no_rows": _("Nobody stands below the headings. Choose another sheet, or the right row."),
}
_REASON = {
    "age.under": _("Younger than the age of registration"),
    "age.over": _("Over the age of registration"),
    "village.outside": _("The village lies outside your area"),
    "person.deceased": _("Known as deceased"),
}


def reason(code: str) -> str:
    """Return why a row is in its group, nothing where that needs no word."""
    if not code:
        return ""
    return str(_REASON[code]) if code in _REASON else words.doubt_text(code).partition(";")[0]


refusals.register(
    {
        "compare.none": (_("There is no such comparison of your office."), _("Go back to the list.")),
        "compare.not_yours": (
            _("People in the open go only to the one who handed the list in."),
            _("Ask that colleague, or hand the list in yourself."),
        ),
        "compare.nobody": (
            _("Nobody of this list is still to be covered."),
            _("There is nothing to save."),
        ),
        "import.compared_only": (
            _("This list was handed in to be compared, not to go into the register."),
            _("Save who is not covered yet, and import that file as a roster."),
        ),
    }
)
