"""Checks a published result of the Paritrana Award: python verifier.py BUNDLE [--checkpoint FILE]

One file, standard library only (Python 3.12 or newer), nothing of the software that made the bundle.  It
checks every file against SHA256SUMS, computes the ranking anew from the rulebook, the values and the marks
in exact fractions, and compares the ledger with its checkpoint.  It ends with 0 when all agrees, 1 with
each difference named, 2 when the bundle cannot be read.
"""

import base64
import binascii
import csv
import hashlib
import io
import json
import os
import re
import stat
import sys
import tomllib
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations
from typing import Any

SUMS, CHECKPOINT, LEDGER, SEED = "SHA256SUMS", "checkpoint.txt", "ledger.jsonl", "seed.txt"
TABLES = ("ranking.csv", "contributions.csv", "excluded.csv")
NEEDED = ("rulebook.toml", "rulebook.json", "values.csv", "marks.csv", *TABLES)
MOST_FILES, MOST_BYTES, CHUNK, MOST_TOLD = 10_000, 512 * 1024 * 1024, 1 << 20, 20
WARNING = (
    "A bundle that was rebuilt whole, every file made anew, agrees with itself. Only a checkpoint kept "
    "elsewhere can tell it apart: compare one with --checkpoint FILE."
)
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


class UnreadableError(Exception):
    """The bundle, or the checkpoint to compare, cannot be read at all."""


class UnsoundError(Exception):
    """The published data cannot be ranked by the rulebook."""


