"""States of a round and of a sheet; kinds of ties of interest."""

from enum import StrEnum, auto


class RoundState(StrEnum):
    """MARKING: jurors mark and lock.  CLOSED: no more marks, still sealed.  OPENED: the chair opened it."""

    PLANNED = auto()
    MARKING = auto()
    CLOSED = auto()
    OPENED = auto()


ROUND_MOVES = {
    RoundState.PLANNED: {RoundState.MARKING},
    RoundState.MARKING: {RoundState.CLOSED, RoundState.OPENED},
    RoundState.CLOSED: {RoundState.MARKING, RoundState.OPENED},
}
ROUND_FINAL = {RoundState.OPENED}


class SheetState(StrEnum):
    OPEN = auto()
    LOCKED = auto()


SHEET_MOVES = {SheetState.OPEN: {SheetState.LOCKED}}
SHEET_FINAL = {SheetState.LOCKED}


class TieKind(StrEnum):
    """What ties a juror to an entrant; NONE is a declaration too."""

    NONE = auto()
    OWN_REGION = auto()
    EMPLOYER = auto()
    PROPOSER = auto()
    FAMILY = auto()
    BUSINESS = auto()
    OTHER = auto()


class Mode(StrEnum):
    ONLINE = auto()
    ON_SITE = auto()
