"""The processes that are measured: the product, the floor, the database; and what they cost."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psutil
from benchmarks.community import HOME, ROOT
from msgspec import Struct

# As the product is set up by itself; the floor has a pool of the same size.
POOL_SIZE = 10
_PATIENCE_S = 60


class Running(Struct):
    """A server of ours: where it listens, and its process."""

    port: int
    process: subprocess.Popen[bytes]


@contextmanager
def product(url: str) -> Iterator[Running]:
    """Run `forklore serve` in one process, without a worker and without a limit on writes."""
    port = _free_port()
    settings = {
        "DATABASE_URL": url,
        "FORKLORE_HOME": str(HOME / "home"),
        "FORKLORE_PORT": str(port),
        "FORKLORE_PROCESSES": "1",
        "FORKLORE_POOL_SIZE": str(POOL_SIZE),
        "FORKLORE_WORKER": "false",
        "FORKLORE_WRITES_PER_MINUTE": "0",
    }
    with _started([sys.executable, "-m", "forklore", "serve"], settings, port, "/api/v1/health/ready") as running:
        yield running


@contextmanager
def floor(url: str, works: Path) -> Iterator[Running]:
    """Run the floor on the works that were pickled into a file."""
    port = _free_port()
    settings = {"DATABASE_URL": url, "FLOOR_WORKS": str(works), "FORKLORE_POOL_SIZE": str(POOL_SIZE)}
    with _started([sys.executable, "-m", "benchmarks.floor", str(port)], settings, port, "/stars/0") as running:
        yield running


def cpu_seconds(*roots: int) -> float:
    """Add up the processor time, user and system, that processes and all below them have used, ended ones too."""
    total = 0.0
    for root in roots:
        process = psutil.Process(root)
        for one in (process, *process.children(recursive=True)):
            try:
                used = one.cpu_times()
            except psutil.NoSuchProcess:
                continue
            # A server process of the database that has ended is counted by the one that started it.
            total += used.user + used.system + used.children_user + used.children_system
    return total


def database_process() -> int:
    """Tell the process of the database server."""
    return int((HOME / "pg" / "postmaster.pid").read_text().splitlines()[0])


def body_of(port: int, path: str) -> bytes:
    """Read what a server answers."""
    with urlopen(f"http://127.0.0.1:{port}{path}", timeout=_PATIENCE_S) as answer:
        found: bytes = answer.read()
    return found


@contextmanager
def _started(command: list[str], settings: dict[str, str], port: int, path: str) -> Iterator[Running]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith("FORKLORE_")}
    HOME.mkdir(parents=True, exist_ok=True)
    log = HOME / f"{command[2]}.log"
    with log.open("wb") as out:
        process = subprocess.Popen(  # noqa: S603 (our own servers)
            command, cwd=ROOT, env=ours | settings, stdout=out, stderr=subprocess.STDOUT
        )
        try:
            _wait(process, port, path, log)
            yield Running(port, process)
        finally:
            process.terminate()
            process.wait(20)


def _wait(process: "subprocess.Popen[bytes]", port: int, path: str, log: Path) -> None:
    deadline = time.monotonic() + _PATIENCE_S
    while time.monotonic() < deadline and process.poll() is None:
        try:
            body_of(port, path)
        except (URLError, ConnectionError):
            time.sleep(0.1)
        else:
            return
    process.kill()
    raise RuntimeError(f"the server did not start:\n{log.read_text()}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
