"""What holds for agreements: dates in order, a number, and how near the end is."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from paritrana.apps.protection.states import AgreementKind, AgreementStanding
from paritrana.core.rolls.schemas import PROGRAMMES
from paritrana.errors import BadInput, RuleRefused

WARN = timedelta(days=90)
LONGEST = timedelta(days=366 * 10)
FEWEST_PARTIES = {AgreementKind.MOU: 2, AgreementKind.PKS: 2, AgreementKind.DECREE: 1}


@dataclass(frozen=True)
class Party:
    """Who agrees: the body, the office that signs for it, and the basis on which it acts."""

    body: str
    office: str
    basis: str


@dataclass(frozen=True)
class Terms:
    """What is written in an agreement.  quota, rate: workers and rupiah a month, 0 where it names none."""

    kind: str
    number: str
    title: str
    signed_on: date
    starts_on: date
    ends_on: date
    programmes: str
    quota: int = 0
    rate: int = 0
    budget_line: str = ""


def read_parties(text: str) -> list[Party]:
    """Return the parties, one a line as `body | office that signs | basis on which it acts`."""
    found = []
    for line in text.splitlines():
        if not line.strip():
            continue
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) != 3 or not all(cells):
            raise BadInput("agreement.bad_party")
        found.append(Party(*cells))
    return found


def read_programmes(text: str) -> str:
    """Return the programmes in their usual order, joined by +; raises BadInput for one that is none."""
    given = [word.strip().upper() for word in re.split(r"[+,;\s]+", text) if word.strip()]
    if not given or not set(given) <= set(PROGRAMMES):
        raise BadInput("agreement.bad_programmes", known=", ".join(PROGRAMMES))
    return "+".join(one for one in PROGRAMMES if one in given)


def check(terms: Terms, *, parties: int) -> Terms:
    """Return the terms as they are kept; refuse a missing number, dates out of order, too few parties."""
    if terms.kind not in set(AgreementKind):
        raise BadInput("agreement.unknown_kind", kind=terms.kind)
    if not terms.number.strip():
        raise BadInput("agreement.no_number")
    if not terms.title.strip():
        raise BadInput("agreement.no_title")
    if terms.ends_on < terms.starts_on or terms.ends_on < terms.signed_on:
        raise BadInput("agreement.ends_before_start")
    if terms.ends_on - terms.starts_on > LONGEST:
        raise BadInput("agreement.too_long")
    fewest = FEWEST_PARTIES[AgreementKind(terms.kind)]
    if parties < fewest:
        raise BadInput("agreement.too_few_parties", fewest=fewest)
    if min(terms.quota, terms.rate) < 0:
        raise BadInput("agreement.bad_quota")
    return replace(
        terms,
        number=terms.number.strip(),
        title=terms.title.strip(),
        budget_line=terms.budget_line.strip(),
        programmes=read_programmes(terms.programmes),
    )


def check_succession(*, starts: date, has_successor: bool, starts_on: date) -> None:
    """Refuse a second successor, and one that does not start after the agreement it follows."""
    if has_successor:
        raise RuleRefused("agreement.has_successor")
    if starts_on <= starts:
        raise RuleRefused("agreement.no_successor")


def days_without(ends_on: date, until: date, *, whole: bool = False) -> int:
    """Return the days after one agreement's end and before a day; whole: that day counts too."""
    return max(0, (until - ends_on).days - (not whole))


def standing(*, starts_on: date, ends_on: date, has_successor: bool, day: date) -> AgreementStanding:
    """Return how an agreement stands on a day; it warns 90 days before its end, unless a successor waits."""
    if day < starts_on:
        return AgreementStanding.AHEAD
    if day > ends_on:
        return AgreementStanding.SUCCEEDED if has_successor else AgreementStanding.ENDED
    if ends_on - day <= WARN and not has_successor:
        return AgreementStanding.ENDING
    return AgreementStanding.IN_FORCE
