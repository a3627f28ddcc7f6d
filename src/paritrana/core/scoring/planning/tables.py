"""The files of a plan: jurors, entrants, ties and a plan to keep are read, plan and loads are written.

jurors ``juror,load`` or ``juror,load,categories,seat``; entrants ``entrant,category``; ties
``juror,entrant``; a plan ``category,entrant,juror,role``; loads ``juror,load,entrants,anchors``.
"""

import re
from dataclasses import dataclass, field

from paritrana.core.scoring import wording as common
from paritrana.core.scoring.planning.model import (
    ANCHOR,
    PANEL,
    Entrant,
    Juror,
    Pair,
    Place,
    Plan,
    Question,
)
from paritrana.core.scoring.planning.wording import fault
from paritrana.core.scoring.tables import name_faults, rows_in, written
from paritrana.errors import DataFaults, Fault

JURORS_HEADER = ("juror", "load")
JURORS_LONG_HEADER = ("juror", "load", "categories", "seat")
ENTRANTS_HEADER = ("entrant", "category")
TIES_HEADER = ("juror", "entrant")
PLAN_HEADER = ("category", "entrant", "juror", "role")
LOADS_HEADER = ("juror", "load", "entrants", "anchors")
_LOAD = re.compile(r"[0-9]{1,6}")


@dataclass(frozen=True, slots=True)
class File:
    """One file as given: its bytes and the name under which faults tell of it."""

    data: bytes
    name: str


