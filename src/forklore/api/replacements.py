"""Replacements: what takes the place of a food, how often, how it went, and the evidence behind each number."""

from functools import lru_cache
from typing import Annotated

from litestar import get, post
from litestar.params import FromQuery, JSONBody, PathParameter, QueryParameter
from msgspec import Meta, Struct

from forklore.api.border import MODERATE, OPEN, After, Answer, AnyRequest, Db, Limit, Who, account_of, listed, once
from forklore.api.foods import FoodSlug
from forklore.api.problems import problems
from forklore.foods.lexicon import lexicon
from forklore.foods.needs import Needs, broken_by, read_needs
from forklore.foods.reads import ids_of
from forklore.foods.rows import FoodName
from forklore.foundations.database import Connection
from forklore.foundations.errors import invalid
from forklore.foundations.paging import DEFAULT_LIMIT, Page
from forklore.relations.reads import reader
from forklore.replacements import reads, reads_pairs
from forklore.replacements.actions_decisions import judge
from forklore.replacements.answers import Graph, PairOut, Span, Top, VerdictKind, Verdicts
from forklore.replacements.contexts import dishes
from forklore.replacements.rows import InPlaceOf, Replacements

_Words = list[Annotated[str, QueryParameter(max_length=2_000)]] | None
Diets = Annotated[_Words, QueryParameter(name="diet", max_items=20, description="diets to keep: vegan, gluten-free")]
Avoided = Annotated[_Words, QueryParameter(name="avoid", max_items=100, description="foods, families, allergens")]
Replacing = Annotated[str, PathParameter(max_length=500, description="what took its place; several foods joined by +")]
Tag = Annotated[str | None, QueryParameter(min_length=1, max_length=50, description="only in recipes with this tag")]


class ReplacesOut(Struct, frozen=True):
    """A food and what it takes the place of."""

    food: FoodName
    items: list[InPlaceOf]


class VerdictInput(Struct, frozen=True, forbid_unknown_fields=True):
    """What a moderator says of a pair, and why; `ok` takes an earlier word back."""

    verdict: VerdictKind
    reason: Annotated[str, Meta(max_length=1_000)] = ""


@get("/foods/{slug:str}/replacements", opt=OPEN, responses=problems(401, 403, 404, 422))
async def replacements(
    slug: FoodSlug,
    db: Db,
    viewer: Who,
    dish: FromQuery[str | None] = None,
    diet: Diets = None,
    avoid: Avoided = None,
) -> Answer[Replacements]:
    """Tell what cooks use in the place of a food, with the evidence behind each number.

    With `dish` counts in that kind of dish decide, leaning on all where they are few; `diet` and `avoid` leave out
    every food that breaks them, or of which nobody knows. How the stars moved leans to the bright side: cooks publish
    what worked.
    """
    if dish is not None and dish not in dishes():
        raise invalid("dish", f"{dish[:60]!r} is no kind of dish known here; known are {', '.join(dishes())}")
    needs = read_needs(_parted(diet), _parted(avoid), at=("diet", "avoid"))
    async with db.read() as connection:
        food = await reads.food_called(connection, slug)
        banned = (await ids_of(connection, set(_breaking(needs)))).values() if needs else ()
        hidden = (await reader(connection, viewer.account_id)).hidden
        return Answer(await reads.of_food(connection, food, dish=dish, banned=list(banned), hidden=hidden))


@get("/foods/{slug:str}/replaces", opt=OPEN, responses=problems(401, 403, 404, 422))
async def replaces(slug: FoodSlug, db: Db) -> Answer[ReplacesOut]:
    """Tell what a food is used in the place of."""
    async with db.read() as connection:
        found = await reads.food_called(connection, slug)
        return Answer(ReplacesOut(FoodName(found.slug, found.name), await reads.in_place_of(connection, found)))


@get("/replacements/top", opt=OPEN, responses=problems(401, 403, 422))
async def top(db: Db, window: FromQuery[Span] = Span.ALL, tag: Tag = None, limit: Limit = DEFAULT_LIMIT) -> Answer[Top]:
    """List the replacements that most distinct cooks made; a window or tag weighs its newest 20,000 pieces."""
    async with db.read() as connection:
        return Answer(await reads_pairs.top(connection, window, tag.strip().lower() if tag else None, limit))


@get("/replacements/graph", opt=OPEN, responses=problems(401, 403, 404, 422))
async def graph(
    db: Db,
    food: Annotated[str, QueryParameter(min_length=1, max_length=100, description="where to begin")],
    depth: Annotated[int, QueryParameter(ge=1, le=3, description="steps")] = 1,
) -> Answer[Graph]:
    """Walk from a food to what takes its place, and on: at most 60 foods and 8 replacements from each."""
    async with db.read() as connection:
        return Answer(await reads_pairs.graph(connection, await reads.food_called(connection, food), depth))


@get("/replacements/{food:str}/{instead:str}", opt=OPEN, responses=problems(401, 403, 404, 422))
async def explained(
    request: AnyRequest,
    food: FoodSlug,
    instead: Replacing,
    db: Db,
    viewer: Who,
    limit: Limit = DEFAULT_LIMIT,
    after: After = None,
    *,
    failed: FromQuery[bool] = False,
) -> Answer[PairOut]:
    """Explain one replacement: how its score is made, how much is taken, how it went, and the evidence by pages.

    `failed=true` lists only evidence that it did not work. Below three cooks the summary says so.
    """
    async with db.read() as connection:
        looking = await reader(connection, viewer.account_id)
        one, others = await reads_pairs.foods_of_pair(connection, food, instead)
        found = await reads_pairs.explained(connection, looking, one, others, failed=failed, cursor=after, limit=limit)
    return Answer(found, headers=listed(request, Page(found.items, found.next)).headers)


@get("/replacements/{food:str}/{instead:str}/verdicts", opt=MODERATE, responses=problems(401, 403, 404, 422))
async def verdicts(food: FoodSlug, instead: Replacing, db: Db) -> Answer[Verdicts]:
    """Tell what moderators said of a pair, newest first."""
    async with db.read() as connection:
        one, others = await reads_pairs.foods_of_pair(connection, food, instead)
        return Answer(await reads_pairs.verdicts(connection, one, others))


@post(
    "/replacements/{food:str}/{instead:str}/verdict",
    opt=MODERATE,
    responses=problems(400, 401, 403, 404, 413, 422, 429),
)
async def verdict(
    request: AnyRequest, food: FoodSlug, instead: Replacing, data: JSONBody[VerdictInput], db: Db, viewer: Who
) -> Answer[Verdicts]:
    """Say that a pair is no replacement, or one food under two names, and take it out of all public answers.

    `ok` puts it back, whole. A synonym is a decision with its history; giving the food its other name is a step of the
    host's, in the lexicon.
    """

    async def act(connection: Connection) -> Answer[Verdicts]:
        one, others = await reads_pairs.foods_of_pair(connection, food, instead)
        await judge(connection, account_of(viewer), one, others, data.verdict, data.reason)
        return Answer(await reads_pairs.verdicts(connection, one, others), status_code=201)

    return await once(request, db, viewer, act)


def _parted(words: list[str] | None) -> list[str]:
    return [part for word in words or () for part in word.split(",")]


@lru_cache(maxsize=64)
def _breaking(needs: Needs) -> tuple[str, ...]:
    """Give the slugs of all foods that break the needs, or may."""
    return tuple(slug for slug in lexicon().foods if broken_by(slug, needs))


HANDLERS = [replacements, replaces, top, graph, explained, verdicts, verdict]
