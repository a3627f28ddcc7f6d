"""Receiving delivered files into a lake: read, check every row, put a key in the place of the NIK.

All files of one call are taken or none; the manifest is replaced once, at the end.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ibis

from paritrana.core.engines import DuckEngine, scratch
from paritrana.core.rolls import checking, plain
from paritrana.core.rolls.codes import ERROR_BITS, ERRORS, WARNINGS
from paritrana.core.rolls.duplicates import write_duplicates
from paritrana.core.rolls.lake import Delivery, Lake, opened
from paritrana.core.rolls.nik import pads
from paritrana.core.rolls.places import read_successions, region_rows
from paritrana.core.rolls.reading import Kinds, read
from paritrana.core.rolls.repeats import accepted, write_repeats
from paritrana.core.rolls.schemas import SCHEMAS, Kind, Schema
from paritrana.errors import BadInput

if TYPE_CHECKING:
    import pyarrow

_DAYS = frozenset({"birth_date", "paid_on", "registered_on", "ended_on", "as_of"})
KINDS = {kind: Kinds(dates=_DAYS, months=frozenset({"period", "from", "to", "vintage"})) for kind in Kind}
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file; `replayed` when the same bytes were received before and nothing was done."""

    name: str
    file_no: int
    sha256: str
    rows: int
    accepted: int
    rejected: int
    warned: int
    by_code: dict[str, int]
    replayed: bool = False


@dataclass(frozen=True, slots=True)
class Receipt:
    """The reports of one call, in the order of the files given."""

    files: list[FileReport]

    @property
    def rejected(self) -> int:
        """Return how many rows of all files were rejected."""
        return sum(one.rejected for one in self.files if not one.replayed)


@dataclass(frozen=True, slots=True)
class Terms:
    """What is known of a delivery beside its rows. month: `year × 12 + month − 1`, 0 when not stated."""

    kind: Kind
    as_of: date
    source: str = ""
    month: int = 0
    sheet: str | None = None


def receive(
    files: Sequence[Path],
    *,
    schema: str,
    lake: Path,
    key: bytes = b"",
    as_of: date | None = None,
    source: str = "",
    month: int = 0,
    sheet: str | None = None,
    regions: Path | None = None,
    successions: Path | None = None,
    memory: str = "",
    say: Say = lambda line: None,
) -> Receipt:
    """Take files into a lake and return what became of every row.

    schema: contribution, membership, project, employer or denominator. as_of: the day the data speak for,
    today when not given; no payment lies after it. month: the month all rows are for, 0 for any.
    Raises BadInput (roll.schema, nik.other_key, …), DataFaults for files that cannot be read; the lake then
    is as it was.
    """
    if schema not in SCHEMAS:
        raise BadInput("roll.schema", given=schema, known=", ".join(SCHEMAS))
    terms = Terms(Kind(schema), as_of or date.today(), source, month, sheet)  # noqa: DTZ011
    if SCHEMAS[terms.kind].personal and not key:
        raise BadInput("nik.no_key", setting="PARITRANA_NIK_KEY")
    with opened(lake) as store, DuckEngine(memory=memory) as engine:
        if key:
            _same_key(store, key)
        _keep_regions(store, engine, regions, successions)
        work = _Work(store, engine, terms, key, say)
        reports = [work.take(path) for path in files]
        if any(not one.replayed for one in reports):
            store.commit()
        else:
            store.sweep()
    return Receipt(reports)


