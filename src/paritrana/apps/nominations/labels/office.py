"""The words of screening, verification and forwarding; importing it registers their refusals."""

from django.utils.translation import gettext_lazy as _

from paritrana.apps.nominations.states import ObjectionState, Verdict
from paritrana.ui import refusals

VERDICT = {
    Verdict.COMPLETE: _("Complete: goes to the jury"),
    Verdict.RETURN: _("Return to the entrant with reasons"),
    Verdict.REFUSE: _("Refuse with the reason"),
}
VERDICT_DONE = {
    Verdict.COMPLETE: _("found complete"),
    Verdict.RETURN: _("returned"),
    Verdict.REFUSE: _("refused"),
}
OBJECTION = {
    ObjectionState.OPEN: _("Waiting for an answer"),
    ObjectionState.UPHELD: _("Upheld: a new figure was entered"),
    ObjectionState.DISMISSED: _("Dismissed"),
}
OBJECTION_TONE = {
    ObjectionState.OPEN: "warn",
    ObjectionState.UPHELD: "good",
    ObjectionState.DISMISSED: "neutral",
}

SCORED = {
    "verified": _("The verified figure is scored."),
    "answer": _(
        "Nothing was verified, so the answer is scored once screening has found the dossier complete."
    ),
    "small": _("So few stand beneath the verified rate that the rulebook takes it as not given."),
    "nothing": _("Nothing is scored yet."),
    "claim": _("Nothing is scored yet: a claim is never scored, only its verified figure."),
}
SIZE_SCORED = {
    "verified": _("The verified class decides which goalposts hold."),
    "nothing": _("Without a verified class no ranking can be computed."),
    "claim": _(
        "Without a verified class no ranking can be computed; the word of the proposer is not enough."
    ),
}
SCORED_TONE = {"verified": "good", "small": "warn", "answer": "info", "nothing": "warn", "claim": "warn"}
SCORED_SIDE = {
    "verified": _("Verified figure"),
    "small": _("As not given"),
    "answer": _("Answer"),
    "nothing": _("Nothing yet"),
    "claim": _("Nothing yet"),
}

refusals.register(
    {
        "nominations.no_verdict": (
            _("This is not a decision of screening."),
            _("Choose one of the decisions in the list."),
        ),
        "nominations.not_verifiable": (
            _("The dossier was not sent yet, or it has ended; figures are verified in between."),
            _("Wait until the entrant has sent it."),
        ),
        "nominations.counts_or_value": (
            _("Both the two counts and a value were given."),
            _("Give the two counts alone: the value follows from them."),
        ),
        "nominations.not_a_rate": (
            _("Two counts make a rate, and this criterion asks for something else."),
            _("Enter the value instead."),
        ),
        "nominations.objection_waits": (
            _("The entrant has objected to the figure that stands, and waits for the answer."),
            _("Answer the objection: upholding it enters the new figure."),
        ),
        "nominations.source_needed": (
            _("An entrant that may stand in the provincial edition is forwarded with its dossier."),
            _("Choose its dossier from the list."),
        ),
        "nominations.no_category_above": (
            _("The national rulebook has no category for this entrant, or more than one."),
            _("Ask the national secretariat in which category it stands."),
        ),
        "nominations.not_secretariat": (
            _("Only the secretariat of this edition does this."),
            _("Ask {ask}."),
        ),
        "nominations.not_verifier": (
            _("You are not a verifier of a BPJS office that serves this edition's region."),
            _("Ask {ask} which office verifies."),
        ),
        "nominations.outside_service_area": (
            _("{region} lies outside the service area of {office}."),
            _("The BPJS office that serves {region} enters the figure."),
        ),
        "nominations.verifies_own": (
            _("Nobody verifies an organisation to which they belong."),
            _("Let a colleague of {office} enter the figure."),
        ),
        "nominations.marking_started": (
            _("The jury has begun to mark, so dossiers and verified figures stand as they are."),
            _("Tell the chair: only the committee can deal with it now."),
        ),
        "nominations.too_late_above": (
            _("Marking has begun in “{edition}”, so no entrant is taken in there any more."),
            _("Ask {ask}; what has arrived can only be sent back."),
        ),
        "nominations.two_counts": (
            _("A rate needs two counts: how many, and of how many (more than zero)."),
            _("Enter both counts, or neither and the value instead."),
        ),
        "nominations.counts_needed": (
            _("The rulebook looks at small numbers here, so it needs the two counts of the rate."),
            _("Enter how many, and of how many."),
        ),
        "nominations.figure_missing": (
            _("There is no figure."),
            _("Enter the two counts, or the value."),
        ),
        "nominations.figure_without_source": (
            _("A verified figure needs its definition and its source."),
            _("Write what was counted, and where it was read."),
        ),
        "nominations.figure_from_the_future": (
            _("The date of the figure, {as_of}, lies in the future."),
            _("Enter the date on which the figure was true."),
        ),
        "nominations.evidence_elsewhere": (
            _("This file belongs to another dossier."),
            _("Choose a file of this dossier."),
        ),
        "nominations.figure_superseded": (
            _("A newer figure has taken the place of this one."),
            _("Open the dossier again and look at the newer figure."),
        ),
        "nominations.objection_open": (
            _("An objection to this figure is being dealt with."),
            _("Wait for its answer."),
        ),
        "nominations.objection_answered": (
            _("This objection has been answered already."),
            _("Open the dossier again to read the answer."),
        ),
        "nominations.file_in_use": (
            _("“{name}” proves a verified figure that stands."),
            _("Enter a newer figure first, then remove the file."),
        ),
        "nominations.no_figure": (_("There is no such figure."), _("Go back to the dossier.")),
        "nominations.no_objection": (_("There is no such objection."), _("Go back to the list.")),
        "nominations.not_upward": (
            _("Only an entrant of a provincial edition is forwarded, and only to a national edition."),
            _("Choose a national edition."),
        ),
        "nominations.other_period": (
            _("The two editions judge different periods."),
            _("Choose the national edition of the same period."),
        ),
        "nominations.source_elsewhere": (
            _("This dossier does not belong to this edition and organisation."),
            _("Choose the dossier from the list."),
        ),
        "nominations.source_not_submitted": (
            _("The dossier has not been sent yet."),
            _("Forward it once the entrant has sent it."),
        ),
        "nominations.basis_needed": (
            _("Forwarding needs its basis."),
            _("Name the decree, the letter or the published rank on which it rests."),
        ),
    }
)
