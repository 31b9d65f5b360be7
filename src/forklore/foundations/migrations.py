"""Migrations: forward-only `.sql` files, applied in order under a lock, each in a transaction of its own.

Views are replaceable text: after the migrations every room's `views.sql` is run again.
"""

import hashlib
from pathlib import Path

import asyncpg

from forklore.foundations.database import Connection
from forklore.foundations.errors import MigrationChanged
from forklore.foundations.jobs import install_queue

FOLDER = Path(__file__).with_name("migrations")
_LOCK = 4_701_229_033  # any number, the same for every Forklore
_TIMEOUTS = "SET LOCAL lock_timeout = '5s'; SET LOCAL statement_timeout = '15min';"


async def migrate(url: str, *, folder: Path = FOLDER) -> list[str]:
    """Bring the database at `url` up to date; returns the names of the migrations that ran now.

    Raises `MigrationChanged` when an applied file no longer has its checksum.
    """
    connection = await asyncpg.connect(url)
    try:
        await connection.execute("SELECT pg_advisory_lock($1)", _LOCK)
        await connection.execute("""CREATE TABLE IF NOT EXISTS migration
            (name text PRIMARY KEY, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())""")
        await connection.execute("COMMENT ON TABLE migration IS 'The migrations that have run [one place]'")
        done = await _apply(connection, folder)
        await install_queue(connection)
        await _make_views(connection)
        return done
    finally:
        await connection.close()  # which also gives the lock back


async def _apply(connection: Connection, folder: Path) -> list[str]:
    applied = {row["name"]: row["checksum"] for row in await connection.fetch("SELECT name, checksum FROM migration")}
    done = []
    for file in sorted(folder.glob("*.sql")):  # noqa: ASYNC240 (nothing else runs yet)
        text = file.read_text(encoding="utf8")
        checksum = hashlib.sha256(text.encode()).hexdigest()
        if file.name in applied:
            if applied[file.name] != checksum:
                raise MigrationChanged(f"{file.name} was changed after it had run")
            continue
        async with connection.transaction():
            await connection.execute(_TIMEOUTS + text)
            await connection.execute("INSERT INTO migration (name, checksum) VALUES ($1, $2)", file.name, checksum)
        done.append(file.name)
    return done


async def _make_views(connection: Connection) -> None:
    """Create the views of all rooms, lower floors first (a view may use one of a lower room)."""
    rooms = FOLDER.parents[1]
    order = ["accounts", "relations", "foods", "recipes", "forks", "reviews", "cookbooks", "replacements", "popularity"]
    files = {file.parent.name: file for file in rooms.glob("*/views.sql")}
    async with connection.transaction():
        for room in sorted(files, key=lambda name: (order.index(name) if name in order else len(order), name)):
            await connection.execute(files[room].read_text(encoding="utf8"))
