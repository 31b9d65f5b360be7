"""The parts of the test bed: the template database, its copies, the server over HTTP, the cooks that sign up."""

import asyncio
import hashlib
import os
import secrets
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import asyncpg
import httpx

from forklore.main.setting_up import prepare

ROOT = Path(__file__).resolve().parents[1]
HOME = ROOT / ".forklore" / "tests"
_LOCK = 77_001


async def make_template(postgres: str) -> str:
    parts = sorted([*ROOT.glob("src/forklore/**/*.sql"), *ROOT.glob("src/forklore/foods/data/*")])
    digest = hashlib.sha256(b"".join(p.read_bytes() for p in parts)).hexdigest()[:12]
    name = f"template_{digest}"
    connection = await asyncpg.connect(postgres)
    try:
        await connection.execute("SELECT pg_advisory_lock($1)", _LOCK)
        if not await connection.fetchval("SELECT true FROM pg_database WHERE datname = $1", name):
            await _drop_old(connection)
            await connection.execute(f"CREATE DATABASE {name}_new")
            await prepare(at(postgres, f"{name}_new"))
            await connection.execute(f"ALTER DATABASE {name}_new RENAME TO {name}")
    finally:
        await connection.close()
    return name


async def _drop_old(connection: asyncpg.Connection) -> None:
    old = await connection.fetch("SELECT datname FROM pg_database WHERE datname LIKE 'template\\_%'")
    for row in old:
        await connection.execute(f"DROP DATABASE IF EXISTS {row['datname']} WITH (FORCE)")


def at(postgres: str, database: str) -> str:
    """The address of another database on the same server."""
    head, _, query = postgres.partition("?")
    return f"{head.rsplit('/', 1)[0]}/{database}" + (f"?{query}" if query else "")


@dataclass
class Fresh:
    """Databases copied from the template, dropped at the end."""

    postgres: str
    template: str
    made: list[str] = field(default_factory=list)

    def make(self, template: str | None = None) -> str:
        """Copy the template; gives the address of the copy."""
        name = f"test_{secrets.token_hex(6)}"
        asyncio.run(self._run(f"CREATE DATABASE {name} TEMPLATE {template or self.template} STRATEGY file_copy"))
        self.made.append(name)
        return at(self.postgres, name)

    def drop(self) -> None:
        """Drop what was made."""
        for name in self.made:
            asyncio.run(self._run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))

    async def _run(self, statement: str) -> None:
        connection = await asyncpg.connect(self.postgres)
        try:
            await connection.execute("SELECT pg_advisory_lock($1)", _LOCK)  # a template has one copier at a time
            await connection.execute(statement)
        finally:
            await connection.close()


@dataclass
class Running:
    """A server process and where it listens."""

    url: str
    database_url: str
    process: subprocess.Popen[bytes]
    log: Path


def serve(database_url: str, home: Path, **settings: str) -> Running:
    """Start `forklore serve` (with its worker) on a free port and wait until it is ready."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    home.mkdir(parents=True, exist_ok=True)
    given = {"FORKLORE_HOME": str(home), "FORKLORE_PORT": str(port), "DATABASE_URL": database_url}
    quiet = {name: value for name, value in os.environ.items() if not name.startswith("FORKLORE_")}
    log = home / "log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "forklore", "serve"],
            env={**quiet, "FORKLORE_SIGNUPS_PER_HOUR": "0", "FORKLORE_POPULAR_SECONDS": "1", **given, **settings},
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    running = Running(f"http://127.0.0.1:{port}", database_url, process, log)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if httpx.get(f"{running.url}/api/v1/health/ready").status_code == 200:
                return running
        except httpx.TransportError:
            time.sleep(0.05)
    process.kill()
    raise RuntimeError(f"the server did not start:\n{log.read_text()}")


def stop(running: Running) -> None:
    """End a server as a host would."""
    running.process.terminate()
    running.process.wait(20)


@dataclass
class Cook:
    """Somebody signed in."""

    handle: str
    client: httpx.Client
    token: str


PASSWORD = "correct horse battery"


class SignUp:
    """Signs somebody up and in."""

    def __init__(self, server: Running) -> None:
        self.server = server
        self.clients: list[httpx.Client] = []

    def __call__(self, name: str = "cook") -> Cook:
        """Make a cook called `name` and something random."""
        handle = f"{name[:20]}_{secrets.token_hex(4)}"
        client = httpx.Client(base_url=f"{self.server.url}/api/v1", timeout=30)
        self.clients.append(client)
        made = client.post(
            "/accounts",
            json={
                "handle": handle,
                "display_name": name.title(),
                "email": f"{handle}@example.org",
                "password": PASSWORD,
            },
        )
        assert made.status_code == 201, made.text
        token = client.post("/sessions", json={"login": handle, "password": PASSWORD}).json()["token"]
        client.cookies.clear()
        client.headers["Authorization"] = f"Bearer {token}"
        return Cook(handle, client, token)
