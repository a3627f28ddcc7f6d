"""What a check found: the fate of every row, each fault in words, and the repairs on offer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from paritrana.core.rolls.codes import RowCode
from paritrana.core.rolls.places import dotted
from paritrana.core.rolls.roster import checking, repairing
from paritrana.core.rolls.roster import villages as regions_of
from paritrana.core.rolls.roster.checking import Asked, Judged
from paritrana.core.rolls.roster.codes import BITS
from paritrana.core.rolls.roster.columns import Columns, Truths, Wholes
from paritrana.core.rolls.roster.funds import Settings
from paritrana.core.rolls.roster.known import Known
from paritrana.core.rolls.roster.reading import Roster, require_village
from paritrana.core.rolls.roster.repairing import Repair
from paritrana.errors import BadInput

_NAMED_ROWS = 6


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault or doubt of one row: the sheet's own row number, the heading over the cell, code and texts.

    at: the column from 0, −1 for the row as a whole.  The texts never hold what stands in the cell.
    """

    row: int
    column: str
    code: str
    hard: bool
    english: tuple[str, str]
    indonesian: tuple[str, str]
    at: int = field(default=-1, compare=False)

    @property
    def severity(self) -> str:
        """Return hard or warning."""
        return "hard" if self.hard else "warning"

    def told(self, language: str) -> tuple[str, str]:
        """Return sentence and cure."""
        return self.indonesian if language.startswith("id") else self.english

    def message(self, language: str) -> str:
        """Return sentence and cure as one text."""
        return "; ".join(self.told(language))


