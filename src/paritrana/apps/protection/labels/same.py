"""What the queue of probable duplicates calls its states, verdicts and agreements, and what it refuses."""

from django.utils.translation import gettext_lazy as _

from paritrana.apps.protection.states import SearchState, Verdict
from paritrana.ui import refusals

SEARCH = {
    SearchState.QUEUED: _("Waiting to begin"),
    SearchState.WORKING: _("Looking"),
    SearchState.DONE: _("Done"),
    SearchState.FAILED: _("Did not work out"),
}
SEARCH_TONE = {
    SearchState.QUEUED: "info",
    SearchState.WORKING: "info",
    SearchState.DONE: "good",
    SearchState.FAILED: "bad",
}
VERDICT = {
    Verdict.OPEN: _("To be judged"),
    Verdict.UNSURE: _("Unsure"),
    Verdict.DIFFERENT: _("Two persons"),
    Verdict.SAME: _("One person, merged"),
}
VERDICT_TONE = {
    Verdict.OPEN: "warn",
    Verdict.UNSURE: "info",
    Verdict.DIFFERENT: "neutral",
    Verdict.SAME: "good",
}
STRENGTH = {"very": _("Very likely"), "likely": _("Likely"), "possible": _("Possible")}
STRENGTH_TONE = {"very": "bad", "likely": "warn", "possible": "info"}
FIELD = {"name": _("Name"), "birth_date": _("Birth date"), "sex": _("Sex"), "village": _("Village")}
AGREES = {
    ("name", "equal"): _("the same"),
    ("name", "turned"): _("the same words in another order"),
    ("name", "close"): _("nearly the same"),
    ("name", "part"): _("one is longer"),
    ("name", "alike"): _("alike"),
    ("name", "other"): _("another"),
    ("birth_date", "equal"): _("the same"),
    ("birth_date", "turned"): _("day and month turned round"),
    ("birth_date", "close"): _("differs in one part"),
    ("birth_date", "year"): _("only the year is the same"),
    ("birth_date", "other"): _("another"),
    ("sex", "equal"): _("the same"),
    ("sex", "other"): _("another"),
    ("village", "equal"): _("the same"),
    ("village", "district"): _("another in the same district"),
    ("village", "regency"): _("another district"),
    ("village", "other"): _("another regency or city"),
}
ELSEWHERE = _("in the area of another office")
FUND_ELSEWHERE = _("a fund of another office")
_RELOAD = _("Reload the page to see how things stand.")

refusals.register(
    {
        "pair.none": (_("There is no such pair in your area."), _("Go back to the list.")),
        "pair.unknown_verdict": (_("This is no verdict."), _("Choose same, different or unsure.")),
        "pair.no_keep": (
            _("It is not said which of the two records stays."),
            _("Choose the record that is right, then press “Same person” again."),
        ),
        "pair.merged": (_("These two records were merged."), _("Undo the merge first.")),
        "pair.not_merged": (_("These two records are not merged."), _RELOAD),
        "pair.not_listed": (
            _("One of the two records was stopped meanwhile, so there is nothing to judge."),
            _("Go on with the next pair."),
        ),
        "pair.not_yours": (
            _("The record that was stopped belongs to another office."),
            _("Ask the BPJS Ketenagakerjaan office or the province, which reach both."),
        ),
        "pair.merged_on": (
            _("The record that stays was merged into a third one later."),
            _("Undo that merge first."),
        ),
        "pair.touched": (
            _("The stopped record was worked on since the merge."),
            _("Look at its history; what was done there is undone first."),
        ),
        "worker.merged": (
            _("Under this NIK stands a record that was merged into another one of the same person."),
            _("If they are two persons after all, undo the merge among the probable duplicates."),
        ),
        "search.waits": (
            _("A search is under way already."),
            _("Wait until it is done; the page shows how far it is."),
        ),
        "likeness.memory": (
            _("The register is too large for the memory of this machine."),
            _("The operator gives the site more memory, or lowers PARITRANA_DUPLICATE_BLOCK."),
        ),
        "search.broken": (
            _("Something broke on our side; the queue is as it was."),
            _("Try again; if it breaks again, tell the operator of the site."),
        ),
    }
)
