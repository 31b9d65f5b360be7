"""Every route says who may use it, what it does, and how it can refuse."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from litestar.handlers import HTTPRouteHandler
from litestar.routes import HTTPRoute

from forklore.foundations.settings import settings_from
from forklore.main.asgi import API, application

# The web framework announces at every handler what its next major release will want.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture(scope="module")
def routes(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, HTTPRouteHandler]]:
    home = tmp_path_factory.mktemp("home")
    return list(_routes(home))


def _routes(home: Path) -> Iterator[tuple[str, HTTPRouteHandler]]:
    app = application(settings_from({"FORKLORE_HOME": str(home)}))
    seen: set[int] = set()
    for route in app.routes:
        if isinstance(route, HTTPRoute):
            for handler in route.route_handlers:
                if handler.fn.__module__.startswith("forklore.") and id(handler) not in seen:
                    seen.add(id(handler))
                    yield route.path, handler


def _name(path: str, handler: HTTPRouteHandler) -> str:
    return f"{'/'.join(sorted(handler.http_methods))} {path}"


def test_every_route_says_who_may_use_it(routes: list[tuple[str, HTTPRouteHandler]]) -> None:
    """The guard reads it: a route that says nothing would be a crash, or worse, open."""
    assert len(routes) > 10
    silent = [
        _name(*route) for route in routes if route[1].opt.get("scope") not in {"open", "read", "write", "moderate"}
    ]
    assert not silent, silent


def test_every_route_is_described(routes: list[tuple[str, HTTPRouteHandler]]) -> None:
    """The docstring is what readers of the OpenAPI document see."""
    silent = [_name(*route) for route in routes if not (route[1].fn.__doc__ or "").strip()]
    assert not silent, silent


def test_every_route_of_the_api_documents_its_refusals(routes: list[tuple[str, HTTPRouteHandler]]) -> None:
    """Whoever writes a client reads which answers to expect."""
    faults = []
    for path, handler in routes:
        if not path.startswith(API) or not handler.include_in_schema:
            continue
        told = set(handler.responses or {})
        takes_body = "data" in handler.parsed_fn_signature.parameters
        wanted = {403}  # a token that lacks the scope
        wanted |= set() if handler.opt["scope"] == "open" else {401}
        wanted |= {404} if "{" in path else set()
        wanted |= {400, 413, 422} if takes_body else set()
        if wanted - told:
            faults.append(f"{_name(path, handler)} lacks {sorted(wanted - told)}")
    assert not faults, "\n".join(faults)
