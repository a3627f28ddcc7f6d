"""The ranking of a whole book: every category scored and ordered, or every fault of the data at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from paritrana.core.ranking.awards import Award, category_awards, facts_asked, prize_awards
from paritrana.core.ranking.order import Row, rows_of
from paritrana.core.rulebook import Category, Rulebook
from paritrana.core.scoring import (
    BookValues,
    CategoryScores,
    CategoryValues,
    Entrants,
    Marks,
    Where,
    score_category,
)
from paritrana.core.scoring.entrants import fact_faults
from paritrana.core.scoring.wording import fault
from paritrana.errors import DataFaults, Fault

LONGEST_SEED = 1000


@dataclass(frozen=True, slots=True)
class CategoryResult:
    """One category's ranking with the scores that made it, and who is awarded."""

    category: Category
    scores: CategoryScores
    rows: tuple[Row, ...]
    awards: tuple[Award, ...] = ()

    def up_to(self, rank: int) -> tuple[Row, ...]:
        """Return every row whose rank is at most `rank`, so that equals at the cut are all taken."""
        return tuple(row for row in self.rows if row.rank <= rank)

    @property
    def winners(self) -> tuple[Row, ...]:
        """Return the rows that win."""
        return self.awarded("winner")

    @property
    def consolations(self) -> tuple[Row, ...]:
        """Return the rows that have a place after the winners."""
        return self.awarded("consolation")

    @property
    def forwarded(self) -> tuple[Row, ...]:
        """Return the rows that are sent to the next level."""
        return self.awarded("forward")

    def awarded(self, award: str) -> tuple[Row, ...]:
        """Return the rows that have an award, best first; whoever was skipped has none."""
        names = {one.entrant for one in self.awards if one.award == award and one.place is not None}
        return tuple(row for row in self.rows if row.entrant in names)

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
    """The rankings of all categories, in the order of the rulebook, the seed of the lots, and the prizes."""

    rulebook: Rulebook
    categories: tuple[CategoryResult, ...]
    seed: str | None
    prizes: tuple[Award, ...] = ()

    @property
    def awards(self) -> tuple[Award, ...]:
        """Return every award in the order of awards.csv: category after category, then the prizes."""
        return (*(award for one in self.categories for award in one.awards), *self.prizes)

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
    entrants: Entrants | None = None,
) -> CategoryResult:
    """Return the ranking of one category; raises DataFaults with every fault.

    values: {entrant: {criterion: text}}; marks: {(juror, entrant): {criterion: text}}, a recusal as
    {"*": "recused"}; seed: the public seed, needed when the chain of ties can come to a lot; entrants: facts
    about them, needed where the category has size classes or a cap on provinces.
    """
    place = where or Where()
    faults = [
        *seed_faults([category], seed, place),
        *fact_faults(category, values, entrants, place, facts_asked(category, ())),
    ]
    if faults:
        raise DataFaults(faults)
    scores = score_category(category, values=values, marks=marks, where=where, entrants=entrants)
    return _category_result(scores, seed, entrants)


def _category_result(scores: CategoryScores, seed: str | None, entrants: Entrants | None) -> CategoryResult:
    rows = rows_of(scores, seed=seed)
    awards = category_awards(scores.category, scores, rows, entrants or {})
    return CategoryResult(scores.category, scores, rows, awards)


def rank_book(
    rulebook: Rulebook,
    values: BookValues,
    marks: Marks,
    *,
    seed: str | None = None,
    where: Where | None = None,
    entrants: Entrants | None = None,
) -> Result:
    """Return the rankings of all categories; raises DataFaults with every fault of the tables.

    values: {category: {entrant: {criterion: text}}}; marks: as for `rank_category`, of all entrants;
    entrants: {entrant: facts}, needed where a rule of the book asks for facts.
    """
    place = where or Where()
    faults = [
        *seed_faults(rulebook.categories, seed, place),
        *_book_faults(rulebook, values, marks, place),
        *_entrants_faults(rulebook, values, entrants, place),
    ]
    told_already = frozenset(faults)
    home = {entrant: name for name, named in values.items() for entrant in named}
    own: dict[str, dict[tuple[str, str], Mapping[str, str]]] = {one.id: {} for one in rulebook.categories}
    for pair, cells in marks.items():
        own.get(home.get(pair[1], ""), {})[pair] = cells
    results = []
    for category in rulebook.categories:
        try:
            scores = score_category(
                category,
                values=values.get(category.id, {}),
                marks=own[category.id],
                where=place,
                entrants=entrants,
            )
        except DataFaults as found:
            faults += [one for one in found.faults if one not in told_already]
            continue
        if not faults:
            results.append(_category_result(scores, seed, entrants))
    if faults:
        raise DataFaults(faults)
    told = [award for one in results for award in one.awards]
    prizes = prize_awards(
        rulebook.prizes, {one.category.id: one.scores for one in results}, told, entrants or {}
    )
    return Result(rulebook, tuple(results), seed, tuple(prizes))


def narrowed(rulebook: Rulebook, only: str | None) -> Rulebook:
    """Return the rulebook of one category; prizes that others take part in are left out.

    The hash stays that of the whole rulebook; without `only` it is the whole.
    """
    if only is None:
        return rulebook
    return replace(
        rulebook,
        categories=tuple(one for one in rulebook.categories if one.id == only),
        prizes=tuple(one for one in rulebook.prizes if one.categories == (only,)),
    )


def seed_faults(
    categories: list[Category] | tuple[Category, ...], seed: str | None, where: Where
) -> Iterator[Fault]:
    """Yield what is wrong with the seed: there is none where lots may be drawn, or it cannot be read out."""
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
    for name, entrants in values.items():
        for entrant in entrants if name not in ids else ():
            yield where.value("category.unknown", (name, entrant, None), value=name, known=known)
    yield from two_categories(values, where)
    home = {entrant for named in values.values() for entrant in named}
    for juror, entrant in marks:
        if entrant not in home:
            yield where.mark("entrant.unknown", (juror, entrant, None), entrant=entrant)


def two_categories(values: BookValues, where: Where) -> Iterator[Fault]:
    """Yield a fault for every further category that an entrant is listed in."""
    home: dict[str, str] = {}
    for name, entrants in values.items():
        for entrant in entrants:
            first = home.setdefault(entrant, name)
            if first != name:
                place, facts = (name, entrant, None), {"entrant": entrant, "category": name, "other": first}
                yield where.value("entrant.two_categories", place, **facts)


def _entrants_faults(
    rulebook: Rulebook, values: BookValues, entrants: Entrants | None, where: Where
) -> Iterator[Fault]:
    """Yield the facts that the awards lack, and whoever stands only in the table of facts."""
    for category in rulebook.categories:
        asked = facts_asked(category, rulebook.prizes)
        yield from fact_faults(category, values.get(category.id, {}), entrants, where, asked)
    known = {entrant for named in values.values() for entrant in named}
    for entrant in sorted(set(entrants or {}) - known):
        yield where.entrant("entrant.unknown", entrant)
