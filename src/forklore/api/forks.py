"""Forks: make one, list them, follow a lineage, compare versions, take over what the parent changed."""

from typing import Annotated, Literal
from uuid import UUID

from litestar import get, post
from litestar.params import FromQuery, JSONBody, QueryParameter
from msgspec import UNSET, Meta, Struct, UnsetType

from forklore.api.border import (
    OPEN,
    WRITE,
    After,
    Answer,
    AnyRequest,
    Db,
    Limit,
    RecipeId,
    Who,
    account_of,
    etag,
    if_match,
    listed,
    once,
)
from forklore.api.problems import problems
from forklore.api.recipes import show
from forklore.api.shapes import RecipeOut
from forklore.forks import actions, reads
from forklore.forks.changes import Change, ChangeKind, Side
from forklore.forks.compare import compare_fields, compare_lines, compare_steps
from forklore.forks.reads_family import family_of
from forklore.forks.rows import BestForDiet, Choices, Clash, ForkEdit, Lineage, ParentOut
from forklore.foundations.database import Connection
from forklore.foundations.errors import invalid
from forklore.foundations.paging import DEFAULT_LIMIT, Page
from forklore.recipes import reads as recipes
from forklore.recipes.rows import Card, Content, ContentLine, Stars
from forklore.relations.reads import reader
from forklore.replacements.answers import MostReplaced
from forklore.replacements.reads_pairs import most_replaced


class SideOut(Struct, frozen=True):
    """A food on one side of a difference, and the line it stands in."""

    food: str | None
    name: str
    text: str
    line_id: UUID | None


class LineDifference(Struct, frozen=True, rename={"before": "from", "after": "to"}):
    """One difference in meaning between the lines, at equal servings."""

    kind: ChangeKind
    before: list[SideOut]
    after: list[SideOut]
    ratio: float | None
    confidence: float


class FieldDifference(Struct, frozen=True, rename={"before": "from", "after": "to"}):
    """A field that differs, as text."""

    field: str
    before: str | None
    after: str | None


class StepDifference(Struct, frozen=True, rename={"before": "from", "after": "to"}):
    """Steps that became others; one side is empty when steps came or went."""

    before: list[str]
    after: list[str]


class Difference(Struct, frozen=True):
    """What differs between two versions, in meaning."""

    servings_factor: float
    rewritten: bool
    lines: list[LineDifference]
    steps: list[StepDifference]
    fields: list[FieldDifference]


class UpstreamOut(Struct, frozen=True):
    """What the parent changed: from `parent.version`, on which the fork stands, to `head`; `clashes` need a choice."""

    parent: ParentOut
    head: int
    difference: Difference
    differs: bool
    clashes: tuple[Clash, ...]


