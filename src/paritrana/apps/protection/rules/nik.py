"""How a NIK is typed, and how much of it is shown; what it may be is said by `core.rolls.roster`."""

import re

DOTS = "••••"


def plain(text: str) -> str:
    """Return the NIK without the blanks and hyphens that people put between its digits."""
    return re.sub(r"[\s-]", "", text)


def fault_of(nik: str) -> str:
    """Return the code of what is wrong with a plain NIK by its shape, as of a roster, or nothing."""
    from paritrana.core.rolls.roster.niks import shape_fault

    return shape_fault(nik)


def shown_parts(nik: str) -> tuple[str, str]:
    """Return the first and the last four digits: all of a NIK that is kept in the open."""
    return nik[:4], nik[-4:]


def masked(first: str, last: str) -> str:
    """Return 7107 •••• •••• 0012; dots alone for a person who was erased."""
    return f"{first or DOTS} {DOTS} {DOTS} {last or DOTS}"


def masked_name(name: str) -> str:
    """Return the first letter of each word: enough for whoever knows the person, too little for others."""
    return " ".join(f"{word[0]}{DOTS[:3]}" for word in name.split())
