"""Faults as pages: what happened, in the voice of the house, and where to go on."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote, urlsplit

import asyncpg
import structlog
from litestar import Request, Response
from litestar.exceptions import HTTPException

from forklore.foundations.errors import Fault, TooMany, Unauthenticated
from forklore.web.border import go, page, safe_next
from forklore.web.routes import Answered, Asked, Elsewhere, answer_elsewhere

_log = structlog.get_logger(__name__)
_TITLES = {
    400: "That cannot be read",
    403: "Not for you to do",
    404: "Nothing on this plate",
    405: "Not like this",
    409: "That does not fit",
    412: "It has changed meanwhile",
    413: "Too much at once",
    422: "Something is not right",
    429: "Slowly, please",
}
_SENTENCES = {
    403: "This form was open for too long, or came from elsewhere. Load its page again and send it once more.",
    404: "There is nothing at this address, or it is not yours to see.",
    405: "This address does not take that.",
    413: "That is more than this address takes.",
}
_OURS = "The kitchen dropped something. It is written down, and it is not your fault: try again in a moment."


def answer_fault(request: Asked, fault: Fault) -> Answered:
    """Answer one of our own faults; who has to sign in first is led there and back."""
    if isinstance(fault, Unauthenticated):
        return go(f"/signin?next={quote(_way_back(request), safe='')}")
    answer = _page(request, fault.status, fault.detail)
    if isinstance(fault, TooMany):
        answer.headers["Retry-After"] = str(fault.retry_after_s)
    return answer


def answer_http(request: Asked, fault: HTTPException) -> Answered:
    """Answer a fault found by the web framework."""
    status = fault.status_code
    answer = _page(request, status, _SENTENCES.get(status, "This cannot be done.") if status < 500 else _OURS)  # noqa: PLR2004 (5xx)
    for name, value in (fault.headers or {}).items():
        if name.lower() == "allow":
            answer.headers["Allow"] = value
    return answer


def answer_value(request: Asked, _: asyncpg.DataError) -> Answered:
    """Answer a value that the database cannot hold."""
    return _page(request, 422, "One of these values cannot be kept.")


def answer_crash(request: Asked, fault: Exception) -> Answered:
    """Answer what nobody foresaw: the log gets everything, the visitor nothing of our insides."""
    _log.error("unforeseen", path=request.url.path, exc_info=fault)
    return _page(request, 500, _OURS)


def _page(request: Request[Any, Any, Any], status: int, sentence: str) -> Response[bytes]:
    title = _TITLES.get(status, "Something went wrong" if status >= 500 else "This cannot be done")  # noqa: PLR2004 (5xx)
    return page(request, "errors/show.html", status=status, title=title, sentence=sentence, number=status)


def _way_back(request: Asked) -> str:
    """Give the page to return to after signing in: this one, or the one whose form was sent."""
    if request.method in {"GET", "HEAD"}:
        return safe_next(request.url.path + (f"?{request.url.query}" if request.url.query else ""))
    referrer = urlsplit(request.headers.get("referer", ""))
    return safe_next(referrer.path + (f"?{referrer.query}" if referrer.query else ""))


FAULTS: dict[type[Exception], Callable[..., Response[bytes]]] = {
    Elsewhere: answer_elsewhere,
    Fault: answer_fault,
    HTTPException: answer_http,
    asyncpg.DataError: answer_value,
    Exception: answer_crash,
}
