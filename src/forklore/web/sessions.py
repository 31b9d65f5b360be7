"""Signing up, in and out."""

from contextlib import suppress
from uuid import UUID

from forklore.accounts import actions, reads, rules
from forklore.accounts.errors import EmailTaken, HandleTaken, NoSuchKey, WrongLogin
from forklore.foundations.database import Connection, Database
from forklore.foundations.errors import Fault, Invalid
from forklore.foundations.limits import limit
from forklore.foundations.settings import Settings
from forklore.web.border import account_of, go, page, safe_next, typed, visitor
from forklore.web.routes import Answered, Asked, seen, sent

_LONGEST_LOGIN = 254
_SIGN_IN, _SIGN_UP = "sessions/sign_in.html", "sessions/sign_up.html"


@seen("/signin")
async def sign_in_form(request: Asked) -> Answered:
    """Show the form for signing in."""
    return _form(request, _SIGN_IN, {"next": request.query_params.get("next", "/")})


@sent("/signin", scope="open")
async def sign_in(request: Asked, db: Database, settings: Settings) -> Answered:
    """Sign in and go on to where one wanted to go."""
    said = await typed(request)
    login, password = said.get("login", "").strip().lower(), said.get("password", "")
    if not login or len(login) > _LONGEST_LOGIN or len(password) > rules.PASSWORD_LENGTHS[1]:
        return _form(request, _SIGN_IN, said, WrongLogin())
    await _count(db, f"sign-in at {_address(request)}", settings.signins_per_minute * 10, 60)
    await _count(db, f"sign-in to {login}"[:200], settings.signins_per_minute, 60)
    async with db.read() as connection:
        found = await reads.login(connection, login)
    try:
        account_id = await actions.check_password(found, password)
    except WrongLogin as fault:
        return _form(request, _SIGN_IN, said, fault)
    async with db.write() as connection:
        secret = await _begin(request, connection, account_id, settings)
    return _with_session(go(safe_next(said.get("next")), "hello"), secret, settings)


@seen("/signup")
async def sign_up_form(request: Asked) -> Answered:
    """Show the form for signing up."""
    return _form(request, _SIGN_UP, {"next": request.query_params.get("next", "/")})


@sent("/signup", scope="open")
async def sign_up(request: Asked, db: Database, settings: Settings) -> Answered:
    """Make an account and sign it in."""
    said = await typed(request)
    handle, password = said.get("handle", "").strip().lower().removeprefix("@"), said.get("password", "")
    name, email = said.get("display_name", "").strip() or handle, said.get("email", "")
    try:
        actions.check_sign_up(handle, name, email, password)
        await _count(db, f"sign-up {_address(request)}", settings.signups_per_hour, 3600)
        password_hash = await actions.hash_password(password)
        async with db.write() as connection:
            account = await actions.sign_up(
                connection, handle=handle, display_name=name, email=email, password_hash=password_hash
            )
            secret = await _begin(request, connection, account.id, settings)
    except (Invalid, HandleTaken, EmailTaken) as fault:
        return _form(request, _SIGN_UP, said, fault)
    return _with_session(go(safe_next(said.get("next")), "welcome"), secret, settings)


@sent("/signout", scope="open")
async def sign_out(request: Asked, db: Database, settings: Settings) -> Answered:
    """End the session of this browser."""
    viewer = visitor(request)
    if viewer.key_id is not None:
        async with db.write() as connection:
            with suppress(NoSuchKey):  # another window ended it a moment ago
                await actions.sign_out(connection, account_of(viewer), viewer.key_id)
    answer = go("/", "goodbye")
    answer.set_cookie("session", "", max_age=0, httponly=True, samesite="lax", secure=_is_secure(settings))
    return answer


def _form(request: Asked, template: str, said: dict[str, str], fault: Fault | None = None) -> Answered:
    faults = {one.pointer.strip("/"): one.detail for one in fault.errors} if fault else {}
    if fault is not None and not faults:
        faults[""] = fault.detail
    names = ("login", "handle", "display_name", "email")
    return page(
        request,
        template,
        status=fault.status if fault else 200,
        form={name: said.get(name, "") for name in names} | {"next": safe_next(said.get("next"))},
        faults=faults,
    )


async def _begin(request: Asked, connection: Connection, account_id: UUID, settings: Settings) -> str:
    device = request.headers.get("user-agent", "")
    return await actions.sign_in(connection, account_id, device=device, days=settings.session_days)


def _with_session(answer: Answered, secret: str, settings: Settings) -> Answered:
    answer.set_cookie(
        "session",
        secret,
        httponly=True,
        samesite="lax",
        secure=_is_secure(settings),
        max_age=settings.session_days * 86_400,
    )
    return answer


def _is_secure(settings: Settings) -> bool:
    return settings.base_url.startswith("https")


async def _count(db: Database, key: str, allowed: int, seconds: int) -> None:
    """Count a try in a transaction of its own, so that a refused one counts too."""
    async with db.write() as connection:
        await limit(connection, key, allowed=allowed, seconds=seconds)


def _address(request: Asked) -> str:
    return request.client.host if request.client else "nowhere"


HANDLERS = [sign_in_form, sign_in, sign_up_form, sign_up, sign_out]
