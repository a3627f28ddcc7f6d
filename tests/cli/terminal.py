"""Commands as somebody at a terminal gives them, in this process or in one of their own."""

import io
import os
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from paritrana.cli import run

MAIN = "from paritrana.cli import main; main()"


class Stream(io.TextIOWrapper):
    """A stream that keeps what is written to it, as text or as bytes."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", write_through=True)

    @property
    def text(self) -> str:
        return self.buffer.getvalue().decode()


def here(*words: object, folder: Path | None = None, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a command in this process: what it decides and tells is the same, and no interpreter is started."""
    out, err = Stream(), Stream()
    with pytest.MonkeyPatch.context() as patch, chdir(folder or "."):
        for name, value in env.items():
            patch.setenv(name, value)
        with redirect_stdout(out), redirect_stderr(err):
            code = run([str(word) for word in words])
    return subprocess.CompletedProcess(words, code, out.text, err.text)


def process(*words: object, folder: Path | None = None, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a command as the real process that a terminal would start."""
    return subprocess.run(
        [sys.executable, "-c", MAIN, *map(str, words)],
        cwd=folder,
        env=os.environ | env,
        capture_output=True,
        text=True,
        check=False,
    )
