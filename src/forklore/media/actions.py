"""The verbs of photographs: take one in, describe it, show it with a thing, delete it."""

from uuid import UUID

from forklore.foundations.database import Connection
from forklore.foundations.files import Files
from forklore.foundations.jobs import enqueue
from forklore.foundations.settings import Settings
from forklore.media import pictures, reads, rules, writes
from forklore.media.errors import NoSuchPhoto
from forklore.media.rows import Photo, SubjectKind
from forklore.media.rows import photo as shown

MAKE_PICTURES = "media.make_pictures"
ERASE_FILES = "media.erase_files"


async def take_in(
    connection: Connection, files: Files, settings: Settings, owner_id: UUID, data: bytes, alt: str
) -> Photo:
    """Take a photograph in: kept as it came until a job has made pictures of it.

    The file is written before the transaction ends; should that fail, housekeeping finds it without a row. Raises
    `NotAPicture`, `TooLarge`, `BadPicture` as far as the beginning of the file tells, `Invalid`, `QuotaSpent`.
    """
    words = rules.checked_alt(alt)
    pictures.check_beginning(data)
    await writes.hold_owner(connection, owner=str(owner_id))
    rules.check_room(await reads.space(connection, owner_id), len(data), settings)
    photo_id = await writes.insert_photo(connection, owner_id=owner_id, alt=words, bytes=len(data))
    if photo_id is None:
        raise RuntimeError("the database made no id")
    await files.put(rules.original_key(owner_id, photo_id), data)
    await enqueue(connection, MAKE_PICTURES, {"owner_id": str(owner_id), "photo_id": str(photo_id)})
    return shown(await reads.photo(connection, owner_id, photo_id))


async def describe(connection: Connection, owner_id: UUID, photo_id: UUID, alt: str) -> Photo:
    """Change the words for those who do not see it; raises `NoSuchPhoto`, `Invalid`."""
    if not await writes.describe(connection, owner_id=owner_id, photo_id=photo_id, alt=rules.checked_alt(alt)):
        raise NoSuchPhoto
    return shown(await reads.photo(connection, owner_id, photo_id))


async def attach(connection: Connection, owner_id: UUID, photo_id: UUID, kind: SubjectKind, subject_id: UUID) -> None:
    """Show one's photograph with a thing; raises `NoSuchPhoto` when it is not there or shown with another."""
    done = await writes.attach(
        connection, owner_id=owner_id, photo_id=photo_id, subject_kind=kind.value, subject_id=subject_id
    )
    if not done:
        raise NoSuchPhoto


async def detach(connection: Connection, owner_id: UUID, photo_id: UUID) -> None:
    """Show a photograph with nothing any more; unless it is used again it is tidied away after a day."""
    await writes.detach(connection, owner_id=owner_id, photo_id=photo_id)


async def delete(connection: Connection, owner_id: UUID, photo_id: UUID) -> None:
    """Delete a photograph and its files; raises `NoSuchPhoto`."""
    row = await reads.photo(connection, owner_id, photo_id)
    await writes.delete_photo(connection, owner_id=owner_id, photo_id=photo_id)
    keys = [rules.original_key(owner_id, photo_id)]
    keys += [rules.picture_key(owner_id, photo_id, width, kind) for width in row.widths for kind in ("webp", "avif")]
    await erase(connection, keys)


async def erase(connection: Connection, keys: list[str]) -> None:
    """Delete files once this transaction is kept."""
    await enqueue(connection, ERASE_FILES, {"keys": keys})
