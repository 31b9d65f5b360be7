"""`forklore demo`: the same community each time, once, and whole: every fork, review and count is there."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from acceptance.commands import forklore
from acceptance.questions import Asking
from bed import Fresh, serve, stop
from forklore.foundations.database import Connection
from forklore.foundations.settings import settings_from
from forklore.main.demo import PASSWORD, fill
from forklore.main.demo_content import demo

_WHOLE = """
SELECT a.handle, r.slug, r.title, p.slug AS parent, v.content -> 'servings' AS servings,
       array(SELECT l.text || ' = ' || coalesce(f.slug, '?') FROM recipe_line l LEFT JOIN food f ON f.id = l.food_id
              WHERE l.recipe_id = r.id ORDER BY l.position) AS lines,
       s.stars_count, s.stars_sum, s.cooks, s.forks
  FROM recipe r JOIN account a ON a.id = r.author_id JOIN recipe_stats s ON s.recipe_id = r.id
  JOIN recipe_version v ON v.recipe_id = r.id AND v.number = r.head
  LEFT JOIN recipe p ON p.id = r.parent_id ORDER BY 1, 2"""
_REPLACED = """
SELECT f.slug, array(SELECT t.slug FROM food t WHERE t.id = ANY(r.to_foods) ORDER BY 1), r.context, r.cooks, r.forks,
       r.reviews
  FROM replacement r JOIN food f ON f.id = r.from_food ORDER BY 1, 2, 3"""


def ask(url: str, question: Callable[[Connection], Awaitable[Any]]) -> Any:  # noqa: ANN401 (whatever is asked)
    async def asked() -> Any:  # noqa: ANN401 (whatever is asked)
        connection = await asyncpg.connect(url)
        try:
            return await question(connection)
        finally:
            await connection.close()

    return asyncio.run(asked())


def rows(url: str, sql: str) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = [tuple(row) for row in ask(url, lambda connection: connection.fetch(sql))]
    return found


@pytest.fixture(scope="module")
def filled(fresh: Fresh, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database that the command has filled."""
    url = fresh.make()
    done = forklore("demo", home=tmp_path_factory.mktemp("home"), settings={"DATABASE_URL": url})
    assert done.status == 0, done.err
    assert PASSWORD in done.out
    return url


def test_the_community_is_there_with_everything_that_follows_from_it(filled: str) -> None:
    community = demo()
    recipes = rows(filled, _WHOLE)
    assert len(recipes) == len(community.recipes) + len(community.forks)
    assert sum(row[3] is not None for row in recipes) == len(community.forks) >= 40
    assert sum(row[6] for row in recipes) == len(community.reviews)
    lines = [line for row in recipes for line in row[5]]
    assert sum(not line.endswith(" = ?") for line in lines) / len(lines) > 0.97
    assert rows(filled, "SELECT max(depth) FROM lineage")[0][0] >= 4
    assert rows(filled, "SELECT count(*) FROM jobs.pgqueuer WHERE entrypoint LIKE 'replacements%'") == [(0,)]
    assert rows(filled, "SELECT count(*) FROM detection") == [(len(community.forks),)]
    assert max(row[2] for row in rows(filled, _REPLACED)) >= 2


def test_what_was_replaced_is_asked_over_http(filled: str, tmp_path: Path) -> None:
    running = serve(filled, tmp_path)
    asking = Asking(running.url)
    handle = demo().cooks[0].handle
    signed_in = asking.http.post("/sessions", json={"login": handle, "password": PASSWORD})
    popular = asking.get("/recipes/popular", window="all")["items"]
    food, to, cooks, _, _ = max(rows(filled, _REPLACED), key=lambda row: row[2])
    told = asking.replacements(food)
    asking.close()
    stop(running)
    assert signed_in.status_code == 201
    assert len(popular) == 20
    assert {"to": to, "cooks": cooks} in [{"to": sorted(one["to"]), "cooks": one["cooks"]} for one in told]


def test_it_is_filled_once(filled: str) -> None:
    before = rows(filled, _WHOLE)
    assert asyncio.run(fill(filled, settings_from({}))) is False
    assert rows(filled, _WHOLE) == before


def test_it_is_the_same_each_time(filled: str, own_url: str) -> None:
    assert asyncio.run(fill(own_url, settings_from({}))) is True
    assert rows(own_url, _WHOLE) == rows(filled, _WHOLE)
    assert rows(own_url, _REPLACED) == rows(filled, _REPLACED)


def test_a_house_where_somebody_lives_is_left_alone(own_url: str, tmp_path: Path) -> None:
    insert = "INSERT INTO account (handle, display_name) VALUES ('somebody', 'Somebody')"
    ask(own_url, lambda connection: connection.execute(insert))
    done = forklore("demo", home=tmp_path, settings={"DATABASE_URL": own_url})
    assert (done.status, rows(own_url, "SELECT count(*) FROM recipe")) == (0, [(0,)])
    assert "somebody lives here already" in done.out


def test_it_is_not_for_production(tmp_path: Path) -> None:
    done = forklore("demo", home=tmp_path, settings={"FORKLORE_ENVIRONMENT": "production"})
    assert (done.status, done.out) == (2, "")
    assert "production" in done.err


def test_sums_of_the_demo_agree_with_a_recount(filled: str, tmp_path: Path) -> None:
    done = forklore("reconcile", home=tmp_path, settings={"DATABASE_URL": filled})
    assert done.status == 0, done.out
    drifted = [json.loads(line) for line in done.out.splitlines() if line.startswith("{")]
    assert not drifted
