"""What every handler of the API needs: answers, conditions, limits, doing a POST once."""

import re
from collections.abc import Awaitable, Callable
from decimal import Decimal
from typing import Annotated, Any, Generic, TypeVar
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

import msgspec
from litestar import MediaType, Request, Response
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.dto import AbstractDTO
from litestar.openapi.spec import OpenAPIType, Schema
from litestar.params import FromPath, PathParameter, QueryParameter
from litestar.plugins import OpenAPISchemaPlugin
from litestar.response.base import ASGIResponse
from litestar.types import Scope
from litestar.typing import FieldDefinition

from forklore.accounts.rows import Viewer
from forklore.foundations.database import Connection, Database
from forklore.foundations.errors import NoCondition, NotFound, invalid
from forklore.foundations.files import Files
from forklore.foundations.paging import MAX_LIMIT, Page
from forklore.foundations.repeats import claim_key, keep_answer, request_hash
from forklore.foundations.settings import Settings

T = TypeVar("T")
AnyRequest = Request[Viewer, Any, State]

Limit = Annotated[int, QueryParameter(ge=1, le=MAX_LIMIT, description="items on a page")]
After = Annotated[str | None, QueryParameter(max_length=500, description="the cursor `next` of the page before")]
Handle = Annotated[str, PathParameter(max_length=40, description="a cook's handle")]

RecipeId = FromPath[UUID]
Db = NamedDependency[Database]
Who = NamedDependency[Viewer]
Config = NamedDependency[Settings]
Store = NamedDependency[Files]

# What a route asks of whoever calls it: nothing, a cook with a key that may read, or one that may write or moderate.
OPEN = {"scope": "open"}
READ = {"scope": "read"}
WRITE = {"scope": "write"}
MODERATE = {"scope": "moderate"}

_encoder = msgspec.json.Encoder(decimal_format="number")


class Answer(Response[T], Generic[T]):
    """A JSON answer in which amounts are numbers; most have no cookie, and take a short way out."""

    def render(self, content: Any, media_type: str, enc_hook: Any = None) -> bytes:  # noqa: ANN401, ARG002 (litestar names these)
        """Encode the content; bytes are encoded already."""
        return content if isinstance(content, bytes) else _encoder.encode(content)

    def to_asgi_response(self, app: Any, request: Any, **given: Any) -> ASGIResponse:  # noqa: ANN401 (litestar names these)
        """Make what is sent; what has neither cookies nor headers of its layers needs no merging of them."""
        merged = ("background", "cookies", "encoded_headers", "headers", "type_encoders")
        if self.cookies or self.background or any(given.get(name) for name in merged):
            return super().to_asgi_response(app, request, **given)
        return ASGIResponse(
            body=self.render(self.content, MediaType.JSON),
            headers=self.headers or None,
            is_head_response=given.get("is_head_response", False),
            media_type=MediaType.JSON,
            status_code=self.status_code or given.get("status_code"),
        )


class NumbersAreNumbers(OpenAPISchemaPlugin):
    """Tells the OpenAPI document that a Decimal is a number."""

    @staticmethod
    def is_plugin_supported_type(value: Any) -> bool:  # noqa: ANN401 (litestar names these)
        """Answer for Decimal only."""
        return value is Decimal

    def to_openapi_schema(self, field_definition: FieldDefinition, schema_creator: Any) -> Schema:  # noqa: ANN401, ARG002 (litestar names these)
        """Give the schema of a number."""
        return Schema(type=OpenAPIType.NUMBER)


class StrictBody(AbstractDTO[T]):
    """Reads a body as it is written: no text for a number, no unknown field."""

    @classmethod
    def create_for_field_definition(
        cls,
        field_definition: FieldDefinition,
        handler_id: str,
        backend_cls: Any = None,  # noqa: ANN401, ARG003 (litestar names these)
    ) -> None:
        """Remember the type that the handler takes."""
        _bodies[handler_id] = field_definition.annotation

    @classmethod
    def is_supported_model_type_field(cls, field_definition: FieldDefinition) -> bool:  # noqa: ARG003 (litestar names these)
        """Take every type."""
        return True

    @classmethod
    def create_openapi_schema(cls, field_definition: FieldDefinition, handler_id: str, schema_creator: Any) -> Any:  # noqa: ANN401, ARG003 (litestar names these)
        """Describe the handler's own type."""
        return schema_creator.for_field_definition(field_definition)

    @classmethod
    def generate_field_definitions(cls, model_type: Any) -> Any:  # noqa: ANN401, ARG003 (litestar names these)
        """Nothing is transferred."""
        return iter(())

    @classmethod
    def detect_nested_field(cls, field_definition: FieldDefinition) -> bool:  # noqa: ARG003 (litestar names these)
        """Nothing is nested."""
        return False

    def decode_bytes(self, value: bytes) -> Any:  # noqa: ANN401 (litestar names these)
        """Decode the body strictly; msgspec's errors name the place."""
        handler = self.asgi_connection.route_handler.handler_id
        try:
            found = msgspec.json.decode(value, type=_bodies[handler])
        except UnicodeDecodeError as error:
            raise msgspec.DecodeError("text is not UTF-8") from error
        if _NUL.search(value):
            _refuse_nul_in(msgspec.json.decode(value), "")
        return found