@dataclass
class Report:
    """What was checked, every difference found, and what the reader should know besides."""

    checked: list[str] = field(default_factory=list)
    differences: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Say whether nothing differs."""
        return not self.differences


def verify(path: str | os.PathLike[str], checkpoint: str | os.PathLike[str] | None = None) -> Report:
    """Return what agrees and what does not; raises UnreadableError. checkpoint: a file kept elsewhere."""
    kept = _small_file(checkpoint) if checkpoint else None
    report = Report()
    files, sums = _read_bundle(path, report)
    _check_sums(files, sums, report)
    missing = [name for name in NEEDED if name not in files]
    report.differences += [f"{name}: missing from the bundle" for name in missing if name not in sums]
    if not missing:
        _check_result(files, report)
    _check_ledger(files, sums, kept, report)
    return report


# --- the archive ---------------------------------------------------------------------------------------


def _small_file(path: str | os.PathLike[str]) -> str:
    try:
        with open(path, "rb") as file:
            return file.read(CHUNK).decode("utf-8-sig").replace("\r\n", "\n")
    except (OSError, UnicodeError) as error:
        raise UnreadableError(f"{path}: {getattr(error, 'strerror', None) or 'not UTF-8 text'}") from error


def _read_bundle(path: str | os.PathLike[str], report: Report) -> tuple[dict[str, bytes], dict[str, str]]:
    """Return the files that are needed, and the SHA-256 of every file; bounded in bytes and in number."""
    files: dict[str, bytes] = {}
    sums: dict[str, str] = {}
    room = MOST_BYTES
    try:
        if os.stat(path).st_size > MOST_BYTES:
            raise UnreadableError(f"{path}: larger than {MOST_BYTES} bytes")
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            if len(members) > MOST_FILES:
                raise UnreadableError(f"{path}: more than {MOST_FILES} files")
            for member in members:
                fault = _member_fault(member, sums)
                data, digest = b"", ""
                if not fault:
                    try:
                        data, digest, room = _read_member(archive, member, room)
                    except (zipfile.BadZipFile, EOFError, ValueError, OSError) as error:
                        fault = f"damaged: {error}"
                    except Exception as error:  # zlib.error, lzma.LZMAError and their kin have no common base
                        if isinstance(error, UnreadableError):
                            raise
                        fault = f"damaged: {error}"
                if fault:
                    report.differences.append(f"{_shown(member.filename)}: {fault}")
                    digest = digest or "unreadable"
                sums.setdefault(member.filename, digest)
                if not fault and member.filename in (*NEEDED, SUMS, CHECKPOINT, LEDGER, SEED):
                    files[member.filename] = data
    except (OSError, zipfile.BadZipFile, zipfile.LargeZipFile, ValueError) as error:
        raise UnreadableError(f"{path}: not a readable ZIP file ({_shown(str(error))})") from error
    return files, sums


def _member_fault(member: zipfile.ZipInfo, seen: dict[str, str]) -> str:
    name, mode = member.filename, member.external_attr >> 16
    if name in seen:
        return "stands twice in the bundle"
    if not name or name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/"):
        return "a name that leads outside the bundle"
    if name.endswith("/") or (stat.S_IFMT(mode) not in (0, stat.S_IFREG)):
        return "not a plain file"
    return "encrypted" if member.flag_bits & 1 else ""


def _read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, room: int) -> tuple[bytes, str, int]:
    keep = member.filename in (*NEEDED, SUMS, CHECKPOINT, LEDGER, SEED)
    data, digest = io.BytesIO(), hashlib.sha256()
    with archive.open(member) as file:
        while chunk := file.read(min(CHUNK, room + 1)):
            room -= len(chunk)
            if room < 0:
                raise UnreadableError(f"the bundle unpacks to more than {MOST_BYTES} bytes")
            digest.update(chunk)
            if keep:
                data.write(chunk)
    return data.getvalue(), digest.hexdigest(), room


def _check_sums(files: dict[str, bytes], sums: dict[str, str], report: Report) -> None:
    if SUMS not in files:
        report.differences.append(f"{SUMS}: missing from the bundle")
        return
    named: dict[str, str] = {}
    for number, line in enumerate(files[SUMS].decode("utf-8", "replace").splitlines(), 1):
        digest, gap, name = line.partition("  ")
        if not gap or not re.fullmatch("[0-9a-f]{64}", digest) or name in named or name == SUMS:
            report.differences.append(f"{SUMS} line {number}: not a line of digest and name")
        else:
            named[name] = digest
    for name in sorted(named.keys() | sums.keys() - {SUMS}):
        if name not in sums:
            report.differences.append(f"{_shown(name)}: named in {SUMS} but missing from the bundle")
        elif name not in named:
            report.differences.append(f"{_shown(name)}: an extra file that {SUMS} does not name")
        elif named[name] != sums[name]:
            report.differences.append(f"{_shown(name)}: changed, its SHA-256 is not the one in {SUMS}")
    report.checked.append(f"{len(named)} files against {SUMS}")


def _shown(text: str) -> str:
    return "".join(sign if sign.isprintable() else "?" for sign in text)[:200]


# --- the ledger ----------------------------------------------------------------------------------------


def content_digest(sums: dict[str, str]) -> str:
    """Return the one digest that the ledger names: of all files but SHA256SUMS and the ledger's own."""
    lines = (f"{sums[name]}  {name}\n" for name in sorted(sums) if name not in (SUMS, CHECKPOINT, LEDGER))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def merkle_root(leaves: list[bytes]) -> bytes:
    """Return the root of RFC 9162 section 2.1.1."""
    level = [hashlib.sha256(b"\0" + leaf).digest() for leaf in leaves]
    if not level:
        return hashlib.sha256(b"").digest()
    while len(level) > 1:
        pairs = [
            hashlib.sha256(b"\1" + a + b).digest() for a, b in zip(level[::2], level[1::2], strict=False)
        ]
        level = pairs + level[len(level) & ~1 :]
    return level[0]


def _checkpoint(text: str) -> tuple[str, int, bytes]:
    lines = text.split("\n")
    try:
        if len(lines) < 3 or not lines[0].strip() or not re.fullmatch("0|[1-9][0-9]{0,17}", lines[1]):
            raise ValueError
        return lines[0], int(lines[1]), base64.b64decode(lines[2], validate=True)
    except (ValueError, binascii.Error) as error:
        raise ValueError("not a checkpoint: origin, size and base64 root, one a line") from error


