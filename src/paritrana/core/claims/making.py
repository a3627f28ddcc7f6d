"""What the figures of a claim give: one computation for each kind, on spans."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from paritrana.core.claims.model import KINDS, Claim, Printed
from paritrana.core.claims.numbers import Figure
from paritrana.core.claims.reading import (
    WHY,
    Unread,
    read_count,
    read_figure,
    read_percent,
    read_share,
)
from paritrana.core.claims.spans import Span, total

PERCENT = "percent"
HUNDRED = Span.exactly(100)


class NoWholeError(Exception):
    """A percent is printed of nothing, or of less than nothing."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a claim as read: the inputs by key, and what is printed beside them by key."""

    inputs: Mapping[str, Sequence[Figure]]
    printed: Mapping[str, Figure]
    unread: Sequence[Unread]
    blind: bool  # an input is among the unread, so that nothing can be computed

    def span(self, key: str) -> Span:
        """Return what the one figure of a key stands for."""
        return Span.of(self.inputs[key][0])


def figures_of(claim: Claim) -> Figures:
    """Read every figure of a claim."""
    kind = KINDS[claim.kind]
    reader, printed_reader = _READERS.get(claim.kind, (read_count, read_count))
    given: dict[str, tuple[Printed, ...]] = {key: (claim.one(key),) for key in kind.inputs}
    if kind.many and claim.kind != "count":
        given[kind.many] = claim.all(kind.many)
    inputs = {key: [reader(value) for value in values] for key, values in given.items()}
    printed = {
        key: read_percent(claim.one(key)) if key == PERCENT else printed_reader(claim.one(key))
        for key in kind.printed
        if key in claim.values
    }
    if claim.kind in ("sum", "difference"):
        inputs, printed = _unmixed(inputs, printed)
    unread = [one for row in inputs.values() for one in row if isinstance(one, Unread)]
    return Figures(
        {key: [one for one in row if isinstance(one, Figure)] for key, row in inputs.items()},
        {key: one for key, one in printed.items() if isinstance(one, Figure)},
        [*unread, *(one for one in printed.values() if isinstance(one, Unread))],
        blind=bool(unread),
    )


type _Reader = Callable[[Printed], Figure | Unread]
_READERS: dict[str, tuple[_Reader, _Reader]] = {
    "sum": (read_figure, read_figure),
    "difference": (read_figure, read_figure),
    "product": (read_share, read_figure),
}

type _Row = Figure | Unread


def _unmixed(
    inputs: dict[str, list[_Row]], printed: dict[str, _Row]
) -> tuple[dict[str, list[_Row]], dict[str, _Row]]:
    """Refuse to add percents to plain numbers."""
    rows = [*(one for row in inputs.values() for one in row), *printed.values()]
    if len({one.percent for one in rows if isinstance(one, Figure)}) < 2:
        return inputs, printed

    def plain_only(one: _Row) -> _Row:
        return Unread(one.text, WHY["mixed"]) if isinstance(one, Figure) and one.percent else one

    return (
        {key: [plain_only(one) for one in row] for key, row in inputs.items()},
        {key: plain_only(one) for key, one in printed.items()},
    )


def made_of(claim: Claim, figures: Figures) -> dict[str, Span]:
    """Return what the inputs give for each printed key; raises NoWholeError for a percent of nothing."""
    printed = [key for key in KINDS[claim.kind].printed if key in claim.values]
    return {key: _MAKERS[claim.kind, key](claim, figures) for key in printed}


def _ratio(claim: Claim, figures: Figures) -> Span:
    whole = figures.span("denominator")
    if whole.value <= 0:
        raise NoWholeError
    return figures.span("numerator") / whole * HUNDRED


def _sum(claim: Claim, figures: Figures) -> Span:
    return total(Span.of(one) for one in figures.inputs["parts"])


def _difference(claim: Claim, figures: Figures) -> Span:
    return figures.span("from") - figures.span("minus")


def _rise(claim: Claim, figures: Figures) -> Span:
    return figures.span("after") - figures.span("before")


def _growth(claim: Claim, figures: Figures) -> Span:
    before = figures.span("before")
    if before.value <= 0:
        raise NoWholeError
    return (figures.span("after") / before - Span.exactly(1)) * HUNDRED


def _product(claim: Claim, figures: Figures) -> Span:
    result = Span.exactly(1)
    for factor in figures.inputs["factors"]:
        result *= Span.of(factor)
    printed = figures.printed.get("result")
    return result * HUNDRED if printed and printed.percent else result


def _premium(claim: Claim, figures: Figures) -> Span:
    return figures.span("workers") * figures.span("months") * figures.span("monthly")


def _count(claim: Claim, figures: Figures) -> Span:
    return Span.exactly(len(claim.all("items")))


_MAKERS: dict[tuple[str, str], Callable[[Claim, Figures], Span]] = {
    ("ratio", "percent"): _ratio,
    ("sum", "total"): _sum,
    ("difference", "result"): _difference,
    ("growth", "rise"): _rise,
    ("growth", "percent"): _growth,
    ("product", "result"): _product,
    ("premium", "total"): _premium,
    ("count", "stated"): _count,
}
