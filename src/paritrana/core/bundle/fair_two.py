"""The fair view of the jurors (fair mode `official`), written a second time for whoever checks a result.

`method_two.py` asks for it where a category is ranked by it; docs/reference/method/fair-jury.md says the
same in sentences.  Standard library only.  Decimals of 40 digits, and plain loops over the whole grid.
"""

from collections import defaultdict
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from fractions import Fraction
from typing import Any

DIGITS, FINE = 40, Decimal("1e-30")
GRID = [Decimal(number).scaleb(power) for power in range(-4, 3) for number in range(10, 100)]

type Cell = tuple[str, str]
type Sheet = tuple[Cell, str, Decimal, Decimal]


def changes(category: Any, stages: list[Any]) -> dict[str, dict[str, Fraction]]:
    """Return by entrant and stage how many points the fair panel value changes; empty where nothing is."""
    with localcontext(prec=DIGITS, rounding=ROUND_HALF_EVEN):
        fair = _panels(category, {stage["id"]: stage for stage in stages})
    found: dict[str, dict[str, Fraction]] = {one: {} for one in category.standing}
    for (entrant, name), share in fair.items():
        if entrant not in found:
            continue  # it left; its sheets only helped to know the jurors
        stage = next(one for one in stages if one["id"] == name)
        rubrics = [one["id"] for one in stage["criterion"] if one["kind"] == "rubric"]
        weights = {one["id"]: _declared(stage, one) for one in stage["criterion"] if one["id"] in rubrics}
        plain = sum(weights[one] * category.points[entrant][one] for one in rubrics) / sum(weights.values())
        entering = sum(_entering(category, entrant, stage, one) for one in rubrics)
        found[entrant][name] = (100 * share - plain) * entering
    return found


def _panels(category: Any, stages: dict[str, Any]) -> dict[Cell, Fraction]:
    """Return the fair panel value of each cell, or nothing where a gate stops."""
    shares: dict[Cell, dict[str, Fraction]] = defaultdict(dict)
    for entrant, totals in category.totals.items():
        for (juror, name), total in totals.items():
            if name in stages:
                shares[entrant, name][juror] = total / _full(stages[name])
    sheets = [(cell, juror, p) for cell, own in shares.items() for juror, p in own.items()]
    jurors = sorted({juror for _cell, juror, _p in sheets})
    spare = len(sheets) - len(shares)
    if len(jurors) < 2 or len({entrant for entrant, _name in shares}) < 2 or spare == 0:
        return {}
    if all(len(set(own.values())) == 1 for own in shares.values()):
        return {}
    if spare <= len(jurors) - _groups(shares, jurors):
        return {}
    logit = _crowded(category, stages, shares)
    ends = {name: _end(stage) for name, stage in stages.items()}
    made: list[Sheet] = []
    for cell, juror, share in sheets:
        p = Decimal(share.numerator) / share.denominator
        d, items = ends[cell[1]]
        q = (p + d) / (1 + 2 * d)
        z = ((p + d) / (1 - p + d)).ln() if logit else p
        u = items * q * (1 - q) / (1 + items * q * (1 - q)) if logit else Decimal(1)
        made.append((cell, juror, z, u))
    fit = _fit(made, [Decimal(1)] * len(made), jurors, spare)
    if fit is None:
        return {}
    off = _distances(made, fit)
    spread = Decimal("1.4826") * _median(off)
    if 100 * sum(one > 4 * spread for one in off) >= len(off):
        for _round in range(5):
            off = _distances(made, fit)
            spread = Decimal("1.4826") * _median(off)
            soft = Decimal("1.5") * spread
            hold = [min(Decimal(1), soft / one) if one and spread else Decimal(1) for one in off]
            hold = [max(one.quantize(Decimal("1e-6")), Decimal("1e-6")) for one in hold]
            fit = _fit(made, hold, jurors, spare)
            if fit is None:
                return {}
    values = {}
    for cell, theta in fit[1].items():
        d, _items = ends[cell[1]]
        p = (1 + 2 * d) / (1 + (-theta).exp()) - d if logit else theta
        p = min(max(p, Decimal(0)), Decimal(1)).quantize(FINE).quantize(Decimal("1e-6"))
        values[cell] = Fraction(p)
    return values


def _entering(category: Any, entrant: str, stage: Any, name: str) -> Fraction:
    """Return the share with which a rubric enters the points of its stage, of what stays there."""
    rules = [one for one in stage["criterion"] if category.points[entrant][one["id"]] is not None]
    homes = {one["id"]: one.get("dimension", "") for one in rules}
    own = next(one["weight_bp"] for one in rules if one["id"] == name)
    inside = sum(one["weight_bp"] for one in rules if homes[one["id"]] == homes[name])
    dimensions = stage.get("dimension", [{"id": "", "weight_bp": 10_000}])
    across = {one["id"]: one["weight_bp"] for one in dimensions if one["id"] in homes.values()}
    return Fraction(own, inside) * Fraction(across[homes[name]], sum(across.values()))


def _declared(stage: Any, rule: Any) -> Fraction:
    """Return the weight of a criterion in its stage as declared, in basis points."""
    dimensions = {one["id"]: Fraction(one["weight_bp"], 10_000) for one in stage.get("dimension", [])}
    return dimensions.get(rule.get("dimension", ""), Fraction(1)) * int(rule["weight_bp"])


