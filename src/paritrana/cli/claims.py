"""Commands on printed claims. None of them loads the website."""

import json
from collections import Counter
from pathlib import Path

import click

from paritrana.core.claims import Outcome, Verdict, check_file

_FIELDS = ("id", "kind", "verdict", "recomputed", "message_id", "message_en")


@click.group()
def claims() -> None:
    """Check printed figures."""


@claims.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Lines for people, or a list for programs",
)
def check(file: Path, form: str) -> int:
    """Recompute every claim of a TOML or CSV file: 0 when none contradicts, 1 when some do, 2: bad file."""
    verdicts = check_file(file)
    if form == "json":
        listed = [{name: getattr(one, name) for name in _FIELDS} for one in verdicts]
        click.echo(json.dumps(listed, ensure_ascii=False, indent=2))
    else:
        for one in verdicts:
            click.echo("\n".join(_lines(one)))
    counts = Counter(one.verdict for one in verdicts)
    click.echo(", ".join(f"{counts[one]} {one}" for one in Outcome if counts[one]), err=True)
    for one in verdicts:
        if one.verdict is Outcome.UNREADABLE:
            click.echo(f"note: {one.id} cannot be read, so it was not checked", err=True)
    return int(counts[Outcome.CONTRADICTS] > 0)


def _lines(one: Verdict) -> list[str]:
    """Return a verdict as a head line and its sentences below."""
    return [f"{one.verdict}: {one.id} ({one.kind})", f"  {one.message_en}", f"  {one.message_id}"]
