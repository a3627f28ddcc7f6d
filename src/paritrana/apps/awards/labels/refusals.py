"""What each refusal of this room says, and how to mend it."""

from django.utils.translation import gettext_lazy as _

from paritrana.ui import refusals

SENTENCES = {
    "awards.sign_in": (_("This page is for people who have signed in."), _("Sign in, then open it again.")),
    "awards.no_edition": (
        _("There is no such edition, or it has not been announced yet."),
        _("Look in the list of editions."),
    ),
    "awards.not_secretariat": (
        _("Only the secretariat of this edition may do this."),
        _("Ask {ask}."),
    ),
    "awards.not_a_secretariat": (
        _("{organisation} is not the secretariat of a committee."),
        _("Choose the secretariat that runs the edition."),
    ),
    "awards.serves_no_secretariat": (
        _("Only people who serve a committee's secretariat may create editions."),
        _("Ask the operator of the site to give you that role."),
    ),
    "awards.edition_state": (
        _("The edition cannot move from “{state}” to “{to}”."),
        _("Reload the page to see where it stands."),
    ),
    "awards.national_secretariat": (
        _("A national rulebook belongs to the national secretariat, not to one of region {region}."),
        _("Choose the national secretariat, or upload a provincial rulebook."),
    ),
    "awards.other_region": (
        _("The rulebook is for region {region}, the secretariat serves region {own}."),
        _("Correct region in the rulebook, or choose the other secretariat."),
    ),
    "awards.slug_taken": (
        _("An edition with the id {id} exists already."),
        _("Give the rulebook another id."),
    ),
    "awards.zone": (_("{zone} is not a zone of Indonesia."), _("Choose WIB, WITA or WIT.")),
    "awards.not_announced": (
        _("The edition has not been announced, so people outside the committee cannot act yet."),
        _("Announce the edition first."),
    ),
    "awards.seats_vacant": (
        _("{count} seats of the committee are vacant: {seats}."),
        _("Fill every seat, then open this phase."),
    ),
    "awards.phase_name": (_("The phase has no Indonesian name."), _("Write its name.")),
    "awards.phase_kind": (
        _("{kind} is not a kind of phase, or nobody acts in it."),
        _("Choose both from the lists."),
    ),
    "awards.phase_order": (
        _("The phase ends ({end}) before it starts ({start})."),
        _("Exchange the two dates."),
    ),
    "awards.phase_opened": (
        _("This phase was opened already."),
        _("Extend it if it needs more time, or plan another phase."),
    ),
    "awards.deadline_past": (_("The deadline lies in the past."), _("Give a later moment.")),
    "awards.phase_not_open": (_("This phase is not open."), _("Open it first.")),
    "awards.reason_missing": (_("The reason is missing."), _("Write the reason in one sentence.")),
    "awards.deadline_not_later": (
        _("The new deadline is not later than the old one."),
        _("Give a moment after the present deadline and after now."),
    ),
    "awards.phase_is_history": (
        _("This phase was opened once and stays in the calendar."),
        _("Close it instead."),
    ),
    "awards.rulebook_id": (
        _("The rulebook's id is {id}; this edition's is {wanted}."),
        _("Keep the id; another id is another edition."),
    ),
    "awards.rulebook_level": (
        _("The rulebook is for another level or region ({level}, {region})."),
        _("Keep level and region; another one is another edition."),
    ),
    "awards.rulebook_same": (
        _("This text says the same as the version in force."),
        _("Upload the changed file."),
    ),
    "awards.rulebook_version": (
        _("The rulebook says version {version}; the next one here is {wanted}."),
        _("Write version = {wanted} in the file."),
    ),
    "awards.rulebook_period": (
        _("The judged period cannot change once judging has begun."),
        _("Keep the period as it was."),
    ),
    "awards.rulebook_category_gone": (
        _("These categories are missing, but judging has begun: {categories}."),
        _("Keep every category."),
    ),
    "awards.rulebook_approved": (_("Version {version} was approved already."), _("Reload the page.")),
    "awards.same_person": (
        _("Who uploaded a version cannot approve it."),
        _("Ask a colleague of the secretariat, or the chair."),
    ),
    "awards.seat_was_held": (
        _("The new rulebook has no seat “{seat}”, but somebody has held it."),
        _("Keep the seat in the rulebook."),
    ),
    "awards.seat_held": (_("The seat “{seat}” is held by somebody."), _("Vacate it first.")),
    "awards.seat_is_vacant": (_("The seat “{seat}” is vacant already."), _("Reload the page.")),
    "awards.holds_other_seat": (
        _("This person holds another seat of the same committee: “{seat}”."),
        _("One person holds one seat; choose somebody else."),
    ),
    "awards.person_inactive": (_("This account is closed."), _("Choose somebody with an open account.")),
    "awards.office_missing": (_("The office is missing."), _("Write the office as it stands on papers.")),
}


def register() -> None:
    """Tell the sentences to the pages; called once at start-up."""
    refusals.register(SENTENCES)
