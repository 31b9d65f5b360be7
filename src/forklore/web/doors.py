"""All pages together, and the protection of their forms; what the application is given."""

from collections.abc import Sequence

from litestar import Router
from litestar.config.csrf import CSRFConfig
from litestar.types import Guard

from forklore.foundations.settings import Settings
from forklore.web import (
    accounts,
    adapting,
    assets,
    decisions,
    drafts,
    families,
    feeds,
    foods,
    home,
    plates,
    popularity,
    programs,
    proposals,
    recipe_editor,
    recipes,
    relations,
    reviews,
    sessions,
    upstream,
    versions,
)
from forklore.web.border import BODY_BYTES_AT_MOST
from forklore.web.routes import check_visitor

_NOUNS = (
    accounts,
    adapting,
    assets,
    decisions,
    drafts,
    families,
    feeds,
    foods,
    home,
    plates,
    popularity,
    programs,
    proposals,
    recipe_editor,
    recipes,
    relations,
    reviews,
    sessions,
    upstream,
    versions,
)


def pages(guards: Sequence[Guard] = ()) -> Router:
    """Give the routes of all pages; `guards` stand behind the one that knows who is visiting."""
    return Router(
        "/",
        route_handlers=[handler for noun in _NOUNS for handler in noun.HANDLERS],
        guards=[check_visitor, *guards],
        include_in_schema=False,
        request_max_body_size=BODY_BYTES_AT_MOST,
    )


def form_protection(settings: Settings) -> CSRFConfig:
    """Give the check that a form comes from a page of ours; the API takes no cookie for changes and needs none."""
    return CSRFConfig(
        secret=settings.secret,
        cookie_name="forklore_form",
        cookie_httponly=True,
        cookie_samesite="lax",
        cookie_secure=settings.base_url.startswith("https"),
        exclude=["^/api/v1(/|$)"],
    )
