"""Whether marks hang together: only entrants linked through shared jurors can be compared fairly.

Jurors and entrants are the two sides of a graph, a mark is its line.  A juror's severity can be told from an
entrant's quality only inside one connected part (Linacre, Many-Facet Rasch Measurement: disjoint subsets).
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from paritrana.core.scoring.planning.model import FEW, Pair

type Part = tuple[frozenset[str], frozenset[str]]  # jurors, entrants
type _Node = tuple[bool, str]  # is an entrant, id


def components(pairs: Iterable[Pair]) -> list[Part]:
    """Return the connected parts of (juror, entrant) pairs as (jurors, entrants).

    Most entrants first, then by the smallest entrant's id.  A juror and an entrant may bear the same id.
    """
    over: dict[_Node, _Node] = {}

    def top(node: _Node) -> _Node:
        over.setdefault(node, node)
        while over[node] != node:
            over[node] = over[over[node]]
            node = over[node]
        return node

    for juror, entrant in pairs:
        one, other = top((False, juror)), top((True, entrant))
        over[max(one, other)] = min(one, other)
    parts: dict[_Node, tuple[set[str], set[str]]] = {}
    for node in over:
        parts.setdefault(top(node), (set(), set()))[node[0]].add(node[1])
    found = [(frozenset(jurors), frozenset(entrants)) for jurors, entrants in parts.values()]
    return sorted(found, key=lambda part: (-len(part[1]), min(part[1])))


@dataclass(frozen=True, slots=True)
class Linkage:
    """How the entrants of one category hang together.

    parts: components of the marks.  unmarked: entrants without any mark.  bridges: single marks whose loss
    would part the entrants.  cut_jurors, cut_entrants: those whose absence would.  few: jurors with fewer
    than 8 entrants of this category, and how many they have.
    """

    category: str
    entrants: int
    jurors: int
    parts: tuple[Part, ...]
    unmarked: tuple[str, ...]
    bridges: tuple[Pair, ...]
    cut_jurors: tuple[str, ...]
    cut_entrants: tuple[str, ...]
    few: tuple[tuple[str, int], ...]

    @property
    def connected(self) -> bool:
        """Say whether every entrant can be compared with every other."""
        return len(self.parts) <= 1 and (not self.unmarked or self.entrants == 1)

    @property
    def weak(self) -> bool:
        """Say whether one juror, entrant or mark alone holds the category together."""
        return self.connected and bool(self.bridges or self.cut_jurors or self.cut_entrants)


def linkage(category: str, entrants: Collection[str], pairs: Iterable[Pair]) -> Linkage:
    """Return how the entrants of a category hang together by the (juror, entrant) pairs that marked them.

    Pairs of other entrants are left aside.
    """
    own = sorted({pair for pair in pairs if pair[1] in set(entrants)})
    given: dict[str, int] = {}
    for juror, _ in own:
        given[juror] = given.get(juror, 0) + 1
    marked = {entrant for _, entrant in own}
    bridges, cuts = _weak(own)
    return Linkage(
        category=category,
        entrants=len(set(entrants)),
        jurors=len(given),
        parts=tuple(components(own)),
        unmarked=tuple(sorted(set(entrants) - marked)),
        bridges=tuple(sorted(bridges)),
        cut_jurors=tuple(sorted(name for is_entrant, name in cuts if not is_entrant)),
        cut_entrants=tuple(sorted(name for is_entrant, name in cuts if is_entrant)),
        few=tuple((juror, count) for juror, count in sorted(given.items()) if count < FEW),
    )


class _Walk:
    """One walk in depth (Tarjan 1972, with a stack of our own): order, lowest reach, entrants below."""

    def __init__(self, pairs: list[Pair]) -> None:
        self.near: dict[_Node, list[_Node]] = {}
        for juror, entrant in pairs:
            self.near.setdefault((False, juror), []).append((True, entrant))
            self.near.setdefault((True, entrant), []).append((False, juror))
        self.order: dict[_Node, int] = {}
        self.low: dict[_Node, int] = {}
        self.below: dict[_Node, int] = {}
        self.parent: dict[_Node, _Node] = {}  # of every node but the roots

    def part(self, root: _Node) -> list[_Node]:
        """Walk the part of a node and return its nodes, parents before children."""
        seen, stack = [root], [(root, iter(self.near[root]))]
        self._enter(root)
        while stack:
            node, following = stack[-1]
            for other in following:
                if other not in self.order:
                    self.parent[other] = node
                    self._enter(other)
                    seen.append(other)
                    stack.append((other, iter(self.near[other])))
                    break
                if other != self.parent.get(node):
                    self.low[node] = min(self.low[node], self.order[other])
            else:
                stack.pop()
                if stack:
                    above = stack[-1][0]
                    self.low[above] = min(self.low[above], self.low[node])
                    self.below[above] += self.below[node]
        return seen

    def _enter(self, node: _Node) -> None:
        self.order[node] = self.low[node] = len(self.order)
        self.below[node] = int(node[0])


def _weak(pairs: list[Pair]) -> tuple[list[Pair], list[_Node]]:
    """Return the single marks and the single nodes whose loss would leave entrants on two sides or more."""
    walk = _Walk(pairs)
    bridges: list[Pair] = []
    cuts: list[_Node] = []
    for root in sorted(walk.near):
        if root in walk.order:
            continue
        seen = walk.part(root)
        total = walk.below[root]
        cut_off: dict[_Node, list[int]] = {}
        for node in seen[1:]:
            above, below = walk.parent[node], walk.below[node]
            if walk.low[node] >= walk.order[above]:
                cut_off.setdefault(above, []).append(below)
            if walk.low[node] > walk.order[above] and 0 < below < total:
                bridges.append((above[1], node[1]) if node[0] else (node[1], above[1]))
        for node, pieces in cut_off.items():
            rest = total - sum(pieces) - int(node[0])
            if sum(piece > 0 for piece in pieces) + (rest > 0) > 1:
                cuts.append(node)
    return bridges, cuts
