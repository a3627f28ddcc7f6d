"""What each kind of event says in one short sentence, and the sentences of this room's refusals."""

from django.utils.translation import gettext_lazy as _

from paritrana.ui import refusals

EVENTS = {
    "answer.saved": _("An answer of a dossier was saved"),
    "claim.added": _("A claim was added to a dossier"),
    "claim.removed": _("A claim was taken out of a dossier"),
    "coverage_run.approved": _("Coverage figures were approved for publication"),
    "coverage_run.asked": _("Coverage figures were asked for"),
    "coverage_run.begun": _("The computation of coverage figures began"),
    "coverage_run.computed": _("Coverage figures were computed"),
    "coverage_run.discarded": _("Coverage figures were discarded"),
    "coverage_run.failed": _("The computation of coverage figures failed"),
    "coverage_run.requeued": _("The computation of coverage figures was taken up anew"),
    "decision.recorded": _("The chair's decision on a category was recorded"),
    "delivery.begun": _("The reading of a delivery began"),
    "delivery.failed": _("A delivery could not be received"),
    "delivery.handed_in": _("A delivery of coverage data was handed in"),
    "delivery.received": _("A delivery of coverage data was received"),
    "delivery.requeued": _("A delivery was taken up anew"),
    "edition.announced": _("The edition was announced"),
    "edition.copied": _("The edition was made from an earlier one"),
    "edition.created": _("The edition was created"),
    "edition.published": _("The edition was marked as published"),
    "evidence.added": _("A file was added to a dossier"),
    "evidence.removed": _("A file was taken out of a dossier"),
    "feedback.written": _("Feedback for an entrant was written"),
    "figure.verified": _("A verified figure was entered"),
    "interview.cancelled": _("An interview was cancelled"),
    "interview.changed": _("An interview was changed"),
    "interview.delegation_named": _("A delegation for an interview was named"),
    "interview.scheduled": _("An interview was scheduled"),
    "interview.told": _("An entrant was told of its interview"),
    "invitation.accepted": _("An invitation was accepted"),
    "invitation.expired": _("An invitation ran out"),
    "invitation.sent": _("An invitation was made"),
    "invitation.withdrawn": _("An invitation was withdrawn"),
    "juror.recused": _("A juror stood back from an entrant"),
    "mark.saved": _("A mark was saved (its value stays sealed)"),
    "membership.changed": _("A mandate was prolonged or corrected"),
    "membership.ended": _("Someone stopped serving an organisation"),
    "membership.granted": _("Someone began to serve an organisation"),
    "membership.handed_over": _("An office was handed over"),
    "message.retried": _("A message was sent again"),
    "nomination.accepted": _("The entrant accepted its nomination"),
    "nomination.declined": _("The entrant declined its nomination"),
    "nomination.forwarded": _("An entrant was forwarded to the next level"),
    "nomination.proposed": _("An entrant was proposed"),
    "nomination.screened": _("A dossier was screened"),
    "nomination.sent_back": _("A forwarded dossier was sent back"),
    "nomination.submitted": _("A dossier was submitted"),
    "nomination.taken_in": _("A forwarded dossier was taken in"),
    "nomination.withdrawn": _("A nomination was withdrawn"),
    "objection.answered": _("An objection was answered"),
    "objection.raised": _("An entrant objected to a verified figure"),
    "organisation.changed": _("An organisation was changed"),
    "organisation.created": _("An organisation was entered"),
    "password.changed": _("Someone changed their password"),
    "password.reset": _("Someone reset their password"),
    "password.set": _("Someone set their password"),
    "phase.changed": _("A phase of the calendar was changed"),
    "phase.closed": _("A phase was closed"),
    "phase.extended": _("A deadline was extended"),
    "phase.opened": _("A phase was opened"),
    "phase.planned": _("A phase was planned"),
    "phase.removed": _("A phase was taken off the calendar"),
    "ranking.run": _("The ranking was computed"),
    "regions.loaded": _("The region table was loaded"),
    "result.published": _("The result was published"),
    "round.closed": _("A round of marking was closed"),
    "round.opened": _("The chair opened a round"),
    "round.resumed": _("A round of marking was resumed"),
    "round.sheets_added": _("Score sheets were added to a round"),
    "round.started": _("A round of marking was started"),
    "rounds.planned": _("The rounds of marking were planned"),
    "rulebook.approved": _("A change of the rulebook was approved"),
    "rulebook.frozen": _("The rulebook was frozen"),
    "rulebook.uploaded": _("A version of the rulebook was given"),
    "seat.filled": _("A seat of the committee was filled"),
    "seat.vacated": _("A seat of the committee was vacated"),
    "section.assigned": _("A section of a dossier was assigned"),
    "section.finished": _("A section of a dossier was finished"),
    "section.reopened": _("A section of a dossier was opened again"),
    "sheet.locked": _("A juror locked and sealed a score sheet"),
    "snapshot.published": _("A snapshot of coverage figures was published"),
    "statement.given": _("The statement of truth was given"),
    "ties.declared": _("A juror declared ties of interest"),
    "user.changed": _("An account was changed"),
    "user.created": _("An account was made"),
    "user.deactivated": _("An account was closed"),
    "user.reactivated": _("A closed account was opened again"),
    "user.signed_in": _("Someone signed in"),
    "user.signed_out": _("Someone signed out"),
}
FAULTS = {
    "checkpoint": _("the stored checkpoint is not the one that the entries give"),
    "missing": _("this entry is missing"),
    "hash": _("the stored hash is not that of the entry"),
    "columns": _("what the list shows differs from the entry itself"),
}
REFUSALS = {
    "ledger.no_log": (_("There is no such log."), _("Open the log from the page of an edition.")),
    "ledger.no_entry": (_("This log has no entry number {seq}."), _("Choose one from the list.")),
    "ledger.not_reader": (
        _("Before publication only the committee, its secretariat and auditors read this log."),
        _("Come back after publication, or ask {ask}."),
    ),
    "ledger.house_not_reader": (
        _("Only the operator and auditors read the log of the house."),
        _("Ask whoever runs this site. The log of an edition is public once its result is."),
    ),
}
refusals.register(REFUSALS)


def sentence(event: str) -> str:
    """Return the sentence of an event; one that nobody named shows its code."""
    return str(EVENTS.get(event, event))


def actor(name: str) -> str:
    """Return who acted; people are numbers here, so that a log names nobody."""
    kind, _colon, number = name.partition(":")
    return str(_("Account %(number)s") % {"number": number}) if kind == "user" else str(_("The system"))
