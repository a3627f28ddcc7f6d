"""How far the sheets of an OpenDocument workbook reach; equal cells are written once with a count."""

from __future__ import annotations

import zipfile
from xml.parsers import expat

from paritrana.core.rolls.reading import container
from paritrana.core.rolls.reading.extent import NAMED, Extent, letters
from paritrana.core.rolls.reading.wording import refuse


def measured(archive: zipfile.ZipFile) -> dict[str, Extent]:
    """Return the extent of each sheet by name; raises DataFaults when the workbook is locked or linked."""
    if "META-INF/manifest.xml" in archive.namelist():
        names = [name for name, _ in container.elements(archive, "META-INF/manifest.xml")]
        if "encryption-data" in names:
            raise refuse("roll.encrypted")
    watch = _Watch()
    parser = expat.ParserCreate()
    parser.StartElementHandler = watch.start
    container.parse("content.xml", container.pieces(archive, "content.xml"), parser)
    return watch.sheets


class _Watch:
    """Follows the rows and cells of one sheet after another."""

    def __init__(self) -> None:
        self.sheets: dict[str, Extent] = {}
        self._now = Extent()
        self._row = self._column = 0
        self._rows = 1

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        match name:
            case "table:table":
                called = attributes.get("table:name", "")
                if called in self.sheets:
                    raise refuse("roll.workbook_broken", reason="two sheets have one name")
                self._now = self.sheets.setdefault(called, Extent())
                self._row = 0
            case "table:table-row":
                self._rows = _count(attributes, "table:number-rows-repeated")
                self._row, self._column = self._row + self._rows, 0
            case "table:table-cell" | "table:covered-table-cell":
                self._cell(attributes)
            case "table:table-source" | "table:cell-range-source" | "office:dde-source":
                raise refuse("roll.external_links", part=name)

    def _cell(self, attributes: dict[str, str]) -> None:
        repeated = _count(attributes, "table:number-columns-repeated")
        self._column += repeated
        place = f"{letters(self._column)}{self._row}"
        if "office:value-type" in attributes or "table:formula" in attributes:
            self._now.add(self._row - self._rows + 1, 1, 0)
            self._now.add(self._row, self._column, repeated * self._rows)
        if "table:formula" in attributes and len(self._now.formulas) < NAMED:
            self._now.formulas.append(place)
        if attributes.get("calcext:value-type") == "error" and len(self._now.errors) < NAMED:
            self._now.errors.append(place)
        spans = ("table:number-columns-spanned", "table:number-rows-spanned")
        if any(_count(attributes, span) > 1 for span in spans) and len(self._now.merged) < NAMED:
            self._now.merged.append(place)


def _count(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(name, "1")
    if not (text.isascii() and text.isdigit() and len(text) < 9):
        raise refuse("roll.workbook_broken", reason=f"{name} is {text[:20]!r}")
    return int(text)
