"""One whole small selection, from a proposal to a result that a stranger confirms, by commands alone."""

import subprocess
import sys
from datetime import date
from fractions import Fraction

import pytest
from tests.factories import awards, judging, nominations
from tests.factories import results as factory

from paritrana.apps.awards.states import PhaseKind
from paritrana.apps.judging.commands import sheets
from paritrana.apps.judging.states import TieKind
from paritrana.apps.ledger import queries as ledger
from paritrana.apps.nominations.commands import verification
from paritrana.apps.nominations.states import State
from paritrana.apps.organisations.states import Role
from paritrana.apps.results.commands import decisions, publication, ranking
from paritrana.apps.results.queries import runs
from paritrana.core.bundle import checker_source

pytestmark = pytest.mark.django_db

COUNTS = ((457, 1000), (550, 1000), (250, 1000))
MARKS = ("3", "4", "2")


def entrant(edition, number):
    """Return a complete dossier with its verified figure."""
    branch = nominations.make_branch()
    organisation = nominations.make_organisation(code=f"71.{number:02}", name=f"Kabupaten {number}")
    nomination = nominations.make_nomination(
        State.COMPLETE, edition=edition, organisation=organisation, proposer=branch
    )
    part, whole = COUNTS[number - 1]
    verification.enter(
        nomination=nomination,
        criterion="coverage",
        numerator=part,
        denominator=whole,
        as_of=date(2023, 12, 31),
        definition="Pekerja terlindungi dibagi penduduk bekerja",
        source="Rekap contoh",
        verifier=branch,
        by=nominations.join(branch, Role.VERIFIER),
    )
    return nomination


def test_from_proposal_to_a_confirmed_bundle(tmp_path):
    edition = awards.make_edition()
    office = awards.secretary_of(edition)
    awards.make_phase(edition, PhaseKind.NOMINATION, opened=True)
    entrants = [entrant(edition, number) for number in (1, 2, 3)]
    chair, away, *_others = judging.jurors_of(edition)

    judging.declare_all(edition, ties_of={away: {entrants[0]: TieKind.FAMILY}})
    round = judging.make_round(edition)
    for juror in judging.jurors_of(edition):
        marks = dict(zip(entrants, MARKS, strict=True))
        sheet = judging.mark_all(judging.sheet_of(round, juror), marks=marks)
        sheets.lock(sheet=sheet, by=juror)
    judging.open_up(round)

    run = ranking.run(edition=edition, by=office)
    (category,) = runs.categories_of(run)
    assert [(row.rank, row.entrant) for row in category.rows] == [
        (1, entrants[1].entrant_id),
        (2, entrants[0].entrant_id),
        (3, entrants[2].entrant_id),
    ]
    coverage, regulation, mark = Fraction(457, 1000), 1, Fraction(3, 5)
    expected = 40 * (Fraction(7, 10) * coverage + Fraction(3, 10) * regulation) + 60 * mark
    assert category.rows[1].exact == expected
    assert f"{entrants[0].entrant_id},*,recused" in run.marks_csv

    decisions.decide(run=run, category=factory.CATEGORY, reason=factory.REASON, by=chair)
    made = publication.publish(edition=edition, by=office)

    bundle, kept, program = (tmp_path / name for name in ("bundle.zip", "kept.txt", "verifier.py"))
    with made.bundle.open("rb") as file:
        bundle.write_bytes(file.read())
    kept.write_text(made.checkpoint)
    program.write_bytes(checker_source())
    for further in ([], ["--checkpoint", str(kept)]):
        found = subprocess.run(
            [sys.executable, "-I", str(program), str(bundle), *further],
            capture_output=True,
            text=True,
            check=False,
        )
        assert found.returncode == 0, found.stdout + found.stderr
    assert ledger.examine(edition.ledger_log).holds
