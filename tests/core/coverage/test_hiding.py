"""Small cells of a table stay hidden, whichever table is asked for."""

import pytest
from tests.core.coverage.lakes import FAR, lake_of, months, villages

from paritrana.core.coverage import figures


@pytest.fixture(scope="module")
def lake(tmp_path_factory):
    """Three villages of a district with 40, 30 and 4 persons, and 200 in the city."""
    here = villages()
    rows, number = [], 0
    for village, count in ((here[0], 40), (here[1], 30), (here[2], 4), (FAR, 200)):
        for _ in range(count):
            number += 1
            segment = "pu" if number % 20 == 0 else "bpu"
            rows += months(number, 1, 2, 3, village_code=village, segment=segment)
    return lake_of(tmp_path_factory.mktemp("hiding"), rows), here


def table(lake, level, **more):
    asked = {"measure": "active", "period": "2024-02", "level": level} | more
    return figures(lake, **asked)


def shown(found):
    place = found.columns.index("numerator")
    return {one[2 : place - 1]: (one[place], one[-1]) for one in found.rows}


def test_a_small_cell_takes_another_with_it_so_that_no_subtraction_finds_it(lake):
    folder, here = lake
    found = shown(table(folder, "village"))
    assert found[(here[2],)] == ("", "1")
    assert len([one for one in found.values() if one[1] == "1"]) >= 2
    hidden = [one for one in found.values() if one[1] == "1"]
    assert all(number == "" for number, _ in hidden)


def test_what_is_shown_above_and_below_does_not_give_a_hidden_cell_away(lake):
    folder, here = lake
    villages_shown = shown(table(folder, "village"))
    regency = shown(table(folder, "regency"))
    if regency[("71.07",)][1] == "0":
        known = sum(int(villages_shown[(code,)][0] or 0) for code in here[:3])
        rest = int(regency[("71.07",)][0]) - known
        assert rest - 4 >= 10  # what is left for the hidden ones leaves the small one a range


def test_split_tables_hide_the_same_totals_as_unsplit_ones(lake):
    folder, _ = lake
    split = table(folder, "regency", by=["segment"])
    for one in split.rows:
        if one[-1] == "0" and one[3] == "pu":
            assert int(one[5]) >= 10


def test_person_months_are_hidden_by_the_persons_behind_them(lake):
    folder, here = lake
    found = shown(table(folder, "village", measure="person_month_coverage", period="2024"))
    assert found[(here[2],)] == ("", "1")  # twelve person-months of four persons


def test_nothing_is_hidden_for_the_holder_of_the_data_and_the_table_says_so(lake):
    folder, here = lake
    found = table(folder, "village", suppress=0)
    assert shown(found)[(here[2],)] == ("4", "0")
    assert any("not to be published" in note for note in found.notes)
