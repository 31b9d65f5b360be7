"""Accounts, sessions, tokens, and the page of a cook."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from litestar import delete, get, patch, post
from litestar.params import FromPath, JSONBody
from msgspec import Meta, Struct

from forklore.accounts import actions, reads
from forklore.accounts.errors import NoSuchCook
from forklore.accounts.rows import AccessToken, Account, Profile, Scope, Session
from forklore.api.border import (
    OPEN,
    READ,
    WRITE,
    Answer,
    AnyRequest,
    Config,
    Db,
    Handle,
    Who,
    account_of,
    etag,
    if_match,
    once,
)
from forklore.api.problems import problems
from forklore.foundations.database import Connection, Database
from forklore.foundations.errors import Moved, invalid
from forklore.foundations.limits import limit
from forklore.relations.reads import reader


class NewAccount(Struct, forbid_unknown_fields=True):
    """Who signs up."""

    handle: Annotated[str, Meta(min_length=3, max_length=30, pattern="^[a-z0-9_]+$")]
    display_name: Annotated[str, Meta(min_length=1, max_length=80)]
    email: Annotated[str, Meta(min_length=3, max_length=254)]
    password: Annotated[str, Meta(min_length=8, max_length=200)]


class NewSession(Struct, forbid_unknown_fields=True):
    """Who signs in: a handle or an address of mail, and the password."""

    login: Annotated[str, Meta(min_length=1, max_length=254)]
    password: Annotated[str, Meta(min_length=1, max_length=200)]


class SignedIn(Struct, frozen=True):
    """The secret of a session, which also works as a Bearer token, and whose it is."""

    token: str
    account: Account


class NewToken(Struct, forbid_unknown_fields=True):
    """What a token is called, for what it may be used, and until when."""

    name: Annotated[str, Meta(min_length=1, max_length=80)]
    scopes: Annotated[list[Scope], Meta(min_length=1, max_length=2)]
    expires_at: Annotated[datetime, Meta(tz=True)] | None = None


class MadeToken(Struct, frozen=True):
    """A token with its secret, which is shown this once."""

    id: UUID
    token: str
    name: str
    scopes: list[Scope]


class ProfileEdit(Struct, forbid_unknown_fields=True):
    """What a cook changes of the profile; what is left out stays."""

    handle: Annotated[str, Meta(min_length=3, max_length=30, pattern="^[a-z0-9_]+$")] | None = None
    display_name: Annotated[str, Meta(min_length=1, max_length=80)] | None = None
    bio: Annotated[str, Meta(max_length=2000)] | None = None


@post("/accounts", opt=OPEN, responses=problems(400, 403, 409, 413, 422, 429))
async def sign_up(
    request: AnyRequest, data: JSONBody[NewAccount], db: Db, viewer: Who, settings: Config
) -> Answer[Account]:
    """Make an account."""
    actions.check_sign_up(data.handle, data.display_name, data.email, data.password)
    await _count(db, f"sign-up {_address(request)}", settings.signups_per_hour, 3600)
    password_hash = await actions.hash_password(data.password)

    async def act(connection: Connection) -> Answer[Account]:
        account = await actions.sign_up(
            connection,
            handle=data.handle,
            display_name=data.display_name,
            email=data.email,
            password_hash=password_hash,
        )
        return Answer(account, headers=etag(account.version))

    return await once(request, db, viewer, act)


@post("/sessions", opt=OPEN, responses=problems(400, 401, 403, 413, 422, 429))
async def sign_in(request: AnyRequest, data: JSONBody[NewSession], db: Db, settings: Config) -> Answer[SignedIn]:
    """Sign in. A repeated request makes another session: a secret is never kept to be answered again."""
    await _count(db, f"sign-in at {_address(request)}", settings.signins_per_minute * 10, 60)
    async with db.read() as connection:
        found = await reads.login(connection, data.login)
    # By account, so that handle and address of mail share one count; an unknown login is counted by what was typed.
    tried = found.account_id if found else data.login.strip().lower()
    await _count(db, f"sign-in to {tried}"[:200], settings.signins_per_minute, 60)
    account_id = await actions.check_password(found, data.password)
    async with db.write() as connection:
        device = request.headers.get("user-agent", "")
        secret = await actions.sign_in(connection, account_id, device=device, days=settings.session_days)
        answer = Answer(SignedIn(secret, await reads.own_account(connection, account_id)))
    if request.content_type[0] != "application/json":  # a form on a foreign page can send anything but JSON
        return answer
    answer.set_cookie(
        "session",
        secret,
        httponly=True,
        samesite="lax",
        secure=settings.base_url.startswith("https"),
        max_age=settings.session_days * 86_400,
    )
    return answer


@delete("/sessions/current", opt=READ, responses=problems(401, 403, 404))
async def sign_out(db: Db, viewer: Who) -> None:
    """Sign out of the session that asks."""
    async with db.write() as connection:
        await actions.sign_out(connection, account_of(viewer), viewer.key_id or account_of(viewer))


@get("/sessions", opt=READ, responses=problems(401, 403))
async def list_sessions(db: Db, viewer: Who) -> list[Session]:
    """List where one is signed in."""
    async with db.read() as connection:
        return await reads.sessions_of(connection, account_id=account_of(viewer))


@delete("/sessions/{session_id:uuid}", opt=WRITE, responses=problems(401, 403, 404, 429))
async def end_session(session_id: FromPath[UUID], db: Db, viewer: Who) -> None:
    """Sign another device out."""
    async with db.write() as connection:
        await actions.sign_out(connection, account_of(viewer), session_id)


@post("/tokens", opt=WRITE, responses=problems(400, 401, 403, 413, 422, 429))
async def make_token(data: JSONBody[NewToken], db: Db, viewer: Who) -> Answer[MadeToken]:
    """Make a token; it may do no more than the key that asks. A repeated request makes another."""
    beyond = set(data.scopes) - set(viewer.scopes)
    if beyond:
        raise invalid("/scopes", f"this key has not the scope {min(beyond)} itself")
    async with db.write() as connection:
        scopes = [scope.value for scope in data.scopes]
        made = await actions.make_token(
            connection, account_of(viewer), name=data.name, scopes=scopes, expires_at=data.expires_at
        )
    return Answer(MadeToken(made[0], made[1], data.name, data.scopes))


@get("/tokens", opt=READ, responses=problems(401, 403))
async def list_tokens(db: Db, viewer: Who) -> list[AccessToken]:
    """List one's tokens, without their secrets."""
    async with db.read() as connection:
        return await reads.tokens_of(connection, account_id=account_of(viewer))


