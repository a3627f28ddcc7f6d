"""What holds for sponsors: who counts, which months are pledged, paid or behind, whose names are equal.

A worker counts once, however many pay: `counted` says how many persons a fund covers, how many a sponsor, and
how many both; the persons covered are those of either, never the sum.
"""

import hashlib
import hmac
from collections.abc import Iterable, Set
from dataclasses import dataclass

from paritrana.apps.protection.rules import money
from paritrana.apps.protection.states import Association, Relation
from paritrana.core.units import Rate
from paritrana.errors import BadInput, RuleRefused

MOST_SERVANTS = 1_000_000
MOST_NAMES = 5_000  # of one upload or one form
LONGEST_NAME = 120
COUNTS = ("kantor", "organisasi", "jumlah_asn", "sudah_mengasuh")
PERSONS = ("kantor", "organisasi", "nama")
_LABEL = b"SPONSOR:"

Months = tuple[str, str]  # first and last month, 2024-03, both included


@dataclass(frozen=True)
class Counted:
    """Persons covered, each once: by a fund, by a sponsor, and by both at the same time."""

    by_fund: int
    by_sponsor: int
    both: int

    @property
    def persons(self) -> int:
        return self.by_fund + self.by_sponsor - self.both


def counted(funded: Set[int], sponsored: Set[int]) -> Counted:
    """Return how many persons are covered.  funded, sponsored: keys of the workers, in any order."""
    return Counted(len(funded), len(sponsored), len(funded & sponsored))


def rate_of(*, servants: int, listed: int, sponsoring: int, stated: int) -> Rate:
    """Return who sponsors over all civil servants of an office.

    While nobody of the office is listed by name, the number that the office stated counts.  An office that
    listed more people than it counted is as large as its list.
    """
    return Rate(sponsoring if listed else stated, max(servants, listed))


def months_between(first: str, last: str) -> list[str]:
    """Return every month from the first to the last (2024-03), both included; none when they are reversed."""
    start, end = _number(first), _number(last)
    return [f"{one // 12:04d}-{one % 12 + 1:02d}" for one in range(start, end + 1)]


def unpaid(pledged: Months, paid: Iterable[Months], *, until: str) -> list[str]:
    """Return the pledged months before `until` that no payment covers: how far a sponsor fell behind."""
    covered = {month for one in paid for month in months_between(*one)}
    return [month for month in months_between(*pledged) if month < until and month not in covered]


def overlap(one: Months, other: Months) -> bool:
    """Whether two spans of months have one in common."""
    return one[0] <= other[1] and other[0] <= one[1]


def touches(pledged: Months, year: int) -> bool:
    """Whether a pledge holds in any month of a year."""
    return overlap(pledged, (f"{year}-01", f"{year}-12"))


def check_pledge(*, relation: str, pledged: Months, others: Iterable[Months]) -> None:
    """Refuse months that another sponsor pays for the same worker; a fund that pays too is no hindrance."""
    if relation not in set(Relation):
        raise BadInput("pledge.no_relation")
    money.months(*pledged)
    for other in others:
        if overlap(pledged, other):
            raise RuleRefused("pledge.worker_taken", first=other[0], last=other[1])


def check_counts(*, association: str, servants: int, stated: int) -> None:
    """Refuse counts that cannot be: more who sponsor than there are, or an association that is none."""
    if association not in set(Association):
        raise BadInput("workplace.no_association")
    if not 0 <= servants <= MOST_SERVANTS:
        raise BadInput("workplace.bad_count")
    if stated > servants:
        raise BadInput("workplace.more_than_all", servants=servants, stated=stated)


def read_names(text: str) -> list[str]:
    """Return the names of a list, one a line, blanks put in order, each once."""
    names = list(dict.fromkeys(plain_name(line) for line in text.splitlines() if line.strip()))
    if not names:
        raise BadInput("sponsor.no_name")
    if len(names) > MOST_NAMES:
        raise BadInput("sponsor.too_many", most=MOST_NAMES)
    return names


def plain_name(text: str) -> str:
    """Return a name without blanks around and between; raises BadInput for one that is none."""
    name = " ".join(text.split())
    if not name or len(name) > LONGEST_NAME or sum(sign.isdigit() for sign in name) > 6:
        raise BadInput("sponsor.bad_name", longest=LONGEST_NAME)
    return name


def name_token(name: str, *, workplace: int, key: bytes) -> str:
    """Return what stands for a name within one office, so that nobody is listed there twice."""
    text = f"{workplace}|{' '.join(name.split()).casefold()}"
    return hmac.new(key, _LABEL + text.encode(), hashlib.sha256).hexdigest()[:32]


def association_of(text: str) -> Association:
    """Return the association that a cell names: KORPRI, PGRI, or nothing for none; raises ValueError."""
    word = text.strip().casefold()
    return Association(word) if word else Association.NONE


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:]) - 1
