"""The fair view of the jurors, written a second time for whoever checks a result.

`method_two.py` asks for it where a category is ranked by it (fair mode `official`), `verifier.py` where
severity.csv, fair.csv or record.json stand in a bundle; docs/reference/method/fair-jury.md says the same in
sentences.  Standard library only.  Decimals of 40 digits, and plain loops over the whole grid: a moment for
a panel of nine, up to three seconds for 20 jurors of a category and twenty for 40.
"""

import csv
import hashlib
import io
import json
from collections import defaultdict
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from fractions import Fraction
from typing import Any, NamedTuple

DIGITS, FINE, MILLIONTH = 40, Decimal("1e-30"), Decimal("1e-6")
GRID = [Decimal(number).scaleb(power) for power in range(-4, 3) for number in range(10, 100)]
FEW = 5
RECORD, ENGINE = "paritrana-record/1", "paritrana-method/2"
INPUTS: tuple[str, ...] = ("values.csv", "marks.csv", "entrants.csv")
SEVERITY = "category,juror,severity_points,entrants_marked"
FAIR = "category,rank,entrant,score,score_exact"

type Cell = tuple[str, str]
type Sheet = tuple[Cell, str, Decimal, Decimal]
type Shares = dict[Cell, dict[str, Fraction]]
type Row = tuple[Any, ...]
type Files = dict[str, str]
type Gates = list[tuple[str, dict[str, object]]]


class View(NamedTuple):
    """What the gates said, and what came of it; panels are empty, severities 0, where nothing is adjusted.

    gates: (code, facts); lam: λ as text; severity: juror → points of 100 and entrants marked; panels: cell →
    the fair share.
    """

    gates: Gates
    link: str
    lam: str
    severity: dict[str, tuple[Fraction, int]]
    panels: dict[Cell, Fraction]


class Fit(NamedTuple):
    """λ, the severity of each juror and the value of each cell, on the scale of the link."""

    lam: Decimal
    severity: dict[str, Decimal]
    values: dict[Cell, Decimal]


def changes(category: Any, stages: list[Any]) -> dict[str, dict[str, Fraction]]:
    """Return by entrant and stage how many points the fair panel value changes; empty where nothing is."""
    return _moved(category, stages, view(category, stages))


def _moved(category: Any, stages: list[Any], fair: View) -> dict[str, dict[str, Fraction]]:
    found: dict[str, dict[str, Fraction]] = {one: {} for one in category.standing}
    for (entrant, name), share in fair.panels.items():
        stage = next(one for one in stages if one["id"] == name)
        if entrant not in found or _geometric(stage):
            continue  # it left, and its sheets only helped to know the jurors; or no panel value enters alone
        rubrics = [one["id"] for one in stage["criterion"] if one["kind"] == "rubric"]
        weights = {one["id"]: _declared(stage, one) for one in stage["criterion"] if one["id"] in rubrics}
        plain = sum(weights[one] * category.points[entrant][one] for one in rubrics) / sum(weights.values())
        entering = sum(_entering(category, entrant, stage, one) for one in rubrics)
        found[entrant][name] = (100 * share - plain) * entering
    return found


def view(category: Any, stages: list[Any]) -> View:
    """Return the fair view of a category over some of its stages."""
    with localcontext(prec=DIGITS, rounding=ROUND_HALF_EVEN):
        return _view(category, {one["id"]: one for one in stages})