@dataclass
class _Work:
    store: Lake
    engine: DuckEngine
    terms: Terms
    key: bytes
    say: Say

    def take(self, path: Path) -> FileReport:
        manifest = self.store.manifest
        sha256 = _digest(path)
        for one in manifest.deliveries:
            if one.sha256 == sha256 and one.kind == self.terms.kind:
                self.say(f"{path.name}: the same file was received before as number {one.file_no}")
                return _report(one, path.name, replayed=True)
        self.say(f"{path.name}: reading")
        file_no = max((one.file_no for one in manifest.deliveries), default=0) + 1
        schema = SCHEMAS[self.terms.kind]
        with scratch("paritrana-roll-") as aside:
            raw = read(
                path,
                schema.columns,
                into=aside / "raw.parquet",
                kinds=KINDS[schema.kind],
                sheet=self.terms.sheet,
            )
            delivery = self._checked(path.name, file_no, sha256, raw.into, schema, aside)
        manifest.deliveries.append(delivery)
        self.say(
            f"{path.name}: {delivery.rows} rows, {delivery.accepted} accepted, {delivery.rejected} rejected"
        )
        return _report(delivery, path.name, replayed=False)

    def _checked(
        self, name: str, file_no: int, sha256: str, raw: Path, schema: Schema, aside: Path
    ) -> Delivery:
        home = self.store.folder / f"rolls/{file_no:06d}"
        if schema.personal:
            rows = self._persons_checked(raw, schema, home, aside)
        else:
            table = self.engine.rows(self.engine.table(raw))
            checked = plain.check(table, schema.kind, self._region_numbers(), self.terms.as_of)
            self.engine.write(self.engine.memory(checked), home / "rows")
            rows = self.engine.table(home / "rows")
        total, by_code = self._counted(rows, home)
        if by_code.get("village.expired"):
            self._note_successors(aside, home)
        rejected = by_code.pop("", 0)
        months: list[int] = []
        if schema.kind is Kind.CONTRIBUTION:
            months = self._months(home)
            self._note_repeats(home, months, by_code)
        return Delivery(
            file_no=file_no,
            name=name,
            kind=schema.kind,
            sha256=sha256,
            rows=total,
            accepted=total - rejected,
            rejected=rejected,
            warned=by_code.pop("!", 0),
            by_code=by_code,
            as_of=self.terms.as_of.isoformat(),
            source=self.terms.source,
            months=months,
        )

    def _persons_checked(self, raw: Path, schema: Schema, home: Path, aside: Path) -> Any:
        engine = self.engine
        asked = checking.Asked((self.terms.as_of - date(1970, 1, 1)).days, self.terms.month)
        check = (
            checking.check_contributions if schema.kind is Kind.CONTRIBUTION else checking.check_memberships
        )
        regions = engine.table(self.store.folder / self.store.manifest.regions)
        checked = check(engine.table(raw), regions, engine.memory(pads(self.key)), asked)
        engine.write(checked, aside / "checked", passing=True)
        checked = engine.table(aside / "checked")
        known = self._with_new_tokens(checked)
        rows = checked.left_join(known, checked.token == known.token).drop("token", "token_right")
        order = ["period"] if schema.kind is Kind.CONTRIBUTION else []
        engine.write(rows, home / "rows", order=order)
        rows = engine.table(home / "rows")
        write_duplicates(rows, home / "duplicates", engine)
        good = accepted(engine, home)
        month = good.period if schema.kind is Kind.CONTRIBUTION else good.starts
        first = month.min() if schema.kind is Kind.MEMBERSHIP else month.min(where=good.state != 2)
        engine.write(
            good.group_by("person").agg(birth=good.birth.min(), sex=good.sex_no.min(), first=first),
            home / "persons",
        )
        return rows

    def _with_new_tokens(self, checked: Any) -> Any:
        """Give every token not met before the next dense key, and return the whole table of tokens."""
        manifest, engine = self.store.manifest, self.engine
        met = checked.filter(checked.token.notnull()).select("token").distinct()
        if manifest.tokens:
            met = met.anti_join(engine.table(*self.store.token_paths()), "token")
        numbered = met.mutate(
            person=(ibis.row_number().over(order_by=met.token) + manifest.persons + 1).cast("int64")
        )
        place = f"tokens/{len(manifest.tokens) + 1:06d}.{manifest.change + 1}"
        engine.write(numbered, self.store.folder / place)
        manifest.tokens.append(place)
        added = engine.rows(engine.table(self.store.folder / place).count().as_table())
        manifest.persons += int(added.column(0)[0].as_py())
        return engine.table(*self.store.token_paths())

    def _note_successors(self, scratch: Path, home: Path) -> None:
        """Write which code stood in the month of rows whose village did not; regions are no personal data."""
        checked = self.engine.table(scratch / "checked")
        month = "period" if "period" in checked.columns else "starts"
        regions = self.engine.table(self.store.folder / self.store.manifest.regions)
        if "after" not in regions.columns:
            return
        places = regions.select("code", "after", "before", place_ends=regions.ends)
        bad = checked.filter((checked.errors & (1 << ERROR_BITS["village.expired"])) != 0)
        bad = bad.select("row", "village", month=bad[month]).inner_join(places, [("village", "code")])
        noted = bad.select("row", note=ibis.ifelse(bad.month >= bad.place_ends, bad.after, bad.before))
        self.engine.write(noted, home / "notes")

    def _note_repeats(self, home: Path, months: Sequence[int], by_code: dict[str, int]) -> None:
        """Find the payments that a file received before bears too; they are a doubt, and counted once."""
        before = self.store.manifest.of_kind(Kind.CONTRIBUTION)
        earlier = [self.store.folder / one.folder for one in before if set(months) & {*one.months}]
        found, undoubted = write_repeats(self.engine, home, earlier)
        if found:
            by_code["payment.repeated"] = found
            by_code["!"] = by_code.get("!", 0) + undoubted

    def _counted(self, rows: Any, home: Path) -> tuple[int, dict[str, int]]:
        """Return the rows of a file and how many bear each code; '' counts rejected, '!' doubtful ones."""
        sums = {
            "all_rows": rows.count(),
            "bad": rows.count(where=rows.errors != 0),
            "doubtful": rows.count(where=(rows.errors == 0) & (rows.warnings != 0)),
        }
        for letter, column, codes in (("e", rows.errors, ERRORS), ("w", rows.warnings, WARNINGS)):
            for place, _ in enumerate(codes):
                sums[f"{letter}{place}"] = rows.count(where=(column & (1 << place)) != 0)
        counted = self.engine.rows(rows.aggregate(**sums)).to_pylist()[0]
        by_code = {one.code: counted[f"e{place}"] for place, one in enumerate(ERRORS)}
        by_code |= {one.code: counted[f"w{place}"] for place, one in enumerate(WARNINGS)}
        twice = 0
        if (home / "duplicates").exists():
            table = self.engine.table(home / "duplicates")
            twice = int(self.engine.rows(table.count().as_table()).column(0)[0].as_py())
        by_code["row.duplicate"] += twice
        found = {code: count for code, count in by_code.items() if count}
        return counted["all_rows"], {**found, "": counted["bad"] + twice, "!": counted["doubtful"]}

    def _months(self, home: Path) -> list[int]:
        good = accepted(self.engine, home)
        spans = good.group_by("period").agg(longest=good.months.max())
        found: set[int] = set()
        for one in self.engine.rows(spans).to_pylist():
            found |= set(range(one["period"], one["period"] + one["longest"]))
        return sorted(found)

    def _region_numbers(self) -> set[int]:
        table = self.engine.rows(
            self.engine.table(self.store.folder / self.store.manifest.regions).select("code")
        )
        return set(table.column("code").to_pylist())


