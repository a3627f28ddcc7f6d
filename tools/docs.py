"""The reference pages that are written from the code itself; `--check` says which are stale."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
PARITRANA = Path(sys.executable).with_name("paritrana")

COMMANDS = (
    "",
    "rulebook check",
    "rulebook diff",
    "rulebook explain",
    "rank",
    "plan propose",
    "plan check",
    "verify",
    "claims check",
    "premium",
    "benefit",
    "roll receive",
    "roll rejected",
    "roll synth",
    "roster check",
    "roster synth",
    "roster template",
    "coverage refresh",
    "coverage table",
    "coverage compare",
    "coverage beside",
    "coverage employers",
    "coverage measures",
    "lake digest",
    "boundaries import",
    "demo",
    "serve",
    "work",
    "keys rotate",
    "people expire",
    "people erase",
)


def method() -> str:
    """The manual's example, from values to record."""
    from tests.spec.render_method import page

    return page()


def rulebook_in_words() -> str:
    """The manual's rulebook explained and compared in words."""
    from tests.spec.render_rulebook import page

    return page()


def judging_plans() -> str:
    """The spec tests of judging plans, printed as their manual."""
    from tests.spec.render_judging import page

    return page()


def scoring_rules() -> str:
    """The spec tests, printed as the manual of the scoring rules."""
    from tests.spec.render import page

    return page()


def fair_jury() -> str:
    """The spec tests of the fair jury, printed as their manual."""
    from tests.spec.render_jury import page

    return page()


def robustness() -> str:
    """The spec tests of the robustness report, printed as its manual."""
    from tests.spec.render_robustness import page

    return page()


def claims() -> str:
    """The spec tests of printed claims, printed as their manual."""
    from tests.spec.render_claims import page

    return page()


def programmes() -> str:
    """The spec tests of premiums, ages and benefits, printed as their manual."""
    from tests.spec.render_programmes import page

    return page()


def roster_codes() -> str:
    """The codes and repairs of rosters, from the tables the check is made of."""
    from tests.core.rolls.roster.render import page

    return page()


def permissions() -> str:
    """The permission matrix, read from the very table that its tests walk."""
    from tests.permissions.render import page

    return page()


def commands() -> str:
    """The command line's own help."""
    parts = ["# The command line\n"]
    for line in COMMANDS:
        words = line.split()
        told = subprocess.run(
            [PARITRANA, *words, "--help"],
            capture_output=True,
            text=True,
            check=True,
            env={"COLUMNS": "100", "LC_ALL": "C.UTF-8"},
        )
        parts.append(f"## paritrana {' '.join(words)}".rstrip() + f"\n\n```\n{told.stdout.rstrip()}\n```\n")
    return "\n".join(parts)


def settings() -> str:
    """The example environment, which names every setting."""
    example = (ROOT / ".env.example").read_text("utf-8").rstrip()
    return f"# Settings\n\nRead from the environment.\n\n```sh\n{example}\n```\n"


def states() -> str:
    """The tables of states and moves."""
    from paritrana.apps.awards import states as awards
    from paritrana.apps.coverage import states as coverage
    from paritrana.apps.judging import states as judging
    from paritrana.apps.nominations import states as nominations
    from paritrana.apps.protection import states as protection

    tables = [
        ("Edition", awards.EditionState, awards.MOVES),
        ("Nomination", nominations.State, nominations.MOVES),
        ("Round", judging.RoundState, judging.ROUND_MOVES),
        ("Sheet", judging.SheetState, judging.SHEET_MOVES),
        ("Delivery of a roll", coverage.DeliveryState, coverage.DELIVERY_MOVES),
        ("Run of coverage", coverage.RunState, coverage.RUN_MOVES),
        ("Worker in the register", protection.WorkerState, protection.WORKER_MOVES),
        ("Roster import", protection.ImportState, protection.IMPORT_MOVES),
        ("Enrolment batch", protection.BatchState, protection.BATCH_MOVES),
    ]
    parts = ["# States and moves\n"]
    for name, kind, moves in tables:
        rows = [f"| {state} | {_targets(moves.get(state, {}))} |" for state in kind]
        parts.append(f"## {name}\n\n| state | may become |\n|---|---|\n" + "\n".join(rows) + "\n")
    return "\n".join(parts)


