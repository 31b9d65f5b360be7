"""What every page needs: who is visiting, answers with their headers, forms that are sent once."""

import secrets
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit
from uuid import UUID

import msgspec
from litestar import Request, Response
from litestar.datastructures import FormMultiDict, State
from litestar.types import Scope
from litestar.utils.scope.state import ScopeState

from forklore.accounts.rows import Viewer
from forklore.foundations.database import Connection, Database
from forklore.foundations.errors import TooLarge, Unauthenticated
from forklore.foundations.repeats import claim_key, keep_answer, request_hash
from forklore.web.rendering import rendered

FIELDS_AT_MOST = 200
BODY_BYTES_AT_MOST = 2_000_000
NOBODY = Viewer()
HTML = "text/html"  # the answer adds that it is UTF-8
PLAIN_HEADERS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin"}
PAGE_HEADERS = {
    **PLAIN_HEADERS,
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "private, no-cache",
    "Vary": "Cookie",
}

# What a page says after something was done; the address carries the word, never the sentence.
SAID = {
    "welcome": "Welcome. Your kitchen is ready.",
    "hello": "Good to see you again.",
    "goodbye": "You are signed out.",
    "draft": "Saved as a draft. Only you can see it.",
    "adapted": "Adapted, and saved as a draft. Only you can see it.",
    "published": "Published.",
    "saved": "Saved.",
    "withdrawn": "Taken back. Only you can see it now.",
    "deleted": "Deleted.",
    "reviewed": "Thank you, your review is here.",
    "unreviewed": "Your review is gone.",
    "cooked": "Noted: you cooked this.",
    "uncooked": "Forgotten: you did not cook this.",
    "restored": "An old version is the newest one again.",
    "merged": "Taken over: your version stands on the newest of the original now.",
    "proposed": "Proposed. The cook of the original will decide.",
    "accepted": "Accepted: it is part of your recipe now, and its cook is thanked.",
    "declined": "Declined.",
    "unproposed": "You withdrew your proposal.",
    "commented": "Said.",
    "uncommented": "The words are gone.",
    "followed": "You follow this cook now.",
    "unfollowed": "You no longer follow this cook.",
    "blocked": "Blocked. Neither of you sees the other any more.",
    "unblocked": "No longer blocked.",
    "confirmed": "Thank you. It counts in full now.",
    "rejected": "Noted: this change counts nowhere.",
    "undone": "Your word is taken back.",
}


class PageRequest(Request[Any, Any, State]):
    """A request whose form is read afresh: what is typed, passwords too, stays in no cache of the framework."""

    async def form(self) -> FormMultiDict:
        """Read a url-encoded form; any other body has no fields. Raises `TooLarge` for too many fields."""
        if self.content_type[0] != "application/x-www-form-urlencoded":
            return FormMultiDict([])
        body = (await self.body()).decode("latin-1")
        try:
            pairs = parse_qsl(body, keep_blank_values=True, max_num_fields=FIELDS_AT_MOST, errors="replace")
        except ValueError:
            raise TooLarge from None
        return FormMultiDict(pairs)


def visitor(request: Request[Any, Any, State]) -> Viewer:
    """Tell who is looking at a page: only the cookie of a session counts here, never a token for programs."""
    return visitor_in(request.scope) or NOBODY


def visitor_in(scope: Scope) -> Viewer | None:
    """Tell who is looking, None where that was not found out yet."""
    asked: Any = scope
    viewer: Viewer | None = asked.get("viewer")
    if viewer is None:
        return None
    return viewer if viewer.by_cookie and "write" in viewer.scopes else NOBODY


def account_of(viewer: Viewer) -> UUID:
    """Give the account of who is looking; raises `Unauthenticated`, which leads to the page for signing in."""
    if viewer.account_id is None:
        raise Unauthenticated
    return viewer.account_id


def page(
    request: Request[Any, Any, State],
    template: str,
    *,
    status: int = 200,
    **context: object,
) -> Response[bytes]:
    """Answer with a page."""
    asked = request.url
    common: dict[str, object] = {
        "visitor": visitor_in(request.scope),
        "csrf": csrf_token(request),
        "once": secrets.token_urlsafe(12),
        "here": asked.path + (f"?{asked.query}" if asked.query else ""),
        "said": SAID.get(request.query_params.get("said", "")),
    }
    return Response(
        rendered(template, common | context).encode(), status_code=status, media_type=HTML, headers=PAGE_HEADERS
    )


def go(place: str, said: str | None = None, *, status: int = 303) -> Response[bytes]:
    """Lead to another address, by default after something was done (303), and say there what it was."""
    if said is not None:
        place += ("&" if "?" in place else "?") + urlencode({"said": said})
    headers = {**PAGE_HEADERS, "Location": quote(place, safe="/#%[]=:;$&()+,!?*@'~")}
    return Response(b"", status_code=status, media_type=HTML, headers=headers)


def moved(place: str) -> Response[bytes]:
    """Lead to the address that a thing has now."""
    return go(place, status=301)


def csrf_token(request: Request[Any, Any, State]) -> str:
    """Give what every form repeats to prove that it was on a page of ours."""
    found = ScopeState.from_scope(request.scope).csrf_token
    return found if isinstance(found, str) else ""


def safe_next(place: str | None) -> str:
    """Give back an address within this site; anything that could lead elsewhere becomes the home page."""
    if not place or not place.startswith("/") or place.startswith("//") or len(place) > 2_000:  # noqa: PLR2004 (the longest URL)
        return "/"
    if "\\" in place or any(ord(letter) <= ord(" ") for letter in place):
        return "/"
    told = urlsplit(place)
    return place if not told.scheme and not told.netloc else "/"


async def typed(request: Request[Any, Any, State]) -> dict[str, str]:
    """Give the fields of a form as they were typed, line ends brought to one kind."""
    form = await request.form()
    return {name: str(value).replace("\r\n", "\n").replace("\0", "") for name, value in form.multi_items()}


async def once(
    request: Request[Any, Any, State], db: Database, viewer: Viewer, act: Callable[[Connection], Awaitable[str]]
) -> Response[bytes]:
    """Do in one transaction what a form asks and lead to the address that `act` gives; sent twice, it is done once."""
    said = request_hash(request.app.state.settings.secret, request.url.path.encode(), await request.body())
    key = f"page {(await typed(request)).get('once', '')[:40]} {said.hex()[:32]}"
    owner = str(account_of(viewer))
    async with db.write() as connection:
        kept = await claim_key(connection, owner, key, said)
        if kept is not None:
            return go(kept.headers["Location"])
        place = await act(connection)
        await keep_answer(connection, owner, key, 303, b"", msgspec.json.encode({"Location": place}).decode())
    return go(place)
