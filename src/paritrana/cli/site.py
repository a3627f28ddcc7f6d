"""Commands of the site: the demo, the server, Django's own commands."""

import os
import secrets
import socket
import subprocess
import sys
import time
from pathlib import Path

import click

from paritrana.errors import BadInput

SETTINGS = "paritrana.server.settings"
APPLICATION = "paritrana.server.wsgi:application"
PAUSE = 3  # seconds between two looks at what waits, in the demo


@click.command()
@click.option("--data", type=click.Path(path_type=Path), default=Path("var/demo"), help="Folder of the demo.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, help="Port on the loopback address.")
@click.option("--no-serve", is_flag=True, help="Only build the demo.")
def demo(data: Path, port: int, no_serve: bool) -> None:
    """Build the demo, unless it stands already, and serve it on this machine only."""
    if os.environ.get("DATABASE_URL", "").strip():
        raise click.UsageError("the demo keeps its own SQLite database: unset DATABASE_URL and run it again")
    if not no_serve and not _free(port):
        raise click.UsageError(
            f"port {port} is in use on this machine; choose another with --port (make demo PORT=…)"
        )
    data = data.resolve()
    data.mkdir(parents=True, exist_ok=True)
    _environment(data, demo=True, port=port)

    from paritrana.cli.demo import build

    built = build.bring_up(data, say=lambda line: click.echo(line, err=True))
    if no_serve:
        return
    click.echo(f"open http://127.0.0.1:{port}/ in a browser; stop with Ctrl-C", err=True)
    if built:
        _serve_afresh(port)
    run_server(port=port, workers=2, sweeps=True)


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8000)
@click.option(
    "--host", default="127.0.0.1", help="Address to listen on; a proxy with HTTPS belongs in front."
)
@click.option("--workers", type=click.IntRange(1, 64), default=2, help="One per core.")
def serve(port: int, host: str, workers: int) -> None:
    """Serve the site; prepare it first with `paritrana manage migrate` and `collectstatic`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    _set_up()
    _check()
    run_server(port=port, host=host, workers=workers)


@click.command()
@click.argument("table", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=False)
def regions(table: Path | None) -> None:
    """Load the region table, the shipped one by default; loading it again changes only what changed."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    _set_up()
    from django.conf import settings

    from paritrana.apps.regions.commands import load_table

    path = table or settings.SAMPLES_DIR / "regions" / "regions.csv.xz"
    click.echo(load_table(path=path, by=None), err=True)


@click.command()
@click.argument("email")
@click.option("--label", prompt="Shown as (an office, not a name)", help="How pages call this person.")
@click.password_option(help="At least 12 characters; asked for when not given.")
def operator(email: str, label: str, password: str) -> None:
    """Create the person who runs the site: the first account, from which all others are invited."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    _set_up()
    from paritrana.apps.accounts import commands
    from paritrana.ui import refusals

    try:
        commands.create_user(email=email, label=label, password=password, is_operator=True, by=None)
    except BadInput as error:
        told = refusals.explain(error)
        raise click.UsageError(f"{told.sentence} {told.cure}") from error
    click.echo(f"{email} may sign in now", err=True)


@click.command()
@click.option(
    "--every",
    type=click.IntRange(1, 3600),
    metavar="SECONDS",
    help="Look again after so many seconds, until interrupted or the caller is gone.",
)
def work(every: int | None) -> None:
    """Do what waits on the site: deliveries, coverage, rosters, duplicates, reports; run it from a timer."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    _set_up()
    from paritrana.apps.coverage.commands import work as sweep
    from paritrana.apps.protection.commands import errands, import_work, retention, same_work
    from paritrana.apps.results.commands import reports

    rooms = (import_work, errands, same_work, reports, retention, sweep)

    def say(line: str) -> None:
        click.echo(line, err=True)

    if every is None:
        say(f"{sum(room.work(say) for room in rooms)} done")
        return
    from django.db import close_old_connections

    caller = os.getppid()
    while os.getppid() == caller:
        close_old_connections()
        for room in rooms:
            room.work(say)
        time.sleep(every)


@click.group()
def keys() -> None:
    """Change the keys that seal the personal data of the register."""


