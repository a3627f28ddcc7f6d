"""Reading a ranking run from its own files, exactly as they will be published."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from paritrana.apps.awards.models import Edition
from paritrana.apps.judging.models import Round
from paritrana.apps.judging.queries.finalists import nobody_passes
from paritrana.apps.judging.states import RoundState
from paritrana.apps.nominations.labels.wording import value_text
from paritrana.apps.nominations.models import Nomination
from paritrana.apps.nominations.rules import SIZE
from paritrana.apps.nominations.states import State
from paritrana.apps.results import labels
from paritrana.apps.results.models import RankingRun
from paritrana.apps.results.queries.awarded import Prize, awarded_in
from paritrana.core.rulebook import Category, Criterion, Rulebook, Stage
from paritrana.core.scoring.model import FAIR
from paritrana.core.units import Points


@dataclass(frozen=True)
class Part:
    """What one criterion gave one entrant: points on 0 to 100 (None when it left), its part of the score.

    A geometric mean has no parts: None.
    """

    criterion: Criterion
    points: Fraction | None
    score_part: Fraction | None

    @property
    def meter(self) -> str:
        """The points as plain decimal text, for a bar."""
        return "0" if self.points is None else Points(self.points).shown


@dataclass(frozen=True)
class Changed:
    """By how many points the fair value of the panel changed a stage, and the score (None: no part)."""

    stage: Stage
    points: Fraction
    score_part: Fraction | None


@dataclass(frozen=True)
class Ranked:
    """One line of a ranking with the entrant's name and the parts of its score.

    changes: by stage, where the fair values are the official ones.
    award: `winner`, `consolation` or empty; place: in that award; skipped: the rule that withheld one.
    """

    category: Category
    rank: int
    entrant: str
    name: str
    score: str
    score_exact: str
    tie_rule: str
    parts: tuple[Part, ...]
    changes: tuple[Changed, ...] = ()
    award: str = ""
    place: int | None = None
    skipped: str = ""
    size: str = ""
    prizes: tuple[Prize, ...] = ()

    @property
    def exact(self) -> Fraction:
        return Fraction(self.score_exact)

    @property
    def tie_words(self) -> str:
        return labels.tie_rule(self.tie_rule, self.category)

    @property
    def size_words(self) -> str:
        """The size class, empty where the category has none."""
        return value_text(self.category, SIZE, self.size) if self.size else ""

    @property
    def award_words(self) -> str:
        return labels.award(self.award, self.place, self.skipped)

    @property
    def shown(self) -> Decimal:
        """The score with its two decimals, for pages that write numbers in their own language."""
        return Decimal(self.score)


@dataclass(frozen=True)
class Excluded:
    """Who is not ranked, and the published reason: ``missing:CRITERION``, ``not_finalist:STAGE`` or
    ``below_pass_mark:STAGE``."""

    category: Category
    entrant: str
    name: str
    reason: str

    @property
    def words(self) -> str:
        return labels.exclusion(self.reason, self.category)


@dataclass(frozen=True)
class RankedCategory:
    """One category of a run as pages show it."""

    category: Category
    rows: tuple[Ranked, ...]
    excluded: tuple[Excluded, ...]

    @property
    def changed_stages(self) -> tuple[Stage, ...]:
        """The stages whose points go by the fair value of the panel; empty unless it is official."""
        given = {change.stage.id for row in self.rows for change in row.changes}
        return tuple(stage for stage in self.category.stages if stage.id in given)

    @property
    def has_parts(self) -> bool:
        """Whether every score is the sum of what its criteria gave; not so under a geometric mean."""
        means = {self.category.aggregate, *(stage.aggregate for stage in self.category.stages)}
        return "geometric" not in means

    @cached_property
    def ties(self) -> tuple[tuple[Ranked, ...], ...]:
        """The groups that had the same ordering score, best first."""
        groups: dict[object, list[Ranked]] = {}
        for row in self.rows:
            key = row.exact if self.category.rank_on == "exact" else row.score
            groups.setdefault(key, []).append(row)
        return tuple(tuple(group) for group in groups.values() if len(group) > 1)

    @property
    def winners(self) -> tuple[Ranked, ...]:
        return tuple(row for row in self.rows if row.award == "winner")

    @property
    def recipients(self) -> tuple[Ranked, ...]:
        """Winners, consolations, then who has nothing but prizes; each by rank."""
        consoled = tuple(row for row in self.rows if row.award == "consolation")
        placed = (*self.winners, *consoled)
        return (*placed, *(row for row in self.rows if row.prizes and row not in placed))


def latest_run(edition: Edition) -> RankingRun | None:
    """Return the newest run of an edition, the only one that can be decided on."""
    return edition.ranking_runs.order_by("-number").first()


def unopened_rounds(edition: Edition) -> list[str]:
    """Return ``category/stage`` of every marked stage with standing entrants whose round is not opened.

    A stage for finalists to which nobody passed has no round, so nothing waits for it.
    """
    opened = set(
        Round.objects.filter(edition=edition, state=RoundState.OPENED).values_list("category", "stage")
    )
    standing = set(
        Nomination.objects.filter(edition=edition, state=State.COMPLETE).values_list("category", flat=True)
    )
    return [
        f"{category.id}/{stage.id}"
        for category in edition.rulebook.categories
        if category.id in standing
        for stage in category.stages
        if stage.rubrics
        and (category.id, stage.id) not in opened
        and not nobody_passes(edition, category.id, stage.id)
    ]


def names_of(edition: Edition) -> dict[str, str]:
    """Return entrant id → official name of the organisation, for everyone who ever stood in the edition."""
    rows = Nomination.objects.filter(edition=edition).select_related("organisation")
    return {row.entrant_id: row.organisation.name for row in rows}


def rulebook_of(run: RankingRun) -> Rulebook:
    """Return the rules by which a run was computed."""
    if run.rulebook_version_id == run.edition.rulebook_version.pk:
        return run.edition.rulebook
    return run.rulebook_version.rulebook


def ranked_ids(run: RankingRun) -> list[str]:
    """Return the categories of a run that have an entrant, ranked or excluded, in the rulebook's order."""
    found = {row["category"] for text in (run.ranking_csv, run.excluded_csv) for row in table(text)}
    return [category.id for category in rulebook_of(run).categories if category.id in found]