def _full(stage: Any) -> Fraction:
    """Return the largest total that a juror can give in a stage, times the weight of the stage."""
    rubrics = [one for one in stage["criterion"] if one["kind"] == "rubric"]
    return sum((_declared(stage, one) for one in rubrics), Fraction(0)) * int(stage["weight_bp"])


def _groups(shares: dict[Cell, dict[str, Fraction]], jurors: list[str]) -> int:
    """Count the groups of jurors that share cells with one another."""
    home = {juror: {juror} for juror in jurors}
    for own in shares.values():
        joined = set().union(*(home[juror] for juror in own))
        home |= dict.fromkeys(joined, joined)
    return len({id(group) for group in home.values()})


def _crowded(category: Any, stages: dict[str, Any], shares: dict[Cell, dict[str, Fraction]]) -> bool:
    """Say whether a quarter of the marks of the leading quarter stand at the top of their scale."""
    top = every = 0
    for name, stage in stages.items():
        means = {cell: sum(own.values()) / len(own) for cell, own in shares.items() if cell[1] == name}
        first = sorted(means.values(), reverse=True)[: -(-len(means) // 4)]
        rubrics = [one["id"] for one in stage["criterion"] if one["kind"] == "rubric"]
        for cell in (cell for cell in means if means[cell] >= first[-1]):
            for juror in shares[cell]:
                for one in rubrics:
                    every += 1
                    top += category.share(cell[0], one, category.sheets[cell[0]][juror][one]) == 1
    return 4 * top >= every


def _end(stage: Any) -> tuple[Decimal, int]:
    """Return d, half a step of the whole sheet, and the number of rubric criteria."""
    rubrics = [one for one in stage["criterion"] if one["kind"] == "rubric"]
    steps = sum(
        (Fraction(one["scale"][1]) - Fraction(one["scale"][0])) / Fraction(one.get("step", "1"))
        for one in rubrics
    )
    return max(Decimal(1) / (2 * Decimal(int(steps))), Decimal("0.005")), len(rubrics)


def _fit(
    sheets: list[Sheet], hold: list[Decimal], jurors: list[str], spare: int
) -> tuple[dict[str, Decimal], dict[Cell, Decimal]] | None:
    """Return severities and cell values for the λ of the least g; None where it is σ = 0."""
    cells: dict[Cell, list[tuple[str, Decimal, Decimal]]] = defaultdict(list)
    for (cell, juror, z, u), h in zip(sheets, hold, strict=True):
        cells[cell].append((juror, z, u * h))
    size = range(len(jurors))
    at = {juror: place for place, juror in enumerate(jurors)}
    m, r, q = [[Decimal(0) for _ in size] for _ in size], [Decimal(0) for _ in size], Decimal(0)
    for own in cells.values():
        weight = sum((u for _juror, _z, u in own), Decimal(0))
        middle = sum((u * z for _juror, z, u in own), Decimal(0)) / weight
        for juror, z, u in own:
            m[at[juror]][at[juror]] += u
            r[at[juror]] += u * (z - middle)
            q += u * (z - middle) ** 2
            for other, _z, v in own:
                m[at[juror]][at[other]] -= u * v / weight
    best, found = Decimal(0), None
    for step in reversed(GRID):
        b, det = _solved(m, r, step)
        inside = 1 - sum(x * y for x, y in zip(r, b, strict=True)) / q
        g = (spare * inside.ln() + det.ln() - len(jurors) * step.ln()).quantize(FINE)
        if g < best:
            best, found = g, b
    if found is None:
        return None
    severity = dict(zip(jurors, found, strict=True))
    values = {}
    for cell, own in cells.items():
        weight = sum((u for _juror, _z, u in own), Decimal(0))
        values[cell] = sum((u * (z - severity[juror]) for juror, z, u in own), Decimal(0)) / weight
    return severity, values


def _solved(m: list[list[Decimal]], r: list[Decimal], step: Decimal) -> tuple[list[Decimal], Decimal]:
    """Return b of (M + λI) b = r, and the determinant, by elimination on a symmetric matrix."""
    size = len(r)
    rows = [[*m[i][:i], m[i][i] + step, *m[i][i + 1 :], r[i]] for i in range(size)]
    det = Decimal(1)
    for i in range(size):
        det *= rows[i][i]
        for k in range(i + 1, size):
            part = rows[k][i] / rows[i][i]
            for j in range(i, size + 1):
                rows[k][j] -= part * rows[i][j]
    b = [Decimal(0)] * size
    for i in reversed(range(size)):
        b[i] = (rows[i][size] - sum(rows[i][j] * b[j] for j in range(i + 1, size))) / rows[i][i]
    return b, det


def _distances(sheets: list[Sheet], fit: tuple[dict[str, Decimal], dict[Cell, Decimal]]) -> list[Decimal]:
    return [(u.sqrt() * abs(z - fit[1][cell] - fit[0][juror])).quantize(FINE) for cell, juror, z, u in sheets]


def _median(numbers: list[Decimal]) -> Decimal:
    order = sorted(numbers)
    return (order[(len(order) - 1) // 2] + order[len(order) // 2]) / 2
