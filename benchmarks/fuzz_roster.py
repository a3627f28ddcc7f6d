"""Spoilt rosters: every mutation of a workbook or CSV file ends as a checked roster or as told faults.

    python benchmarks/fuzz_roster.py --mutations 5000000 --memory 512
    python benchmarks/fuzz_roster.py --mutations 5000000 --first 75000 --seconds 600

Each worker is confined like the child that reads; one that dies of the cap is counted, as its parent would
tell a fault, and another goes on.  Any other end is printed with its number; `--only NUMBER` repeats it.
What a mutation is, `spoilt_rosters.py` says.
"""

import argparse
import gc
import os
import resource
import signal
import sys
import tempfile
import time
import traceback
import warnings
from collections import Counter
from functools import partial
from pathlib import Path

os.environ["ARROW_DEFAULT_MEMORY_POOL"] = "system"  # as in the child, so that the cap counts
os.environ["RUST_BACKTRACE"] = "0"  # a panic of the reader of cells is told by its name
ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT), str(ROOT / "benchmarks")]

import pyarrow as pa  # noqa: E402
from spoilt_rosters import MIX, Mutations, together  # noqa: E402
from tests.core.coverage.lakes import regions  # noqa: E402

from paritrana.core.rolls.reading import Limits  # noqa: E402
from paritrana.core.rolls.roster import villages as places  # noqa: E402

SECONDS = 30
AT_ONCE = 4_000
CHECKED_AT_ONCE = 500
TOLD_EVERY = 100_000
ENOUGH = 100
FOLDER = Path("/dev/shm")  # a third of the time went into files on the disk
READ, REFUSED, CHECKING, CHECKED = b"r", b"f", b"[", b"]"
ENDS = {READ[0]: "read and checked", REFUSED[0]: "refused with a reason"}


