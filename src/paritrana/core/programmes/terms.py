"""Segments, programmes, sectors and payers: the words by which a rate is looked up."""

from __future__ import annotations

from enum import StrEnum


class Segment(StrEnum):
    """How a worker belongs to the scheme."""

    BPU = "bpu"  # works for own account, no wage
    PU = "pu"  # earns a wage
    JAKON = "jakon"  # on a construction project
    PMI = "pmi"  # migrant worker


class Programme(StrEnum):
    """What is insured; written as everywhere in the field.  New ones come last: lakes keep their places."""

    JKK = "JKK"  # accident at work
    JKM = "JKM"  # death
    JHT = "JHT"  # old age
    JP = "JP"  # pension
    JKP = "JKP"  # loss of the job


class Sector(StrEnum):
    """What the discount of PP 50/2025 tells apart."""

    OTHER = "other"
    TRANSPORT = "transport"


class Payer(StrEnum):
    """Whose money pays the premium: the worker, a public budget, a company (CSR), another person."""

    SELF = "self"
    GOVERNMENT = "government"
    COMPANY = "company"
    SPONSOR = "sponsor"


class Container(StrEnum):
    """The codes under which BPJS Ketenagakerjaan registers vulnerable workers whom others pay for."""

    CORPORATE = "SC"
    BANK = "SB"
    GOVERNMENT = "SG"
    VILLAGE_BUDGET = "SD"
    REGENCY_FOR_VILLAGE = "SA"
    VILLAGE_OTHER = "SL"


JOINABLE: dict[Segment, tuple[Programme, ...]] = {
    Segment.BPU: (Programme.JKK, Programme.JKM, Programme.JHT),
    Segment.PU: tuple(Programme),
    Segment.JAKON: (Programme.JKK, Programme.JKM),
    Segment.PMI: (Programme.JKK, Programme.JKM, Programme.JHT),
}
"""Which programmes a segment can join at all."""

BASIC = (Programme.JKK, Programme.JKM)
"""What every segment has, and what is bought for vulnerable workers."""
