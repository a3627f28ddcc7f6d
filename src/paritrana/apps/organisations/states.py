"""Kinds of organisations, roles of people in them, and the standing of an office holder."""

from enum import StrEnum, auto


class Kind(StrEnum):
    PROVINCE = auto()
    REGENCY_CITY = auto()
    VILLAGE = auto()
    EMPLOYER = auto()
    PUBLIC_SERVICE = auto()
    BPJS_OFFICE = auto()
    OFFICE = auto()  # a government office, union, employers' association or university that lends a juror
    SECRETARIAT = auto()  # of a provincial or the national committee


class Size(StrEnum):
    LARGE = auto()
    MEDIUM = auto()
    SMALL = auto()
    MICRO = auto()


class Role(StrEnum):
    SECRETARIAT = auto()
    PROPOSER = auto()
    VERIFIER = auto()
    ENTRANT = auto()
    JUROR = auto()
    AUDITOR = auto()
    COVERAGE = auto()  # delivers rolls; of a BPJS office also computes and publishes figures


class Standing(StrEnum):
    DEFINITIVE = auto()
    ACTING_PJ = auto()  # penjabat: appointed for a time
    ACTING_PLT = auto()  # pelaksana tugas: the deputy or another carries the duties
    STAFF = auto()  # holds no office, works for one


class InvitationState(StrEnum):
    """EXPIRED is never stored: a SENT one whose time is over counts as expired."""

    SENT = auto()
    ACCEPTED = auto()
    WITHDRAWN = auto()
    EXPIRED = auto()


MOVES = {
    InvitationState.SENT: {
        InvitationState.ACCEPTED,
        InvitationState.WITHDRAWN,
        InvitationState.EXPIRED,
    }
}
FINAL = {InvitationState.ACCEPTED, InvitationState.WITHDRAWN, InvitationState.EXPIRED}