def _view(category: Any, stages: dict[str, Any]) -> View:
    shares: Shares = defaultdict(dict)
    for entrant, totals in category.totals.items():
        for (juror, name), total in totals.items():
            if name in stages:
                shares[entrant, name][juror] = total / _full(stages[name])
    jurors = sorted({juror for own in shares.values() for juror in own})
    marked = {one: len({cell[0] for cell, own in shares.items() if one in own}) for one in jurors}
    nothing: dict[str, tuple[Fraction, int]] = {one: (Fraction(0), marked[one]) for one in jurors}
    groups = _groups(shares, jurors)
    if stop := _stop(shares, jurors, len(set(groups.values()))):
        return View([stop], "none", "", nothing, {})
    apart = [
        name
        for name in stages
        if len({groups[juror] for cell, own in shares.items() if cell[1] == name for juror in own}) > 1
    ]
    many: dict[str, object] = {"groups": len(set(groups.values()))}
    gates: Gates = [("unlinked", many | {"stages": apart}) if apart else ("linked", many)]
    top, every = _ceiling(category, stages, shares)
    logit = 4 * top >= every
    gates.append(("ceiling" if logit else "no_ceiling", {"marks": every, "at_top": top}))
    ends = {name: _end(stage) for name, stage in stages.items()}
    sheets = [
        _sheet(cell, juror, p, ends[cell[1]], logit)
        for cell, own in shares.items()
        for juror, p in own.items()
    ]
    fit = _robust(sheets, jurors, len(shares), gates)
    if fit is None:
        gates.append(("no_severity", {"jurors": len(jurors)}))
        return View(gates, "none", "", nothing, {})
    lam = format(fit.lam, "f")
    gates.append(("severity", {"jurors": len(jurors), "lambda": lam}))
    if few := [one for one in jurors if marked[one] < FEW]:
        gates.append(("few_entrants", {"fewer_than": FEW, "jurors": few}))
    kept = [
        name for name, one in stages.items() if _geometric(one) and any(cell[1] == name for cell in shares)
    ]
    gates += [("geometric", {"stages": kept})] if kept else []
    severity = {}
    for juror in jurors:
        b = fit.severity[juror]
        own = [(fit.values[cell], ends[cell[1]][0]) for cell, found in shares.items() if juror in found]
        gaps = [_share(theta, d, True) - _share(theta + b, d, True) for theta, d in own] if logit else [-b]
        severity[juror] = (_millionths(100 * sum(gaps, Decimal(0)) / len(gaps)), marked[juror])
    fair = {cell: _share(theta, ends[cell[1]][0], logit) for cell, theta in fit.values.items()}
    panels = {cell: _millionths(share) for cell, share in fair.items()}
    return View(gates, "logit" if logit else "additive", lam, severity, panels)


def _stop(shares: Shares, jurors: list[str], groups: int) -> tuple[str, dict[str, object]] | None:
    """Return the gate that lets nothing through, where marks cannot tell severity from merit."""
    size = sum(map(len, shares.values()))
    told: dict[str, object] = {"jurors": len(jurors), "sheets": size}
    entrants = sorted({entrant for entrant, _name in shares})
    if not size:
        return "no_jury", {}
    if len(jurors) == 1:
        return "one_juror", {"juror": jurors[0]}
    if len(entrants) == 1:
        return "one_entrant", {"entrant": entrants[0]}
    if size == len(shares):
        return "no_overlap", told
    if all(len(set(own.values())) == 1 for own in shares.values()):
        return "no_disagreement", told
    return ("too_little_overlap", told) if size - len(shares) <= len(jurors) - groups else None


def _sheet(cell: Cell, juror: str, share: Fraction, end: tuple[Decimal, int], logit: bool) -> Sheet:
    """Return a sheet with its z and u."""
    p, (d, items) = Decimal(share.numerator) / share.denominator, end
    if not logit:
        return cell, juror, p, Decimal(1)
    q = (p + d) / (1 + 2 * d)
    said = items * q * (1 - q)
    return cell, juror, ((p + d) / (1 - p + d)).ln(), said / (1 + said)


def _share(theta: Decimal, d: Decimal, logit: bool) -> Decimal:
    p = (1 + 2 * d) / (1 + (-theta).exp()) - d if logit else theta
    return min(max(p, Decimal(0)), Decimal(1))


def _millionths(value: Decimal) -> Fraction:
    return Fraction(value.quantize(FINE).quantize(MILLIONTH))