def _check_ledger(files: dict[str, bytes], sums: dict[str, str], kept: str | None, report: Report) -> None:
    leaves = files[LEDGER].removesuffix(b"\n").split(b"\n") if files.get(LEDGER) else []
    told = [place for place, leaf in enumerate(leaves) if content_digest(sums).encode() in leaf]
    own = None
    if CHECKPOINT in files:
        try:
            own = _checkpoint(files[CHECKPOINT].decode("utf-8", "replace"))
        except ValueError as error:
            report.differences.append(f"{CHECKPOINT}: {error}")
    if own and LEDGER in files:
        if (len(leaves), merkle_root(leaves)) != own[1:]:
            report.differences.append(
                f"{LEDGER}: its {len(leaves)} leaves do not give the root in {CHECKPOINT}"
            )
        report.checked.append(f"{len(leaves)} leaves of the ledger against {CHECKPOINT}")
        if not told:
            report.notes.append("No leaf of the ledger names this result, so no checkpoint can vouch for it.")
    if kept is None:
        report.notes.append(WARNING)
    elif own is None:
        report.differences.append(f"{CHECKPOINT}: the bundle has none to compare with the one kept elsewhere")
    else:
        _compare(kept, own, leaves if LEDGER in files else None, told, report)


def _compare(
    text: str, own: tuple[str, int, bytes], leaves: list[bytes] | None, told: list[int], report: Report
) -> None:
    try:
        kept = _checkpoint(text)
    except ValueError as error:
        raise UnreadableError(f"the checkpoint kept elsewhere is {error}") from error
    same = kept == own
    if leaves is not None and kept[0] == own[0] and kept[1] <= len(leaves):
        same = merkle_root(leaves[: kept[1]]) == kept[2]
    if not same:
        report.differences.append(
            f"{CHECKPOINT}: the bundle's ledger is not the one of the checkpoint kept elsewhere"
        )
    elif leaves is not None and not [place for place in told if place < kept[1]]:
        report.differences.append(
            "the checkpoint kept elsewhere does not cover this result: no leaf in it names it"
        )
    report.checked.append(f"the checkpoint kept elsewhere (size {kept[1]})")
    if leaves is None:
        report.notes.append(f"Without {LEDGER} the checkpoint is compared, but not tied to this result.")


# --- the ranking ---------------------------------------------------------------------------------------


def _check_result(files: dict[str, bytes], report: Report) -> None:
    try:
        book = tomllib.loads(files["rulebook.toml"].decode())
        form = canonical(book).encode()
        if form != files["rulebook.json"]:
            report.differences.append("rulebook.json: not the canonical form of rulebook.toml")
        seed = files[SEED].decode().removesuffix("\n") if SEED in files else None
        made = recompute(book, files["values.csv"].decode(), files["marks.csv"].decode(), seed)
    except UnsoundError as error:
        report.differences.append(f"the ranking cannot be computed anew: {_shown(str(error))}")
        return
    except (
        Exception
    ) as error:  # whatever a forged rulebook or table breaks is a difference, never a traceback
        told = _shown(f"{type(error).__name__}: {error}")
        report.differences.append(f"the ranking cannot be computed anew: {told}")
        return
    for name, text in zip(TABLES, made, strict=True):
        report.differences += _line_differences(name, files[name].decode("utf-8", "replace"), text)
    report.checked.append(f"the rulebook, SHA-256 {hashlib.sha256(form).hexdigest()}")
    rows = [text.count("\n") - 1 for text in made]
    report.checked.append(f"{rows[0]} ranks, {rows[1]} contributions and {rows[2]} exclusions computed anew")


def _line_differences(name: str, published: str, made: str) -> Iterator[str]:
    if published == made:
        return
    old, new = published.split("\n"), made.split("\n")
    length = max(len(old), len(new))
    pairs = zip(old + [""] * (length - len(old)), new + [""] * (length - len(new)), strict=True)
    wrong = [(number, a, b) for number, (a, b) in enumerate(pairs, 1) if a != b]
    for number, a, b in wrong[:MOST_TOLD]:
        yield f"{name} line {number}: published {_shown(a)!r}, computed anew {_shown(b)!r}"
    if len(wrong) > MOST_TOLD:
        yield f"{name}: {len(wrong) - MOST_TOLD} more lines differ"
    if not wrong:
        yield f"{name}: differs"


