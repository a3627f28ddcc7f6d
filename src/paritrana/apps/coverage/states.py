"""What is delivered, how far a delivery or a run has come, and which moves are open to it."""

from enum import StrEnum, auto


class Schema(StrEnum):
    """What a delivery holds.  Rolls, by the names of the method, go into the lake; the others stay here."""

    CONTRIBUTION = auto()
    MEMBERSHIP = auto()
    EMPLOYER = auto()
    PROJECT = auto()  # construction, registered without names
    DENOMINATORS = auto()  # workers by region, with source and error
    PRINTED = auto()  # figures that others printed, kept apart from those computed here


ROLLS = frozenset({Schema.CONTRIBUTION, Schema.MEMBERSHIP, Schema.EMPLOYER, Schema.PROJECT})


class DeliveryState(StrEnum):
    QUEUED = auto()
    RUNNING = auto()
    DONE = auto()
    FAILED = auto()


DELIVERY_MOVES = {
    DeliveryState.QUEUED: {DeliveryState.RUNNING},
    DeliveryState.RUNNING: {DeliveryState.DONE, DeliveryState.FAILED, DeliveryState.QUEUED},
}


class RunState(StrEnum):
    """QUEUED again after a worker died; APPROVED waits for the second person."""

    QUEUED = auto()
    RUNNING = auto()
    COMPUTED = auto()
    FAILED = auto()
    APPROVED = auto()
    PUBLISHED = auto()
    DISCARDED = auto()


RUN_MOVES = {
    RunState.QUEUED: {RunState.RUNNING, RunState.DISCARDED},
    RunState.RUNNING: {RunState.COMPUTED, RunState.FAILED, RunState.QUEUED},
    RunState.COMPUTED: {RunState.APPROVED, RunState.DISCARDED},
    RunState.FAILED: {RunState.QUEUED, RunState.DISCARDED},
    RunState.APPROVED: {RunState.PUBLISHED, RunState.DISCARDED},
}
WORKING = frozenset({RunState.QUEUED, RunState.RUNNING})


class Measure(StrEnum):
    """What is measured, by the names of `paritrana coverage table --measure`."""

    PERSON_MONTH_COVERAGE = auto()
    POINT_COVERAGE = auto()
    PROTECTED = auto()
    ACTIVE = auto()
    IN_FORCE = auto()
    REGISTERED = auto()
    CONTINUITY = auto()
    MEAN_MONTHS = auto()
    LAPSE = auto()
    OVERLAP = auto()
    ADDITIONALITY = auto()
    SUBSTITUTION = auto()
    VULNERABLE_COVERAGE = auto()


class Level(StrEnum):
    """The levels on which figures are published, the country first."""

    COUNTRY = auto()
    PROVINCE = auto()
    REGENCY = auto()
    DISTRICT = auto()
    VILLAGE = auto()
