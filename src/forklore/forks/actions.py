"""The verb of the room: fork."""

from datetime import datetime
from uuid import UUID

from msgspec import UNSET

from forklore.forks import reads, writes
from forklore.forks.errors import TooDeep
from forklore.forks.rows import ForkEdit
from forklore.foundations.database import Connection
from forklore.recipes import actions as recipes
from forklore.recipes import reads as recipe_reads
from forklore.recipes import rules
from forklore.recipes.rows import Visibility
from forklore.relations.rows import Reader

DEPTH_AT_MOST = 1_000


async def fork(
    connection: Connection,
    reader: Reader,
    author_id: UUID,
    parent_id: UUID,
    edit: ForkEdit,
    *,
    at: datetime | None = None,
) -> UUID:
    """Begin a draft from a version of a recipe that the cook may see; returns its id.

    Parent, root and attribution are set here and can be set nowhere else. Lines and steps keep their ids, so that what
    is changed later is observed and not guessed. Raises `NoSuchRecipe`, `NoSuchVersion`, `Invalid`, `TooDeep`.
    """
    await recipe_reads.hold_parent(connection, recipe_id=parent_id)
    parent = await recipe_reads.recipe(connection, reader, parent_id, None if edit.version is UNSET else edit.version)
    await writes.plant(connection, root_id=parent.root_id, author_id=parent.author_id)
    place = await reads.place_of(connection, root_id=parent.root_id, recipe_id=parent.id)
    if place is not None and place.depth >= DEPTH_AT_MOST:
        raise TooDeep
    fork_id = await recipes.create(
        connection,
        author_id,
        rules.edited(parent.content, edit),
        visibility=Visibility.PUBLIC if edit.visibility is UNSET else edit.visibility,
        parent=recipes.Parent(parent.id, parent.number, parent.root_id),
        message=rules.message_of(edit),
        at=at,
    )
    await writes.branch(
        connection,
        root_id=parent.root_id,
        recipe_id=fork_id,
        parent_id=parent.id,
        parent_version=parent.number,
        author_id=author_id,
        forked_at=at,
    )
    return fork_id


async def delete(connection: Connection, author_id: UUID, recipe_id: UUID) -> None:
    """Delete a recipe but for its tombstone; the versions that forks were made from stay for their change lists."""
    place = await recipes.own(connection, author_id, recipe_id)
    await recipes.delete(connection, author_id, recipe_id, kept=await reads.versions_forked(connection, place))
