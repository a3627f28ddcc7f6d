"""The demo as a newcomer starts it: built and served by one command."""

import signal
import subprocess
import time
import urllib.error
import urllib.request

import pytest
from tests.journeys.site import COMMAND, environment, free_port

DRAWN = "/cakupan/71.07"


@pytest.mark.long
def test_what_built_the_demo_serves_it_and_no_worker_dies(tmp_path):
    port = free_port()
    log = tmp_path / "log"
    with log.open("wb") as told:
        process = subprocess.Popen(
            [COMMAND, "demo", "--data", tmp_path / "demo", "--port", str(port)],
            env=environment(),
            stdout=told,
            stderr=subprocess.STDOUT,
        )
        try:
            assert b"<svg" in _page(process, f"http://127.0.0.1:{port}{DRAWN}")
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=30)
    assert "open http://" in log.read_text("utf-8")
    assert "SIGSEGV" not in log.read_text("utf-8")


def _page(process: subprocess.Popen[bytes], url: str) -> bytes:
    until = time.monotonic() + 600
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=30) as answer:
                return answer.read()
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(1)
    raise AssertionError("the demo did not answer")
