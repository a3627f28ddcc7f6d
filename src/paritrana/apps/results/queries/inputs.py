"""What a ranking is computed from, as it stands now."""

from dataclasses import dataclass

from paritrana.apps.awards.models import Edition
from paritrana.apps.judging.queries import opened
from paritrana.apps.nominations.queries.scoring import scored_values
from paritrana.apps.results.models import RankingRun
from paritrana.core.scoring import marks_csv, values_csv


@dataclass(frozen=True)
class Inputs:
    """Values {category: {entrant: {criterion: text}}} and marks {(juror, entrant): {criterion: text}}."""

    values: dict[str, dict[str, dict[str, str]]]
    marks: dict[tuple[str, str], dict[str, str]]

    @property
    def entrants(self) -> int:
        return sum(len(entrants) for entrants in self.values.values())

    @property
    def values_csv(self) -> str:
        return values_csv(self.values)

    @property
    def marks_csv(self) -> str:
        return marks_csv(self.marks)


def inputs_of(edition: Edition) -> Inputs:
    """Return the scored values and the opened marks of everyone whose dossier is complete."""
    values = scored_values(edition)
    standing = {entrant for entrants in values.values() for entrant in entrants}
    marks = {pair: cells for pair, cells in opened.core_marks(edition).items() if pair[1] in standing}
    return Inputs(values, marks)


def is_current(run: RankingRun) -> bool:
    """Say whether rulebook, values and marks are still those of the run."""
    inputs = inputs_of(run.edition)
    return (
        run.rulebook_version_id == run.edition.rulebook_version.pk
        and run.values_csv == inputs.values_csv
        and run.marks_csv == inputs.marks_csv
    )
