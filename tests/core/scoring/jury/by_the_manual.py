"""The fair jury once more, written from its manual page alone: standard library, 60 digits.

Slow and short on purpose: the whole grid is walked in decimals, nothing is looked for in floats.
"""

from collections import defaultdict
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import NamedTuple

GRID = [Decimal(digits).scaleb(power) for power in range(-4, 3) for digits in range(10, 100)]
E30, E6 = Decimal("1e-30"), Decimal("1e-6")


class Sheet(NamedTuple):
    """One juror's total for one entrant in one stage."""

    entrant: str
    stage: str
    juror: str
    total: int
    largest: int
    tops: int
    items: int
    steps: int


class Answer(NamedTuple):
    """What comes out; panels and severity empty where nothing is adjusted."""

    codes: list[str]
    lam: str
    panels: dict[tuple[str, str], Fraction]
    severity: dict[str, Fraction]


def recompute(sheets: list[Sheet]) -> Answer:
    """Return gates, λ, fair panels and severities of all sheets of a category."""
    with localcontext(prec=60):
        return _recompute(sheets)


def _recompute(sheets: list[Sheet]) -> Answer:
    cells: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, one in enumerate(sheets):
        cells[one.entrant, one.stage].append(place)
    jurors = sorted({one.juror for one in sheets})
    group = {juror: juror for juror in jurors}
    for own in cells.values():
        met = {group[sheets[place].juror] for place in own}
        group = {juror: min(met) if lead in met else lead for juror, lead in group.items()}
    freedom = len(sheets) - len(cells)
    stop = ""
    if not sheets:
        stop = "no_jury"
    elif len(jurors) == 1:
        stop = "one_juror"
    elif len({one.entrant for one in sheets}) == 1:
        stop = "one_entrant"
    elif not freedom:
        stop = "no_overlap"
    elif all(len({sheets[place].total for place in own}) == 1 for own in cells.values()):
        stop = "no_disagreement"
    elif freedom <= len(jurors) - len(set(group.values())):
        stop = "too_little_overlap"
    if stop:
        return Answer([stop], "", {}, {})
    groups_of = defaultdict(set)
    for one in sheets:
        groups_of[one.stage].add(group[one.juror])
    codes = ["unlinked" if any(len(found) > 1 for found in groups_of.values()) else "linked"]
    logit = _ceiling(sheets, cells)
    codes.append("ceiling" if logit else "no_ceiling")
    half = [max(Decimal(1) / (2 * one.steps), Decimal("0.005")) if logit else Decimal(0) for one in sheets]
    z, base = [], []
    for one, d in zip(sheets, half, strict=True):
        p = Decimal(one.total) / one.largest
        q = (p + d) / (1 + 2 * d)
        z.append((q / (1 - q)).ln() if logit else p)
        base.append(one.items * q * (1 - q) / (1 + one.items * q * (1 - q)) if logit else Decimal(1))
    fit = _fit(sheets, cells, jurors, z, base)
    if fit is None:
        return Answer([*codes, "no_severity"], "", {}, {})
    away, scale = _away(sheets, z, base, fit)
    robust = scale and 1000 * sum(one > 4 * scale for one in away) >= 10 * len(sheets)
    codes.append("outliers" if robust else "no_outliers")
    for _ in range(5 if robust else 0):
        away, scale = _away(sheets, z, base, fit)
        huber = [
            Decimal(1)
            if not scale or one <= Decimal("1.5") * scale
            else max((Decimal("1.5") * scale / one).quantize(E6), E6)
            for one in away
        ]
        fit = _fit(sheets, cells, jurors, z, [u * h for u, h in zip(base, huber, strict=True)])
        if fit is None:
            return Answer([*codes, "no_severity"], "", {}, {})
    lam, b, theta = fit
    codes.append("severity")
    seen = {juror: len({one.entrant for one in sheets if one.juror == juror}) for juror in jurors}
    codes += ["few_entrants"] if min(seen.values()) < 5 else []

    def share(value: Decimal, d: Decimal) -> Decimal:
        back = (1 + 2 * d) / (1 + (-value).exp()) - d if logit else value
        return min(max(back, Decimal(0)), Decimal(1))

    panels = {cell: _rounded(share(theta[cell], half[own[0]])) for cell, own in cells.items()}
    severity = {}
    for juror in jurors:
        gaps = [
            share(theta[one.entrant, one.stage], d) - share(theta[one.entrant, one.stage] + b[juror], d)
            for one, d in zip(sheets, half, strict=True)
            if one.juror == juror
        ]
        severity[juror] = _rounded(100 * sum(gaps) / len(gaps) if logit else -100 * b[juror])
    return Answer(codes, format(lam, "f"), panels, severity)


