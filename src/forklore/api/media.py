"""Photographs: sent in, described, deleted, and the pictures made of them."""

from typing import Annotated
from uuid import UUID

from litestar import Response, delete, get, patch, post
from litestar.datastructures import UploadFile
from litestar.openapi import ResponseSpec
from litestar.params import FromPath, JSONBody, MultipartBody, PathParameter
from msgspec import Meta, Struct

from forklore.api.border import (
    OPEN,
    READ,
    WRITE,
    After,
    Answer,
    AnyRequest,
    Config,
    Db,
    Limit,
    Store,
    Who,
    account_of,
    listed,
)
from forklore.api.problems import problems
from forklore.foundations.database import Connection
from forklore.foundations.paging import DEFAULT_LIMIT, Page
from forklore.media import actions, reads, rules
from forklore.media.errors import NoSuchPhoto
from forklore.media.pictures import BYTES_AT_MOST
from forklore.media.rows import Photo, PhotoRow, PhotoState, SubjectKind, photo
from forklore.plates import reads as plates
from forklore.recipes.reads import visible
from forklore.recipes.rows import Visibility
from forklore.recipes.rules import counts_in_public
from forklore.relations.reads import reader
from forklore.relations.rows import Reader

_FORM_AROUND_IT = 20_000
_PUBLIC = "public, max-age=86400"
_INERT = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'"}
_PRIVATE = "private, max-age=600"
PhotoId = FromPath[UUID]
FileName = Annotated[str, PathParameter(max_length=12, description="width and type, as in `sources`: `800.webp`")]


class PhotoForm(Struct):
    """A form of two fields: the file, and the words for those who do not see it."""

    file: UploadFile
    alt: str = ""


class AltInput(Struct, frozen=True, forbid_unknown_fields=True):
    """The words for those who do not see it."""

    alt: Annotated[str, Meta(max_length=rules.ALT_LENGTH)]


@post(
    "/photos",
    opt=WRITE,
    dto=None,
    request_max_body_size=BYTES_AT_MOST + _FORM_AROUND_IT,
    responses=problems(400, 401, 403, 409, 413, 415, 422, 429),
)
async def upload(data: MultipartBody[PhotoForm], db: Db, settings: Config, files: Store, viewer: Who) -> Answer[Photo]:
    """Send in a photograph (JPEG, PNG, WebP, GIF, HEIC or AVIF); pictures of it are made within seconds.

    Only its owner sees it until it is shown with something; what is shown with nothing is deleted after a day.
    """
    content = await data.file.read()
    async with db.write() as connection:
        return Answer(await actions.take_in(connection, files, settings, account_of(viewer), content, data.alt))


@get("/photos", opt=READ, responses=problems(401, 403, 422))
async def list_photos(
    request: AnyRequest, db: Db, viewer: Who, limit: Limit = DEFAULT_LIMIT, after: After = None
) -> Answer[Page[Photo]]:
    """List one's own photographs, newest first."""
    async with db.read() as connection:
        return listed(request, await reads.photos(connection, account_of(viewer), after=after, limit=limit))


@get("/photos/{photo_id:uuid}", opt=READ, responses=problems(401, 403, 404))
async def show(photo_id: PhotoId, db: Db, viewer: Who) -> Answer[Photo]:
    """Show one's own photograph, to see whether its pictures are made."""
    async with db.read() as connection:
        return Answer(photo(await reads.photo(connection, account_of(viewer), photo_id)))


@patch("/photos/{photo_id:uuid}", opt=WRITE, responses=problems(400, 401, 403, 404, 413, 422, 429))
async def describe(photo_id: PhotoId, data: JSONBody[AltInput], db: Db, viewer: Who) -> Answer[Photo]:
    """Change the words for those who do not see it."""
    async with db.write() as connection:
        return Answer(await actions.describe(connection, account_of(viewer), photo_id, data.alt))


@delete("/photos/{photo_id:uuid}", opt=WRITE, status_code=204, responses=problems(401, 403, 404, 429))
async def remove(photo_id: PhotoId, db: Db, viewer: Who) -> None:
    """Delete a photograph, wherever it is shown."""
    async with db.write() as connection:
        await actions.delete(connection, account_of(viewer), photo_id)


@get(
    "/photos/{owner_id:uuid}/{photo_id:uuid}/{file_name:str}",
    opt=OPEN,
    media_type="image/webp",
    responses={
        200: ResponseSpec(data_container=bytes, description="The picture", media_type="image/webp"),
        **problems(401, 403, 404),
    },
)
async def picture(
    owner_id: FromPath[UUID], photo_id: PhotoId, file_name: FileName, db: Db, files: Store, viewer: Who
) -> Response[bytes]:
    """Send a picture to whoever may see what it is shown with."""
    async with db.read() as connection:
        looking = await reader(connection, viewer.account_id)
        row = await reads.photo(connection, owner_id, photo_id)
        cached = await _seen_by(connection, looking, row)
    width, _, kind = file_name.partition(".")
    if row.state is not PhotoState.READY or kind not in {"webp", "avif"} or width not in map(str, row.widths):
        raise NoSuchPhoto
    data = await files.get(rules.picture_key(owner_id, photo_id, int(width), kind))
    if data is None:
        raise NoSuchPhoto
    headers = {
        "Cache-Control": cached,
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'",
    }
    return Response(data, media_type=f"image/{kind}", headers=headers)


async def _seen_by(connection: Connection, looking: Reader, row: PhotoRow) -> str:
    """Tell how long a picture may be kept by whom; raises `NotFound` for who may not see it."""
    if row.subject_kind is SubjectKind.RECIPE and row.subject_id is not None:
        if counts_in_public(await visible(connection, looking, row.subject_id)):
            return _PUBLIC
        return _PRIVATE
    if row.subject_kind is SubjectKind.PLATE and row.subject_id is not None:
        found = await plates.visible(connection, looking, row.subject_id)
        return _PUBLIC if found.visibility is Visibility.PUBLIC else _PRIVATE
    if looking.account_id == row.owner_id:
        return _PRIVATE
    raise NoSuchPhoto


HANDLERS = [upload, list_photos, show, describe, remove, picture]
