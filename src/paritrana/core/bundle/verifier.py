"""Checks a published result of the Paritrana Award: python verifier.py BUNDLE [--checkpoint FILE]

Standard library only (Python 3.12 or newer), nothing of the software that made the bundle: checks every file
against SHA256SUMS, computes the ranking anew in exact fractions, compares the ledger with its checkpoint.
Ends with 0 when all agrees, 1 with each difference, 2 for what cannot be read.  Format /2 needs more files.
"""

import argparse
import base64
import csv
import hashlib
import importlib.util
import io
import json
import os
import re
import sys
import tomllib
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import cache, partial
from itertools import combinations, takewhile, zip_longest
from typing import Any

SUMS, CHECKPOINT, LEDGER, SEED = "SHA256SUMS", "checkpoint.txt", "ledger.jsonl", "seed.txt"
TABLES = ("ranking.csv", "contributions.csv", "excluded.csv")
NEEDED = ("rulebook.toml", "rulebook.json", "values.csv", "marks.csv", *TABLES)
REPORTS, MORE = {"severity.csv", "fair.csv", "record.json"}, {"awards.csv", "entrants.csv", "robustness.json"}
KEPT = {*NEEDED, SUMS, CHECKPOINT, LEDGER, SEED, *REPORTS, *MORE}
MOST_FILES, MOST_BYTES, CHUNK, MOST_TOLD = 10_000, 512 * 1024 * 1024, 1 << 20, 20
WARNING = "A bundle that was rebuilt whole, every file made anew, agrees with itself. Only a checkpoint kept \
elsewhere can tell it apart: compare one with --checkpoint FILE."
total: Any = partial(sum, start=Fraction(0))
type Path = str | os.PathLike[str]
type Rules = dict[str, Any]
type Cells = dict[str, str]
type Sheets = dict[str, dict[str, Cells]]
type Group = tuple[list[str], str]
type Head = tuple[str, int, bytes]


class UnreadableError(Exception):
    """The bundle, or the checkpoint to compare, cannot be read at all."""


class Report:
    """What was checked, every difference found, and what the reader should know besides."""

    def __init__(self) -> None:
        self.checked, self.differences, self.notes = list[str](), list[str](), list[str]()

    @property
    def ok(self) -> bool:
        """Say whether nothing differs."""
        return not self.differences


def verify(path: Path, checkpoint: Path | None = None) -> Report:
    """Return what agrees and what does not; raises UnreadableError. checkpoint: a file kept elsewhere."""
    return Bundle(path, _checkpoint_file(checkpoint) if checkpoint else None).report


