"""What one juror's opened marks look like beside those of colleagues; for that juror alone."""

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from paritrana.apps.awards.models import Edition
from paritrana.apps.judging.queries import core_marks
from paritrana.apps.nominations.queries import standing
from paritrana.apps.results.queries.jurors import Cells, Points, given_points, share_of
from paritrana.core.rulebook import Category
from paritrana.ui import formats

FEW = 5  # below so many common entrants a difference says little
ALIKE = Decimal("0.85")  # from here on criteria move together so closely that it is worth a thought
NOTHING = Fraction(0)


@dataclass(frozen=True)
class Beside:
    """One entrant: the juror's own points, 0 to 100, and the mean of colleagues on it."""

    name: str
    own: Fraction
    others: Fraction

    @property
    def difference(self) -> Fraction:
        return self.own - self.others


@dataclass(frozen=True)
class Mirror:
    """One category: every entrant that the juror and a colleague marked, and what it comes to.

    halo, others_halo: how far marks on different criteria move together, -1 to 1; None: not to be said.
    """

    category: Category
    rows: tuple[Beside, ...]
    others_low: Fraction
    others_high: Fraction
    halo: Decimal | None
    others_halo: Decimal | None

    @property
    def difference(self) -> Fraction:
        """Points by which the juror marked higher than colleagues, negative when lower."""
        return sum((row.difference for row in self.rows), NOTHING) / len(self.rows)

    @property
    def pairs(self) -> tuple[int, int]:
        """How many pairs of entrants stand in the same order as with colleagues, out of those that differ."""
        agreed = asked = 0
        for one, other in combinations(self.rows, 2):
            mine, theirs = one.own - other.own, one.others - other.others
            if mine and theirs:
                asked += 1
                agreed += (mine > 0) == (theirs > 0)
        return agreed, asked

    @property
    def told(self) -> list[str]:
        """What the juror reads, kindly."""
        return [one for one in (self._strictness(), self._spread(), self._halo(), self._order()) if one]

    def _strictness(self) -> str:
        many = ngettext("{count} entrant", "{count} entrants", len(self.rows)).format(count=len(self.rows))
        points = formats.number(abs(self.difference), 1)
        if not round(self.difference, 1):
            told = _("On {entrants} you marked as colleagues did on average.").format(entrants=many)
        elif self.difference < 0:
            told = _("You marked {points} points lower than colleagues on the same {entrants}.").format(
                points=points, entrants=many
            )
        else:
            told = _("You marked {points} points higher than colleagues on the same {entrants}.").format(
                points=points, entrants=many
            )
        if len(self.rows) < FEW:
            told += " " + _("With fewer than {few} entrants this says little.").format(few=FEW)
        return told

    def _spread(self) -> str:
        own = [row.own for row in self.rows]
        told = _(
            "Your points run from {low} to {high}, those of colleagues on the same entrants from {a} to {b}."
        )
        return told.format(
            low=formats.number(min(own), 1),
            high=formats.number(max(own), 1),
            a=formats.number(self.others_low, 1),
            b=formats.number(self.others_high, 1),
        )

    def _halo(self) -> str:
        if self.halo is None:
            return ""
        told = _("Your marks on different criteria move together by {own} (1: always, 0: not at all)").format(
            own=formats.number(self.halo)
        )
        if self.others_halo is not None:
            told += _("; those of colleagues by {others}").format(others=formats.number(self.others_halo))
        told += "."
        if self.halo >= ALIKE:
            told += " " + _("A good impression on one criterion may have lent itself to the others.")
        return told

    def _order(self) -> str:
        agreed, asked = self.pairs
        if not asked:
            return ""
        told = ngettext(
            "Of {asked} pair of entrants you put {agreed} in the same order as colleagues.",
            "Of {asked} pairs of entrants you put {agreed} in the same order as colleagues.",
            asked,
        )
        return told.format(asked=asked, agreed=agreed)


def mirrors(edition: Edition, juror: str) -> list[Mirror]:
    """Return the mirror of one juror (a pseudonym) in every category with opened marks; empty before that."""
    marks = core_marks(edition)
    found = []
    entrants: dict[str, dict[str, str]] = {}
    for row in standing(edition).select_related("organisation"):
        entrants.setdefault(row.category, {})[row.entrant_id] = row.organisation.name
    for category in edition.rulebook.categories:
        names = entrants.get(category.id, {})
        own = {pair: cells for pair, cells in marks.items() if pair[1] in names}
        mirror = mirror_of(category, juror, own, names)
        if mirror is not None:
            found.append(mirror)
    return found


def mirror_of(
    category: Category, juror: str, marks: Mapping[tuple[str, str], Cells], names: Mapping[str, str]
) -> Mirror | None:
    """Return the mirror of one juror in one category; None without an entrant in common with a colleague."""
    points = given_points(category, marks)
    shared = [one for one, given in points.items() if juror in given and len(given) > 1]
    if not shared:
        return None
    rows = tuple(
        Beside(names[one], points[one][juror], _mean_of_others(points, one, juror)) for one in shared
    )
    others = [value for one in shared for name, value in points[one].items() if name != juror]
    halos = {name: _halo(category, name, shared, marks) for one in shared for name in points[one]}
    theirs = [halo for name, halo in halos.items() if name != juror and halo is not None]
    return Mirror(
        category,
        tuple(sorted(rows, key=lambda row: (row.difference, row.name))),
        min(others),
        max(others),
        _shown(halos[juror]),
        _shown(statistics.fmean(theirs)) if theirs else None,
    )


def _mean_of_others(points: Points, entrant: str, juror: str) -> Fraction:
    others = [value for name, value in points[entrant].items() if name != juror]
    return sum(others, NOTHING) / len(others)


def _halo(
    category: Category, juror: str, entrants: Sequence[str], marks: Mapping[tuple[str, str], Cells]
) -> float | None:
    """Return the mean correlation between a juror's marks on every two criteria; None without any."""
    rubrics = [one for stage in category.stages for one in stage.rubrics]
    sheets = [marks.get((juror, one), {}) for one in entrants]
    columns = [
        [float(share_of(one, cells[one.id])) for cells in sheets if one.id in cells] for one in rubrics
    ]
    full = [column for column in columns if len(column) == len(sheets) >= 3 and len(set(column)) > 1]
    found = [statistics.correlation(one, other) for one, other in combinations(full, 2)]
    return statistics.fmean(found) if found else None


def _shown(value: float | None) -> Decimal | None:
    return None if value is None else round(Decimal(repr(value)), 2)
