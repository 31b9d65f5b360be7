"""How a page is put under an address, and the addresses of cooks and recipes."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from litestar import Request, Response, route
from litestar.connection import ASGIConnection
from litestar.datastructures import State
from litestar.enums import HttpMethod
from litestar.handlers import BaseRouteHandler, HTTPRouteHandler
from msgspec import Struct

from forklore.accounts import reads as accounts
from forklore.accounts.errors import NoSuchCook
from forklore.accounts.rows import Account
from forklore.foundations.database import Connection
from forklore.foundations.errors import NotFound, Unauthenticated
from forklore.recipes.errors import NoSuchRecipe
from forklore.recipes.reads import id_at_address, recipe
from forklore.recipes.rows import RecipeRow
from forklore.relations.rows import Reader
from forklore.web.border import NOBODY, moved, visitor_in

Asked = Request[Any, Any, State]
Answered = Response[bytes]

RECIPE = "/{cook:str}/{slug:str}"
COOK = "/{cook:str}"
VERSIONS_AT_MOST = 1_000_000


class Elsewhere(Exception):
    """What was asked for has another address now."""

    def __init__(self, place: str) -> None:
        """Take the address it has now, with its query."""
        self.place = place
        super().__init__(place)


class Place(Struct, frozen=True):
    """A recipe found at its address."""

    row: RecipeRow
    address: str


def seen(path: str, *, scope: str = "open") -> Callable[[Any], HTTPRouteHandler]:
    """Put a page under an address, for GET and HEAD; `scope` is "open" or "read", for those who are signed in."""
    return route(path, http_method=[HttpMethod.GET, HttpMethod.HEAD], status_code=200, opt={"scope": scope})


def sent(path: str, *, scope: str = "write") -> Callable[[Any], HTTPRouteHandler]:
    """Put what a form does under an address; `scope` is "write", or "open" for those who are not signed in yet."""
    return route(path, http_method=[HttpMethod.POST], status_code=200, opt={"scope": scope})


def check_visitor(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """Refuse who is not signed in where one must be, and addresses that hold U+0000, which nothing here has."""
    if "\0" in connection.url.path or "%00" in connection.scope["path"] or "%00" in connection.url.query:
        raise NotFound
    if handler.opt["scope"] != "open" and (visitor_in(connection.scope) or NOBODY).account_id is None:
        raise Unauthenticated


def address_of(row: RecipeRow) -> str:
    """Give the address of a recipe."""
    return f"/@{row.author_handle}/{row.slug}"


async def cook_at(connection: Connection, looking: Reader, request: Asked, segment: str, behind: str = "") -> Account:
    """Find the cook of an address like `/@ana`; raises `Elsewhere` for an old handle, `NoSuchCook`."""
    if not segment.startswith("@"):
        raise NotFound
    handle = segment[1:]
    found = await accounts.account(connection, handle.lower())
    if found.id in looking.hidden:
        raise NoSuchCook
    if found.handle != handle:
        raise Elsewhere(_with_query(f"/@{found.handle}{behind}", request))
    return found


async def recipe_at(
    connection: Connection,
    looking: Reader,
    request: Asked,
    segment: str,
    slug: str,
    *,
    number: int | None = None,
    behind: str = "",
) -> Place:
    """Find the recipe of an address like `/@ana/pancakes`, which may be an old one; raises `Elsewhere`, `NoSuchRecipe`.

    `behind` is the rest of the page's address.
    """
    if not segment.startswith("@"):
        raise NotFound
    author = await accounts.account(connection, segment[1:].lower())
    recipe_id = await id_at_address(connection, author_id=author.id, slug=slug)
    if recipe_id is None:
        raise NoSuchRecipe
    row = await recipe(connection, looking, recipe_id, number)
    address = address_of(row)
    if address != f"/{segment}/{slug}":
        raise Elsewhere(_with_query(address + behind, request))
    return Place(row, address)


def answer_elsewhere(_: Asked, found: Elsewhere) -> Answered:
    """Lead to the address that a thing has now, for good."""
    return moved(found.place)


def number_of(text: str | None) -> int | None:
    """Read the number of a version out of a query; raises `NotFound` for what is none."""
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 8 and 1 <= int(text) <= VERSIONS_AT_MOST):  # noqa: PLR2004 (digits)
        raise NotFound
    return int(text)


def id_of(recipe_id: UUID) -> str:
    """Give the address by id, which never changes and leads to the current one."""
    return f"/recipes/{recipe_id}"


def _with_query(place: str, request: Asked) -> str:
    return f"{place}?{request.url.query}" if request.url.query else place
