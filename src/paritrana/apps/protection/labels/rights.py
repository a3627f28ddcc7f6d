"""What requests, exports, rights and their states are called, and the text a worker agrees to."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paritrana.apps.protection.states import (
    ExportPurpose,
    ExportState,
    RequestRefusal,
    RequestState,
    SubjectKind,
    SubjectResult,
    SubjectState,
    SubjectWay,
)
from paritrana.core.programmes import Sector

REQUEST = {
    RequestState.WAITING: _("Waits"),
    RequestState.ACCEPTED: _("In the register"),
    RequestState.REFUSED: _("Not accepted"),
}
REQUEST_TONE = {
    RequestState.WAITING: "warn",
    RequestState.ACCEPTED: "good",
    RequestState.REFUSED: "neutral",
}
REQUEST_REFUSAL = {
    RequestRefusal.ELSEWHERE: _("Lives in another village"),
    RequestRefusal.COVERED: _("Stands in a register already"),
    RequestRefusal.EMPLOYED: _("Works for a wage: the employer must pay"),
    RequestRefusal.UNFIT: _("The data do not agree with the identity card"),
    RequestRefusal.WITHDRAWN: _("The worker wants it no more"),
    RequestRefusal.NO_PLACE: _("No fund pays for one more now"),
    RequestRefusal.EXPIRED: _("Not answered in time; the data were erased"),
}
CONSENT = _(
    "I agree that the office of my village and the BPJS Ketenagakerjaan office use these data to look at"
    " this request and to register me. I may take this back at any time at the office of the village."
)
ASSISTED = {"alone": _("I fill it in myself"), "helped": _("An officer fills it in with me")}
FILLED_IN = {False: _("The worker alone"), True: _("The worker with the help of an officer")}
SECTOR = {
    Sector.OTHER: _("Farmers, fishers, traders, craft and other own work"),
    Sector.TRANSPORT: _("Transport, for example motorcycle taxis and couriers"),
}
EXPORT = {
    ExportState.ASKED: _("Waits for a second person"),
    ExportState.APPROVED: _("May be fetched"),
    ExportState.REFUSED: _("Refused"),
    ExportState.FETCHED: _("Fetched"),
}
EXPORT_TONE = {
    ExportState.ASKED: "warn",
    ExportState.APPROVED: "good",
    ExportState.REFUSED: "neutral",
    ExportState.FETCHED: "info",
}
LAPSED = _("Not fetched in time")
EXPORT_PURPOSE = {
    ExportPurpose.REGISTER: _("Hand in to BPJS Ketenagakerjaan"),
    ExportPurpose.COMPARE: _("Compare with another office's list"),
    ExportPurpose.INSPECT: _("Show to an inspection or audit"),
}
COLUMN = {
    "nik": "NIK",
    "name": _("Name"),
    "born": _("Birth date"),
    "sex": _("Sex"),
    "village": _("Village"),
    "occupation": _("Occupation"),
    "fund": _("Paid by"),
    "listed_on": _("In the register since"),
}
SUBJECT = {
    SubjectKind.ACCESS: _("See what is held"),
    SubjectKind.CORRECTION: _("Have something corrected"),
    SubjectKind.DELETION: _("Have the data erased"),
}
SUBJECT_STATE = {
    SubjectState.OPEN: _("Not answered yet"),
    SubjectState.ANSWERED: _("Answered"),
    SubjectState.REFUSED: _("Refused"),
}
SUBJECT_TONE = {SubjectState.OPEN: "warn", SubjectState.ANSWERED: "good", SubjectState.REFUSED: "neutral"}
SUBJECT_WAY = {
    SubjectWay.CARD: _("The identity card was shown"),
    SubjectWay.FAMILY: _("A member of the family, with a letter of authority"),
    SubjectWay.HEAD: _("The village head vouches in writing"),
}
SUBJECT_RESULT = {
    SubjectResult.HANDED: _("Everything held was handed over"),
    SubjectResult.CORRECTED: _("Corrected"),
    SubjectResult.ERASED: _("Erased"),
    SubjectResult.NOTHING: _("Nothing is held here"),
    SubjectResult.REASONED: _("Refused, with the reason told"),
}


def erased() -> str:
    """Return what stands in the place of a name that is gone."""
    return gettext("Erased")


def blocker_text(code: str, *, fund: str = "", month: str = "") -> str:
    """Return what stands against erasing somebody's data."""
    if code == "premium":
        given = {"fund": fund, "month": month}
        return gettext("the premium of “%(fund)s” is not paid up to %(month)s") % given
    return str(_BLOCKERS[code])


_BLOCKERS = {
    "listed": _("the person still stands in the register"),
    "undo": _("a roster of the last 24 hours that touched the record may still be undone"),
}
