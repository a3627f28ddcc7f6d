"""What a village, its head and its council are called where they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from paritrana.core.regions.codes import Code, Kind, Level
from paritrana.core.regions.table import rows_of
from paritrana.errors import BadInput, DataFaults, Fault

_PREFIXES = (*(level.code_length for level in reversed(tuple(Level))), 0)
COLUMNS = ("prefix", "kind", "unit", "head", "council", "status", "source")


@dataclass(frozen=True, slots=True)
class LocalWords:
    """The words for villages of one kind under one prefix; the empty prefix is the whole country.

    unit: the word for the village itself; head: the title of its head; council: of its council, empty for
    a kelurahan, which has none.  checked: whether `source` was read for exactly this prefix.
    """

    prefix: str
    kind: Kind
    unit: str
    head: str
    council: str
    checked: bool
    source: str


class Wordbook:
    """Finds the words for a village: those of the longest prefix that holds it."""

    def __init__(self, words: Iterable[LocalWords]) -> None:
        self._words = {(word.prefix, word.kind): word for word in words}

    def words_for(self, code: Code) -> LocalWords | None:
        """Return the words for a village; None for higher levels and for a kind without any words."""
        if code.level is not Level.VILLAGE:
            return None
        kind = code.kind
        found = (self._words.get((code[:length], kind)) for length in _PREFIXES)
        return next((words for words in found if words), None)


def read_words(path: Path) -> Wordbook:
    """Return the local words of a CSV file; raises DataFaults with every row that cannot be used."""
    faults: list[Fault] = []
    words: dict[tuple[str, Kind], LocalWords] = {}
    for line, row in rows_of(path, COLUMNS):
        try:
            word = _words(row)
        except (BadInput, ValueError) as wrong:
            faults.append(Fault(line, "region.bad_words", str(wrong), "mend the row", path.name))
            continue
        if (word.prefix, word.kind) in words:
            sentence = f"{word.prefix or 'the whole country'} has {word.kind} twice"
            faults.append(Fault(line, "region.repeated", sentence, "keep one row", path.name))
        words[word.prefix, word.kind] = word
    if faults:
        raise DataFaults(faults)
    return Wordbook(words.values())


def _words(row: dict[str, str]) -> LocalWords:
    kind = Kind(row["kind"])
    if kind not in (Kind.DESA, Kind.KELURAHAN, Kind.DESA_ADAT):
        raise ValueError(f"{kind} is no kind of village")
    if row["status"] not in ("checked", "unchecked"):
        raise ValueError(f"status {row['status']!r} is neither checked nor unchecked")
    if not (row["unit"] and row["head"]):
        raise ValueError("unit and head are needed")
    checked = row["status"] == "checked"
    if checked and not row["source"]:
        raise ValueError("a checked row names its source")
    prefix = Code(row["prefix"]) if row["prefix"] else ""
    return LocalWords(prefix, kind, row["unit"], row["head"], row["council"], checked, row["source"])
