"""Faults as `application/problem+json` (RFC 9457): one sentence for people, a pointer for each bad field."""

import re
from http import HTTPStatus
from typing import Any

import asyncpg
import msgspec
import structlog
from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException
from litestar.openapi import ResponseSpec
from msgspec import Struct

from forklore.forks.errors import Clashing
from forklore.forks.rows import Clash
from forklore.foundations.errors import Fault, FieldFault, TooMany

_log = structlog.get_logger(__name__)
_PLACE = re.compile(r" - at `(?:key in )?\$(.*)`$")
_FIELD = re.compile(r"(?:unknown|required) field `([^`]*)`")
_PARAMETER = re.compile(r"Missing required \w+ parameter '([^']*)'")
MEDIA_TYPE = "application/problem+json"


class Problem(Struct, frozen=True, omit_defaults=True):
    """What went wrong; `clashes` are what a merge leaves to decide."""

    type: str
    title: str
    status: int
    detail: str
    errors: tuple[FieldFault, ...] = ()
    clashes: tuple[Clash, ...] = ()


def problems(*statuses: int) -> dict[int, ResponseSpec]:
    """Document the faults that a route can answer with."""
    return {
        status: ResponseSpec(
            data_container=Problem,
            description=HTTPStatus(status).phrase,
            media_type=MEDIA_TYPE,
            generate_examples=False,
        )
        for status in statuses
    }


def answer_fault(_: Request[Any, Any, Any], fault: Fault) -> Response[Problem]:
    """Answer one of our own faults."""
    headers = dict(fault.headers)
    if isinstance(fault, TooMany):
        headers["Retry-After"] = str(fault.retry_after_s)
    clashes = fault.clashes if isinstance(fault, Clashing) else ()
    return _answer(fault.kind(), fault.status, fault.detail, fault.errors, headers, clashes)


def answer_http(_: Request[Any, Any, Any], fault: HTTPException) -> Response[Problem]:
    """Answer a fault found by the web framework: no such route, a bad query, too large a body."""
    if isinstance(fault, ValidationException):
        told: Any = fault.extra or ()
        errors = tuple(_field_fault(extra) for extra in told)
        if not errors and (missing := _PARAMETER.search(str(fault.detail))):
            errors = (FieldFault(missing.group(1), "is needed"),)
        detail = "; ".join(map(_sentence, errors))[:500]
        return _answer("invalid", 422, detail or str(fault.detail), errors)
    status = HTTPStatus(fault.status_code)
    kind = status.phrase.lower().replace(" ", "-")
    headers = {k: v for k, v in (fault.headers or {}).items() if k.lower() == "allow"}
    detail = "Something went wrong on our side." if status >= HTTPStatus.INTERNAL_SERVER_ERROR else str(fault.detail)
    return _answer(kind, status, detail, (), headers)


def answer_body(_: Request[Any, Any, Any], fault: msgspec.MsgspecError) -> Response[Problem]:
    """Answer a body that is no JSON (400) or not of the right shape (422)."""
    if not isinstance(fault, msgspec.ValidationError):
        return _answer("bad-request", 400, f"The body is not JSON: {fault}"[:500], ())
    error = _shape_fault(str(fault))
    return _answer("invalid", 422, _sentence(error), (error,))


def answer_value(request: Request[Any, Any, Any], fault: asyncpg.DataError) -> Response[Problem]:
    """Answer a value that has no form in the database, such as a time before the year 1 in UTC.

    Only the driver's own refusals are of this very class; what the server refuses is our mistake.
    """
    if type(fault) is not asyncpg.DataError:
        return answer_crash(request, fault)
    _log.warning("value without a form", path=request.url.path, said=str(fault)[:300])
    return _answer("invalid", 422, "One of the values lies beyond what can be stored.", ())


def answer_crash(request: Request[Any, Any, Any], fault: Exception) -> Response[Problem]:
    """Answer what nobody foresaw: the log gets everything, the caller nothing of our insides."""
    _log.error("unforeseen", path=request.url.path, exc_info=fault)
    return _answer("internal-error", 500, "Something went wrong on our side.", ())


def _answer(
    kind: str,
    status: int,
    detail: str,
    errors: tuple[FieldFault, ...],
    headers: dict[str, str] | None = None,
    clashes: tuple[Clash, ...] = (),
) -> Response[Problem]:
    body = Problem(f"urn:forklore:problem:{kind}", HTTPStatus(status).phrase, status, detail, errors, clashes)
    return Response(body, status_code=status, media_type=MEDIA_TYPE, headers=headers)


def _sentence(error: FieldFault) -> str:
    return f"{error.pointer}: {error.detail}" if error.pointer else error.detail


def _field_fault(extra: dict[str, Any]) -> FieldFault:
    """Turn litestar's account of a bad parameter into ours."""
    key = str(extra.get("key", ""))
    if extra.get("source") == "body" and key == "data":
        return FieldFault("", "a body is needed")
    return FieldFault(key, str(extra.get("message", "")))


def _shape_fault(message: str) -> FieldFault:
    """Turn msgspec's account (`… - at `$.lines[0].text``) into a JSON pointer and a sentence."""
    place = _PLACE.search(message)
    pointer = re.sub(r"\.|\[", "/", (place.group(1) if place else "").replace("]", "").replace("[...]", ""))
    if field := _FIELD.search(message):
        pointer = f"{pointer}/{field.group(1)}"
    return FieldFault(pointer, _PLACE.sub("", message))
