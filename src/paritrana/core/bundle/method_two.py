"""The arithmetic of rulebook format paritrana-rulebook/2, written a second time for whoever checks a result.

`verifier.py` loads this file from beside itself when the rules of a bundle name that format.  It needs the
standard library only (Python 3.12 or newer) and shares nothing with the software that made the bundle; the
section "How it is computed" of docs/reference/rulebook-2.md says the same in sentences.

Every number is an exact fraction.  The one thing that cannot be one, a geometric mean, is rounded to a
millionth of a point, and whole-number powers decide which millionth that is.
"""

import hashlib
import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from functools import cache, partial
from itertools import combinations, groupby, product
from typing import Any, NamedTuple

FACTS = {
    "province": ("region", r"[0-9]{2}(\.[0-9]{2}(\.[0-9]{2}(\.[0-9]{4})?)?)?"),
    "zone": ("zone", "WIB|WITA|WIT"),
}
HEADERS = {
    "ranking.csv": "category,rank,entrant,score,score_exact,tie_rule",
    "contributions.csv": "category,entrant,stage,dimension,criterion,points,score_part",
    "excluded.csv": "category,entrant,reason",
    "awards.csv": "category,award,place,entrant,rule",
}

total: Any = partial(sum, start=Fraction(0))

type Rules = dict[str, Any]
type Cells = dict[str, str]
type Points = dict[str, Fraction]
type Row = tuple[Any, ...]


class Data(NamedTuple):
    """What was published, as text.

    values: category, entrant, criterion → value; sheets: entrant, juror, criterion → mark, "*" a recusal;
    facts: entrant → region, zone, size; seed: of the lots; fair: computes the fair view of the jurors.
    """

    values: dict[str, dict[str, Cells]]
    sheets: dict[str, dict[str, Cells]]
    facts: dict[str, Cells]
    seed: str | None
    fair: Callable[["Category", list[Rules]], dict[str, Points]] | None


def recompute(book: Rules, data: Data) -> dict[str, list[Row]]:
    """Return the rows of each table of HEADERS as they follow from the published data."""
    done = [Category(rules, data) for rules in book["category"]]
    prizes = [row for prize in book.get("prize", []) for row in _prize(prize, done)]
    return {
        "ranking.csv": [row for one in done for row in one.ranking()],
        "contributions.csv": [row for one in done for row in one.contributions()],
        "excluded.csv": sorted((one.id, *pair) for one in done for pair in one.out.items()),
        "awards.csv": [row for one in done for row in one.awards()] + prizes,
    }


def need(holds: bool, told: str) -> None:
    """Go on only when it holds: otherwise the published data cannot be ranked by the rulebook."""
    if not holds:
        raise ValueError(told)


