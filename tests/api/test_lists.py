"""Every list: its pages together are the whole, without repeats, while rows are being added.

And every list and every page of one thing takes as many statements for many rows as for few.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

import asyncpg
import httpx
import pytest

from forklore.accounts.actions import open_account, sign_in
from forklore.comments import actions as comments
from forklore.comments.rows import SubjectKind
from forklore.cookbooks import actions as cookbooks
from forklore.cookbooks.rows import Shown
from forklore.forks.actions import fork
from forklore.forks.rows import ForkEdit
from forklore.foundations.database import Connection
from forklore.foundations.settings import settings_from
from forklore.main.asgi import API, application
from forklore.popularity.jobs import refresh_popular
from forklore.reactions.actions import react
from forklore.reactions.rows import Kind
from forklore.reactions.rows import SubjectKind as LikedKind
from forklore.recipes import actions as recipes
from forklore.recipes.inputs import Draft, Edit
from forklore.relations.actions import follow
from forklore.relations.rows import Reader
from forklore.replacements.jobs import detect
from forklore.reviews.actions import put_review

# Litestar 3 wants every parameter marked; until then it warns when an application is made.
pytestmark = pytest.mark.filterwarnings("ignore::litestar.exceptions.base_exceptions.LitestarDeprecationWarning")

LISTS = [
    "/recipes",
    "/recipes/popular?window=all",
    "/recipes/popular?window=week&by=top_rated",
    "/recipes/popular?window=week&by=saved",
    "/recipes/{soup}/versions",
    "/recipes/{soup}/forks",
    "/recipes/{soup}/forks?sort=stars",
    "/recipes/{soup}/reviews",
    "/recipes/{soup}/comments",
    "/comments/{talk}/replies",
    "/comments/{talk}/versions",
    "/recipes/{soup}/reactions",
    "/cookbooks",
    "/cookbooks/{book}/recipes",
    "/cooks/host/cookbooks",
    "/cooks/host/recipes",
    "/cooks/host/followers",
    "/cooks/host/following",
    "/me/drafts",
    "/feed",
]
THINGS = [
    "/recipes/{soup}",
    "/recipes/{soup}?version=1&servings=8&units=metric",
    "/recipes/{soup}/lineage",
    "/recipes/{soup}/stars",
    "/recipes/{soup}/score",
    "/recipes/{soup}/diff",
    "/recipes/{leaf}/changes",
    "/comments/{talk}",
    "/cookbooks/{book}",
    "/cooks/host",
    "/cooks/host/stars?recipes=true",
    "/foods/butter/replacements",
    "/foods/butter/replacements?dish=soup&avoid=nuts",
    "/foods/olive-oil/replaces",
    "/replacements/butter/olive-oil",
    "/replacements/top?window=week",
    "/replacements/graph?food=butter",
    "/recipes/{soup}/what-people-change",
    "/relationships?handles=cook_1,cook_2,cook_3,cook_4,cook_5,cook_6",
    "/recipes/{soup}/replacements?diet=vegan",
    "/me",
    "/sessions",
    "/tokens",
]
SOUP = Draft(title="Soup", servings=4, ingredients=["100 g butter", "1 onion", "1 l stock"], steps=["Boil."])


class Community(NamedTuple):
    """A community that grows, an application that serves it, and the statements it made."""

    client: httpx.AsyncClient
    connection: Connection
    host: UUID
    places: dict[str, UUID]
    statements: list[str]
    numbers: Any

    async def grow(self, by: int) -> None:
        """Add rows to every list."""
        for _ in range(by):
            await self._grow(next(self.numbers))

    async def _grow(self, number: int) -> None:
        connection, soup = self.connection, self.places["soup"]
        cook = await open_account(connection, handle=f"cook_{number}", display_name="Cook")
        await follow(connection, cook, self.host)
        await follow(connection, self.host, cook)
        await recipes.write(connection, self.host, SOUP)
        own = await recipes.write(connection, self.host, SOUP)
        await recipes.publish(connection, self.host, own)
        await recipes.edit(connection, self.host, soup, None, Edit(summary=f"Soup of the day {number}"))
        oil = ["80 ml olive oil", "1 onion", "1 l stock", f"{number + 1} eggs"]
        leaf = await fork(connection, Reader(cook), cook, soup, ForkEdit(ingredients=list(oil)))
        await recipes.publish(connection, cook, leaf)
        await detect(connection, {"recipe_id": str(leaf)})
        for recipe in (soup, own):
            await put_review(connection, Reader(cook), recipe, stars=1 + number % 5, body="Good.")
        self.places["leaf"] = leaf
        await comments.post(connection, Reader(cook), cook, SubjectKind.RECIPE, soup, body="A word.")
        await self._talk(number)
        await react(connection, Reader(cook), cook, LikedKind.RECIPE, soup, Kind.LIKE)
        book = await cookbooks.make(connection, self.host, name="Book", visibility=Shown.PUBLIC)
        book_id = self.places.setdefault("book", book.id)
        await cookbooks.put(connection, Reader(self.host), self.host, book_id, own)
        await cookbooks.save(connection, Reader(cook), cook, own)
        await sign_in(connection, self.host, device=f"kettle {number}", days=1)

    async def _talk(self, number: int) -> None:
        """Let the host's first comment be edited, and get answers and an answer to each."""
        connection, soup, looking = self.connection, self.places["soup"], Reader(self.host)
        if "talk" not in self.places:
            begun = await comments.post(connection, looking, self.host, SubjectKind.RECIPE, soup, body="0")
            self.places["talk"] = begun.id
        talk = self.places["talk"]
        for _ in range(2):
            said = await comments.post(
                connection, looking, self.host, SubjectKind.RECIPE, soup, body="Well.", answers=talk
            )
            talk = said.id
        await comments.edit(connection, looking, self.host, self.places["talk"], expected=None, body=str(number))

    async def get(self, path: str, **query: object) -> Any:  # noqa: ANN401 (any JSON)
        url = httpx.URL(API + path.format(**self.places))
        answer = await self.client.get(url.copy_merge_params({name: str(value) for name, value in query.items()}))
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def statements_of(self, path: str, **query: object) -> int:
        """How many statements one request takes, asked twice so that nothing is prepared any more."""
        await self.get(path, **query)
        self.statements.clear()
        await self.get(path, **query)
        return len(self.statements)


