"""What can be asked about cookbooks."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from forklore.cookbooks import rules
from forklore.cookbooks.errors import NoSuchCookbook
from forklore.cookbooks.rows import Cookbook, CookbookRow, KeptRecipe, Neighbours, PlacedRow, cookbook
from forklore.foundations.database import Connection
from forklore.foundations.drift import Drift
from forklore.foundations.paging import CursorMaker, Page, page, read_cursor
from forklore.foundations.queries import SqlFile
from forklore.recipes.reads import cards_by_ids
from forklore.recipes.rows import CardRow, Visibility, card
from forklore.relations.reads import followed_among
from forklore.relations.rows import Reader

_sql = SqlFile(__name__, "reads.sql")
cookbook_for_saving = _sql.one("cookbook_for_saving", CookbookRow)
count_of = _sql.value("count_of", int)
recipe_in = _sql.one("recipe_in", PlacedRow)
neighbours = _sql.one("neighbours", Neighbours)
only_in = _sql.many("only_in", UUID)
is_kept = _sql.value("is_kept", bool)
drifted_recipes = _sql.many("drifted_recipes", Drift)
drifted_saved = _sql.many("drifted_saved", Drift)
_cookbook_of = _sql.one("cookbook_of", CookbookRow)
_cookbooks_of = _sql.many("cookbooks_of", CookbookRow)
_recipes_in = _sql.many("recipes_in", PlacedRow)
_newest_first = CursorMaker[Cookbook]("cookbooks", "created_at", "id")
_in_order = CursorMaker[PlacedRow]("recipes in a cookbook", "rank", "recipe_id")


async def visible(connection: Connection, reader: Reader, cookbook_id: UUID) -> CookbookRow:
    """Find a cookbook that the reader may see; raises `NoSuchCookbook` for every other."""
    found = await _cookbook_of(connection, cookbook_id=cookbook_id)
    if found is None or not rules.may_see(found, reader):
        raise NoSuchCookbook
    return found


async def own(connection: Connection, account_id: UUID, cookbook_id: UUID) -> CookbookRow:
    """Find one's own cookbook; raises `NoSuchCookbook` for every other."""
    found = await _cookbook_of(connection, cookbook_id=cookbook_id)
    if found is None or found.account_id != account_id:
        raise NoSuchCookbook
    return found


async def of_cook(
    connection: Connection, account_id: UUID, *, own: bool, after: str | None, limit: int
) -> Page[Cookbook]:
    """List a cook's cookbooks, newest first: all of them (`own`) or the public ones."""
    key = read_cursor(after, "cookbooks", tuple[datetime, UUID])
    rows = await _cookbooks_of(
        connection,
        account_id=account_id,
        own=own,
        before=key[0] if key else None,
        before_id=key[1] if key else None,
        most=limit + 1,
    )
    return page([cookbook(row) for row in rows], limit, _newest_first)


async def recipes(
    connection: Connection, reader: Reader, cookbook_id: UUID, *, after: str | None, limit: int
) -> Page[KeptRecipe]:
    """List what a visible cookbook holds, in its order, without what is not, or no longer, for the reader.

    So a page may hold fewer than `limit`, and there may still be a next one.
    """
    key = read_cursor(after, "recipes in a cookbook", tuple[float, UUID])
    book = await visible(connection, reader, cookbook_id)
    rows = await _recipes_in(
        connection,
        account_id=book.account_id,
        cookbook_id=book.id,
        since=key[0] if key else None,
        id=key[1] if key else None,
        most=limit + 1,
    )
    stretch = page(rows, limit, _in_order)
    cards = await _cards(connection, reader, [row.recipe_id for row in stretch.items])
    kept = [
        KeptRecipe(card(cards[row.recipe_id]), row.note, row.added_at)
        for row in stretch.items
        if row.recipe_id in cards
    ]
    return Page(kept, stretch.next)


async def _cards(connection: Connection, reader: Reader, ids: Sequence[UUID]) -> dict[UUID, CardRow]:
    """Give the cards of those recipes that the reader may see: the predicate of `recipes.rules.may_see`, for many."""
    found = await cards_by_ids(connection, ids=list(ids))
    authors = {one.author_id for one in found if one.visibility is Visibility.FOLLOWERS} - {reader.account_id}
    follows: frozenset[UUID] = frozenset()
    if authors and reader.account_id is not None:
        follows = await followed_among(connection, reader.account_id, sorted(authors))
    return {one.id: one for one in found if _is_for(one, reader, follows)}


def _is_for(one: CardRow, reader: Reader, follows: frozenset[UUID]) -> bool:
    if reader.account_id is not None and one.author_id == reader.account_id:
        return True
    if one.author_id in reader.hidden:
        return False
    return one.visibility is Visibility.PUBLIC or (one.visibility is Visibility.FOLLOWERS and one.author_id in follows)
