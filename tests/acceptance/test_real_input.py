"""The main job from end to end: pages, recipes, ratings and forks go in by the commands, the questions by HTTP.

What is answered is compared with a recount of the input itself. Everything runs on a sample of the project's own, and
on a slice of large collections of real recipes and ratings where they lie beside the checkout.
"""

import asyncio
import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest

from acceptance import community, sources
from acceptance.commands import Took, forklore, import_as
from acceptance.questions import Asking
from acceptance.shelves import address
from acceptance.sources import Source
from bed import Fresh, serve, stop
from forklore.foundations.database import open_database
from forklore.foundations.settings import settings_from
from forklore.main.demo import drain

IMPORTER = "importer"
PAGES = "page_reader"


class World(NamedTuple):
    """What went in, what the commands said, the ids that came of it, and somebody who asks."""

    source: Source
    pages: Took
    recipes: Took
    again: Took
    read: list[dict[str, Any]]
    forks: list[str]
    urls: dict[str, str]
    asking: Asking


@pytest.fixture(scope="module", params=sources.names())
def world(request: pytest.FixtureRequest, fresh: Fresh, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    work = tmp_path_factory.mktemp("work")
    source = sources.source(request.param, work)
    url = fresh.make()
    home, database = work / "home", {"DATABASE_URL": url}
    pages = import_as(PAGES, source.pages, home=home, **database)
    recipes = import_as(IMPORTER, source.recipes, home=home, **database)
    again = import_as(IMPORTER, source.recipes, home=home, **database)
    read = [json.loads(line) for line in forklore("read-pages", source.pages, home=home).out.splitlines()]
    forks, urls = asyncio.run(_people(url, source))
    server = serve(url, home)
    asking = Asking(server.url)
    yield World(source, pages, recipes, again, read, forks, urls, asking)
    asking.close()
    stop(server)


async def _people(url: str, source: Source) -> tuple[list[str], dict[str, str]]:
    """Let people rate and fork; gives the ids of the forks, and the key of each imported recipe by its id."""
    database = await open_database(url, size=2)
    try:
        await community.rate(database, IMPORTER, source.ratings)
        forks = await community.publish_forks(database, IMPORTER, source.forks)
        await drain(url, database, settings_from({}))
        keys = {one.recipe for one in source.ratings} | {one.parent for one in source.forks}
        found = await community.found_by_url(database, IMPORTER, map(address, keys))
    finally:
        await database.close()
    return [str(fork) for fork in forks], {str(found[address(key)]): key for key in keys}


def stars_given(source: Source) -> dict[tuple[str, str], int]:
    """What counts of the ratings: of a cook who rated a recipe twice, the later."""
    return {(rating.recipe, rating.cook): rating.stars for rating in source.ratings}


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip()


def is_right(read: dict[str, Any], expected: dict[str, Any]) -> bool:
    """Title, ingredient lines and the text of the steps, blanks and Unicode forms apart."""
    return (
        "refused" not in read
        and plain(read["title"]) == plain(expected["title"])
        and [plain(line) for line in read["ingredients"]] == [plain(line) for line in expected["ingredients"]]
        and plain(" ".join(read["steps"])) == plain(" ".join(expected["instructions_list"]))
    )


def test_pages_are_read_as_people_read_them(world: World) -> None:
    read = {line["file"].rpartition("/")[2]: line for line in world.read}
    right = sum(is_right(read[name], expected) for name, expected in world.source.expected.items())
    assert right / len(world.source.expected) >= world.source.pages_right


def test_every_file_is_taken_or_refused_with_a_reason(world: World) -> None:
    pages, recipes = world.pages, world.recipes
    assert pages.new + pages.changed + pages.unchanged + pages.refused >= pages.files > 0
    assert len(pages.reasons) == pages.refused
    assert all(pages.reasons)
    assert (recipes.refused, recipes.drafts) == (0, 0)


def test_ingredient_lines_are_understood(world: World) -> None:
    assert world.recipes.understood / world.recipes.lines >= world.source.lines_understood


def test_importing_again_changes_nothing(world: World) -> None:
    assert (world.again.new, world.again.changed) == (0, 0)
    assert world.again.unchanged == world.recipes.new + world.recipes.unchanged
    assert world.asking.get(f"/cooks/{IMPORTER}")["recipes"] == world.recipes.new


def test_the_average_stars_of_a_cook_are_those_that_people_gave(world: World) -> None:
    given = stars_given(world.source)
    by_recipe: dict[str, list[int]] = defaultdict(list)
    for (recipe, _), stars in given.items():
        by_recipe[recipe].append(stars)
    told = world.asking.get(f"/cooks/{IMPORTER}/stars")
    assert (told["count"], told["recipes_rated"]) == (len(given), len(by_recipe))
    assert told["mean"] == pytest.approx(sum(given.values()) / len(given))
    means = [sum(stars) / len(stars) for stars in by_recipe.values()]
    assert told["mean_of_recipes"] == pytest.approx(sum(means) / len(means), abs=1e-4)
    assert told["histogram"] == [sum(stars == n for stars in given.values()) for n in range(1, 6)]
    assert sum(month["count"] for month in told["by_month"]) == len(given)
    first = min(rating.at for rating in world.source.ratings)
    assert told["by_month"][-1]["month"] >= told["by_month"][0]["month"] == f"{first:%Y-%m}"


def test_the_most_popular_recipes_stand_in_the_order_of_a_recount(world: World) -> None:
    points: Counter[str] = Counter()
    people: Counter[str] = Counter()
    for (recipe, _), stars in stars_given(world.source).items():
        points[recipe] += 3 + stars  # in eighths
        people[recipe] += 1
    for recipe, _ in {(fork.parent, fork.cook) for fork in world.source.forks}:
        points[recipe] += 24
        people[recipe] += 1
    told = list(world.asking.walk("/recipes/popular", window="all"))
    keys = [world.urls[item["recipe"]["id"]] for item in told]
    assert sorted(keys) == sorted(points)
    assert [item["score"] for item in told] == [pytest.approx(points[key] / 8) for key in keys]
    assert [(-points[key], -people[key]) for key in keys] == sorted((-points[key], -people[key]) for key in keys)
    ties = [(points[key], people[key], item["recipe"]["id"]) for key, item in zip(keys, told, strict=True)]
    assert ties == sorted(ties, key=lambda tie: (-tie[0], -tie[1], tie[2]))


def test_the_score_of_the_first_is_explained(world: World) -> None:
    first = world.asking.get("/recipes/popular", window="all", limit=1)["items"][0]
    told = world.asking.get(f"/recipes/{first['recipe']['id']}/score", window="all")
    assert sum(part["points"] for part in told["parts"]) == pytest.approx(first["score"])


def test_every_fork_knows_its_parent_and_every_parent_its_forks(world: World) -> None:
    children: Counter[str] = Counter()
    for fork, truth in zip(world.forks, world.source.forks, strict=True):
        line = world.asking.get(f"/recipes/{fork}/lineage")
        assert [world.urls[one["id"]] for one in line["ancestors"]] == [truth.parent]
        assert line["ancestors"][0]["author"]["handle"] == IMPORTER
        children[line["root_id"]] += 1
    for parent, count in children.items():
        listed = [card["id"] for card in world.asking.walk(f"/recipes/{parent}/forks")]
        assert len(listed) == len(set(listed)) == count


def test_the_changes_of_the_forks_are_those_their_cooks_made(world: World) -> None:
    right = 0
    for fork, truth in zip(world.forks, world.source.forks, strict=True):
        told = world.asking.get(f"/recipes/{fork}/changes")
        right += Counter(change["kind"] for change in told["changes"]) == Counter(truth.kinds)
        assert told["servings_factor"] > 0
    assert right / len(world.forks) >= world.source.forks_right


def test_replacements_are_counted_by_distinct_cooks(world: World) -> None:
    """Recounted from the change lists: one cook who does it twice counts once, with two forks."""
    cooks: dict[tuple[str, tuple[str, ...]], set[str]] = defaultdict(set)
    forks: dict[tuple[str, tuple[str, ...]], set[str]] = defaultdict(set)
    for fork, truth in zip(world.forks, world.source.forks, strict=True):
        for change in world.asking.get(f"/recipes/{fork}/changes")["changes"]:
            before = [one["food"] for one in change["from"]]
            after = tuple(sorted({one["food"] for one in change["to"] if one["food"]}))
            if change["kind"] != "replace" or None in before or None in [one["food"] for one in change["to"]]:
                continue
            for food in set(before) - set(after):
                cooks[food, after].add(truth.cook)
                forks[food, after].add(fork)
    assert cooks
    told = {
        (food, tuple(sorted(item["to"]))): (item["cooks"], item["forks"])
        for food in {food for food, _ in cooks}
        for item in world.asking.replacements(food)
    }
    assert told == {pair: (len(some), len(forks[pair])) for pair, some in cooks.items()}


def test_who_follows_the_importer_sees_the_recipes_and_then_a_fork_of_a_fork(world: World) -> None:
    asking = world.asking
    asking.follow(IMPORTER)
    seen = [entry["recipe"]["id"] for entry in asking.walk("/feed")]
    assert len(seen) == len(set(seen)) == world.recipes.new
    begun = asking.http.post(f"/recipes/{world.forks[0]}/forks", json={"title": "Mine"}).json()
    asking.http.post(f"/recipes/{begun['id']}/publish").raise_for_status()
    line = asking.get(f"/recipes/{begun['id']}/lineage")
    assert [one["depth"] for one in line["ancestors"]] == [0, 1]
    assert [one["id"] for one in line["ancestors"]][1:] == [world.forks[0]]
    asking.http.delete(f"/recipes/{begun['id']}").raise_for_status()
