"""Reading nominations: proposals, dossiers, what is scored."""

from paritrana.apps.nominations.queries.dossiers import last_years_answers, progress, standing, tasks_of
from paritrana.apps.nominations.queries.flags import flags_of
from paritrana.apps.nominations.queries.proposals import funnel, quota_use
from paritrana.apps.nominations.queries.scoring import entrant_facts, scored_values

__all__ = [
    "entrant_facts",
    "flags_of",
    "funnel",
    "last_years_answers",
    "progress",
    "quota_use",
    "scored_values",
    "standing",
    "tasks_of",
]
