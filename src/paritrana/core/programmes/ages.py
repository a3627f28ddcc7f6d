"""Who may register: the age in whole years on the day of registration, never later."""

from __future__ import annotations

from datetime import date

YOUNGEST, OLDEST = 17, 65


def age_at(birth_date: date, on: date) -> int:
    """Return the completed years on a day, negative before birth; 29 February counts as 1 March elsewhere."""
    return on.year - birth_date.year - ((on.month, on.day) < (birth_date.month, birth_date.day))


def may_register(birth_date: date, on: date, *, upper_inclusive: bool = True) -> bool:
    """Say whether the age on the day of registration lies between 17 and 65.

    upper_inclusive: whether somebody who is 65 may still register ("not over 65"), up to the day before
    the 66th birthday; otherwise registration ends on the 65th birthday ("not yet 65").  Offices practise
    both, so it is a setting.  Who registered in time may go on paying: never ask this of a later month.
    """
    return YOUNGEST <= age_at(birth_date, on) < OLDEST + upper_inclusive
