"""A real standalone Spark cluster on loopback: one master and three workers, from the pyspark package."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Cluster:
    """The master's address and the processes of the workers."""

    master: str
    workers: list[subprocess.Popen]

    def kill_a_worker(self) -> None:
        """Kill one worker and the executors it started, as a power cut would."""
        os.killpg(self.workers.pop().pid, signal.SIGKILL)


def free_port() -> int:
    """Return a port nobody listens on now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextmanager
def running(folder: Path) -> Iterator[Cluster]:
    """Start a cluster and stop it in the end."""
    import pyspark

    home = Path(pyspark.__file__).parent
    environment = os.environ | {
        "SPARK_HOME": str(home),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_DAEMON_MEMORY": "256m",
        "PYSPARK_PYTHON": sys.executable,
    }
    port, started = free_port(), []

    def start(name: str, *arguments: str) -> subprocess.Popen:
        log = (folder / f"{name}.log").open("w")
        command = [
            str(home / "bin" / "spark-class"),
            f"org.apache.spark.deploy.{arguments[0]}",
            *arguments[1:],
        ]
        process = subprocess.Popen(
            command, env=environment, stdout=log, stderr=log, start_new_session=True, cwd=folder
        )
        started.append(process)
        return process

    try:
        start(
            "master",
            "master.Master",
            "--host",
            "127.0.0.1",
            "--port",
            str(port),
            "--webui-port",
            str(free_port()),
        )
        master = f"spark://127.0.0.1:{port}"
        workers = []
        for number in range(3):
            options = [
                "--host",
                "127.0.0.1",
                "--webui-port",
                str(free_port()),
                "--cores",
                "1",
                "--memory",
                "1g",
            ]
            workers.append(
                start(f"worker{number}", "worker.Worker", *options, "-d", str(folder / f"w{number}"), master)
            )
        for _ in range(600):
            if (folder / "master.log").read_text("utf-8").count("Registering worker") == 3:
                break
            time.sleep(0.2)
        yield Cluster(master, workers)
    finally:
        for process in started:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
