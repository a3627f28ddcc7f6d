"""The lake against a slow oracle that goes through random rolls payment by payment, in plain Python."""

import tempfile
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.coverage.lakes import FAR, HOME, NEXT, OTHER, asked, lake_of, nik

from paritrana.core.rolls.schemas import FUNDERS, SEGMENTS

PLACES = (HOME, NEXT, FAR, OTHER)
MONTHS = ("2023-11", "2023-12", "2024-01", "2024-02", "2024-03", "2024-04")
PROGRAMMES = ("JKK+JKM", "JKK", "JKK+JKM+JHT")

payments = st.lists(
    st.fixed_dictionaries(
        {
            "person": st.integers(1, 4),
            "period": st.sampled_from(MONTHS),
            "village_code": st.sampled_from(PLACES),
            "segment": st.sampled_from(SEGMENTS),
            "funder": st.sampled_from(("self", "village", "employer")),
            "programmes": st.sampled_from(PROGRAMMES),
            "day": st.integers(1, 28),
            "state": st.sampled_from(("paid", "paid", "paid", "late", "reversed")),
            "amount": st.sampled_from((10_000, 16_800)),
        }
    ),
    min_size=1,
    max_size=25,
    unique_by=lambda one: tuple(str(value) for value in one.values()),
)


def as_row(one):
    return {
        "nik": nik(one["person"]),
        "name": "Pekerja",
        "birth_date": "1990-01-31",
        "sex": "L",
        "workplace_code": "",
        "worker_group": "other",
        "occupation": "unknown",
        "sector": "unknown",
        "paid_on": f"{one['period']}-{one['day']:02d}",
        **{
            name: str(one[name])
            for name in ("period", "village_code", "segment", "funder", "programmes", "state", "amount")
        },
    }


def settled(rows):
    """Return what stands of each person, month, segment and payer: programmes, amount, speaking payment."""
    groups = defaultdict(list)
    for one in rows:
        groups[one["person"], one["period"], one["segment"], one["funder"]].append(one)
    standing = {}
    for key, listed in groups.items():
        kept, amount, speaks = set(), 0, None
        for one in listed:
            if one["state"] == "reversed":
                continue
            own = {
                programme
                for programme in one["programmes"].split("+")
                if not any(
                    r["day"] >= one["day"]
                    for r in listed
                    if r["state"] == "reversed" and programme in r["programmes"].split("+")
                )
            }
            if own:
                kept |= own
                amount += one["amount"]
                said = (one["day"], [-ord(sign) for sign in one["village_code"]])
                speaks = max(speaks, (said, one["village_code"])) if speaks else (said, one["village_code"])
        if kept:
            standing[key] = (kept, amount, speaks)
    return standing


def truth(rows):
    """Return person-months: (person, month) to place, segment, programmes, segments met."""
    months = defaultdict(list)
    for (person, month, segment, funder), (programmes, amount, speaks) in settled(rows).items():
        months[person, month].append((SEGMENTS.index(segment), segment, funder, programmes, amount, speaks))
    found = {}
    for key, listed in months.items():
        first = min(one[0] for one in listed)
        speaking = max(one[5] for one in listed if one[0] == first)
        payer = max(listed, key=lambda one: (one[4], -FUNDERS.index(one[2])))[2]
        programmes = set().union(*(one[3] for one in listed))
        found[key] = (speaking[1], SEGMENTS[first], payer, programmes, len({one[0] for one in listed}))
    return found


def count(pairs):
    counted = defaultdict(int)
    for key, number in pairs:
        counted[key] += number
    return {key: number for key, number in counted.items() if number}


def numbers(answer):
    return {key: int(above) for key, (above, _) in answer.items() if above not in ("", "0")}


def check(rows):
    with tempfile.TemporaryDirectory() as folder:
        lake = lake_of(Path(folder), [as_row(one) for one in rows])
        known = truth(rows)
        year = {key: value for key, value in known.items() if key[1].startswith("2024")}
        both = {key: value for key, value in year.items() if {"JKK", "JKM"} <= value[3]}
        if not year:
            return
        february = [value for (_, month), value in year.items() if month == "2024-02"]
        if february:
            found = asked(lake, "active", "2024-02", "village", by=["segment", "funder"])
            assert numbers(found) == count(((v[0], v[1], v[2]), 1) for v in february)
        months = count(((value[0],), 1) for value in both.values())
        assert numbers(asked(lake, "person_month_coverage", "2024", "village")) == months
        people = {(value[0][:2], person) for (person, _), value in both.items()}
        assert numbers(asked(lake, "protected", "2024", "province")) == count(
            ((place,), 1) for place, _ in people
        )
        extra = count(((value[0],), value[4] - 1) for value in both.values())
        assert numbers(asked(lake, "overlap", "2024", "village")) == extra
        new = set()
        for person in {one for one, _ in year}:
            before = [month for one, month in known if one == person and month < "2024"]
            if not before:
                new.add(person)
        found = asked(lake, "additionality", "2024", "country")
        assert found[("ID",)] == (str(len(new)), str(len({person for person, _ in year})))


@settings(max_examples=3)
@given(payments)
def test_random_rolls_are_counted_as_a_patient_person_would(rows):
    check(rows)


@pytest.mark.long
@settings(max_examples=120)
@given(payments)
def test_many_random_rolls_are_counted_as_a_patient_person_would(rows):
    check(rows)
