"""What is measured: each kind of request, as the endpoint and as the floor are asked."""

import random
from collections.abc import Sequence
from uuid import UUID

import asyncpg
from asyncpg import Record
from benchmarks.community import SEED, Size
from benchmarks.floor import Work
from benchmarks.recording import Recorder

from forklore.foundations.database import Connection
from forklore.foundations.secret_words import hash_of
from forklore.popularity.rows import Span

API = "/api/v1"
_DRAWN = 2_000
_REVIEWS = 60_000
_REVIEWERS = 500
_BODY = b'{"stars": 4, "body": "Good, though it took longer than it says."}'


async def works(url: str, recorder: Recorder, size: Size) -> list[Work]:
    """Make all kinds of requests for a community; the same ones each time."""
    dice = random.Random(SEED)
    connection = await asyncpg.connect(url)
    try:
        recipes = await connection.fetch(
            "SELECT id, author_id, stars_count FROM recipe_card WHERE visibility = 'public' ORDER BY id"
        )
        cook = await connection.fetchval("SELECT handle FROM account_sums ORDER BY stars_count DESC LIMIT 1")
        found = [await _recipes(recorder, _drawn(recipes, _DRAWN, dice))]
        found += [await _single(recorder, f"popular-{one}", f"/recipes/popular?window={one}") for one in Span]
        found.append(await _single(recorder, "stars", f"/cooks/{cook}/stars"))
        found.append(await _single(recorder, "feed", "/feed", token=_token(size.cooks)))
        found.append(await _reviews(recorder, connection, recipes, size, dice))
    finally:
        await connection.close()
    return found


def request(method: str, path: str, *, token: str = "", body: bytes = b"") -> bytes:
    """Write a request as it is sent."""
    head = [f"{method} {path} HTTP/1.1", "host: 127.0.0.1"]
    head += [f"authorization: Bearer {token}"] if token else []
    head += ["content-type: application/json", f"content-length: {len(body)}"] if body else []
    return "\r\n".join([*head, "", ""]).encode() + body


def floor_requests(work: Work) -> list[bytes]:
    """Write the requests of a work as they are sent to the floor."""
    method = "PUT" if work.name == "review" else "GET"
    body = _BODY if method == "PUT" else b""
    return [request(method, f"/{work.name}/{number}", body=body) for number in range(len(work.requests))]


async def _single(recorder: Recorder, name: str, path: str, *, token: str = "") -> Work:
    script = await recorder.record("GET", API + path, token=token)
    return Work(name, [script], [(0, ())], [request("GET", API + path, token=token)])


async def _recipes(recorder: Recorder, ids: list[UUID]) -> Work:
    """Read recipes, the more often the more popular they are."""
    places = {recipe: place for place, recipe in enumerate(dict.fromkeys(ids))}
    scripts = [await recorder.record("GET", f"{API}/recipes/{recipe}") for recipe in places]
    sent = [request("GET", f"{API}/recipes/{recipe}") for recipe in ids]
    return Work("recipe", scripts, [(places[recipe], ()) for recipe in ids], sent)


async def _reviews(
    recorder: Recorder, connection: Connection, recipes: Sequence[Record], size: Size, dice: random.Random
) -> Work:
    """Write new reviews: the last 500 cooks, of recipes that each has not reviewed, the more popular the more often."""
    first = max(0, size.cooks - _REVIEWERS)
    rows = await connection.fetch("SELECT id FROM account ORDER BY handle OFFSET $1", first)
    tokens = {row["id"]: _token(first + place) for place, row in enumerate(rows, start=1)}
    reviewers = list(tokens)
    done = await connection.fetch("SELECT recipe_id, reviewer_id FROM review WHERE reviewer_id = ANY($1)", reviewers)
    taken = {(row["recipe_id"], row["reviewer_id"]) for row in done}
    authors = {row["id"]: row["author_id"] for row in recipes}
    requests: list[tuple[int, tuple[UUID | bytes, ...]]] = []
    sent: list[bytes] = []
    most = min(_REVIEWS, len(recipes) * len(reviewers) // 10)
    for recipe in _drawn(recipes, most * 2, dice):
        reviewer = dice.choice(reviewers)
        if (recipe, reviewer) in taken or authors[recipe] == reviewer or len(requests) == most:
            continue
        taken.add((recipe, reviewer))
        token = tokens[reviewer]
        requests.append((0, (recipe, authors[recipe], reviewer, hash_of(token))))
        sent.append(request("PUT", f"{API}/recipes/{recipe}/review", token=token, body=_BODY))
    values = requests[0][1]
    path = f"{API}/recipes/{values[0]!s}/review"
    script = await recorder.record("PUT", path, token=tokens[values[2]], body=_BODY)
    return Work("review", [script.with_slots(values)], requests, sent)


def _drawn(recipes: Sequence[Record], many: int, dice: random.Random) -> list[UUID]:
    """Draw recipes by how often they were reviewed, with repeats."""
    ids = [row["id"] for row in recipes]
    return dice.choices(ids, [row["stars_count"] + 0.1 for row in recipes], k=many)


def _token(cook: int) -> str:
    return f"flt_bench_{cook}"