def rejected(lake: Path, file_no: int) -> pyarrow.Table:
    """Return ``row, errors, warnings, note`` of the rejected rows of a received file, by row number.

    note: what is known beyond the codes, such as the successors of a village that no longer stood; else null.
    """
    home = lake / f"rolls/{file_no:06d}"
    with DuckEngine() as engine:
        rows = engine.table(home / "rows")
        bad = rows.filter(rows.errors != 0).select("row", "errors", "warnings")
        if (home / "duplicates").exists():
            twice = engine.table(home / "duplicates")
            bit = ibis.literal(1 << ERROR_BITS["row.duplicate"], type="int64")
            repeated = rows.semi_join(twice, "row").select("row", "warnings").mutate(errors=bit)
            bad = bad.union(repeated.select("row", "errors", "warnings"))
        if (home / "notes").exists():
            notes = engine.table(home / "notes")
            noted = bad.left_join(notes, "row").select("row", "errors", "warnings", "note")
        else:
            noted = bad.mutate(note=ibis.null("string"))
        return engine.rows(noted, order=["row"])


def _report(one: Delivery, name: str, *, replayed: bool) -> FileReport:
    return FileReport(
        name, one.file_no, one.sha256, one.rows, one.accepted, one.rejected, one.warned, one.by_code, replayed
    )


def _same_key(store: Lake, key: bytes) -> None:
    mark = hmac.new(key, b"paritrana lake", hashlib.sha256).hexdigest()[:16]
    if store.manifest.key_mark and store.manifest.key_mark != mark:
        raise BadInput("nik.other_key", folder=str(store.folder))
    store.manifest.key_mark = mark


def _keep_regions(store: Lake, engine: DuckEngine, regions: Path | None, successions: Path | None) -> None:
    """Keep the table of regions the rows are checked against; another one given later takes its place."""
    if store.manifest.regions and regions is None and successions is None:
        return
    given = ",".join(_digest(path) for path in (regions, successions) if path)
    if store.manifest.regions and store.manifest.regions_sha256 == given:
        return
    rows = region_rows(regions, read_successions(successions) if successions else [])
    place = f"regions/{store.manifest.change + 1}"
    engine.write(engine.memory(rows), store.folder / place)
    store.manifest.regions, store.manifest.regions_sha256 = place, given


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise BadInput("file.unreadable", file=str(path), reason=error.strerror or "") from error
