"""Names compared as people type them: case, accents, apostrophes and abbreviations do not matter."""

from __future__ import annotations

import re
import unicodedata

from paritrana.core.regions.codes import Code, Kind

_SILENT = re.compile(r"['’`´]")
_BREAKS = re.compile(r"[^0-9a-z]+")
_SHORT = {
    "kab": "kabupaten",
    "kec": "kecamatan",
    "kel": "kelurahan",
    "prov": "provinsi",
    "kep": "kepulauan",
    "adm": "administrasi",
}
_KIND_WORDS = frozenset({"provinsi", "kecamatan", "distrik", "kelurahan", "desa"})
_PREFIX = {
    Kind.PROVINSI: "Provinsi",
    Kind.KECAMATAN: "Kecamatan",
    Kind.DISTRIK: "Distrik",
    Kind.KELURAHAN: "Kelurahan",
    Kind.DESA: "Desa",
}


def fold(text: str) -> str:
    """Return a name in the form in which names are compared: plain lower-case words, one blank between.

    >>> fold("Kab. Kep. Siau–Tagulandang")
    'kabupaten kepulauan siau tagulandang'
    """
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(mark for mark in plain if not unicodedata.combining(mark))
    words = _BREAKS.sub(" ", _SILENT.sub("", plain)).split()
    return " ".join(_SHORT.get(word, word) for word in words)


def wanted(text: str) -> str:
    """Return what a search looks for in folded names: folded, without a leading word for the kind.

    >>> wanted("Kec. Ratahan")
    'ratahan'
    """
    first, _, rest = fold(text).partition(" ")
    return rest if rest and first in _KIND_WORDS else fold(text)


def full_name(code: Code, name: str, word: str = "") -> str:
    """Return a name with what it is: Provinsi Sulawesi Utara, Kecamatan Ratahan, Desa Tababo.

    word: the local word for a village (nagari, kampung); the word is left out where the name has it.

    >>> full_name(Code("71.07.01"), "Ratahan")
    'Kecamatan Ratahan'
    >>> full_name(Code("71.07"), "Kabupaten Minahasa Tenggara")
    'Kabupaten Minahasa Tenggara'
    """
    prefix = word.capitalize() or _PREFIX.get(code.kind, "")
    if not prefix or fold(name).startswith(fold(prefix)):
        return name
    return f"{prefix} {name}"
