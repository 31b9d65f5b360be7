"""The verbs of recipes: write, edit, publish, withdraw, delete; and the sums that rooms above add to."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

import msgspec
from msgspec import UNSET, Struct

from forklore.accounts import actions as accounts
from forklore.accounts.rows import StarsAdded
from forklore.activity.actions import record
from forklore.foundations.database import Connection
from forklore.foundations.errors import Moved
from forklore.foundations.jobs import enqueue
from forklore.foundations.text import slug
from forklore.recipes import reads, rules, writes
from forklore.recipes.errors import Gone, NoSuchRecipe, NotPublished, NotYours
from forklore.recipes.inputs import Draft, Edit, SourceInput
from forklore.recipes.rows import Content, Standing, State, Visibility

DETECT = "replacements.detect"  # done by a higher room, which compares a fork with its parent and keeps evidence
REFRESH_POPULAR = "popularity.refresh"  # done by a higher room, which ranks


class Parent(Struct, frozen=True):
    """What a fork was made from; only the server says so."""

    recipe_id: UUID
    version: int
    root_id: UUID


async def write(
    connection: Connection,
    author_id: UUID,
    draft: Draft,
    *,
    import_key: bytes | None = None,
    at: datetime | None = None,
) -> UUID:
    """Make a draft of what an author writes; returns its id. Raises `Invalid` naming the fields."""
    return await create(
        connection,
        author_id,
        rules.content_of(draft),
        visibility=draft.visibility,
        source=draft.source,
        import_key=import_key,
        at=at,
    )


async def create(
    connection: Connection,
    author_id: UUID,
    content: Content,
    *,
    visibility: Visibility,
    source: SourceInput | None = None,
    parent: Parent | None = None,
    import_key: bytes | None = None,
    message: str = "",
    at: datetime | None = None,
) -> UUID:
    """Make a draft of a content, of an own idea or as a fork; returns its id."""
    recipe_id = await reads.new_id(connection)
    source_url, source_name = rules.source_of(source)
    await writes.insert_recipe(
        connection,
        id=recipe_id,
        author_id=author_id,
        slug=await _address(connection, author_id, recipe_id, content.title),
        title=content.title,
        summary=content.summary,
        visibility=visibility.value,
        minutes=content.minutes(),
        parent_id=parent.recipe_id if parent else None,
        parent_version=parent.version if parent else None,
        root_id=parent.root_id if parent else recipe_id,
        source_url=source_url,
        source_name=source_name,
        import_key=import_key,
        created_at=at,
    )
    await writes.insert_stats(connection, recipe_id=recipe_id)
    await _write_version(connection, recipe_id, 1, content, message=message, at=at)
    return recipe_id


async def edit(connection: Connection, author_id: UUID, recipe_id: UUID, expected: int | None, change: Edit) -> int:
    """Save an edit as a new version and return its number; saving the same again makes none.

    Raises `Moved` when the head is not `expected` (None takes any), `NotYours`, `NoSuchRecipe`, `Gone`.
    """
    place = await own(connection, author_id, recipe_id)
    if expected not in {None, place.head}:
        raise Moved
    old = await reads.content(connection, recipe_id, place.head)
    visibility = place.visibility if change.visibility is UNSET else change.visibility
    content = rules.edited(old, change)
    return await _save(connection, place, old, content, visibility=visibility, message=rules.message_of(change))


async def restore(connection: Connection, author_id: UUID, recipe_id: UUID, number: int) -> int:
    """Make an old version the newest one again, as a new version; raises as `edit`, and `NoSuchVersion`."""
    place = await own(connection, author_id, recipe_id)
    old = await reads.content(connection, recipe_id, place.head)
    content = await reads.content(connection, recipe_id, number)
    return await _save(
        connection, place, old, content, visibility=place.visibility, message=f"restored version {number}"
    )


async def publish(connection: Connection, author_id: UUID, recipe_id: UUID, *, at: datetime | None = None) -> Standing:
    """Publish a draft or what was withdrawn; publishing twice is once. Raises `NotReady` and as `edit`."""
    place = await own(connection, author_id, recipe_id)
    if place.state is State.PUBLISHED:
        return place
    rules.check_ready(await reads.content(connection, recipe_id, place.head))
    await writes.set_state(connection, recipe_id=recipe_id, state=State.PUBLISHED.value, published_at=at)
    verb = "forked" if place.parent_id else "published"
    await record(connection, author_id, verb, "recipe", recipe_id, at=at)
    return await _shown_anew(connection, recipe_id)


async def withdraw(connection: Connection, author_id: UUID, recipe_id: UUID) -> Standing:
    """Take a published recipe back to where only its author sees it; raises `NotPublished` and as `edit`."""
    place = await own(connection, author_id, recipe_id)
    if place.state is not State.PUBLISHED:
        raise NotPublished
    await writes.set_state(connection, recipe_id=recipe_id, state=State.WITHDRAWN.value, published_at=None)
    await record(connection, author_id, "withdrew", "recipe", recipe_id)
    return await _shown_anew(connection, recipe_id)


async def delete(connection: Connection, author_id: UUID, recipe_id: UUID, *, kept: list[int]) -> None:
    """Delete a recipe but for a tombstone, and the versions in `kept` that forks were made from."""
    await own(connection, author_id, recipe_id)
    await writes.set_state(connection, recipe_id=recipe_id, state=State.DELETED.value, published_at=None)
    await record(connection, author_id, "deleted", "recipe", recipe_id)
    await _shown_anew(connection, recipe_id)
    await writes.free_lines(connection, recipe_id=recipe_id)
    await writes.free_tags(connection, recipe_id=recipe_id)
    await writes.forget_versions(connection, recipe_id=recipe_id, kept=kept)
    await writes.blank(connection, recipe_id=recipe_id)


async def own(connection: Connection, author_id: UUID, recipe_id: UUID) -> Standing:
    """Hold a recipe for a change by its author; raises `NoSuchRecipe`, `Gone`, or `NotYours` if others may see it."""
    place = await reads.standing_for_change(connection, recipe_id=recipe_id)
    if place is None:
        raise NoSuchRecipe
    if place.author_id != author_id:
        if rules.counts_in_public(place):
            raise NotYours
        raise NoSuchRecipe
    if place.state is State.DELETED:
        raise Gone
    return place


async def add_stars(
    connection: Connection,
    recipe_id: UUID,
    author_id: UUID,
    *,
    stars: int,
    sign: int,
    as_written: bool,
    month: date,
) -> None:
    """Add (`sign` 1) or take away (-1) one review's stars: to the recipe, its month, and while it is public its cook.

    The row of `recipe_stats` is held first and the cook's last, always in this order, so that nobody dead-locks.
    """
    histogram = [sign if n == stars else 0 for n in range(1, 6)]
    move = await writes.add_stars(
        connection,
        recipe_id=recipe_id,
        count=sign,
        total=sign * stars,
        histogram=histogram,
        as_written_count=sign * as_written,
        as_written_total=sign * stars * as_written,
    )
    await writes.add_month(connection, recipe_id=recipe_id, month=month, count=sign, total=sign * stars)
    if move is None or not move.public:
        return
    added = StarsAdded(
        count=sign,
        total=sign * stars,
        histogram=(histogram[0], histogram[1], histogram[2], histogram[3], histogram[4]),
        as_written_count=sign * as_written,
        as_written_total=sign * stars * as_written,
        rated=move.rated_after - move.rated_before,
        means=move.means_after - move.means_before,
        months=((month, sign, sign * stars),),
    )
    await accounts.add_stars(connection, author_id, added)


async def add_counts(connection: Connection, recipe_id: UUID, *, cooks: int = 0, forks: int = 0) -> None:
    """Add to the counts of a recipe; negative numbers take away."""
    await writes.add_counts(connection, recipe_id=recipe_id, cooks=cooks, forks=forks)


async def _save(
    connection: Connection, place: Standing, old: Content, new: Content, *, visibility: Visibility, message: str
) -> int:
    same = rules.hash_of(old) == rules.hash_of(new)
    if same and visibility is place.visibility:
        return place.head
    if place.state is State.PUBLISHED:
        rules.check_ready(new)
    number = place.head if same else place.head + 1
    if not same:
        await _write_version(connection, place.id, number, new, message=message, at=None)
    await writes.set_head(
        connection,
        recipe_id=place.id,
        head=number,
        title=new.title,
        summary=new.summary,
        minutes=new.minutes(),
        visibility=visibility.value,
    )
    if place.state is State.PUBLISHED:
        await record(connection, place.author_id, "edited", "recipe", place.id)
    await _shown_anew(connection, place.id)
    return number


async def _write_version(
    connection: Connection, recipe_id: UUID, number: int, content: Content, *, message: str, at: datetime | None
) -> None:
    document = msgspec.json.encode(content).decode()
    await writes.insert_version(
        connection,
        recipe_id=recipe_id,
        number=number,
        content=document,
        hash=rules.hash_of(content),
        message=message,
        made_at=at,
    )
    if number > 1:
        await writes.free_lines(connection, recipe_id=recipe_id)
        await writes.free_tags(connection, recipe_id=recipe_id)
    await writes.insert_lines(connection, recipe_id=recipe_id, lines=msgspec.json.encode(content.lines).decode())
    if content.tags:
        await writes.insert_tags(connection, recipe_id=recipe_id, tags=list(content.tags))


async def _address(connection: Connection, author_id: UUID, recipe_id: UUID, title: str) -> str:
    """Take the address that the title makes; when the cook has used it, one with a part of the id behind.

    The end of the id is random; its beginning is the time, which recipes written within a minute share.
    """
    plain, whole_id = slug(title), recipe_id.hex
    for wanted in (plain, f"{plain}-{whole_id[-8:]}"):
        if await writes.claim_address(connection, author_id=author_id, slug=wanted, recipe_id=recipe_id):
            return wanted
    await writes.claim_address(connection, author_id=author_id, slug=whole_id, recipe_id=recipe_id)
    return whole_id


async def _shown_anew(connection: Connection, recipe_id: UUID) -> Standing:
    """Bring every public sum to how the recipe is shown now, and tell the rooms above."""
    place = await reads.standing(connection, recipe_id)
    public = rules.counts_in_public(place)
    sums = await writes.set_public(connection, recipe_id=recipe_id, public=public)
    if sums is not None:
        sign = 1 if public else -1
        if place.parent_id is not None:
            await add_counts(connection, place.parent_id, forks=sign)
        months = await reads.months_of(connection, recipe_id=recipe_id)
        h = sums.stars_histogram
        await accounts.add_recipes(
            connection, place.author_id, recipes=sign, forks=sign * (place.parent_id is not None)
        )
        if sums.stars_count:
            added = StarsAdded(
                count=sign * sums.stars_count,
                total=sign * sums.stars_sum,
                histogram=(sign * h[0], sign * h[1], sign * h[2], sign * h[3], sign * h[4]),
                as_written_count=sign * sums.as_written_count,
                as_written_total=sign * sums.as_written_sum,
                rated=sign,
                means=sign * Decimal(sums.mean),
                months=tuple((m.month, sign * m.stars_count, sign * m.stars_sum) for m in months),
            )
            await accounts.add_stars(connection, place.author_id, added)
        await enqueue(connection, REFRESH_POPULAR, once=REFRESH_POPULAR)
    is_reviewed = sums is not None and sums.stars_count > 0  # reviews may state replacements
    if is_reviewed or (place.parent_id is not None and place.state is not State.DRAFT):
        await enqueue(connection, DETECT, {"recipe_id": str(recipe_id)})
    return place
