"""What a ranking is computed from, as it stands now."""

from dataclasses import dataclass

from paritrana.apps.awards.models import Edition
from paritrana.apps.judging.queries import opened
from paritrana.apps.nominations.queries.scoring import entrant_facts, scored_values
from paritrana.apps.results.models import RankingRun
from paritrana.core.scoring import Facts, entrants_csv, marks_csv, values_csv


@dataclass(frozen=True)
class Inputs:
    """Values {category: {entrant: {criterion: text}}} and marks {(juror, entrant): {criterion: text}}.

    facts: what rules of format /2 may ask of each entrant; None for format /1.
    """

    values: dict[str, dict[str, dict[str, str]]]
    marks: dict[tuple[str, str], dict[str, str]]
    facts: dict[str, Facts] | None

    @property
    def entrants(self) -> int:
        return sum(len(entrants) for entrants in self.values.values())

    @property
    def values_csv(self) -> str:
        return values_csv(self.values)

    @property
    def marks_csv(self) -> str:
        return marks_csv(self.marks)

    @property
    def entrants_csv(self) -> str:
        return "" if self.facts is None else entrants_csv(self.facts)


def inputs_of(edition: Edition) -> Inputs:
    """Return the scored values and the opened marks of everyone whose dossier is complete."""
    values = scored_values(edition)
    standing = {entrant for entrants in values.values() for entrant in entrants}
    marks = {pair: cells for pair, cells in opened.core_marks(edition).items() if pair[1] in standing}
    return Inputs(values, marks, entrant_facts(edition))


def is_current(run: RankingRun) -> bool:
    """Say whether rulebook, values, marks and facts are still those of the run."""
    inputs = inputs_of(run.edition)
    return (
        run.rulebook_version_id == run.edition.rulebook_version.pk
        and run.values_csv == inputs.values_csv
        and run.marks_csv == inputs.marks_csv
        and run.entrants_csv == inputs.entrants_csv
    )
