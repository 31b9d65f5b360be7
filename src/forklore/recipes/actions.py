"""The verbs of recipes: write, edit, publish, withdraw, delete."""

from datetime import datetime
from uuid import UUID

import msgspec
from msgspec import UNSET, Struct

from forklore.activity.actions import record
from forklore.foundations.database import Connection
from forklore.foundations.errors import Moved
from forklore.foundations.text import slug
from forklore.recipes import reads, rules, writes
from forklore.recipes.errors import Gone, NoSuchRecipe, NotPublished, NotYours
from forklore.recipes.inputs import Draft, Edit, SourceInput, check_limits
from forklore.recipes.rows import Content, Standing, State, Visibility
from forklore.recipes.sums import shown_anew


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


async def merged(
    connection: Connection,
    place: Standing,
    content: Content,
    *,
    message: str,
    parent_version: int | None = None,
    credited_id: UUID | None = None,
) -> int:
    """Save what a merge gave as a new version and return its number; the caller holds the recipe, see `own`.

    `parent_version` is the parent's version that the fork stands on from now; `credited_id` the cook who is thanked.
    Merging to the same again makes no version. Raises `Invalid` when the two together break a limit, and `NotReady`.
    """
    check_limits(content)
    if parent_version is not None:
        await writes.set_parent_version(connection, recipe_id=place.id, parent_version=parent_version)
    old = await reads.content(connection, place.id, place.head)
    number = await _save(
        connection, place, old, content, visibility=place.visibility, message=message, credited_id=credited_id
    )
    if number == place.head and parent_version is not None:
        await shown_anew(connection, place.id)
    return number


async def publish(connection: Connection, author_id: UUID, recipe_id: UUID, *, at: datetime | None = None) -> Standing:
    """Publish a draft or what was withdrawn; publishing twice is once. Raises `NotReady` and as `edit`."""
    place = await own(connection, author_id, recipe_id)
    if place.state is State.PUBLISHED:
        return place
    rules.check_ready(await reads.content(connection, recipe_id, place.head))
    await writes.set_state(connection, recipe_id=recipe_id, state=State.PUBLISHED.value, published_at=at)
    verb = "forked" if place.parent_id else "published"
    await record(connection, author_id, verb, "recipe", recipe_id, at=at)
    return await shown_anew(connection, recipe_id)


async def withdraw(connection: Connection, author_id: UUID, recipe_id: UUID) -> Standing:
    """Take a published recipe back to where only its author sees it; raises `NotPublished` and as `edit`."""
    place = await own(connection, author_id, recipe_id)
    if place.state is not State.PUBLISHED:
        raise NotPublished
    await writes.set_state(connection, recipe_id=recipe_id, state=State.WITHDRAWN.value, published_at=None)
    await record(connection, author_id, "withdrew", "recipe", recipe_id)
    return await shown_anew(connection, recipe_id)


async def delete(connection: Connection, author_id: UUID, recipe_id: UUID, *, kept: list[int]) -> None:
    """Delete a recipe but for a tombstone, and the versions in `kept` that forks were made from."""
    await own(connection, author_id, recipe_id)
    await writes.set_state(connection, recipe_id=recipe_id, state=State.DELETED.value, published_at=None)
    await record(connection, author_id, "deleted", "recipe", recipe_id)
    await shown_anew(connection, recipe_id)
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


async def _save(
    connection: Connection,
    place: Standing,
    old: Content,
    new: Content,
    *,
    visibility: Visibility,
    message: str,
    credited_id: UUID | None = None,
) -> int:
    same = rules.hash_of(old) == rules.hash_of(new)
    if same and visibility is place.visibility:
        return place.head
    if place.state is State.PUBLISHED:
        rules.check_ready(new)
    number = place.head if same else place.head + 1
    if not same:
        await _write_version(connection, place.id, number, new, message=message, credited_id=credited_id)
    if new.title != old.title and slug(new.title) != slug(old.title):
        address = await _address(connection, place.author_id, place.id, new.title)
        await writes.move_address(connection, author_id=place.author_id, recipe_id=place.id, slug=address)
        await writes.set_slug(connection, recipe_id=place.id, slug=address)
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
    await shown_anew(connection, place.id)
    return number


async def _write_version(
    connection: Connection,
    recipe_id: UUID,
    number: int,
    content: Content,
    *,
    message: str,
    credited_id: UUID | None = None,
    at: datetime | None = None,
) -> None:
    document = msgspec.json.encode(content).decode()
    await writes.insert_version(
        connection,
        recipe_id=recipe_id,
        number=number,
        content=document,
        hash=rules.hash_of(content),
        message=message,
        credited_id=credited_id,
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
