"""`forklore documents`: writes the pages of `docs/` that are made from the code and the schema, or checks them."""

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import asyncpg

from forklore.foundations.embedded import start_server
from forklore.foundations.migrations import migrate
from forklore.foundations.settings import Settings
from forklore.main.catalogue import catalogue
from forklore.main.schema_page import schema_page
from forklore.main.settings_page import settings_page

DOCS = Path("docs")  # of the checkout in which the command runs


async def pages(server_url: str) -> dict[str, str]:
    """Make every page; the schema is read from a new database on this server, which is dropped again."""
    async with _new_database(server_url) as url:
        await migrate(url)
        connection = await asyncpg.connect(url)
        try:
            schema = await catalogue(connection)
        finally:
            await connection.close()
    return {"schema.md": schema_page(schema), "settings.md": settings_page()}


async def make_documents(settings: Settings) -> dict[str, str]:
    """Make every page with the host's server, or with the embedded one."""
    if settings.database_url:
        return await pages(settings.database_url)
    server = start_server(settings.home)
    try:
        return await pages(server.get_uri())
    finally:
        server.cleanup()


def write(made: dict[str, str], folder: Path = DOCS) -> None:
    """Write the pages into the folder."""
    folder.mkdir(exist_ok=True)
    for name, text in made.items():
        (folder / name).write_text(text, encoding="utf8")


def out_of_date(made: dict[str, str], folder: Path = DOCS) -> list[str]:
    """Name the pages in the folder that are missing or differ."""
    return [
        name
        for name, text in made.items()
        if not (folder / name).exists() or (folder / name).read_text(encoding="utf8") != text
    ]


@asynccontextmanager
async def _new_database(server_url: str) -> AsyncIterator[str]:
    name = f"documents_{secrets.token_hex(6)}"
    connection = await asyncpg.connect(server_url)
    try:
        await connection.execute(f"CREATE DATABASE {name}")
        try:
            yield urlunsplit(urlsplit(server_url)._replace(path=f"/{name}"))
        finally:
            await connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
    finally:
        await connection.close()
