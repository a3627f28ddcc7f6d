"""One worker by hand has the codes and texts of a row with the same words."""

import pytest
from tests.core.rolls.roster.rosters import AS_OF, check, nik, row, write_csv

from paritrana.core.rolls.roster import check_one, settings_of

CASES = [
    {},
    {"nik": "710701310190001"},
    {"nik": "7,10701E+15"},
    {"nik": "7107013101900000"},
    {"nik": "7107.0131.0190.0012"},
    {"nik": "27.752"},
    {"nik": nik(1, sex="P")},
    {"nik": nik(1, region="720203")},
    {"name": ""},
    {"name": "1234567"},
    {"birth_date": "31-01-2012"},
    {"birth_date": "31-01-1959"},
    {"birth_date": "01-02-2026"},
    {"sex": "Pria"},
    {"occupation": "PNS"},
]
FUND = {"format": "paritrana-fund-rules/1", "youngest": 18, "oldest": 60, "exclude": ["civil_servant"]}


@pytest.mark.parametrize("fund", [None, FUND])
def test_one_worker_and_one_row_are_told_alike(tmp_path, fund):
    settings = settings_of(fund) if fund else None
    rows = [row(at, **given) for at, given in enumerate(CASES, 101)]
    in_roster = {at: [] for at in range(2, len(rows) + 2)}
    for one in check(write_csv(tmp_path / "a.csv", rows), settings=settings).findings():
        in_roster[one.row].append((one.code, one.hard, one.english, one.indonesian))
    alone = [check_one(one, village=one["village"], as_of=AS_OF, settings=settings) for one in rows]
    assert [[(one.code, one.hard, one.english, one.indonesian) for one in found] for found in alone] == list(
        in_roster.values()
    )
    assert sum(map(bool, alone)) >= len(CASES) - 2


@pytest.mark.parametrize(
    ("number", "sex", "codes"),
    [
        ("7107015001900001", "P", []),  # the tenth of January 1990 of a woman is told as 50
        ("7107015001900001", "L", ["nik.sex"]),
        ("7107011001900001", "P", ["nik.sex"]),
        ("7107015101900001", "P", ["nik.birth_date"]),
    ],
)
def test_a_womans_day_of_birth_is_told_forty_higher(number, sex, codes):
    cells = {"nik": number, "name": "Pekerja Contoh", "birth_date": "10-01-1990", "sex": sex}
    found = check_one(cells, village="71.07.01.1004", as_of=AS_OF)
    assert [one.code for one in found] == codes
