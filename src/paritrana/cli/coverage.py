"""Commands on rolls, lakes and coverage. None of them loads the website."""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from paritrana.cli import asking
from paritrana.cli.asking import PATH, engine_options, running, told, words
from paritrana.cli.progress import progress

if TYPE_CHECKING:
    from paritrana.core.coverage.listing import Listing
    from paritrana.core.engines import Engine

_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")


@click.group()
def roll() -> None:
    """Receive delivered rolls, or make one up."""


@roll.command()
@click.argument("files", nargs=-1, required=True, type=PATH)
@click.option("--schema", required=True, help="contribution, membership, employer, project or denominator")
@click.option("--out", "lake", required=True, type=PATH, help="Folder of the lake; made when absent")
@click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), help="Day the data speak for; today when not given"
)
@click.option("--source", default="", help="The letter or system the delivery came with")
@click.option("--month", default="", help="YYYY-MM: refuse rows of another month that were not paid in it")
@click.option("--sheet", help="The sheet of a workbook")
@click.option("--regions", type=PATH, help="A table of regions in the place of the shipped one")
@click.option("--successions", type=PATH, help="CSV old,new,since,share,decree: splits and renumberings")
@click.option("--memory", default="", help="Cap on memory, for example 1GB")
@told
def receive(
    files: tuple[Path, ...],
    schema: str,
    lake: Path,
    as_of: Any,
    source: str,
    month: str,
    sheet: str | None,
    regions: Path | None,
    successions: Path | None,
    memory: str,
) -> None:
    """Check every row of the files and take the sound ones into a lake; all files or none.

    The key for the tokens that stand for a NIK comes from PARITRANA_NIK_KEY. Prints one line a file; what is
    wrong with rows goes to stderr by code, and `paritrana roll rejected` lists them by number.
    """
    from paritrana.core.rolls import SCHEMAS, Kind, key_from_environment
    from paritrana.core.rolls import receive as take

    personal = schema not in SCHEMAS or SCHEMAS[Kind(schema)].personal
    with progress("receiving") as say:
        receipt = take(
            files,
            schema=schema,
            lake=lake,
            key=key_from_environment() if personal else b"",
            as_of=as_of.date() if as_of else None,
            source=source,
            month=_month(month),
            sheet=sheet,
            regions=regions,
            successions=successions,
            memory=memory,
            say=say,
        )
    for one in receipt.files:
        again = " (received before, nothing done)" if one.replayed else ""
        counts = (
            f"{one.rows} rows, {one.accepted} accepted, {one.rejected} rejected, {one.warned} with doubts"
        )
        click.echo(f"{one.file_no} {one.name}: {counts}{again}")
        for code, count in sorted(one.by_code.items()):
            click.echo(f"  {one.name}: {code}: {count}", err=True)


@roll.command()
@click.argument("lake", type=PATH)
@click.argument("number", type=int)
@told
def rejected(lake: Path, number: int) -> None:
    """List the rejected rows of a received file: row, code, sentence, cure and note, without NIK and name.

    The note names the code that stood in the month of a row whose village did not.
    """
    from paritrana.core.rolls import Lake, codes_of
    from paritrana.core.rolls import rejected as rows_of

    if number not in {one.file_no for one in Lake.existing(lake).manifest.deliveries}:
        raise click.ClickException(f"the lake has no delivery number {number}")
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(("row", "column", "code", "sentence", "cure", "note"))
    for row in rows_of(lake, number).to_pylist():
        for one in codes_of(row["errors"]):
            note = row["note"] or "" if one.code == "village.expired" else ""
            writer.writerow((row["row"], one.column, one.code, *one.english, note))


@roll.command()
@click.option("--persons", required=True, type=click.IntRange(1, 200_000_000))
@click.option("--out", required=True, type=PATH, help="Folder; made when absent")
@click.option("--seed", default=1, show_default=True)
@click.option("--year", default=2024, show_default=True, type=click.IntRange(1990, 2100))
@click.option("--province", default="", help="Only villages of one province, for example 71")
@click.option("--format", "form", type=click.Choice(["csv", "parquet"]), help="csv up to a million persons")
@told
def synth(persons: int, out: Path, seed: int, year: int, province: str, form: str | None) -> None:
    """Make up a roll with real village codes, invented persons and an answer key of its own."""
    from paritrana.core.coverage.synth import synthesise

    with progress("making up") as say:
        made = synthesise(persons, out, seed=seed, year=year, province=province, form=form or "", say=say)
    click.echo(f"{made.rows} rows in {len(made.rolls)} files; the key is in {made.key}")


@click.group()
def coverage() -> None:
    """Refresh a lake and ask it for figures."""


