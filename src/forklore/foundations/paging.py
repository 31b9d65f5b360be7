"""Lists by cursor: pages whose union is the set, without repeats, while rows are being added."""

import base64
import binascii
from typing import Generic, TypeVar

import msgspec
from msgspec import Struct

from forklore.foundations.errors import Invalid, invalid

T = TypeVar("T")
K = TypeVar("K")

DEFAULT_LIMIT = 20
MAX_LIMIT = 100


class Page(Struct, Generic[T]):
    """One page of a list: the items, and the cursor of the next page or None at the end."""

    items: list[T]
    next: str | None = None


class BadCursor(Invalid):
    """This cursor belongs to no page of this list."""


def cursor(list_name: str, *key: object) -> str:
    """Make the cursor that stands behind the item with this sort key (the id last, so that ties are broken)."""
    return base64.urlsafe_b64encode(msgspec.json.encode((list_name, key))).decode().rstrip("=")


def read_cursor(text: str | None, list_name: str, kind: type[K]) -> K | None:
    """Read a cursor back into the tuple type `kind`; raises `BadCursor` for one that is foreign or damaged."""
    if text is None:
        return None
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        name, key = msgspec.json.decode(raw, type=tuple[str, list[object]])
        found = msgspec.convert(key, kind) if name == list_name else None
    except (ValueError, binascii.Error, msgspec.MsgspecError, RecursionError):
        found = None
    if found is None:
        raise BadCursor(errors=invalid("after", "not a cursor of this list").errors)
    return found


def page(items: list[T], limit: int, make_cursor: "CursorMaker[T]") -> Page[T]:
    """Cut a list that was fetched with one item more than `limit` into a page."""
    if len(items) <= limit:
        return Page(items)
    return Page(items[:limit], make_cursor(items[limit - 1]))


class CursorMaker(Generic[T]):
    """Makes the cursor behind an item from its fields: `CursorMaker("reviews", "at", "id")`."""

    def __init__(self, list_name: str, *fields: str) -> None:
        """Name the list and the fields of its sort key in order."""
        self.list_name, self.fields = list_name, fields

    def __call__(self, item: T) -> str:
        """Make the cursor behind `item`."""
        return cursor(self.list_name, *(getattr(item, field) for field in self.fields))
