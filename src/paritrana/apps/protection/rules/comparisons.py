"""What a person of a list from another office is to the register: covered, not yet, or not to be covered."""

from collections.abc import Collection

COVERED, ELSEWHERE = "covered", "elsewhere"
ELIGIBLE, NOT_ELIGIBLE, UNCLEAR = "eligible", "not_eligible", "unclear"
UNREADABLE, REPEATED = "unreadable", "repeated"
GROUPS = (ELIGIBLE, COVERED, ELSEWHERE, NOT_ELIGIBLE, UNCLEAR, UNREADABLE, REPEATED)

_UNREADABLE = ("row.remark", "row.cells", "nik.missing", "nik.damaged", "nik.separators", "nik.shape")
_NOT_ELIGIBLE = ("person.deceased", "age.under", "age.over", "village.outside")


def group_of(codes: Collection[str]) -> tuple[str, str]:
    """Return the group of a row by the codes that a check found, and the code that put it there.

    A row without a NIK that can be read is nobody; who is covered is not asked for more; without a birth
    date nobody can say whether somebody may be registered, and it is not taken from the NIK.
    """
    if code := _first(codes, _UNREADABLE):
        return UNREADABLE, code
    if "register.known" in codes:
        return COVERED, ""
    if "member.elsewhere" in codes:
        return ELSEWHERE, ""
    if code := _first(codes, _NOT_ELIGIBLE):
        return NOT_ELIGIBLE, code
    if code := _first(codes, sorted(one for one in codes if one.startswith("birth_date."))):
        return UNCLEAR, code
    return ELIGIBLE, ""


def _first(codes: Collection[str], asked: Collection[str]) -> str:
    return next((one for one in asked if one in codes), "")
