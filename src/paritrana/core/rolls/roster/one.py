"""One worker by hand, judged by the very rules of a roster: as the only row of one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pyarrow as pa

from paritrana.core.rolls.places import digits
from paritrana.core.rolls.roster import checking
from paritrana.core.rolls.roster.checked import Checked, Finding
from paritrana.core.rolls.roster.columns import Columns
from paritrana.core.rolls.roster.fields import BY_NAME
from paritrana.core.rolls.roster.funds import Settings
from paritrana.core.rolls.roster.grid import EMPTY, TEXT, schema
from paritrana.core.rolls.roster.known import Known
from paritrana.core.rolls.roster.reading import Roster
from paritrana.core.rolls.roster.villages import Villages


def check_one(
    cells: Mapping[str, str],
    *,
    village: str,
    as_of: date,
    known: Known | None = None,
    settings: Settings | None = None,
) -> list[Finding]:
    """Return every fault and doubt of one worker, faults first: those that a row of a roster would have.

    cells: field → text; village: the code of one that stands on the day, which the caller has looked up.
    """
    roster = _only_row(cells)
    place = digits(village)
    asked = checking.Asked(as_of, str(place), Villages.only(place), settings or Settings(), known)
    judged = checking.judge(Columns.of(roster), asked, lambda _: None)
    return list(Checked(asked, judged).findings())


def _only_row(cells: Mapping[str, str]) -> Roster:
    names = [name for name in cells if name in BY_NAME]
    table: dict[str, list[object]] = {"row": [1], "cells": [0]}
    for at, name in enumerate(names):
        table[f"c{at}"], table[f"k{at}"] = [cells[name]], [TEXT if cells[name] else EMPTY]
    shape = schema(len(names))
    return Roster(
        name="",
        format="",
        sha256="",
        sheet="",
        sheets=(),
        grid=pa.table(table).select(shape.names).cast(shape),
        first_header=0,
        last_header=0,
        start=0,
        labels=tuple(BY_NAME[name].heading for name in names),
        fields={name: at for at, name in enumerate(names)},
        merged=(),
    )
