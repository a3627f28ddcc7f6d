"""The register of employers as the lake has it: who of an area owes something.  Not for publication.

Read where it lies, and nowhere copied; the engine is loaded when it is first asked for.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

from paritrana.apps.organisations.rules import Reach
from paritrana.errors import BadInput

if TYPE_CHECKING:
    from paritrana.core.coverage.employers import EmployerSheet


# No lake, nothing computed from it yet, or no register in it.
NOTHING_YET = ("lake.absent", "lake.empty", "lake.not_refreshed", "employers.absent")


@dataclass(frozen=True)
class Wanting:
    """Employers in arrears, or not registered in full; is_known: whether there is any register yet."""

    is_known: bool
    employers: Collection["EmployerSheet"] = ()


def wanting(reach: Reach) -> Wanting:
    """Return the employers of an area that owe something, the longest arrears first."""
    from paritrana.core.coverage.employers import employers_wanting

    try:
        found = employers_wanting(settings.LAKE_DIR, inside=[] if reach.everywhere else sorted(reach.codes))
    except BadInput as error:
        if error.code in NOTHING_YET:
            return Wanting(is_known=False)
        raise
    return Wanting(is_known=True, employers=found)


def sheet(employer: str) -> "EmployerSheet | None":
    """Return what the register says of one employer, None when it says nothing."""
    from paritrana.core.coverage.employers import employer_sheet

    try:
        return employer_sheet(settings.LAKE_DIR, employer)
    except BadInput as error:
        if error.code in {*NOTHING_YET, "employer.unknown"}:
            return None
        raise