class Bundle:
    """The files that are needed, the SHA-256 of every file, and what the checks of them report."""

    def __init__(self, path: Path, kept: Head | None) -> None:
        self.files, self.sums, self.room = dict[str, bytes](), dict[str, str](), MOST_BYTES
        self.report = Report()
        self.differ, self.checked = self.report.differences.append, self.report.checked.append
        try:
            self._read(path)
        except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise UnreadableError(f"{path}: not a readable ZIP file ({_shown(error)})") from error
        self._check_sums()
        missing = sorted({*NEEDED, SUMS} - self.files.keys())
        if missing:
            self.differ(f"{', '.join(missing)}: missing, so that nothing can be computed anew")
        else:
            self._check_result()
        self._check_ledger(kept)

    def _read(self, path: Path) -> None:
        if not os.path.isfile(path) or os.path.getsize(path) > MOST_BYTES:
            raise UnreadableError(f"{path}: no such file, or more than {MOST_BYTES} bytes")
        with zipfile.ZipFile(path) as archive:
            if len(archive.infolist()) > MOST_FILES:
                raise UnreadableError(f"{path}: more than {MOST_FILES} files")
            for member in archive.infolist():
                fault, digest = self._member_fault(member), "unreadable"
                try:
                    digest = digest if fault else self._read_member(archive, member)
                except Exception as error:  # the errors of zipfile, zlib and lzma have no base in common
                    fault = f"damaged: {_shown(error)}"
                if self.room < 0:
                    raise UnreadableError(f"{path}: unpacks to more than {MOST_BYTES} bytes")
                if fault:
                    self.differ(f"{_shown(member.filename)}: {fault}")
                self.sums.setdefault(member.filename, digest)

    def _member_fault(self, member: zipfile.ZipInfo) -> str:
        name, kind = member.filename, member.external_attr >> 28
        if name in self.sums:
            return "stands twice in the bundle"
        if not name or name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/"):
            return "a name that leads outside the bundle"
        return "" if kind in (0, 8) and not name.endswith("/") else "not a plain file"

    def _read_member(self, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> str:
        data, digest = io.BytesIO(), hashlib.sha256()
        with archive.open(member) as file:
            while self.room >= 0 and (chunk := file.read(min(CHUNK, self.room + 1))):
                self.room -= len(chunk)
                digest.update(chunk)
                if member.filename in KEPT:
                    data.write(chunk)
        if member.filename in KEPT:
            self.files[member.filename] = data.getvalue()
        return digest.hexdigest()

    def _check_sums(self) -> None:
        named: dict[str, str] = {}
        for place, line in enumerate(self.files.get(SUMS, b"").decode("utf-8", "replace").splitlines(), 1):
            digest, gap, name = line.partition("  ")
            if not gap or not re.fullmatch("[0-9a-f]{64}", digest) or name in named or name == SUMS:
                self.differ(f"{SUMS} line {place}: not a line of digest and name")
            named[name] = digest
        for name in sorted(named.keys() | self.sums.keys() - {SUMS}):
            if name not in self.sums:
                self.differ(f"{_shown(name)}: named in {SUMS} but missing from the bundle")
            elif name not in named:
                self.differ(f"{_shown(name)}: an extra file that {SUMS} does not name")
            elif named[name] != self.sums[name]:
                self.differ(f"{_shown(name)}: changed, its SHA-256 is not the one in {SUMS}")
        self.checked(f"{len(named)} files against {SUMS}")

    def _check_result(self) -> None:
        text = {name: data.decode("utf-8", "replace") for name, data in self.files.items()}
        try:
            book = tomllib.loads(text["rulebook.toml"])
            form = canonical(book)
            seed = text[SEED].removesuffix("\n") if SEED in text else None
            made = recompute(book, text, seed)
        except UnreadableError:
            raise
        except Exception as error:  # whatever a forged table or rulebook breaks is a difference
            self.differ(f"the ranking cannot be computed anew: {_shown(repr(error))}")
            return
        try:
            if REPORTS & text.keys():
                made |= beside("fair_two.py").reports(beside("method_two.py"), book, text, seed, made)
        except UnreadableError as error:
            self.report.notes.append(f"What tells of the jurors was not computed anew. {error}")
        except Exception as error:
            self.differ(f"the reports on the jurors cannot be computed anew: {_shown(repr(error))}")
        if form != text["rulebook.json"]:
            self.differ("rulebook.json: not the canonical form of rulebook.toml")
        for name, anew in made.items():
            pairs = zip_longest(text.get(name, "(missing)").split("\n"), anew.split("\n"))
            wrong = [(place, a, b) for place, (a, b) in enumerate(pairs, 1) if a != b]
            for place, a, b in wrong[:MOST_TOLD]:
                self.differ(f"{name} line {place}: published {_shown(a)!r}, computed anew {_shown(b)!r}")
            if len(wrong) > MOST_TOLD:
                self.differ(f"{name}: {len(wrong) - MOST_TOLD} more lines differ")
        self.checked(f"the rulebook, SHA-256 {hashlib.sha256(form.encode()).hexdigest()}")
        self.checked(f"{len(made)} tables computed anew, {made['ranking.csv'].count(chr(10)) - 1} ranks")

    def _check_ledger(self, kept: Head | None) -> None:
        own: Head | None = None
        data = self.files.get(LEDGER)
        leaves = data.removesuffix(b"\n").split(b"\n") if data else []
        told = [place for place, leaf in enumerate(leaves) if content_digest(self.sums).encode() in leaf]
        try:
            own = _checkpoint(self.files[CHECKPOINT].decode()) if CHECKPOINT in self.files else None
        except ValueError as error:
            self.differ(f"{CHECKPOINT}: {_shown(error)}")
        if own and data is not None:
            if (len(leaves), merkle_root(leaves)) != own[1:]:
                self.differ(f"{LEDGER}: its {len(leaves)} leaves do not give the root in {CHECKPOINT}")
            self.checked(f"{len(leaves)} leaves of the ledger against {CHECKPOINT}")
            if not told:
                self.report.notes.append("No leaf names this result, so no checkpoint can vouch for it.")
        if kept is None:
            self.report.notes.append(WARNING)
            return
        same = own and kept[0] == own[0] and kept[1] <= len(leaves)
        if kept != own and not (same and merkle_root(leaves[: kept[1]]) == kept[2]):
            self.differ(f"{CHECKPOINT}: this ledger is not the one of the checkpoint kept elsewhere")
        elif data is None:
            self.report.notes.append("Without the leaves the checkpoint is not tied to this result.")
        elif not any(place < kept[1] for place in told):
            self.differ("the checkpoint kept elsewhere does not cover this result: no leaf names it")
        self.checked(f"the checkpoint kept elsewhere (size {kept[1]})")


def _shown(told: object) -> str:
    return "".join(sign if sign.isprintable() else "?" for sign in str(told)[:200])


def _checkpoint_file(path: Path) -> Head:
    try:
        with open(path, "rb") as file:
            return _checkpoint(file.read(CHUNK).decode("utf-8-sig"))
    except (OSError, ValueError) as error:
        raise UnreadableError(f"{path}: {_shown(error)}") from error


def _checkpoint(text: str) -> Head:
    found = re.match(r"([^\r\n]+)\r?\n(0|[1-9][0-9]{0,17})\r?\n([A-Za-z0-9+/]{43}=)(\r?\n|$)", text)
    if found is None:
        raise ValueError("not a checkpoint: origin, size and base64 root, one a line")
    return found[1], int(found[2]), base64.b64decode(found[3])


def content_digest(sums: dict[str, str]) -> str:
    """Return the one digest that the ledger names: of all files but SHA256SUMS and the ledger's own."""
    lines = (f"{sums[name]}  {name}\n" for name in sorted(sums) if name not in (SUMS, CHECKPOINT, LEDGER))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def merkle_root(leaves: list[bytes]) -> bytes:
    """Return the root of RFC 9162 section 2.1.1."""
    level = [hashlib.sha256(b"\0" + leaf).digest() for leaf in leaves]
    while len(level) > 1:
        pairs = [b"\1" + a + b for a, b in zip(level[::2], level[1::2], strict=False)]
        level = [hashlib.sha256(pair).digest() for pair in pairs] + level[len(level) & ~1 :]
    return level[0] if level else hashlib.sha256(b"").digest()


def canonical(value: Any) -> str:
    """Return RFC 8785 text of strings, whole numbers, booleans, lists and tables."""
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
        return "{" + ",".join(f"{canonical(key)}:{canonical(value[key])}" for key in keys) + "}"
    if isinstance(value, list):
        return "[" + ",".join(canonical(one) for one in value) + "]"
    if isinstance(value, bool | int | str):
        return json.dumps(value, ensure_ascii=False)
    raise ValueError(f"the rulebook holds a {type(value).__name__}")


def need(holds: bool, told: str) -> None:
    """Go on only when it holds: otherwise the published data cannot be ranked by the rulebook."""
    if not holds:
        raise ValueError(told)


def table(text: str, header: str) -> list[list[str]]:
    """Return the rows of a table whose columns but the last one name them."""
    rows = [row for row in csv.reader(io.StringIO(text), strict=True) if row]
    need(rows[:1] == [header.split(",")], f"the header is not {header}")
    need(all(len(row) == len(rows[0]) for row in rows), "a row has too few or too many columns")
    need(len({tuple(row[:-1]) for row in rows}) == len(rows), "a row is repeated")
    return rows[1:]


def written(header: str, rows: list[Any]) -> str:
    """Return a table as text."""
    out = io.StringIO()
    told = [[f"{c.numerator}/{c.denominator}" if isinstance(c, Fraction) else c for c in row] for row in rows]
    csv.writer(out, lineterminator="\n").writerows([header.split(","), *told])
    return out.getvalue()


def recompute(book: Rules, text: Cells, seed: str | None) -> Cells:
    """Return each table of the result, by file name, as it follows from the published files."""
    entrants: dict[str, dict[str, Cells]] = {category["id"]: {} for category in book["category"]}
    home: dict[str, str] = {}
    for entrant, category, criterion, value in table(text["values.csv"], "entrant,category,criterion,value"):
        need(category in entrants, f"no category {category}")
        need(home.setdefault(entrant, category) == category, f"{entrant} stands in two categories")
        need(bool(criterion) or not value, f"{entrant} has a value without a criterion")
        entrants[category].setdefault(entrant, {}).update({criterion: value} if criterion else {})
    sheets: Sheets = defaultdict(lambda: defaultdict(dict))
    for juror, entrant, criterion, mark in table(text["marks.csv"], "juror,entrant,criterion,mark"):
        need(entrant in home, f"{entrant} is marked but not named in the values")
        need((criterion == "*") == (mark == "recused"), f"{juror} for {entrant}: not a recusal")
        sheets[entrant][juror][criterion] = mark
    if {"paritrana-rulebook/1": False, "paritrana-rulebook/2": True}[book["format"]]:
        told = table(text.get("entrants.csv", header := "entrant,region,zone,size"), header)
        facts = {one: {"region": region, "zone": zone, "size": size} for one, region, zone, size in told}
        need(len(facts) == len(told) and facts.keys() <= home.keys(), "entrants.csv: not one row an entrant")
        method, fair = beside("method_two.py"), lambda *given: beside("fair_two.py").changes(*given)
        rows = method.recompute(book, method.Data(entrants, sheets, facts, seed, fair))
        return {name: written(header, rows[name]) for name, header in method.HEADERS.items()}
    done = [Category(rules, entrants[rules["id"]], sheets, seed) for rules in book["category"]]
    rows = {
        "category,rank,entrant,score,score_exact,tie_rule": [row for one in done for row in one.ranking()],
        "category,entrant,stage,criterion,points,score_part": [row for one in done for row in one.parts()],
        "category,entrant,reason": sorted((o.rules["id"], *pair) for o in done for pair in o.out.items()),
    }
    return {name: written(header, rows[header]) for name, header in zip(TABLES, rows, strict=True)}


@cache
def beside(name: str) -> Any:
    """Return another file of this checker, from the folder of this one; raises UnreadableError."""
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), name)
    spec = importlib.util.spec_from_file_location(name.removesuffix(".py"), path)
    if spec is None or spec.loader is None or not os.path.isfile(path):
        raise UnreadableError(f"{name}: put it in the folder of verifier.py, both from a source you trust")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Category:
    """One category, computed from nothing but its rules, values and sheets."""

    def __init__(self, rules: Rules, values: dict[str, Cells], sheets: Sheets, seed: str | None) -> None:
        self.rules, self.values, self.seed, self.stages = rules, values, seed, rules["stage"]
        self.jury = {"aggregate": "mean", "min_jurors": 1, **rules.get("jury", {})}
        self.kinds = {one["id"]: one for stage in self.stages for one in stage["criterion"]}
        self.in_it, self.out = sorted(values), dict[str, str]()
        self.sheets = {entrant: dict(sheets.get(entrant, {})) for entrant in values}
        self.known = dict[tuple[str, str], Fraction | None]()
        self.cells, self.ties = dict[tuple[str, str], Any](), dict[tuple[str, str], Fraction]()
        self.stage_points, self.totals = ({one: dict[Any, Fraction]() for one in values} for _ in range(2))
        self._check_cells()
        for place, stage in enumerate(self.stages):
            if place == 0 or stage.get("entrants") == "finalists":
                self._enter(place)
            self._stage(stage)

    def _check_cells(self) -> None:
        for entrant, cells in self.values.items():
            for name, value in cells.items():
                fits = name in self.kinds and (not value or self.kinds[name]["kind"] != "rubric")
                need(fits, f"{entrant}: no value can be given for {name}")
                self._share(name, value)
            for juror, marks in list(self.sheets[entrant].items()):
                for name in marks.keys() - {"*"}:
                    need(self.kinds.get(name, {}).get("kind") == "rubric", f"{entrant}: no rubric {name}")
                    need(self._share(name, marks[name]) is not None, f"{entrant}: an empty mark")
                if "*" in marks:
                    del self.sheets[entrant][juror]

    def _share(self, name: str, text: str) -> Fraction | None:
        if (name, text) not in self.known:
            self.known[name, text] = self._worth(self.kinds[name], text) if text else None
        return self.known[name, text]

    def _worth(self, rule: Rules, text: str) -> Fraction:
        if rule["kind"] in ("ladder", "yes_no"):
            levels = rule.get("levels", [{"id": "yes", "points": 100}, {"id": "no", "points": 0}])
            points = [level["points"] for level in levels if level["id"] == text]
            need(len(points) == 1, f"{rule['id']}: no level {text}")
            return Fraction(points[0], 100)
        low, high = (Fraction(end) for end in rule["scale" if rule["kind"] == "rubric" else "goalposts"])
        need(re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text) is not None, f"{rule['id']}: {text} is not a number")
        place = (Fraction(text) - low) / (high - low)
        if rule["kind"] == "rubric":
            whole = (Fraction(text) - low) / Fraction(rule.get("step", "1"))
            need(0 <= place <= 1 and whole.denominator == 1, f"{rule['id']}: {text} is off the scale")
            return place
        place = 1 - place if rule.get("better") == "lower" else place
        return Fraction(round(1_000_000 * max(Fraction(0), min(Fraction(1), place))), 1_000_000)

    def _enter(self, start: int) -> None:
        """Take out who does not pass to the stage, then who lacks what it and the next ones must have."""
        weights = {one["id"]: one["weight_bp"] for one in self.stages}
        so_far = {one: total(weights[n] * p for n, p in self.stage_points[one].items()) for one in self.in_it}
        best = sorted(so_far.values(), reverse=True)[: self.rules["finalists"]] if start else []
        name = f"not_finalist:{self.stages[start]['id']}"
        self.out |= {one: name for one in self.in_it if best and so_far[one] < best[-1]}
        for place, stage in enumerate(self.stages[start:]):
            if place and stage.get("entrants") == "finalists":
                break
            for rule in stage["criterion"]:
                for entrant in self.in_it if rule.get("missing") == "disqualify" else ():
                    if not self.values[entrant].get(rule["id"]):
                        self.out.setdefault(entrant, f"missing:{rule['id']}")
        self.in_it = [entrant for entrant in self.in_it if entrant not in self.out]

    def _stage(self, stage: Rules) -> None:
        rubrics = [rule for rule in stage["criterion"] if rule["kind"] == "rubric"]
        others = [rule for rule in stage["criterion"] if rule["kind"] != "rubric"]
        middle = {c["id"]: self._median(c["id"]) for c in others if c.get("missing") == "class_median"}
        for entrant in self.in_it:
            given: dict[str, Fraction | None] = {}
            for rule in others:
                name = rule["id"]
                given[name] = self._share(name, self.values[entrant].get(name, ""))
                self.ties[entrant, name] = given[name] or Fraction(0)
                if given[name] is None and rule.get("missing") != "renormalise":
                    given[name] = middle.get(name, Fraction(0))
            given |= self._panel(entrant, stage, rubrics) if rubrics else {}
            staying = [rule["weight_bp"] for rule in stage["criterion"] if given[rule["id"]] is not None]
            points = Fraction(0)
            for rule in stage["criterion"]:
                share = given[rule["id"]]
                full = None if share is None else 100 * share
                part = (full or Fraction(0)) * rule["weight_bp"] / max(sum(staying), 1)
                self.cells[entrant, rule["id"]] = (full, part * stage["weight_bp"] / 10_000)
                points += part
            self.stage_points[entrant][stage["id"]] = points

    def _median(self, name: str) -> Fraction:
        cells = (own.get(name, "") for own in self.values.values())
        found = sorted(share for text in cells if (share := self._share(name, text)) is not None)
        return (found[(len(found) - 1) // 2] + found[len(found) // 2]) / 2 if found else Fraction(0)

    def _panel(self, entrant: str, stage: Rules, rubrics: list[Rules]) -> dict[str, Fraction]:
        weight = {rule["id"]: rule["weight_bp"] for rule in rubrics}
        counted: dict[str, dict[str, Fraction]] = {}
        for juror, marks in self.sheets[entrant].items():
            given = {name: self._share(name, marks[name]) or Fraction(0) for name in weight if name in marks}
            need(len(given) in (0, len(weight)), f"{juror} marked {entrant} only in part")
            if given:
                counted[juror] = given
        need(len(counted) >= max(self.jury["min_jurors"], 1), f"too few jurors for {entrant}")
        t = {juror: total(weight[name] * own[name] for name in own) for juror, own in counted.items()}
        self.totals[entrant] |= {(juror, stage["id"]): t[juror] * stage["weight_bp"] for juror in t}
        for name in weight:
            self.ties[entrant, name] = total(own[name] for own in counted.values()) / len(counted)
        kept = sorted(t, key=lambda juror: (t[juror], juror))
        end = {"median": (len(kept) - 1) // 2, "trimmed": int(len(kept) >= 5)}.get(self.jury["aggregate"], 0)
        kept = kept[end : len(kept) - end]
        return {name: total(counted[juror][name] for juror in kept) / len(kept) for name in weight}

    def ranking(self) -> list[tuple[object, ...]]:
        """Return the rows of ranking.csv."""
        score = {one: total(self.cells[one, name][1] for name in self.kinds) for one in self.in_it}
        cents = {one: (value * 100 + Fraction(1, 2)).__floor__() for one, value in score.items()}
        order = score if self.rules.get("rank_on") != "shown" else {k: Fraction(v) for k, v in cents.items()}
        groups = self._split((self.in_it, ""), order, "")
        for rule in takewhile("joint".__ne__, self.rules.get("ties", [])):
            need(rule != "lot" or self.seed is not None, "lots are drawn without a seed")
            keyed = [(group, self._key(rule, group[0])) for group in groups]
            groups = [part for group, key in keyed for part in self._split(group, key, rule)]
        rows: list[tuple[object, ...]] = []
        for group, last in groups:
            rank, tie_rule = len(rows) + 1, "joint" if len(group) > 1 else last
            for one in sorted(group):
                two = f"{cents[one] // 100}.{cents[one] % 100:02d}"
                rows.append((self.rules["id"], rank, one, two, score[one], tie_rule))
        return rows

    def _split(self, group: Group, key: dict[str, Fraction], rule: str) -> list[Group]:
        by: dict[Fraction, list[str]] = defaultdict(list)
        for entrant in group[0]:
            by[key[entrant]].append(entrant)
        return [(by[value], rule if len(by) > 1 else group[1]) for value in sorted(by, reverse=True)]

    def _key(self, rule: str, group: list[str]) -> dict[str, Fraction]:
        """Return what each entrant of a group has under a rule for ties, higher is better."""
        name, _, wanted = rule.partition(":")
        if name == "copeland":
            return self._copeland(group)
        keys: dict[str, Callable[[str], Fraction | int]] = {
            "criterion": lambda one: self.ties[one, wanted],
            "stage": lambda one: self.stage_points[one][wanted],
            "worst_stage": lambda one: min(self.stage_points[one].values()),
            "lot": lambda one: -int(hashlib.sha256(f"{self.seed}\n{one}".encode()).hexdigest(), 16),
        }
        return {one: Fraction(keys[name](one)) for one in group}

    def _copeland(self, group: list[str]) -> dict[str, Fraction]:
        alike: dict[frozenset[tuple[tuple[str, str], Fraction]], list[str]] = defaultdict(list)
        for entrant in group:
            alike[frozenset(self.totals[entrant].items())].append(entrant)
        won = {sheets: Fraction(len(same) - 1, 2) for sheets, same in alike.items()}
        for a, b in combinations(alike, 2):
            gaps: dict[str, Fraction] = defaultdict(Fraction)
            for cell in dict(a).keys() & dict(b).keys():
                gaps[cell[0]] += dict(a)[cell] - dict(b)[cell]
            votes = sum((gap > 0) - (gap < 0) for gap in gaps.values())
            won[a] += Fraction(1 + (votes > 0) - (votes < 0), 2) * len(alike[b])
            won[b] += Fraction(1 + (votes < 0) - (votes > 0), 2) * len(alike[a])
        return {entrant: won[sheets] for sheets, same in alike.items() for entrant in same}

    def parts(self) -> Iterator[tuple[object, ...]]:
        """Yield the rows of contributions.csv."""
        for stage in self.stages:
            for rule in stage["criterion"]:
                for one in self.in_it:
                    points, part = self.cells[one, rule["id"]]
                    told = "" if points is None else points
                    yield (self.rules["id"], one, stage["id"], rule["id"], told, part)


def tell(report: Report) -> int:
    """Write what was checked to stdout and each difference to stderr; return the exit code."""
    sys.stdout.writelines(f"checked: {line}\n" for line in report.checked)
    sys.stdout.writelines(f"note: {line}\n" for line in report.notes)
    sys.stderr.writelines(f"difference: {line}\n" for line in report.differences)
    sys.stdout.write(f"result: {'all agrees' if report.ok else 'it differs'}\n")
    return 0 if report.ok else 1


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Check a published result of the Paritrana Award.")
    parser.add_argument("bundle")
    parser.add_argument("--checkpoint", metavar="FILE", help="a checkpoint kept elsewhere, to compare")
    given = parser.parse_args()
    try:
        sys.exit(tell(verify(given.bundle, given.checkpoint)))
    except UnreadableError as unreadable:
        parser.error(f"cannot read {unreadable}")
