"""Which ties of interest follow from where a juror serves, without asking the juror."""

from dataclasses import dataclass

from paritrana.apps.judging.states import TieKind

GOVERNMENTS = frozenset({"province", "regency_city", "village"})


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation as far as ties go: its id, its kind, and the code of its region (empty: none)."""

    id: int
    kind: str
    region: str = ""


def derived_tie(
    *, juror: frozenset[Body], entrant: Body, proposer: int | None, edition_region: str
) -> TieKind | None:
    """Return the tie that binds a juror of these bodies to an entrant, or None.

    EMPLOYER: the entrant is a body the juror serves.  OWN_REGION: the entrant governs the region in which
    such a body lies, or lies in a region below the edition's own that such a government governs.
    PROPOSER: such a body proposed the entrant.
    """
    if any(body.id == entrant.id for body in juror):
        return TieKind.EMPLOYER
    if entrant.kind in GOVERNMENTS and any(_shares_region(body, entrant, edition_region) for body in juror):
        return TieKind.OWN_REGION
    if proposer is not None and any(body.id == proposer for body in juror):
        return TieKind.PROPOSER
    return None


def lies_in(inner: str, outer: str) -> bool:
    """Say whether the region `inner` is the region `outer` or a part of it; both dotted codes."""
    return bool(inner and outer) and (inner == outer or inner.startswith(f"{outer}."))


def _shares_region(body: Body, entrant: Body, edition_region: str) -> bool:
    if lies_in(body.region, entrant.region):
        return True
    below_edition = body.region != edition_region and (
        not edition_region or lies_in(body.region, edition_region)
    )
    return body.kind in GOVERNMENTS and below_edition and lies_in(entrant.region, body.region)
