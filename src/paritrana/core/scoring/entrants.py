"""Facts about entrants that some rules of format /2 need: region, zone and size class, as a fourth table."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from paritrana.core.rulebook import Category
from paritrana.core.scoring.tables import Read, Where, name_faults, rows_in, written
from paritrana.core.scoring.wording import fault
from paritrana.errors import Fault

ENTRANTS_HEADER = ("entrant", "region", "zone", "size")
ZONES = ("WIB", "WITA", "WIT")
_REGION = re.compile(r"[1-9][0-9](\.[0-9]{2}(\.[0-9]{2}(\.[1-3][0-9]{3})?)?)?")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an entrant; an empty text is not known.

    region: a Kemendagri code with points; zone: WIB, WITA or WIT; size: id of a size class.
    """

    region: str = ""
    zone: str = ""
    size: str = ""

    @property
    def province(self) -> str:
        """Return the province's code, two digits."""
        return self.region[:2]


type Entrants = Mapping[str, Facts]


def read_entrants(data: bytes, *, name: str = "entrants.csv") -> Read[dict[str, Facts]]:
    """Return {entrant: facts} with every fault of form; `lines` has each row under ("", entrant, None)."""
    read: Read[dict[str, Facts]] = Read({})
    for line, (entrant, region, zone, size) in rows_in(data, ENTRANTS_HEADER, name, read.faults):
        faults = [*name_faults(line, name, entrant=entrant)]
        if first := read.lines.get(("", entrant, None)):
            faults.append(fault("csv.repeated", line, file=name, first=first))
        if region and not _REGION.fullmatch(region):
            faults.append(fault("entrant.region", line, file=name, value=region))
        if zone and zone not in ZONES:
            faults.append(fault("entrant.zone", line, file=name, value=zone))
        if size:
            faults += name_faults(line, name, size=size)
        read.faults += faults
        read.lines.setdefault(("", entrant, None), line)
        if not faults:
            read.cells[entrant] = Facts(region, zone, size)
    return read


def entrants_csv(entrants: Entrants) -> str:
    """Return the facts as a file: rows by code point."""
    rows = [(entrant, one.region, one.zone, one.size) for entrant, one in entrants.items()]
    return written(ENTRANTS_HEADER, sorted(rows))


def fact_faults(
    category: Category,
    names: Iterable[str],
    entrants: Entrants | None,
    where: Where,
    asked: Mapping[str, str],
) -> Iterator[Fault]:
    """Yield what is lacking of the facts that rules ask of a category's entrants.

    names: all its entrants; asked: {column: the rule that needs it}, as in {"region": "province_cap"}.
    """
    if not asked:
        return
    if entrants is None:
        yield fault("entrants.missing", 1, file=where.rulebook_file, category=category.id)
        return
    for entrant in sorted(names):
        one = entrants.get(entrant, Facts())
        for column, rule in asked.items():
            value = getattr(one, column)
            if not value:
                yield where.entrant("entrant.no_fact", entrant, column=column, rule=rule)
            elif column == "size" and value not in category.size_classes:
                known = ", ".join(category.size_classes)
                yield where.entrant("entrant.size", entrant, value=value, category=category.id, known=known)


def sizes_asked(category: Category) -> dict[str, str]:
    """Return what `fact_faults` shall ask for the scores: the size, where the category has size classes."""
    return {"size": "size_classes"} if category.size_classes else {}
