"""`forklore token`: how a host gives a cook a scope that nobody can give themselves, such as moderate."""

from collections.abc import Sequence

from forklore.accounts.actions import make_token
from forklore.accounts.reads import account
from forklore.foundations.database import open_database


async def make(url: str, handle: str, scopes: Sequence[str]) -> str:
    """Make a token of a cook with some scopes, taken back like any other; gives its secret. Raises `NoSuchCook`."""
    database = await open_database(url, size=1)
    try:
        async with database.write() as connection:
            cook = await account(connection, handle)
            name = f"made by the host: {', '.join(scopes)}"
            _, secret = await make_token(connection, cook.id, name=name, scopes=list(scopes), expires_at=None)
    finally:
        await database.close()
    return secret
