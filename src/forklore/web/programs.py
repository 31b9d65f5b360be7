"""The API on a page for people: every route of the OpenAPI document, with what it takes and what it answers."""

from functools import lru_cache
from typing import Any

from litestar import Litestar
from msgspec import Struct

from forklore.web.border import page
from forklore.web.routes import Answered, Asked, seen


class Route(Struct, frozen=True):
    """One method of one address."""

    method: str
    path: str
    about: str
    takes: tuple[str, ...]
    body: str | None
    answers: tuple[tuple[str, str], ...]


@seen("/api/docs")
async def programs(request: Asked) -> Answered:
    """Show what programs can ask for."""
    return page(request, "programs/index.html", groups=_groups(request.app))


@lru_cache(maxsize=1)
def _groups(app: Litestar) -> tuple[tuple[str, tuple[Route, ...]], ...]:
    """Give the routes by the first word of their address; the same for the whole life of a process."""
    document = app.openapi_schema.to_schema()
    groups: dict[str, list[Route]] = {}
    for path, methods in sorted(document["paths"].items()):
        word = path.removeprefix("/api/v1/").split("/")[0]
        groups.setdefault(word, []).extend(_route(method, path, told) for method, told in methods.items())
    return tuple((word, tuple(routes)) for word, routes in groups.items())


def _route(method: str, path: str, told: dict[str, Any]) -> Route:
    takes = tuple(
        f"{one['name']} — {one['description']}" if one.get("description") else one["name"]
        for one in told.get("parameters", ())
    )
    content = told.get("requestBody", {}).get("content", {})
    answers = tuple((status, answer["description"]) for status, answer in sorted(told["responses"].items()))
    return Route(method.upper(), path, told.get("description", ""), takes, _shape(content), answers)


def _shape(content: dict[str, Any]) -> str | None:
    for kind in content.values():
        return str(kind["schema"].get("$ref", "")).rsplit("/", 1)[-1] or None
    return None


HANDLERS = [programs]
