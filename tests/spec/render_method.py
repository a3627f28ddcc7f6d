"""The manual's example, from values to record, as the first page: docs/reference/method/README.md."""

import json
from functools import cache
from pathlib import Path
from string import Template

from paritrana.core import rulebook
from paritrana.core.ranking import (
    Result,
    awards_csv,
    contributions_csv,
    rank_book,
    ranking_csv,
)
from paritrana.core.ranking.reports import Judged, Reports, judged, reports
from paritrana.core.ranking.robustness import (
    CategoryReport,
    FairPanels,
    SeedParts,
    robustness,
    told_can_win,
    told_moves,
    told_radius,
    told_stability,
)
from paritrana.core.rulebook import Rulebook
from paritrana.core.scoring import read_marks, read_values
from paritrana.core.scoring.jury import redraw, told_entrants

SAMPLES = Path(__file__).parents[2] / "samples" / "manual"
PAGE = Path(__file__).with_name("method_page.md")
SEED, WORLDS = "contoh", 10_000


def page() -> str:
    """Return the whole page as Markdown."""
    return Template(PAGE.read_text("utf-8")).substitute(_parts())


def book(name: str = "rulebook.toml") -> Rulebook:
    """Return the manual's rulebook, or its next version."""
    return rulebook.read((SAMPLES / name).read_bytes())


@cache
def results() -> tuple[Result, Reports, Judged]:
    """Return the result, the files told beside it, and its one category with the fair view."""
    values = read_values((SAMPLES / "values.csv").read_bytes()).cells
    marks = read_marks((SAMPLES / "marks.csv").read_bytes()).cells
    found = rank_book(book(), values, marks, seed=SEED)
    return found, reports(found, values, marks, worlds=WORLDS), judged(found, values, marks)[0]


@cache
def report() -> CategoryReport:
    """Return the robustness report, as the files have it."""
    found, beside, one = results()
    noise = redraw(one.category, one.result.scores)
    assert one.fair is not None
    assert noise is not None
    hashes = json.loads(beside.record)
    return robustness(
        one.category,
        one.values,
        one.marks,
        one.result.scores,
        seed_parts=SeedParts(hashes["rulebook_hash"], hashes["data_hash"], SEED),
        worlds=WORLDS,
        rows=found.categories[0].rows,
        fair=FairPanels(one.fair.panels, noise.noise()),
    )


def _parts() -> dict[str, str]:
    found, beside, one = results()
    assert one.fair is not None
    record = json.loads(beside.record)
    shown = ("format", "engine", "rulebook_hash", "data_hash", "seed", "worlds", "result_hash")
    return {
        "book": (SAMPLES / "rulebook.toml").read_text("utf-8"),
        "short_hash": found.rulebook.hash[:8],
        "values": _table((SAMPLES / "values.csv").read_text("utf-8")),
        "marks": _table((SAMPLES / "marks.csv").read_text("utf-8")),
        "ranking": _table(ranking_csv(found)),
        "contributions": _table(contributions_csv(found)),
        "awards": _table(awards_csv(found)),
        "severity": _table(beside.severity),
        "fair": _table(beside.fair),
        "gates": ", ".join(f"`{gate.code}`" for gate in one.fair.gates),
        "record": "\n".join(["| | |", "|---|---|", *(f"| {name} | `{record[name]}` |" for name in shown)]),
        "told_fair": f"D: {told_entrants(one.result.scores, one.fairer, one.fair, 'en')['D']}.",
        "told_radius": told_radius(report())[0],
        "told_can_win": told_can_win(report())[0],
        "told_stability": told_stability(report())[0],
        "told_moves": told_moves(report())[0],
    }


def _table(text: str) -> str:
    """Return a published table as Markdown, without the category, which is the same throughout."""
    header, *rows = (line.split(",") for line in text.splitlines())
    kept = [place for place, name in enumerate(header) if name != "category"]
    lines = [[row[place] for place in kept] for row in (header, ["---"] * len(header), *rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
