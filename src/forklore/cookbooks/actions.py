"""The verbs of cookbooks: make, edit and delete one, keep a recipe in it, move it, take it out.

Each holds the cook first, so that what one cook does is done in turn, then whether the cook keeps the recipe, then the
recipe's sums: always in this order, so that nobody dead-locks.
"""

from collections.abc import Sequence
from uuid import UUID

from forklore.activity.actions import record
from forklore.cookbooks import reads, rules, writes
from forklore.cookbooks.errors import CookbookFull, NotInCookbook, TooManyCookbooks
from forklore.cookbooks.rows import CookbookRow, Neighbours, Saved, Shown
from forklore.foundations.database import Connection
from forklore.foundations.errors import Moved
from forklore.foundations.jobs import enqueue
from forklore.recipes import sums
from forklore.recipes.reads import visible
from forklore.relations.rows import Reader


async def make(
    connection: Connection, account_id: UUID, *, name: str, description: str = "", visibility: Shown = Shown.PRIVATE
) -> CookbookRow:
    """Make a cookbook; raises `Invalid`, `TooManyCookbooks`."""
    title, words = rules.checked_name(name), rules.checked_description(description)
    await writes.hold_owner(connection, owner=str(account_id))
    return await _insert(connection, account_id, title, words, visibility)


async def edit(
    connection: Connection,
    account_id: UUID,
    cookbook_id: UUID,
    *,
    expected: int | None,
    name: str | None = None,
    description: str | None = None,
    visibility: Shown | None = None,
) -> CookbookRow:
    """Change what one's cookbook is called and who sees it; raises `NoSuchCookbook`, `Moved`, `Invalid`."""
    book = await reads.own(connection, account_id, cookbook_id)
    changed = await writes.edit_cookbook(
        connection,
        account_id=account_id,
        cookbook_id=book.id,
        name=None if name is None else rules.checked_name(name),
        description=None if description is None else rules.checked_description(description),
        visibility=None if visibility is None else visibility.value,
        expected=expected,
    )
    if not changed:
        raise Moved
    return await reads.own(connection, account_id, cookbook_id)


async def delete(connection: Connection, account_id: UUID, cookbook_id: UUID) -> None:
    """Delete one's cookbook; raises `NoSuchCookbook`.

    Six statements, however many recipes it holds; the one for saving is made anew when it is needed.
    """
    await writes.hold_owner(connection, owner=str(account_id))
    book = await reads.own(connection, account_id, cookbook_id)
    lost = await reads.only_in(connection, account_id=account_id, cookbook_id=book.id)
    await writes.delete_cookbook(connection, account_id=account_id, cookbook_id=book.id)
    await _unsave(connection, account_id, lost)


async def put(
    connection: Connection,
    reader: Reader,
    account_id: UUID,
    cookbook_id: UUID,
    recipe_id: UUID,
    *,
    note: str | None = None,
    position: int | None = None,
) -> Saved:
    """Keep a visible recipe in one's cookbook, or change its note or its place there.

    `position` counts from 1; None leaves it where it is, and puts a new one at the end. Raises `NoSuchCookbook`,
    `NoSuchRecipe`, `Invalid`, `CookbookFull`.
    """
    words = None if note is None else rules.checked_note(note)
    await writes.hold_owner(connection, owner=str(account_id))
    book = await reads.own(connection, account_id, cookbook_id)
    return await _put(connection, reader, book, recipe_id, note=words, position=position)


async def take_out(connection: Connection, account_id: UUID, cookbook_id: UUID, recipe_id: UUID) -> None:
    """Take a recipe out of one's cookbook, also one that one may no longer see.

    Raises `NoSuchCookbook`, `NotInCookbook`.
    """
    await writes.hold_owner(connection, owner=str(account_id))
    book = await reads.own(connection, account_id, cookbook_id)
    await _take_out(connection, book, recipe_id)


async def save(connection: Connection, reader: Reader, account_id: UUID, recipe_id: UUID) -> Saved:
    """Keep a visible recipe where one saves without saying where; raises `NoSuchRecipe`, `CookbookFull`."""
    await writes.hold_owner(connection, owner=str(account_id))
    book = await reads.cookbook_for_saving(connection, account_id=account_id)
    if book is None:
        book = await _insert(connection, account_id, rules.SAVING_NAME, "", Shown.PRIVATE, for_saving=True)
    return await _put(connection, reader, book, recipe_id)


