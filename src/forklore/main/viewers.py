"""Who is asking: found once per request from the Bearer token or the session's cookie."""

from typing import Any

from litestar.types import ASGIApp, Receive, Scope, Send

from forklore.accounts.reads import signed_by_session, signed_by_token
from forklore.accounts.rows import Signed, Viewer
from forklore.foundations.database import Database
from forklore.foundations.secret_words import hash_of

_NOBODY = Viewer()


class ViewerMiddleware:
    """Puts a `Viewer` into the scope. A wrong secret is nobody's: the route decides whether that is enough."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap the application."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Find who is asking and go on."""
        found: Any = scope
        if found["type"] == "http":
            found["viewer"] = await _find(scope)
        await self.app(scope, receive, send)


async def _find(scope: Scope) -> Viewer:
    # As the server gives them: names in lower case, each value in bytes.
    headers = dict(scope["headers"])
    said = headers.get(b"authorization", b"").decode("latin-1")
    by_cookie = not said
    scheme, _, word = said.partition(" ")
    secret = _cookie(_cookies(scope)) if by_cookie else word.strip() * (scheme.lower() == "bearer")
    if not secret or len(secret) > 100:  # noqa: PLR2004 (ours have 47)
        return _NOBODY
    db: Database = scope["litestar_app"].state.db
    find = signed_by_token if secret.startswith("flt_") else signed_by_session
    async with db.read() as connection:
        signed = await find(connection, hash=hash_of(secret))
    return _as_viewer(signed, by_cookie=by_cookie)


def _as_viewer(signed: Signed | None, *, by_cookie: bool) -> Viewer:
    if signed is None:
        return _NOBODY
    return Viewer(
        signed.account_id, signed.handle, signed.display_name, signed.scopes, signed.key_id, by_cookie=by_cookie
    )


def _cookies(scope: Scope) -> str:
    """Give all cookies as one header; HTTP/2 may send them in several."""
    return b"; ".join(value for name, value in scope["headers"] if name == b"cookie").decode("latin-1")


def _cookie(header: str) -> str:
    for part in header.split(";"):
        name, _, value = part.strip().partition("=")
        if name == "session":
            return value
    return ""
