"""What must hold before severities are taken out of marks, asked in order; every answer is kept.

The same gates stand before the float pass and before the decimals.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol

import numpy as np

from paritrana.core.scoring.jury.observed import Ints, Observations, group_of_jurors
from paritrana.core.scoring.jury.reml import lam_text

type Link = Literal["additive", "logit", "none"]
type Fact = str | int | tuple[str, ...]

CEILING_PERCENT = 25
LEADING = 4
OUTLIERS_PER_MILLE = 10
ROUNDS = 5
FEW = 5


@dataclass(frozen=True, slots=True)
class Gate:
    """One gate's answer: a stable code, and the whole numbers and names it rests on."""

    code: str
    facts: Mapping[str, Fact]

    @property
    def record(self) -> dict[str, Any]:
        """Return it as canonical JSON takes it."""
        facts = {name: list(one) if isinstance(one, tuple) else one for name, one in self.facts.items()}
        return {"code": self.code, "facts": facts}


class Pass(Protocol):
    """A way to fit: floats or decimals.  The weights that `huber` gives are taken by `estimate`."""

    def estimate(self, huber: Any = None) -> Any: ...
    def far(self, one: Any) -> int: ...
    def huber(self, one: Any) -> Any: ...


@dataclass(frozen=True)
class Gated[Way: Pass]:
    """What the gates let through; `way` and `found` are None where nothing is adjusted.

    huber: the weights that `found` was estimated with, None where outliers were not looked down on.
    """

    gates: tuple[Gate, ...]
    link: Link
    way: Way | None = None
    found: Any = None
    huber: Any = None


def gated[Way: Pass](seen: Observations, make: Callable[[Observations, str], Way]) -> Gated[Way]:
    """Return the fit of a category behind its gates."""
    groups = group_of_jurors(seen)
    if stop := stopping(seen, len(set(groups.tolist()))):
        return Gated((stop,), "none")
    ceiling = ceiling_gate(seen)
    link: Link = "logit" if ceiling.code == "ceiling" else "additive"
    gates = [connected(seen, groups), ceiling]
    way = make(seen, link)
    found = way.estimate()
    if found.lam is None:
        return Gated((*gates, Gate("no_severity", {"jurors": len(seen.jurors)})), "none")
    far = way.far(found)
    robust = 1000 * far >= OUTLIERS_PER_MILLE * seen.size
    audit = Gate("outliers" if robust else "no_outliers", {"sheets": seen.size, "far": far})
    huber = None
    for _ in range(ROUNDS if robust else 0):
        huber = way.huber(found)
        found = way.estimate(huber)
        if found.lam is None:
            return Gated((*gates, audit, Gate("no_severity", {"jurors": len(seen.jurors)})), "none")
    gates += [audit, Gate("severity", {"jurors": len(seen.jurors), "lambda": lam_text(found.lam)})]
    few = [juror for juror, many in zip(seen.jurors, seen.entrants_marked, strict=True) if many < FEW]
    if few:
        gates.append(Gate("few_entrants", {"fewer_than": FEW, "jurors": tuple(few)}))
    return Gated(tuple(gates), link, way, found, huber)


def stopping(seen: Observations, groups: int) -> Gate | None:
    """Return the gate that lets nothing through, where the marks cannot tell severity from merit."""
    cells, jurors = len(seen.cells), len(seen.jurors)
    entrants = len({entrant for entrant, _ in seen.cells})
    if not seen.size:
        return Gate("no_jury", {})
    if jurors == 1:
        return Gate("one_juror", {"juror": seen.jurors[0]})
    if entrants == 1:
        return Gate("one_entrant", {"entrant": seen.cells[0][0]})
    if seen.size == cells:
        return Gate("no_overlap", {"jurors": jurors, "sheets": seen.size})
    if seen.agree:
        return Gate("no_disagreement", {"jurors": jurors, "sheets": seen.size})
    if seen.size - cells <= jurors - groups:
        return Gate("too_little_overlap", {"jurors": jurors, "sheets": seen.size})
    return None


def connected(seen: Observations, groups: Ints) -> Gate:
    """Return whether the cells of every stage hang together over their jurors."""
    many = len(set(groups.tolist()))
    of_cell = groups[seen.juror[seen.starts]]
    apart = []
    for stage in np.unique(seen.stage_of):
        own = np.flatnonzero(seen.stage_of == stage)
        if np.any(of_cell[own] != of_cell[own[0]]):
            apart.append(seen.cells[own[0]][1])
    if apart:
        return Gate("unlinked", {"groups": many, "stages": tuple(apart)})
    return Gate("linked", {"groups": many})


def ceiling_gate(seen: Observations) -> Gate:
    """Return whether at least 25 % of the marks of the leading quarter stand at the top of their scale.

    The leading quarter of a stage: its cells by their plain mean, the first quarter of them (rounded up)
    and whoever equals the last of those.  The marks of all stages are counted together.
    """
    counts = seen.counts.tolist()
    unit = math.lcm(*set(counts))
    sums = np.add.reduceat(seen.totals, seen.starts).tolist()
    means = [total * (unit // count) for total, count in zip(sums, counts, strict=True)]
    tops = np.add.reduceat(seen.tops, seen.starts).tolist()
    marks = at_top = 0
    for stage in np.unique(seen.stage_of):
        cells = np.flatnonzero(seen.stage_of == stage).tolist()
        ordered = sorted((means[cell] for cell in cells), reverse=True)
        last = ordered[-(-len(cells) // LEADING) - 1]
        leading = [cell for cell in cells if means[cell] >= last]
        marks += sum(counts[cell] * int(seen.items[cell]) for cell in leading)
        at_top += sum(tops[cell] for cell in leading)
    code = "ceiling" if 100 * at_top >= CEILING_PERCENT * marks else "no_ceiling"
    return Gate(code, {"marks": marks, "at_top": at_top})
