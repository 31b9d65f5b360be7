"""Answers kept under an Idempotency-Key, in the transaction of their effect: done once, answered the same again."""

import hmac

from msgspec import Struct

from forklore.foundations.database import Connection
from forklore.foundations.errors import Invalid
from forklore.foundations.queries import SqlFile

_sql = SqlFile(__name__, "repeats.sql")
_forget = _sql.run("forget_answers")


class KeptAnswer(Struct, frozen=True):
    """What was answered the first time."""

    body_hash: bytes
    status: int | None
    answer: bytes | None
    headers: dict[str, str]


class KeyUsedTwice(Invalid):
    """This Idempotency-Key was used for another request."""


_claim = _sql.run("claim_key")
_kept = _sql.one("kept_answer", KeptAnswer)
_keep = _sql.run("keep_answer")


def request_hash(secret: str, *parts: bytes) -> bytes:
    """Hash a request so that it can be told from another (HMAC-SHA-256).

    Keyed with the house's secret, because a body may hold a password, which a plain hash would let somebody guess.
    """
    return hmac.digest(secret.encode(), b"\0".join(parts), "sha256")


async def claim_key(connection: Connection, owner: str, key: str, body_hash: bytes) -> KeptAnswer | None:
    """Claim a key, or give what was answered under it; raises `KeyUsedTwice` when the request was another.

    Whoever comes second waits on the index until the first transaction ends, so the effect cannot happen twice.
    """
    if await _claim(connection, owner=owner, key=key, body_hash=body_hash):
        return None
    kept = await _kept(connection, owner=owner, key=key)
    if kept is None or kept.body_hash != body_hash:
        raise KeyUsedTwice
    return kept


async def keep_answer(connection: Connection, owner: str, key: str, status: int, answer: bytes, headers: str) -> None:
    """Keep the answer to a claimed key; `headers` is a JSON object."""
    await _keep(connection, owner=owner, key=key, status=status, answer=answer, headers=headers)


async def forget_answers(connection: Connection) -> int:
    """Drop answers older than a day; returns how many."""
    return await _forget(connection)
