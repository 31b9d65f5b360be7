"""What can be asked about accounts."""

from uuid import UUID

from forklore.accounts.errors import NoSuchCook
from forklore.accounts.rows import AccessToken, Account, Login, Profile, Session, Signed
from forklore.foundations.database import Connection
from forklore.foundations.queries import SqlFile

_sql = SqlFile(__name__, "reads.sql")
account_by_id = _sql.one("account_by_id", Account)
signed_by_session = _sql.one("signed_by_session", Signed)
signed_by_token = _sql.one("signed_by_token", Signed)
login_by_handle = _sql.one("login_by_handle", Login)
login_by_email = _sql.one("login_by_email", Login)
sessions_of = _sql.many("sessions_of", Session)
tokens_of = _sql.many("tokens_of", AccessToken)
handle_is_used = _sql.value("handle_is_used", bool)
belongs_to_other = _sql.value("belongs_to_other", bool)
_account_by_handle = _sql.one("account_by_handle", Account)
_profile_by_handle = _sql.one("profile_by_handle", Profile)


async def account(connection: Connection, handle: str) -> Account:
    """Find a cook by handle, an old one too; raises `NoSuchCook` when none is active."""
    found = await _account_by_handle(connection, handle=handle)
    if found is None:
        raise NoSuchCook
    return found


async def profile(connection: Connection, handle: str) -> Profile:
    """Find a cook with the sums of the page; raises `NoSuchCook`."""
    found = await _profile_by_handle(connection, handle=handle)
    if found is None:
        raise NoSuchCook
    return found


async def login(connection: Connection, name: str) -> Login | None:
    """Find the credentials of a handle or an address of mail."""
    if "@" in name:
        return await login_by_email(connection, address=name.strip().lower())
    return await login_by_handle(connection, handle=name.strip().lower())


async def own_account(connection: Connection, account_id: UUID) -> Account:
    """Find the account of who is asking; raises `NoSuchCook` when it was suspended meanwhile."""
    found = await account_by_id(connection, account_id=account_id)
    if found is None:
        raise NoSuchCook
    return found
