"""How long the queue of probable duplicates takes to be filled, and how much of the key it finds.

Made-up people, some of whom stand twice as another office would write them down.  Beside it a simple peer:
the same birth date, normalised name and village, in pandas.  Each in a process of its own, all in one run.
"""

import argparse
import os
import sys
from collections.abc import Callable
from typing import Any

import duplicates_made as made
import measuring

from paritrana.core.rolls.likeness import Limits, Record

SEED = 20_231_231
NEW = 0.01  # of the records are new in the run after the first


def main() -> None:
    """Make people of each size up, and let both look for who stands twice."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, nargs="*", default=[300_000])
    for count in parser.parse_args().people:
        load = os.getloadavg()[0]
        python = sys.version.split()[0]
        print(
            f"{count} people, {made.TWICE:.0%} of them twice, seed {SEED}, Python {python}, load {load:.1f}"
        )
        lines: list[measuring.Line] = []
        for task in TASKS:
            lines.append(measuring.measured(task, count))
            print(measuring.table(lines[-1], lines), flush=True)
            if not lines[-1].skipped:
                print(f"{'':30} {_told(lines[-1].answer)}", flush=True)


def _told(answer: Any) -> str:
    found, right, key, over = answer
    return (
        f"{found} pairs, {right} of {key} in the key: "
        f"recall {right / max(key, 1):.3f}, precision {right / max(found, 1):.3f}; {over} keys passed over"
    )


def _judged(count: int, watch: measuring.Watch, search: Callable[[list[Record]], Any]) -> tuple[int, ...]:
    records, key = made.people(count, SEED)
    with watch.running():
        found, over, of = search(records)
    watch.rows = count
    asked = key if of is None else {pair for pair in key if of & set(pair)}
    return len(found), len(found & asked), len(asked), over


def _likeness(count: int, watch: measuring.Watch) -> tuple[int, ...]:
    def search(records: list[Record]) -> Any:
        found = _find(records, None)
        return {(one.one, one.other) for one in found.pairs}, found.passed_over, None

    return _judged(count, watch, search)


def _new_only(count: int, watch: measuring.Watch) -> tuple[int, ...]:
    def search(records: list[Record]) -> Any:
        new = {one.key for one in records if one.key > count * (1 - NEW)}
        found = _find(records, new)
        return {(one.one, one.other) for one in found.pairs}, found.passed_over, new

    return _judged(count, watch, search)


def _find(records: list[Record], new: set[int] | None) -> Any:
    from paritrana.core.rolls.likeness import find

    return find(records, new=new, limits=Limits())


def _peer(count: int, watch: measuring.Watch) -> tuple[int, ...]:
    try:
        import pandas  # noqa: F401  its loading is no part of the work
    except ImportError as error:
        raise measuring.Absent(f"pip install pandas ({error.name})") from error
    return _judged(count, watch, lambda records: (made.exact(records), 0, None))


TASKS = [
    measuring.Task("pandas, all equal", _peer),
    measuring.Task("paritrana, Splink", _likeness),
    measuring.Task("paritrana, 1 % are new", _new_only),
]

if __name__ == "__main__":
    main()