def main() -> int:
    """Work on the mutations in turn and say how they ended; 1 when one ended otherwise."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mutations", type=int, default=20_000)
    parser.add_argument("--first", type=int, default=0, help="go on from this mutation")
    parser.add_argument("--seconds", type=int, default=10**9, help="begin no batch after so many")
    parser.add_argument("--memory", type=int, default=512, help="MB that a reader may take")
    parser.add_argument("--seed", type=int, default=20_231_231)
    parser.add_argument("--only", type=int, default=-1, help="repeat one mutation, in this process")
    asked = parser.parse_args()
    warnings.filterwarnings("ignore", "This process", DeprecationWarning)  # the fork reads, and nothing else
    pa.set_cpu_count(1)
    with tempfile.TemporaryDirectory(dir=FOLDER if os.access(FOLDER, os.W_OK) else None) as folder:
        limits = Limits(memory=asked.memory << 20, seconds=10**6, rows=10_000, workbook_size=16 << 20)
        mutations = Mutations(Path(folder), asked.seed, limits)
        places.load(regions())
        if asked.only >= 0:
            found = mutations.read(asked.only)
            print(found if isinstance(found, list) else mutations.check(found, thoroughly=True))
            return 0
        for number in range(len(MIX)):  # what is imported late is imported once, not in each fork
            found = mutations.read(number)
            if not isinstance(found, list):
                mutations.check(found, thoroughly=True)
        return Run(asked, mutations).all()


class Run:
    """One run over mutations in their order."""

    def __init__(self, asked: argparse.Namespace, mutations: Mutations) -> None:
        self.asked, self.mutations = asked, mutations
        self.ended: Counter[str] = Counter()
        self.failures: list[int] = []
        self.log = mutations.folder / "failures"
        self.start = time.monotonic()

    def all(self) -> int:
        """Go on until the last mutation, or until the time is over; 1 when any failed."""
        at, told = self.asked.first, self.asked.first
        while at < self.asked.mutations and time.monotonic() - self.start < self.asked.seconds:
            try:
                at = self._batch(at, min(at + AT_ONCE, self.asked.mutations))
            except KeyboardInterrupt:
                break
            if len(self.failures) > ENOUGH:
                print(f"more than {ENOUGH} failed: mend these first", file=sys.stderr)
                break
            if at - told >= TOLD_EVERY:
                told = at
                self._tell(at)
        self._tell(at)
        for one in self.failures[:20]:
            print(f"  mutation {one} failed: repeat it with --only {one}", file=sys.stderr)
        return 1 if self.failures else 0

    def _batch(self, first: int, last: int, *, together: bool = True) -> int:
        """Have one worker go from `first` to before `last`; return the mutation to go on from."""
        told, status = self._worker(first, last, together=together)
        letters = told.translate(None, CHECKING + CHECKED)
        if status and told.endswith(CHECKING) and together:  # which of many rosters it died of is not known
            for at in range(first, last):
                self._batch(at, at + 1, together=False)
            return last
        self.ended.update(ENDS[one] for one in letters)
        if self.log.exists():
            for line in self.log.read_text(encoding="utf-8").splitlines():
                number, _, trace = line.partition("\t")
                print(f"mutation {number}: {trace}", file=sys.stderr, flush=True)
                self.failures.append(int(number))
                self.ended["an error of ours"] += 1
            self.log.unlink()
        at = first + len(letters)
        if status:  # died over the next one, or over the check of the one before
            culprit = at - 1 if told.endswith(CHECKING) else at
            name = "the cap on memory" if status in (77, -signal.SIGABRT) else f"{status}"
            print(f"mutation {culprit}: the reader ended by {name}", file=sys.stderr, flush=True)
            self.ended[f"the reader ended by {name}"] += 1
            self.failures += [culprit] if status in (1, -signal.SIGALRM) else []
            at = culprit + 1
        return at

    def _worker(self, first: int, last: int, *, together: bool) -> tuple[bytes, int]:
        """Run a confined fork; return the letters it wrote, one a mutation, and its status."""
        reading, writing = os.pipe()
        sys.stdout.flush()
        child = os.fork()
        if not child:
            os.close(reading)
            _confine(self.mutations.limits)
            try:
                self._work(writing, first, last, CHECKED_AT_ONCE if together else 1)
            except MemoryError:
                os._exit(77)
            except BaseException:
                os._exit(1)
            os._exit(0)
        os.close(writing)
        with os.fdopen(reading, "rb") as pipe:
            told = pipe.read()
        return told, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

    def _work(self, writing: int, first: int, last: int, at_once: int) -> None:
        for begin in range(first, last, at_once):
            read = []
            for number in range(begin, min(begin + at_once, last)):
                signal.alarm(SECONDS)
                found = self._guarded(number, self.mutations.read, number)
                if found is not None and not isinstance(found, list):
                    read.append((number, found))
                os.write(writing, REFUSED if isinstance(found, list) else READ)
            os.write(writing, CHECKING)
            signal.alarm(10 * SECONDS)
            self._check(read)
            os.write(writing, CHECKED)

    def _check(self, read: list) -> None:
        single = dict(read)
        for numbers, roster in together(read):
            try:
                self.mutations.check(roster, thoroughly=len(numbers) == 1)
            except MemoryError:
                raise
            except BaseException:
                for number in numbers:
                    self._guarded(number, partial(self.mutations.check, thoroughly=True), single[number])

    def _guarded(self, number: int, work, given):
        try:
            return work(given)
        except MemoryError:
            raise
        except BaseException:
            trace = " | ".join(traceback.format_exc().splitlines()[-7:])
            with self.log.open("a", encoding="utf-8") as file:
                file.write(f"{number}\t{trace}\n")
            return None

    def _tell(self, at: int) -> None:
        spent = time.monotonic() - self.start
        count = at - self.asked.first
        print(
            f"{count} mutations from {self.asked.first} on of {', '.join(dict.fromkeys(MIX))}, "
            f"seed {self.asked.seed}, cap {self.asked.memory} MB, {spent:.0f} s, "
            f"{count / max(spent, 1e-9):.0f} a second, next {at}"
        )
        for name, count in sorted(self.ended.items()):
            print(f"  {count:9} {name}", flush=True)


def _confine(limits: Limits) -> None:
    with open("/proc/self/statm", encoding="ascii") as file:
        mapped = int(file.read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (mapped + limits.memory,) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    gc.freeze()


if __name__ == "__main__":
    sys.exit(main())
