"""Every refusal of the dossiers side: the sentence and how to mend it."""

from django.utils.translation import gettext_lazy as _

from paritrana.ui import refusals

refusals.register(
    {
        "nominations.move": (
            _("The nomination is not in a state that allows this."),
            _("Reload the page to see where it stands now."),
        ),
        "nominations.not_editable": (
            _("The dossier is closed to changes: it was sent, or it has ended."),
            _("Ask the secretariat to return it if something must be mended."),
        ),
        "nominations.quota_full": (
            _("The quota of {category} is {quota} for each proposer, and {used} are already used."),
            _("Withdraw a proposal that was not answered, or propose in another category."),
        ),
        "nominations.own_province": (
            _("A province never stands in its own provincial edition."),
            _("Its dossier goes to the national edition by forwarding."),
        ),
        "nominations.wrong_kind": (
            _("This organisation is of another kind than {category} is for."),
            _("Choose the category that fits the organisation."),
        ),
        "nominations.wrong_size": (
            _("The size of this employer does not fit {category}: {wanted} is asked, it is {given}."),
            _("Choose the category of its size, or have its size corrected first."),
        ),
        "nominations.wrong_sector": (
            _("The sector of this organisation does not fit {category}: {wanted} is asked, it is {given}."),
            _("Choose the category of its sector, or have its sector corrected first."),
        ),
        "nominations.wrong_village_kind": (
            _("The kind of this village does not fit {category}: {wanted} is asked, it is {given}."),
            _("Choose the category of its kind."),
        ),
        "nominations.no_region": (
            _("{organisation} has no region yet."),
            _("Have its region entered first."),
        ),
        "nominations.outside_edition": (
            _("{region} does not lie in the region of {edition}."),
            _("Propose it in the edition of its own province."),
        ),
        "nominations.not_served": (
            _("{region} is outside the service area of {proposer}."),
            _("Ask the office that serves it to propose."),
        ),
        "nominations.size_missing": (
            _("No size class is verified for: {entrants}."),
            _("A verifier of {ask} enters it beside the claims; it may be entered until the ranking."),
        ),
        "nominations.size_class_needed": (
            _("This category compares entrants by size class, and none is stated."),
            _("Choose the class of the entrant: {classes}."),
        ),
        "nominations.size_source_needed": (
            _("It is not said what the size class rests on."),
            _("Write it with its source and date, for example the population."),
        ),
        "nominations.size_class_not_asked": (
            _("No size class is stated for this entrant: the category has none, or the entry has its size."),
            _("Leave the size class empty."),
        ),
        "nominations.already_proposed": (
            _("{organisation} already stands in {category}."),
            _("One nomination stands for each category and organisation."),
        ),
        "nominations.proposal_reason_needed": (
            _("A proposal needs its reason."),
            _("Write in a sentence or two why this entrant is proposed."),
        ),
        "nominations.reason_needed": (_("A reason is needed."), _("Write the reason and send again.")),
        "nominations.ended": (_("This nomination has ended."), _("Propose the organisation anew.")),
        "nominations.edition_not_open": (
            _("This edition is not open."),
            _("Ask {ask} when it will be."),
        ),
        "nominations.no_phase": (
            _("The calendar of this edition has no nomination phase."),
            _("Ask {ask} to plan and open one."),
        ),
        "nominations.phase_closed": (
            _("The phase “{phase}” is not open by server time."),
            _("{ask} can open or extend it; what you have filled stays saved."),
        ),
        "nominations.not_complete": (
            _("{count} things are still missing before the dossier can be sent."),
            _("See the list on the page “Check answers”."),
        ),
        "nominations.already_stated": (
            _("The statement was already given and still holds."),
            _("Send the dossier."),
        ),
        "nominations.answer_changed": (
            _("A colleague saved this field while you were writing."),
            _("Compare both versions and choose which one stays."),
        ),
        "nominations.unknown_field": (
            _("The dossier has no such field."),
            _("Reload the page."),
        ),
        "nominations.no_proposing_office": (
            _("You do not propose for any office."),
            _("Ask your BPJS branch or province to let you in as its proposer."),
        ),
        "nominations.no_nomination": (
            _("There is no such nomination."),
            _("Go back to your nominations."),
        ),
        "nominations.no_section": (_("The dossier has no such section."), _("Go back to the task list.")),
        "nominations.no_claim": (_("This figure is no longer there."), _("Reload the page.")),
        "nominations.claim_label_needed": (
            _("A figure needs its name."),
            _("Write what it counts or says."),
        ),
        "nominations.owner_not_member": (
            _("This person does not serve {organisation}."),
            _("Invite the colleague first."),
        ),
        "nominations.not_a_number": (
            _("This is not a number."),
            _("Write digits only, for example 29.269 or 45,7."),
        ),
        "nominations.share_outside": (
            _("A share lies between 0 and 1, that is between 0 and 100 percent."),
            _("Write 90% or 0.9."),
        ),
        "nominations.part_above_whole": (
            _("The part is larger than the whole."),
            _("Check both counts; a share is at most 1."),
        ),
        "nominations.not_a_whole_number": (
            _("This is not a whole number."),
            _("Write digits only, for example 29.269."),
        ),
        "nominations.too_long": (
            _("The text is longer than {limit} characters."),
            _("Shorten it, or attach a file."),
        ),
        "nominations.no_such_level": (_("There is no such level."), _("Choose one of the levels shown.")),
        "nominations.yes_or_no": (_("The answer is yes or no."), _("Choose one of the two.")),
        "nominations.jurors_mark_this": (
            _("Jurors mark this; the entrant gives no value."),
            _("Attach files that help them."),
        ),
        "nominations.file_type": (
            _("“{name}” is of a kind that is not accepted."),
            _("Accepted are {allowed}."),
        ),
        "nominations.file_content": (
            _("The content of “{name}” is not that of a {ending} file."),
            _("Save it anew in the program it came from."),
        ),
        "nominations.file_too_large": (
            _("“{name}” is larger than {limit} MB."),
            _("Split it, or save it smaller."),
        ),
        "nominations.file_empty": (_("“{name}” is empty."), _("Choose the file again.")),
        "nominations.file_locked": (
            _("“{name}” is locked with a password."),
            _("Save it without a password."),
        ),
        "nominations.file_macros": (
            _("“{name}” holds programs (macros)."),
            _("Save it as a plain workbook or document."),
        ),
        "nominations.file_bomb": (
            _("“{name}” unpacks to far more than it shows."),
            _("Save it anew, with fewer or smaller pictures."),
        ),
        "nominations.file_twice": (
            _("This file is already in the dossier as “{name}”."),
            _("Choose it from the list of files already sent instead."),
        ),
        "nominations.file_removed": (_("“{name}” was removed."), _("Send the file again.")),
        "nominations.too_many_files": (
            _("A dossier holds at most {limit} files."),
            _("Remove those that are not needed."),
        ),
        "nominations.no_file": (_("This file is not here."), _("Go back to the dossier.")),
        "nominations.no_receipt": (_("This receipt is not here."), _("Go back to the dossier.")),
        "nominations.not_proposer": (
            _("You do not propose for this organisation."),
            _("Ask {ask} who proposes."),
        ),
        "nominations.not_your_proposal": (
            _("Only the proposer does this with its own proposal."),
            _("Ask {ask}."),
        ),
        "nominations.not_entrant": (
            _("Only the people of the entrant do this."),
            _("Ask {ask} to invite you."),
        ),
        "nominations.may_not_sign": (
            _("The statement is given by the head or the deputy."),
            _("Ask the head or the deputy of {ask} to sign in and give it."),
        ),
        "nominations.not_yours": (
            _("This dossier is not yours to read."),
            _("Ask {ask}."),
        ),
        "nominations.not_screened_yet": (
            _("The committee reads a dossier once it was screened and found complete."),
            _("Ask {ask} when that will be."),
        ),
    }
)
