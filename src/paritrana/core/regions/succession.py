"""Splits, mergers and renumberings: which codes stand for an old code on a given day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from paritrana.core.regions.codes import Code
from paritrana.errors import BadInput


@dataclass(frozen=True, slots=True)
class Succession:
    """From `since` on, `share` of `old` is counted under `new`.

    share: over 0 to 1; the shares of one old code on one day sum to 1 (a renumbering has one of 1).
    """

    old: Code
    new: Code
    since: date
    share: Fraction = Fraction(1)
    decree: str = ""

    def __post_init__(self) -> None:
        if self.old == self.new or not 0 < self.share <= 1:
            raise BadInput(
                "region.bad_succession", old=str(self.old), new=str(self.new), share=str(self.share)
            )


class Successions:
    """All known successions.

    Raises BadInput (region.shares) when those of one old code differ in day or do not sum to 1.
    """

    def __init__(self, links: Iterable[Succession]) -> None:
        self._links: dict[Code, list[Succession]] = defaultdict(list)
        for link in links:
            self._links[link.old].append(link)
        for old, successors in self._links.items():
            days = {link.since for link in successors}
            if len(days) > 1 or sum(link.share for link in successors) != 1:
                raise BadInput("region.shares", region=str(old))

    def shares_on(self, code: Code, day: date) -> dict[Code, Fraction]:
        """Return the codes that stand for `code` on `day`, each with its share; the shares sum to 1.

        Raises BadInput (region.circle) when a code succeeds itself.
        """
        shares: dict[Code, Fraction] = defaultdict(Fraction)
        self._walk(code, day, Fraction(1), shares, ())
        return dict(sorted(shares.items()))

    def _walk(
        self, code: Code, day: date, share: Fraction, shares: dict[Code, Fraction], seen: tuple[Code, ...]
    ) -> None:
        if code in seen:
            raise BadInput("region.circle", region=str(code))
        links = [link for link in self._links.get(code, ()) if link.since <= day]
        if not links:
            shares[code] += share
        for link in links:
            self._walk(link.new, day, share * link.share, shares, (*seen, code))
