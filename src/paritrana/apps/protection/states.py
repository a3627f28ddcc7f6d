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
    BATCH = auto()  # the file of a batch for BPJS Ketenagakerjaan


OF_LISTS = frozenset({Purpose.SIGNATURES, Purpose.BATCH})  # these open many people at once


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


class BatchState(StrEnum):
    """How far the workers of a batch have come on their way to BPJS Ketenagakerjaan."""

    PROPOSED = auto()
    VERIFIED = auto()  # by another person than the one who proposed
    SENT = auto()
    ANSWERED = auto()  # every worker of it is accepted or rejected
    WITHDRAWN = auto()


BATCH_MOVES = {
    BatchState.PROPOSED: {BatchState.VERIFIED, BatchState.WITHDRAWN},
    BatchState.VERIFIED: {BatchState.SENT, BatchState.WITHDRAWN},
    BatchState.SENT: {BatchState.ANSWERED, BatchState.VERIFIED, BatchState.WITHDRAWN},
}


class EnrolmentState(StrEnum):
    """What became of one worker of a batch; OPEN until the answer, ENDED when another enrolment follows."""

    OPEN = auto()
    ACTIVE = auto()
    REJECTED = auto()
    LEFT_OUT = auto()  # taken out of the batch before it was sent, or withdrawn with it
    ENDED = auto()


HOLDING = frozenset({EnrolmentState.OPEN, EnrolmentState.ACTIVE})  # these keep a person out of other batches


NOT_AT_BPJS = frozenset({EnrolmentState.REJECTED, EnrolmentState.LEFT_OUT})


class CorrectionKind(StrEnum):
    """What minutes decide about months: they count though paid late, or they were never this worker's."""

    RESTORED = auto()
    TAKEN_BACK = auto()
