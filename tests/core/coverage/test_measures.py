"""Each definition by a case that a person can count on their fingers."""

from datetime import date

import pytest
from tests.core.coverage.lakes import (
    AS_OF,
    FAR,
    HOME,
    KEY,
    PLAIN,
    asked,
    lake_of,
    months,
    nik,
    row,
    villages,
    write,
)

from paritrana.core.coverage import figures, refresh
from paritrana.core.rolls import receive
from paritrana.core.rolls.schemas import MEMBERSHIP
from paritrana.errors import BadInput

ALL = range(1, 13)


class Cases:
    """All cases in one lake: each lives in a village of its own, so that none sees another."""

    def __init__(self, folder):
        self.folder, self.rows, self.people = folder, [], 0
        self.villages = iter(villages())

    def village(self):
        return next(self.villages)

    def add(self, *rows):
        """Take rows of persons 1, 2, 3 … of one case and make them persons of their own."""
        base, self.people = self.people, self.people + 10
        self.rows += [one | {"nik": nik(base + int(one["nik"][-4:]))} for one in rows]


def months_at(village):
    return lambda number, *numbers, **other: months(number, *numbers, **({"village_code": village} | other))


@pytest.fixture(scope="module")
def cases(tmp_path_factory):
    made = Cases(tmp_path_factory.mktemp("cases"))
    made.at = {}
    for name, build in BUILDERS.items():
        made.at[name] = here = [made.village() for _ in range(3)]
        made.add(*build(here, months_at(here[0])))
    made.lake = lake_of(made.folder, made.rows)
    lines = ["region_code,segment,vintage,value,rse,source"]
    lines += [line.replace("HERE", made.at[name][0]) for name, listed in WORKERS.items() for line in listed]
    made.workers = made.folder / "denominators.csv"
    made.workers.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return made


BUILDERS, WORKERS = {}, {}


def case(*workers):
    """Register the rows of a case; `workers`: lines of denominators, HERE its first village."""

    def keep(build):
        BUILDERS[build.__name__] = build
        WORKERS[build.__name__] = workers
        return build

    return keep


def told(cases, name, measure, period, **more):
    """Return what the case's villages have: place among its villages (and word) to the two counts."""
    places = {code: place for place, code in enumerate(cases.at[name])}
    answer = asked(cases.lake, measure, period, "village", denominators=cases.workers, **more)
    return {(places[key[0]], *key[1:]): value for key, value in answer.items() if key[0] in places}


@case("HERE,all,2023-08,4,2.5,made up")
def december(here, months):
    return [*months(1, *ALL), *months(2, 12)]


def test_who_is_enrolled_in_december_only_counts_one_twelfth(cases):
    assert told(cases, "december", "person_month_coverage", "2024") == {(0,): ("13", "48")}
    assert told(cases, "december", "point_coverage", "2024-12") == {(0,): ("2", "4")}
    assert told(cases, "december", "point_coverage", "2024-11") == {(0,): ("1", "4")}


@case()
def thrice(here, months):
    wage = {"segment": "pu", "worker_group": "company", "funder": "employer", "village_code": here[1]}
    site = {"segment": "jakon", "worker_group": "other", "funder": "employer", "village_code": here[2]}
    return [*months(1, 1), *months(1, 1, **wage), *months(1, 1, **site)]


def test_one_person_in_three_segments_and_villages_counts_once_where_first_in_order(cases):
    assert told(cases, "thrice", "protected", "2024-01") == {(1,): ("1", "")}
    assert told(cases, "thrice", "active", "2024-01", by=["segment"]) == {(1, "pu"): ("1", "")}
    assert told(cases, "thrice", "overlap", "2024-01") == {(1,): ("2", "1")}


@case()
def eligible(here, months):
    return [
        *months(1, 1),
        *months(2, 1, programmes="JKK"),
        *months(3, 1, worker_group="civil_servant", segment="pu"),
        *months(4, 1, birth_date="1957-12-01"),  # 66 when first seen
        *months(5, 1, birth_date="1958-02-01"),  # 65 when first seen
    ]


def test_protected_asks_for_both_programmes_the_age_and_no_civil_servant(cases):
    assert told(cases, "eligible", "active", "2024-01") == {(0,): ("5", "")}
    assert told(cases, "eligible", "protected", "2024-01") == {(0,): ("2", "")}


@case()
def birthday(here, months):
    return months(1, *ALL, birth_date="1958-06-15")  # 66 from June 2024 on


def test_who_registered_in_time_stays_protected_after_the_birthday(cases):
    assert told(cases, "birthday", "protected", "2024-12") == {(0,): ("1", "")}


