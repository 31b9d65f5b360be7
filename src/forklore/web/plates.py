"""The drawn plate of a recipe, which stands where there is no photograph."""

import hashlib
from uuid import UUID

from litestar import Response, route
from litestar.enums import HttpMethod

from forklore.foundations.database import Database
from forklore.foundations.errors import NotFound
from forklore.recipes.reads import recipe
from forklore.recipes.rows import State, Visibility
from forklore.relations.reads import reader
from forklore.web.border import PLAIN_HEADERS, visitor
from forklore.web.ingredients import colours_of
from forklore.web.plate_drawing import drawn
from forklore.web.routes import Answered, Asked

_KEPT_SECONDS = 3_600


@route(
    "/plates/{name:str}",
    http_method=[HttpMethod.GET, HttpMethod.HEAD],
    status_code=200,
    opt={"scope": "open", "exclude_from_csrf": True},
)
async def plate(request: Asked, name: str, db: Database) -> Answered:
    """Draw the plate of a recipe: the same recipe always gives the same picture."""
    recipe_id = _id_in(name)
    async with db.read() as connection:
        row = await recipe(connection, await reader(connection, visitor(request).account_id), recipe_id)
    body = drawn(row.id, colours_of(row.content.lines)).encode()
    tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
    for_all = row.visibility is Visibility.PUBLIC and row.state is State.PUBLISHED
    headers = {
        **PLAIN_HEADERS,
        "Content-Security-Policy": "default-src 'none'",
        "Cache-Control": f"{'public' if for_all else 'private'}, max-age={_KEPT_SECONDS}",
        "ETag": tag,
    }
    if request.headers.get("if-none-match") == tag:
        return Response(b"", status_code=304, headers=headers)
    return Response(body, media_type="image/svg+xml", headers=headers)


def _id_in(name: str) -> UUID:
    try:
        return UUID(name.removesuffix(".svg"))
    except ValueError:
        raise NotFound from None


HANDLERS = [plate]
