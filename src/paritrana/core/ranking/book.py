"""The ranking of a whole book: every category scored and ordered, or every fault of the data at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from paritrana.core.ranking.order import Row, rows_of
from paritrana.core.rulebook import Category, Rulebook
from paritrana.core.scoring import BookValues, CategoryScores, CategoryValues, Marks, Where, score_category
from paritrana.core.scoring.wording import fault
from paritrana.errors import DataFaults, Fault

LONGEST_SEED = 1000


@dataclass(frozen=True, slots=True)
class CategoryResult:
    """One category's ranking with the scores that made it."""

    category: Category
    scores: CategoryScores
    rows: tuple[Row, ...]

    def up_to(self, rank: int) -> tuple[Row, ...]:
        """Return every row whose rank is at most `rank`, so that equals at the cut are all taken."""
        return tuple(row for row in self.rows if row.rank <= rank)

    @property
    def winners(self) -> tuple[Row, ...]:
        """Return the rows that win."""
        return self.up_to(self.category.winners)

    @property
    def forwarded(self) -> tuple[Row, ...]:
        """Return the rows that are sent to the next level."""
        return self.up_to(self.category.forward)

    @property
    def excluded(self) -> Mapping[str, str]:
        """Return who is not ranked, with the reason."""
        return self.scores.excluded

    @property
    def filled(self) -> tuple[tuple[str, str], ...]:
        """Return the (entrant, criterion) pairs for which the median of the class stood in."""
        medians = {one.id for one in self.category.criteria if one.missing == "class_median"}
        return tuple(
            (entrant, part.criterion)
            for entrant, one in self.scores.entrants.items()
            for part in one.parts
            if part.filled and part.criterion in medians
        )


@dataclass(frozen=True, slots=True)
class Result:
    """The rankings of all categories, in the order of the rulebook, and the seed of the lots, if any."""

    rulebook: Rulebook
    categories: tuple[CategoryResult, ...]
    seed: str | None

    def category(self, category_id: str) -> CategoryResult:
        """Return one category's result; raises NotFound."""
        wanted = self.rulebook.category(category_id)
        return next(one for one in self.categories if one.category is wanted)


def rank_category(
    category: Category,
    values: CategoryValues,
    marks: Marks,
    *,
    seed: str | None = None,
    where: Where | None = None,
) -> CategoryResult:
    """Return the ranking of one category; raises DataFaults with every fault.

    values: {entrant: {criterion: text}}; marks: {(juror, entrant): {criterion: text}}, a recusal as
    {"*": "recused"}; seed: the public seed, needed when the chain of ties can come to a lot.
    """
    faults = list(_seed_faults([category], seed, where or Where()))
    if faults:
        raise DataFaults(faults)
    scores = score_category(category, values=values, marks=marks, where=where)
    return CategoryResult(category, scores, rows_of(scores, seed=seed))


def rank_book(
    rulebook: Rulebook,
    values: BookValues,
    marks: Marks,
    *,
    seed: str | None = None,
    where: Where | None = None,
) -> Result:
    """Return the rankings of all categories; raises DataFaults with every fault of values and marks.

    values: {category: {entrant: {criterion: text}}}; marks: as for `rank_category`, of all entrants.
    """
    place = where or Where()
    faults = [*_seed_faults(rulebook.categories, seed, place), *_book_faults(rulebook, values, marks, place)]
    home = {entrant: name for name, entrants in values.items() for entrant in entrants}
    own: dict[str, dict[tuple[str, str], Mapping[str, str]]] = {one.id: {} for one in rulebook.categories}
    for pair, cells in marks.items():
        own.get(home.get(pair[1], ""), {})[pair] = cells
    results = []
    for category in rulebook.categories:
        try:
            scores = score_category(
                category, values=values.get(category.id, {}), marks=own[category.id], where=place
            )
        except DataFaults as found:
            faults += found.faults
            continue
        if not faults:
            results.append(CategoryResult(category, scores, rows_of(scores, seed=seed)))
    if faults:
        raise DataFaults(faults)
    return Result(rulebook, tuple(results), seed)


def _seed_faults(
    categories: list[Category] | tuple[Category, ...], seed: str | None, where: Where
) -> Iterator[Fault]:
    if seed is None:
        for category in categories:
            if category.draws_lots:
                yield fault("seed.missing", 1, file=where.rulebook_file, category=category.id)
    elif not seed or len(seed) > LONGEST_SEED or not seed.isprintable():
        yield fault("seed.text", 1, file=where.rulebook_file)


def _book_faults(rulebook: Rulebook, values: BookValues, marks: Marks, where: Where) -> Iterator[Fault]:
    """Yield the faults between the tables: unknown categories and entrants, an entrant in two categories."""
    known = ", ".join(category.id for category in rulebook.categories)
    ids = {category.id for category in rulebook.categories}
    home: dict[str, str] = {}
    for name, entrants in values.items():
        for entrant in entrants:
            place = (name, entrant, None)
            if name not in ids:
                yield where.value("category.unknown", place, value=name, known=known)
            first = home.setdefault(entrant, name)
            if first != name:
                yield where.value(
                    "entrant.two_categories", place, entrant=entrant, category=name, other=first
                )
    for juror, entrant in marks:
        if entrant not in home:
            yield where.mark("entrant.unknown", (juror, entrant, None), entrant=entrant)
