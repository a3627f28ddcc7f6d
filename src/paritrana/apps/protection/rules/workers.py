"""What holds for one worker: the same rules and codes as for a row of a delivered roll."""

from dataclasses import dataclass
from datetime import date

from paritrana.apps.protection.rules import nik as nik_rules
from paritrana.apps.protection.states import WORKER_MOVES, WorkerState
from paritrana.core.programmes.ages import OLDEST, YOUNGEST, age_at
from paritrana.core.rolls.codes import ERRORS, WARNINGS, RowCode
from paritrana.core.rolls.roster.codes import CODES as ROSTER_CODES
from paritrana.core.rolls.schemas import OCCUPATIONS
from paritrana.errors import DataFaults, Fault, RuleRefused

LONGEST_LIFE = 120
SEXES = ("L", "P")
_CODES = {one.code: one for one in (*ERRORS, *WARNINGS)}
_OF_ROSTERS = {one.code: one for one in ROSTER_CODES}


@dataclass(frozen=True)
class Worker:
    """What is stated about a worker.  nik: without blanks; village: its code."""

    nik: str
    name: str
    born: date
    sex: str
    village: str
    occupation: str


def findings(worker: Worker, *, listed_on: date, oldest: int = OLDEST) -> list[RowCode]:
    """Return every fault and doubt, faults first.

    oldest: the last age, in full years, that may be registered; 65 lets in until the day before the 66th
    birthday, 64 only until the day before the 65th.
    """
    shape = nik_rules.fault_of(worker.nik)
    found = [shape] if shape else []
    age = age_at(worker.born, listed_on)
    if worker.born > listed_on or age > LONGEST_LIFE:
        found.append("birth_date.future")
    elif not YOUNGEST <= age <= oldest:
        found.append("age.at_registration")
    if worker.sex not in SEXES:
        found.append("sex.unknown")
    if worker.occupation not in OCCUPATIONS:
        found.append("occupation.unknown")
    if not worker.name.strip():
        found.append("name.missing")
    if not shape:
        found += _doubts(worker)
    listed = [_CODES[code] for code in found]
    return sorted(listed, key=lambda one: not one.hard)


def check(worker: Worker, *, listed_on: date, oldest: int = OLDEST) -> list[str]:
    """Return the codes of the doubts; raises DataFaults with every fault, none of which repeats the data."""
    found = findings(worker, listed_on=listed_on, oldest=oldest)
    hard = [one for one in found if is_hard(one)]
    if hard:
        raise DataFaults(
            [Fault(0, one.code, *one.english, indonesian=one.indonesian) for one in hard], "worker.faults"
        )
    return [one.code for one in found]


def is_hard(code: RowCode) -> bool:
    """Whether it keeps a worker out; a register of people needs their names, a roll of payments does not."""
    return code.hard or code.code == "name.missing"


def known(code: str) -> RowCode | None:
    """Return a doubt by its code, None for one that later versions no longer know."""
    return _CODES.get(code) or _OF_ROSTERS.get(code)


def check_move(state: str, to: WorkerState) -> None:
    """Refuse to stop who is stopped, and to take up who stands in the register."""
    if to not in WORKER_MOVES[WorkerState(state)]:
        raise RuleRefused("worker.state", state=str(state))


def _doubts(worker: Worker) -> list[str]:
    told = nik_rules.told_by(worker.nik)
    doubts = {
        "nik.birth_date": not told.is_of(worker.born),
        "nik.sex": told.sex != worker.sex,
        "nik.region": not worker.village.startswith(f"{told.regency}."),
    }
    return [code for code, holds in doubts.items() if holds]
