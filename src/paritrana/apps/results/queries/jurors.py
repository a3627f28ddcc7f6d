"""What the opened marks of a run tell about its jurors: each one's points for each entrant."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from paritrana.apps.results.queries.runs import RankedCategory
from paritrana.core.rulebook import Category, Criterion, Stage

type Cells = Mapping[str, str]  # criterion → mark
type Points = dict[str, dict[str, Fraction]]  # entrant → juror → points, 0 to 100


@dataclass(frozen=True)
class Spread:
    """One entrant and what each juror gave it in all, 0 to 100, the lowest first."""

    entrant: str
    name: str
    given: tuple[tuple[str, Fraction], ...]

    @property
    def low(self) -> Fraction:
        return self.given[0][1]

    @property
    def high(self) -> Fraction:
        return self.given[-1][1]

    @property
    def mean(self) -> Fraction:
        return sum((points for _juror, points in self.given), Fraction(0)) / len(self.given)


def share_of(criterion: Criterion, mark: str) -> Fraction:
    """Return a mark as a share of its scale, 0 to 1."""
    low, high = criterion.scale or (Fraction(0), Fraction(1))
    return (Fraction(mark) - low) / (high - low)


def points_of(category: Category, cells: Cells) -> Fraction | None:
    """Return what one juror's marks of one entrant make, 0 to 100, over what was marked; else None."""
    found, whole = Fraction(0), Fraction(0)
    for stage in category.stages:
        for criterion in stage.rubrics:
            if criterion.id in cells:
                weight = weight_of(stage, criterion)
                found += weight * share_of(criterion, cells[criterion.id])
                whole += weight
    return found * 100 / whole if whole else None


def weight_of(stage: Stage, criterion: Criterion) -> Fraction:
    """Return a criterion's share of the whole score by the rulebook, 0 to 1."""
    dimension = next((one for one in stage.dimensions if one.id == criterion.dimension), None)
    group = [one for one in stage.criteria if one.dimension == criterion.dimension]
    inside = Fraction(criterion.weight_bp, sum(one.weight_bp for one in group))
    outside = Fraction(dimension.weight_bp, 10_000) if dimension else Fraction(1)
    return Fraction(stage.weight_bp, 10_000) * outside * inside


def given_points(category: Category, marks: Mapping[tuple[str, str], Cells]) -> Points:
    """Return entrant → juror → points from {(juror, entrant): {criterion: mark}}, recusals left out."""
    found: Points = {}
    for (juror, entrant), cells in sorted(marks.items()):
        points = points_of(category, cells)
        if points is not None and "*" not in cells:
            found.setdefault(entrant, {})[juror] = points
    return found


def spreads(ranked: RankedCategory, marks: Mapping[str, Sequence[Mapping[str, str]]]) -> list[Spread]:
    """Return the ranked entrants that jurors marked, by rank.  marks: as of `runs.marks_by_entrant`."""
    cells: dict[tuple[str, str], dict[str, str]] = {}
    for row in ranked.rows:
        for mark in marks.get(row.entrant, ()):
            cells.setdefault((mark["juror"], row.entrant), {})[mark["criterion"]] = mark["mark"]
    given = given_points(ranked.category, cells)
    return [
        Spread(
            row.entrant, row.name, tuple(sorted(given[row.entrant].items(), key=lambda one: (one[1], one[0])))
        )
        for row in ranked.rows
        if row.entrant in given
    ]
