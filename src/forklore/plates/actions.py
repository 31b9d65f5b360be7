"""The verbs of plates: post, edit, delete."""

from collections.abc import Sequence
from uuid import UUID

from forklore.activity.actions import record
from forklore.foundations.database import Connection
from forklore.foundations.errors import Moved
from forklore.media import actions as media
from forklore.media.errors import NoSuchPhoto
from forklore.media.rows import SubjectKind
from forklore.plates import reads, rules, writes
from forklore.plates.errors import NoSuchPlate, PhotoTaken
from forklore.plates.rows import PlateRow
from forklore.recipes import reads as recipes
from forklore.recipes.rows import Visibility
from forklore.relations.rows import Reader


async def post(
    connection: Connection,
    reader: Reader,
    author_id: UUID,
    *,
    body: str,
    photos: Sequence[UUID],
    recipe_id: UUID | None,
    visibility: Visibility,
) -> PlateRow:
    """Post a plate of one's own photographs, of a recipe that one may see or of none.

    Raises `Invalid`, `NoSuchRecipe`, `PhotoTaken`.
    """
    words = rules.checked_body(body)
    rules.check_content(words, photos)
    if recipe_id is not None:
        await recipes.visible(connection, reader, recipe_id)
    plate_id = await writes.insert_plate(
        connection, author_id=author_id, body=words, recipe_id=recipe_id, visibility=visibility.value
    )
    if plate_id is None:
        raise RuntimeError("the database made no id")
    for position, photo_id in enumerate(photos):
        try:
            await media.attach(connection, author_id, photo_id, SubjectKind.PLATE, plate_id)
        except NoSuchPhoto as fault:
            raise PhotoTaken from fault
        await writes.add_photo(connection, author_id=author_id, plate_id=plate_id, position=position, photo_id=photo_id)
    if visibility is not Visibility.PRIVATE:
        await record(connection, author_id, "plated", "plate", plate_id)
    return await reads.visible(connection, reader, plate_id)


async def edit(
    connection: Connection,
    reader: Reader,
    author_id: UUID,
    plate_id: UUID,
    *,
    expected: int | None,
    body: str | None,
    visibility: Visibility | None,
) -> PlateRow:
    """Change the words of one's plate, or who may see it; raises `NoSuchPlate`, `Moved`, `Invalid`."""
    old = await own(connection, reader, author_id, plate_id)
    words = None if body is None else rules.checked_body(body)
    if words is not None:
        rules.check_content(words, await reads.photo_ids(connection, author_id=author_id, plate_id=plate_id))
    changed = await writes.update_plate(
        connection,
        author_id=author_id,
        plate_id=plate_id,
        body=words,
        visibility=None if visibility is None else visibility.value,
        expected=expected,
    )
    if not changed:
        raise Moved
    if old.visibility is Visibility.PRIVATE and visibility not in {None, Visibility.PRIVATE}:
        await record(connection, author_id, "plated", "plate", plate_id)
    return await reads.visible(connection, reader, plate_id)


async def delete(connection: Connection, reader: Reader, author_id: UUID, plate_id: UUID) -> None:
    """Delete one's plate with its photographs, but for a tombstone that comments hang on; raises `NoSuchPlate`."""
    await own(connection, reader, author_id, plate_id)
    photos = await reads.photo_ids(connection, author_id=author_id, plate_id=plate_id)
    await writes.clear_photos(connection, author_id=author_id, plate_id=plate_id)
    for photo_id in photos:
        await media.delete(connection, author_id, photo_id)
    await writes.bury_plate(connection, author_id=author_id, plate_id=plate_id)


async def own(connection: Connection, reader: Reader, author_id: UUID, plate_id: UUID) -> PlateRow:
    """Find one's own plate; raises `NoSuchPlate` for every other."""
    found = await reads.visible(connection, reader, plate_id)
    if found.author_id != author_id:
        raise NoSuchPlate
    return found