@cache
def geometric(parts: tuple[tuple[Fraction, int], ...], floor: Fraction) -> Fraction:
    """Return 100 times the weighted geometric mean of points/100, rounded half-even to 10^-6 points.

    parts: (points, weight).  With the shares s = max(points/100, floor), the weights w and their sum W, the
    whole number m is wanted that lies nearest to 10^8 times the product of all s^(w/W).  Whether that lies
    above m + 1/2 is the question whether the product of all s^w is more than ((2m + 1) / (2 · 10^8))^W:
    whole numbers on both sides.  The logarithm only says where to begin; it decides nothing.
    """
    common = math.gcd(*(weight for _points, weight in parts))
    shares = [(max(points / 100, floor), weight // common) for points, weight in parts]
    whole = sum(weight for _share, weight in shares)
    above = math.prod(share.numerator**weight for share, weight in shares) * (2 * 10**8) ** whole
    below = math.prod(share.denominator**weight for share, weight in shares)

    def side(halves: int) -> int:
        """Return 1, 0 or -1: the mean lies above, at, or below so many halves of a millionth."""
        bound = below * halves**whole
        return int(above > bound) - int(above < bound)

    logs = math.fsum(weight * (math.log(s.numerator) - math.log(s.denominator)) for s, weight in shares)
    near = max(round(10**8 * math.exp(logs / whole)), 0)
    while (which := side(2 * near + 1)) > 0 or (which == 0 and near % 2):
        near += 1
    while near and ((which := side(2 * near - 1)) < 0 or (which == 0 and near % 2)):
        near -= 1
    return Fraction(near, 10**6)


def joined(rules: Rules, parts: list[tuple[Fraction, int]]) -> Fraction:
    """Return the mean that a category or a stage declares, of (points, weight); 0 of nothing."""
    if rules.get("aggregate", "mean") == "geometric" and parts:
        return geometric(tuple(parts), Fraction(rules.get("floor", "0.01")))
    whole = sum(weight for _points, weight in parts)
    return Fraction(total(points * Fraction(weight, whole) for points, weight in parts))


class Category:
    """One category, computed from nothing but its rules, values, sheets and facts about its entrants."""

    def __init__(self, rules: Rules, data: Data) -> None:
        self.id, self.rules, self.stages = rules["id"], rules, rules["stage"]
        self.values, self.seed, self.fair = data.values[self.id], data.seed, data.fair
        self.jury = {"aggregate": "mean", "min_jurors": 1, "fair_mode": "off", **rules.get("jury", {})}
        self.kinds = {one["id"]: one for stage in self.stages for one in stage["criterion"]}
        self.marked = {s["id"] for s in self.stages if any(c["kind"] == "rubric" for c in s["criterion"])}
        self.facts = {one: data.facts.get(one, {}) for one in self.values}
        self.sheets = {one: dict(data.sheets.get(one, {})) for one in self.values}
        self.standing, self.out = sorted(self.values), dict[str, str]()
        self.known = dict[tuple[str, str, str], Fraction | None]()
        self.medians, self.finalists = dict[tuple[str, str], Fraction](), list[Row]()
        # By entrant: the points of each criterion (None: it left), of each dimension that stayed and of each
        # stage by the plain panel, and what the fair view of the jurors changes in a stage.
        self.points = defaultdict[str, dict[str, Fraction | None]](dict)
        self.dimensions, self.plain, self.change = (defaultdict[str, Points](dict) for _ in range(3))
        # By entrant and criterion: its part of its stage's points, and what it counts among equals.
        self.parts, self.ties = dict[tuple[str, str], Fraction](), dict[tuple[str, str], Fraction]()
        self.totals = defaultdict[str, dict[tuple[str, str], Fraction]](dict)
        self._check_cells()
        self._walk()
        self.score = {one: self.so_far(one) for one in self.standing}
        self.groups = self.order()
        together = rules["winners"] + rules.get("consolation", 0)
        self.walked = self._walk_awards(rules["winners"], together, rules.get("province_cap"))

    def _size(self, entrant: str) -> str:
        """Return the size class of an entrant, empty where the category has none."""
        classes, size = self.rules.get("size_classes", []), self.facts[entrant].get("size", "")
        need(not classes or size in classes, f"{entrant}: no size class {size!r}")
        return size if classes else ""

    def _check_cells(self) -> None:
        for entrant, cells in self.values.items():
            for name, value in cells.items():
                fits = name in self.kinds and (not value or self.kinds[name]["kind"] != "rubric")
                need(fits, f"{entrant}: no value can be given for {name}")
                self.share(entrant, name, value)
            for juror, marks in list(self.sheets[entrant].items()):
                for name in marks.keys() - {"*"}:
                    need(self.kinds.get(name, {}).get("kind") == "rubric", f"{entrant}: no rubric {name}")
                    need(self.share(entrant, name, marks[name]) is not None, f"{entrant}: an empty mark")
                if "*" in marks:
                    del self.sheets[entrant][juror]

    def share(self, entrant: str, name: str, text: str) -> Fraction | None:
        """Return what a value or mark is worth, 0 to 1; None when it counts as missing."""
        key = (name, text, self._size(entrant))
        if key not in self.known:
            self.known[key] = self._worth(self.kinds[name], text, key[2]) if text else None
        return self.known[key]

    def _worth(self, rule: Rules, text: str, size: str) -> Fraction | None:
        if rule["kind"] in ("ladder", "yes_no"):
            levels = rule.get("levels", [{"id": "yes", "points": 100}, {"id": "no", "points": 0}])
            worth = {level["id"]: level["points"] for level in levels}
            need(text in worth, f"{rule['id']}: no answer {text}")
            return Fraction(worth[text], 100)
        ends = rule.get("goalposts_by_size", {}).get(size, rule.get("goalposts", rule.get("scale")))
        low, high = (Fraction(end) for end in ends)
        value = number(rule, text) if rule["kind"] == "rubric" else measured(rule, text, size)
        if value is None:
            return None
        place = (value - low) / (high - low)
        if rule["kind"] == "rubric":
            whole = (value - low) / Fraction(rule.get("step", "1"))
            need(0 <= place <= 1 and whole.denominator == 1, f"{rule['id']}: {text} is off the scale")
            return place
        place = 1 - place if rule.get("better") == "lower" else place
        return Fraction(round(1_000_000 * max(Fraction(0), min(Fraction(1), place))), 1_000_000)

    def _walk(self) -> None:
        """Score the stages in order; at each gate some leave, then who lacks what the next ones must have."""
        gate = True
        for place, stage in enumerate(self.stages):
            if stage.get("entrants") == "finalists":
                self._pass_finalists(stage)
                gate = True
            if gate:
                self._disqualify(place)
            for entrant in self.standing:
                self._stage(entrant, stage)
            gate = "pass_mark" in stage
            if gate:
                self._make_fair(place)
                mark = Fraction(stage["pass_mark"])
                short = [one for one in self.standing if self.stage_points(one)[stage["id"]] < mark]
                self._leave(short, f"below_pass_mark:{stage['id']}")
        self._make_fair(len(self.stages) - 1)

    def _leave(self, leaving: Iterable[str], reason: str) -> None:
        self.out |= dict.fromkeys(leaving, reason)
        self.standing = [one for one in self.standing if one not in self.out]

    def _disqualify(self, start: int) -> None:
        """Take out who lacks a criterion that must be there in the stages from here to the next gate."""
        for place, stage in enumerate(self.stages[start:], start):
            after = place > start and "pass_mark" in self.stages[place - 1]
            if after or (place > start and stage.get("entrants") == "finalists"):
                break
            for name in (one["id"] for one in stage["criterion"] if one.get("missing") == "disqualify"):
                lacking = [one for one in self.standing if self._given(one, name) is None]
                self._leave(lacking, f"missing:{name}")

    def _given(self, entrant: str, name: str) -> Fraction | None:
        return self.share(entrant, name, self.values[entrant].get(name, ""))

    def _pass_finalists(self, stage: Rules) -> None:
        """Let the first ones pass, equals at the cut included, and the uncertain ones up to the ceiling."""
        self._make_fair(self.stages.index(stage) - 1)
        award, many = f"finalist:{stage['id']}", self.rules["finalists"]
        so_far = {one: self.so_far(one) for one in self.standing}
        places = placed(self.standing, so_far)
        rows = [(self.id, award, place, one, "") for place, one in places if place <= many]
        rest = [(place, one) for place, one in places if place > many]
        if "uncertain_pct" in self.rules and rest:
            ahead = self._surely_ahead([one for _place, one in rest])
            doubtful = [(place, one) for place, one in rest if ahead[one] < many]
            for _place, group in groupby(doubtful, key=lambda pair: pair[0]):
                equals = [(self.id, award, place, one, "uncertain") for place, one in group]
                if len(rows) + len(equals) > self.rules["finalists_ceiling"]:
                    break
                rows += equals
        self.finalists += rows
        passed = {row[3] for row in rows}
        self._leave([one for one in self.standing if one not in passed], f"not_{award}")

    def _surely_ahead(self, behind: list[str]) -> dict[str, int]:
        """Count who stays ahead of each, however every part of both is stretched by up to the percent."""
        stretch = Fraction(self.rules["uncertain_pct"], 100)
        done = [stage for stage in self.stages if stage["id"] in self.plain[behind[0]]]
        pieces = [(stage, rule["id"]) for stage in done for rule in [*stage["criterion"], {"id": "~fair"}]]
        parts: dict[str, list[Fraction]] = defaultdict(list)
        for one in self.standing:
            for stage, name in pieces:
                part = self.parts.get((one, name), self.change[one].get(stage["id"], Fraction(0)))
                parts[one].append(stage["weight_bp"] * part)
        ahead = dict.fromkeys(behind, 0)
        for one, other in product(behind, self.standing):
            gaps = [a - b for a, b in zip(parts[other], parts[one], strict=True)]
            ahead[one] += total(gaps) > stretch * total(map(abs, gaps))
        return ahead

    def stage_points(self, entrant: str) -> Points:
        change = self.change[entrant]
        return {name: points + change.get(name, 0) for name, points in self.plain[entrant].items()}

    def so_far(self, entrant: str) -> Fraction:
        """Return the points over the stages done; the score when all are done."""
        points = self.stage_points(entrant)
        done = [(points[one["id"]], one["weight_bp"]) for one in self.stages if one["id"] in points]
        return joined(self.rules, done)

    def _stage(self, entrant: str, stage: Rules) -> None:
        """Score one entrant in one stage: criteria, dimensions, stage, and each criterion's part of it."""
        given: dict[str, Fraction | None] = {}
        for rule in stage["criterion"]:
            name, missing = rule["id"], rule.get("missing", "zero")
            if rule["kind"] != "rubric":
                given[name] = share = self._given(entrant, name)
                self.ties[entrant, name] = share or Fraction(0)
                if share is None and missing != "renormalise":
                    given[name] = self._median(entrant, name) if missing == "class_median" else Fraction(0)
        given |= self._panel(entrant, stage)
        points = {name: None if share is None else 100 * share for name, share in given.items()}
        self.points[entrant] |= points
        self.parts |= {(entrant, name): Fraction(0) for name in points}
        staying = [rule for rule in stage["criterion"] if points[rule["id"]] is not None]
        dimensions = [
            (one, [rule for rule in staying if rule.get("dimension", "") == one["id"]])
            for one in stage.get("dimension", [{"id": "", "weight_bp": 10_000}])
        ]
        across, found = sum(one["weight_bp"] for one, own in dimensions if own), list[tuple[Fraction, int]]()
        for one, own in dimensions:
            inside = sum(rule["weight_bp"] for rule in own)
            parts = {r["id"]: (points[r["id"]] or 0) * Fraction(r["weight_bp"], inside) for r in own}
            for name, part in parts.items():
                self.parts[entrant, name] = part * Fraction(one["weight_bp"], across)
            if own:
                found.append((total(parts.values()), one["weight_bp"]))
                self.dimensions[entrant] |= {one["id"]: found[-1][0]} if one["id"] else {}
        self.plain[entrant][stage["id"]] = joined(stage, found)

    def _median(self, entrant: str, name: str) -> Fraction:
        """Return the middle of those of one size class, or of all where there are no classes."""
        own = self._size(entrant)
        if (name, own) not in self.medians:
            every = (self._given(one, name) for one in self.values if self._size(one) == own)
            found = sorted(share for share in every if share is not None) or [Fraction(0)]
            self.medians[name, own] = (found[(len(found) - 1) // 2] + found[len(found) // 2]) / 2
        return self.medians[name, own]

    def _panel(self, entrant: str, stage: Rules) -> dict[str, Fraction]:
        names = [rule["id"] for rule in stage["criterion"] if rule["kind"] == "rubric"]
        counted: dict[str, Points] = {}
        for juror, marks in self.sheets[entrant].items():
            given = {name: self.share(entrant, name, marks[name]) for name in names if name in marks}
            need(len(given) in (0, len(names)), f"{juror} marked {entrant} only in part")
            if given:
                counted[juror] = {name: share or Fraction(0) for name, share in given.items()}
        if not names:
            return {}
        need(len(counted) >= max(self.jury["min_jurors"], 1), f"too few jurors for {entrant}")
        weight = {rule["id"]: weight_in_stage(stage, rule) for rule in stage["criterion"]}
        t = {juror: total(weight[name] * own[name] for name in names) for juror, own in counted.items()}
        self.totals[entrant] |= {(juror, stage["id"]): t[juror] * stage["weight_bp"] for juror in t}
        for name in names:
            self.ties[entrant, name] = total(own[name] for own in counted.values()) / len(counted)
        kept = sorted(t, key=lambda juror: (t[juror], juror))
        ends = {"median": (len(kept) - 1) // 2, "trimmed": int(len(kept) >= 5)}
        end = ends.get(self.jury["aggregate"], 0)
        kept = kept[end : len(kept) - end]
        return {name: total(counted[juror][name] for juror in kept) / len(kept) for name in names}

    def _make_fair(self, last: int) -> None:
        """Put the fair view of the jurors, from the stages up to this one, in the place of the plain one."""
        done = [stage for stage in self.stages[: last + 1] if stage["id"] in self.marked]
        if self.jury["fair_mode"] == "official" and self.standing and done:
            need(self.fair is not None, f"{self.id}: its fair view of the jurors cannot be recomputed here")
            self.change |= self.fair(self, done) if self.fair else {}

    def order(self) -> list[tuple[list[str], str]]:
        """Return the groups of one rank, best first, each with the rule that last separated it."""
        shown = self.rules.get("rank_on") == "shown"
        order = {one: Fraction(cents(score)) if shown else score for one, score in self.score.items()}
        groups = split((self.standing, ""), order, "")
        for rule in self.rules.get("ties", ["joint"]):
            if rule == "joint":
                break
            need(rule != "lot" or self.seed is not None, "lots are drawn without a seed")
            keyed = [(group, self._key(rule, group[0]) if len(group[0]) > 1 else {}) for group in groups]
            groups = [part for group, key in keyed for part in split(group, key, rule)]
        return [(sorted(group), "joint" if len(group) > 1 else last) for group, last in groups]

    def _key(self, rule: str, group: list[str]) -> Points:
        """Return what each entrant of a group has under a rule for ties, higher is better."""
        name, _, wanted = rule.partition(":")
        if name == "copeland":
            return self._copeland(group)
        keys: dict[str, Callable[[str], Fraction | int]] = {
            "criterion": lambda one: self.ties[one, wanted],
            "dimension": lambda one: self.dimensions[one].get(wanted, Fraction(0)),
            "worst_dimension": lambda one: min(self.dimensions[one].values(), default=Fraction(0)),
            "stage": lambda one: self.stage_points(one)[wanted],
            "worst_stage": lambda one: min(self.stage_points(one).values()),
            "lot": lambda one: -int(hashlib.sha256(f"{self.seed}\n{one}".encode()).hexdigest(), 16),
        }
        return {one: Fraction(keys[name](one)) for one in group}

    def _copeland(self, group: list[str]) -> Points:
        """Return each one's wins over the others, a draw one half, by the jurors who count for both."""
        alike: dict[frozenset[tuple[tuple[str, str], Fraction]], list[str]] = defaultdict(list)
        for one in group:
            alike[frozenset(self.totals[one].items())].append(one)
        won = {sheets: Fraction(len(same) - 1, 2) for sheets, same in alike.items()}
        for a, b in combinations(alike, 2):
            gaps: Points = defaultdict(Fraction)
            for sheet in dict(a).keys() & dict(b).keys():
                gaps[sheet[0]] += dict(a)[sheet] - dict(b)[sheet]
            votes = sum((gap > 0) - (gap < 0) for gap in gaps.values())
            won[a] += Fraction(1 + (votes > 0) - (votes < 0), 2) * len(alike[b])
            won[b] += Fraction(1 + (votes < 0) - (votes > 0), 2) * len(alike[a])
        return {one: won[sheets] for sheets, same in alike.items() for one in same}

    def ranking(self) -> Iterator[Row]:
        """Yield the rows of ranking.csv."""
        rank = 1
        for group, rule in self.groups:
            for one in group:
                whole, rest = divmod(cents(self.score[one]), 100)
                yield (self.id, rank, one, f"{whole}.{rest:02d}", self.score[one], rule)
            rank += len(group)

    def contributions(self) -> Iterator[Row]:
        """Yield the rows of contributions.csv; a product has no parts."""
        for stage in self.stages:
            plain = all(one.get("aggregate", "mean") == "mean" for one in (self.rules, stage))
            weight = Fraction(stage["weight_bp"], 10_000)
            for rule in stage["criterion"]:
                named = (stage["id"], rule.get("dimension", ""), rule["id"])
                for one in self.standing:
                    points, part = self.points[one][rule["id"]], self.parts[one, rule["id"]] * weight
                    told = ("" if points is None else points, part if plain else "")
                    yield (self.id, one, *named, *told)
            for one in self.standing:
                if (change := self.change[one].get(stage["id"])) is not None:
                    yield (self.id, one, stage["id"], "", "~fair", change, change * weight if plain else "")

    def awards(self) -> list[Row]:
        """Return the rows of awards.csv but for the prizes."""
        sent = self._walk_awards(self.rules.get("forward", 0), 0, None)
        return [*self.finalists, *self.walked, *((self.id, "forward", *row[2:]) for row in sent)]

    def _walk_awards(self, winners: int, together: int, cap: int | None) -> list[Row]:
        """Walk the groups of equal rank from the top; past the cap of its province an entrant is skipped."""
        taken, of_province, rows = Counter[str](), Counter[str](), list[Row]()
        homes = {one: self.fact(one, "province") for one in self.values} if cap is not None else {}
        for group, _rule in self.groups:
            award = "winner" if taken["winner"] < winners else "consolation"
            if award == "consolation" and taken.total() >= together:
                break
            full = {one for one in group if cap is not None and of_province[homes[one]] >= cap}
            for one in group:
                told = ("", one, "skipped:province_cap") if one in full else (taken[award] + 1, one, "")
                rows.append((self.id, award, *told))
            of_province.update(homes[one] for one in group if homes and one not in full)
            taken[award] += len(group) - len(full)
        return sorted(rows, key=lambda row: (row[1] == "consolation", row[2] == "", row[2] or 0, row[3]))

    def fact(self, entrant: str, name: str) -> str:
        """Return an entrant's zone, or its province: the first two digits of its region."""
        column, form = FACTS[name]
        told = self.facts[entrant].get(column, "")
        need(re.fullmatch(form, told) is not None, f"{entrant}: no {column}")
        return told[:2] if name == "province" else told


def _prize(prize: Rules, done: list[Category]) -> Iterator[Row]:
    """Yield the rows of one prize outside the ranks: by group, place, entrant."""
    among, per = prize.get("among", "ranked"), prize.get("per", "all")
    kind, _, name = prize.get("on", "score").partition(":")
    groups: dict[str, dict[tuple[str, str], Fraction]] = defaultdict(dict)
    for category in done:
        if category.id not in prize.get("categories", [category.id]):
            continue
        awarded = {entrant: award for _id, award, place, entrant, _rule in category.walked if place}
        for one in category.values:
            fact = category.fact(one, per) if per in FACTS else category.id if per == "category" else ""
            award = f"{awarded[one]}s" if one in awarded else "others"
            if one in category.score and among in ("ranked", award):
                found: dict[str, Any] = {"score": {"": category.score[one]}}
                found |= {"stage": category.stage_points(one), "dimension": category.dimensions[one]}
                points = (found | {"criterion": category.points[one]})[kind].get(name)
                if points is not None:
                    groups[f"{per}:{fact}" if fact else ""][one, category.id] = points
    for group, points_of in sorted(groups.items()):
        for place, (entrant, category_id) in placed(points_of, points_of):
            if place <= prize.get("winners", 1):
                yield (category_id, f"prize:{prize['id']}", place, entrant, group)


def number(rule: Rules, text: str) -> Fraction:
    """Return a plain decimal number."""
    need(re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text) is not None, f"{rule['id']}: {text} is not a number")
    return Fraction(text)


def measured(rule: Rules, text: str, size: str) -> Fraction | None:
    """Return the value of a measure, None where its rule for small numbers takes it for missing."""
    small = rule.get("small")
    counts = re.fullmatch(r"([0-9]+)/([0-9]+)", text)
    if counts is None:
        need(small is None, f"{rule['id']}: {text} is not two counts")
        return number(rule, text)
    covered, workers = int(counts[1]), int(counts[2])
    need(workers > 0, f"{rule['id']}: {text} divides by nothing")
    if small and small["rule"] == "shrink":
        prior, kappa = Fraction(small.get("prior_by_size", {}).get(size, small["prior"])), int(small["kappa"])
        return (covered + kappa * prior) / (workers + kappa)
    return None if small and workers < small["below"] else Fraction(covered, workers)


def weight_in_stage(stage: Rules, rule: Rules) -> Fraction:
    """Return the weight of a criterion in its stage, in basis points."""
    weights = {one["id"]: Fraction(one["weight_bp"], 10_000) for one in stage.get("dimension", [])}
    return weights.get(rule.get("dimension", ""), Fraction(1)) * int(rule["weight_bp"])


def cents(score: Fraction) -> int:
    """Return a score in hundredths, half up."""
    return math.floor(score * 100 + Fraction(1, 2))


def split(group: tuple[list[str], str], key: Points, rule: str) -> list[tuple[list[str], str]]:
    """Return the parts of a group by what each one has, the highest first, with the rule that made them."""
    by: dict[Fraction, list[str]] = defaultdict(list)
    for entrant in group[0]:
        by[key.get(entrant, Fraction(0))].append(entrant)
    return [(by[value], rule if len(by) > 1 else group[1]) for value in sorted(by, reverse=True)]


def placed(things: Iterable[Any], points: dict[Any, Fraction]) -> list[tuple[int, Any]]:
    """Return (place, thing), the most points first, places 1-2-2-4."""
    order = sorted(things, key=lambda one: (-points[one], one))
    firsts: dict[Fraction, int] = {}
    for place, one in enumerate(order, 1):
        firsts.setdefault(points[one], place)
    return [(firsts[points[one]], one) for one in order]
