"""Who serves a village or an office besides civil servants: which roles there are, and who is covered.

A count that was stated and people linked from the register are never added: the larger of the two is covered.
"""

from dataclasses import dataclass

from paritrana.apps.protection.states import VillageRole
from paritrana.core.regions import Code, Kind
from paritrana.core.units import Rate
from paritrana.errors import BadInput, RuleRefused

MOST = 10_000  # of one role in one place
OF_VILLAGES = tuple(one for one in VillageRole if one is not VillageRole.HONORARY)
OF_KELURAHAN = (VillageRole.RT, VillageRole.RW)  # head and officials of a kelurahan are civil servants
SINGLE = frozenset({VillageRole.HEAD, VillageRole.SECRETARY, VillageRole.COUNCIL_CHAIR})


@dataclass(frozen=True)
class Tally:
    """One role in one place: how many were counted, covered by what was stated, linked from the register.

    linked: of the register with a payer settled.  waiting: linked without one.
    """

    counted: int = 0
    stated: int = 0
    linked: int = 0
    waiting: int = 0

    @property
    def number(self) -> int:
        """Return how many there are: as counted, and at least those who are linked."""
        return max(self.counted, self.linked + self.waiting)

    @property
    def covered(self) -> int:
        return min(self.number, max(self.stated, self.linked))

    @property
    def gap(self) -> int:
        return self.number - self.covered

    @property
    def rate(self) -> Rate:
        return Rate(self.covered, self.number)

    @property
    def is_over(self) -> bool:
        """Whether more people are linked than were counted."""
        return self.linked + self.waiting > self.counted


def roles_of(village: str) -> tuple[VillageRole, ...]:
    """Return the roles that a village has; in a kelurahan all but heads of RT and RW are civil servants."""
    return OF_KELURAHAN if Code(village).kind == Kind.KELURAHAN else OF_VILLAGES


def check_count(role: VillageRole, *, number: int, stated: int) -> None:
    """Refuse counts that cannot be."""
    if not 0 <= number <= MOST:
        raise BadInput("post.bad_count", most=MOST)
    if role in SINGLE and number > 1:
        raise BadInput("post.only_one")
    if stated > number:
        raise BadInput("post.more_than_all", number=number, stated=stated)


def check_role(role: str, village: str) -> VillageRole:
    """Return a role that a village has; raises RuleRefused (post.not_here)."""
    if role not in {str(one) for one in roles_of(village)}:
        raise RuleRefused("post.not_here")
    return VillageRole(role)
