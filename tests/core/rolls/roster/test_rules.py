"""What each rule of a roster says of a row: every code by a row that bears it, and what is sound."""

import pytest
from tests.core.rolls.roster.rosters import check, nik, row, write_csv

HARD = {
    "nik.missing": {"nik": ""},
    "nik.shape": {"nik": "71070131019000"},
    "nik.shape: a count is no NIK": {"nik": "27.752"},
    "nik.damaged: scientific": {"nik": "7.10701310190002E+15"},
    "nik.damaged: zeros": {"nik": "7107013101900000"},
    "nik.damaged: groups of three": {"nik": "7.107.013.101.900.012"},
    "nik.damaged: a decimal": {"nik": "7107013101900012.0"},
    "nik.separators": {"nik": "7107 0131-0190 0012"},
    "name.missing": {"name": "  "},
    "birth_date.missing": {"birth_date": ""},
    "birth_date.shape: no such day": {"birth_date": "31-02-1990"},
    "birth_date.shape: two digits": {"birth_date": "31-01-90"},
    "birth_date.order": {"birth_date": "01/31/1990"},
    "birth_date.future": {"birth_date": "01-02-2026"},
    "birth_date.future: 121 years": {"birth_date": "30-01-1906", "nik": nik(9001, "1906-01-30")},
    "age.under": {"birth_date": "01-02-2009", "nik": nik(9002, "2009-02-01")},
    "age.over": {"birth_date": "31-01-1960", "nik": nik(9003, "1960-01-31")},
    "sex.missing": {"sex": ""},
    "sex.word": {"sex": "Pria"},
    "sex.unknown": {"sex": "X"},
    "village.missing": {"village": ""},
    "village.unknown": {"village": "71.07.99.2001"},
    "village.unknown: name": {"village": "Atlantis"},
    "village.outside": {"village": "71.71.01.1001"},
    "text.formula": {"occupation": "=1+1"},
}
DOUBTS = {
    "nik.birth_date": {"nik": nik(9011, "1990-01-30")},
    "nik.sex": {"nik": nik(9012, "1990-01-31", "P")},
    "nik.region": {"nik": nik(9013, region="717101")},
    "name.shape": {"name": "081234567890"},
    "birth_date.serial": {"birth_date": "32904"},
}
SOUND = {
    "seventeen today": {"birth_date": "31-01-2009", "nik": nik(9021, "2009-01-31")},
    "sixty-five to the day": {"birth_date": "31-01-1961", "nik": nik(9022, "1961-01-31")},
    "sixty-six tomorrow": {"birth_date": "01-02-1960", "nik": nik(9023, "1960-02-01")},
    "a woman": {"sex": "Perempuan", "nik": nik(9024, sex="P")},
    "ISO date": {"birth_date": "1990-01-31"},
    "slashes": {"birth_date": "31/1/1990"},
    "an Indonesian month": {"birth_date": "31 Januari 1990"},
    "a place before the date": {"birth_date": "Ratahan, 31-01-1990"},
    "a village by name and district": {"village": "Desa tosuraya", "district": "Kec. Ratahan"},
    "a code without dots": {"village": "7107011004"},
    "blanks around the NIK": {"nik": f" {nik(9025)} "},
    "a NIK that ends with one zero": {"nik": nik(9030)},
    "no occupation": {"occupation": ""},
}


@pytest.fixture(scope="module")
def outcome(tmp_path_factory):
    """Return the codes of each case: one file holds a row for each."""
    cases = {**HARD, **DOUBTS, **SOUND}
    rows = [row(place) | cells for place, cells in enumerate(cases.values(), 1)]
    for at, cells in enumerate(cases.values()):
        if {"birth_date", "sex"} & cells.keys() and "nik" not in cells:
            rows[at]["nik"] = nik(5000 + at)
    checked = check(write_csv(tmp_path_factory.mktemp("rules") / "roster.csv", rows))
    told = checked.codes_by_row()
    return checked, {name: told.get(place, []) for place, name in enumerate(cases, 2)}


@pytest.mark.parametrize("case", HARD)
def test_a_row_with_this_fault_is_rejected_for_it(outcome, case):
    checked, codes = outcome
    hard = {one.code for one in checked.codes if one.hard}
    assert [code for code in codes[case] if code in hard] == [case.partition(":")[0]]


@pytest.mark.parametrize("case", DOUBTS)
def test_a_doubt_alone_leaves_the_row_accepted(outcome, case):
    _, codes = outcome
    assert codes[case] == [case]


@pytest.mark.parametrize("case", SOUND)
def test_nothing_is_said_of_a_sound_row(outcome, case):
    _, codes = outcome
    assert codes[case] == []


def test_every_row_is_accepted_or_rejected(outcome):
    checked, _ = outcome
    assert checked.rows == len({**HARD, **DOUBTS, **SOUND})
    assert checked.accepted == len(DOUBTS) + len(SOUND)
    assert checked.accepted + checked.rejected == checked.rows
    assert checked.warned == len(DOUBTS)


def test_no_text_holds_a_nik_or_a_name(outcome):
    checked, _ = outcome
    texts = [one.message(language) for one in checked.findings() for language in ("en", "id")]
    assert texts
    assert not any("Contoh" in text or "710701" in text for text in texts)
