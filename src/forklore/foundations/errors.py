"""The faults that a person or a program can be told of: named classes that know their status.

The docstring of a class is its message; `errors` names the fields when the fault lies in a body or a query.
"""

from typing import ClassVar

from msgspec import Struct


class FieldFault(Struct, frozen=True):
    """One bad field: a JSON pointer (`/ingredients/3/text`) or the name of a query parameter, and what is wrong."""

    pointer: str
    detail: str


class Fault(Exception):
    """Something is wrong with the request."""

    status: ClassVar[int] = 400
    headers: ClassVar[dict[str, str]] = {}

    def __init__(self, detail: str | None = None, *, errors: tuple[FieldFault, ...] = ()) -> None:
        """Take another sentence than the docstring's, and the fields at fault."""
        self.detail = detail or " ".join((type(self).__doc__ or "").split())
        self.errors = errors
        super().__init__(self.detail)

    @classmethod
    def kind(cls) -> str:
        """Tell the stable name of the fault, used in the `type` of a problem: `own-recipe` for `OwnRecipe`."""
        return "".join(f"-{c.lower()}" if c.isupper() else c for c in cls.__name__).lstrip("-")


class Unauthenticated(Fault):
    """Sign in first."""

    status = 401
    headers: ClassVar[dict[str, str]] = {"WWW-Authenticate": 'Bearer realm="forklore"'}


class Forbidden(Fault):
    """You may not do this."""

    status = 403


class NotFound(Fault):
    """There is nothing here."""

    status = 404


class Conflict(Fault):
    """This does not fit what is there already."""

    status = 409


class TooLarge(Fault):
    """The body is larger than this address takes."""

    status = 413


class Moved(Fault):
    """It has changed since you read it: read it again and repeat your change."""

    status = 412


class Invalid(Fault):
    """Some of the values cannot be taken."""

    status = 422


class NoCondition(Fault):
    """Say with If-Match which version you mean to change."""

    status = 428


class TooMany(Fault):
    """Too many requests: wait a little."""

    status = 429

    def __init__(self, retry_after_s: int) -> None:
        """Say after how many seconds to try again."""
        super().__init__()
        self.retry_after_s = retry_after_s


def invalid(pointer: str, detail: str) -> Invalid:
    """Make the fault of one bad field."""
    return Invalid(detail, errors=(FieldFault(pointer, detail),))


class MigrationChanged(Exception):
    """A migration that has run already was edited; write a new one instead."""
