"""Records that are probably one person are found, weighed alike on every run, and capped."""

import os
import random
import subprocess
import sys
from datetime import date

import pytest

from paritrana.core.rolls.likeness import FIELDS, Limits, Record, find, is_sure, plain_name
from paritrana.errors import BadInput

HERE, NEAR, FAR = "71.07.03.2006", "71.07.03.2007", "71.02.01.2001"
BORN = date(1980, 2, 1)
ONE = Record(1, "Siti Rekaan Contoh", BORN, "P", HERE)


def others(count: int = 60) -> list[Record]:
    """Return people who are nobody else: another name, birth date and village each."""
    draw = random.Random(7)
    words = ["".join(draw.choices(("ba", "lo", "ri", "ma", "tu", "ne", "ka"), k=4)) for _ in range(count * 2)]
    return [
        Record(
            1000 + place,
            f"{words[place]} {words[-place - 1]}",
            date(1950 + place, 1 + place % 12, 9),
            "L",
            f"71.01.01.{2000 + place}",
        )
        for place in range(count)
    ]


def only(*records: Record, **asked):
    return find([*records, *others()], limits=Limits(**asked)) if asked else find([*records, *others()])


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Drs. H. Moh. Ali  REKAAN, M.Si.", "muhammad ali rekaan"),
        ("Sitti Nurul Contoh", "siti nur contoh"),
        ("Ma'ruf Rekaan", "maruf rekaan"),
        ("Élan Rekaan", "elan rekaan"),
        ("Ibu", "ibu"),
        ("", ""),
    ],
)
def test_names_are_made_comparable(written, plain):
    assert plain_name(written) == plain


@pytest.mark.parametrize(
    ("again", "differs"),
    [
        (Record(2, "SITTI  REKAAN CONTOH", BORN, "P", HERE), {}),
        (Record(2, "Siti Rekaan Contho", BORN, "P", HERE), {"name": "close"}),
        (Record(2, "Contoh Siti Rekaan", BORN, "P", HERE), {"name": "turned"}),
        (Record(2, "Siti Rekaan", BORN, "P", HERE), {"name": "part"}),
        (Record(2, "Siti Rekaan Contoh", date(1980, 1, 2), "P", HERE), {"birth_date": "turned"}),
        (Record(2, "Siti Rekaan Contoh", date(1981, 2, 1), "P", HERE), {"birth_date": "close"}),
        (Record(2, "Siti Rekaan Contoh", BORN, "P", NEAR), {"village": "district"}),
        (Record(2, "Siti Rekaan Contoh", BORN, "P", FAR), {"village": "other"}),
        (Record(2, "Siti Rekaan Contoh", BORN, "L", HERE), {"sex": "other"}),
    ],
)
def test_a_second_record_of_a_person_is_found_and_what_differs_is_told(again, differs):
    (pair,) = only(ONE, again).pairs
    assert (pair.one, pair.other) == (1, 2)
    assert pair.agreement == dict.fromkeys(FIELDS, "equal") | differs
    assert is_sure(pair.agreement) == (not differs)
    assert pair.weight > 0


def test_what_agrees_less_weighs_less():
    whole = only(ONE, Record(2, ONE.name, BORN, "P", HERE)).pairs[0].weight
    moved = only(ONE, Record(2, ONE.name, BORN, "P", FAR)).pairs[0].weight
    assert whole > moved


@pytest.mark.parametrize(
    "other",
    [
        Record(2, "Budiman Lain", BORN, "L", FAR),
        Record(2, "Lain Sekali", BORN, "P", HERE),
        Record(2, "Siti Rekaan Contoh", date(1955, 7, 20), "P", FAR),
    ],
    ids=["only the birth date", "another name in the same village", "only the name"],
)
def test_who_shares_one_thing_is_not_in_the_queue(other):
    assert only(ONE, other).pairs == ()


def test_the_answer_does_not_depend_on_the_order_of_the_records():
    records = [ONE, *(Record(key, ONE.name, BORN, "P", HERE) for key in (5, 3, 9)), *others()]
    shuffled = random.Random(1).sample(records, len(records))
    assert find(records) == find(shuffled)
    assert len(find(records).pairs) == 6


def test_after_the_first_run_only_new_records_are_met():
    known = Record(2, ONE.name, BORN, "P", HERE)
    new = Record(3, ONE.name, BORN, "P", NEAR)
    found = find([ONE, known, new, *others()], new={3})
    assert {(one.one, one.other) for one in found.pairs} == {(1, 3), (2, 3)}
    assert find([ONE, known, *others()], new=set()).pairs == ()


def test_pairs_are_capped_and_what_is_left_out_is_counted():
    many = [Record(key, ONE.name, BORN, "P", HERE) for key in range(1, 7)]
    found = only(*many, pairs=4)
    assert (len(found.pairs), found.cut) == (4, 11)
    assert [(one.one, one.other) for one in found.pairs] == [(1, 2), (1, 3), (1, 4), (1, 5)]


def test_keys_that_too_many_share_are_passed_over():
    many = [Record(key, ONE.name, BORN, "P", HERE) for key in range(1, 7)]
    found = only(*many, block=5)
    assert (found.pairs, found.passed_over) == ((), 6)


def test_nobody_and_one_person_have_no_pair():
    assert find([]).pairs == find([ONE]).pairs == ()


def test_a_record_shows_nothing_of_the_person():
    assert "Siti" not in repr(ONE)
    assert "1980" not in repr(ONE)


def test_nothing_is_written_or_said(tmp_path):
    """A search in a process of its own leaves no file and no line behind."""
    act = (
        "import logging, datetime\n"
        "from paritrana.core.rolls.likeness import Record, find\n"
        "logging.basicConfig(level=1)\n"
        "told = ('Siti Rekaan', datetime.date(1980, 2, 1), 'P', '71.07.03.2006')\n"
        "people = [Record(number, *told) for number in (1, 2)]\n"
        "assert len(find(people).pairs) == 1\n"
    )
    environment = os.environ | {"TMPDIR": str(tmp_path), "HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", act],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env=environment,
    )
    assert done.returncode == 0, done.stderr
    assert "rekaan" not in (done.stdout + done.stderr).casefold()
    assert list(tmp_path.iterdir()) == []


def test_what_does_not_fit_into_memory_is_refused_and_never_spilled(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    many = [Record(key, f"{ONE.name} {key % 90}", BORN, "P", HERE) for key in range(3_000)]
    with pytest.raises(BadInput, match=r"likeness\.memory"):
        find(many, limits=Limits(block=100_000, memory="20MB"))
    assert list(tmp_path.iterdir()) == []
