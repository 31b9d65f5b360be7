"""What can be asked about families."""

from datetime import datetime
from uuid import UUID

from forklore.forks.rows import Lineage, LineageRow, ParentOut, Relative
from forklore.foundations.database import Connection
from forklore.foundations.paging import CursorMaker, Page, cursor, page, read_cursor
from forklore.foundations.queries import SqlFile
from forklore.recipes import reads as recipes
from forklore.recipes.rows import Author, Card, CardRow, NameRow, Standing, card
from forklore.relations.rows import Reader

DESCENDANTS_AT_MOST = 300

_sql = SqlFile(__name__, "reads.sql")
place_of = _sql.one("place_of", LineageRow)
_ancestors_of = _sql.many("ancestors_of", LineageRow)
_descendants_of = _sql.many("descendants_of", LineageRow)
_versions_forked = _sql.many("versions_forked", int)
_forks_by_recent = _sql.many("forks_by_recent", CardRow)
_forks_by_stars = _sql.many("forks_by_stars", CardRow)
_by_published = CursorMaker[Card]("forks by published", "published_at", "id")


async def lineage(connection: Connection, reader: Reader, recipe: Standing) -> Lineage:
    """Tell where a visible recipe comes from and what came of it: three statements, however large the family.

    Ancestors are all listed, those that may not be seen as tombstones; of descendants only what is public, at most
    `DESCENDANTS_AT_MOST`.
    """
    up = await _ancestors_of(connection, root_id=recipe.root_id, recipe_id=recipe.id)
    down = await _descendants_of(connection, root_id=recipe.root_id, recipe_id=recipe.id, most=DESCENDANTS_AT_MOST + 1)
    ids = [row.recipe_id for row in up] + [row.recipe_id for row in down]
    names = {row.id: row for row in await recipes.names_by_ids(connection, ids=ids)} if ids else {}
    ancestors = [_relative(row, names[row.recipe_id], reader) for row in up if row.recipe_id in names]
    descendants = [_relative(row, names[row.recipe_id], reader) for row in down if row.recipe_id in names]
    return Lineage(
        recipe.root_id,
        len(up),
        ancestors,
        [relative for relative in descendants[:DESCENDANTS_AT_MOST] if not relative.tombstone],
        len(down) > DESCENDANTS_AT_MOST,
    )


async def parent_of(connection: Connection, reader: Reader, recipe: Standing) -> ParentOut | None:
    """Tell what a recipe was forked from; its cook is named even when the parent may not be seen any more."""
    if recipe.parent_id is None or recipe.parent_version is None:
        return None
    found = await recipes.names_by_ids(connection, ids=[recipe.parent_id])
    if not found:
        return None
    author, title, address = _shown(found[0], reader)
    return ParentOut(recipe.parent_id, recipe.parent_version, author, title, address)


async def forks(
    connection: Connection, reader: Reader, parent_id: UUID, *, sort: str, after: str | None, limit: int
) -> Page[Card]:
    """List the public forks made directly from a recipe, by `sort` "recent" or "stars"."""
    hidden = list(reader.hidden)
    if sort == "recent":
        key = read_cursor(after, "forks by published", tuple[datetime, UUID])
        before: tuple[object, object] = key or (None, None)
        rows = await _forks_by_recent(
            connection, parent_id=parent_id, hidden=hidden, before=before[0], before_id=before[1], most=limit + 1
        )
        return page([card(row) for row in rows], limit, _by_published)
    by_stars = read_cursor(after, "forks by stars", tuple[int, UUID])
    before = by_stars or (None, None)
    rows = await _forks_by_stars(
        connection, parent_id=parent_id, hidden=hidden, before=before[0], before_id=before[1], most=limit + 1
    )
    following = cursor("forks by stars", rows[limit - 1].stars_sum, rows[limit - 1].id) if len(rows) > limit else None
    return Page([card(row) for row in rows[:limit]], following)


async def versions_forked(connection: Connection, recipe: Standing) -> list[int]:
    """Tell which versions of a recipe forks were made from."""
    return await _versions_forked(connection, root_id=recipe.root_id, recipe_id=recipe.id)


def _relative(row: LineageRow, name: NameRow, reader: Reader) -> Relative:
    author, title, address = _shown(name, reader)
    return Relative(
        row.recipe_id, row.parent_id, row.parent_version, row.depth, author, title, address, tombstone=title is None
    )


def _shown(name: NameRow, reader: Reader) -> tuple[Author, str | None, str | None]:
    """Show whose a recipe is, and its title and address where the reader may see it."""
    author = Author(name.author_handle, name.author_name)
    if name.title is None or name.author_id in reader.hidden:
        return author, None, None
    return author, name.title, f"/@{name.author_handle}/{name.slug}"
