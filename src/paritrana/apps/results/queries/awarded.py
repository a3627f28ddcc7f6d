"""Who is awarded in a run of format /2, read from its awards.csv as it will be published."""

import csv
import io
from dataclasses import dataclass

from paritrana.apps.results import labels
from paritrana.apps.results.models import RankingRun
from paritrana.core.rulebook import Rulebook
from paritrana.ui.templatetags.ui import title_of


@dataclass(frozen=True)
class Prize:
    """One prize outside the ranks that an entrant has, and the group it is given for; empty for all."""

    title: str
    group: str

    @property
    def words(self) -> str:
        return f"{self.title} ({self.group})" if self.group else self.title


def awarded_in(run: RankingRun, rulebook: Rulebook) -> dict[str, dict[str, object]]:
    """Return by entrant its award, place, the rule that skipped it, and its prizes; empty for format /1."""
    titles = {f"prize:{one.id}": title_of(one.title) for one in rulebook.prizes}
    found: dict[str, dict[str, object]] = {}
    prizes: dict[str, tuple[Prize, ...]] = {}
    for row in csv.DictReader(io.StringIO(run.awards_csv)):
        entrant, award = row["entrant"], row["award"]
        if award in titles:
            prize = Prize(titles[award], labels.group(row["rule"], rulebook))
            prizes[entrant] = (*prizes.get(entrant, ()), prize)
        elif award in ("winner", "consolation"):
            told = {"skipped": row["rule"]} if row["rule"] else {"award": award, "place": int(row["place"])}
            found[entrant] = dict(told)
    for entrant, own in prizes.items():
        found.setdefault(entrant, {})["prizes"] = own
    return found
