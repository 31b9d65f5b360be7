"""What can be asked about families."""

from datetime import datetime
from uuid import UUID

from forklore.forks.errors import NoSuchProposal, NoUpstream
from forklore.forks.merge import merge
from forklore.forks.rows import (
    Comment,
    CommentPlace,
    Lineage,
    LineageRow,
    ParentOut,
    Proposal,
    ProposalOut,
    ProposalSeen,
    ProposalState,
    Relative,
    Upstream,
)
from forklore.foundations.database import Connection
from forklore.foundations.paging import CursorMaker, Page, cursor, page, read_cursor
from forklore.foundations.queries import SqlFile
from forklore.recipes import reads as recipes
from forklore.recipes.errors import NoSuchRecipe, NoSuchVersion
from forklore.recipes.rows import Author, Card, CardRow, NameRow, RecipeRow, Standing, card
from forklore.relations.rows import Reader

DESCENDANTS_AT_MOST = 300

_sql = SqlFile(__name__, "reads.sql")
place_of = _sql.one("place_of", LineageRow)
_ancestors_of = _sql.many("ancestors_of", LineageRow)
_descendants_of = _sql.many("descendants_of", LineageRow)
members_of = _sql.many("members_of", LineageRow)
_versions_forked = _sql.many("versions_forked", int)
_forks_by_recent = _sql.many("forks_by_recent", CardRow)
_forks_by_stars = _sql.many("forks_by_stars", CardRow)
comment_at = _sql.one("comment_at", CommentPlace)
_recipe_of_proposal = _sql.value("recipe_of_proposal", UUID)
_proposal_at = _sql.one("proposal_at", Proposal)
_proposals_to = _sql.many("proposals_to", Proposal)
_comments_on = _sql.many("comments_on", Comment)
_by_created = CursorMaker[ProposalOut]("proposals", "created_at", "id")
_by_time = CursorMaker[Comment]("comments", "created_at", "id")
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


async def upstream(connection: Connection, reader: Reader, fork: RecipeRow, version: int | None = None) -> Upstream:
    """Tell what the parent changed since the version that a fork stands on, up to `version` (the newest when None).

    Raises `NoUpstream` for a recipe without a parent that the reader may see.
    """
    if fork.parent_id is None or fork.parent_version is None:
        raise NoUpstream
    try:
        parent = await recipes.recipe(connection, reader, fork.parent_id, version)
        before = await recipes.content(connection, fork.parent_id, fork.parent_version)
    except (NoSuchRecipe, NoSuchVersion):
        raise NoUpstream from None
    author = Author(parent.author_handle, parent.author_name)
    told = ParentOut(parent.id, fork.parent_version, author, parent.content.title, f"/@{author.handle}/{parent.slug}")
    merged = merge(before, fork.content, parent.content)
    return Upstream(told, parent.number, before, parent.content, merged)


async def proposals(
    connection: Connection,
    reader: Reader,
    recipe_id: UUID,
    *,
    state: ProposalState | None,
    after: str | None,
    limit: int,
) -> Page[ProposalOut]:
    """List the proposals made to a visible recipe, newest first, of one state or of any; raises `NoSuchRecipe`."""
    await recipes.visible(connection, reader, recipe_id)
    key = read_cursor(after, "proposals", tuple[datetime, UUID])
    rows = await _proposals_to(
        connection,
        recipe_id=recipe_id,
        state=state.value if state else None,
        hidden=list(reader.hidden),
        before=key[0] if key else None,
        before_id=key[1] if key else None,
        most=limit + 1,
    )
    found = await recipes.names_by_ids(connection, ids=[row.fork_id for row in rows]) if rows else []
    names = {name.id: name for name in found}
    return page([_proposed(row, names, reader) for row in rows], limit, _by_created)


async def proposal_row(connection: Connection, proposal_id: UUID) -> Proposal:
    """Find a proposal, whoever asks; raises `NoSuchProposal`."""
    recipe_id = await _recipe_of_proposal(connection, id=proposal_id)
    row = await _proposal_at(connection, recipe_id=recipe_id, id=proposal_id) if recipe_id else None
    if row is None:
        raise NoSuchProposal
    return row


async def visible_proposal(connection: Connection, reader: Reader, proposal_id: UUID) -> tuple[Proposal, RecipeRow]:
    """Find a proposal and its recipe, both visible to the reader; raises `NoSuchProposal` for every other."""
    row = await proposal_row(connection, proposal_id)
    if row.author is None or row.author_id in reader.hidden:
        raise NoSuchProposal
    try:
        return row, await recipes.recipe(connection, reader, row.recipe_id)
    except NoSuchRecipe:
        raise NoSuchProposal from None


async def proposal(connection: Connection, reader: Reader, proposal_id: UUID) -> ProposalSeen:
    """Show a proposal with what it would change; raises `NoSuchProposal`."""
    row, recipe = await visible_proposal(connection, reader, proposal_id)
    shown = await proposal_told(connection, reader, proposal_id)
    try:
        await recipes.visible(connection, reader, row.fork_id)
        before = await recipes.content(connection, row.recipe_id, row.base_version)
        after = await recipes.content(connection, row.fork_id, row.fork_version)
    except (NoSuchRecipe, NoSuchVersion):
        return ProposalSeen(shown, row.author_id, recipe)
    merged = merge(before, recipe.content, after) if row.state is ProposalState.OPEN else None
    return ProposalSeen(shown, row.author_id, recipe, before, after, merged)


async def proposal_told(connection: Connection, reader: Reader, proposal_id: UUID) -> ProposalOut:
    """Tell of a proposal without what it would change, also to a recipe that may not be seen; for who proposed it."""
    row = await proposal_row(connection, proposal_id)
    names = {name.id: name for name in await recipes.names_by_ids(connection, ids=[row.fork_id])}
    return _proposed(row, names, reader)


async def comments(
    connection: Connection, reader: Reader, proposal_id: UUID, *, after: str | None, limit: int
) -> Page[Comment]:
    """List what is said about a visible proposal, oldest first; raises `NoSuchProposal`."""
    row, _ = await visible_proposal(connection, reader, proposal_id)
    key = read_cursor(after, "comments", tuple[datetime, UUID])
    rows = await _comments_on(
        connection,
        recipe_id=row.recipe_id,
        proposal_id=row.id,
        hidden=list(reader.hidden),
        since=key[0] if key else None,
        since_id=key[1] if key else None,
        most=limit + 1,
    )
    return page(rows, limit, _by_time)


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


def _proposed(row: Proposal, names: dict[UUID, NameRow], reader: Reader) -> ProposalOut:
    author, title, address = _shown(names[row.fork_id], reader)
    return ProposalOut(
        row.id,
        row.recipe_id,
        ParentOut(row.fork_id, row.fork_version, author, title, address),
        row.author,
        row.message,
        row.state,
        row.base_version,
        row.accepted_version,
        row.created_at,
        row.closed_at,
    )
