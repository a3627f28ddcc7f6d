"""The words of dossiers: states, sections, fields, units, what blocks sending, and every refusal."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from paritrana.apps.nominations.states import State, TaskState
from paritrana.apps.organisations.states import Standing

Text = str | Promise

STATE: dict[str, Text] = {
    State.FORWARDED: _("Forwarded"),
    State.PROPOSED: _("Invited"),
    State.DECLINED: _("Declined"),
    State.DRAFT: _("Being filled"),
    State.SUBMITTED: _("Sent"),
    State.RETURNED: _("Returned to be mended"),
    State.COMPLETE: _("Complete"),
    State.REFUSED: _("Refused"),
    State.WITHDRAWN: _("Withdrawn"),
    State.SENT_BACK: _("Sent back"),
}
ACCEPTED: Text = _("Accepted, not started")
STATE_TONE = {
    State.FORWARDED: "info",
    State.PROPOSED: "info",
    State.DECLINED: "neutral",
    State.DRAFT: "warn",
    State.SUBMITTED: "info",
    State.RETURNED: "bad",
    State.COMPLETE: "good",
    State.REFUSED: "bad",
    State.WITHDRAWN: "neutral",
    State.SENT_BACK: "neutral",
}
TASK_STATE: dict[str, Text] = {
    TaskState.NOT_STARTED: _("Not started"),
    TaskState.IN_PROGRESS: _("In progress"),
    TaskState.DONE: _("Done"),
    TaskState.TO_MEND: _("To be mended"),
}
TASK_TONE = {
    TaskState.NOT_STARTED: "neutral",
    TaskState.IN_PROGRESS: "info",
    TaskState.DONE: "good",
    TaskState.TO_MEND: "bad",
}
SECTION: dict[str, Text] = {
    "profile": _("Profile of the entrant"),
    "claims": _("Further figures and facts"),
    "innovation": _("Innovation"),
}
SECTION_LEAD: dict[str, Text] = {
    "profile": _("Who stands behind this dossier and how many workers it is about."),
    "claims": _("Figures that no criterion asks for. They are shown to the jury and checked, never scored."),
    "innovation": _("What you do differently, and what others could copy."),
}
FIELD: dict[str, Text] = {
    "profile.contact_office": _("Office to contact"),
    "profile.legal_basis": _("Legal basis of the programme"),
    "profile.workers": _("Number of workers"),
    "profile.vulnerable_workers": _("Number of vulnerable workers"),
    "profile.business": _("Line of business"),
    "profile.registered_workers": _("Number of registered workers"),
    "profile.programmes": _("Programmes in which the workers take part"),
    "innovation.problem": _("The problem"),
    "innovation.copied_from": _("What was copied, and from whom"),
    "innovation.what": _("What the innovation does"),
    "innovation.reach": _("People reached"),
    "innovation.rupiah_per_person": _("Rupiah a person"),
}
FIELD_HINT: dict[str, Text] = {
    "profile.contact_office": _(
        "The office and how to reach it, for example its telephone. No private numbers."
    ),
    "profile.legal_basis": _("Number and date of the regulation, decree or agreement."),
    "profile.workers": _("All workers at the end of the judged period."),
    "profile.vulnerable_workers": _("Workers of low income without an employer, at the end of the period."),
    "profile.registered_workers": _("Of these, how many are registered with BPJS Ketenagakerjaan."),
    "profile.programmes": _("For example work accident, death, old age, pension, loss of job."),
    "innovation.problem": _("What was wrong before, in figures where you have them."),
    "innovation.copied_from": _("Name the region, village or firm. Write that nothing was copied if so."),
    "innovation.what": _("Who does what, with which money, since when."),
    "innovation.reach": _("How many people it protected in the judged period."),
    "innovation.rupiah_per_person": _("What it costs for one person in a year."),
}
UNIT: dict[str, Text] = {
    "share": _("share from 0 to 1, or percent with the % sign"),
    "percent": _("percent"),
    "count": _("whole number"),
    "rupiah": _("rupiah"),
    "months": _("months"),
    "index": _("index"),
    "text": _("text"),
}
UNIT_SHORT: dict[str, Text] = {
    "share": _("share"),
    "percent": _("percent"),
    "rupiah": _("rupiah"),
    "months": _("months"),
    "index": _("index"),
}
YES_NO: dict[str, Text] = {"yes": _("Yes"), "no": _("No")}
EVIDENCE: dict[str, Text] = {
    "required": _("Files are required"),
    "optional": _("Files are optional"),
    "none": _("No file is asked for"),
}
MISSING: dict[str, Text] = {
    "empty_zero": _("left empty: it counts as zero"),
    "empty_renormalise": _("left empty: it leaves the score, the others weigh more"),
    "empty_class_median": _("left empty: the middle value of the category is taken"),
    "empty_disqualify": _("left empty: without a verified figure the entrant leaves the ranking"),
    "no_innovation": _("nothing is told about your innovation"),
    "profile_missing": _("must be filled"),
    "evidence_missing": _("a file that proves it is required"),
    "statement_missing": _("The head or the deputy has not given the statement"),
}
STANDING: dict[str, Text] = {
    Standing.DEFINITIVE: _("Definitive"),
    Standing.ACTING_PJ: _("Acting, appointed for a time (Pj.)"),
    Standing.ACTING_PLT: _("Carrying the duties (Plt.)"),
    Standing.STAFF: _("Staff"),
}
STATEMENT_TEXT: Text = _(
    "I state that the figures and papers in this dossier are true and complete to the best of my knowledge, "
    "that they may be verified at their sources, and that I answer for them by my office."
)
