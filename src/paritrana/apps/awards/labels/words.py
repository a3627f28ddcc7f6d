"""States, kinds of phases, actors, offices and the words of a rulebook."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from paritrana.apps.awards.states import Actor, EditionState, PhaseKind
from paritrana.core.rulebook import Rulebook

EDITION_STATE = {
    EditionState.PREPARING: _("In preparation"),
    EditionState.OPEN: _("Under way"),
    EditionState.PUBLISHED: _("Results published"),
}
EDITION_TONE = {EditionState.PREPARING: "neutral", EditionState.OPEN: "info", EditionState.PUBLISHED: "good"}
LEVEL = {"province": _("Provincial"), "national": _("National")}
PHASE_KIND = {
    PhaseKind.MEETING: _("Meeting"),
    PhaseKind.SOCIALISATION: _("Information for entrants"),
    PhaseKind.NOMINATION: _("Nomination and filling of dossiers"),
    PhaseKind.SCREENING: _("Screening"),
    PhaseKind.VERIFICATION: _("Verification of figures"),
    PhaseKind.MARKING: _("Marking"),
    PhaseKind.INTERVIEW: _("Interviews"),
    PhaseKind.PLENARY: _("Plenary"),
    PhaseKind.PROCESSING: _("Working up of results"),
    PhaseKind.GALA: _("Award ceremony"),
    PhaseKind.NATIONAL_INTERVIEW: _("National interviews"),
    PhaseKind.OTHER: _("Other"),
}
ACTOR = {
    Actor.SECRETARIAT: _("Secretariat"),
    Actor.PROPOSER: _("Proposer"),
    Actor.ENTRANT: _("Entrant"),
    Actor.VERIFIER: _("Verifier"),
    Actor.COMMITTEE: _("Committee"),
    Actor.NATIONAL: _("National committee"),
    Actor.PUBLIC: _("Public"),
}
SEAT = {"chair": _("Chair"), "secretary": _("Secretary"), "member": _("Member")}
SEAT_ROLE = _("Juror")
SEAT_ROLE_CHAIR = _("Chair of the committee")
ENTRANT = {
    "province": _("provinces"),
    "regency_city": _("regencies and cities"),
    "village": _("villages"),
    "employer": _("employers"),
    "public_service": _("public services"),
}
SIZE = {"large": _("large"), "medium": _("medium"), "small": _("small"), "micro": _("micro")}
VILLAGE_KIND = {"desa": _("villages (desa)"), "kelurahan": _("urban villages (kelurahan)")}
SECTOR = {
    "finance": _("finance"),
    "trade-services": _("trade and services"),
    "mining-manufacturing-construction": _("mining, manufacturing and construction"),
    "agriculture": _("agriculture"),
    "education": _("education"),
    "health": _("health"),
    "transport": _("transport"),
    "tourism": _("tourism"),
}
KIND = {
    "measure": _("Measured figure"),
    "ladder": _("Ladder of levels"),
    "rubric": _("Jurors' marks"),
    "yes_no": _("Yes or no"),
}
UNIT = {
    "share": _("share, from 0 to 1"),
    "percent": _("percent"),
    "count": _("number"),
    "rupiah": _("rupiah"),
    "months": _("months"),
    "index": _("index"),
}
EVIDENCE = {
    "none": _("No file is asked"),
    "required": _("A file must be attached"),
    "optional": _("A file may be attached"),
}


def seat_named(seat) -> str:
    """Return what a seat is called in the reader's language, by its edition's rulebook in force."""
    return seat_title(seat, seat.edition.rulebook, get_language() or "id")


def seat_title(seat, book: Rulebook, language: str = "id") -> str:
    """Return what a seat (a row with code, ordinal) is called: the rulebook's title, else the usual name."""
    known = (
        next((one for one in book.committee.seats if one.id == seat.code), None) if book.committee else None
    )
    text = str(SEAT.get(seat.code, spaced(seat.code)))
    if known is not None and known.title["id"] != known.id:
        text = known.title["en" if language.startswith("en") else "id"]
    return f"{text} {seat.ordinal}" if known is not None and known.count > 1 else text


def spaced(code: str) -> str:
    """Return a code as words, when nobody has given it a name."""
    text = code.replace("_", " ").replace("-", " ")
    return text[:1].upper() + text[1:]
