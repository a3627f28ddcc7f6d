"""``paritrana rank``: the official tables, and beside them the reports and the record."""

import gc
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import click

from paritrana.cli.files import or_faults, read_bytes, write_aside
from paritrana.cli.progress import progress
from paritrana.cli.tables import FORMATS, written_as
from paritrana.core.ranking import Result, rank_book
from paritrana.core.ranking.book import narrowed, two_categories
from paritrana.core.rulebook import LARGEST_FILE, Rulebook, read
from paritrana.core.scoring import BookValues, Entrants, Marks, Where, read_entrants, read_marks, read_values
from paritrana.core.scoring.tables import LARGEST_FILE as LARGEST_TABLE
from paritrana.core.scoring.wording import fault
from paritrana.errors import DataFaults, Fault

_FILE = click.Path(path_type=Path)
_ABSENCES = {"entrant.unknown", "entrant.no_fact", "mark.half", "jury.too_few"}
_WHOLE_FILE = {"csv.header", "csv.semicolon", "csv.form", "csv.control"}
_PARQUET = b"PAR1"
WORLDS = 10_000
PATIENCE = 2.0  # seconds after which long work begins to tell how far it is


@click.command()
@click.argument("rulebook", type=_FILE)
@click.option(
    "--values",
    required=True,
    type=_FILE,
    help="CSV: entrant,category,criterion,value; or Parquet: a row for each entrant",
)
@click.option("--marks", type=_FILE, help="CSV: juror,entrant,criterion,mark; not with Parquet")
@click.option("--entrants", type=_FILE, help="CSV: entrant,region,zone,size, where a rule of format /2 asks")
@click.option("--out", required=True, type=_FILE, help="Directory for the tables, reports and the record")
@click.option("--seed", help="The public seed of lots and of the worlds")
@click.option("--category", help="Rank only this category")
@click.option(
    "--worlds",
    type=click.IntRange(0, 1_000_000),
    help=f"Worlds of the robustness report; 0 leaves it out  [default: {WORLDS}; none with Parquet]",
)
@click.option("--fair", is_flag=True, help="Compute the fair view also where the rulebook says off")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="csv", show_default=True, help="Of the tables"
)
def rank(
    rulebook: Path,
    values: Path,
    marks: Path | None,
    entrants: Path | None,
    out: Path,
    seed: str | None,
    category: str | None,
    worlds: int | None,
    fair: bool,
    form: str,
) -> None:
    """Rank entrants by a rulebook, and write the result into a directory.

    Written are ranking.csv, contributions.csv and excluded.csv (and awards.csv under format /2), and beside
    the official result robustness.json, severity.csv, fair.csv and record.json.  With --format json or xlsx
    the tables stand in one file, result.json or result.xlsx.

    Where nobody marks, --values may be a table in Parquet with the columns category, entrant and one for each
    criterion: quick for very many entrants, and the same ranking.csv, excluded.csv and awards.csv.
    """
    if is_table(values):
        given = {
            "--marks": marks,
            "--entrants": entrants,
            "--worlds": worlds,
            "--fair": fair,
            f"--format {form}": form != "csv",
        }
        _rank_table(rulebook, values, out, seed, category, [name for name, one in given.items() if one])
        return
    if marks is None:
        raise click.UsageError("--marks goes with values in CSV; a table in Parquet needs none")
    with _uncollected():
        found = read_and_rank(rulebook, values, marks, entrants, seed, category)
        _rank_files(found, out, WORLDS if worlds is None else worlds, fair, form, category)


def is_table(path: Path) -> bool:
    """Say whether a file is meant as Parquet, by its first bytes or its name."""
    try:
        with path.open("rb") as file:
            return file.read(len(_PARQUET)) == _PARQUET or path.suffix == ".parquet"
    except (OSError, ValueError):
        return path.suffix == ".parquet"


def _rank_table(
    book_file: Path, table: Path, out: Path, seed: str | None, only: str | None, options: list[str]
) -> None:
    """Rank a table in Parquet and write the tables and the record, or tell all that stands against it."""
    from paritrana.core.ranking.bulk import rank_table  # loads arrays
    from paritrana.core.scoring.bulk import fault as told

    faults: list[Fault] = [told("table.option", 0, file=str(table), option=one) for one in options]
    book = or_faults(faults, lambda: read(read_bytes(book_file, limit=LARGEST_FILE), name=str(book_file)))
    if book is None:
        raise DataFaults(faults)
    with _patient("rank", "step") as step:
        found = rank_table(
            book,
            table,
            seed=seed,
            only=only,
            book_file=str(book_file),
            refused=faults,
            progress=lambda done, whole, name: step(name, done, whole),
        )
        write_aside(out, found.tables | {"record.json": found.record})
    for name, medians in found.filled.items():
        for criterion, many in medians.items():
            if many:
                stood_in = (
                    f"{criterion} of {many} entrants is the class median, or 0 where nobody has a value"
                )
                click.echo(f"note: {name}: {stood_in}", err=True)
    for name, ranked, left in found.counts():
        click.echo(f"{name}: {ranked} ranked, {left} not ranked", err=True)


