"""Region codes as the Ministry of Home Affairs writes them: 71, 71.07, 71.07.01, 71.07.01.2001."""

from __future__ import annotations

import re
from enum import StrEnum

from paritrana.errors import BadInput

_DOTTED = re.compile(r"[1-9][0-9](\.[0-9]{2}(\.[0-9]{2}(\.[123][0-9]{3})?)?)?", re.ASCII)
_PLAIN = re.compile(r"[0-9]{2}([0-9]{2}([0-9]{2}([0-9]{4})?)?)?", re.ASCII)
_LENGTHS = (2, 5, 8, 13)
_FIRST_CITY = 71
_FIRST_PAPUA = "91"


class Level(StrEnum):
    """The four levels of government, highest first."""

    PROVINCE = "province"
    REGENCY = "regency"
    DISTRICT = "district"
    VILLAGE = "village"

    @property
    def depth(self) -> int:
        """Return 0 for a province to 3 for a village."""
        return _LEVELS.index(self)

    @property
    def code_length(self) -> int:
        """Return how many characters a code of this level has, dots included."""
        return _LENGTHS[self.depth]


_LEVELS = tuple(Level)


class Kind(StrEnum):
    """What a region is called in law; the code alone tells it."""

    PROVINSI = "provinsi"
    KABUPATEN = "kabupaten"
    KOTA = "kota"
    KECAMATAN = "kecamatan"
    DISTRIK = "distrik"
    KELURAHAN = "kelurahan"
    DESA = "desa"
    DESA_ADAT = "desa_adat"


_VILLAGES = {"1": Kind.KELURAHAN, "2": Kind.DESA, "3": Kind.DESA_ADAT}


class Code(str):
    """A well-formed region code; a plain text everywhere a text is wanted.

    Being well-formed does not mean that such a region exists.  Raises BadInput (region.bad_code).
    """

    __slots__ = ()

    def __new__(cls, text: str) -> Code:
        if not _DOTTED.fullmatch(text):
            raise BadInput("region.bad_code", given=text[:40])
        return super().__new__(cls, text)

    @classmethod
    def parse(cls, text: str) -> Code:
        """Return the code of a text people write: 7107, 71.07 or " 71.07 "; raises BadInput otherwise."""
        text = text.strip()
        if _PLAIN.fullmatch(text):
            parts = (text[0:2], text[2:4], text[4:6], text[6:10])
            text = ".".join(part for part in parts if part)
        return cls(text)

    @property
    def level(self) -> Level:
        return _LEVELS[_LENGTHS.index(len(self))]

    @property
    def parent(self) -> Code | None:
        """Return the region right above; None above a province."""
        return self._cut(_LENGTHS[self.level.depth - 1]) if "." in self else None

    @property
    def province(self) -> Code:
        return self._cut(2)

    @property
    def regency(self) -> Code | None:
        """Return the regency or city it is or lies in; None for a province."""
        return self.at(Level.REGENCY)

    def at(self, level: Level) -> Code | None:
        """Return the region of that level which it is or lies in; None when the level is below it."""
        length = level.code_length
        return self._cut(length) if len(self) >= length else None

    @property
    def path(self) -> tuple[Code, ...]:
        """Return the province first, then each region down to itself."""
        return tuple(self._cut(length) for length in _LENGTHS if length <= len(self))

    def _cut(self, length: int) -> Code:
        return str.__new__(Code, self[:length])  # the head of a checked code needs no second check

    def holds(self, other: str) -> bool:
        """Tell whether `other` is this region or lies in it."""
        return other == self or other.startswith(f"{self}.")

    @property
    def kind(self) -> Kind:
        """Return what the code says it is.

        Regency part 01-69 is a kabupaten, 71-99 a kota; a district of the six provinces of Papua (91-96)
        is a distrik; a village part 1xxx is a kelurahan, 2xxx a desa, 3xxx a desa adat.
        Source: the numbering of Kepmendagri 300.2.2-2138/2025.
        """
        match self.level:
            case Level.PROVINCE:
                return Kind.PROVINSI
            case Level.REGENCY:
                return Kind.KOTA if int(self[3:5]) >= _FIRST_CITY else Kind.KABUPATEN
            case Level.DISTRICT:
                return Kind.DISTRIK if self[:2] >= _FIRST_PAPUA else Kind.KECAMATAN
            case Level.VILLAGE:
                return _VILLAGES[self[9]]
