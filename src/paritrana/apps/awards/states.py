"""States of an edition, kinds of phases of its calendar."""

from enum import StrEnum, auto


class EditionState(StrEnum):
    """PREPARING: its committee and secretariat see it.  OPEN: announced.  PUBLISHED: results are public."""

    PREPARING = auto()
    OPEN = auto()
    PUBLISHED = auto()


MOVES = {
    EditionState.PREPARING: {EditionState.OPEN},
    EditionState.OPEN: {EditionState.PUBLISHED},
}
FINAL = {EditionState.PUBLISHED}


class PhaseKind(StrEnum):
    """What a phase of the calendar is for; several of one kind may stand in one edition."""

    MEETING = auto()
    SOCIALISATION = auto()
    NOMINATION = auto()  # proposing and filling dossiers; submission is possible while one is open
    SCREENING = auto()
    VERIFICATION = auto()
    MARKING = auto()
    INTERVIEW = auto()
    PLENARY = auto()
    PROCESSING = auto()
    GALA = auto()
    NATIONAL_INTERVIEW = auto()
    OTHER = auto()


class Actor(StrEnum):
    """Who acts in a phase."""

    SECRETARIAT = auto()
    PROPOSER = auto()
    ENTRANT = auto()
    VERIFIER = auto()
    COMMITTEE = auto()
    NATIONAL = auto()
    PUBLIC = auto()
