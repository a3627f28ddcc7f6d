"""What the import of rosters calls its states and fields, and what it says when it refuses."""

from django.utils.translation import gettext_lazy as _

from paritrana.apps.protection.states import ImportState
from paritrana.ui import refusals

STATE = {
    ImportState.UPLOADED: _("Waiting to be checked"),
    ImportState.CHECKING: _("Being checked"),
    ImportState.CHECKED: _("Checked, not in the register yet"),
    ImportState.MENDING: _("Being mended and checked anew"),
    ImportState.COMMITTING: _("Going into the register"),
    ImportState.COMMITTED: _("Taken into the register"),
    ImportState.UNDOING: _("Being undone"),
    ImportState.UNDONE: _("Undone"),
    ImportState.FAILED: _("Cannot be read"),
    ImportState.DISCARDED: _("Put away"),
}
ASKS = _("Waiting for your answer")
TONE = {
    ImportState.UPLOADED: "info",
    ImportState.CHECKING: "info",
    ImportState.CHECKED: "warn",
    ImportState.MENDING: "info",
    ImportState.COMMITTING: "info",
    ImportState.COMMITTED: "good",
    ImportState.UNDOING: "info",
    ImportState.UNDONE: "neutral",
    ImportState.FAILED: "bad",
    ImportState.DISCARDED: "neutral",
}
FIELD = {
    "nik": "NIK",
    "name": _("Name"),
    "birth_date": _("Birth date"),
    "sex": _("Sex"),
    "village_code": _("Village code"),
    "village": _("Village"),
    "district": _("District"),
    "occupation": _("Occupation"),
    "address": _("Address"),
    "phone": _("Phone"),
    "status": _("Civil service status"),
    "decile": _("Poverty decile"),
}
COLUMNS = {
    "roster.missing_columns": _(
        "A needed column is not known yet: choose which one holds NIK, name, birth date, sex and village."
    ),
    "roster.doubled_columns": _(
        "Several columns are taken to tell the same: leave one of them, and choose “Not used” for the others."
    ),
    "roster.no_header": _("No row looks like headings. Write the number of the row that holds them."),
    "roster.no_rows": _("No worker stands below the headings. Choose another sheet, or the right row."),
}
_RELOAD = _("Reload the page to see how things stand.")
_AGAIN = _("Hand the file in again.")

refusals.register(
    {
        "import.none": (_("There is no such roster of your office."), _("Go back to the list.")),
        "import.state": (_("The roster is in a state that does not allow it."), _RELOAD),
        "import.fund_unchecked": (
            _("The roster was not checked against what this fund asks of persons."),
            _("Choose the fund on the roster's page first, and look at what is found then."),
        ),
        "import.half_in": (
            _("Part of this roster stands in the register, since putting it in broke off half way."),
            _("Put it into the register again: it begins anew, nobody is taken in twice."),
        ),
        "import.undo_broken": (
            _("Undoing broke off half way: part of this roster still stands in the register."),
            _("Undo it again; it goes on where it stopped, also after the 24 hours."),
        ),
        "import.gone": (_("The file of this roster was removed already."), _AGAIN),
        "import.broken": (
            _("Something broke on our side; nothing of this roster is in the register."),
            _("Try again; if it breaks again, tell the operator of the site."),
        ),
        "import.file_type": (
            _("This file is of another kind than rosters are."),
            _("Choose a file of one of these kinds: {allowed}."),
        ),
        "import.file_empty": (_("The file is empty."), _("Save the roster again and choose it anew.")),
        "import.file_too_large": (
            _("The file is larger than {limit} MB."),
            _("Divide the roster, for example by district."),
        ),
        "import.no_sheet": (_("The file has no such sheet."), _("Choose one of the list.")),
        "import.no_cell": (_("The roster has no such cell."), _("Go back to the list of rows.")),
        "import.cell_too_long": (
            _("The text is longer than {limit} signs."),
            _("Write only what belongs into this cell."),
        ),
        "import.nothing_accepted": (
            _("No row was accepted, so there is nothing to take in."),
            _("Mend the rows first."),
        ),
        "import.villages_absent": (
            _("The site does not know these villages yet: {villages}."),
            _("The operator loads the table of regions; then try again."),
        ),
        "import.undo_over": (
            _("A roster can be undone for {hours} hours after it went into the register; they are over."),
            _("Correct or stop workers one by one."),
        ),
        "import.not_yours": (
            _("The corrected workbook goes only to the one who handed the roster in."),
            _("Ask that colleague for it."),
        ),
        "import.no_choice": (
            _("Two columns are said to tell the same."),
            _("Choose one of them, and “not used” for the other."),
        ),
    }
)
