"""What states, reasons, acts, purposes, kinds and occupations are called."""

from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from paritrana.apps.protection.rules import workers
from paritrana.apps.protection.states import (
    Act,
    AgreementKind,
    AgreementStanding,
    FundKind,
    Purpose,
    Service,
    StopReason,
    WorkerState,
)
from paritrana.errors import Fault
from paritrana.ui import formats

WORKER = {WorkerState.LISTED: _("In the register"), WorkerState.STOPPED: _("Stopped")}
WORKER_TONE = {WorkerState.LISTED: "good", WorkerState.STOPPED: "neutral"}
STOP = {
    StopReason.DECEASED: _("Deceased"),
    StopReason.EMPLOYED: _("Now employed, covered by the employer"),
    StopReason.OVER_AGE: _("Over the age at registration"),
    StopReason.LEFT: _("Moved away or left"),
    StopReason.DUPLICATE: _("Another record of the same person stays"),
}
ACT = {
    Act.ADDED: _("Added"),
    Act.CORRECTED: _("Corrected"),
    Act.MOVED: _("Moved"),
    Act.STOPPED: _("Stopped"),
    Act.REINSTATED: _("Taken up again"),
    Act.MERGED: _("Stays in place of another record of the same person"),
}
PURPOSE = {
    Purpose.CHECK_CARD: _("Compare with the identity card"),
    Purpose.REGISTER: _("Register with BPJS Ketenagakerjaan"),
    Purpose.CLAIM: _("Help with a benefit"),
    Purpose.ANSWER: _("Answer the worker's own request"),
    Purpose.COMPARE: _("Judge whether records are of one person"),
    Purpose.SIGNATURES: _("Print the list for signature"),
    Purpose.BATCH: _("Send a batch to BPJS Ketenagakerjaan"),
    Purpose.MANDATE: _("Print the mandates of sponsors"),
    Purpose.TREASURER: _("Tell the treasurer what to deduct"),
    Purpose.THANKS: _("Thank the sponsors"),
    Purpose.EXPORT: _("Fetch an export that another person let out"),
}
FUND = {
    FundKind.APBD_REGENCY: _("Regency or city budget (APBD)"),
    FundKind.APBD_PROVINCE: _("Provincial budget (APBD)"),
    FundKind.VILLAGE_ADD: _("Village allocation (ADD)"),
    FundKind.DANA_DESA: _("Dana Desa"),
    FundKind.VILLAGE_PAD: _("Village's own revenue (PAD Desa)"),
    FundKind.PALM_OIL: _("Palm-oil share (DBH Sawit)"),
    FundKind.TOBACCO: _("Tobacco share (DBHCHT)"),
    FundKind.CSR: _("Companies (CSR)"),
    FundKind.SPONSOR: _("Sponsoring persons"),
    FundKind.SELF: _("The workers themselves"),
}
AGREEMENT = {
    AgreementKind.MOU: _("Memorandum of understanding (MoU)"),
    AgreementKind.PKS: _("Cooperation agreement (PKS)"),
    AgreementKind.DECREE: _("Decree of the head of government"),
}
STANDING = {
    AgreementStanding.AHEAD: _("Not begun"),
    AgreementStanding.IN_FORCE: _("In force"),
    AgreementStanding.ENDING: _("Ends soon"),
    AgreementStanding.ENDED: _("Ended"),
    AgreementStanding.SUCCEEDED: _("Followed by another"),
}
STANDING_TONE = {
    AgreementStanding.AHEAD: "info",
    AgreementStanding.IN_FORCE: "good",
    AgreementStanding.ENDING: "warn",
    AgreementStanding.ENDED: "bad",
    AgreementStanding.SUCCEEDED: "neutral",
}
SEX = {"L": _("Man"), "P": _("Woman")}
SERVICE = {
    Service.CIVIL_SERVANT: _("Civil servant (ASN)"),
    Service.MILITARY: _("Military or police (TNI/Polri)"),
}
OCCUPATION = {
    "unknown": _("Not known"),
    "farmer": _("Farmer"),
    "fisher": _("Fisher"),
    "trader": _("Trader"),
    "driver": _("Driver"),
    "craft": _("Craft worker"),
    "domestic": _("Domestic worker"),
    "construction": _("Construction worker"),
    "religious": _("Religious worker"),
    "health_volunteer": _("Health volunteer"),
    "village_officer": _("Village officer"),
    "teacher": _("Teacher"),
    "office": _("Office worker"),
    "factory": _("Factory worker"),
    "other": _("Other"),
}
_OWN_DOUBTS = {
    "person.differs": (
        _("the person was known before by another name or birth date"),
        _("look at the identity card and correct what is wrong"),
    )
}


def doubt_text(code: str) -> str:
    """Return what should be looked at, and how, as one sentence."""
    known = workers.known(code)
    return _joined(known.told(get_language() or "id") if known else _OWN_DOUBTS.get(code, (code, "")))


def fault_text(fault: Fault) -> str:
    """Return what is wrong with what was written, and the cure, as one sentence."""
    return _joined(fault.told(get_language() or "id"))


def _joined(told: tuple[object, object]) -> str:
    sentence, cure = map(str, told)
    text = f"{sentence}; {cure}" if cure else sentence
    return f"{text[:1].upper()}{text[1:]}"


def fault_place(code: str) -> str:
    """Return the column that a fault or doubt is about, nothing for one about the whole."""
    known = workers.known(code)
    return known.column if known else ""


def month_text(month: str) -> str:
    """Return Desember 2024 for 2024-12, in the language of the page; nothing for nothing."""
    if not month:
        return ""
    day = formats.day(date(int(month[:4]), int(month[5:]), 1), weekday=False)
    return day.partition(" ")[2]
