"""Changes: what a fork changed, its author's word on it, what people change in a recipe, detection without storing."""

from typing import Annotated
from uuid import UUID

from litestar import get, post
from litestar.params import FromPath, JSONBody
from msgspec import Meta, Struct

from forklore.api.border import OPEN, WRITE, Answer, AnyRequest, Db, RecipeId, Who, account_of, once
from forklore.api.problems import problems
from forklore.foundations.database import Connection, Database
from forklore.foundations.errors import invalid
from forklore.recipes import reads as recipes
from forklore.relations.reads import reader
from forklore.replacements import reads, reads_pairs
from forklore.replacements.actions_decisions import CONFIRMED, DETECTED, REJECTED, decide
from forklore.replacements.answers import WhatPeopleChange
from forklore.replacements.detect import Detection, detect_texts
from forklore.replacements.jobs import is_stale, renew_one
from forklore.replacements.review_reader import ReviewChange, read_review
from forklore.replacements.rows import ChangeOut, Changes

CheckedLine = Annotated[str, Meta(max_length=5000)]
CheckedLines = Annotated[list[CheckedLine], Meta(max_length=500)]
ChangeId = FromPath[UUID]


class IngredientList(Struct, frozen=True, forbid_unknown_fields=True):
    """An ingredient list to compare."""

    ingredients: CheckedLines
    title: Annotated[str, Meta(max_length=200)] = ""


class ReviewText(Struct, frozen=True, forbid_unknown_fields=True):
    """A review to read: its text, the title of the recipe, and the recipe's lines where they are known."""

    text: Annotated[str, Meta(max_length=50_000)]
    recipe: Annotated[str, Meta(max_length=200)] = ""
    ingredients: CheckedLines | None = None


class ToDetect(Struct, frozen=True, forbid_unknown_fields=True):
    """Either a recipe and what was made of it, or a review."""

    parent: IngredientList | None = None
    fork: IngredientList | None = None
    review: ReviewText | None = None


class FoundInReview(Struct, frozen=True):
    """The changes that a review tells."""

    changes: list[ReviewChange]


@get("/recipes/{recipe_id:uuid}/changes", opt=OPEN, responses=problems(401, 403, 404))
async def changes(recipe_id: RecipeId, db: Db, viewer: Who) -> Answer[Changes]:
    """Tell what a fork changed against its parent, at equal servings, with the lines that prove it.

    What an older detector has read is shown, and read again at once.
    """
    async with db.read() as connection:
        looking = await reader(connection, viewer.account_id)
        found = await reads.changes_of(connection, await recipes.recipe(connection, looking, recipe_id))
        stale = await is_stale(connection, recipe_id)
    if stale:
        async with db.write() as connection:
            await renew_one(connection, recipe_id)
    return Answer(found)


@post("/changes/{change_id:uuid}/confirm", opt=WRITE, status_code=200, responses=problems(401, 403, 404, 409, 422, 429))
async def confirm(request: AnyRequest, change_id: ChangeId, db: Db, viewer: Who) -> Answer[ChangeOut]:
    """Say that a change of one's own fork was found rightly: it counts with full confidence from now on."""
    return await _decided(request, db, viewer, change_id, CONFIRMED)


@post("/changes/{change_id:uuid}/reject", opt=WRITE, status_code=200, responses=problems(401, 403, 404, 409, 422, 429))
async def reject(request: AnyRequest, change_id: ChangeId, db: Db, viewer: Who) -> Answer[ChangeOut]:
    """Say that a change of one's own fork was found wrongly: it counts nowhere, whatever is detected later."""
    return await _decided(request, db, viewer, change_id, REJECTED)


@post("/changes/{change_id:uuid}/undo", opt=WRITE, status_code=200, responses=problems(401, 403, 404, 409, 422, 429))
async def undo(request: AnyRequest, change_id: ChangeId, db: Db, viewer: Who) -> Answer[ChangeOut]:
    """Take back one's word on a change: it stands as it was detected."""
    return await _decided(request, db, viewer, change_id, DETECTED)


@post("/replacements/detect", opt=OPEN, status_code=200, responses=problems(400, 401, 403, 413, 422))
async def detect(data: JSONBody[ToDetect]) -> Answer[Detection | FoundInReview]:
    """Compare two ingredient lists (`parent`, `fork`), or read the changes out of a `review`; nothing is stored."""
    if data.review is not None and data.parent is None and data.fork is None:
        told = read_review(data.review.text, data.review.recipe, data.review.ingredients)
        return Answer(FoundInReview(list(told)), status_code=200)
    if data.review is not None or data.parent is None or data.fork is None:
        raise invalid("", "give parent and fork, or a review")
    found = detect_texts(data.parent.title, data.parent.ingredients, data.fork.ingredients)
    return Answer(found, status_code=200)


@get("/recipes/{recipe_id:uuid}/what-people-change", opt=OPEN, responses=problems(401, 403, 404))
async def what_people_change(recipe_id: RecipeId, db: Db, viewer: Who) -> Answer[WhatPeopleChange]:
    """Tell line by line what cooks changed: kept, replaced by what, left out, more, less; and what they added.

    Counted are distinct cooks of its newest 1,000 public direct forks and reviews that say something; each number
    names where it was seen.
    """
    async with db.read() as connection:
        looking = await reader(connection, viewer.account_id)
        row = await recipes.recipe(connection, looking, recipe_id)
        return Answer(await reads_pairs.what_people_change(connection, row))


async def _decided(request: AnyRequest, db: Database, viewer: Who, change_id: UUID, state: str) -> Answer[ChangeOut]:
    async def act(connection: Connection) -> Answer[ChangeOut]:
        return Answer(await decide(connection, account_of(viewer), change_id, state), status_code=200)

    return await once(request, db, viewer, act, status=200)


HANDLERS = [changes, confirm, reject, undo, detect, what_people_change]
