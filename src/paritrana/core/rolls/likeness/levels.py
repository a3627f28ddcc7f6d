"""How much each agreement of two records says, as numbers that are the same for every register.

Of records of one person a share `same` shows a level, of records of two persons a share `other`; the base-2
logarithm of their ratio is the weight.  The shares are estimates and stand here to be read: they are not
trained, so that nothing is random and a weight can be recomputed by hand.  What is taken from the register is
how frequent a name and a birth date are, and how its people are spread over villages: two who share a rare
name are rather one person than two who share a usual one.
"""

from __future__ import annotations

from dataclasses import dataclass

FIELDS = ("name", "birth_date", "sex", "village")


@dataclass(frozen=True, slots=True)
class Level:
    """One way in which a field of two records agrees; sql: the condition, empty for everything else.

    by_frequency: a value that is rarer in the register than `other` says more, a more frequent one less.
    """

    code: str
    sql: str
    same: float
    other: float
    by_frequency: bool = False


_DAYS = "abs(date_diff('day', born_l, born_r))"
_LIKE = "jaro_winkler_similarity(name_l, name_r)"
_TURNED_LIKE = "jaro_winkler_similarity(name_key_l, name_key_r)"
_TURNED_DATE = (
    "year(born_l) = year(born_r) AND month(born_l) = day(born_r) AND day(born_l) = month(born_r)"
    " AND born_l <> born_r"
)
_PARTS = (
    "((year(born_l) = year(born_r))::INT + (month(born_l) = month(born_r))::INT"
    " + (day(born_l) = day(born_r))::INT)"
)

LEVELS: dict[str, tuple[Level, ...]] = {
    "name": (
        Level("equal", "name_l = name_r", 0.62, 0.00045, by_frequency=True),
        Level("turned", "name_key_l = name_key_r", 0.05, 0.00005),
        Level("close", f"greatest({_LIKE}, {_TURNED_LIKE}) >= 0.94", 0.16, 0.0006),
        Level(
            "part",
            "starts_with(name_l || ' ', name_r || ' ') OR starts_with(name_r || ' ', name_l || ' ')",
            0.07,
            0.0008,
        ),
        Level("alike", f"greatest({_LIKE}, {_TURNED_LIKE}) >= 0.86", 0.06, 0.012),
        Level("other", "", 0.04, 0.9861),
    ),
    "birth_date": (
        Level("equal", "born_l = born_r", 0.84, 0.00008, by_frequency=True),
        Level("turned", _TURNED_DATE, 0.04, 0.00002),
        Level("close", f"{_PARTS} = 2 OR {_DAYS} <= 3", 0.09, 0.004),
        Level("year", "year(born_l) = year(born_r)", 0.015, 0.021),
        Level("other", "", 0.015, 0.9749),
    ),
    "sex": (
        Level("equal", "sex_l = sex_r", 0.985, 0.52),
        Level("other", "", 0.015, 0.48),
    ),
    "village": (
        # the shares of two persons are counted in the register; these stand for one of a whole regency
        Level("equal", "village_l = village_r", 0.74, 0.004),
        Level("district", "district_l = district_r", 0.12, 0.04),
        Level("regency", "regency_l = regency_r", 0.08, 0.2),
        Level("other", "", 0.06, 0.756),
    ),
}


def is_sure(agreement: dict[str, str]) -> bool:
    """Whether name, birth date, sex and village are all equal: the plain rule that needs no weight."""
    return all(agreement[field] == "equal" for field in FIELDS)
