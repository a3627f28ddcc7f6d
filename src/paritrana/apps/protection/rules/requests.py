"""A worker's own request: its receipt, the text agreed to, what it costs and pays this month."""

import json
import re
import secrets
from dataclasses import dataclass, replace
from datetime import date

from paritrana.apps.protection.rules.workers import Worker
from paritrana.apps.protection.states import ANSWERS, RequestState
from paritrana.core.programmes import (
    Benefit,
    Cause,
    Month,
    Sector,
    benefit,
    full_from,
    month_of,
    premium,
)
from paritrana.core.units import Rupiah
from paritrana.errors import BadInput, DataFaults, RuleRefused

CONSENT = "2026-11"  # the text of `labels.rights.CONSENT`; a new text is a new name
MOST_WAITING = 500  # in one village: more than an office can look at
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # nothing that is mistaken for something else
_LENGTH = 10
_RECEIPT = re.compile(f"[{_ALPHABET}]{{{_LENGTH}}}")
_PHONE = re.compile(r"\+?[0-9]{8,15}", re.ASCII)


@dataclass(frozen=True)
class Asked:
    """What a worker states, and where the worker may be called; its repr shows none of it."""

    worker: Worker
    phone: str = ""

    def __repr__(self) -> str:
        return "Asked(…)"


@dataclass(frozen=True)
class Cost:
    """What one month costs who pays for oneself; full: without the discount, whose law and last month."""

    sector: Sector
    owed: Rupiah
    full: Rupiah
    law: str = ""
    through: Month | None = None


def new_receipt() -> str:
    """Return a number by which only its holder can ask: 49 random bits."""
    return "".join(secrets.choice(_ALPHABET) for _place in range(_LENGTH))


def plain_receipt(text: str) -> str:
    """Return the receipt as it is kept; raises BadInput for what cannot be one."""
    found = re.sub(r"[\s-]", "", text).upper()
    if not _RECEIPT.fullmatch(found):
        raise BadInput("request.receipt_form")
    return found


def shown_receipt(receipt: str) -> str:
    """Return K7QF2-M9XAB for K7QF2M9XAB."""
    return f"{receipt[:5]}-{receipt[5:]}"


def plain_phone(text: str) -> str:
    """Return a telephone number without blanks and marks; raises BadInput for what is none."""
    found = re.sub(r"[\s().-]", "", text)
    if found and not _PHONE.fullmatch(found):
        raise BadInput("request.phone_form")
    return found


def packed(asked: Asked) -> str:
    """Return what is sealed."""
    one = asked.worker
    return json.dumps([one.nik, one.name, one.born.isoformat(), one.sex, one.occupation, asked.phone])


def unpacked(text: str, village: str) -> Asked:
    """Return what was sealed."""
    nik, name, born, sex, occupation, phone = json.loads(text)
    return Asked(Worker(nik, name, date.fromisoformat(born), sex, village, occupation), phone)


def check_open(state: str, *, erased: bool = False) -> None:
    """Refuse to answer twice, and to open what is erased."""
    if state != RequestState.WAITING or erased:
        raise RuleRefused("request.answered")


def check_refusal(reason: str) -> None:
    """Refuse a refusal without one of the known reasons."""
    if reason not in ANSWERS:
        raise BadInput("request.no_reason")


def costs(day: date) -> list[Cost]:
    """Return what a month of JKK and JKM costs on this day, by sector; nothing outside the dated table."""
    month = month_of(day)
    try:
        return [_cost(one, month) for one in (Sector.OTHER, Sector.TRANSPORT)]
    except DataFaults:
        return []


def _cost(sector: Sector, month: Month) -> Cost:
    (found,) = premium(workers=1, first=month, last=month, sector=sector).months
    full = Rupiah(sum(one.row.owed(None).amount for one in found.rates))
    discounts = [one.discount for one in found.rates if one.discount]
    law, through = (discounts[0].law, discounts[0].last) if discounts else ("", None)
    return Cost(sector, found.per_worker, full, law, through)


def benefits(day: date) -> list[Benefit]:
    """Return what a family receives when cover begins this month: in its first month, and once it is full."""
    first = month_of(day)
    try:
        events = dict.fromkeys((first, full_from(Cause.DEATH, first)))
        found = [benefit(cause=Cause.DEATH, first=first, on=one) for one in events]
        found.append(benefit(cause=Cause.WORK_ACCIDENT, first=first, on=first))
    except DataFaults:
        return []
    return [replace(one, printed=()) for one in found]  # what newspapers print is for those who check
