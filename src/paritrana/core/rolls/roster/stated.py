"""What a roster itself tells of a person for the rules of a fund: the service, and the poverty decile."""

from __future__ import annotations

import re

from paritrana.core.rolls.roster.known import CIVIL_SERVANT, MILITARY

UNTOLD, UNREAD = 0, -1
_WORDS = re.compile(r"[a-z0-9]+")
_CIVIL = {"asn", "pns", "cpns", "pppk", "p3k"}
_ARMED = {"tni", "polri", "polisi", "tentara"}
_OTHERS = {"pensiunan", "pensiun", "purnawirawan", "mantan", "eks", "bukan", "non", "tidak"}
_FAMILY = {"istri", "suami", "anak", "janda", "duda", "keluarga", "orang"}
_DECILE = re.compile(r"(?:desil)?\s*0*([0-9]{1,2})(?:[.,]0+)?")


def service_of(text: str) -> str:
    """Return CIVIL_SERVANT, MILITARY or nothing, for a status or an occupation as offices write it.

    >>> service_of("Guru (PNS)"), service_of("Pensiunan PNS"), service_of("Anggota TNI-AD")
    ('civil_servant', '', 'military')
    """
    folded = text.casefold()
    words = set(_WORDS.findall(folded))
    if words & (_OTHERS | _FAMILY):
        return ""
    if words & _CIVIL or "pegawai negeri" in folded or "aparatur sipil negara" in folded:
        return CIVIL_SERVANT
    return MILITARY if words & _ARMED else ""


def decile_of(text: str) -> int:
    """Return the poverty decile from 1 to 10, UNTOLD for an empty cell, UNREAD for anything else.

    >>> decile_of("Desil 4"), decile_of("4.0"), decile_of(""), decile_of("11")
    (4, 4, 0, -1)
    """
    plain = text.strip().casefold()
    if not plain or plain == "-":
        return UNTOLD
    found = _DECILE.fullmatch(plain)
    return int(found[1]) if found and 1 <= int(found[1]) <= 10 else UNREAD
