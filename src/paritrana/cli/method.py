"""Commands of the method: check, compare and explain a rulebook, rank, verify. None loads the website."""

import json
from collections.abc import Callable
from pathlib import Path

import click

from paritrana.cli.files import read_bytes, write_aside
from paritrana.core.bundle import UnreadableError
from paritrana.core.bundle import verify as verify_bundle
from paritrana.core.bundle.verifier import tell
from paritrana.core.ranking import (
    Result,
    awards_csv,
    contributions_csv,
    excluded_csv,
    rank_book,
    ranking_csv,
)
from paritrana.core.rulebook import LARGEST_FILE, Rulebook, read
from paritrana.core.rulebook.diff import diff, diff_text
from paritrana.core.scoring import Where, read_entrants, read_marks, read_values
from paritrana.core.scoring.tables import LARGEST_FILE as LARGEST_TABLE
from paritrana.errors import DataFaults, Fault

_FILE = click.Path(path_type=Path)
_LANGUAGE = click.option(
    "--lang", type=click.Choice(["id", "en"]), default="id", show_default=True, help="Language of the text"
)
_ABSENCES = {"entrant.unknown", "entrant.no_fact", "mark.half", "jury.too_few"}
_WHOLE_FILE = {"csv.header", "csv.semicolon", "csv.form", "csv.control"}


@click.group()
def rulebook() -> None:
    """Check a rulebook, compare two, or explain one."""


@rulebook.command()
@click.argument("file", type=_FILE)
def check(file: Path) -> None:
    """Print the hash of a sound rulebook, or every fault as FILE:LINE: code: sentence; cure."""
    click.echo(_rulebook(file).hash)


@rulebook.command("diff")
@click.argument("old", type=_FILE)
@click.argument("new", type=_FILE)
@_LANGUAGE
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def difference(old: Path, new: Path, lang: str, form: str) -> int:
    """Say in words what changed from one rulebook to another: 0 nothing, 1 something, 2 faults."""
    faults: list[Fault] = []
    before, after = (_or_faults(faults, lambda path=path: _rulebook(path)) for path in (old, new))
    if before is None or after is None:
        raise DataFaults(faults)
    changes = diff(before, after)
    if form == "json":
        rows = [
            {
                "category": one.category,
                "stage": one.stage,
                "code": one.code,
                "message_id": one.indonesian,
                "message_en": one.english,
            }
            for one in changes
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        click.echo(diff_text(before, after, lang), nl=False)
    return 1 if changes else 0


@click.command()
@click.argument("rulebook", type=_FILE)
@click.option("--values", required=True, type=_FILE, help="CSV: entrant,category,criterion,value")
@click.option("--marks", required=True, type=_FILE, help="CSV: juror,entrant,criterion,mark")
@click.option("--entrants", type=_FILE, help="CSV: entrant,region,zone,size, where a rule of format /2 asks")
@click.option("--out", required=True, type=_FILE, help="Directory for the tables of the result")
@click.option("--seed", help="The public seed, where lots are drawn")
def rank(
    rulebook: Path, values: Path, marks: Path, entrants: Path | None, out: Path, seed: str | None
) -> None:
    """Rank every category and write ranking.csv, contributions.csv and excluded.csv into a directory.

    A rulebook of format /2 gives awards.csv too.
    """
    result = _ranked(rulebook, values, marks, entrants, seed)
    tables = {
        "ranking.csv": ranking_csv(result),
        "contributions.csv": contributions_csv(result),
        "excluded.csv": excluded_csv(result),
    }
    if result.rulebook.format > 1:
        tables["awards.csv"] = awards_csv(result)
    write_aside(out, {name: text.encode() for name, text in tables.items()})
    for one in result.categories:
        for entrant, criterion in one.filled:
            click.echo(f"note: {one.category.id}: {criterion} of {entrant} is the class median", err=True)
        click.echo(f"{one.category.id}: {len(one.rows)} ranked, {len(one.excluded)} not ranked", err=True)


@click.command()
@click.argument("bundle", type=_FILE)
@click.option("--checkpoint", type=_FILE, help="A checkpoint kept elsewhere, to compare")
def verify(bundle: Path, checkpoint: Path | None) -> int:
    """Check a published bundle: 0 with what was checked, 1 with each difference, 2 when it is unreadable."""
    try:
        return tell(verify_bundle(bundle, checkpoint))
    except UnreadableError as error:
        raise click.ClickException(str(error)) from error


def _rulebook(path: Path) -> Rulebook:
    return read(read_bytes(path, limit=LARGEST_FILE), name=str(path))


def _table(path: Path) -> bytes:
    return read_bytes(path, limit=LARGEST_TABLE)


def _or_faults[Thing](faults: list[Fault], make: Callable[[], Thing]) -> Thing | None:
    try:
        return make()
    except DataFaults as error:
        faults += error.faults
        return None


def _ranked(
    book_file: Path, values_file: Path, marks_file: Path, entrants_file: Path | None, seed: str | None
) -> Result:
    faults: list[Fault] = []
    book = _or_faults(faults, lambda: _rulebook(book_file))
    values = _or_faults(faults, lambda: read_values(_table(values_file), name=str(values_file)))
    marks = _or_faults(faults, lambda: read_marks(_table(marks_file), name=str(marks_file)))
    entrants = entrants_file and _or_faults(
        faults, lambda: read_entrants(_table(entrants_file), name=str(entrants_file))
    )
    faults += [fault for table in (values, marks, entrants) if table for fault in table.faults]
    broken = any(one.code.startswith("file.") or one.code in _WHOLE_FILE for one in faults)
    if book is None or values is None or marks is None or broken:
        raise DataFaults(faults)
    names = [str(book_file), str(values_file), str(marks_file), str(entrants_file or "")]
    where = Where(*names[:3], values.lines, marks.lines, names[3], entrants.lines if entrants else {})
    facts = entrants.cells if entrants else None
    try:
        result = rank_book(book, values.cells, marks.cells, seed=seed, where=where, entrants=facts)
    except DataFaults as error:
        found = error.faults
        if faults:
            found = [one for one in found if one.code not in _ABSENCES]
        raise DataFaults(sorted(faults + found, key=lambda one: (names.index(one.file), one))) from None
    if faults:
        raise DataFaults(faults)
    return result