def _robust(sheets: list[Sheet], jurors: list[str], cells: int, gates: Gates) -> Fit | None:
    """Return the fit, in which sheets far off weigh less where there are any; None where σ = 0."""
    fit = _fit(sheets, [Decimal(1)] * len(sheets), jurors, len(sheets) - cells)
    if fit is None:
        return None
    off = _distances(sheets, fit)
    spread = Decimal("1.4826") * _median(off)
    far = sum(one > 4 * spread for one in off) if spread else 0
    outliers = 100 * far >= len(off)
    gates.append(("outliers" if outliers else "no_outliers", {"sheets": len(off), "far": far}))
    for _round in range(5 if outliers else 0):
        off = _distances(sheets, fit)
        soft = Decimal("1.5") * Decimal("1.4826") * _median(off)
        hold = [min(Decimal(1), soft / one) if one and soft else Decimal(1) for one in off]
        hold = [max(one.quantize(MILLIONTH), MILLIONTH) for one in hold]
        fit = _fit(sheets, hold, jurors, len(sheets) - cells)
        if fit is None:
            return None
    return fit


def _geometric(stage: Any) -> bool:
    return bool(stage.get("aggregate", "mean") == "geometric")


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


def _groups(shares: Shares, jurors: list[str]) -> dict[str, str]:
    """Return for each juror the first one of those it shares cells with, over whatever others."""
    home = {juror: juror for juror in jurors}
    for own in shares.values():
        met = {home[juror] for juror in own}
        home = {juror: min(met) if first in met else first for juror, first in home.items()}
    return home


def _ceiling(category: Any, stages: dict[str, Any], shares: Shares) -> tuple[int, int]:
    """Return how many marks of the leading quarter stand at the top of their scale, of how many."""
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
    return top, every


def _end(stage: Any) -> tuple[Decimal, int]:
    """Return d, half a step of the whole sheet, and the number of rubric criteria."""
    rubrics = [one for one in stage["criterion"] if one["kind"] == "rubric"]
    steps = sum(
        (Fraction(one["scale"][1]) - Fraction(one["scale"][0])) / Fraction(one.get("step", "1"))
        for one in rubrics
    )
    return max(Decimal(1) / (2 * Decimal(int(steps))), Decimal("0.005")), len(rubrics)


def _fit(sheets: list[Sheet], hold: list[Decimal], jurors: list[str], spare: int) -> Fit | None:
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
    least, best = Decimal(0), None
    for step in reversed(GRID):
        b, det = _solved(m, r, step)
        inside = 1 - sum(x * y for x, y in zip(r, b, strict=True)) / q
        g = (spare * inside.ln() + det.ln() - len(jurors) * step.ln()).quantize(FINE)
        if g < least:
            least, best = g, (step, b)
    if best is None:
        return None
    lam, severity = best[0], dict(zip(jurors, best[1], strict=True))
    values = {}
    for cell, own in cells.items():
        weight = sum((u for _juror, _z, u in own), Decimal(0))
        values[cell] = sum((u * (z - severity[juror]) for juror, z, u in own), Decimal(0)) / weight
    return Fit(lam, severity, values)


def _solved(m: list[list[Decimal]], r: list[Decimal], step: Decimal) -> tuple[list[Decimal], Decimal]:
    """Return b of (M + λI) b = r, and the determinant, by elimination on a symmetric matrix."""
    size = len(r)
    rows = [[*m[i][:i], m[i][i] + step, *m[i][i + 1 :], r[i]] for i in range(size)]
    det = Decimal(1)
    for i in range(size):
        det *= rows[i][i]
        for k in range(i + 1, size):
            part = rows[i][k] / rows[i][i]
            for j in range(k, size + 1):
                rows[k][j] -= part * rows[i][j]
    b = [Decimal(0)] * size
    for i in reversed(range(size)):
        b[i] = (rows[i][size] - sum(rows[i][j] * b[j] for j in range(i + 1, size))) / rows[i][i]
    return b, det


def _distances(sheets: list[Sheet], fit: Fit) -> list[Decimal]:
    return [
        (u.sqrt() * abs(z - fit.values[cell] - fit.severity[juror])).quantize(FINE)
        for cell, juror, z, u in sheets
    ]


