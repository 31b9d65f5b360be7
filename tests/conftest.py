"""The fixtures: a real PostgreSQL, a migrated template that every database is copied from, a real server over HTTP."""

import asyncio
import os
from collections.abc import AsyncIterator, Iterator

import asyncpg
import httpx
import pytest
from hypothesis import settings

from bed import HOME, Fresh, Running, SignUp, make_template, serve, stop
from forklore.foundations.database import Connection, Database, open_database
from forklore.foundations.embedded import start_server

# The same examples in every run, so that a red run says something of the change; FORKLORE_TEST_WIDELY=1 looks further.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("wide", deadline=None, max_examples=1_000)
settings.load_profile("wide" if os.environ.get("FORKLORE_TEST_WIDELY") else "same")


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of the test server; the workers of one run share it."""
    given = os.environ.get("FORKLORE_TEST_DATABASE_URL")
    if given:
        yield given
        return
    server = start_server(HOME)
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(scope="session")
def template(postgres: str) -> str:
    """The name of a database with the schema and the foods, made once for this state of the code."""
    return asyncio.run(make_template(postgres))


@pytest.fixture(scope="session")
def fresh(postgres: str, template: str) -> Iterator[Fresh]:
    """Makes databases."""
    maker = Fresh(postgres, template)
    yield maker
    maker.drop()


@pytest.fixture(scope="session")
def shared_url(fresh: Fresh) -> str:
    """One database for all tests of this worker that undo what they do."""
    return fresh.make()


@pytest.fixture
async def tx(shared_url: str) -> AsyncIterator[Connection]:
    """A connection in a transaction that is rolled back at the end."""
    connection = await asyncpg.connect(shared_url, server_settings={"timezone": "UTC"})
    transaction = connection.transaction()
    await transaction.start()
    yield connection
    await transaction.rollback()
    await connection.close()


@pytest.fixture
def own_url(fresh: Fresh) -> str:
    """A database of this test alone, for tests that commit and count."""
    return fresh.make()


@pytest.fixture
async def db(own_url: str) -> AsyncIterator[Database]:
    """The pools on a database of this test alone; each of one connection, so that asking for two at once hangs."""
    database = await open_database(own_url, size=1)
    yield database
    await database.close()


@pytest.fixture(scope="session")
def server(fresh: Fresh, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A real server over HTTP on an empty community, shared by the tests of this worker."""
    running = serve(fresh.make(), tmp_path_factory.mktemp("home"))
    yield running
    stop(running)


@pytest.fixture(scope="session")
def http(server: Running) -> Iterator[httpx.Client]:
    """A client of the API that is not signed in."""
    with httpx.Client(base_url=f"{server.url}/api/v1", timeout=30) as client:
        yield client


@pytest.fixture(scope="session")
def sign_up(server: Running) -> Iterator[SignUp]:
    """Makes cooks with names of their own."""
    maker = SignUp(server)
    yield maker
    for client in maker.clients:
        client.close()
