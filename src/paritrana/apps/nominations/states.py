"""The life of a nomination, as data: who holds the pen in each state and which moves there are."""

from enum import StrEnum, auto


class State(StrEnum):
    FORWARDED = auto()  # arrived from a lower edition, not yet taken in
    PROPOSED = auto()  # the entrant has been invited and has not answered
    DECLINED = auto()
    DRAFT = auto()  # accepted by the entrant, being filled
    SUBMITTED = auto()
    RETURNED = auto()  # back at the entrant with reasons
    COMPLETE = auto()  # screened and complete: goes to the jury
    REFUSED = auto()
    WITHDRAWN = auto()
    SENT_BACK = auto()  # a forwarded dossier that the receiving committee did not take in


class Pen(StrEnum):
    """Who may make a move."""

    ENTRANT = auto()
    PROPOSER = auto()
    SECRETARIAT = auto()


MOVES: dict[State, dict[State, Pen]] = {
    State.FORWARDED: {
        State.DRAFT: Pen.SECRETARIAT,
        State.SUBMITTED: Pen.SECRETARIAT,
        State.SENT_BACK: Pen.SECRETARIAT,
    },
    State.PROPOSED: {
        State.DRAFT: Pen.ENTRANT,
        State.DECLINED: Pen.ENTRANT,
        State.WITHDRAWN: Pen.PROPOSER,
    },
    State.DRAFT: {State.SUBMITTED: Pen.ENTRANT, State.WITHDRAWN: Pen.ENTRANT},
    State.SUBMITTED: {
        State.COMPLETE: Pen.SECRETARIAT,
        State.RETURNED: Pen.SECRETARIAT,
        State.REFUSED: Pen.SECRETARIAT,
    },
    State.RETURNED: {State.SUBMITTED: Pen.ENTRANT, State.WITHDRAWN: Pen.ENTRANT},
    State.COMPLETE: {State.RETURNED: Pen.SECRETARIAT},
}
FINAL = {State.DECLINED, State.REFUSED, State.WITHDRAWN, State.SENT_BACK}
COUNTS_FOR_QUOTA = set(State) - FINAL


class Verdict(StrEnum):
    """What screening decides."""

    COMPLETE = auto()
    RETURN = auto()
    REFUSE = auto()


class ObjectionState(StrEnum):
    OPEN = auto()
    UPHELD = auto()  # the verifier enters a new figure
    DISMISSED = auto()


# The parts of a dossier that every entrant fills, besides one section per stage with criteria of its own.
FIXED_SECTIONS = ("profile", "claims", "innovation")


class TaskState(StrEnum):
    """Where one section of a dossier stands."""

    NOT_STARTED = auto()
    IN_PROGRESS = auto()
    DONE = auto()
    TO_MEND = auto()  # named when the dossier was returned, and not yet marked as done again
