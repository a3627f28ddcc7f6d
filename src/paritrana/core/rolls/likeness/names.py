"""Names made comparable: without titles, accents and signs, with the usual short forms written out."""

from __future__ import annotations

import unicodedata

_TITLES_TOLD = """
h hj haji hajjah ir dr drs dra prof pdt pdm pnt ust ustadz kh rd rr alm almh almarhum almarhumah
sdr sdri bpk bapak ibu tn ny nn bin binti
"""
_DEGREES_TOLD = """
se sh st sp spd ssos sip skep skm skom sag sth spt spi skel mm msi mpd mh mt mkes amd amk sst
"""
_TITLES, _DEGREES = frozenset(_TITLES_TOLD.split()), frozenset(_DEGREES_TOLD.split())
_WRITTEN_OUT = {
    **dict.fromkeys(
        ("m", "md", "mhd", "moh", "moch", "muh", "much", "mohd", "muhd", "mohamad", "mohammad", "mochamad"),
        "muhammad",
    ),
    **dict.fromkeys(("mochammad", "muhamad", "muchamad", "muchammad", "mohamed", "muhammed"), "muhammad"),
    **dict.fromkeys(("abd", "abdoel"), "abdul"),
    **dict.fromkeys(("achmad", "akhmad", "ahmat", "akhmat"), "ahmad"),
    "st": "siti",
    "sitti": "siti",
    "nurul": "nur",
    "noer": "nur",
}


def plain_name(name: str) -> str:
    """Return a name as it is compared: small letters, single blanks, no titles, short forms written out.

    >>> plain_name("Drs. H. Moh. Ali  Rekaan, M.Si.")
    'muhammad ali rekaan'
    """
    plain = unicodedata.normalize("NFKD", name).casefold().replace("'", "").replace("`", "").replace("’", "")
    head, *degrees = plain.split(",")
    words = _words(head)
    words += [one for part in degrees for one in _words(part.replace(".", "")) if one not in _DEGREES]
    kept = [one for one in words if one not in _TITLES] or words
    if len(kept) < 2:
        return "".join(kept)
    return " ".join(_WRITTEN_OUT.get(one, one) for one in kept)


def key_of(name: str) -> str:
    """Return the words of a plain name in the order of the alphabet: names turned round have the same key."""
    return " ".join(sorted(name.split()))


def _words(text: str) -> list[str]:
    return "".join(
        sign if sign.isalnum() else " " for sign in text if not unicodedata.combining(sign)
    ).split()
