"""What every question to a lake has in common: where, in what form, by which engine; and its closing."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from paritrana.cli.listings import needs_file, write
from paritrana.errors import BadInput, DataFaults, RuleRefused

if TYPE_CHECKING:
    from paritrana.core.coverage.listing import Listing
    from paritrana.core.engines import Engine

PATH = click.Path(path_type=Path)
_LEVELS = "country, province, regency, district or village"

level = click.option("--level", required=True, help=_LEVELS)
level_or_none = click.option("--level", default="", help=_LEVELS)
denominators = click.option(
    "--denominators", type=PATH, help="CSV region_code,segment,vintage,value,rse,source"
)
restate = click.option(
    "--restate", is_flag=True, help="Earlier months on today's codes, where a code has one heir"
)


def suppress(whom: str = "cells of fewer persons") -> Callable[..., Any]:
    """Return the option for the hiding of small figures."""
    return click.option(
        "--suppress", default=10, show_default=True, type=click.IntRange(0), help=f"Hide {whom}"
    )


def told[**P, R](command: Callable[P, R]) -> Callable[P, R]:
    """Let a command say what is wrong in one sentence with its cure."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        from paritrana.core.rolls.telling import told as wording

        try:
            return command(*args, **kwargs)
        except DataFaults:
            raise
        except (BadInput, RuleRefused) as error:
            said = wording(error, "en")
            if said is None:
                raise
            raise click.ClickException(f"{error.code}: {said[0]}; {said[1]}") from error

    return run


def engine_options[F: Callable[..., Any]](command: F) -> F:
    """Give a command the options `engine`, `master` and `memory`, for `running`."""
    for option in (
        click.option("--memory", default="", help="Cap on the engine's memory, for example 1GB."),
        click.option(
            "--master", default="", help="Address of the Spark master, for example spark://host:7077."
        ),
        click.option("--engine", default="duckdb", show_default=True, type=click.Choice(["duckdb", "spark"])),
    ):
        command = option(command)
    return command


@contextmanager
def running(name: str, master: str, memory: str) -> Iterator[Engine]:
    """Yield the engine that was asked for."""
    from paritrana.core.engines import open_engine

    with open_engine(name, master=master, memory=memory) as opened:
        yield opened


def asking(question: Callable[..., Listing]) -> Callable[..., None]:
    """Make a command of a question: it is given the lake and a running engine, its answer is written.

    `question` takes ``lake``, ``engine`` and the options of its own, which stand above this decorator and so
    come first in the help.
    """

    @click.argument("lake", type=PATH)
    @click.option(
        "--format",
        "form",
        default="csv",
        show_default=True,
        type=click.Choice(["csv", "json", "xlsx", "parquet"]),
    )
    @click.option("--out", type=PATH, help="File; csv and json go to stdout without it")
    @engine_options
    @told
    @functools.wraps(question)
    def ask(
        lake: Path, form: str, out: Path | None, engine: str, master: str, memory: str, **asked: Any
    ) -> None:
        needs_file(form, out)
        with running(engine, master, memory) as opened:
            found = question(lake, engine=opened, **asked)
        write(found, form, out)

    return ask


def words(text: str) -> tuple[str, ...]:
    """Return the words of a list joined by commas."""
    return tuple(word.strip() for word in text.split(",") if word.strip())
