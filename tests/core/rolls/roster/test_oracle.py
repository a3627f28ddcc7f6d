"""The fate of a row does not depend on the order of rows, and is what a plain loop over the rules says."""

import re
from datetime import date, timedelta

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.coverage.lakes import regions
from tests.core.rolls.roster.rosters import AS_OF, HEADINGS, nik

from paritrana.core.programmes import may_register
from paritrana.core.rolls import roster
from paritrana.core.rolls.roster import grid
from paritrana.core.rolls.roster.birthdays import number
from paritrana.core.rolls.roster.checking import Asked, _ages
from paritrana.core.rolls.roster.reading import Roster
from paritrana.core.rolls.roster.villages import load

FIELDS = tuple(HEADINGS)
VILLAGES = {"71.07.01.1004": "Tosuraya", "71.07.01.1005": "Wawali"}
DAYS = st.dates(date(1900, 1, 1), date(2027, 1, 1))


@st.composite
def rows(draw):
    """Return one row: mostly sound, each cell spoilt now and then."""
    born = draw(st.one_of(st.dates(date(1958, 1, 1), date(2010, 1, 1)), DAYS))
    sex, serial = draw(st.sampled_from("LP")), draw(st.integers(1, 12))
    told = draw(st.sampled_from([born, born, born, born + timedelta(days=31)]))
    number = nik(serial, told.isoformat(), draw(st.sampled_from([sex, sex, "L"])))
    forms = (born.isoformat(), f"{born:%d-%m-%Y}", f"{born:%m/%d/%Y}", "", "31-02-1990", "?")
    return {
        "nik": draw(st.sampled_from([number, number, number, number, number[:-1], "", f"{number[:12]}0000"])),
        "name": draw(st.sampled_from(["Contoh", "Contoh", ""])),
        "birth_date": draw(st.sampled_from([forms[0], forms[1], *forms])),
        "sex": draw(st.sampled_from([sex, sex, "Pria", "?", ""])),
        "village": draw(st.sampled_from([*VILLAGES, *VILLAGES.values(), "Atlantis", "71.71.01.1001", ""])),
        "district": "Ratahan",
        "occupation": "",
    }


def checked(made):
    """Check rows as if a file had held them."""
    width = len(FIELDS)
    lines = [list(HEADINGS.values()), *[[one[name] for name in FIELDS] for one in made]]
    columns = {"row": pa.array(range(1, len(lines) + 1), pa.int64()), "cells": [0] * len(lines)}
    columns |= {f"c{at}": [line[at] for line in lines] for at in range(width)}
    columns |= {f"k{at}": [1] * len(lines) for at in range(width)}
    cells = pa.table(columns).cast(grid.schema(width))
    fields = {name: at for at, name in enumerate(FIELDS)}
    made_of = Roster("a.csv", "csv", "", "", (), cells, 1, 1, 1, tuple(HEADINGS.values()), fields, ())
    return roster.check(made_of, as_of=AS_OF, villages="71.07", regions=regions())


def oracle(one, made) -> set[str]:
    """Say in plain words what is wrong with a row."""
    if not one["nik"] and not one["birth_date"] and not one["sex"]:
        return {"row.remark"}
    found = set()
    number = one["nik"]
    sound = re.fullmatch(r"\d{16}", number) is not None and not number.endswith("0000")
    if not number:
        found.add("nik.missing")
    elif not sound:
        found.add("nik.damaged" if len(number) == 16 else "nik.shape")
    elif sum(other["nik"] == number for other in made) > 1:
        found.add("nik.duplicate")
    if not one["name"]:
        found.add("name.missing")
    born = None
    text = one["birth_date"]
    if not text:
        found.add("birth_date.missing")
    else:
        parts = [int(part) for part in re.split("[-/]", text)] if text != "?" else [0, 0, 0]
        year, month, day = parts if parts[0] > 31 else parts[::-1]
        try:
            born = date(year, month, day)
        except ValueError:
            turnable = "/" in text and 1 <= day <= 12 and 1 <= month <= 31
            found.add("birth_date.order" if turnable else "birth_date.shape")
    if born and (born > AS_OF or born < AS_OF.replace(year=AS_OF.year - 120)):
        found.add("birth_date.future")
    elif born:
        age = AS_OF.year - born.year - ((AS_OF.month, AS_OF.day) < (born.month, born.day))
        found |= {"age.under"} if age < 17 else {"age.over"} if age > 65 else set()
        woman = int(number[6]) > 3 if sound else False
        told = f"{int(number[6:8]) - 40 * woman:02}{number[8:12]}" if sound else f"{born:%d%m%y}"
        found |= {"nik.birth_date"} if told != f"{born:%d%m%y}" else set()
    if one["sex"] not in "LP" or not one["sex"]:
        found.add({"": "sex.missing", "Pria": "sex.word"}.get(one["sex"], "sex.unknown"))
    elif sound and (int(number[6]) > 3) != (one["sex"] == "P"):
        found.add("nik.sex")
    match one["village"]:
        case "":
            found.add("village.missing")
        case "Atlantis":
            found.add("village.unknown")
        case "71.71.01.1001":
            found |= {"village.outside", "nik.region"} if sound else {"village.outside"}
    return found


@given(st.lists(rows(), min_size=1, max_size=9))
@settings(max_examples=60, deadline=None)
def test_every_row_has_the_codes_that_a_plain_loop_gives_it(made):
    told = checked(made).codes_by_row()
    assert [set(told.get(at, ())) for at in range(2, len(made) + 2)] == [oracle(one, made) for one in made]


@given(st.lists(st.dates(date(1950, 1, 1), date(2015, 12, 31)), min_size=1, max_size=60), st.booleans(), DAYS)
@settings(max_examples=60, deadline=None)
def test_ages_are_those_of_the_programmes(births, inclusive, today):
    asked = Asked(today, "", load(regions()), roster.Settings(upper_inclusive=inclusive), None)
    told = _ages(np.array([number(one) for one in births]), asked)
    refused = told["age.under"] | told["age.over"] | told["birth_date.future"]
    assert [not one for one in refused.tolist()] == [
        may_register(one, today, upper_inclusive=inclusive) for one in births
    ]


@given(st.lists(rows(), min_size=2, max_size=40), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_the_fate_of_a_row_does_not_depend_on_the_order(made, draw):
    order = list(range(len(made)))
    draw.shuffle(order)
    first = checked(made).codes_by_row()
    second = checked([made[at] for at in order]).codes_by_row()
    assert [first.get(at + 2, []) for at in order] == [second.get(at + 2, []) for at in range(len(made))]


@given(st.lists(rows(), min_size=1, max_size=20))
@settings(max_examples=30, deadline=None)
def test_a_repair_applied_twice_is_applied_once_and_no_row_is_lost(made):
    before = checked(made)
    for one in before.repairs:
        after = before.repaired(one.code)
        assert after.rows == before.rows
        assert one.code not in {other.code for other in after.repairs}
