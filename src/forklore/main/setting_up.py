"""Bringing a database up to date: migrations, then the foods of the lexicon."""

import asyncpg

from forklore.foods.actions import load_foods
from forklore.foundations.migrations import migrate


async def prepare(database_url: str) -> list[str]:
    """Migrate the database and load the lexicon; returns the migrations that ran. May be repeated."""
    done = await migrate(database_url)
    connection = await asyncpg.connect(database_url)
    try:
        async with connection.transaction():
            await load_foods(connection)
    finally:
        await connection.close()
    return done
