"""How tests tell that a request was refused, and that it left nothing."""

import asyncio
from typing import Any

import asyncpg
import httpx

JSON = {"Content-Type": "application/json"}
NOWHERE = "00000000-0000-7000-8000-000000000000"


def rows(url: str) -> dict[str, int]:
    """Count the rows of what people write; ranked lists and the queue live by the clock."""
    return asyncio.run(_rows(url))


async def _rows(url: str) -> dict[str, int]:
    connection = await asyncpg.connect(url)
    try:
        names = await connection.fetch(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        )
        kept = {name[0] for name in names} - {"popular", "popular_list", "try_count", "migration"}
        return {name: await connection.fetchval(f'SELECT count(*) FROM "{name}"') for name in sorted(kept)}  # noqa: S608 (names of tables)
    finally:
        await connection.close()


def refused(answer: httpx.Response, *statuses: int) -> dict[str, Any]:
    """The problem that was answered."""
    assert answer.status_code in statuses, f"{answer.request.url}: {answer.status_code} {answer.text[:300]}"
    assert answer.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = answer.json()
    assert body["status"] == answer.status_code
    assert body["detail"]
    return body


def pointers(body: dict[str, Any]) -> list[str]:
    return [error["pointer"] for error in body.get("errors", [])]
