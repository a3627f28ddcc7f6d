"""Brings the demo up: database, pages' files, region table, world; a second run finds it standing."""

import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import click

READY = "ready"
Say = Callable[[str], None]


def bring_up(data: Path, *, say: Say) -> bool:
    """Build the demo in `data` unless it stands, and return whether; one that was interrupted is begun anew."""
    ready = data / READY
    if ready.exists() and ready.read_text("utf-8").strip() != version():
        say("the demo here was built by another version; it is built anew")
        ready.unlink()
    if not ready.exists():
        _clear(data)

    import django

    django.setup()
    if ready.exists():
        say("the demo stands already; delete the folder to build it anew")
        return False
    steps: list[tuple[str, Callable[[Say], None]]] = [
        ("the database", _migrate),
        ("style sheets, fonts and scripts", _collect),
        ("the region table", _regions),
        ("the world of the five stories", _world),
        ("the finished edition's bundle", lambda _: _bundles(data)),
    ]
    for number, (name, step) in enumerate(steps, 1):
        say(f"[{number}/{len(steps)}] {name}")
        step(say)
    ready.write_text(version() + "\n", "utf-8")
    return True


def version() -> str:
    """Return what the demo's folder must have been built by: a digest of what goes into it."""
    import paritrana

    package = Path(paritrana.__file__).parent
    parts = [package / "cli" / "demo", package / "ui" / "static", package.parents[1] / "samples"]
    files = [path for part in (*parts, *package.glob("apps/*/migrations")) for path in part.rglob("*")]
    found = sha256(paritrana.__version__.encode())
    for path in sorted(one for one in files if one.is_file() and "__pycache__" not in one.parts):
        found.update(path.name.encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


def _clear(data: Path) -> None:
    for name in ("site.sqlite3", "site.sqlite3-journal"):
        (data / name).unlink(missing_ok=True)
    for name in ("files", "bundles", "static", "lake", "charts"):
        shutil.rmtree(data / name, ignore_errors=True)


def _migrate(say: Say) -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


def _collect(say: Say) -> None:
    from django.core.management import call_command

    call_command("collectstatic", verbosity=0, interactive=False)


def _regions(say: Say) -> None:
    from django.conf import settings

    from paritrana.apps.regions.commands import load_table
    from paritrana.cli.demo.world import BEGINNING
    from paritrana.core.units import clock

    with clock.at(BEGINNING):
        counts = load_table(path=settings.SAMPLES_DIR / "regions" / "regions.csv.xz", by=None)
    say(f"      {counts}")


def _world(say: Say) -> None:
    from django.db import transaction

    from paritrana.cli.demo import world

    # One transaction: one wait for the disk instead of a thousand, and nothing half-built if interrupted.
    with transaction.atomic():
        world.create(say=lambda line: say(f"      {line}"))


def _bundles(data: Path) -> None:
    from paritrana.apps.results.models import Publication

    folder = data / "bundles"
    folder.mkdir(exist_ok=True)
    for publication in Publication.objects.select_related("edition"):
        with publication.bundle.open("rb") as bundle:
            (folder / f"{publication.edition.slug}.zip").write_bytes(bundle.read())
    click.echo(f"      {folder}", err=True)