async def unsave(connection: Connection, account_id: UUID, recipe_id: UUID) -> None:
    """Keep a recipe there no longer; in other cookbooks it stays. Raises `NotInCookbook`."""
    await writes.hold_owner(connection, owner=str(account_id))
    book = await reads.cookbook_for_saving(connection, account_id=account_id)
    if book is None:
        raise NotInCookbook
    await _take_out(connection, book, recipe_id)


async def _insert(
    connection: Connection,
    account_id: UUID,
    name: str,
    description: str,
    visibility: Shown,
    *,
    for_saving: bool = False,
) -> CookbookRow:
    if not for_saving and (await reads.count_of(connection, account_id=account_id) or 0) >= rules.COOKBOOKS_AT_MOST:
        raise TooManyCookbooks
    cookbook_id = await writes.insert_cookbook(
        connection,
        account_id=account_id,
        name=name,
        description=description,
        visibility=visibility.value,
        for_saving=for_saving,
    )
    if cookbook_id is None:
        raise RuntimeError("the database made no id")
    return await reads.own(connection, account_id, cookbook_id)


async def _put(
    connection: Connection,
    reader: Reader,
    book: CookbookRow,
    recipe_id: UUID,
    *,
    note: str | None = None,
    position: int | None = None,
) -> Saved:
    await visible(connection, reader, recipe_id)
    place = {"account_id": book.account_id, "cookbook_id": book.id, "recipe_id": recipe_id}
    old = await reads.recipe_in(connection, **place)
    rank = old.rank if old is not None and position is None else await _rank(connection, place, position)
    await writes.put_recipe(connection, **place, rank=rank, note=note)
    if old is None:
        await _count(connection, book, recipe_id)
    now = await reads.recipe_in(connection, **place)
    if now is None:
        raise LookupError("what was put is there")
    return Saved(recipe_id, book.id, now.note, now.added_at)


async def _rank(connection: Connection, place: dict[str, UUID], position: int | None) -> float:
    """Find a rank for a place in a cookbook, making room first where there is none; raises `CookbookFull`."""
    for _ in range(2):
        around = await reads.neighbours(connection, **place, position=position) or Neighbours(0, None, None)
        if around.others >= rules.RECIPES_AT_MOST:
            raise CookbookFull
        rank = rules.rank_between(around)
        if rank is not None:
            return rank
        await writes.rank_anew(
            connection, account_id=place["account_id"], cookbook_id=place["cookbook_id"], step=rules.STEP
        )
    raise RuntimeError("ranks that were made anew have room between them")


async def _count(connection: Connection, book: CookbookRow, recipe_id: UUID) -> None:
    move = await writes.save(connection, recipe_id=recipe_id, account_id=book.account_id)
    if move is None or not move.counts_anew:
        return
    await sums.add_saves(connection, [recipe_id], book.account_id, sign=1)
    await enqueue(connection, sums.REFRESH_POPULAR, once=sums.REFRESH_POPULAR)
    if move.is_first and book.visibility is Shown.PUBLIC:
        await record(connection, book.account_id, "saved", "recipe", recipe_id)


async def _take_out(connection: Connection, book: CookbookRow, recipe_id: UUID) -> None:
    gone = await writes.take_out(connection, account_id=book.account_id, cookbook_id=book.id, recipe_id=recipe_id)
    if not gone:
        raise NotInCookbook
    if not await reads.is_kept(connection, account_id=book.account_id, recipe_id=recipe_id):
        await _unsave(connection, book.account_id, [recipe_id])


async def _unsave(connection: Connection, account_id: UUID, recipe_ids: Sequence[UUID]) -> None:
    lost = await writes.unsave(connection, account_id=account_id, recipe_ids=list(recipe_ids))
    if lost:
        await sums.add_saves(connection, lost, account_id, sign=-1)
        await enqueue(connection, sums.REFRESH_POPULAR, once=sums.REFRESH_POPULAR)