_bodies: dict[str, Any] = {}
_KEY_LENGTH = 200
_NUL = re.compile(rb"\\u0000")


def _refuse_nul_in(part: Any, pointer: str) -> None:  # noqa: ANN401 (any JSON)
    """Raise `Invalid` at the first text that holds U+0000, which PostgreSQL has no form for."""
    if isinstance(part, str) and "\0" in part:
        raise invalid(pointer, "text cannot hold U+0000")
    if isinstance(part, dict):
        for name, inner in part.items():
            _refuse_nul_in(inner, f"{pointer}/{name}")
    if isinstance(part, list):
        for at, inner in enumerate(part):
            _refuse_nul_in(inner, f"{pointer}/{at}")


def refuse_nul(scope: Scope) -> None:
    """Refuse addresses and queries that hold U+0000: nothing here has such a name."""
    path, query = scope["path"], scope["query_string"]
    if "\0" in path or "%00" in path:
        raise NotFound
    if b"%00" not in query and b"\0" not in query:
        return
    for name, value in parse_qsl(query.decode("latin-1"), keep_blank_values=True):
        if "\0" in name or "\0" in str(value):
            raise invalid(name.replace("\0", ""), "text cannot hold U+0000")


def account_of(viewer: Viewer) -> UUID:
    """Give the account of who is asking, on a route that is not open."""
    assert viewer.account_id is not None  # noqa: S101 (the guard has refused everybody else)
    return viewer.account_id


def etag(version: int) -> dict[str, str]:
    """Make the header that names a version."""
    return {"ETag": f'"{version}"'}


def if_match(request: AnyRequest) -> int | None:
    """Read which version the caller means to change: None for `*`; raises `NoCondition` when nothing is said."""
    said = request.headers.get("if-match")
    if said is None:
        raise NoCondition
    word = said.strip().removeprefix("W/").strip('"')
    if word == "*":
        return None
    return int(word) if word.isascii() and word.isdigit() and len(word) < 10 else -1  # noqa: PLR2004 (an int4)


def listed(request: AnyRequest, page: Page[T]) -> Answer[Page[T]]:
    """Answer with a page and the Link header of the one behind it."""
    if page.next is None:
        return Answer(page)
    asked = [(name, value) for name, value in request.query_params.multi_items() if name != "after"]
    query = urlencode([*asked, ("after", page.next)])
    return Answer(page, headers={"Link": f'<{request.url.path}?{query}>; rel="next"'})


async def once(
    request: AnyRequest,
    db: Database,
    viewer: Viewer,
    act: Callable[[Connection], Awaitable[Answer[T]]],
    *,
    status: int = 201,
) -> Answer[T]:
    """Do a POST in one transaction; under an Idempotency-Key do it once and answer the same again."""
    key = request.headers.get("idempotency-key")
    if not key:
        async with db.write() as connection:
            return await act(connection)
    if len(key) > _KEY_LENGTH:
        raise invalid("Idempotency-Key", f"at most {_KEY_LENGTH} characters")
    owner = str(viewer.account_id or f"at {request.client.host if request.client else ''}")[:100]
    settings: Settings = request.app.state.settings
    said = request.method.encode(), request.url.path.encode(), await request.body()
    body_hash = request_hash(settings.secret, *said)
    async with db.write() as connection:
        kept = await claim_key(connection, owner, key, body_hash)
        if kept is not None:
            again: Any = kept.answer
            return Answer(again, status_code=kept.status, headers=kept.headers)
        answer = await act(connection)
        body = answer.render(answer.content, "application/json")
        headers = {name: value for name, value in answer.headers.items() if value}
        await keep_answer(
            connection, owner, key, answer.status_code or status, body, msgspec.json.encode(headers).decode()
        )
        return answer