@dataclass(frozen=True, repr=False)  # nothing of a person is shown by chance
class Checked:
    """A roster as checked.  Every row that holds anything is either accepted or rejected."""

    asked: Asked
    judged: Judged
    applied: tuple[str, ...] = ()

    @property
    def roster(self) -> Roster:
        """Return the roster, with the repairs that were applied."""
        return self.judged.columns.roster

    @cached_property
    def codes(self) -> tuple[RowCode, ...]:
        """Return every code a row can have here; the place of a code is its bit."""
        return self.asked.settings.codes()

    @cached_property
    def hard_mask(self) -> int:
        """Return the bits that reject a row."""
        return sum(1 << place for place, one in enumerate(self.codes) if one.hard)

    @cached_property
    def is_accepted(self) -> Truths:
        """Tell of each row whether it is accepted."""
        told: Truths = (self.judged.mask & self.hard_mask) == 0
        return told

    @property
    def rows(self) -> int:
        """Return how many rows there are."""
        return self.judged.columns.count

    @property
    def accepted(self) -> int:
        """Return how many rows are accepted, with doubts or without."""
        return int(self.is_accepted.sum())

    @property
    def rejected(self) -> int:
        """Return how many rows are rejected."""
        return self.rows - self.accepted

    @cached_property
    def warned(self) -> int:
        """Return how many accepted rows have a doubt."""
        return int((self.is_accepted & (self.judged.mask != 0)).sum())

    @cached_property
    def by_code(self) -> dict[str, int]:
        """Return how many rows have each code, codes in order."""
        mask = self.judged.mask
        counted = {one.code: int((mask >> place & 1).sum()) for place, one in enumerate(self.codes)}
        return {code: count for code, count in sorted(counted.items()) if count}

    def codes_by_row(self) -> dict[int, list[str]]:
        """Return the codes of each row that has any, by the sheet's own row number."""
        at = np.flatnonzero(self.judged.mask)
        rows, masks = self.judged.columns.rows[at].tolist(), self.judged.mask[at].tolist()
        return {row: [one.code for one in self._named(mask)] for row, mask in zip(rows, masks, strict=True)}

    def summary(self) -> dict[str, Any]:
        """Return rows, accepted, rejected, warnings (accepted rows with a doubt) and rows by code."""
        return {
            "rows": self.rows,
            "accepted": self.accepted,
            "rejected": self.rejected,
            "warnings": self.warned,
            "by_code": self.by_code,
        }

    def findings(self, *, accepted: bool | None = None) -> Iterator[Finding]:
        """Yield every finding by row, faults before doubts; of accepted rows, of rejected ones, or of all."""
        which = self.judged.mask != 0
        if accepted is not None:
            which &= self.is_accepted == accepted
        at = np.flatnonzero(which)
        rows, masks = self.judged.columns.rows[at].tolist(), self.judged.mask[at].tolist()
        for place, row, mask in zip(at.tolist(), rows, masks, strict=True):
            for one in sorted(self._named(mask), key=lambda one: not one.hard):
                yield self._finding(place, row, one)

    def people(self) -> pa.Table:
        """Return the accepted rows as read: row, nik, name, birth_date, sex, village_code and the rest.

        service: civil_servant, military or nothing; decile: null where none is told.
        """
        at = np.flatnonzero(self.is_accepted)
        keep, columns = pa.array(at), self.judged.columns
        days = self.judged.day[at].tolist()
        told = {
            "row": pa.array(columns.rows[at]),
            "nik": self.judged.niks.text.take(keep),
            "name": pc.utf8_trim_whitespace(columns.text("name").take(keep)),
            "birth_date": pa.array(
                [date(one // 10_000, one // 100 % 100, one % 100) for one in days], pa.date32()
            ),
            "sex": pa.array(["LP"[one] for one in self.judged.sex[at].tolist()], pa.string()),
            "village_code": pa.array([dotted(one) for one in self.judged.village[at].tolist()], pa.string()),
        }
        for name in ("occupation", "address", "phone"):
            told[name] = pc.utf8_trim_whitespace(columns.text(name).take(keep))
        told["service"] = pa.array(checking.services(columns)[at], pa.string())
        decile = checking.deciles(columns)[at]
        told["decile"] = pa.array(decile, pa.int8(), mask=decile <= 0)
        return pa.table(told)

    @cached_property
    def repairs(self) -> tuple[Repair, ...]:
        """Return the repairs on offer, each with the rows it would change."""
        return repairing.offered(self.judged, self.asked)

    def repaired(self, code: str) -> Checked:
        """Return the roster checked anew with one repair applied; raises BadInput (roster.repair)."""
        found = next((one for one in self.repairs if one.code == code), None)
        if found is None:
            if code in repairing.REPAIRS:
                return self  # nothing to mend
            raise BadInput("roster.repair", given=code[:40], known=", ".join(repairing.REPAIRS))
        return _checked(repairing.apply(self.roster, found), self.asked, (*self.applied, code))

    def with_cell(self, row: int, column: int, text: str) -> Checked:
        """Return the roster checked anew with one cell written by hand."""
        return _checked(repairing.write_cell(self.roster, row, column, text), self.asked, self.applied)

    def _named(self, mask: int) -> Iterator[RowCode]:
        while mask:
            low = mask & -mask
            yield self.codes[low.bit_length() - 1]
            mask ^= low

    def _finding(self, place: int, row: int, one: RowCode) -> Finding:
        at = self._column(one.column)
        facts = self._facts(place, row, one.code)
        english, indonesian = one.english, one.indonesian
        if facts or one.code in ("age.under", "age.over"):
            english = _filled(english, facts, "en")
            indonesian = _filled(indonesian, facts, "id")
        heading = self.roster.label(at) if at >= 0 else ""
        return Finding(row, heading, one.code, one.hard, english, indonesian, at)

    def _column(self, name: str) -> int:
        fields = self.roster.fields
        if name == "village" and "village" not in fields:
            name = "village_code"
        elif name in ("status", "decile") and name not in fields:
            name = "nik"  # by which the register was asked
        return fields.get(name, -1)

    def _facts(self, place: int, row: int, code: str) -> dict[str, tuple[str, str]]:
        """Return what fills a text, English and Indonesian."""
        settings = self.asked.settings
        match code:
            case "nik.duplicate":
                others = self._twins[int(self.judged.niks.number[place])]
                more = f", … ({len(others)})" if len(others) > _NAMED_ROWS else ""
                shown = ", ".join(map(str, others[:_NAMED_ROWS])) + more
                return {"rows": (shown, shown)}
            case "age.under":
                return {"youngest": (str(settings.youngest), str(settings.youngest))}
            case "age.over":
                en, indonesian = ("", "") if settings.upper_inclusive else ("not yet ", "belum ")
                return {"oldest": (f"{en}{settings.oldest}", f"{indonesian}{settings.oldest}")}
            case "village.outside":
                within = (
                    dotted(int(self.asked.scope))
                    if len(self.asked.scope) in (2, 4, 6, 10)
                    else self.asked.scope
                )
                return {"villages": (within, within)}
            case "village.ambiguous" | "village.expired":
                indices, places = self.judged.places
                found = places[int(indices[place])].candidates
                shown = regions_of.listed(found, self.asked.villages)
                if code == "village.ambiguous":
                    return {"candidates": (shown, shown)}
                after = (f"; its successor is {shown}", f"; penggantinya {shown}") if found else ("", "")
                return {"successor": after}
        return {}

    @cached_property
    def _twins(self) -> dict[int, list[int]]:
        """Return the rows of each NIK that stands in several."""
        at = np.flatnonzero(self.judged.mask >> BITS["nik.duplicate"] & 1)
        found: dict[int, list[int]] = {}
        numbers: Wholes = self.judged.niks.number[at]
        for number, row in zip(numbers.tolist(), self.judged.columns.rows[at].tolist(), strict=True):
            found.setdefault(number, []).append(row)
        return found


def _filled(texts: tuple[str, str], facts: dict[str, tuple[str, str]], language: str) -> tuple[str, str]:
    chosen = {name: values[language == "id"] for name, values in facts.items()}
    return texts[0].format_map(chosen), texts[1].format_map(chosen)


def check(
    roster: Roster,
    *,
    as_of: date,
    villages: str = "",
    known: Known | None = None,
    settings: Settings | None = None,
    needs_village: bool = True,
    regions: Path | None = None,
    successions: Path | None = None,
    say: Callable[[str], None] = lambda _: None,
) -> Checked:
    """Return what every row of a roster is: accepted or rejected, with all its faults and doubts.

    as_of: the day of registration.  villages: codes must begin so (71.07), any code when empty.  known:
    what a register knows; without it nothing is asked of persons.  settings: what the fund asks.
    needs_village: whether a list without a column for villages is refused.
    Raises BadInput (roster.villages, regions.absent), DataFaults for a roster without villages where the
    scope is not one village.
    """
    table = regions_of.load(regions, successions)
    asked = Asked(as_of, table.scope(villages), table, settings or Settings(), known)
    if needs_village and len(asked.scope) < checking.WHOLE_CODE:
        require_village(roster)
    return _checked(roster, asked, (), say)


def _checked(
    roster: Roster, asked: Asked, applied: tuple[str, ...], say: Callable[[str], None] = lambda _: None
) -> Checked:
    columns = Columns.of(roster)
    return Checked(asked, checking.judge(columns, asked, say), applied)
