"""The demo as a newcomer gets it: built once by the real command, served by a real process of its own."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

COMMAND = Path(sys.executable).with_name("paritrana")
OURS = ("PARITRANA_", "DJANGO_", "DATABASE_URL")


def environment() -> dict[str, str]:
    """Return the environment of a newcomer's shell: nothing of the tests' own settings."""
    return {name: value for name, value in os.environ.items() if not name.startswith(OURS)}


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run one `paritrana` command to its end; its output is kept, its exit is not judged."""
    return subprocess.run(
        [COMMAND, *arguments], env=environment(), capture_output=True, text=True, check=False, timeout=300
    )


def build(folder: Path) -> Path:
    """Build the demo in `folder`."""
    built = run("demo", "--data", folder, "--no-serve")
    assert built.returncode == 0, built.stderr
    return folder


class Site:
    """A copy of the built demo, served on a free port until stopped."""

    def __init__(self, built: Path, folder: Path) -> None:
        shutil.copytree(built, folder)
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = (folder / "server.log").open("wb")
        self.process = subprocess.Popen(
            [COMMAND, "demo", "--data", folder, "--port", str(self.port)],
            env=environment(),
            stdout=self.log,
            stderr=subprocess.STDOUT,
        )
        self._wait()

    def stop(self) -> None:
        """End the server and its workers."""
        self.process.terminate()
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()

    def told(self) -> str:
        """Return what the server wrote."""
        return (self.folder / "server.log").read_text("utf-8")

    def _wait(self, seconds: int = 60) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if self.process.poll() is not None:
                raise AssertionError(f"the demo's server ended: {self.told()}")
            try:
                urllib.request.urlopen(f"{self.url}/tentang", timeout=5).close()
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.2)
            else:
                return
        self.stop()
        raise AssertionError(f"the demo's server did not answer: {self.told()}")


def free_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
