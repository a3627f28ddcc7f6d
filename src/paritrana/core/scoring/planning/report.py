"""A plan with all that is told of it, as one record that is byte for byte the same for the same input."""

import json
from dataclasses import dataclass

from paritrana.core.scoring.planning.connectivity import Linkage, linkage
from paritrana.core.scoring.planning.gain import SEVERITY, TASTE, Gain, gain
from paritrana.core.scoring.planning.model import Plan
from paritrana.core.scoring.planning.search import pair_count
from paritrana.core.scoring.planning.telling import Told, gain_told, linkage_told

FORMAT = "paritrana-plan/1"


@dataclass(frozen=True, slots=True)
class CategoryReport:
    """What a plan promises for one category."""

    category: str
    linkage: Linkage
    gain: Gain | None
    pairs: int
    pairs_possible: int

    def told(self) -> list[Told]:
        """Return it in sentences: connection, weakness, few entrants, gain."""
        return [*linkage_told(self.linkage), gain_told(self.gain)]


def report(plan: Plan, *, severity: float = SEVERITY) -> list[CategoryReport]:
    """Return what a plan promises for each category; severity in spreads of the entrants' quality."""
    met = pair_count(plan)
    found = []
    for category, entrants in plan.question.by_category.items():
        own = frozenset(pair for pair in plan.pairs if plan.question.category_of[pair[1]] == category)
        found.append(
            CategoryReport(
                category,
                linkage(category, entrants, own),
                gain(own, severity=severity, seed=plan.search.seed),
                *met[category],
            )
        )
    return found


def plan_json(
    plan: Plan, reports: list[CategoryReport], *, severity: float = SEVERITY, whole: bool = False
) -> str:
    """Return the record: question in brief, search, categories; with `whole` also every seat and load.

    Only texts, whole numbers and yes or no, so that no float is written; keys by code point.
    """
    search = plan.search
    record: dict[str, object] = {
        "format": FORMAT,
        "seed": search.seed,
        "panel": plan.question.panel,
        "anchors": plan.question.anchors,
        "severity": f"{severity:.2f}",
        "taste": f"{TASTE:.2f}",
        "solver": {
            "name": "OR-Tools CP-SAT",
            "version": search.version,
            "loads": search.loads,
            "pairs": search.pairs,
            "cuts": search.cuts,
        },
        "categories": [_category(one) for one in reports],
    }
    if whole:
        record["seats"] = [
            dict(zip(("category", "entrant", "juror", "role"), seat, strict=True)) for seat in plan.seats
        ]
        record["loads"] = [
            {"juror": juror, "load": plan.question.loads[juror], "entrants": given}
            for juror, given in plan.given.items()
        ]
    return json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def linkage_record(found: Linkage) -> dict[str, object]:
    """Return how a category hangs together as plain values for JSON."""
    return {
        "category": found.category,
        "connected": found.connected,
        "weak": found.weak,
        "entrants": found.entrants,
        "jurors": found.jurors,
        "parts": [
            {"jurors": sorted(jurors), "entrants": sorted(entrants)} for jurors, entrants in found.parts
        ],
        "unmarked": list(found.unmarked),
        "single_marks": [{"juror": juror, "entrant": entrant} for juror, entrant in found.bridges],
        "single_jurors": list(found.cut_jurors),
        "single_entrants": list(found.cut_entrants),
        "under_eight": [{"juror": juror, "entrants": count} for juror, count in found.few],
        "told": {language: [one[language] for one in linkage_told(found)] for language in ("en", "id")},
    }


def _category(one: CategoryReport) -> dict[str, object]:
    record = linkage_record(one.linkage)
    record |= {
        "pairs": one.pairs,
        "pairs_possible": one.pairs_possible,
        "gain": None
        if one.gain is None
        else {
            "rounds": one.gain.rounds,
            "best_first_plain": one.gain.first_plain,
            "best_first_fair": one.gain.first_fair,
            "tau_plain": f"{one.gain.tau_plain:.3f}",
            "tau_fair": f"{one.gain.tau_fair:.3f}",
            "variance_plain": f"{one.gain.variance_plain:.4f}",
            "variance_fair": f"{one.gain.variance_fair:.4f}",
        },
        "told": {language: [told[language] for told in one.told()] for language in ("en", "id")},
    }
    return record