@case()
def reversed_(here, months):
    back = {"state": "reversed", "paid_on": "2024-02-01"}
    return [
        *months(1, 1, 2),
        *months(1, 1, **back),
        *months(2, 1),
        *months(2, 1, **back),
        *months(2, 1, paid_on="2024-03-01", state="late"),
        *months(3, 1, programmes="JKK+JKM+JHT"),
        *months(3, 1, programmes="JHT", **back),
    ]


def test_a_reversal_takes_the_month_back_and_a_later_payment_gives_it_again(cases):
    assert told(cases, "reversed_", "active", "2024-01") == {(0,): ("2", "")}
    assert told(cases, "reversed_", "active", "2024-02") == {(0,): ("1", "")}
    by_programme = told(cases, "reversed_", "active", "2024-01", by=["programme"])
    assert by_programme == {(0, "JKK"): ("2", ""), (0, "JKM"): ("2", "")}


@case()
def regular(here, months):
    return [*months(1, *ALL), *months(2, *range(1, 12)), *months(3, 1, 2, 3, 4)]


def test_continuity_and_mean_months(cases):
    assert told(cases, "regular", "continuity", "2024") == {(0,): ("2", "3")}
    assert told(cases, "regular", "mean_months", "2024") == {(0,): ("27", "3")}


@case()
def lapsing(here, months):
    return [*months(1, 12, year=2023), *months(2, 12, year=2023), *months(2, 1, 2)]


def test_lapse_counts_over_the_turn_of_the_year(cases):
    assert told(cases, "lapsing", "lapse", "2024-01") == {(0,): ("1", "2")}
    assert told(cases, "lapsing", "lapse", "2024-02") == {(0,): ("0", "1")}
    assert told(cases, "lapsing", "lapse", "2024") == {(0,): ("2", "4")}


@case()
def graceful(here, months):
    return [*months(1, 10, year=2023), *months(2, 12, year=2023), *months(3, 1)]


def test_cover_in_force_holds_through_the_grace(cases):
    assert told(cases, "graceful", "in_force", "2024-01") == {(0,): ("1", "")}
    assert told(cases, "graceful", "in_force", "2024-01", grace=1) == {(0,): ("2", "")}
    assert told(cases, "graceful", "in_force", "2024-01", grace=3) == {(0,): ("3", "")}
    assert told(cases, "graceful", "in_force", "2024-03", grace=2) == {(0,): ("1", "")}


@case()
def newcomers(here, months):
    exactly_twelve_before = [*months(1, 1, year=2023), *months(1, 1)]
    eleven_before = [*months(2, 2, year=2023), *months(2, 1)]
    return [*exactly_twelve_before, *eleven_before, *months(3, 5, 12)]


def test_new_is_who_had_no_paid_month_in_the_twelve_before(cases):
    assert told(cases, "newcomers", "additionality", "2024") == {(0,): ("1", "3")}
    assert told(cases, "newcomers", "additionality", "2024-12") == {(0,): ("0", "1")}


@case()
def switching(here, months):
    from_own = [*months(1, 11, 12, year=2023, funder="self"), *months(1, 1, 2)]
    from_company = [*months(3, 1, funder="csr"), *months(3, 2, funder="apbd_regency")]
    return [*from_own, *months(2, 1, 2), *from_company]


def test_a_switch_from_own_to_public_money_is_told(cases):
    assert told(cases, "switching", "substitution", "2024") == {(0,): ("1", "3")}


@case()
def shared(here, months):
    return [*months(1, 1, amount="10000"), *months(1, 1, funder="sponsor", amount="6800"), *months(2, 1)]


def test_payers_share_a_month_by_rupiah_and_sum_to_it(cases):
    by_funder = told(cases, "shared", "person_month_coverage", "2024", by=["funder"])
    assert by_funder == {(0, "sponsor"): ("0.404761", ""), (0, "village"): ("1.595239", "")}


@case("HERE,vulnerable,2023,10,,made up", "HERE,all,2023,99,,made up")
def vulnerable(here, months):
    return [*months(1, 1), *months(2, 1, funder="self"), *months(3, 1, worker_group="other")]


def test_vulnerable_coverage_leaves_out_who_pays_alone(cases):
    assert told(cases, "vulnerable", "vulnerable_coverage", "2024-01") == {(0,): ("1", "10")}


@case()
def mover(here, months):
    return [*months(1, 1, 2), *months(1, 3, village_code=here[1])]


