"""The ASGI application: doors, who is asking, faults, the pools."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import lru_cache
from typing import Any

import asyncpg
import msgspec
from litestar import Litestar, Request, Response, Router, get
from litestar.connection import ASGIConnection
from litestar.datastructures import State
from litestar.di import Provide
from litestar.enums import OpenAPIMediaType
from litestar.exceptions import HTTPException
from litestar.handlers import BaseRouteHandler
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.types import ASGIApp, Receive, Scope, Send

from forklore.accounts.errors import ScopeMissing
from forklore.accounts.rows import Viewer
from forklore.api import accounts as api_accounts
from forklore.api import adapting as api_adapting
from forklore.api import changes as api_changes
from forklore.api import comments as api_comments
from forklore.api import cookbooks as api_cookbooks
from forklore.api import feeds as api_feeds
from forklore.api import foods as api_foods
from forklore.api import forks as api_forks
from forklore.api import media as api_media
from forklore.api import plates as api_plates
from forklore.api import popularity as api_popularity
from forklore.api import problems
from forklore.api import proposals as api_proposals
from forklore.api import reactions as api_reactions
from forklore.api import recipes as api_recipes
from forklore.api import relations as api_relations
from forklore.api import replacements as api_replacements
from forklore.api import reviews as api_reviews
from forklore.api.border import Answer, Db, NumbersAreNumbers, StrictBody, refuse_nul
from forklore.api.limits import SlidingCount, count_write, tell_standing
from forklore.foundations.database import Database, open_database
from forklore.foundations.errors import Fault, Unauthenticated
from forklore.foundations.files import Files, open_files
from forklore.foundations.settings import Settings, settings_from
from forklore.main.lifeline import end_with_holder
from forklore.main.logs import configure_log
from forklore.main.viewers import ViewerMiddleware
from forklore.web.border import PageRequest
from forklore.web.doors import form_protection, pages
from forklore.web.errors import FAULTS as PAGE_FAULTS

BODY_BYTES_AT_MOST = 2_000_000
API = "/api/v1"


def application(settings: Settings) -> Litestar:
    """Make the application for these settings; the pools open when it starts."""
    doors = Router(
        API,
        route_handlers=[
            *api_accounts.HANDLERS,
            *api_relations.HANDLERS,
            *api_media.HANDLERS,
            *api_feeds.HANDLERS,
            *api_recipes.HANDLERS,
            *api_forks.HANDLERS,
            *api_proposals.HANDLERS,
            *api_foods.HANDLERS,
            *api_changes.HANDLERS,
            *api_replacements.HANDLERS,
            *api_adapting.HANDLERS,
            *api_reviews.HANDLERS,
            *api_plates.HANDLERS,
            *api_comments.HANDLERS,
            *api_reactions.HANDLERS,
            *api_cookbooks.HANDLERS,
            *api_popularity.HANDLERS,
        ],
        dto=StrictBody,
        return_dto=None,
        response_class=Answer,
        middleware=[CallCheck],
        request_max_body_size=BODY_BYTES_AT_MOST,
    )
    return Litestar(
        route_handlers=[doors, alive, ready, openapi, pages([check_form])],
        lifespan=[lambda app: _pools(app, settings)],
        state=State({"settings": settings, "writes": SlidingCount(settings.writes_per_minute)}),
        dependencies={
            "db": Provide(_database, sync_to_thread=False),
            "settings": Provide(_settings, sync_to_thread=False),
            "files": Provide(_files, sync_to_thread=False),
            "viewer": Provide(_viewer, sync_to_thread=False),
        },
        middleware=[ViewerMiddleware],
        csrf_config=form_protection(settings),
        request_class=PageRequest,
        before_send=[tell_standing],
        exception_handlers=_faults(),
        openapi_config=_openapi(),
        plugins=[NumbersAreNumbers()],
        signature_types=[Database, Files, Settings, Viewer],
        logging_config=None,
        debug=False,
    )


def make() -> Litestar:
    """Make the application from the environment; what the server calls in each of its processes."""
    end_with_holder()
    settings = settings_from()
    configure_log(settings)
    return application(settings)


@get("/api/v1/health/live", opt={"scope": "open"}, include_in_schema=False)
async def alive() -> dict[str, str]:
    """Answer when the process runs."""
    return {"status": "alive"}


@get("/api/v1/health/ready", opt={"scope": "open"}, include_in_schema=False)
async def ready(db: Db) -> dict[str, str]:
    """Answer when the database does."""
    async with db.read() as connection:
        await connection.fetchval("SELECT 1")
    return {"status": "ready"}


@get(f"{API}/openapi.json", opt={"scope": "open"}, include_in_schema=False, media_type=OpenAPIMediaType.OPENAPI_JSON)
async def openapi(request: Request[Any, Any, Any]) -> bytes:
    """Describe the API for programs."""
    return _document(request.app)


@lru_cache(maxsize=1)
def _document(app: Litestar) -> bytes:
    return msgspec.json.encode(app.openapi_schema.to_schema())


class CallCheck:
    """Refuses a call of the API that its route does not take.

    A middleware of the routes and no guard: the framework copies the handler for each guard of each call.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Wrap a route."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check the call and go on."""
        check_scope(scope)
        count_write(scope)
        refuse_nul(scope)
        await self.app(scope, receive, send)