@delete("/tokens/{token_id:uuid}", opt=WRITE, responses=problems(401, 403, 404, 429))
async def revoke_token(token_id: FromPath[UUID], db: Db, viewer: Who) -> None:
    """Take a token back."""
    async with db.write() as connection:
        await actions.revoke_token(connection, account_of(viewer), token_id)


@get("/me", opt=READ, responses=problems(401, 403))
async def me(db: Db, viewer: Who) -> Answer[Account]:
    """Tell who is asking."""
    async with db.read() as connection:
        account = await reads.own_account(connection, account_of(viewer))
    return Answer(account, headers=etag(account.version))


@patch("/me", opt=WRITE, responses=problems(400, 401, 403, 409, 412, 413, 422, 428, 429))
async def edit_profile(request: AnyRequest, data: JSONBody[ProfileEdit], db: Db, viewer: Who) -> Answer[Account]:
    """Change one's profile, as it was read (If-Match)."""
    expected = if_match(request)
    async with db.write() as connection:
        old = await reads.own_account(connection, account_of(viewer))
        if expected not in {None, old.version}:
            raise Moved
        new = await actions.edit_profile(
            connection, old, handle=data.handle, display_name=data.display_name, bio=data.bio
        )
    return Answer(new, headers=etag(new.version))


@get("/cooks/{handle:str}", opt=OPEN, responses=problems(401, 403, 404, 422))
async def cook(handle: Handle, db: Db, viewer: Who) -> Profile:
    """Show a cook."""
    async with db.read() as connection:
        found = await reads.profile(connection, handle)
        if found.id in (await reader(connection, viewer.account_id)).hidden:
            raise NoSuchCook
        return found


async def _count(db: Database, key: str, allowed: int, seconds: int) -> None:
    """Count a try in a transaction of its own, so that a refused one counts too."""
    async with db.write() as connection:
        await limit(connection, key, allowed=allowed, seconds=seconds)


def _address(request: AnyRequest) -> str:
    return request.client.host if request.client else "nowhere"


HANDLERS = [
    sign_up,
    sign_in,
    sign_out,
    list_sessions,
    end_session,
    make_token,
    list_tokens,
    revoke_token,
    me,
    edit_profile,
    cook,
]