def test_who_moves_counts_in_both_places_of_the_year_and_once_above(cases):
    assert told(cases, "mover", "active", "2024") == {(0,): ("1", ""), (1,): ("1", "")}
    assert told(cases, "mover", "person_month_coverage", "2024") == {(0,): ("2", ""), (1,): ("1", "")}
    everybody = asked(cases.lake, "active", "2024", "country")[("ID",)][0]
    assert int(everybody) == len({one["nik"] for one in cases.rows if one["period"].startswith("2024")})


@case()
def enrolled(here, months):
    return [*months(1, 1), *months(2, 1)]


def test_registered_stays_after_the_last_payment(cases):
    assert told(cases, "enrolled", "registered", "2024") == {(0,): ("2", "")}
    assert told(cases, "enrolled", "registered", "2023-12") == {}


@case(
    "HERE,all,2022-08,8,,a",
    "HERE,all,2023-08,10,,b",
    "HERE,all,2024-08,12,,c",
    "HERE,bpu,2023-08,4,,d",
)
def vintages(here, months):
    return months(1, 1)


def test_the_denominator_of_the_year_is_the_last_one_before_it(cases):
    name = "person_month_coverage"
    assert told(cases, "vintages", name, "2024") == {(0,): ("1", "120")}
    assert told(cases, "vintages", name, "2024", vintage="2024-08") == {(0,): ("1", "144")}
    assert told(cases, "vintages", name, "2024", by=["segment"]) == {(0, "bpu"): ("1", "48")}


@case("HERE,all,2023,7,,made up")
def nobody(here, months):
    return []


def test_a_region_with_workers_and_nobody_protected_is_a_zero(cases):
    assert told(cases, "nobody", "person_month_coverage", "2024") == {(0,): ("0", "84")}


@case("HERE,all,2023,1,,made up")
def beyond(here, months):
    return [*months(1, 1), *months(2, 1)]


def test_coverage_above_everybody_is_shown_not_clipped(cases):
    assert told(cases, "beyond", "point_coverage", "2024-01") == {(0,): ("2", "1")}


@case("HERE,all,2023,0,,made up")
def emptied(here, months):
    return months(1, 1)


def test_over_no_workers_there_are_two_counts_and_no_rate(cases):
    assert told(cases, "emptied", "point_coverage", "2024-01") == {(0,): ("1", "0")}
    question = {"period": "2024-01", "level": "village", "measure": "point_coverage", "suppress": 0}
    notes = figures(cases.lake, denominators=cases.workers, **question).notes
    assert any("stand over 0 workers" in one and "in 1 of them" in one for one in notes)
    assert any("berpenyebut 0 pekerja" in one.told("id") for one in notes)


def test_a_membership_row_decides_who_is_registered(tmp_path):
    lake = lake_of(tmp_path, [*months(1, 1), *months(2, 1), *months(3, 1)])
    person = {name: PLAIN[name] for name in MEMBERSHIP if name in PLAIN}
    rows = [
        person | {"nik": nik(1), "registered_on": "2023-12-10", "ended_on": "2024-06-05"},
        person | {"nik": nik(2), "registered_on": "2024-01-02", "ended_on": ""},
        person | {"nik": nik(4), "registered_on": "2024-02-01", "ended_on": "", "village_code": FAR},
    ]
    file = write(tmp_path / "members.csv", rows, MEMBERSHIP)
    receive([file], schema="membership", lake=lake, key=KEY, as_of=AS_OF)
    refresh(lake)
    assert asked(lake, "registered", "2023-12") == {("71.07",): ("1", "")}
    assert asked(lake, "registered", "2024-05") == {("71.07",): ("3", ""), ("71.71",): ("1", "")}
    assert asked(lake, "registered", "2024-06") == {("71.07",): ("2", ""), ("71.71",): ("1", "")}


def test_months_paid_ahead_count_when_they_come(tmp_path):
    ahead = row(1, "2024-03/2024-08", amount="100801", paid_on="2024-03-05")
    lake = lake_of(tmp_path, [ahead], as_of=date(2024, 5, 31))
    assert asked(lake, "person_month_coverage", "2024") == {("71.07",): ("3", "")}
    with pytest.raises(BadInput, match=r"period\.ahead"):
        asked(lake, "active", "2024-06")
    later = write(tmp_path / "later.csv", months(2, 1))
    receive([later], schema="contribution", lake=lake, key=KEY, as_of=AS_OF)
    refresh(lake)
    assert asked(lake, "person_month_coverage", "2024") == {("71.07",): ("7", "")}


