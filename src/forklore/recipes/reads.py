"""What can be asked about recipes."""

from datetime import datetime
from uuid import UUID

from forklore.foundations.database import Connection
from forklore.foundations.drift import Drift
from forklore.foundations.paging import CursorMaker, Page, page, read_cursor
from forklore.foundations.queries import SqlFile
from forklore.recipes import rules
from forklore.recipes.errors import NoSuchRecipe, NoSuchVersion
from forklore.recipes.rows import (
    Card,
    CardRow,
    Content,
    DietRow,
    DraftRow,
    MonthRow,
    NameRow,
    OnlyContent,
    RecipeRow,
    Standing,
    VersionRow,
    card,
)
from forklore.relations.reads import follows
from forklore.relations.rows import Reader

_sql = SqlFile(__name__, "reads.sql")
_new_id = _sql.value("new_id", UUID)
standing_for_change = _sql.one("standing_for_change", Standing)
hold_parent = _sql.value("hold_parent", UUID)
cards_by_ids = _sql.many("cards_by_ids", CardRow)
diets_kept = _sql.many("diets_kept", DietRow)
names_by_ids = _sql.many("names_by_ids", NameRow)
months_of = _sql.many("months_of", MonthRow)
drifted_recipes = _sql.many("drifted_recipes", Drift)
drifted_cooks = _sql.many("drifted_cooks", Drift)
id_at_address = _sql.value("id_at_address", UUID)
imported = _sql.value("imported", UUID)
_standing_of = _sql.one("standing_of", Standing)
_recipe_at = _sql.one("recipe_at", RecipeRow)
_content_at = _sql.one("content_at", OnlyContent)
_versions_of = _sql.many("versions_of", VersionRow)
_cards_of_author = _sql.many("cards_of_author", CardRow)
_newest_cards = _sql.many("newest_cards", CardRow)
_drafts_of = _sql.many("drafts_of", DraftRow)

_by_published = CursorMaker[Card]("recipes by published", "published_at", "id")
_by_created = CursorMaker[DraftRow]("drafts", "created_at", "id")
_by_number = CursorMaker[VersionRow]("versions", "number")


async def new_id(connection: Connection) -> UUID:
    """Make an id, as the database makes them: version 7, ordered in time."""
    made = await _new_id(connection)
    if made is None:
        raise RuntimeError("the database made no id")
    return made


async def standing(connection: Connection, recipe_id: UUID) -> Standing:
    """Find what has to be known of a recipe, whoever asks; raises `NoSuchRecipe`."""
    found = await _standing_of(connection, recipe_id=recipe_id)
    if found is None:
        raise NoSuchRecipe
    return found


async def visible(connection: Connection, reader: Reader, recipe_id: UUID) -> Standing:
    """Find a recipe that the reader may see; raises `NoSuchRecipe` for every other."""
    found = await standing(connection, recipe_id)
    if not rules.may_see(found, reader, follows=await _follows(connection, reader, found)):
        raise NoSuchRecipe
    return found


async def recipe(connection: Connection, reader: Reader, recipe_id: UUID, number: int | None = None) -> RecipeRow:
    """Read a recipe at a version (the head when None); raises `NoSuchRecipe` or `NoSuchVersion`."""
    found = await _recipe_at(connection, recipe_id=recipe_id, number=number)
    if found is None:
        await visible(connection, reader, recipe_id)
        raise NoSuchVersion
    place = found.standing()
    if not rules.may_see(place, reader, follows=await _follows(connection, reader, place)):
        raise NoSuchRecipe
    return found


async def content(connection: Connection, recipe_id: UUID, number: int) -> Content:
    """Read the content of a version, whoever asks; raises `NoSuchVersion`."""
    found = await _content_at(connection, recipe_id=recipe_id, number=number)
    if found is None:
        raise NoSuchVersion
    return found.content


async def versions(
    connection: Connection, reader: Reader, recipe_id: UUID, *, after: str | None, limit: int
) -> Page[VersionRow]:
    """List the versions of a visible recipe, newest first."""
    await visible(connection, reader, recipe_id)
    below = read_cursor(after, "versions", tuple[int])
    rows = await _versions_of(connection, recipe_id=recipe_id, below=below[0] if below else None, most=limit + 1)
    return page(rows, limit, _by_number)


async def of_author(
    connection: Connection, reader: Reader, author_id: UUID, *, after: str | None, limit: int
) -> Page[Card]:
    """List a cook's published recipes that the reader may see, newest first."""
    key = read_cursor(after, "recipes by published", tuple[datetime, UUID])
    own = reader.account_id == author_id
    is_follower = not own and reader.account_id is not None and await follows(connection, reader.account_id, author_id)
    rows = await _cards_of_author(
        connection,
        author_id=author_id,
        own=own,
        follows=is_follower,
        before=key[0] if key else None,
        before_id=key[1] if key else None,
        most=limit + 1,
    )
    return page([card(row) for row in rows], limit, _by_published)


async def newest(connection: Connection, reader: Reader, *, after: str | None, limit: int) -> Page[Card]:
    """List the newest public recipes."""
    key = read_cursor(after, "recipes by published", tuple[datetime, UUID])
    rows = await _newest_cards(
        connection,
        hidden=list(reader.hidden),
        before=key[0] if key else None,
        before_id=key[1] if key else None,
        most=limit + 1,
    )
    return page([card(row) for row in rows], limit, _by_published)


async def drafts(connection: Connection, account_id: UUID, *, after: str | None, limit: int) -> Page[DraftRow]:
    """List one's own recipes that are not published, newest first."""
    key = read_cursor(after, "drafts", tuple[datetime, UUID])
    rows = await _drafts_of(
        connection,
        author_id=account_id,
        before=key[0] if key else None,
        before_id=key[1] if key else None,
        most=limit + 1,
    )
    return page(rows, limit, _by_created)


async def _follows(connection: Connection, reader: Reader, recipe: Standing) -> bool:
    """Ask whether the reader follows the author, only when the answer matters."""
    if recipe.visibility != "followers" or reader.account_id is None or reader.account_id == recipe.author_id:
        return False
    return await follows(connection, reader.account_id, recipe.author_id)