def _targets(moves: object) -> str:
    if isinstance(moves, dict):
        return ", ".join(f"{state} (by the {pen})" for state, pen in moves.items()) or "nothing: it ends here"
    return ", ".join(sorted(map(str, moves))) or "nothing: it ends here"


def measures() -> str:
    """The measures of coverage, as the tables of figures and their notes know them."""
    from paritrana.core.coverage import MEASURES, Over

    below = {
        Over.WORKERS: ("workers of the region", "pekerja di wilayah"),
        Over.PERSONS: ("persons of the same lake", "orang dalam data yang sama"),
        Over.NOTHING: ("nothing: a count", "tidak ada, ini jumlah"),
    }
    parts = [
        "# Measures of coverage\n",
        "Each figure is two counts, never a percentage alone. What is counted and why: "
        "[coverage](../../explanation/coverage.md).\n",
    ]
    for one in MEASURES.values():
        when = " and ".join(word for word, has in (("month", one.months), ("year", one.years)) if has)
        parts.append(f"## {one.name}\n")
        parts.append(
            f"| | |\n|---|---|\n| asked for a | {when} |\n| below the line | {below[one.over][0]} |\n"
        )
        for place, language in enumerate(("en", "id")):
            title, note = one.told(language)
            parts.append(f"*{title}.* {note}" + (f" Penyebut: {below[one.over][1]}." if place else "") + "\n")
    return "\n".join(parts)


def row_codes() -> str:
    """Every fault and doubt a row can have, from the table the checks are made of."""
    from paritrana.core.rolls import ERRORS, WARNINGS

    parts = [
        "# Faults and doubts of rows\n",
        "What `paritrana roll receive` counts and `paritrana roll rejected` lists. Faults of a file as a "
        "whole: [roll-faults.md](roll-faults.md).\n",
    ]
    for title, codes in (
        ("Faults: the row is rejected", ERRORS),
        ("Doubts: the row is taken, somebody should look", WARNINGS),
    ):
        rows = [
            f"| `{one.code}` | {f'`{one.column}`' if one.column else ''} "
            f"| {': '.join(one.told('en'))} | {': '.join(one.told('id'))} |"
            for one in codes
        ]
        parts.append(
            f"## {title}\n\n| code | column | English | Indonesia |\n|---|---|---|---|\n"
            + "\n".join(rows)
            + "\n"
        )
    return "\n".join(parts)


PAGES: dict[str, Callable[[], str]] = {
    "docs/reference/method/README.md": method,
    "docs/reference/method/rulebook-in-words.md": rulebook_in_words,
    "docs/reference/method/scoring.md": scoring_rules,
    "docs/reference/method/judging-plan-examples.md": judging_plans,
    "docs/reference/method/fair-jury-examples.md": fair_jury,
    "docs/reference/method/robustness.md": robustness,
    "docs/reference/method/claims.md": claims,
    "docs/reference/method/programmes.md": programmes,
    "docs/reference/method/coverage.md": measures,
    "docs/reference/row-codes.md": row_codes,
    "docs/reference/roster-codes.md": roster_codes,
    "docs/reference/permissions.md": permissions,
    "docs/reference/command-line.md": commands,
    "docs/reference/settings.md": settings,
    "docs/reference/states.md": states,
}


def main() -> int:
    """Write the pages, or with `--check` name the stale ones."""
    stale = 0
    for name, write in PAGES.items():
        path, text = ROOT / name, write()
        if "--check" in sys.argv:
            if not path.exists() or path.read_text("utf-8") != text:
                print(f"{name} is stale; run: make docs", file=sys.stderr)
                stale = 1
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
            print(name)
    return stale


if __name__ == "__main__":
    sys.exit(main())
