"""Cooks and recipes made quickly, through the rooms' own actions, for tests of what others do to them."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID, uuid4

from forklore.accounts.actions import open_account
from forklore.foundations.database import Connection
from forklore.recipes import actions as recipes
from forklore.recipes.rows import Content, ContentLine, ContentStep, Visibility
from forklore.relations.rows import Reader


async def cook(connection: Connection, name: str = "cook") -> UUID:
    """Somebody new."""
    return await open_account(connection, handle=f"{name}_{uuid4().hex[:12]}", display_name=name.title())


async def reader(connection: Connection, name: str = "reader") -> Reader:
    """Somebody new who is looking."""
    return Reader(await cook(connection, name))


async def recipe(
    connection: Connection,
    author_id: UUID,
    *,
    title: str = "Soup",
    parent_id: UUID | None = None,
    visibility: Visibility = Visibility.PUBLIC,
    at: datetime | None = None,
) -> UUID:
    """A published recipe, or a published fork."""
    made = await draft(connection, author_id, title=title, parent_id=parent_id, visibility=visibility)
    await recipes.publish(connection, author_id, made, at=at)
    return made


async def draft(
    connection: Connection,
    author_id: UUID,
    *,
    title: str = "Soup",
    parent_id: UUID | None = None,
    visibility: Visibility = Visibility.PUBLIC,
) -> UUID:
    """A recipe that is not published."""
    content = Content(
        title=title,
        servings=Decimal(2),
        lines=(ContentLine(line_id=uuid4(), text="1 onion"),),
        steps=(ContentStep(uuid4(), "Boil it."),),
    )
    parent = recipes.Parent(parent_id, 1, parent_id) if parent_id else None
    return await recipes.create(connection, author_id, content, visibility=visibility, parent=parent)
