"""Progress of long work on stderr: one line that moves on a terminal, a line a step elsewhere."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

_STEP = re.compile(r"\w+ ([0-9]+) of ([0-9]+)")
_WIDTH = 24


@contextmanager
def progress(title: str) -> Iterator[Callable[[str], None]]:
    """Yield the function that is told each step; a step like "month 3 of 12: …" also moves the bar."""
    started, on_terminal = time.monotonic(), sys.stderr.isatty()

    def say(line: str) -> None:
        found = _STEP.match(line)
        done, total = (int(found[1]), int(found[2])) if found else (0, 0)
        bar = f"[{'#' * (_WIDTH * done // total):{_WIDTH}}] " if total else ""
        text = f"{title} {bar}{line} ({time.monotonic() - started:.0f} s)"
        click.echo(f"\r\x1b[K{text}" if on_terminal else text, err=True, nl=not on_terminal)

    try:
        yield say
    finally:
        if on_terminal:
            click.echo("\r\x1b[K", err=True, nl=False)