def canonical(value: Any) -> str:
    """Return RFC 8785 text of strings, whole numbers, booleans, lists and tables."""
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
        return "{" + ",".join(f"{canonical(key)}:{canonical(value[key])}" for key in keys) + "}"
    if isinstance(value, list):
        return "[" + ",".join(canonical(one) for one in value) + "]"
    if isinstance(value, bool | int | str):
        return json.dumps(value, ensure_ascii=False)
    raise UnsoundError(f"the rulebook holds a {type(value).__name__}")


def need(holds: bool, told: str) -> None:
    """Go on only when it holds."""
    if not holds:
        raise UnsoundError(told)


def number(text: str) -> Fraction:
    """Return a decimal number exactly."""
    need(NUMBER.fullmatch(text) is not None, f"{text} is not a number")
    return Fraction(text)


def ratio(value: Fraction) -> str:
    """Return numerator/denominator in lowest terms."""
    return f"{value.numerator}/{value.denominator}"


def shown(value: Fraction) -> Fraction:
    """Return the value at two decimals, half up."""
    return Fraction((value * 100 + Fraction(1, 2)).__floor__(), 100)


def table(text: str, header: list[str], key: int) -> list[list[str]]:
    """Return the rows of a table whose first `key` columns name them."""
    rows = [row for row in csv.reader(io.StringIO(text), strict=True) if row]
    need(rows[:1] == [header], f"the header is not {','.join(header)}")
    need(all(len(row) == len(header) for row in rows), "a row has too few or too many columns")
    need(len({tuple(row[:key]) for row in rows}) == len(rows), "a row is repeated")
    return rows[1:]


def recompute(book: dict[str, Any], values: str, marks: str, seed: str | None) -> tuple[str, str, str]:
    """Return ranking.csv, contributions.csv and excluded.csv as they follow from the published data."""
    entrants: dict[str, dict[str, dict[str, str]]] = {category["id"]: {} for category in book["category"]}
    home: dict[str, str] = {}
    for entrant, category, criterion, value in table(
        values, ["entrant", "category", "criterion", "value"], 3
    ):
        need(category in entrants, f"no category {category}")
        need(home.setdefault(entrant, category) == category, f"{entrant} stands in two categories")
        cells = entrants[category].setdefault(entrant, {})
        if criterion:
            cells[criterion] = value
        need(bool(criterion) or not value, f"{entrant} has a value without a criterion")
    sheets: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for juror, entrant, criterion, mark in table(marks, ["juror", "entrant", "criterion", "mark"], 3):
        need(entrant in home, f"{entrant} is marked but not named in the values")
        need((criterion == "*") == (mark == "recused"), f"{juror} for {entrant}: not a recusal")
        sheets[entrant][juror][criterion] = mark
    ranking, parts, excluded = [], [], []
    for category in book["category"]:
        done = Category(category, entrants[category["id"]], sheets, seed)
        ranking += done.ranking()
        parts += done.contributions()
        excluded += [(category["id"], entrant, reason) for entrant, reason in done.out.items()]
    return (
        written("category,rank,entrant,score,score_exact,tie_rule", ranking),
        written("category,entrant,stage,criterion,points,score_part", parts),
        written("category,entrant,reason", sorted(excluded)),
    )


