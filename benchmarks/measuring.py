"""A task in a process of its own: wall and CPU seconds of its work, peak memory, and what it answered."""

import json
import os
import resource
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any


class Absent(Exception):
    """A peer is not installed here; the message says how to have it."""


@dataclass(frozen=True)
class Task:
    """What is timed. peer: the name of the task it is held against. capped: works under the memory cap."""

    name: str
    work: Callable[[Any, "Watch"], object]
    peer: str = ""
    capped: bool = False


@dataclass
class Watch:
    """Times the part of a task that counts.

    rows: how many it went over. memory: the peak in MB, where it is not that of the whole process.
    """

    wall: float = 0.0
    cpu: float = 0.0
    rows: int = 0
    memory: float = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        """Count what happens inside, children included."""
        start, used = time.perf_counter(), _cpu()
        yield
        self.wall += time.perf_counter() - start
        self.cpu += _cpu() - used

    def best(self, work: Callable[[], Any]) -> Any:
        """Do short work three times, long work once; count the quickest, and the peak of the first."""
        found = []
        for _ in range(3):
            start, used = time.perf_counter(), _cpu()
            answer = work()
            found.append((time.perf_counter() - start, _cpu() - used))
            self.memory = self.memory or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
            if found[0][0] > 2:
                break
        self.wall, self.cpu = (min(one[at] for one in found) for at in (0, 1))
        return answer


@dataclass
class Line:
    """What was found of one task; whole: wall seconds with start and imports."""

    name: str
    peer: str = ""
    capped: bool = False
    skipped: str = ""
    wall: float = 0.0
    cpu: float = 0.0
    whole: float = 0.0
    memory: float = 0.0
    rows: int = 0
    answer: object = None

    def value(self, kind: str, by_name: dict[str, "Line"]) -> tuple[float, str]:
        """Return the number a bar is about, told with its unit and with the CPU time beside a wall time."""
        if kind == "ratio":
            peer = by_name[self.peer]
            times = self.wall / peer.wall
            return times, f"{times:.2f}x its peer ({self.cpu / max(peer.cpu, 1e-9):.2f}x in CPU)"
        if kind == "a row":
            each = self.wall / self.rows * 1e6
            return each, f"{each:.2f} us a row ({self.cpu / self.rows * 1e6:.2f} us of CPU)"
        if kind == "memory":
            return self.memory, f"{self.memory:.0f} MB"
        return self.wall, f"{self.wall:.2f} s ({self.cpu:.2f} s of CPU)"


def measured(task: Task, asked: object) -> Line:
    """Run a task in a child and return what was found; a peer that is absent is skipped, a fault ends all."""
    reading, writing = os.pipe()
    start = time.perf_counter()
    child = os.fork()
    if not child:
        os.close(reading)
        _run(task, asked, writing)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        told = pipe.read()
    _, status, used = os.wait4(child, 0)
    whole = time.perf_counter() - start
    if status or not told:
        raise SystemExit(f"{task.name} ended with status {status}")
    found = json.loads(told)
    line = Line(task.name, task.peer, task.capped, whole=whole, **found)
    line.memory = line.memory or used.ru_maxrss * 1024 / 1e6
    return line


def _run(task: Task, asked: object, writing: int) -> None:
    try:
        watch = Watch()
        try:
            answer = task.work(asked, watch)
            told = {"wall": watch.wall, "cpu": watch.cpu, "rows": watch.rows, "answer": answer}
            told["memory"] = watch.memory
        except Absent as absent:
            told = {"skipped": str(absent)}
        with os.fdopen(writing, "w") as pipe:
            json.dump(told, pipe)
        sys.stdout.flush()
        os._exit(0)
    except BaseException:
        traceback.print_exc()
        os._exit(1)


def _cpu() -> float:
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def table(line: Line, lines: list[Line]) -> str:
    """Return one line of the report; the answers of a task and its peer must agree."""
    if line.skipped:
        return f"{line.name:30} SKIPPED: {line.skipped}"
    told = (
        f"{line.name:30} wall {line.wall:8.3f} s  CPU {line.cpu:8.3f} s  peak {line.memory:6.0f} MB  "
        f"process {line.whole:7.2f} s"
    )
    if line.rows:
        told += f"  {line.wall / line.rows * 1e6:6.2f} us a row ({line.cpu / line.rows * 1e6:.2f} CPU)"
    peer = next((one for one in lines if one.name == line.peer and not one.skipped), None)
    if peer:
        told += (
            f"  {line.wall / peer.wall:6.2f}x wall {line.cpu / max(peer.cpu, 1e-9):6.2f}x CPU of {peer.name}"
        )
        if peer.answer != line.answer:
            raise SystemExit(f"{line.name} answers {line.answer}, {peer.name} {peer.answer}")
    return told