def _rounded(value: Decimal) -> Fraction:
    return Fraction(value.quantize(E30).quantize(E6))


def _ceiling(sheets: list[Sheet], cells: dict[tuple[str, str], list[int]]) -> bool:
    tops = marks = 0
    for stage in {stage for _, stage in cells}:
        means = {
            cell: Fraction(sum(sheets[place].total for place in own), len(own))
            for cell, own in cells.items()
            if cell[1] == stage
        }
        last = sorted(means.values(), reverse=True)[-(-len(means) // 4) - 1]
        for cell, mean in means.items():
            for place in cells[cell] if mean >= last else ():
                tops += sheets[place].tops
                marks += sheets[place].items
    return 4 * tops >= marks


def _away(sheets, z, base, fit) -> tuple[list[Decimal], Decimal]:
    _, b, theta = fit
    away = [
        (u.sqrt() * abs(value - theta[one.entrant, one.stage] - b[one.juror])).quantize(E30)
        for one, value, u in zip(sheets, z, base, strict=True)
    ]
    ordered, half = sorted(away), len(away) // 2
    middle = ordered[half] if len(away) % 2 else (ordered[half - 1] + ordered[half]) / 2
    return away, Decimal("1.4826") * middle


def _fit(sheets, cells, jurors, z, u):
    """Return λ, {juror: b} and {cell: θ}, or None where the grid says that severities do not differ."""
    number = {juror: place for place, juror in enumerate(jurors)}
    many = len(jurors)
    matrix = [[Decimal(0)] * many for _ in jurors]
    right, spread = [Decimal(0)] * many, Decimal(0)
    for own in cells.values():
        whole = sum(u[place] for place in own)
        mean = sum(u[place] * z[place] for place in own) / whole
        for place in own:
            row = number[sheets[place].juror]
            matrix[row][row] += u[place]
            right[row] += u[place] * (z[place] - mean)
            spread += u[place] * (z[place] - mean) ** 2
            for other in own:
                matrix[row][number[sheets[other].juror]] -= u[place] * u[other] / whole
    best = (Decimal(0), 0, Decimal(0), None)
    for lam in GRID:
        b, determinant = _solve(matrix, right, lam)
        left = 1 - sum(one * two for one, two in zip(right, b, strict=True)) / spread
        g = (len(sheets) - len(cells)) * left.ln() + determinant.ln() - many * lam.ln()
        best = min(best, (g.quantize(E30), 1, -lam, b), key=lambda one: one[:3])
    if best[3] is None:
        return None
    b = dict(zip(jurors, best[3], strict=True))
    theta = {
        cell: sum(u[place] * (z[place] - b[sheets[place].juror]) for place in own)
        / sum(u[place] for place in own)
        for cell, own in cells.items()
    }
    return -best[2], b, theta


def _solve(matrix, right, lam) -> tuple[list[Decimal], Decimal]:
    """Return b of (M + λI)b = r and the determinant, by plain elimination."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    determinant = Decimal(1)
    for pivot, line in enumerate(rows):
        line[pivot] += lam
    for pivot, line in enumerate(rows):
        determinant *= line[pivot]
        for other in rows[pivot + 1 :]:
            factor = other[pivot] / line[pivot]
            for place in range(pivot, len(line)):
                other[place] -= factor * line[place]
    b = [Decimal(0)] * len(rows)
    for pivot in reversed(range(len(rows))):
        known = sum(rows[pivot][place] * b[place] for place in range(pivot + 1, len(rows)))
        b[pivot] = (rows[pivot][-1] - known) / rows[pivot][pivot]
    return b, determinant
