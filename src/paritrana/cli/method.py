"""Commands of the method: check, compare and explain a rulebook, rank, verify. None loads the website."""

import json
from pathlib import Path

import click

from paritrana.cli.files import or_faults, read_bytes
from paritrana.cli.listings import put
from paritrana.core.bundle import UnreadableError
from paritrana.core.bundle import verify as verify_bundle
from paritrana.core.bundle.verifier import tell
from paritrana.core.rulebook import LARGEST_FILE, Rulebook, read
from paritrana.core.rulebook.diff import diff, diff_text
from paritrana.core.rulebook.explain import explain
from paritrana.core.scoring.wording import fault
from paritrana.errors import DataFaults, Fault

_FILE = click.Path(path_type=Path)
_LANGUAGE = click.option(
    "--lang", type=click.Choice(["id", "en"]), default="id", show_default=True, help="Language of the text"
)


@click.group()
def rulebook() -> None:
    """Check a rulebook, compare two, or explain one."""


@rulebook.command()
@click.argument("file", type=_FILE)
def check(file: Path) -> None:
    """Print the hash of a sound rulebook, or every fault as FILE:LINE: code: sentence; cure."""
    book = _rulebook(file)
    for category in book.categories:
        for rule in sorted({one for one in category.ties if category.ties.count(one) > 1}):
            click.echo(f"note: {category.id}: ties names {rule} twice; the second has no effect", err=True)
    click.echo(book.hash)


@rulebook.command("diff")
@click.argument("old", type=_FILE)
@click.argument("new", type=_FILE)
@_LANGUAGE
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def difference(old: Path, new: Path, lang: str, form: str) -> int:
    """Say in words what changed from one rulebook to another: 0 nothing, 1 something, 2 faults."""
    faults: list[Fault] = []
    before, after = (or_faults(faults, lambda path=path: _rulebook(path)) for path in (old, new))
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


@rulebook.command("explain")
@click.argument("file", type=_FILE)
@_LANGUAGE
@click.option("--values", type=_FILE, help="With --marks: adds the effective weight of each criterion")
@click.option("--marks", type=_FILE, help="With --values")
@click.option("--entrants", type=_FILE, help="With --values, where a rule of format /2 asks")
@click.option("--seed", help="The public seed, where lots are drawn")
@click.option("--out", type=_FILE, help="Write to this file in place of stdout")
def explained(
    file: Path,
    lang: str,
    values: Path | None,
    marks: Path | None,
    entrants: Path | None,
    seed: str | None,
    out: Path | None,
) -> None:
    """Render the method of a rulebook as a document for the public (Markdown)."""
    if (values is None) != (marks is None):
        raise click.UsageError("--values and --marks go together")
    if values is None or marks is None:
        text = explain(_rulebook(file), lang)
    else:
        from paritrana.cli.ranking import read_and_rank
        from paritrana.core.ranking.reports import effective_weights_of  # arrays are loaded only here

        found = read_and_rank(file, values, marks, entrants, seed)
        text = explain(
            found.result.rulebook,
            lang,
            effective=effective_weights_of(found.result, found.values, found.marks),
        )
    put(text.encode(), out)


@click.command()
@click.argument("bundle", type=_FILE)
@click.option("--checkpoint", type=_FILE, help="A checkpoint kept elsewhere, to compare")
def verify(bundle: Path, checkpoint: Path | None) -> int:
    """Check a published bundle: 0 with what was checked, 1 with each difference, 2 when it is unreadable."""
    try:
        return tell(verify_bundle(bundle, checkpoint))
    except UnreadableError as error:
        raise DataFaults([_unreadable(str(error), bundle, checkpoint)]) from error


def _unreadable(told: str, bundle: Path, checkpoint: Path | None) -> Fault:
    """Return as a fault what the checker, which knows no faults, says as "FILE: why"."""
    file = str(checkpoint if checkpoint and told.startswith(f"{checkpoint}: ") else bundle)
    code = "bundle.unreadable" if file == str(bundle) else "checkpoint.unreadable"
    return fault(code, 1, file=file, reason=told.removeprefix(f"{file}: "))


def _rulebook(path: Path) -> Rulebook:
    return read(read_bytes(path, limit=LARGEST_FILE), name=str(path))
