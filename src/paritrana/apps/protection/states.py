"""What a worker of the register, a fund, an agreement and a look at personal data can be."""

from enum import StrEnum, auto


class WorkerState(StrEnum):
    """Whether a worker stands in the register; how far BPJS has taken the worker in is told by batches."""

    LISTED = auto()
    STOPPED = auto()


WORKER_MOVES = {
    WorkerState.LISTED: {WorkerState.STOPPED},
    WorkerState.STOPPED: {WorkerState.LISTED},
}


class StopReason(StrEnum):
    DECEASED = auto()
    EMPLOYED = auto()  # pays as a wage earner now
    OVER_AGE = auto()  # too old on the day of registration
    LEFT = auto()  # moved away, or wants no more


class Act(StrEnum):
    """What was done to a worker's record."""

    ADDED = auto()
    CORRECTED = auto()
    MOVED = auto()
    STOPPED = auto()
    REINSTATED = auto()


class Purpose(StrEnum):
    """Why somebody looks at a NIK or a name; there is no other reason."""

    CHECK_CARD = auto()  # compare with the identity card
    REGISTER = auto()  # hand in to BPJS Ketenagakerjaan
    CLAIM = auto()  # help with a benefit
    ANSWER = auto()  # answer the worker's own request
    SIGNATURES = auto()  # print the list of a village for signature
    EXPORT = auto()  # fetch an export that another person let out


LIST_PURPOSES = frozenset({Purpose.SIGNATURES, Purpose.EXPORT})  # of many people at once


class FundKind(StrEnum):
    """Where the money comes from; each kind is a ledger of its own."""

    APBD_REGENCY = auto()
    APBD_PROVINCE = auto()
    VILLAGE_ADD = auto()  # alokasi dana desa
    DANA_DESA = auto()
    VILLAGE_PAD = auto()  # the village's own revenue
    PALM_OIL = auto()
    TOBACCO = auto()
    CSR = auto()
    SPONSOR = auto()
    SELF = auto()


VILLAGE_FUNDS = frozenset({FundKind.VILLAGE_ADD, FundKind.DANA_DESA, FundKind.VILLAGE_PAD})


class AgreementKind(StrEnum):
    MOU = auto()
    PKS = auto()  # perjanjian kerja sama
    DECREE = auto()


class AgreementStanding(StrEnum):
    """How an agreement stands on a day; told from its dates, never stored."""

    AHEAD = auto()
    IN_FORCE = auto()
    ENDING = auto()
    ENDED = auto()
    SUCCEEDED = auto()  # ended, and another took its place


class ImportState(StrEnum):
    """How far a roster has come on its way into the register; UPLOADED also waits for an answer."""

    UPLOADED = auto()
    CHECKING = auto()
    CHECKED = auto()
    COMMITTING = auto()
    COMMITTED = auto()
    UNDOING = auto()
    UNDONE = auto()
    FAILED = auto()
    DISCARDED = auto()


IMPORT_MOVES = {
    ImportState.UPLOADED: {ImportState.CHECKING, ImportState.DISCARDED},
    ImportState.CHECKING: {ImportState.CHECKED, ImportState.UPLOADED, ImportState.FAILED},
    ImportState.CHECKED: {ImportState.UPLOADED, ImportState.COMMITTING, ImportState.DISCARDED},
    ImportState.COMMITTING: {ImportState.COMMITTED, ImportState.CHECKED},
    ImportState.COMMITTED: {ImportState.UNDOING},
    ImportState.UNDOING: {ImportState.UNDONE, ImportState.COMMITTED},
}


class Asks(StrEnum):
    """What an uploaded roster waits for: which sheet holds it, which column tells what."""

    SHEET = auto()
    COLUMNS = auto()


class RequestState(StrEnum):
    """How far a worker's own request is."""

    WAITING = auto()
    ACCEPTED = auto()
    REFUSED = auto()


class RequestRefusal(StrEnum):
    """Why a worker's own request is not accepted; told in person, never on the public page."""

    ELSEWHERE = auto()  # lives in another village
    COVERED = auto()  # stands in a register already
    EMPLOYED = auto()  # an employer must pay
    UNFIT = auto()  # the data do not agree with the identity card
    WITHDRAWN = auto()  # the worker wants it no more
    NO_PLACE = auto()  # no fund pays for one more now
    EXPIRED = auto()  # nobody answered in the days that are set; chosen by the site alone


ANSWERS = tuple(one for one in RequestRefusal if one is not RequestRefusal.EXPIRED)


class ExportState(StrEnum):
    """How far an export of people is; one that was not fetched in time is let out again, or stays."""

    ASKED = auto()
    APPROVED = auto()
    REFUSED = auto()
    FETCHED = auto()


class ExportPurpose(StrEnum):
    """What people's data may leave the site for."""

    REGISTER = auto()  # hand in to BPJS Ketenagakerjaan
    COMPARE = auto()  # compare with another office's list
    INSPECT = auto()  # show to an inspection or audit


class SubjectKind(StrEnum):
    """What a person asks about the data held on them."""

    ACCESS = auto()
    CORRECTION = auto()
    DELETION = auto()


class SubjectState(StrEnum):
    OPEN = auto()
    ANSWERED = auto()
    REFUSED = auto()


class SubjectWay(StrEnum):
    """How it was made sure who asks."""

    CARD = auto()  # the identity card was shown
    FAMILY = auto()  # a member of the family, with letter of authority
    HEAD = auto()  # the village head vouches in writing


class SubjectResult(StrEnum):
    """What came of a request of a data subject."""

    HANDED = auto()  # everything held was handed over
    CORRECTED = auto()
    ERASED = auto()
    NOTHING = auto()  # nothing is held
    REASONED = auto()  # refused, with the reason told
