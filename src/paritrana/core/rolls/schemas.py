"""What a delivered roll holds: its columns and the short published lists its cells are taken from.

The place of a word in a list is its number in the lake, so lists only grow at the end.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from paritrana.core.programmes import Programme, Segment


class Kind(StrEnum):
    """The kinds of delivery."""

    CONTRIBUTION = "contribution"
    MEMBERSHIP = "membership"
    PROJECT = "project"
    EMPLOYER = "employer"
    DENOMINATOR = "denominator"


# In the order in which a person in several segments is counted under one: coverage.md section 4.
SEGMENTS = tuple(one.value for one in (Segment.PU, Segment.JAKON, Segment.PMI, Segment.BPU))
GROUPS = ("company", "honorary", "civil_servant", "village_official", "vulnerable", "other")
CIVIL_SERVANT = GROUPS.index("civil_servant")
VULNERABLE = GROUPS.index("vulnerable")
PROGRAMMES = tuple(one.value for one in Programme)
STATES = ("paid", "late", "reversed")
PAID, LATE, REVERSED = range(3)
FUNDERS = (
    "self",
    "employer",
    "government",
    "apbn",
    "apbd_province",
    "apbd_regency",
    "village",
    "csr",
    "sponsor",
    "other",
)
# What people write for the same payer.
FUNDER_WORDS = {
    "": "other",
    "company": "employer",
    "apbd": "government",
    "dbh_sawit": "apbd_regency",
    "dbhcht": "apbd_regency",
    "add": "village",
    "dana_desa": "village",
    "pad_desa": "village",
    "apbdes": "village",
}
PUBLIC_FUNDERS = ("government", "apbn", "apbd_province", "apbd_regency", "village")
PRIVATE_FUNDERS = ("self", "employer")
OCCUPATIONS = (
    "unknown",
    "farmer",
    "fisher",
    "trader",
    "driver",
    "craft",
    "domestic",
    "construction",
    "religious",
    "health_volunteer",
    "village_officer",
    "teacher",
    "office",
    "factory",
    "other",
)
SECTORS = (
    "unknown",
    "agriculture",
    "mining",
    "manufacturing",
    "energy",
    "water_waste",
    "construction",
    "trade",
    "transport",
    "lodging_food",
    "information",
    "finance",
    "real_estate",
    "business_services",
    "government",
    "education",
    "health",
    "other_services",
)
SIZES = ("large", "medium", "small", "micro")

CONTRIBUTION = (
    *("nik", "name", "birth_date", "sex", "village_code", "workplace_code", "segment", "worker_group"),
    *("occupation", "sector", "programmes", "period", "funder", "amount", "paid_on", "state"),
)
MEMBERSHIP = (
    *("nik", "name", "birth_date", "sex", "village_code", "segment", "worker_group", "programmes"),
    *("registered_on", "ended_on"),
)
PROJECT = ("project_id", "region_code", "from", "to", "heads", "contract_value")
EMPLOYER = (
    *("employer_id", "name", "region_code", "size", "sector", "branch", "workers", "registered"),
    *("programmes_owed", "programmes_joined", "arrears_months", "csr_workers", "as_of"),
)
DENOMINATOR = ("region_code", "segment", "vintage", "value", "rse", "source")


@dataclass(frozen=True, slots=True)
class Schema:
    """One kind of delivery: its columns in order, and whether rows bear a person."""

    kind: Kind
    columns: tuple[str, ...]
    personal: bool


SCHEMAS = {
    Kind.CONTRIBUTION: Schema(Kind.CONTRIBUTION, CONTRIBUTION, personal=True),
    Kind.MEMBERSHIP: Schema(Kind.MEMBERSHIP, MEMBERSHIP, personal=True),
    Kind.PROJECT: Schema(Kind.PROJECT, PROJECT, personal=False),
    Kind.EMPLOYER: Schema(Kind.EMPLOYER, EMPLOYER, personal=False),
    Kind.DENOMINATOR: Schema(Kind.DENOMINATOR, DENOMINATOR, personal=False),
}