def _median(numbers: list[Decimal]) -> Decimal:
    order = sorted(numbers)
    return (order[(len(order) - 1) // 2] + order[len(order) // 2]) / 2


def reports(method: Any, book: Any, files: Files, seed: str | None, tables: Files) -> Files:
    """Return severity.csv, fair.csv and record.json as they follow from the published data.

    method: the module `method_two`; files: the published texts by name; tables: the official ones, computed
    anew.  Without a record only those of the three that were published.  A robustness report is not computed
    anew: the record is held to what stands there.
    """
    data = method.Data(*_published(book, files), seed, changes)
    views: dict[str, Any] = {}
    severities, ranked, asked = list[Row](), list[Row](), _asked(files)
    for rules in book["category"]:
        one = method.Category(rules, data) if data.values[rules["id"]] else None
        if one is None or (one.jury["fair_mode"] == "off" and one.id not in asked):
            continue
        stages = [stage for stage in one.stages if stage["id"] in one.marked]
        found = view(one, stages)
        views[one.id] = _told(one.jury["fair_mode"], found)
        severities += [
            (one.id, juror, _decimal(points), many) for juror, (points, many) in found.severity.items()
        ]
        if one.jury["fair_mode"] != "official":
            one.change |= _moved(one, stages, found)
            one.score = {entrant: one.so_far(entrant) for entrant in one.standing}
            one.groups = one.order()
        ranked += [(*row[:4], f"{row[4].numerator}/{row[4].denominator}") for row in one.ranking()]
    made = {"severity.csv": _table(SEVERITY, severities), "fair.csv": _table(FAIR, ranked)}
    facts = {"seed": seed or "", "fair": views, **_hashes(files, tables, made)}
    made["record.json"] = json.dumps(facts, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    return {name: text for name, text in made.items() if name in files or "record.json" in files}


def _hashes(files: Files, tables: Files, made: Files) -> dict[str, Any]:
    """Return what the record says beside the gates."""
    kept = {name: files[name] for name in ("robustness.json",) if name in files}
    inputs = {name: files[name] for name in INPUTS if name in files}
    return {
        "format": RECORD,
        "engine": ENGINE,
        "rulebook_hash": _digest(files["rulebook.json"]),
        "worlds": json.loads(kept["robustness.json"])["worlds"] if kept else 0,
        "data": _digests(inputs),
        "data_hash": _digest("".join(inputs.values())),
        "result": _digests(tables),
        "result_hash": _digest("".join(tables.values())),
        "reports": _digests(kept | made),
    }


def _published(book: Any, files: Files) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """Return values by category, sheets by entrant, and facts; `verifier.py` has held them to their form."""
    values: dict[str, Any] = {rules["id"]: {} for rules in book["category"]}
    for row in _rows(files["values.csv"]):
        own = values[row["category"]].setdefault(row["entrant"], {})
        own |= {row["criterion"]: row["value"]} if row["criterion"] else {}
    sheets: dict[str, Any] = defaultdict(lambda: defaultdict(dict))
    for row in _rows(files["marks.csv"]):
        sheets[row["entrant"]][row["juror"]][row["criterion"]] = row["mark"]
    return values, sheets, {row["entrant"]: row for row in _rows(files.get("entrants.csv", ""))}


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def _asked(files: Files) -> set[str]:
    """Return the categories whose fair view the published files tell of, whatever the rules ask for."""
    rows = csv.reader(io.StringIO(files.get("severity.csv", "") + files.get("fair.csv", "")))
    found = {row[0] for row in rows if row}
    try:
        return found | set(json.loads(files.get("record.json", "{}"))["fair"])
    except (ValueError, KeyError, TypeError):
        return found


def _told(mode: str, found: View) -> dict[str, Any]:
    """Return a view as the record tells it."""
    gates = [
        {"code": code}
        | {name: ", ".join(own) if isinstance(own, list) else str(own) for name, own in facts.items()}
        for code, facts in found.gates
    ]
    return {"mode": mode, "link": found.link, "lambda": found.lam, "gates": gates}


def _decimal(millionths: Fraction) -> str:
    """Return a number of whole millionths in as few decimals as it takes."""
    whole, rest = divmod(abs(int(millionths * 1_000_000)), 1_000_000)
    told = f"{whole}.{rest:06d}".rstrip("0").rstrip(".")
    return f"-{told}" if millionths < 0 else told


def _table(header: str, rows: list[Row]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([header.split(","), *rows])
    return out.getvalue()


def _digests(texts: dict[str, str]) -> dict[str, str]:
    return {name: _digest(text) for name, text in texts.items()}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