def _rank_files(found: "Ranked", out: Path, worlds: int, fair: bool, form: str, category: str | None) -> None:
    """Write the tables, the reports and the record of a ranking from values and marks."""
    from paritrana.core.ranking.reports import reports  # loads arrays

    with _patient("robustness", "world") as step:
        told = reports(
            found.result,
            found.values,
            found.marks,
            worlds=worlds,
            entrants=found.entrants,
            fair=fair,
            only=category,
            progress=step,
        )
    tables = dict(told.tables) | {"severity.csv": told.severity, "fair.csv": told.fair}
    texts = {name: text.encode() for name, text in told.files.items() if name.endswith(".json")}
    write_aside(out, written_as(tables, form) | texts)
    for one in found.result.categories:
        for entrant, criterion in one.filled:
            stood_in = f"{criterion} of {entrant} is the class median, or 0 where nobody has a value"
            click.echo(f"note: {one.category.id}: {stood_in}", err=True)
        click.echo(f"{one.category.id}: {len(one.rows)} ranked, {len(one.excluded)} not ranked", err=True)


@dataclass(frozen=True)
class Ranked:
    """A result and the data that it was made from."""

    result: Result
    values: BookValues
    marks: Marks
    entrants: Entrants | None


def read_and_rank(
    book_file: Path,
    values_file: Path,
    marks_file: Path,
    entrants_file: Path | None,
    seed: str | None,
    only: str | None = None,
) -> Ranked:
    """Return the ranking of these files, of one category with `only`; raises DataFaults with every fault."""
    faults: list[Fault] = []
    book = or_faults(faults, lambda: read(read_bytes(book_file, limit=LARGEST_FILE), name=str(book_file)))
    values = or_faults(faults, lambda: read_values(_table(values_file), name=str(values_file)))
    marks = or_faults(faults, lambda: read_marks(_table(marks_file), name=str(marks_file)))
    entrants = entrants_file and or_faults(
        faults, lambda: read_entrants(_table(entrants_file), name=str(entrants_file))
    )
    faults += [fault for table in (values, marks, entrants) if table for fault in table.faults]
    broken = any(one.code.startswith("file.") or one.code in _WHOLE_FILE for one in faults)
    if book is None or values is None or marks is None or broken:
        raise DataFaults(faults)
    names = [str(book_file), str(values_file), str(marks_file), str(entrants_file or "")]
    where = Where(*names[:3], values.lines, marks.lines, names[3], entrants.lines if entrants else {})
    facts = entrants.cells if entrants else None
    data = Ranked(Result(book, (), seed), values.cells, marks.cells, facts)
    twice: list[Fault] = []
    if only is not None:
        twice = list(two_categories(data.values, where))  # once narrowed, nobody is seen in another category
        book, data = _of_category(book, data, only, str(book_file))
    try:
        result = rank_book(book, data.values, data.marks, seed=seed, where=where, entrants=data.entrants)
    except DataFaults as error:
        found = [*error.faults, *twice]
        if faults:
            found = [one for one in found if one.code not in _ABSENCES]
        raise DataFaults(sorted(faults + found, key=lambda one: (names.index(one.file), one))) from None
    if faults or twice:
        raise DataFaults([*faults, *twice])
    return replace(data, result=result)


def _of_category(book: Rulebook, data: Ranked, only: str, name: str) -> tuple[Rulebook, Ranked]:
    """Return the rulebook and the data of one category."""
    known = [one.id for one in book.categories]
    if only not in known:
        raise DataFaults([fault("category.unknown", 1, file=name, value=only, known=", ".join(known))])
    own = data.values.get(only, {})
    away = {entrant for one, entrants in data.values.items() if one != only for entrant in entrants}
    marks = {pair: cells for pair, cells in data.marks.items() if pair[1] not in away}
    facts = data.entrants and {entrant: one for entrant, one in data.entrants.items() if entrant not in away}
    return narrowed(book, only), Ranked(data.result, {only: own}, marks, facts)


def _table(path: Path) -> bytes:
    return read_bytes(path, limit=LARGEST_TABLE)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Let the collector of cycles rest: a million values make objects by the million, and no cycles.

    It would walk them all again and again, for a sixth of the time.
    """
    working = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if working:
            gc.enable()


@contextmanager
def _patient(title: str, unit: str) -> Iterator[Callable[[str, int, int], None]]:
    """Yield a function for the steps of long work, silent while the work is short."""
    started, told, ended = time.monotonic(), 0.0, ""
    pause = PATIENCE / 4 if sys.stderr.isatty() else PATIENCE * 3  # a log needs fewer lines than an eye
    with progress(title) as say:

        def step(name: str, done: int, whole: int) -> None:
            nonlocal told, ended
            now = time.monotonic()
            ends = done == whole and ended != name
            if now - started > PATIENCE and (now - told > pause or ends):
                told, ended = now, name if done == whole else ended
                say(f"{unit} {done} of {whole}: {name}")

        yield step
