"""Class breaks and colours: one hue from light to dark, in order in grey print too."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from django.utils.translation import gettext as _

from paritrana.ui import formats
from paritrana.ui.charts.keys import Key

EVEN_BREAKS = (Fraction(1, 5), Fraction(2, 5), Fraction(3, 5), Fraction(4, 5))
COLOURS = {"k1": "#e1eff5", "k2": "#9cc7db", "k3": "#629fbf", "k4": "#2d7196", "k5": "#083f5c"}
DARK = {"k4", "k5"}  # classes that carry white text
SPREAD = {
    1: ("k3",),
    2: ("k2", "k4"),
    3: ("k1", "k3", "k5"),
    4: ("k1", "k2", "k4", "k5"),
    5: tuple(COLOURS),
}
MOST = 5


@dataclass(frozen=True)
class Scale:
    """Breaks as exact shares, rising; a share on a break belongs to the class above it."""

    breaks: tuple[Fraction, ...] = EVEN_BREAKS

    def __post_init__(self) -> None:
        if list(self.breaks) != sorted(set(self.breaks)) or len(self.breaks) >= MOST:
            raise ValueError("a scale has up to four breaks, each above the one before")

    @property
    def names(self) -> tuple[str, ...]:
        return SPREAD[len(self.breaks) + 1]

    def name_of(self, share: Fraction) -> str:
        """Return the class of a share: k1 (light) to k5 (dark)."""
        return self.names[bisect_right(self.breaks, share)]

    def keys(self) -> tuple[Key, ...]:
        """Return the legend: every class with its bounds, stated."""
        if not self.breaks:
            return (Key(self.names[0], _("reported")),)
        bounds = [_whole(one) for one in self.breaks]
        first = _("below {bound}").format(bound=bounds[0])
        last = _("{bound} or more").format(bound=bounds[-1])
        middle = [_("{low} to below {high}").format(low=low, high=high) for low, high in pairwise(bounds)]
        return tuple(Key(name, label) for name, label in zip(self.names, (first, *middle, last), strict=True))


def even_groups(shares: Iterable[Fraction | None], groups: int = MOST) -> tuple[Fraction, ...]:
    """Return breaks, in whole percent, that put about as many regions into each class; fewer on ties."""
    known = sorted(share for share in shares if share is not None)
    if not known:
        return ()
    cuts = [known[len(known) * number // groups] for number in range(1, groups)]
    rounded = sorted({Fraction(round(cut * 100), 100) for cut in cuts})
    return tuple(cut for cut in rounded if known[0] < cut <= known[-1])


def _whole(share: Fraction) -> str:
    places = 0 if (share * 100).denominator == 1 else 1
    return formats.percent(share, 1, places)


def stated(breaks: Sequence[Fraction]) -> str:
    """Return the breaks in one sentence."""
    if not breaks:
        return ""
    return _("Class breaks: {breaks}.").format(breaks="; ".join(map(_whole, breaks)))
