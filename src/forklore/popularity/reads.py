"""What can be asked about popularity."""

from uuid import UUID

from forklore.foundations.database import Connection
from forklore.foundations.paging import cursor, read_cursor
from forklore.foundations.queries import SqlFile
from forklore.popularity import rules
from forklore.popularity.rows import By, Parts, Place, Popular, PopularRecipe, Score, Span, Stretch
from forklore.recipes.reads import cards_by_ids, visible
from forklore.recipes.rows import CardRow, Visibility, card
from forklore.relations.rows import Reader

# So many places more than asked for are read, so that a page is full although some places are not for the reader.
SPARE = 2

_sql = SqlFile(__name__, "reads.sql")
_stretch = _sql.one("stretch", Stretch)
_parts = _sql.one("parts", Parts)
newest_generation = _sql.value("newest_generation", int)


async def popular(
    connection: Connection, reader: Reader, span: Span, by: By, *, after: str | None, limit: int
) -> Popular:
    """Give a page of a ranked list in two statements: the places by their positions, the cards by their ids.

    Recipes that are no longer public and those of cooks hidden from the reader are left out. A list that is walked
    while it is made anew stays the one that was begun; when that is gone, the walk goes on behind the same position of
    the newest. Raises `BadCursor`.
    """
    name = f"popular {span.value} {by.value}"
    generation, position = read_cursor(after, name, tuple[int, int]) or (None, 0)
    stretch = await _stretch(
        connection,
        span=span.value,
        by=by.value,
        generation=generation,
        position=position,
        most=limit + SPARE + 1,
    )
    if stretch is None:
        return Popular([], None, span, by, None)
    items, last = await _shown(connection, reader, stretch.places[: limit + SPARE], limit)
    more = bool(stretch.places) and last.position < stretch.places[-1].position
    following = cursor(name, stretch.generation, last.position) if more else None
    return Popular(items, following, span, by, stretch.refreshed_at)


async def score(connection: Connection, reader: Reader, recipe_id: UUID, span: Span) -> Score:
    """Explain the score of a visible recipe, from what people did with it; raises `NoSuchRecipe`."""
    await visible(connection, reader, recipe_id)
    measure = rules.measure(span)
    parts = await _parts(
        connection,
        recipe_id=recipe_id,
        span=span.value,
        seconds=measure.seconds,
        rate=measure.rate,
        base=measure.base,
        per_star=measure.per_star,
    )
    if parts is None:
        raise LookupError("an aggregate gives a row")
    return rules.explain(span, parts)


async def _shown(
    connection: Connection, reader: Reader, places: tuple[Place, ...], limit: int
) -> tuple[list[PopularRecipe], Place]:
    """Give what the reader sees of some places, and the place up to which the walk has come."""
    if not places:
        return [], Place(0, UUID(int=0), 0.0)
    rows = await cards_by_ids(connection, ids=[place.recipe_id for place in places])
    cards = {row.id: row for row in rows if _is_for(reader, row)}
    seen = [place for place in places if place.recipe_id in cards]
    items = [PopularRecipe(p.position, p.score, card(cards[p.recipe_id])) for p in seen[:limit]]
    return items, seen[limit - 1] if len(seen) >= limit else places[-1]


def _is_for(reader: Reader, row: CardRow) -> bool:
    return row.visibility is Visibility.PUBLIC and row.author_id not in reader.hidden
