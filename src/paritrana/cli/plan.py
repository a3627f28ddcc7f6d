"""`paritrana plan`: propose who marks whom, and check whether marks hang together. No website is loaded."""

import json
import time
from collections.abc import Callable
from pathlib import Path

import click

from paritrana.cli.files import read_bytes, write_aside
from paritrana.cli.progress import progress
from paritrana.core.scoring import EVERYTHING, read_marks
from paritrana.core.scoring.planning import Linkage, linkage, propose
from paritrana.core.scoring.planning.report import linkage_record, plan_json, report
from paritrana.core.scoring.planning.tables import File, loads_csv, plan_csv, read_entrants, read_question
from paritrana.core.scoring.planning.telling import linkage_told
from paritrana.core.scoring.planning.wording import fault
from paritrana.core.scoring.tables import LARGEST_FILE
from paritrana.errors import DataFaults, Fault

_FILE = click.Path(path_type=Path)
_QUIET_SECONDS = 2.0


class _ProposeUnlessNamed(click.Group):
    """A group whose command `propose` is meant where no command is named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        named = not args or args[0] in self.commands or args[0] in ctx.help_option_names
        return super().parse_args(ctx, args if named else ["propose", *args])


@click.group(cls=_ProposeUnlessNamed)
def plan() -> None:
    """Propose who marks whom, or check how marks hang together.

    The word propose may be left out: paritrana plan JURORS.csv ENTRANTS.csv --out DIR
    """


@plan.command(name="propose")
@click.argument("jurors", type=_FILE)
@click.argument("entrants", type=_FILE)
@click.option("--out", required=True, type=_FILE, help="Directory for the plan")
@click.option("--ties", type=_FILE, help="CSV: juror,entrant pairs that must never meet")
@click.option("--panel", type=click.IntRange(1, 99), default=3, show_default=True, help="Jurors per entrant")
@click.option("--load", type=click.IntRange(1, 999_999), help="Most entrants where a juror's load is empty")
@click.option(
    "--anchors",
    type=click.IntRange(0, 99),
    default=0,
    show_default=True,
    help="Entrants of each category that every juror marks",
)
@click.option("--keep", type=_FILE, help="CSV: a plan whose seats stay, category,entrant,juror,role")
@click.option(
    "--severity",
    type=click.FloatRange(0, 10),
    default=0.43,
    show_default=True,
    help="Assumed spread of severity, in spreads of the entrants' quality",
)
@click.option("--seed", default="", help="Text from which search and simulation draw")
@click.option("--format", "kind", type=click.Choice(["csv", "json"]), default="csv", show_default=True)
def make(
    jurors: Path,
    entrants: Path,
    out: Path,
    ties: Path | None,
    panel: int,
    load: int | None,
    anchors: int,
    keep: Path | None,
    severity: float,
    seed: str,
    kind: str,
) -> int:
    """Write plan.csv, loads.csv and plan.json into a directory, or end with 1 and why there is no plan."""
    files = _read(jurors, entrants, ties, keep)
    question, place = read_question(*files, panel=panel, load=load, anchors=anchors)
    with progress("plan") as tell:
        say = _after_a_while(tell)
        answer = propose(question, seed=seed, place=place, say=say)
        if answer.plan is None:
            for reason in answer.reasons:
                click.echo(str(reason), err=True)
            return 1
        say("step 3 of 3: expected gain")
        reports = report(answer.plan, severity=severity)
    tables = {"plan.json": plan_json(answer.plan, reports, severity=severity, whole=kind == "json")}
    if kind == "csv":
        tables |= {"plan.csv": plan_csv(answer.plan), "loads.csv": loads_csv(answer.plan)}
    write_aside(out, {name: text.encode() for name, text in tables.items()})
    for one in reports:
        for told in one.told():
            click.echo(f"{one.category}: {told['en']}", err=True)
    return 0


@plan.command()
@click.argument("marks", type=_FILE)
@click.option("--entrants", type=_FILE, help="CSV: entrant,category; without it all stand in one category")
@click.option("--format", "kind", type=click.Choice(["text", "json"]), default="text", show_default=True)
def check(marks: Path, entrants: Path | None, kind: str) -> int:
    """Say whether marks hang together: 0 when every category does, 1 when one falls apart."""
    found = _linkages(marks, entrants)
    if kind == "json":
        record = {"categories": [linkage_record(one) for one in found]}
        click.echo(json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True))
    else:
        for one in found:
            for told in linkage_told(one):
                click.echo(f"{one.category}: {told['en']}" if one.category else told["en"])
    if not found:
        click.echo("nobody has marked: there is nothing that could hang together", err=True)
    return 0 if found and all(one.connected for one in found) else 1


def _linkages(marks_file: Path, entrants_file: Path | None) -> list[Linkage]:
    faults: list[Fault] = []
    category_of: dict[str, str] | None = None
    marks = None
    try:
        marks = read_marks(read_bytes(marks_file, limit=LARGEST_FILE), name=str(marks_file))
        faults += marks.faults
    except DataFaults as error:
        faults += error.faults
    if entrants_file:
        try:
            category_of = read_entrants(_file(entrants_file))
        except DataFaults as error:
            faults += error.faults
    if marks and category_of is not None:
        faults += [
            fault("entrant.unknown", marks.lines[juror, entrant, None], file=str(marks_file), entrant=entrant)
            for juror, entrant in marks.cells
            if entrant not in category_of
        ]
    if faults or marks is None:
        raise DataFaults(sorted(faults, key=lambda one: (one.file != str(marks_file), one.line)))
    pairs = {pair for pair, cells in marks.cells.items() if EVERYTHING not in cells and any(cells.values())}
    if category_of is None:
        category_of = {entrant: "" for _, entrant in marks.cells}
    by_category: dict[str, list[str]] = {}
    for entrant, category in sorted(category_of.items(), key=lambda item: (item[1], item[0])):
        by_category.setdefault(category, []).append(entrant)
    return [linkage(category, own, pairs) for category, own in by_category.items()]


def _read(*paths: Path | None) -> list[File | None]:
    """Return the files that are named; raises DataFaults with all that cannot be read."""
    faults: list[Fault] = []
    files: list[File | None] = []
    for path in paths:
        try:
            files.append(_file(path) if path else None)
        except DataFaults as error:
            faults += error.faults
    if faults:
        raise DataFaults(faults)
    return files


def _file(path: Path) -> File:
    return File(read_bytes(path, limit=LARGEST_FILE), str(path))


def _after_a_while(tell: Callable[[str], None]) -> Callable[[str], None]:
    """Return a teller that keeps quiet for two seconds, so that short work says nothing."""
    started = time.monotonic()

    def say(line: str) -> None:
        if time.monotonic() - started >= _QUIET_SECONDS:
            tell(line)

    return say