@pytest.mark.parametrize(
    ("asking", "code"),
    [
        ({"measure": "continuity", "period": "2024-01"}, "measure.yearly_only"),
        ({"measure": "in_force", "period": "2024"}, "measure.monthly_only"),
        ({"measure": "coverage", "period": "2024"}, "measure.unknown"),
        ({"measure": "active", "period": "24"}, "period.shape"),
        ({"measure": "active", "period": "2024-13"}, "period.shape"),
        ({"measure": "active", "period": "2031"}, "period.ahead"),
        ({"measure": "active", "period": "2024", "level": "town"}, "level.unknown"),
        ({"measure": "active", "period": "2024", "by": ["sex"]}, "by.unknown"),
        ({"measure": "active", "period": "2024", "by": ["segment", "segment"]}, "by.unknown"),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused(cases, asking, code):
    with pytest.raises(BadInput) as refused:
        figures(cases.lake, **({"level": "regency", "suppress": 0} | asking))
    assert refused.value.code == code


def test_a_group_that_lost_its_last_person_is_no_row_over_the_workers_of_the_region(tmp_path):
    lake = lake_of(tmp_path, [row(1, "2024-01"), row(2, "2024-02", segment="pu", worker_group="company")])
    file = tmp_path / "d.csv"
    file.write_text(
        "region_code,segment,vintage,value,rse,source\n71.07,bpu,2023,50,,x\n71.07,pu,2023,40,,x\n"
    )
    found = figures(
        lake,
        period="2024-02",
        level="regency",
        measure="point_coverage",
        by=["segment"],
        denominators=file,
        suppress=0,
    )
    assert [one[3:] for one in found.rows] == [("pu", "point_coverage", "1", "40", "0")]


def test_large_amounts_are_shared_exactly(tmp_path):
    amounts = {HOME: ("999999999999", "999999999998"), FAR: ("900719925473", "3")}
    paid = [
        row(number, "2024-01", village_code=village, funder=funder, amount=amount)
        for number, (village, both) in enumerate(amounts.items(), start=1)
        for funder, amount in zip(("village", "self"), both, strict=True)
    ]
    found = asked(lake_of(tmp_path, paid), "person_month_coverage", "2024-01", by=["funder"])
    for region, (large, small) in zip(("71.07", "71.71"), amounts.values(), strict=True):
        rest = int(small) * 10**6 // (int(large) + int(small))
        told = {key[1]: value[0] for key, value in found.items() if key[0] == region}
        expected = {"village": f"0.{10**6 - rest:06d}" if rest else "1"}
        assert told == expected | ({"self": f"0.{rest:06d}"} if rest else {})


def test_an_amount_no_person_pays_is_refused_at_the_door(tmp_path):
    lake = lake_of(tmp_path, [row(1, "2024-01", amount="999999999999999"), row(2, "2024-01")])
    assert asked(lake, "active", "2024-01") == {("71.07",): ("1", "")}


def test_what_was_received_after_the_refresh_moves_no_figure_and_is_told(tmp_path):
    lake = lake_of(tmp_path, [row(1, "2024-01/2024-06", paid_on="2024-01-10")], as_of=date(2024, 3, 31))
    measures = ("protected", "mean_months", "person_month_coverage")

    def table(measure):
        return figures(lake, period="2024", level="regency", measure=measure, suppress=0)

    before = {one: table(one).rows for one in measures}
    file = write(tmp_path / "later.csv", [row(2, "2024-05")])
    receive([file], schema="contribution", lake=lake, key=KEY, as_of=date(2024, 12, 31))
    assert {one: table(one).rows for one in measures} == before
    assert any("received and not counted yet: 2;" in note for note in table("protected").notes)


@pytest.fixture(scope="module")
def of_one(tmp_path_factory):
    """A lake of one person and month, which no test changes."""
    return lake_of(tmp_path_factory.mktemp("one"), [row(1, "2024-01")])


def test_an_empty_table_and_unknown_workers_are_told(of_one):
    nothing = figures(of_one, period="2019", level="regency", measure="protected")
    assert not nothing.rows
    assert "the lake holds nothing for this question" in nothing.notes
    bare = figures(of_one, period="2024", level="regency", measure="person_month_coverage", suppress=0)
    assert "no number of workers is known for 1 of 1 rows" in bare.notes


@pytest.mark.parametrize(
    ("asked_of", "code"),
    [
        ({"measure": "nameless_construction", "by": ["segment"]}, "projects.no_split"),
        ({"measure": "active", "grace": 3}, "grace.measure"),
    ],
)
def test_a_question_that_has_no_answer_is_refused(of_one, asked_of, code):
    with pytest.raises(BadInput) as refused:
        figures(of_one, period="2024-01", level="province", **asked_of)
    assert refused.value.code == code
