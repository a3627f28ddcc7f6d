"""Commands on rosters of vulnerable workers. None of them loads the website."""

from __future__ import annotations

import functools
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import click

from paritrana.cli.progress import progress
from paritrana.errors import BadInput, DataFaults

_PATH = click.Path(path_type=Path)
_DAY = click.DateTime(["%Y-%m-%d"])


def told[**P, R](command: Callable[P, R]) -> Callable[P, R]:
    """Let a command say what is wrong in one sentence with its cure."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        from paritrana.core.rolls.roster import told as of_rosters
        from paritrana.core.rolls.telling import told as of_rolls

        try:
            return command(*args, **kwargs)
        except DataFaults:
            raise
        except BadInput as error:
            said = of_rosters(error, "en") or of_rolls(error, "en")
            if said is None:
                raise
            raise click.ClickException(f"{error.code}: {said[0]}; {said[1]}") from error

    return run


def _today() -> date:
    from paritrana.core.units.clock import now

    return now().astimezone().date()


@contextmanager
def _written_aside(out: Path) -> Iterator[Path]:
    """Yield a name beside the wanted one; the file is moved into place when it is whole."""
    aside = out.with_name(f".{out.stem}.{secrets.token_hex(4)}.part.xlsx")
    try:
        yield aside
        aside.replace(out)
    except OSError as error:
        raise click.ClickException(f"{out} cannot be written: {error.strerror}") from error
    finally:
        aside.unlink(missing_ok=True)


@click.group()
def roster() -> None:
    """Check a roster of vulnerable workers, or make one up."""


@roster.command()
@click.argument("file", type=_PATH)
@click.option("--as-of", type=_DAY, help="The day of registration; today when not given")
@click.option("--villages", default="", help="Village codes must begin so, for example 71.07")
@click.option(
    "--layout", type=_PATH, help="TOML or JSON: sheet, header_row, header_rows, columns (heading = field)"
)
@click.option("--fund", type=_PATH, help="TOML: what the fund asks (ages, whom it excludes, lists)")
@click.option("--repair", "repairs", multiple=True, help="Apply a repair first; may be given several times")
@click.option("--regions", type=_PATH, help="A table of regions in the place of the shipped one")
@click.option("--successions", type=_PATH, help="CSV old,new,since,share,decree: splits and renumberings")
@click.option("--out", required=True, type=_PATH, help="Folder for the results; made when absent")
@click.pass_context
@told
def check(
    ctx: click.Context,
    file: Path,
    as_of: Any,
    villages: str,
    layout: Path | None,
    fund: Path | None,
    repairs: tuple[str, ...],
    regions: Path | None,
    successions: Path | None,
    out: Path,
) -> None:
    """Check every row of a roster (.xlsx, .xls, .ods, .csv): exit 0 all are accepted, 1 some are not.

    Writes accepted.csv, rejected.csv, warnings.csv, corrected.xlsx and summary.json.  accepted.csv and
    corrected.xlsx hold personal data and are readable by their owner alone.  A file that cannot be read
    ends with 2 and the reason.
    """
    from paritrana.core.rolls.roster import check as check_all
    from paritrana.core.rolls.roster import read, read_layout, read_settings, write_results

    with progress("checking") as say:
        say("reading")
        found = read(file, layout=read_layout(layout) if layout else None)
        checked = check_all(
            found,
            as_of=as_of.date() if as_of else _today(),
            villages=villages,
            settings=read_settings(fund) if fund else None,
            regions=regions,
            successions=successions,
            say=say,
        )
        for code in repairs:
            say(f"repair {code}")
            checked = checked.repaired(code)
        write_results(checked, out, say)
    doubts = f", {checked.warned} with warnings" if checked.warned else ""
    click.echo(f"{checked.rows} rows: {checked.accepted} accepted{doubts}, {checked.rejected} rejected")
    for code, count in checked.by_code.items():
        click.echo(f"  {code}: {count}", err=True)
    for one in checked.repairs:
        click.echo(f"  --repair {one.code} would change {one.rows} rows: {one.english}", err=True)
    ctx.exit(1 if checked.rejected else 0)


@roster.command()
@click.option("--villages", required=True, help="The region whose villages are listed, for example 71.07")
@click.option("--regions", type=_PATH, help="A table of regions in the place of the shipped one")
@click.option("--out", required=True, type=_PATH, help="The workbook, .xlsx")
@told
def template(villages: str, regions: Path | None, out: Path) -> None:
    """Write an empty roster: NIK as text, drop-downs, the villages of a region."""
    from paritrana.core.rolls.roster import template as write

    with _written_aside(out) as aside:
        count = write(aside, villages=villages, regions=regions)
    click.echo(f"{out}: {count} villages")
