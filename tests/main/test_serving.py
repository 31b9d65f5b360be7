"""Which database a command uses."""

import asyncio
from pathlib import Path

import asyncpg

from acceptance.commands import forklore
from bed import Fresh


def test_a_database_that_is_given_is_used_and_no_other_is_made(fresh: Fresh, tmp_path: Path) -> None:
    given, home = fresh.make(template="template0"), tmp_path / "home"
    done = forklore("migrate", home=home, settings={"DATABASE_URL": given})
    assert (done.status, done.out, done.err) == (0, "the database is up to date\n", "")

    async def foods() -> int:
        connection = await asyncpg.connect(given)
        try:
            count: int = await connection.fetchval("SELECT count(*) FROM food")
            return count
        finally:
            await connection.close()

    assert asyncio.run(foods()) > 100
    assert not (home / "pg").exists()


def test_a_database_that_does_not_answer_is_told_of_in_a_line(tmp_path: Path) -> None:
    done = forklore("migrate", home=tmp_path, settings={"DATABASE_URL": "postgresql://127.0.0.1:1/nowhere"})
    assert done.status == 2
    assert "DATABASE_URL" in done.err
    assert "Traceback" not in done.err
