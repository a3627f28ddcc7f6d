"""The command line: ``paritrana …``.

Exit codes: 0 done or yes, 1 the answer is no, 2 input or usage at fault, 70 our own fault,
130 interrupted.  Results go to stdout or ``--out``, faults and progress to stderr.  Every command is
loaded only when it is called, so that the commands of the method never load the website.
"""

import importlib
import os
import signal
import sys
import traceback
from typing import Any

import click

from paritrana.errors import BadInput

AT_FAULT, OUR_FAULT, INTERRUPTED = 2, 70, 130

COMMANDS = {
    "rulebook": ("paritrana.cli.method:rulebook", "Check a rulebook."),
    "rank": ("paritrana.cli.method:rank", "Rank entrants by a rulebook, values and marks."),
    "plan": ("paritrana.cli.plan:plan", "Propose who marks whom; check how marks hang together."),
    "verify": ("paritrana.cli.method:verify", "Check a published result by computing it anew."),
    "claims": ("paritrana.cli.claims:claims", "Check printed figures."),
    "premium": ("paritrana.cli.programmes:premium", "What the cover of some workers costs, by month."),
    "benefit": ("paritrana.cli.benefits:benefit", "What a family receives when a member dies."),
    "roll": ("paritrana.cli.coverage:roll", "Receive delivered rolls, or make one up."),
    "roster": ("paritrana.cli.roster:roster", "Check a roster of vulnerable workers, or make one up."),
    "coverage": ("paritrana.cli.coverage:coverage", "Refresh a lake and ask it for figures."),
    "lake": ("paritrana.cli.coverage:lake", "Look at a lake."),
    "demo": ("paritrana.cli.site:demo", "Set up the made-up demonstration and serve it."),
    "serve": ("paritrana.cli.site:serve", "Serve the website."),
    "regions": ("paritrana.cli.site:regions", "Load the region table."),
    "work": ("paritrana.cli.site:work", "Read deliveries and compute coverage that wait."),
    "boundaries": ("paritrana.cli.boundaries:boundaries", "Bring official boundaries for the maps."),
    "operator": ("paritrana.cli.site:operator", "Create the first account, which runs the site."),
    "keys": ("paritrana.cli.site:keys", "Change the keys that seal personal data."),
    "people": ("paritrana.cli.people:people", "Erase personal data of the register."),
    "manage": ("paritrana.cli.site:manage", "Run an administrative command of the website."),
}


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports one only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return all names, the method first."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return one command, loaded now."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command = getattr(importlib.import_module(module), name)
        if not isinstance(command, click.Command):
            raise TypeError(f"{module}:{name} is not a command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without loading any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, told) for name, (_, told) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="paritrana", message="%(prog)s %(version)s")
def cli() -> None:
    """Run the Paritrana Award from the call for nominations to a result anyone can compute anew."""
    from paritrana.core.engines import sweep

    sweep()  # whatever a killed process left of delivered rows goes before anything else is done


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave the process with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="backslashreplace")
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that nothing is left behind
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code; faults are told on stderr."""
    try:
        answer: Any = cli.main(args=arguments, prog_name="paritrana", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return AT_FAULT
    except BadInput as error:
        click.echo(str(error), err=True)
        return AT_FAULT
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return INTERRUPTED
    except Exception:
        traceback.print_exc()
        click.echo(
            "paritrana: this is a fault of the software, not of your input; please report it", err=True
        )
        return OUR_FAULT
    return answer if isinstance(answer, int) else 0
