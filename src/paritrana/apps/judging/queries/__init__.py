"""What other rooms read of judging."""

from paritrana.apps.judging.queries.interviews import interview_of, interviews_of
from paritrana.apps.judging.queries.opened import (
    Opening,
    broken_seals,
    core_marks,
    juror_ids,
    marks_of,
    openings_of,
    verify_sheet,
)
from paritrana.apps.judging.queries.rounds import (
    RoundView,
    counted_jurors,
    entrants_of,
    locked_count,
    rounds_of,
    who_marked_what,
)
from paritrana.apps.judging.queries.sheets import queues_of, sheet_for
from paritrana.apps.judging.queries.ties import declarations_missing, derived_ties, undeclared

__all__ = [
    "Opening",
    "RoundView",
    "broken_seals",
    "core_marks",
    "counted_jurors",
    "declarations_missing",
    "derived_ties",
    "entrants_of",
    "interview_of",
    "interviews_of",
    "juror_ids",
    "locked_count",
    "marks_of",
    "openings_of",
    "queues_of",
    "rounds_of",
    "sheet_for",
    "undeclared",
    "verify_sheet",
    "who_marked_what",
]