@dataclass
class _Lists:
    """What was read so far, with the lines for later faults."""

    jurors: dict[str, tuple[int, str, str, str]] = field(default_factory=dict)  # line, load, categories, seat
    entrants: dict[str, tuple[int, str]] = field(default_factory=dict)
    ties: dict[Pair, int] = field(default_factory=dict)
    kept: dict[Pair, tuple[int, str, str]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def read_question(
    jurors: File,
    entrants: File,
    ties: File | None = None,
    keep: File | None = None,
    *,
    panel: int = 3,
    load: int | None = None,
    anchors: int = 0,
) -> tuple[Question, Place]:
    """Return the question of some files and where each part of it stands.

    load: for jurors whose load is empty; None: as many as there are entrants.
    Raises DataFaults with every fault of every file, in the order of the files.
    """
    lists = _Lists()
    _read_jurors(jurors, lists)
    _read_entrants(entrants, lists)
    if lists.entrants:
        _check_jurors(jurors, lists)
    if ties:
        _read_ties(ties, lists)
    if keep:
        _read_kept(keep, lists)
    if lists.faults:
        order = [file.name for file in (jurors, entrants, ties, keep) if file]
        raise DataFaults(sorted(lists.faults, key=lambda one: (order.index(one.file), one.line)))
    question = _question(lists, panel, load, anchors)
    place = Place(
        jurors_file=jurors.name,
        entrants_file=entrants.name,
        keep_file=keep.name if keep else "",
        jurors={name: line for name, (line, *_) in lists.jurors.items()},
        entrants={name: line for name, (line, _) in lists.entrants.items()},
        kept={pair: line for pair, (line, *_) in lists.kept.items()},
    )
    if keep and (found := _kept_faults(question, place)):
        raise DataFaults(found)
    return question, place


def read_entrants(file: File) -> dict[str, str]:
    """Return the category of each entrant; raises DataFaults."""
    lists = _Lists()
    _read_entrants(file, lists)
    if lists.faults:
        raise DataFaults(lists.faults)
    return {name: category for name, (_, category) in lists.entrants.items()}


def plan_csv(plan: Plan) -> str:
    """Return who marks whom: rows by category, entrant, juror."""
    return written(PLAN_HEADER, plan.seats)


def loads_csv(plan: Plan) -> str:
    """Return each juror's limit and how many entrants and anchors are given: rows by juror."""
    anchors = dict.fromkeys(plan.given, 0)
    for _, _, juror, role in plan.seats:
        anchors[juror] += role == ANCHOR
    return written(
        LOADS_HEADER,
        [(juror, plan.question.loads[juror], given, anchors[juror]) for juror, given in plan.given.items()],
    )


def _read_jurors(file: File, lists: _Lists) -> None:
    start = file.data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n").split(b"\n", 1)[0].strip()
    long = start == ",".join(JURORS_LONG_HEADER).encode()
    header = JURORS_LONG_HEADER if long else JURORS_HEADER
    of_form: list[Fault] = []
    for line, row in rows_in(file.data, header, file.name, of_form):
        juror, load, categories, seat = [*row, "", ""][:4]
        found = list(name_faults(line, file.name, juror=juror))
        if load and not _LOAD.fullmatch(load):
            found.append(fault("juror.load", line, file=file.name, value=load))
        if juror in lists.jurors:
            found.append(common.fault("csv.repeated", line, file=file.name, first=lists.jurors[juror][0]))
        else:
            lists.jurors[juror] = (line, load, categories, seat)
        lists.faults += found
    lists.faults += of_form
    if not lists.jurors and not of_form:
        lists.faults.append(fault("jurors.none", 1, file=file.name))


def _read_entrants(file: File, lists: _Lists) -> None:
    of_form: list[Fault] = []
    for line, (entrant, category) in rows_in(file.data, ENTRANTS_HEADER, file.name, of_form):
        found = list(name_faults(line, file.name, entrant=entrant, category=category))
        first = lists.entrants.get(entrant)
        if first is None:
            lists.entrants[entrant] = (line, category)
        elif first[1] == category:
            found.append(common.fault("csv.repeated", line, file=file.name, first=first[0]))
        else:
            found.append(
                fault(
                    "entrant.two_categories",
                    line,
                    file=file.name,
                    entrant=entrant,
                    category=first[1],
                    other=category,
                )
            )
        lists.faults += found
    lists.faults += of_form
    if not lists.entrants and not of_form:
        lists.faults.append(fault("entrants.none", 1, file=file.name))


def _check_jurors(file: File, lists: _Lists) -> None:
    known = sorted({category for _, category in lists.entrants.values()})
    for juror, (line, _, categories, _) in lists.jurors.items():
        for value in _split(categories):
            if value not in known:
                lists.faults.append(
                    fault(
                        "juror.category",
                        line,
                        file=file.name,
                        juror=juror,
                        value=value,
                        known=", ".join(known),
                    )
                )


def _read_ties(file: File, lists: _Lists) -> None:
    of_form: list[Fault] = []
    for line, (juror, entrant) in rows_in(file.data, TIES_HEADER, file.name, of_form):
        found = _pair_faults(file, line, juror, entrant, lists)
        if first := lists.ties.get((juror, entrant)):
            found.append(common.fault("csv.repeated", line, file=file.name, first=first))
        lists.ties.setdefault((juror, entrant), line)
        lists.faults += found
    lists.faults += of_form


def _read_kept(file: File, lists: _Lists) -> None:
    of_form: list[Fault] = []
    for line, (category, entrant, juror, role) in rows_in(file.data, PLAN_HEADER, file.name, of_form):
        found = _pair_faults(file, line, juror, entrant, lists)
        stands = lists.entrants.get(entrant, (0, category))[1]
        if stands != category:
            found.append(
                fault("keep.category", line, file=file.name, entrant=entrant, category=stands, value=category)
            )
        if role not in (PANEL, ANCHOR):
            found.append(fault("keep.role", line, file=file.name, value=role))
        if first := lists.kept.get((juror, entrant)):
            found.append(common.fault("csv.repeated", line, file=file.name, first=first[0]))
        lists.kept.setdefault((juror, entrant), (line, category, role))
        lists.faults += found
    lists.faults += of_form


def _pair_faults(file: File, line: int, juror: str, entrant: str, lists: _Lists) -> list[Fault]:
    found = list(name_faults(line, file.name, juror=juror, entrant=entrant))
    if lists.jurors and juror not in lists.jurors and juror.strip():
        found.append(fault("juror.unknown", line, file=file.name, juror=juror))
    if lists.entrants and entrant not in lists.entrants and entrant.strip():
        found.append(fault("entrant.unknown", line, file=file.name, entrant=entrant))
    return found


def _question(lists: _Lists, panel: int, load: int | None, anchors: int) -> Question:
    general = len(lists.entrants) if load is None else load
    return Question(
        jurors=tuple(
            Juror(name, int(own) if own else general, frozenset(_split(categories)) or None, seat.strip())
            for name, (_, own, categories, seat) in lists.jurors.items()
        ),
        entrants=tuple(Entrant(name, category) for name, (_, category) in lists.entrants.items()),
        ties=frozenset(lists.ties),
        kept=frozenset(lists.kept),
        kept_anchors=frozenset(
            entrant for (_, entrant), (_, _, role) in lists.kept.items() if role == ANCHOR
        ),
        panel=panel,
        anchors=anchors,
    )


def _kept_faults(question: Question, place: Place) -> list[Fault]:
    found = []
    for (juror, entrant), line in place.kept.items():
        if juror not in question.possible[entrant]:
            code = "keep.tied" if (juror, entrant) in question.ties else "keep.not_allowed"
            category = question.category_of[entrant]
            found.append(
                fault(code, line, file=place.keep_file, juror=juror, entrant=entrant, category=category)
            )
    return found


def _split(categories: str) -> list[str]:
    return [part.strip() for part in categories.split(";") if part.strip()]
