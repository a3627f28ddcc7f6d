"""The rules of nominations, pure: standing and moves, what a dossier asks, numbers, files."""

from paritrana.apps.nominations.rules.dossiers import (
    asked_stages,
    blocking,
    check_answer,
    check_section,
    criterion_of,
    fields_of,
    is_asked,
    profile_fields,
    section_code,
    section_codes,
    section_of,
    takes_value,
    warnings,
)
from paritrana.apps.nominations.rules.numbers import (
    read_number,
)
from paritrana.apps.nominations.rules.office import (
    check_forwarding,
    verified_value,
)
from paritrana.apps.nominations.rules.standing import (
    check_counts,
    check_editable,
    check_may_stand,
    check_move,
    check_quota,
    counts_for_quota,
)

__all__ = [
    "asked_stages",
    "blocking",
    "check_answer",
    "check_counts",
    "check_editable",
    "check_forwarding",
    "check_may_stand",
    "check_move",
    "check_quota",
    "check_section",
    "counts_for_quota",
    "criterion_of",
    "fields_of",
    "is_asked",
    "profile_fields",
    "read_number",
    "section_code",
    "section_codes",
    "section_of",
    "takes_value",
    "verified_value",
    "warnings",
]