@keys.command()
def rotate() -> None:
    """Wrap every data key by the first key of PARITRANA_PERSON_KEYS; the older ones may go afterwards.

    Put the new key before the old one, restart the site, run this, take the old one away, restart again.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    _set_up()
    from paritrana.apps.protection.commands import people
    from paritrana.ui import refusals

    try:
        count = people.rewrap()
    except BadInput as error:
        told = refusals.explain(error)
        raise click.UsageError(f"{told.sentence} {told.cure}") from error
    click.echo(f"{count} data keys wrapped by the current key", err=True)


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Run one of Django's own commands, such as migrate or check."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    _set_up()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["paritrana manage", *arguments])


def run_server(*, port: int, workers: int, host: str = "127.0.0.1", sweeps: bool = False) -> None:
    """Serve with one thread a process until interrupted; with `sweeps`, do what waits beside it."""
    from gunicorn.app.base import BaseApplication
    from gunicorn.util import import_app

    class Server(BaseApplication):
        def load_config(self) -> None:
            self.cfg.set("bind", f"{host}:{port}")
            self.cfg.set("workers", workers)
            self.cfg.set("control_socket_disable", True)
            self.cfg.set("loglevel", "warning")
            if sweeps:
                self.cfg.set("when_ready", _start_sweeping)

        def load(self) -> object:
            return import_app(APPLICATION)

    sys.argv[0] = "paritrana"
    Server().run()


def _serve_afresh(port: int) -> None:
    """Let a fresh process with the same environment take this one's place, and serve.

    Building used engines that run threads. A worker forked from here would not have these, and would die as
    soon as it lets go of an engine.
    """
    serve_it = f"from paritrana.cli.site import run_server; run_server(port={port}, workers=2, sweeps=True)"
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(sys.executable, [sys.executable, "-c", serve_it])


def _start_sweeping(server: object) -> None:
    """Start the process that does what waits; it ends by itself once the server is gone."""
    command = [
        sys.executable,
        "-P",
        "-c",
        "from paritrana.cli import main; main()",
        "work",
        "--every",
        str(PAUSE),
    ]
    subprocess.Popen(command, stdin=subprocess.DEVNULL)


def prepare() -> None:
    """Set Django up for a command of another file."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    _set_up()


def _set_up() -> None:
    """Set Django up; a faulty environment ends in one sentence."""
    import django

    try:
        django.setup()
    except Exception as fault:
        if type(fault).__name__ == "EnvironmentFaulty":
            raise click.UsageError(str(fault)) from fault
        raise


def _check() -> None:
    """End with every reason why the site must not start as it is set up."""
    from django.conf import settings
    from django.core import checks

    faults = [
        f"{one.msg} {one.hint or ''}".strip() for one in checks.run_checks() if one.level >= checks.ERROR
    ]
    if not settings.STATIC_ROOT.is_dir():
        faults.append("The style sheets are not in place: run `paritrana manage collectstatic --noinput`.")
    if faults:
        raise click.UsageError(" ".join(faults))


def _environment(data: Path, *, demo: bool, port: int) -> None:
    os.environ.update(
        PARITRANA_SECRET_KEY=_kept_secret(data / "secret-key"),
        PARITRANA_NIK_KEY=_kept_secret(data / "nik-key"),
        PARITRANA_PERSON_KEYS=f"peragaan:{_kept_secret(data / 'person-key')}",
        PARITRANA_DATA_DIR=str(data),
        PARITRANA_DEMO="1" if demo else "0",
        PARITRANA_ALLOWED_HOSTS="localhost,127.0.0.1,[::1]",
        PARITRANA_SITE_URL=f"http://127.0.0.1:{port}",
        PARITRANA_CONTACT="Sekretariat Panitia (peragaan)",
        DJANGO_SETTINGS_MODULE=SETTINGS,
    )


def _kept_secret(path: Path) -> str:
    """Return the secret of a file, made the first time."""
    if not path.exists():
        path.write_text(secrets.token_urlsafe(48), "utf-8")
        path.chmod(0o600)
    return path.read_text("utf-8").strip()


def _free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
