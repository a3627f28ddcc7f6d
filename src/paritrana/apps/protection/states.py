"""What a worker of the register, a fund, an agreement and a look at personal data can be."""

from collections.abc import Mapping
from enum import StrEnum, auto

from paritrana.core.programmes import Container, Payer


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
    DUPLICATE = auto()  # another record of the same person stays; only a merge gives this reason


class Act(StrEnum):
    """What was done to a worker's record."""

    ADDED = auto()
    CORRECTED = auto()
    MOVED = auto()
    STOPPED = auto()
    REINSTATED = auto()
    MERGED = auto()  # stays, while another record of the same person was stopped


class Purpose(StrEnum):
    """Why somebody looks at a NIK or a name; there is no other reason."""

    CHECK_CARD = auto()  # compare with the identity card
    REGISTER = auto()  # hand in to BPJS Ketenagakerjaan
    CLAIM = auto()  # help with a benefit
    ANSWER = auto()  # answer the worker's own request
    COMPARE = auto()  # judge whether two records are one person
    SIGNATURES = auto()  # print the list of a village for signature
    BATCH = auto()  # the file of a batch for BPJS Ketenagakerjaan
    MANDATE = auto()  # print the mandates of sponsors for signature
    TREASURER = auto()  # give the treasurer the deductions of a month
    THANKS = auto()  # write to sponsors
    EXPORT = auto()  # fetch an export that another person let out


OF_LISTS = frozenset(
    {Purpose.SIGNATURES, Purpose.BATCH, Purpose.MANDATE, Purpose.TREASURER, Purpose.THANKS, Purpose.EXPORT}
)  # these open many people at once


class Service(StrEnum):
    """In whose service a worker stands, which some funds exclude; the words of `core.rolls.roster.known`."""

    CIVIL_SERVANT = auto()
    MILITARY = auto()


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

PAYERS: Mapping[FundKind, Payer] = {
    **dict.fromkeys(FundKind, Payer.GOVERNMENT),
    FundKind.CSR: Payer.COMPANY,
    FundKind.SPONSOR: Payer.SPONSOR,
    FundKind.SELF: Payer.SELF,
}

# under which BPJS registers the workers of a fund; a sponsor's are a village's by other money, and whoever
# pays alone is a member of the usual kind, in no container for workers whom others pay for
CONTAINERS: Mapping[FundKind, Container | None] = {
    **dict.fromkeys(FundKind, Container.GOVERNMENT),
    **dict.fromkeys(VILLAGE_FUNDS, Container.VILLAGE_BUDGET),
    FundKind.CSR: Container.CORPORATE,
    FundKind.SPONSOR: Container.VILLAGE_OTHER,
    FundKind.SELF: None,
}


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


class ImportKind(StrEnum):
    """What a list was handed in for."""

    ROSTER = auto()  # to go into the register
    COMPARISON = auto()  # to be held against the register, and nothing else


class ImportState(StrEnum):
    """How far a roster has come on its way into the register; UPLOADED also waits for an answer."""

    UPLOADED = auto()
    CHECKING = auto()
    CHECKED = auto()
    MENDING = auto()
    COMMITTING = auto()
    COMMITTED = auto()
    UNDOING = auto()
    UNDONE = auto()
    FAILED = auto()
    DISCARDED = auto()


IMPORT_MOVES = {
    ImportState.UPLOADED: {ImportState.CHECKING, ImportState.DISCARDED},
    ImportState.CHECKING: {ImportState.CHECKED, ImportState.UPLOADED, ImportState.FAILED},
    ImportState.CHECKED: {
        ImportState.UPLOADED,
        ImportState.MENDING,
        ImportState.COMMITTING,
        ImportState.DISCARDED,
    },
    ImportState.MENDING: {ImportState.CHECKED},
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


class ErrandKind(StrEnum):
    """What the sweep does for whoever decided it."""

    SETTLE = auto()
    DELIVER = auto()


class ErrandState(StrEnum):
    """How far an errand has come."""

    QUEUED = auto()
    WORKING = auto()
    DONE = auto()
    FAILED = auto()


class SearchState(StrEnum):
    """How far a search for probable duplicates has come."""

    QUEUED = auto()
    WORKING = auto()
    DONE = auto()
    FAILED = auto()


class Verdict(StrEnum):
    """What people say of two records that are alike; SAME is left only by undoing the merge."""

    OPEN = auto()
    UNSURE = auto()
    DIFFERENT = auto()
    SAME = auto()


class PlanBase(StrEnum):
    """Where the two counts of a plan come from."""

    SNAPSHOT = auto()  # the published figure of the room of coverage
    REGISTER = auto()  # this room's register, over the workers that agreements name
    TYPED = auto()  # entered with its source


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
