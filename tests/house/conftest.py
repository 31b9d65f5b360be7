"""What the checks of the queries share: every query is put to PostgreSQL once."""

import asyncio

import asyncpg
import pytest

from forklore.main.catalogue import Catalogue, catalogue
from house.statements import Examined, examine


@pytest.fixture(scope="session")
def examined(shared_url: str) -> list[Examined]:
    """Every named query with what PostgreSQL says about it."""
    return asyncio.run(examine(shared_url))


@pytest.fixture(scope="session")
def schema(shared_url: str) -> Catalogue:
    """The schema as the database tells it."""
    return asyncio.run(_schema(shared_url))


async def _schema(url: str) -> Catalogue:
    connection = await asyncpg.connect(url)
    try:
        return await catalogue(connection)
    finally:
        await connection.close()
