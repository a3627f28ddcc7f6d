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
    MANDATE = auto()  # print the mandates of sponsors for signature
    TREASURER = auto()  # give the treasurer the deductions of a month
    THANKS = auto()  # write to sponsors


LISTS = frozenset({Purpose.SIGNATURES, Purpose.MANDATE, Purpose.TREASURER, Purpose.THANKS})


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


class Association(StrEnum):
    """The association of civil servants through which an office sponsors."""

    KORPRI = auto()
    PGRI = auto()
    NONE = auto()


class Relation(StrEnum):
    """Who a sponsored worker is to the sponsor."""

    SPOUSE = auto()
    CHILD = auto()
    HOUSEHOLD = auto()
    NEIGHBOUR = auto()
    OTHER = auto()


class VillageRole(StrEnum):
    """Who serves a village, and the honorary staff of an office; each should be covered."""

    HEAD = auto()
    SECRETARY = auto()
    OFFICIAL = auto()  # perangkat desa
    COUNCIL_CHAIR = auto()
    COUNCIL_MEMBER = auto()
    RT = auto()
    RW = auto()
    HONORARY = auto()  # non-ASN staff of an office


class ActivityKind(StrEnum):
    """What an officer did to win people for the programme."""

    OUTREACH = auto()  # sosialisasi
    AUDIENCE = auto()  # audiensi with whoever decides
    COORDINATION = auto()  # rapat koordinasi


class Audience(StrEnum):
    """Before whom."""

    GOVERNMENT = auto()
    COUNCIL = auto()  # DPRD
    VILLAGES = auto()
    WORKERS = auto()
    EMPLOYERS = auto()
    CIVIL_SERVANTS = auto()
    FAITH = auto()  # houses of worship and their keepers
    SCHOOLS = auto()
    PROSECUTOR = auto()  # leads compliance
    OTHER = auto()


class TaskStanding(StrEnum):
    """How a task agreed at an activity stands on a day; told from its dates, never stored."""

    OPEN = auto()
    OVERDUE = auto()
    DONE = auto()


class CaseStanding(StrEnum):
    """How the follow-up of an employer stands on a day; told from its dates, never stored."""

    NEW = auto()  # owes something, and nobody follows it
    OPEN = auto()
    DUE = auto()  # its next date has come
    CLOSED = auto()