class UpstreamChoices(Choices, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How to settle the clashes with the parent, and up to which of its versions to go."""

    version: Annotated[int, Meta(ge=1, le=1_000_000)] | UnsetType = UNSET


class Family(Struct, frozen=True):
    """A family in sums; `depth` counts the forks of forks of its longest line, `more`: it has over 1,000 recipes."""

    root_id: UUID
    recipes: int
    forks: int
    cooks: int
    depth: int
    stars: Stars
    most_replaced: list[MostReplaced]
    best: list[BestForDiet]
    more: bool


@post("/recipes/{recipe_id:uuid}/forks", opt=WRITE, responses=problems(400, 401, 403, 404, 409, 413, 422, 429))
async def fork(
    request: AnyRequest, recipe_id: RecipeId, data: JSONBody[ForkEdit], db: Db, viewer: Who
) -> Answer[RecipeOut]:
    """Fork a recipe at a version: a draft of one's own that keeps where it came from."""

    async def act(connection: Connection) -> Answer[RecipeOut]:
        looking = await reader(connection, viewer.account_id)
        fork_id = await actions.fork(connection, looking, account_of(viewer), recipe_id, data)
        return await show(connection, looking, fork_id)

    return await once(request, db, viewer, act)


@get("/recipes/{recipe_id:uuid}/forks", opt=OPEN, responses=problems(401, 403, 404, 422))
async def list_forks(
    request: AnyRequest,
    recipe_id: RecipeId,
    db: Db,
    viewer: Who,
    limit: Limit = DEFAULT_LIMIT,
    after: After = None,
    sort: FromQuery[Literal["recent", "stars"]] = "recent",
) -> Answer[Page[Card]]:
    """List the forks made directly from a recipe."""
    async with db.read() as connection:
        looking = await reader(connection, viewer.account_id)
        await recipes.visible(connection, looking, recipe_id)
        found = await reads.forks(connection, looking, recipe_id, sort=sort, after=after, limit=limit)
    return listed(request, found)


@get("/recipes/{recipe_id:uuid}/lineage", opt=OPEN, responses=problems(401, 403, 404))
async def lineage(recipe_id: RecipeId, db: Db, viewer: Who) -> Lineage:
    """Tell where a recipe comes from, tombstones included, and what came of it."""
    async with db.read() as connection:
        looking = await reader(connection, viewer.account_id)
        recipe = await recipes.visible(connection, looking, recipe_id)
        return await reads.lineage(connection, looking, recipe)


@get("/recipes/{recipe_id:uuid}/family", opt=OPEN, responses=problems(401, 403, 404))
async def family(recipe_id: RecipeId, db: Db, viewer: Who) -> Answer[Family]:
    """Tell a family in sums: forks, cooks, stars, what they replaced most, and the best liked one for each diet.

    The family is everything with one root; counted is what everybody may see, of its first 1,000 recipes.
    """
    async with db.read() as connection:
        looking = await reader(connection, viewer.account_id)
        recipe = await recipes.visible(connection, looking, recipe_id)
        sums = await family_of(connection, looking, recipe.root_id, recipe.id)
        replaced = await most_replaced(connection, dict(sums.members))
    return Answer(
        Family(
            sums.root_id, sums.recipes, sums.forks, sums.cooks, sums.depth, sums.stars, replaced, sums.best, sums.more
        )
    )


@get("/recipes/{recipe_id:uuid}/diff", opt=OPEN, responses=problems(401, 403, 404, 422))
async def difference(
    recipe_id: RecipeId,
    db: Db,
    viewer: Who,
    earlier: Annotated[int | None, QueryParameter(name="from", ge=1, le=1_000_000)] = None,
    later: Annotated[int | None, QueryParameter(name="to", ge=1, le=1_000_000)] = None,
    against: Annotated[UUID | None, QueryParameter(description="another recipe to compare with")] = None,
) -> Difference:
    """Compare two versions of a recipe, or a recipe with another (`against`, at version `from`), in meaning."""
    async with db.read() as connection:
        looking = await reader(connection, viewer.account_id)
        after = await recipes.recipe(connection, looking, recipe_id, later)
        if against is None and earlier is None and after.number == 1:
            raise invalid("from", "a first version has none before it: name another recipe with `against`")
        number = earlier if against is not None or earlier is not None else after.number - 1
        before = await recipes.recipe(connection, looking, against or recipe_id, number)
    return difference_between(before.content, after.content)


@get("/recipes/{recipe_id:uuid}/upstream", opt=OPEN, responses=problems(401, 403, 404))
async def upstream(recipe_id: RecipeId, db: Db, viewer: Who) -> Answer[UpstreamOut]:
    """Tell what the parent changed since the version that a fork stands on, and what of it would clash."""
    async with db.read() as connection:
        looking = await reader(connection, viewer.account_id)
        row = await recipes.recipe(connection, looking, recipe_id)
        told = await reads.upstream(connection, looking, row)
    shown = UpstreamOut(
        told.parent,
        told.head,
        difference_between(told.before, told.after),
        differs=told.before != told.after,
        clashes=told.merged.clashes,
    )
    return Answer(shown, headers=etag(row.number))


@post(
    "/recipes/{recipe_id:uuid}/upstream/merge",
    opt=WRITE,
    status_code=200,
    responses=problems(400, 401, 403, 404, 409, 412, 413, 422, 428, 429),
)
async def merge_upstream(
    request: AnyRequest, recipe_id: RecipeId, data: JSONBody[UpstreamChoices], db: Db, viewer: Who
) -> Answer[RecipeOut]:
    """Take over what the parent changed, three-way, as a new version of one's fork (If-Match).

    Clashes that neither `take` (the parent's) nor `skip` (one's own) names answer 409 with all of them, and nothing is
    written. From then on the fork stands on the parent's `version`, the newest when left out.
    """
    expected = if_match(request)

    async def act(connection: Connection) -> Answer[RecipeOut]:
        looking = await reader(connection, viewer.account_id)
        version = None if data.version is UNSET else data.version
        await actions.merge_upstream(
            connection, looking, account_of(viewer), recipe_id, data, expected=expected, version=version
        )
        return await show(connection, looking, recipe_id)

    return await once(request, db, viewer, act, status=200)


def difference_between(before: Content, after: Content) -> Difference:
    """Compare two contents in meaning."""
    diff = compare_lines(before, after, shown=True)
    return Difference(
        round(float(diff.servings_factor), 4),
        diff.rewritten,
        [_line_difference(change, before.lines, after.lines) for change in diff.changes],
        [
            StepDifference(
                [before.steps[i].text for i in change.before],
                [after.steps[i].text for i in change.after],
            )
            for change in compare_steps(before, after)
        ],
        [
            FieldDifference(change.field, _words(change.before), _words(change.after))
            for change in compare_fields(before, after)
        ],
    )


def _line_difference(change: Change, before: tuple[ContentLine, ...], after: tuple[ContentLine, ...]) -> LineDifference:
    return LineDifference(
        change.kind,
        [_side(side, before) for side in change.before],
        [_side(side, after) for side in change.after],
        change.ratio,
        change.confidence,
    )


def _side(side: Side, lines: tuple[ContentLine, ...]) -> SideOut:
    line = lines[side.line]
    return SideOut(side.food, side.name, line.text, line.line_id)


def _words(value: object) -> str | None:
    if value is None:
        return None
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


HANDLERS = [fork, list_forks, lineage, family, difference, upstream, merge_upstream]
