"""What is done to photographs later: pictures made, files erased, what nobody uses tidied away.

Each may run any number of times: pictures are written over, and a file that is gone is gone.
"""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from forklore.foundations.database import Connection
from forklore.foundations.files import Files
from forklore.foundations.jobs import Job
from forklore.media import actions, reads, rules, writes
from forklore.media.errors import BadPicture, NoSuchPhoto
from forklore.media.rows import PhotoState
from forklore.media.workshop import pictures_of

_TIDIED_AT_ONCE = 500
_TIDY_EVERY_S = 600


def jobs(files: Files) -> list[Job]:
    """Give the jobs of the room over a store of files."""

    async def make(connection: Connection, payload: dict[str, Any]) -> None:
        await make_pictures(connection, files, UUID(payload["owner_id"]), UUID(payload["photo_id"]))

    async def erase(_: Connection, payload: dict[str, Any]) -> None:
        await files.delete(payload["keys"])

    async def tidy(connection: Connection, _: dict[str, Any]) -> None:
        await tidy_away(connection)

    return [
        Job(actions.MAKE_PICTURES, make),
        Job(actions.ERASE_FILES, erase),
        Job("media.tidy", tidy, every_seconds=_TIDY_EVERY_S),
    ]


async def make_pictures(connection: Connection, files: Files, owner_id: UUID, photo_id: UUID) -> None:
    """Make the pictures of an upload, keep them, and forget the upload; one that cannot be read is refused."""
    try:
        row = await reads.photo(connection, owner_id, photo_id)
    except NoSuchPhoto:
        return
    original = rules.original_key(owner_id, photo_id)
    if row.state is not PhotoState.WAITING:
        await files.delete([original])
        return
    try:
        made = await pictures_of(await files.get(original) or b"")
    except BadPicture as fault:
        await writes.refuse(connection, owner_id=owner_id, photo_id=photo_id, reason=fault.detail)
    else:
        for variant in made.variants:
            await files.put(rules.picture_key(owner_id, photo_id, variant.width, variant.kind), variant.data)
        await writes.make_ready(
            connection,
            owner_id=owner_id,
            photo_id=photo_id,
            bytes=sum(len(variant.data) for variant in made.variants),
            width=made.width,
            height=made.height,
            colour=made.colour,
            placeholder=made.placeholder,
            widths=sorted({variant.width for variant in made.variants}),
        )
    # By a job of its own, which runs only when this transaction is kept: were the upload deleted here and the
    # transaction lost, there would be nothing to make pictures of.
    await actions.erase(connection, [original])


async def tidy_away(connection: Connection) -> None:
    """Delete what was taken in a day ago and is shown with nothing."""
    before = datetime.now(UTC) - timedelta(hours=rules.LOOSE_HOURS)
    for row in await reads.loose(connection, before=before, most=_TIDIED_AT_ONCE):
        await actions.delete(connection, row.owner_id, row.id)
