"""What each rule of a roll says of a row: every code by a row that bears it."""

import json

import pytest
from tests.core.coverage.lakes import AS_OF, KEY, PLAIN, nik, regions, row, write

from paritrana.core.rolls import ERRORS, WARNINGS, codes_of, pseudonym, receive, rejected, token
from paritrana.core.rolls.schemas import MEMBERSHIP

ROWS = {
    "nik.shape": {"nik": "71070131019000"},
    "nik.damaged": {"nik": "7.10701310190002E+15"},
    "birth_date.shape": {"birth_date": "31-01-1990"},
    "birth_date.future": {"birth_date": "1880-01-31"},
    "sex.unknown": {"sex": "X"},
    "village.unknown": {"village_code": "71.07.99.2001"},
    "workplace.unknown": {"workplace_code": "99"},
    "segment.unknown": {"segment": "formal"},
    "group.unknown": {"worker_group": "buruh"},
    "occupation.unknown": {"occupation": "astronaut"},
    "sector.unknown": {"sector": "space"},
    "programmes.unknown": {"programmes": "JKK+JKN"},
    "period.shape": {"period": "2024-13"},
    "period.far": {"period": "2027-01", "paid_on": "2024-12-01"},
    "funder.unknown": {"funder": "tetangga"},
    "amount.shape": {"amount": "16.800"},
    "amount.negative": {"amount": "-16800"},
    "paid_on.shape": {"paid_on": "10/01/2024"},
    "paid_on.future": {"paid_on": "2025-02-01"},
    "state.unknown": {"state": "lunas"},
    "age.under": {"birth_date": "2008-02-01"},
}
DOUBTS = {
    "nik.birth_date": {"birth_date": "1990-01-30"},
    "nik.sex": {"sex": "P"},
    "nik.region": {"nik": "717101310190" + "7777"},
    "name.missing": {"name": ""},
    "age.over": {"birth_date": "1958-01-31", "nik": "7107013101588888"},
    "programmes.segment": {"programmes": "JKK+JKM+JP"},
    "state.late": {"state": "late"},
}
SOUND = {
    "seventeen in that month": {"birth_date": "2007-01-31", "nik": "7107013101071001"},
    "sixty-five": {"birth_date": "1958-02-28", "nik": "7107012802581002"},
    "a village code without dots": {"village_code": "7107011004"},
    "a workplace that is a regency": {"workplace_code": "71.71"},
    "programmes in another order": {"programmes": "JKM+JKK"},
    "capitals": {"segment": "BPU", "sex": "l"},
    "a payer by another word": {"funder": "dana_desa"},
    "paid after the month, and said so": {"state": "late", "paid_on": "2024-02-05"},
    "six months at once": {"period": "2024-01/2024-06"},
    "no payer": {"funder": ""},
}


@pytest.fixture(scope="module")
def received(tmp_path_factory):
    """Return the masks by name: one file holds a row for each case, in the order of the cases."""
    folder = tmp_path_factory.mktemp("rows")
    cases = {**ROWS, **DOUBTS, **SOUND}
    rows = [row(place, "2024-01") | cells for place, cells in enumerate(cases.values(), 1)]
    file = write(folder / "roll.csv", rows)
    receipt = receive(
        [file], schema="contribution", lake=folder / "lake", key=KEY, as_of=AS_OF, regions=regions()
    )
    bad = {one["row"]: one for one in rejected(folder / "lake", 1).to_pylist()}
    return cases, receipt.files[0], {name: bad.get(place) for place, name in enumerate(cases, 2)}


@pytest.mark.parametrize("code", ROWS)
def test_a_row_with_this_fault_is_rejected_for_it_alone(received, code):
    _, _, outcome = received
    assert [one.code for one in codes_of(outcome[code]["errors"])] == [code]


@pytest.mark.parametrize("code", DOUBTS)
def test_a_doubt_is_counted_and_the_row_taken(received, code):
    _, report, outcome = received
    assert outcome[code] is None
    assert report.by_code[code] >= 1


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_row_is_taken(received, name):
    assert received[2][name] is None


def test_every_row_ends_accepted_or_rejected(received):
    cases, report, _ = received
    assert (report.rows, report.accepted, report.rejected) == (
        len(cases),
        len(DOUBTS) + len(SOUND),
        len(ROWS),
    )


def test_doubts_are_counted_once_for_each_row_that_has_one(received):
    _, report, _ = received
    assert report.warned == len(DOUBTS)


@pytest.mark.parametrize("one", [*ERRORS, *WARNINGS], ids=lambda one: one.code)
def test_every_code_says_what_is_wrong_and_how_to_mend_it_in_both_languages(one):
    for language in ("en", "id"):
        sentence, cure = one.told(language)
        assert sentence
        assert cure
    assert one.told("en") != one.told("id")


MEMBERS = {
    "age.at_registration": {"birth_date": "1950-01-31", "nik": "7107013101500001"},
    "registered_on.shape": {"registered_on": "2024"},
    "ended_on.shape": {"ended_on": "2023-12-31"},
}


def test_a_membership_roll_tests_the_age_at_registration(tmp_path):
    member = {name: PLAIN[name] for name in MEMBERSHIP if name in PLAIN}
    sound = member | {"nik": nik(1), "registered_on": "2024-03-01", "ended_on": ""}
    rows = [sound, *(sound | cells for cells in MEMBERS.values())]
    file = write(tmp_path / "members.csv", rows, MEMBERSHIP)
    receive([file], schema="membership", lake=tmp_path / "lake", key=KEY, as_of=AS_OF, regions=regions())
    told = [
        [one.code for one in codes_of(bad["errors"])] for bad in rejected(tmp_path / "lake", 1).to_pylist()
    ]
    assert told == [[code] for code in MEMBERS]


def test_a_row_of_another_month_is_refused_where_the_delivery_names_its_month(tmp_path):
    rows = [row(1, "2024-03"), row(2, "2024-04"), row(3, "2024-06", paid_on="2024-03-09")]
    file = write(tmp_path / "march.csv", rows)
    month = 2024 * 12 + 2
    lake = tmp_path / "lake"
    receive([file], schema="contribution", lake=lake, key=KEY, as_of=AS_OF, month=month, regions=regions())
    assert [one["row"] for one in rejected(lake, 1).to_pylist()] == [3]


def test_a_pseudonym_is_the_person_of_its_nik_and_only_the_key_makes_one(tmp_path):
    own = pseudonym(token(nik(1), KEY), KEY)
    forged = token(nik(2), KEY) + token(nik(2), b"a key of somebody else")
    rows = [
        row(1, "2024-01"),
        row(1, "2024-02", nik=own, name=""),
        row(2, "2024-02", nik=forged),
        row(3, "2024-02", nik=token(nik(3), KEY)),
        row(4, "2024-02", nik=own.upper()),
    ]
    file = write(tmp_path / "roll.csv", rows)
    lake = tmp_path / "lake"
    receipt = receive([file], schema="contribution", lake=lake, key=KEY, as_of=AS_OF, regions=regions())

    told = [codes_of(bad["errors"]) for bad in rejected(lake, 1).to_pylist()]
    assert [[one.code for one in codes] for codes in told] == [["nik.shape"]] * 3
    assert receipt.files[0].warned == 0, "a pseudonym has neither a name nor a birth date to doubt"
    assert json.loads((lake / "manifest.json").read_text("utf-8"))["persons"] == 1