def categories_of(run: RankingRun) -> list[RankedCategory]:
    """Return every category of a run that has entrants, in the rulebook's order."""
    names = names_of(run.edition)
    parts, changes = _parts(run), _changes(run)
    sizes = {row["entrant"]: row["size"] for row in table(run.entrants_csv)}
    awards = awarded_in(run, rulebook_of(run))
    shown = []
    for category_id in ranked_ids(run):
        category = rulebook_of(run).category(category_id)
        rows = tuple(
            Ranked(
                category=category,
                rank=int(row["rank"]),
                entrant=row["entrant"],
                name=names.get(row["entrant"], row["entrant"]),
                score=row["score"],
                score_exact=row["score_exact"],
                tie_rule=row["tie_rule"],
                parts=tuple(parts.get((category_id, row["entrant"]), ())),
                size=sizes.get(row["entrant"], ""),
                changes=tuple(changes.get((category_id, row["entrant"]), ())),
                **awards.get(row["entrant"], _by_rank(category, row) if not run.awards_csv else {}),
            )
            for row in table(run.ranking_csv)
            if row["category"] == category_id
        )
        excluded = tuple(
            Excluded(category, row["entrant"], names.get(row["entrant"], row["entrant"]), row["reason"])
            for row in table(run.excluded_csv)
            if row["category"] == category_id
        )
        shown.append(RankedCategory(category, rows, excluded))
    return shown


def marks_by_entrant(run: RankingRun) -> Mapping[str, list[dict[str, str]]]:
    """Return the opened marks of a run per entrant: juror (a pseudonym), criterion, mark."""
    found: dict[str, list[dict[str, str]]] = {}
    for row in table(run.marks_csv):
        found.setdefault(row["entrant"], []).append(row)
    return found


def table(text: str) -> Iterator[dict[str, str]]:
    """Return the rows of a CSV text as mappings."""
    return csv.DictReader(io.StringIO(text))


def _by_rank(category: Category, row: Mapping[str, str]) -> dict[str, object]:
    """Return the award under format /1, where every rank up to `winners` wins."""
    rank = int(row["rank"])
    return {"award": "winner", "place": rank} if rank <= category.winners else {}


def _parts(run: RankingRun) -> dict[tuple[str, str], list[Part]]:
    found: dict[tuple[str, str], list[Part]] = {}
    for row in table(run.contributions_csv):
        if row["criterion"] == FAIR:
            continue
        criterion = rulebook_of(run).category(row["category"]).criterion(row["criterion"])
        points = Fraction(row["points"]) if row["points"] else None
        found.setdefault((row["category"], row["entrant"]), []).append(
            Part(criterion, points, Fraction(row["score_part"]) if row["score_part"] else None)
        )
    return found


def _changes(run: RankingRun) -> dict[tuple[str, str], list[Changed]]:
    found: dict[tuple[str, str], list[Changed]] = {}
    for row in table(run.contributions_csv):
        if row["criterion"] == FAIR:
            stage = rulebook_of(run).category(row["category"]).stage(row["stage"])
            part = Fraction(row["score_part"]) if row["score_part"] else None
            found.setdefault((row["category"], row["entrant"]), []).append(
                Changed(stage, Fraction(row["points"]), part)
            )
    return found
