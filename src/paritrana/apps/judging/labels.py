"""The words of judging: states, kinds of ties, and what each refusal says."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from paritrana.apps.judging.rules.marks import Progress
from paritrana.apps.judging.states import Mode, RoundState, SheetState, TieKind
from paritrana.apps.organisations.labels import STANDING
from paritrana.apps.organisations.states import Standing
from paritrana.ui import refusals

ROUND = {
    RoundState.PLANNED: _("Not started"),
    RoundState.MARKING: _("Marking"),
    RoundState.CLOSED: _("Closed, still sealed"),
    RoundState.OPENED: _("Opened"),
}
ROUND_TONE = {
    RoundState.PLANNED: "neutral",
    RoundState.MARKING: "info",
    RoundState.CLOSED: "warn",
    RoundState.OPENED: "good",
}
SHEET = {SheetState.OPEN: _("Not locked"), SheetState.LOCKED: _("Locked")}
TIE = {
    TieKind.NONE: _("No tie"),
    TieKind.OWN_REGION: _("Government of my own region"),
    TieKind.EMPLOYER: _("My employer"),
    TieKind.PROPOSER: _("My office proposed it"),
    TieKind.FAMILY: _("Family"),
    TieKind.BUSINESS: _("Business"),
    TieKind.OTHER: _("Other"),
}
MODE = {Mode.ONLINE: _("Online"), Mode.ON_SITE: _("On site")}
ACTING = {Standing.ACTING_PJ, Standing.ACTING_PLT}
PROGRESS = {
    Progress.UNMARKED: _("Not marked"),
    Progress.HALF: _("Half marked"),
    Progress.MARKED: _("Marked"),
    Progress.RECUSED: _("Recused"),
}
PROGRESS_TONE = {
    Progress.UNMARKED: "neutral",
    Progress.HALF: "warn",
    Progress.MARKED: "good",
    Progress.RECUSED: "info",
}


def delegate(row: Mapping[str, str]) -> str:
    """Return one of a delegation in words: the office, that it is held for a time only, and the note."""
    acting = STANDING[row["standing"]] if row.get("standing") in ACTING else ""
    return ", ".join(str(text) for text in (row["office"], acting, row.get("note")) if text)


refusals.register(
    {
        "judging.not_seated": (
            _("You hold no seat on the committee of this edition."),
            _("Ask {ask}, which appoints the committee's seats."),
        ),
        "judging.not_declared": (
            _("You have not yet declared your ties of interest for every entrant; {count} are missing."),
            _("Declare them first; then the dossiers open."),
        ),
        "judging.recused": (
            _("You have stood back from this entrant, so its dossier and its marks are closed to you."),
            _("Go on with the next entrant of your queue."),
        ),
        "judging.not_your_sheet": (
            _("This sheet belongs to another juror."),
            _("Open your own queue of sheets."),
        ),
        "judging.not_your_interview": (
            _("Only the entrant, the committee and the secretariat see this interview."),
            _("Ask {ask}."),
        ),
        "judging.not_chair": (_("Only the chair of the committee opens a round."), _("Ask {ask}.")),
        "judging.sealed": (
            _("The marks are sealed until the chair opens the round; nobody sees them before."),
            _("Wait for the opening; until then only counts are shown."),
        ),
        "judging.not_committee": (
            _("Only the committee and its secretariat see the sheets of an opened round."),
            _("Ask {ask}."),
        ),
        "judging.unknown_entrant": (
            _("This entrant does not stand in this round."),
            _("Go back to the queue and choose one that does."),
        ),
        "judging.unknown_stage": (
            _("This category has no such stage."),
            _("Choose a stage of its rulebook."),
        ),
        "judging.unknown_criterion": (
            _("This stage has no such criterion for jurors to mark."),
            _("Reload the page and mark what it lists."),
        ),
        "judging.tie_kind": (_("This kind of tie is not known."), _("Choose one of the list.")),
        "judging.tie_kind_missing": (
            _("Say what ties you to this entrant."),
            _("Choose one of the kinds in the list."),
        ),
        "judging.declaration_incomplete": (
            _("A declaration is missing for: {entrants}."),
            _("Say for each entrant whether a tie exists."),
        ),
        "judging.already_declared": (
            _("You have already declared otherwise for {entrant}."),
            _("To stand back from it now, recuse yourself at its marking desk."),
        ),
        "judging.declaration_not_needed": (
            _("There is no entrant left to declare for."),
            _("Go on to your queue."),
        ),
        "judging.already_recused": (_("You have already stood back from this entrant."), _("Go on.")),
        "judging.round_move": (
            _("The round is not in a state that allows this."),
            _("Reload the page to see how it stands."),
        ),
        "judging.round_not_marking": (
            _("No marks can be saved: the round is not open for marking."),
            _("Ask the secretariat whether it will be resumed."),
        ),
        "judging.seats_vacant": (
            _("{count} seats of the committee are vacant: {seats}."),
            _("Fill every seat, then start the round."),
        ),
        "judging.no_entrants": (
            _("No entrant of this category has been screened as complete."),
            _("Screen the dossiers first."),
        ),
        "judging.nobody_passed": (
            _("Nobody passed to this stage, so there is nothing to mark."),
            _("The ranking goes on without this round."),
        ),
        "judging.start_leaves": (
            _("{dossiers} dossiers are undecided and {objections} objections unanswered."),
            _("Decide them first, or start with a reason."),
        ),
        "judging.earlier_round_sealed": (
            _("This stage is for finalists only, and the stage {stage} before it has not been opened."),
            _("Let the chair open it first."),
        ),
        "judging.edition_published": (
            _("The results of this edition are published; its rounds do not change any more."),
            _("Raise an objection with the secretariat instead."),
        ),
        "judging.nothing_planned": (
            _("Every stage that jurors mark has its round already."),
            _("Start one of them."),
        ),
        "judging.nobody_to_add": (
            _("Every seated juror has a sheet in this round."),
            _("Nothing is to be done."),
        ),
        "judging.reason_missing": (_("The reason is missing."), _("Write it in a sentence.")),
        "judging.no_quorum": (
            _("{locked} sheets are locked; the rulebook asks for {quorum}."),
            _("Wait until more jurors have locked their sheets."),
        ),
        "judging.too_few_jurors": (
            _("Too few jurors count for: {entrants}. The rulebook asks for {minimum}."),
            _("Wait for further locked sheets, or resume the round."),
        ),
        "judging.seal_broken": (
            _("The marks of {count} locked sheets are not those that were sealed."),
            _("Do not open the round; call the operator and the auditors."),
        ),
        "judging.mark_off_scale": (
            _("The mark of {criterion} is not on its scale: {low} to {high} in steps of {step}."),
            _("Give a mark on the scale."),
        ),
        "judging.sheet_locked": (
            _("This sheet is locked; its marks cannot change any more."),
            _("Read it on its own page."),
        ),
        "judging.half_marked": (
            _("The sheet is not complete: {entrants}."),
            _("Mark every criterion of these entrants, or recuse yourself from them."),
        ),
        "judging.interview_without_zone": (_("The time has no zone."), _("Give the time with its zone.")),
        "judging.interview_span": (
            _("The interview must end after it starts, and within twelve hours."),
            _("Mend the two times."),
        ),
        "judging.interview_mode": (
            _("The interview is either online or on site."),
            _("Choose one of the two."),
        ),
        "judging.interview_place": (
            _("The place or the meeting link is missing or too long."),
            _("Write it in up to 200 characters."),
        ),
        "judging.interview_note": (_("The note is too long."), _("Write at most {limit} characters.")),
        "judging.interview_clash": (
            _("The committee already interviews {entrant} at that time."),
            _("Choose another time."),
        ),
        "judging.interview_exists": (
            _("This entrant already has an interview for this stage."),
            _("Change that one instead."),
        ),
        "judging.interview_cancelled": (
            _("This interview is cancelled."),
            _("Schedule a new one."),
        ),
        "judging.delegation_too_long": (
            _("A text of the delegation is too long."),
            _("Write at most {limit} characters."),
        ),
        "judging.delegation_too_many": (
            _("The delegation is too large."),
            _("Name at most {limit} offices."),
        ),
    }
)
refusals.register_way("judging.not_declared", _("Declare ties"), view="judging:ties", fact="edition")
refusals.register_way(
    "judging.seats_vacant", _("Fill the seats"), view="awards:committee-manage", fact="edition"
)
