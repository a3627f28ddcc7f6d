"""What holds for one worker: the very rules, codes and texts of a row of a roster."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from paritrana.apps.protection.states import WORKER_MOVES, Service, WorkerState
from paritrana.core.programmes import OLDEST
from paritrana.core.rolls.codes import ERRORS, WARNINGS, RowCode
from paritrana.core.rolls.roster.codes import CODES as ROSTER_CODES
from paritrana.core.rolls.schemas import OCCUPATIONS
from paritrana.errors import BadInput, DataFaults, Fault, RuleRefused

if TYPE_CHECKING:
    from paritrana.core.rolls.roster import Finding, Known, Settings

_BY_CODE = {one.code: one for one in (*ERRORS, *WARNINGS, *ROSTER_CODES)}


@dataclass(frozen=True)
class Worker:
    """What is stated about a worker.

    nik: without blanks; village: its code; service: of `Service`, nothing for none; decile: of the poverty
    data, None where it is not known.
    """

    nik: str
    name: str
    born: date
    sex: str
    village: str
    occupation: str
    service: str = ""
    decile: int | None = None

    def __repr__(self) -> str:
        return "Worker(…)"

    def as_cells(self) -> dict[str, str]:
        """Return the same as the cells of a roster."""
        return {
            "nik": self.nik,
            "name": self.name,
            "birth_date": self.born.isoformat(),
            "sex": self.sex,
            "status": _STATUS[self.service],
            "decile": str(self.decile or ""),
        }


_STATUS: dict[str, str] = {"": "", Service.CIVIL_SERVANT: "ASN", Service.MILITARY: "TNI"}


def findings(
    worker: Worker,
    *,
    listed_on: date,
    oldest: int = OLDEST,
    settings: "Settings | None" = None,
    known: "Known | None" = None,
) -> "list[Finding]":
    """Return every fault and doubt, faults first, as a roster of this one worker has them.

    oldest: the last age, in full years, that may be registered; 65 lets in until the day before the 66th
    birthday, 64 only until the day before the 65th.  settings: what the fund asks, which includes the ages.
    known: what the register is asked of the person.
    """
    from paritrana.core.rolls.roster import Settings, check_one

    asked = settings or Settings(oldest=oldest)
    cells = worker.as_cells()
    return check_one(cells, village=worker.village, as_of=listed_on, settings=asked, known=known)


def check(
    worker: Worker,
    *,
    listed_on: date,
    oldest: int = OLDEST,
    settings: "Settings | None" = None,
    known: "Known | None" = None,
) -> list[str]:
    """Return the codes of the doubts; raises DataFaults with every fault, none of which repeats the data."""
    if worker.occupation not in OCCUPATIONS:
        raise BadInput("worker.no_occupation")
    found = findings(worker, listed_on=listed_on, oldest=oldest, settings=settings, known=known)
    if hard := [one for one in found if one.hard]:
        raise DataFaults(
            [Fault(0, one.code, *one.english, indonesian=one.indonesian) for one in hard], "worker.faults"
        )
    return [one.code for one in found]


def known(code: str) -> RowCode | None:
    """Return a fault or doubt by its code, None for one that later versions no longer know."""
    return _BY_CODE.get(code)


def check_move(state: str, to: WorkerState) -> None:
    """Refuse to stop who is stopped, and to take up who stands in the register."""
    if to not in WORKER_MOVES[WorkerState(state)]:
        raise RuleRefused("worker.state", state=str(state))
