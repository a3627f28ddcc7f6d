"""What a register knows, and what a fund asks as data."""

import pytest
from tests.core.rolls.roster.rosters import HEADINGS, check, nik, row, write_csv

from paritrana.core.rolls import roster, token
from paritrana.core.rolls.roster import Known, settings_of
from paritrana.errors import BadInput

KEY = b"a key of the tests, no secret"
FUND = {
    "format": "paritrana-fund-rules/1",
    "exclude": ["civil_servant"],
    "deciles": [1, 2, 3, 4],
    "rule": [
        {
            "code": "fund.plantation_owner",
            "column": "occupation",
            "none_of": ["Pemilik Kebun"],
            "en": ["the fund excludes owners of plantations", "choose another fund"],
            "id": ["dana ini tidak untuk pemilik kebun", "pilih dana lain"],
        },
        {
            "code": "fund.not_a_farmer",
            "column": "occupation",
            "one_of": ["petani", "pemilik kebun"],
            "severity": "warning",
            "en": ["the fund is meant for farmers", "look again"],
            "id": ["dana ini untuk petani", "periksa kembali"],
        },
    ],
}


def known(**facts) -> Known:
    """Return a register that knows people by the number of their row."""
    sets = {word: {token(nik(one), KEY) for one in those} for word, those in facts.items()}
    return Known.of(KEY, sets, {token(nik(one), KEY): one for one in range(1, 8)})


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    rows = [row(at) for at in range(1, 7)] + [row(7, nik="damaged")]
    return write_csv(tmp_path_factory.mktemp("known") / "a.csv", rows)


def test_each_fact_of_the_register_is_told_of_its_person(path):
    told = known(member_elsewhere=[1], deceased=[2], in_register=[3], civil_servant=[4], military=[5])
    codes = check(path, known=told).codes_by_row()
    assert codes == {2: ["member.elsewhere"], 3: ["person.deceased"], 4: ["register.known"], 8: ["nik.shape"]}


def test_a_fund_excludes_whom_its_rules_name(path):
    told = known(civil_servant=[4], military=[5])
    codes = check(path, known=told, settings=settings_of(FUND)).codes_by_row()
    assert codes == {
        5: ["person.civil_servant"],
        6: ["decile.outside"],
        7: ["decile.outside"],
        8: ["nik.shape"],
    }


def test_whose_decile_nobody_knows_is_told_apart_from_who_is_outside(path):
    told = Known.of(KEY, {}, {token(nik(1), KEY): 1, token(nik(2), KEY): 9})
    codes = check(path, known=told, settings=settings_of(FUND)).codes_by_row()
    assert codes == {3: ["decile.outside"]} | {at: ["decile.missing"] for at in range(4, 8)} | {
        8: ["nik.shape"]
    }


def test_what_a_roster_tells_itself_counts_for_the_rules_of_a_fund(tmp_path):
    """The cell counts before the register; nothing of it is asked where no fund does."""
    headings = HEADINGS | {"status": "Status Kepegawaian", "decile": "Desil"}
    told = [
        {"decile": "4"},
        {"decile": "Desil 5"},
        {"decile": "empat"},
        {"decile": "2", "status": "PNS"},
        {"decile": "1", "status": "Pensiunan PNS"},
        {"decile": "3", "occupation": "Anggota TNI-AD"},
        {"decile": ""},
    ]
    rows = [row(at) | {"status": "", "decile": ""} | cells for at, cells in enumerate(told, 1)]
    path = tmp_path / "a.csv"
    lines = [list(headings.values()), *[[one[name] for name in headings] for one in rows]]
    path.write_text("".join(f"{','.join(line)}\n" for line in lines), "utf-8")
    asked = {"format": FUND["format"], "exclude": ["civil_servant", "military"], "deciles": [1, 2, 3, 4]}
    checked = check(path, settings=settings_of(asked))
    assert checked.codes_by_row() == {
        3: ["decile.outside"],
        4: ["decile.missing", "decile.unread"],
        5: ["person.civil_servant"],
        7: ["person.military"],
        8: ["decile.missing"],
    }
    columns = {one.code: one.column for one in checked.findings()}
    assert columns["person.civil_servant"] == "Status Kepegawaian"
    assert columns["decile.outside"] == "Desil"
    assert check(path).codes_by_row() == {4: ["decile.unread"]}


def test_lists_of_a_fund_are_compared_as_people_write_them(tmp_path):
    jobs = ["Petani", "PEMILIK  kebun", "Nelayan"]
    path = write_csv(tmp_path / "a.csv", [row(at, occupation=job) for at, job in enumerate(jobs, 1)])
    checked = check(path, settings=settings_of(FUND))
    assert checked.codes_by_row() == {3: ["fund.plantation_owner"], 4: ["fund.not_a_farmer"]}
    assert (checked.rejected, checked.warned) == (1, 1)
    assert {one.message("id") for one in checked.findings()} == {
        "dana ini tidak untuk pemilik kebun; pilih dana lain",
        "dana ini untuk petani; periksa kembali",
    }


@pytest.mark.parametrize(("inclusive", "codes"), [(True, {}), (False, {2: ["age.over"]})])
def test_exactly_sixty_five_is_a_setting(tmp_path, inclusive, codes):
    born = row(1, birth_date="31-01-1961", nik=nik(1, "1961-01-31"))
    young = row(2, birth_date="01-02-1961", nik=nik(2, "1961-02-01"))
    settings = settings_of({"format": "paritrana-fund-rules/1", "upper_inclusive": inclusive})
    checked = check(write_csv(tmp_path / "a.csv", [born, young]), settings=settings)
    assert checked.codes_by_row() == codes
    assert all("not yet 65" in one.message("en") for one in checked.findings())


@pytest.mark.parametrize(
    "change",
    [
        {"format": "other"},
        {"colour": 1},
        {"youngest": 70},
        {"upper_inclusive": 1},
        {"exclude": ["teacher"]},
        {"deciles": [0]},
        {"rule": [FUND["rule"][0]] * 2},
        {"rule": [FUND["rule"][0] | {"code": "nik.shape"}]},
        {"rule": [FUND["rule"][0] | {"column": "nik"}]},
        {"rule": [FUND["rule"][0] | {"one_of": ["x"]}]},
        {"rule": [FUND["rule"][0] | {"none_of": []}]},
        {"rule": [FUND["rule"][0] | {"en": "x"}]},
        {"rule": [FUND["rule"][0] | {"colour": 1}]},
    ],
)
def test_rules_of_a_fund_that_make_no_sense_are_told(change):
    with pytest.raises(BadInput) as found:
        settings_of(FUND | change)
    assert found.value.code == "fund.rules"
    assert roster.told(found.value, "id")


def test_a_register_takes_only_words_it_knows():
    with pytest.raises(ValueError, match="rich"):
        Known.of(KEY, {"rich": []})
    assert "no secret" not in repr(known())