def written(header: str, rows: list[Any]) -> str:
    """Return a table as text."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([header.split(","), *rows])
    return out.getvalue()


class Category:
    """One category, computed from nothing but its rules, values and sheets."""

    def __init__(
        self,
        rules: dict[str, Any],
        values: dict[str, dict[str, str]],
        sheets: dict[str, dict[str, dict[str, str]]],
        seed: str | None,
    ) -> None:
        self.rules, self.values, self.seed = rules, values, seed
        self.jury = {"aggregate": "mean", "min_jurors": 1, **rules.get("jury", {})}
        self.in_it = sorted(values)
        self.out: dict[str, str] = {}
        self.stage_points: dict[str, dict[str, Fraction]] = {entrant: {} for entrant in values}
        self.cells: dict[tuple[str, str], tuple[Fraction | None, Fraction]] = {}
        self.ties: dict[tuple[str, str], Fraction] = {}
        self.totals: dict[str, dict[tuple[str, str], Fraction]] = {entrant: {} for entrant in values}
        self.sheets = {
            entrant: {juror: marks for juror, marks in sheets[entrant].items() if "*" not in marks}
            for entrant in values
            if entrant in sheets
        }
        self._check_cells(sheets)
        stages = rules["stage"]
        for place, stage in enumerate(stages):
            finals = stage.get("entrants") == "finalists"
            if finals:
                self._cut(stage)
            if finals or place == 0:
                self._disqualify([stage, *self._until_finals(stages[place + 1 :])])
            self._stage(stage)

    def _check_cells(self, sheets: dict[str, dict[str, dict[str, str]]]) -> None:
        kinds = {one["id"]: one for stage in self.rules["stage"] for one in stage["criterion"]}
        for entrant, cells in self.values.items():
            for name, value in cells.items():
                need(name in kinds, f"{entrant}: no criterion {name}")
                need(
                    kinds[name]["kind"] != "rubric" or not value, f"{entrant}: a value for the rubric {name}"
                )
                self._x(kinds[name], value)
        for entrant in self.values:
            for marks in sheets[entrant].values() if entrant in sheets else ():
                for name, mark in marks.items():
                    if name != "*":
                        need(
                            name in kinds and kinds[name]["kind"] == "rubric", f"{entrant}: no rubric {name}"
                        )
                        self._p(kinds[name], mark)

    @staticmethod
    def _until_finals(stages: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        for stage in stages:
            if stage.get("entrants") == "finalists":
                return
            yield stage

    @staticmethod
    def _x(rule: dict[str, Any], value: str) -> Fraction | None:
        if not value:
            return None
        if rule["kind"] == "ladder":
            points = [level["points"] for level in rule["levels"] if level["id"] == value]
            need(len(points) == 1, f"{rule['id']}: no level {value}")
            return Fraction(points[0] * 10_000)
        if rule["kind"] == "yes_no":
            need(value in ("yes", "no"), f"{rule['id']}: {value} is neither yes nor no")
            return Fraction(1_000_000 if value == "yes" else 0)
        low, high = (number(end) for end in rule["goalposts"])
        share = (number(value) - low) / (high - low)
        share = 1 - share if rule.get("better") == "lower" else share
        return Fraction(round(1_000_000 * max(Fraction(0), min(Fraction(1), share))))

    @staticmethod
    def _p(rule: dict[str, Any], mark: str) -> Fraction:
        low, high = (Fraction(end) for end in rule["scale"])
        value = number(mark)
        whole = ((value - low) / Fraction(rule.get("step", "1"))).denominator == 1
        need(low <= value <= high and whole, f"{rule['id']}: {mark} is off the scale")
        return (value - low) / (high - low)

    def _disqualify(self, stages: list[dict[str, Any]]) -> None:
        for entrant in self.in_it:
            for rule in (rule for stage in stages for rule in stage["criterion"]):
                if rule.get("missing") == "disqualify" and not self.values[entrant].get(rule["id"]):
                    self.out.setdefault(entrant, f"missing:{rule['id']}")
        self.in_it = [entrant for entrant in self.in_it if entrant not in self.out]

    def _cut(self, stage: dict[str, Any]) -> None:
        weights = {one["id"]: one["weight_bp"] for one in self.rules["stage"]}
        so_far = {
            entrant: sum(weights[name] * points for name, points in self.stage_points[entrant].items())
            for entrant in self.in_it
        }
        for entrant in self.in_it:
            if sum(other > so_far[entrant] for other in so_far.values()) >= self.rules["finalists"]:
                self.out[entrant] = f"not_finalist:{stage['id']}"
        self.in_it = [entrant for entrant in self.in_it if entrant not in self.out]

    def _stage(self, stage: dict[str, Any]) -> None:
        rubrics = [rule for rule in stage["criterion"] if rule["kind"] == "rubric"]
        others = [rule for rule in stage["criterion"] if rule["kind"] != "rubric"]
        middle = {rule["id"]: self._median(rule) for rule in others if rule.get("missing") == "class_median"}
        for entrant in self.in_it:
            given: dict[str, Fraction | None] = {}
            for rule in others:
                x = self._x(rule, self.values[entrant].get(rule["id"], ""))
                self.ties[entrant, rule["id"]] = Fraction(0) if x is None else x
                if x is None and rule.get("missing") != "renormalise":
                    x = middle.get(rule["id"], Fraction(0))
                given[rule["id"]] = None if x is None else x / 1_000_000
            if rubrics:
                given |= self._panel(entrant, stage, rubrics)
            weight = sum(rule["weight_bp"] for rule in stage["criterion"] if given[rule["id"]] is not None)
            points = Fraction(0)
            for rule in stage["criterion"]:
                share = given[rule["id"]]
                part = Fraction(0) if share is None else 100 * share * rule["weight_bp"] / weight
                self.cells[entrant, rule["id"]] = (
                    None if share is None else 100 * share,
                    part * stage["weight_bp"] / 10_000,
                )
                points += part
            self.stage_points[entrant][stage["id"]] = points

    def _median(self, rule: dict[str, Any]) -> Fraction:
        known = (self._x(rule, cells.get(rule["id"], "")) for cells in self.values.values())
        found = sorted(x for x in known if x is not None)
        if not found:
            return Fraction(0)
        return (found[(len(found) - 1) // 2] + found[len(found) // 2]) / 2

    def _panel(
        self, entrant: str, stage: dict[str, Any], rubrics: list[dict[str, Any]]
    ) -> dict[str, Fraction]:
        counted: dict[str, list[Fraction]] = {}
        for juror, marks in self.sheets.get(entrant, {}).items():
            given = [rule["id"] in marks for rule in rubrics]
            need(all(given) or not any(given), f"{juror} marked {entrant} only in part")
            if all(given):
                counted[juror] = [self._p(rule, marks[rule["id"]]) for rule in rubrics]
        need(len(counted) >= self.jury["min_jurors"], f"too few jurors for {entrant} in {stage['id']}")
        total = {
            juror: sum((rule["weight_bp"] * p for rule, p in zip(rubrics, own, strict=True)), Fraction(0))
            for juror, own in counted.items()
        }
        for juror, t in total.items():
            self.totals[entrant][juror, stage["id"]] = t * stage["weight_bp"]
        kept = sorted(total, key=lambda juror: (total[juror], juror))
        for place, rule in enumerate(rubrics):
            plain = [counted[juror][place] for juror in kept]
            self.ties[entrant, rule["id"]] = sum(plain, Fraction(0)) / len(plain)
        if self.jury["aggregate"] == "median":
            half = (len(kept) - 1) // 2
            kept = kept[half : len(kept) - half]
        elif self.jury["aggregate"] == "trimmed" and len(kept) >= 5:
            kept = kept[1:-1]
        return {
            rule["id"]: sum((counted[juror][place] for juror in kept), Fraction(0)) / len(kept)
            for place, rule in enumerate(rubrics)
        }

    def ranking(self) -> list[tuple[object, ...]]:
        """Return the rows of ranking.csv."""
        every = [rule["id"] for stage in self.rules["stage"] for rule in stage["criterion"]]
        score = {
            entrant: sum((self.cells[entrant, name][1] for name in every), Fraction(0))
            for entrant in self.in_it
        }
        order = {
            entrant: (shown(value) if self.rules.get("rank_on") == "shown" else value)
            for entrant, value in score.items()
        }
        groups: list[tuple[list[str], str]] = [(self.in_it, "")]
        groups = [(group, "") for group, _ in self._split(groups, order, "")]
        for rule in self.rules.get("ties", ["joint"]):
            need(rule != "lot" or self.seed is not None, "lots are drawn without a seed")
            if rule == "joint":
                break
            groups = [
                part for group in groups for part in self._split([group], self._key(rule, group[0]), rule)
            ]
        rows: list[tuple[object, ...]] = []
        for group, last in groups:
            rank, last = len(rows) + 1, "joint" if len(group) > 1 else last
            for entrant in sorted(group):
                cents = f"{(shown(score[entrant]) * 100).numerator:03d}"
                two = f"{cents[:-2]}.{cents[-2:]}"
                rows.append((self.rules["id"], rank, entrant, two, ratio(score[entrant]), last))
        return rows

    @staticmethod
    def _split(
        groups: list[tuple[list[str], str]], key: dict[str, Fraction], rule: str
    ) -> list[tuple[list[str], str]]:
        split: list[tuple[list[str], str]] = []
        for group, last in groups:
            by: dict[Fraction, list[str]] = defaultdict(list)
            for entrant in group:
                by[key[entrant]].append(entrant)
            split += [(by[value], rule if len(by) > 1 else last) for value in sorted(by, reverse=True)]
        return split

    def _key(self, rule: str, group: list[str]) -> dict[str, Fraction]:
        name, _, wanted = rule.partition(":")
        if len(group) == 1:
            return {group[0]: Fraction(0)}
        if name == "criterion":
            return {entrant: self.ties[entrant, wanted] for entrant in group}
        if name == "stage":
            return {entrant: self.stage_points[entrant][wanted] for entrant in group}
        if name == "worst_stage":
            return {entrant: min(self.stage_points[entrant].values()) for entrant in group}
        if name == "lot":
            draws = {
                entrant: hashlib.sha256(f"{self.seed}\n{entrant}".encode()).digest() for entrant in group
            }
            return {entrant: Fraction(-int.from_bytes(draw)) for entrant, draw in draws.items()}
        need(name == "copeland", f"no rule for ties {rule}")
        return self._copeland(group)

    def _copeland(self, group: list[str]) -> dict[str, Fraction]:
        alike: dict[frozenset[tuple[tuple[str, str], Fraction]], list[str]] = defaultdict(list)
        for entrant in group:
            alike[frozenset(self.totals[entrant].items())].append(entrant)
        won = {sheets: Fraction(len(same) - 1, 2) for sheets, same in alike.items()}
        for a, b in combinations(alike, 2):
            left, right = dict(a), dict(b)
            gaps: dict[str, Fraction] = defaultdict(Fraction)
            for cell in left.keys() & right.keys():
                gaps[cell[0]] += left[cell] - right[cell]
            votes = sum((gap > 0) - (gap < 0) for gap in gaps.values())
            won[a] += Fraction(1 + (votes > 0) - (votes < 0), 2) * len(alike[b])
            won[b] += Fraction(1 + (votes < 0) - (votes > 0), 2) * len(alike[a])
        return {entrant: won[sheets] for sheets, same in alike.items() for entrant in same}

    def contributions(self) -> list[tuple[str, ...]]:
        """Return the rows of contributions.csv."""
        return [
            (
                self.rules["id"],
                entrant,
                stage["id"],
                rule["id"],
                "" if (points := self.cells[entrant, rule["id"]][0]) is None else ratio(points),
                ratio(self.cells[entrant, rule["id"]][1]),
            )
            for stage in self.rules["stage"]
            for rule in stage["criterion"]
            for entrant in self.in_it
        ]


# --- the command ---------------------------------------------------------------------------------------


def tell(report: Report) -> int:
    """Write what was checked to stdout and each difference to stderr; return the exit code."""
    sys.stdout.writelines(f"checked: {line}\n" for line in report.checked)
    sys.stdout.writelines(f"note: {line}\n" for line in report.notes)
    sys.stdout.flush()
    sys.stderr.writelines(f"difference: {line}\n" for line in report.differences)
    count = len(report.differences)
    sys.stdout.write("result: all agrees\n" if report.ok else f"result: it differs in {count} places\n")
    return 0 if report.ok else 1


def main(arguments: list[str]) -> int:
    """Run the check on the command line's arguments."""
    checkpoint = None
    if "--checkpoint" in arguments[:-1]:
        place = arguments.index("--checkpoint")
        checkpoint = arguments[place + 1]
        arguments = arguments[:place] + arguments[place + 2 :]
    if len(arguments) != 1 or arguments[0].startswith("-"):
        sys.stderr.write("usage: python verifier.py BUNDLE [--checkpoint FILE]\n")
        return 2
    try:
        return tell(verify(arguments[0], checkpoint))
    except UnreadableError as error:
        sys.stderr.write(f"cannot read: {error}\n")
        return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