async def check_form(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """Refuse a form of the pages from a cook who writes too often."""
    del handler
    count_write(connection.scope)


def check_scope(scope: Scope) -> None:
    """Refuse whoever may not use a route; a cookie alone never changes anything through the API."""
    asked: Any = scope
    if asked["method"] == "OPTIONS":  # which only tells the methods of a route
        return
    needed, viewer = asked["route_handler"].opt["scope"], asked["viewer"]
    if needed == "open":
        if viewer.account_id is not None and "read" not in viewer.scopes:
            raise ScopeMissing
        return
    if viewer.account_id is None or (viewer.by_cookie and asked["method"] not in {"GET", "HEAD"}):
        raise Unauthenticated
    if needed not in viewer.scopes:
        raise ScopeMissing


@asynccontextmanager
async def _pools(app: Litestar, settings: Settings) -> AsyncIterator[None]:
    if settings.database_url is None:
        raise RuntimeError("the embedded server is started by `forklore serve`, which sets DATABASE_URL")
    app.state.files = open_files(settings)
    app.state.db = await open_database(
        settings.database_url, read_url=settings.database_read_url, size=settings.pool_size
    )
    try:
        yield
    finally:
        await app.state.db.close()


def _database(state: State) -> Database:
    found: Database = state.db
    return found


def _settings(state: State) -> Settings:
    found: Settings = state.settings
    return found


def _files(state: State) -> Files:
    found: Files = state.files
    return found


def _viewer(request: Request[Any, Any, Any], db: Database) -> Viewer:
    del db  # asked for so that the two are made one after the other; side by side costs a task group per request
    found: Viewer = request.scope["viewer"]  # type: ignore[typeddict-item]
    return found


def _faults() -> dict[int | type[Exception], Callable[..., Response[Any]]]:
    """Answer what went wrong under /api to programs, and with a page everywhere else."""
    of_api: dict[type[Exception], Callable[..., Response[Any]]] = {
        Fault: problems.answer_fault,
        HTTPException: problems.answer_http,
        msgspec.MsgspecError: problems.answer_body,
        asyncpg.DataError: problems.answer_value,
        Exception: problems.answer_crash,
    }
    return {
        kind: _where_asked(of_api.get(kind, problems.answer_crash), PAGE_FAULTS.get(kind, PAGE_FAULTS[Exception]))
        for kind in of_api | PAGE_FAULTS
    }


def _where_asked(
    for_programs: Callable[..., Response[Any]], for_people: Callable[..., Response[Any]]
) -> Callable[..., Response[Any]]:
    def answer(request: Request[Any, Any, Any], fault: Exception) -> Response[Any]:
        path = request.url.path
        return (for_programs if path == "/api" or path.startswith("/api/") else for_people)(request, fault)

    return answer


def _openapi() -> OpenAPIConfig:
    return OpenAPIConfig(
        title="Forklore",
        version="1",
        path="/openapi.json",  # not under /api, where the framework would answer unknown paths with HTML
        render_plugins=[JsonRenderPlugin(path="/")],
        use_handler_docstrings=True,
    )