@asynccontextmanager
async def founded(url: str, home: Path) -> AsyncIterator[Community]:
    """Found a community in an empty database and serve it in this process."""
    app = application(settings_from({"FORKLORE_HOME": str(home), "DATABASE_URL": url, "FORKLORE_POOL_SIZE": "1"}))
    connection = await asyncpg.connect(url, server_settings={"timezone": "UTC"})
    host = await open_account(connection, handle="host", display_name="Host")
    soup = await recipes.write(connection, host, SOUP)
    await recipes.publish(connection, host, soup)
    secret = await sign_in(connection, host, device="test", days=1)
    statements: list[str] = []
    asgi: Any = app
    transport = httpx.ASGITransport(app=asgi)
    headers = {"Authorization": f"Bearer {secret}"}
    async with app.lifespan(), httpx.AsyncClient(transport=transport, base_url="http://t", headers=headers) as client:
        async with app.state.db.read() as reading:  # the only one of its pool
            reading.add_query_logger(lambda query: statements.append(query.query))
        made = Community(client, connection, host, {"soup": soup}, statements, count(1))
        await made.grow(6)
        await refresh_popular(connection)
        yield made
    await connection.close()


def key(item: dict[str, Any]) -> object:
    """What an item of any list is known by."""
    for name in ("id", "number", "handle", "revision"):
        if name in item:
            return item[name]
    return item["recipe"]["id"]


async def test_the_pages_of_every_list_are_the_whole_while_rows_are_added(own_url: str, tmp_path: Path) -> None:
    async with founded(own_url, tmp_path) as community:
        await _walk_every_list(community)


async def _walk_every_list(community: Community) -> None:
    for path in LISTS:
        whole = {key(item) for item in (await community.get(path, limit=100))["items"]}
        assert len(whole) >= 6, path
        seen: list[object] = []
        after: dict[str, object] = {}
        while True:
            page = await community.get(path, limit=2, **after)
            assert len(page["items"]) <= 2
            seen += map(key, page["items"])
            if page["next"] is None:
                break
            if len(seen) <= 6:  # or the lists that grow at their end would be walked for ever
                await community.grow(1)
            if len(seen) == 2:
                await refresh_popular(community.connection)
            after = {"after": page["next"]}
        assert len(seen) == len(set(seen)), f"{path} shows something twice"
        assert whole <= set(seen), f"{path} loses something"


async def test_the_number_of_statements_does_not_grow_with_the_rows(own_url: str, tmp_path: Path) -> None:
    async with founded(own_url, tmp_path) as community:
        await _count_statements(community)


async def _count_statements(community: Community) -> None:
    asked = [(path, limit) for path in LISTS for limit in (2, 100)]
    few = {(path, limit): await community.statements_of(path, limit=limit) for path, limit in asked}
    few |= {(path, 0): await community.statements_of(path) for path in THINGS}
    await community.grow(18)
    await refresh_popular(community.connection)
    many = {(path, limit): await community.statements_of(path, limit=limit) for path, limit in asked}
    many |= {(path, 0): await community.statements_of(path) for path in THINGS}
    assert {place: (few[place], many[place]) for place in few if few[place] != many[place]} == {}
    assert min(many.values()) >= 1
    # ten: one replacement explained, for one who is signed in
    assert {place: n for place, n in many.items() if n > 10} == {}