@coverage.command()
@click.argument("lake", type=PATH)
@click.option("--rebuild", is_flag=True, help="Compute every table anew, not only what new deliveries touch")
@click.option("--oldest", default=65, show_default=True, help="Highest age at registration that counts")
@engine_options
@told
def refresh(lake: Path, rebuild: bool, oldest: int, engine: str, master: str, memory: str) -> None:
    """Bring the tables of a lake up to date with its deliveries."""
    from paritrana.core.coverage import refresh as bring_up

    with progress("refreshing") as say, running(engine, master, memory) as opened:
        done = bring_up(lake, engine=opened, say=say, rebuild=rebuild, oldest=oldest)
    click.echo(
        f"{len(done.deliveries)} deliveries, months {_listed(done.months)}, years {_listed(done.years)}"
    )


@coverage.command()
@click.option("--period", required=True, help="YYYY or YYYY-MM")
@asking.level
@click.option("--by", default="", help="segment, programme, funder; joined by commas")
@click.option(
    "--measure", required=True, help="For example person_month_coverage; `coverage measures` lists all"
)
@asking.denominators
@click.option("--vintage", default="", help="This vintage of the denominators and no other")
@asking.suppress()
@click.option(
    "--grace", default=0, show_default=True, type=click.IntRange(0, 11), help="Months, for in_force"
)
@asking.restate
@asking.asking
def table(lake: Path, *, engine: Engine, by: str, **asked: Any) -> Listing:
    """Write a measure for every region of a level, as two counts, with small cells hidden."""
    from paritrana.core.coverage import figures

    return figures(lake, by=words(by), engine=engine, **asked)


@coverage.command()
@asking.level_or_none
@click.option("--by", default="", help="size, sector; joined by commas")
@click.option("--measure", default="", help="For example complete_registration; all when left out")
@click.option(
    "--employer", default="", help="The sheet of one employer in the place of figures, by its number"
)
@click.option("--as-of", default="", help="YYYY-MM-DD: rows of a later day do not count")
@asking.suppress("fewer workers")
@asking.asking
def employers(
    lake: Path, *, engine: Engine, level: str, by: str, employer: str, as_of: str, **asked: Any
) -> Listing:
    """Write what the register of employers says of their duties, or the sheet of one of them."""
    from paritrana.core.coverage.employers import employer_figures, employer_sheet, sheet_listing

    if bool(level) == bool(employer):
        raise click.UsageError("name either --level or --employer")
    if employer:
        return sheet_listing(employer_sheet(lake, employer, as_of=as_of, engine=engine))
    return employer_figures(lake, level=level, by=words(by), as_of=as_of, engine=engine, **asked)


@coverage.command()
@click.option("--from", "start", required=True, help="YYYY or YYYY-MM")
@click.option("--to", "end", required=True, help="YYYY or YYYY-MM")
@asking.level
@click.option("--measure", default="person_month_coverage", show_default=True)
@asking.denominators
@asking.suppress()
@asking.restate
@asking.asking
def compare(lake: Path, **asked: Any) -> Listing:
    """Write how a share changed, by people and by its denominator, and which regions tie in survey error."""
    from paritrana.core.coverage.change import compare as of_two

    return of_two(lake, **asked)


@coverage.command()
@click.option("--period", required=True, help="YYYY-MM")
@asking.level
@asking.suppress()
@asking.restate
@asking.asking
def beside(lake: Path, **asked: Any) -> Listing:
    """Write protected workers, construction workers without names, and the upper bound of both."""
    from paritrana.core.coverage.beside import beside as of_month

    return of_month(lake, **asked)


@coverage.command()
def measures() -> None:
    """List the measures with their method notes."""
    from paritrana.core.coverage import MEASURES

    for one in MEASURES.values():
        title, note = one.told("en")
        click.echo(f"{one.name}: {title}\n  {note}")


@click.group()
def lake() -> None:
    """Look at a lake."""


@lake.command()
@click.argument("folder", type=PATH)
@engine_options
@told
def digest(folder: Path, engine: str, master: str, memory: str) -> None:
    """Print one SHA-256 per table, over its sorted rows with tokens in the place of keys."""
    from paritrana.core.coverage import digest as of_lake

    with running(engine, master, memory) as opened:
        for name, sha256 in of_lake(folder, engine=opened).items():
            click.echo(f"{sha256}  {name}")


def _month(text: str) -> int:
    if not text:
        return 0
    found = _MONTH.fullmatch(text)
    if not found:
        raise click.UsageError(f"{text} is no month; write it as 2024-03")
    return int(found[1]) * 12 + int(found[2]) - 1


def _listed(names: list[str]) -> str:
    return f"{names[0]} to {names[-1]}" if len(names) > 1 else (names[0] if names else "none")
