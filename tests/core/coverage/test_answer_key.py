"""A made-up roll of 200,000 rows with a known truth: received, refreshed, asked, every answer true."""

from collections import Counter

import pytest
from tests.core.coverage.answer_key import faults_of, questions, wrong_answers
from tests.core.coverage.lakes import AS_OF, KEY

from paritrana.core.coverage import refresh
from paritrana.core.coverage.synth import synthesise
from paritrana.core.engines import open_engine
from paritrana.core.rolls import ERRORS, receive

pytestmark = pytest.mark.long
PERSONS = 17_600  # about 200,000 rows


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("key")
    made = synthesise(PERSONS, folder, province="71")
    receipt = receive(made.rolls, schema="contribution", lake=folder / "lake", key=KEY, as_of=AS_OF)
    with open_engine(memory="1GB") as engine:
        refresh(folder / "lake", engine=engine)
    return folder, made, receipt


def test_every_figure_is_the_true_one_to_the_last_digit(made):
    folder, _, _ = made
    assert len(questions(folder / "key")) > 40
    with open_engine() as engine:
        assert wrong_answers(folder / "lake", folder, engine=engine) == []


def test_every_row_was_counted_and_every_fault_found(made):
    folder, rolls, receipt = made
    assert sum(one.rows for one in receipt.files) == rolls.rows > 190_000
    found = Counter()
    for one in receipt.files:
        found.update(one.by_code)
    hard = {one.code for one in ERRORS}
    assert {code: count for code, count in found.items() if code in hard} == faults_of(folder)


def test_the_same_arguments_make_the_same_roll(tmp_path):
    first, second = (
        synthesise(50, tmp_path / "1", province="71"),
        synthesise(50, tmp_path / "2", province="71"),
    )
    assert [one.read_bytes() for one in first.rolls] == [one.read_bytes() for one in second.rolls]
    other = synthesise(50, tmp_path / "3", province="71", seed=2)
    assert other.rolls[0].read_bytes() != first.rolls[0].read_bytes()
