"""What requests, drafts, exports and rights say when they refuse, and how to go on."""

from django.utils.translation import gettext_lazy as _

from paritrana.ui import refusals

_LIST = _("Choose one of the list.")
_RELOAD = _("Reload the page to see how things stand.")

refusals.register(
    {
        "person.erased": (
            _("The personal data of this record are erased; what was done with it stays to be read."),
            _("If the person wants to be protected again, enter the person anew."),
        ),
        "person.keep_days": (
            _("Personal data are kept for a number of days."),
            _("Give a whole number from 1."),
        ),
        "request.none": (_("There is no such request in your area."), _("Go back to the list.")),
        "request.answered": (_("This request has been answered already."), _RELOAD),
        "request.no_reason": (_("It is not said why the request is not accepted."), _LIST),
        "request.no_consent": (
            _("Without your consent the request cannot be kept."),
            _("Tick the consent, or go to the office of the village."),
        ),
        "request.no_village": (_("There is no such village."), _("Choose the village again.")),
        "request.full": (
            _("The office of this village has too many requests to look at now."),
            _("Go to the office of the village with your identity card."),
        ),
        "request.too_many": (
            _("Too many requests came from here in a short time."),
            _("Wait an hour, then try again, or go to the office of the village."),
        ),
        "request.receipt_form": (
            _("This is not a receipt number."),
            _("Copy the ten letters and digits of the receipt."),
        ),
        "request.receipt_unknown": (
            _("There is no request with this receipt number."),
            _("Look at the receipt again, or ask at the office of the village."),
        ),
        "request.phone_form": (
            _("This is not a telephone number."),
            _("Write 8 to 15 digits, or leave it empty."),
        ),
        "draft.field": (
            _("This cannot be kept in a draft."),
            _("Type what the form asks for, 120 characters at most."),
        ),
        "export.none": (_("There is no such export."), _("Go back to the list.")),
        "export.no_purpose": (_("It is not said what the export is for."), _LIST),
        "export.no_columns": (_("No column is chosen."), _("Choose what the work really needs.")),
        "export.no_note": (_("It is not said why."), _("Write in a few words who needs it for what.")),
        "export.same_person": (
            _("Whoever asks for people's data does not let them out."),
            _("Ask another officer of your office or of the office above."),
        ),
        "export.decided": (_("This export has been decided on already."), _RELOAD),
        "export.not_asker": (
            _("Only the person who asked fetches the workbook."),
            _("Ask for an export of your own."),
        ),
        "export.fetched": (
            _("This workbook has been fetched; it is made once."),
            _("Ask for a new export if you need one."),
        ),
        "export.not_approved": (
            _("Nobody has let this export out."),
            _("Ask another officer of your office or of the office above to look at it."),
        ),
        "export.too_late": (
            _("The 24 hours in which it could be fetched are over."),
            _("Ask for a new export."),
        ),
        "export.too_many": (
            _("More than {limit} people stand in the register there."),
            _("Ask for a smaller area, village by village if need be."),
        ),
        "export.empty": (_("Nobody stands in the register there."), _("Choose another village or area.")),
        "subject.none": (_("There is no such request in your area."), _("Go back to the list.")),
        "subject.no_kind": (_("It is not said what the person asks for."), _LIST),
        "subject.no_way": (_("It is not said how it was made sure who asks."), _LIST),
        "subject.answered": (_("This request has been answered already."), _RELOAD),
        "subject.no_result": (_("It is not said what came of it."), _LIST),
        "subject.no_note": (
            _("A refusal needs its reason."),
            _("Write it in a few words, without NIK or name."),
        ),
        "subject.erase_itself": (
            _("The data are erased by the page for it, not by an answer."),
            _("Press the button for erasing."),
        ),
        "subject.not_access": (
            _("This wish is not about seeing the data, or nothing is held."),
            _("Close it with what came of it."),
        ),
        "subject.not_deletion": (
            _("This wish is not about erasing the data, or nothing is held."),
            _("Close it with what came of it."),
        ),
        "erasure.word": (
            _("The word that confirms does not agree."),
            _("Type the word that is shown, in capital letters."),
        ),
        "erasure.blocked": (
            _("The data cannot be erased yet: {why}."),
            _("Settle that first; nothing was changed."),
        ),
        "erasure.gone": (_("These data are erased already."), _("Nothing is left to do.")),
    }
)
