"""The feed over HTTP."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import UUID

import asyncpg
import httpx

from bed import Cook, Running, SignUp
from feeds.cast import publish


def published(server: Running, cook: Cook, *, hours_ago: int, visibility: str = "public") -> str:
    async def put() -> UUID:
        connection = await asyncpg.connect(server.database_url)
        try:
            account_id = await connection.fetchval("SELECT id FROM account WHERE handle = $1", cook.handle)
            at = datetime.now(UTC) - timedelta(hours=hours_ago)
            return await publish(connection, account_id, at, visibility=visibility)
        finally:
            await connection.close()

    return str(asyncio.run(put()))


def test_the_feed_shows_the_followed_in_pages_and_says_why(server: Running, sign_up: SignUp) -> None:
    me, ana, stranger = sign_up("me"), sign_up("ana"), sign_up("stranger")
    made = [published(server, ana, hours_ago=hours, visibility="followers") for hours in (3, 2, 1)]
    published(server, stranger, hours_ago=0)
    me.client.put(f"/cooks/{ana.handle}/follow")
    first = me.client.get("/feed", params={"limit": 2})
    assert first.status_code == 200, first.text
    second = me.client.get(first.links["next"]["url"].removeprefix("/api/v1"))
    entries = first.json()["items"] + second.json()["items"]
    assert [entry["recipe"]["id"] for entry in entries] == made[::-1]
    assert {(entry["kind"], entry["reason"], entry["parent"]) for entry in entries} == {
        ("recipe", f"you follow @{ana.handle}", None)
    }
    assert entries[0]["at"] == entries[0]["recipe"]["published_at"]
    assert second.json()["next"] is None


def test_a_newcomer_sees_what_is_new_and_a_block_takes_it_away(server: Running, sign_up: SignUp) -> None:
    newcomer, ana = sign_up("newcomer"), sign_up("ana")
    recipe = published(server, ana, hours_ago=0)
    newest = newcomer.client.get("/feed").json()["items"][0]
    assert (newest["recipe"]["id"], newest["reason"]) == (recipe, "new in the community")
    ana.client.put(f"/cooks/{newcomer.handle}/block")
    assert recipe not in {entry["recipe"]["id"] for entry in newcomer.client.get("/feed").json()["items"]}


def test_the_feed_is_for_somebody_and_refuses_foreign_cursors(http: httpx.Client, sign_up: SignUp) -> None:
    assert http.get("/feed").status_code == 401
    ana = sign_up("ana")
    answer = ana.client.get("/feed", params={"after": "WyJmZWVkIiwgW11d"})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "after")
