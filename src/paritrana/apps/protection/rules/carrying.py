"""What a merge takes along from the record that goes, and which of two enrolments of one person gives way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from paritrana.apps.protection.rules.batches import overlap
from paritrana.apps.protection.states import HOLDING, BatchState, EnrolmentState

ENROLMENT, PLEDGE, ROLE = "enrolment", "pledge", "role"
REQUEST, SUBJECT, RECORD = "request", "subject", "record"
KINDS = (ENROLMENT, PLEDGE, ROLE, REQUEST, SUBJECT, RECORD)
UNSENT = frozenset({BatchState.PROPOSED, BatchState.VERIFIED})

type Cell = str | int | None


@dataclass(frozen=True)
class Moved:
    """One row that a merge moved or altered: what stood in its columns, and what the merge put there.

    Undoing puts `was` back where `now` still stands; what somebody wrote there since is left alone.
    """

    kind: str
    pk: int
    was: Mapping[str, Cell]
    now: Mapping[str, Cell]

    def as_data(self) -> dict[str, object]:
        return {"kind": self.kind, "pk": self.pk, "was": dict(self.was), "now": dict(self.now)}


@dataclass(frozen=True)
class Held:
    """One enrolment, as far as it may meet another one; unsent: BPJS has not seen it."""

    pk: int
    programmes: str
    state: str
    batch_state: str

    @property
    def holds(self) -> bool:
        return self.state in HOLDING

    @property
    def unsent(self) -> bool:
        return self.state == EnrolmentState.OPEN and self.batch_state in UNSENT

    def meets(self, other: "Held") -> bool:
        """Whether both would be the person's at once, in one programme."""
        return self.holds and other.holds and overlap(self.programmes, other.programmes)


def giving_way(kept: Sequence[Held], gone: Sequence[Held]) -> set[int]:
    """Return the enrolments that are left out of their batches, since the person stands in another one.

    Only such as BPJS has not seen give way: to one that it has seen, and of two that it has not the one of
    the record that goes.  Two that it has seen both stay; which one ends is for people and BPJS to say.
    """
    out = {one.pk for one in gone if one.unsent and any(one.meets(other) for other in kept)}
    seen = [one for one in gone if not one.unsent]
    return out | {one.pk for one in kept if one.unsent and any(one.meets(other) for other in seen)}
