"""Published recipes for the tests of the feed, as rows: only what a card needs."""

from datetime import datetime
from uuid import UUID

from forklore.foundations.database import Connection


async def publish(
    connection: Connection,
    author_id: UUID,
    at: datetime,
    *,
    visibility: str = "public",
    parent_id: UUID | None = None,
    state: str = "published",
) -> UUID:
    """Put a recipe there as if it had been published at a time."""
    made: UUID = await connection.fetchval(
        """INSERT INTO recipe (id, author_id, slug, title, state, visibility, parent_id, parent_version, root_id,
                               published_at)
           SELECT id, $1, id::text, 'Soup', $2, $3, $4::uuid, CASE WHEN $4::uuid IS NULL THEN NULL ELSE 1 END,
                  coalesce($4::uuid, id), $5
             FROM uuidv7() id
           RETURNING id""",
        author_id,
        state,
        visibility,
        parent_id,
        at,
    )
    await connection.execute("INSERT INTO recipe_stats (recipe_id) VALUES ($1)", made)
    return made
