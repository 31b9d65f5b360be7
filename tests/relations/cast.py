"""Cooks for the tests of rooms that need nothing but cooks."""

import secrets
from uuid import UUID

from forklore.accounts.actions import open_account
from forklore.foundations.database import Connection


async def make_cooks(connection: Connection, count: int) -> list[UUID]:
    """Make cooks with random handles."""
    return [
        await open_account(connection, handle=f"cook_{secrets.token_hex(6)}", display_name="Cook") for _ in range(count)
    ]
