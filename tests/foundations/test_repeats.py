"""Answers kept under a key: done once, answered the same again."""

import asyncio

import asyncpg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from forklore.foundations.database import Connection
from forklore.foundations.repeats import KeyUsedTwice, claim_key, forget_answers, keep_answer, request_hash

HASH = request_hash("s" * 32, b"POST", b"/recipes", b"{}")


async def test_the_first_answer_is_given_again(tx: Connection) -> None:
    assert await claim_key(tx, "ana", "k1", HASH) is None
    await keep_answer(tx, "ana", "k1", 201, b'{"id": 1}', '{"ETag": "1"}')
    kept = await claim_key(tx, "ana", "k1", HASH)
    assert kept is not None
    assert (kept.status, kept.answer, kept.headers) == (201, b'{"id": 1}', {"ETag": "1"})
    assert await claim_key(tx, "ben", "k1", HASH) is None
    with pytest.raises(KeyUsedTwice):
        await claim_key(tx, "ana", "k1", request_hash("s" * 32, b"POST", b"/recipes", b"[]"))


async def test_answers_are_forgotten_after_a_day(tx: Connection) -> None:
    for key in ("old", "new"):
        await claim_key(tx, "ana", key, HASH)
    await tx.execute("UPDATE idempotency_key SET made_at = now() - interval '25 hours' WHERE key = 'old'")
    assert await forget_answers(tx) == 1
    assert await claim_key(tx, "ana", "old", HASH) is None
    assert await claim_key(tx, "ana", "new", HASH) is not None


@pytest.mark.parametrize("fails", [False, True])
async def test_who_comes_second_waits_for_the_first(own_url: str, *, fails: bool) -> None:
    one, two = await asyncpg.connect(own_url), await asyncpg.connect(own_url)
    first = one.transaction()
    await first.start()
    assert await claim_key(one, "ana", "k1", HASH) is None
    waiting = asyncio.create_task(claim_key(two, "ana", "k1", HASH))
    await asyncio.sleep(0.05)
    assert not waiting.done()
    await keep_answer(one, "ana", "k1", 201, b"made", "{}")
    await (first.rollback() if fails else first.commit())
    async with asyncio.timeout(10):
        kept = await waiting
    assert (kept and kept.answer) == (None if fails else b"made")
    await one.close()
    await two.close()


@given(st.lists(st.binary(max_size=5).filter(lambda part: b"\0" not in part), min_size=1, max_size=4))
def test_requests_that_differ_in_any_part_differ(parts: list[bytes]) -> None:
    made = request_hash("s" * 32, *parts)
    assert made == request_hash("s" * 32, *parts)
    assert made != request_hash("t" * 32, *parts)
    assert made != request_hash("s" * 32, *parts, b"")
    assert made != request_hash("s" * 32, *parts[:-1], parts[-1] + b"x")
