"""Every address × every role × every stage: who is let in, who is refused, and what nobody may read."""

import pytest
from tests.permissions import table
from tests.permissions.addresses import addresses
from tests.permissions.walk import Findings, Sample, walk
from tests.permissions.world import build

KEY_STAGE, SHORT = "marking", Sample(let_in=1, refused=2, moving=True)
# In the long run everybody tries everything at two stages: when marks are made and when they lie open.  At
# the others, what is open to the same people all along is tried by some who are refused, the others taking
# their turn at the next stage; until there are marks, by some who are let in too.
EARLY, LATE = Sample(let_in=2, refused=3), Sample(let_in=len(table.ROLES), refused=3)
SAMPLES = dict.fromkeys(("preparing", "nominating", "submitted", "complete"), EARLY)
SAMPLES |= dict.fromkeys(("closed", "published"), LATE)
MARKED = {"marking", "closed", "opened", "published"}


whole = [
    pytest.param((stage, SAMPLES.get(stage)), id=stage, marks=pytest.mark.long) for stage in table.STAGES
]
every_stage = pytest.mark.parametrize("tried", [pytest.param((KEY_STAGE, SHORT), id="some"), *whole])


@pytest.fixture(scope="session")
def known() -> dict[tuple[str, Sample | None], Findings]:
    """What was found at each stage, found once."""
    return {}


@pytest.fixture
def stage(tried) -> str:
    return tried[0]


@pytest.fixture
def found(tried, known, db, tmp_path) -> Findings:
    stage, some = tried
    if tried not in known:
        known[tried] = walk(build(stage, tmp_path), some)
    return known[tried]


def test_every_address_stands_in_the_table():
    site = {one.name for one in addresses()}
    listed = {row.name for row in table.ROWS}
    assert site - listed == set(), "addresses without a row: say in table.py who may open them"
    assert listed - site == set(), "rows without an address"
    assert not [name for name in site if name.rpartition(":")[2] == "None"], "an address without a name"


def test_every_row_names_roles_and_stages_that_exist():
    for row in table.ROWS:
        assert row.get or row.post, row.name
        for who in filter(None, (row.get, row.post)):
            assert tuple(who) == table.STAGES
            assert all(roles <= table.EVERYBODY for roles in who.values())


@every_stage
def test_each_role_is_let_in_or_refused_as_the_table_says(found):
    assert found.tried > 1000
    assert found.access == []


@every_stage
def test_a_foreign_thing_under_ones_own_edition_or_dossier_is_refused(found):
    assert found.crossed == []


@every_stage
def test_nothing_breaks(found):
    assert found.broken == []


@every_stage
def test_every_refusal_gives_a_reason_and_says_whom_to_ask(found):
    assert found.unreasoned == []


@every_stage
def test_reading_writes_nothing_into_the_ledger(found):
    assert found.wrote == []


@every_stage
def test_nobody_reads_the_marks_of_others_before_the_round_is_opened(found, stage):
    assert found.marks == []
    assert bool(found.told["marks"]) is (stage in MARKED), "jurors read their own marks"


@every_stage
def test_nobody_but_the_committee_reads_a_score_before_publication(found, stage):
    assert found.scores == []
    assert bool(found.told["scores"]) is (stage in {"opened", "published"}), "the committee reads the scores"


@every_stage
def test_addresses_of_people_are_shown_only_to_those_who_manage_them(found):
    assert found.addresses == []
    assert found.told["addresses"], "the secretariat reads the addresses of its people"
