"""What was found in a roster, grouped by code, with the repair that mends a whole group."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import get_language

from paritrana.core.rolls.roster.codes import CODES

# Of a code the first of these repairs that is on offer mends it.
_MENDS = {
    "nik.separators": "nik_separators",
    "birth_date.order": "date_order",
    "birth_date.serial": "date_serial",
    "sex.word": "sex_words",
    "village.expired": "village_successor",
    "row.merged": "merged_cells",
    "nik.birth_date": "date_order",
}
_BLANKS = {"rows": "…", "candidates": "…", "successor": "", "villages": "…"}


@dataclass(frozen=True)
class Group:
    """Rows under one code: sentence, cure, how many, whether they stay out, the repair that mends them."""

    code: str
    sentence: str
    cure: str
    rows: int
    hard: bool
    repair: str


def groups(by_code: Mapping[str, int], offered: Iterable[str], ages: tuple[int, int]) -> list[Group]:
    """Return the groups, those that keep rows out first, the largest first."""
    language = get_language() or "id"
    open_repairs = set(offered)
    facts = _BLANKS | {"youngest": str(ages[0]), "oldest": str(ages[1])}
    known = {one.code: one for one in CODES}
    found = []
    for code, rows in by_code.items():
        one = known[code]
        sentence, cure = (text.format_map(facts) for text in one.told(language))
        mend = _MENDS.get(code, "")
        found.append(Group(code, sentence, cure, rows, one.hard, mend if mend in open_repairs else ""))
    return sorted(found, key=lambda one: (not one.hard, -one.rows))
