"""What holds for organisations, mandates and invitations, whoever asks."""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from paritrana.apps.organisations.states import InvitationState, Kind, Role, Size, Standing
from paritrana.errors import BadInput, RuleRefused

INVITATION_LASTS = timedelta(days=14)
GOVERNMENTS = {Kind.PROVINCE: 1, Kind.REGENCY_CITY: 2, Kind.VILLAGE: 4}  # kind: parts of its region's code
ENTRANTS = frozenset({Kind.PROVINCE, Kind.REGENCY_CITY, Kind.VILLAGE, Kind.EMPLOYER, Kind.PUBLIC_SERVICE})
BUSINESSES = frozenset({Kind.EMPLOYER, Kind.PUBLIC_SERVICE})
CREATED_BY_PROPOSERS = frozenset({Kind.VILLAGE, Kind.EMPLOYER, Kind.PUBLIC_SERVICE})
ROLES = {
    Role.SECRETARIAT: frozenset({Kind.SECRETARIAT}),
    Role.PROPOSER: frozenset({Kind.BPJS_OFFICE, Kind.PROVINCE, Kind.SECRETARIAT}),
    Role.VERIFIER: frozenset({Kind.BPJS_OFFICE, Kind.OFFICE, Kind.PROVINCE, Kind.SECRETARIAT}),
    Role.ENTRANT: ENTRANTS,
    Role.JUROR: frozenset(Kind),
    Role.AUDITOR: frozenset(Kind),
    Role.COVERAGE: frozenset({Kind.BPJS_OFFICE, Kind.PROVINCE, Kind.REGENCY_CITY, Kind.VILLAGE, Kind.OFFICE}),
}


@dataclass(frozen=True)
class Reach:
    """The part of the country in which somebody may act: region codes with all below them, or everywhere."""

    codes: frozenset[str] = frozenset()
    everywhere: bool = False

    def __bool__(self) -> bool:
        return self.everywhere or bool(self.codes)

    def __or__(self, other: "Reach") -> "Reach":
        return Reach(self.codes | other.codes, self.everywhere or other.everywhere)

    def holds(self, code: str | None) -> bool:
        """Whether the region lies inside; a place without a region lies only in everywhere."""
        if self.everywhere:
            return True
        return code is not None and any(covers(area, code) for area in self.codes)

    def meets(self, code: str | None) -> bool:
        """Whether it has anything in common with the region; without one the whole country is meant."""
        return code is None or self.holds(code) or any(covers(code, area) for area in self.codes)


def covers(area: str, code: str) -> bool:
    """Whether the region `code` is `area` or lies inside it; dotted codes nest (71 holds 71.07.01)."""
    return code == area or code.startswith(f"{area}.")


def codes_above(code: str) -> list[str]:
    """Return the code and those of the regions it lies in, nearest first: 71.07.01, 71.07, 71."""
    parts = code.split(".")
    return [".".join(parts[:length]) for length in range(len(parts), 0, -1)]


def tree_below(root: int, edges: Iterable[tuple[int, int | None]]) -> set[int]:
    """Return `root` and everything below it; edges are (node, its parent)."""
    children: dict[int | None, list[int]] = {}
    for node, parent in edges:
        children.setdefault(parent, []).append(node)
    found, waiting = set(), [root]
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            waiting.extend(children.get(node, ()))
    return found


def check_organisation(*, kind: str, name: str, region: str | None, size: str, sector: str) -> None:
    """Refuse an organisation whose parts do not fit together.  region: its code."""
    if kind not in set(Kind):
        raise BadInput("organisations.unknown_kind", kind=kind)
    if not name.strip():
        raise BadInput("organisations.name_missing")
    parts = GOVERNMENTS.get(Kind(kind))
    if parts is not None and (region is None or region.count(".") + 1 != parts):
        raise BadInput("organisations.region_unfit", region=region or "–")
    if size and size not in set(Size):
        raise BadInput("organisations.unknown_size", size=size)
    if (size or sector) and kind not in BUSINESSES:
        raise BadInput("organisations.size_of_employers_only")


def check_tree(*, kind: str, parent_kind: str | None, has_area: bool, is_below_itself: bool) -> None:
    """Refuse a tree or a service area for anything but BPJS offices, and a circle in the tree."""
    if (parent_kind is not None or has_area) and kind != Kind.BPJS_OFFICE:
        raise BadInput("organisations.tree_of_bpjs_only")
    if parent_kind is not None and parent_kind != Kind.BPJS_OFFICE:
        raise BadInput("organisations.tree_of_bpjs_only")
    if is_below_itself:
        raise RuleRefused("organisations.tree_in_a_circle")


def check_role(*, kind: str, role: str) -> None:
    """Refuse a role that this kind of organisation does not have."""
    if role not in set(Role):
        raise BadInput("organisations.unknown_role", role=role)
    if kind not in ROLES[Role(role)]:
        raise RuleRefused("organisations.role_unfit", role=role)


def check_mandate(
    *, office: str, standing: str, mandate_start: date, mandate_end: date | None, may_sign: bool
) -> None:
    """Refuse a mandate that ends before it begins, an unnamed office, and a signature of staff."""
    if not office.strip():
        raise BadInput("organisations.office_missing")
    if standing not in set(Standing):
        raise BadInput("organisations.unknown_standing", standing=standing)
    if mandate_end is not None and mandate_end < mandate_start:
        raise BadInput("organisations.mandate_ends_before_start")
    if may_sign and standing == Standing.STAFF:
        raise RuleRefused("organisations.staff_cannot_sign")


def mandate_covers(*, mandate_start: date, mandate_end: date | None, day: date) -> bool:
    """Whether a mandate holds on this day, its first and last included."""
    return mandate_start <= day and (mandate_end is None or day <= mandate_end)


def check_live(*, ended: bool) -> None:
    """Refuse to end or hand over a membership that is over."""
    if ended:
        raise RuleRefused("organisations.membership_over")


def state_now(state: str, *, expires_at: datetime, now: datetime) -> InvitationState:
    """Return an invitation's state at `now`: one that is still out expires by the clock."""
    known = InvitationState(state)
    return InvitationState.EXPIRED if known is InvitationState.SENT and expires_at <= now else known


def check_open(state: InvitationState) -> None:
    """Refuse an invitation that is used, withdrawn or expired, each with a code of its own."""
    if state is not InvitationState.SENT:
        raise RuleRefused(f"organisations.invitation_{state}")


def new_token() -> str:
    """Return a secret nobody guesses: 256 random bits as text that fits into a link."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """Return what is kept of a link's secret: its SHA-256, hex."""
    return hashlib.sha256(token.encode()).hexdigest()
