"""The page of a recipe, and the addresses by id."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from msgspec import Struct

from forklore.accounts.rows import Viewer
from forklore.foods.amounts import read_number
from forklore.forks import reads as lineage
from forklore.forks.rows import ParentOut
from forklore.foundations.database import Connection, Database
from forklore.recipes import reads, rules
from forklore.recipes.rows import Content, RecipeRow
from forklore.relations.reads import follows, reader
from forklore.relations.rows import Reader
from forklore.replacements.reads import for_lines, stored_changes
from forklore.reviews import reads as reviews
from forklore.reviews.errors import NoSuchReview
from forklore.reviews.rows import ReviewRow
from forklore.web import ingredients
from forklore.web.border import go, page, visitor
from forklore.web.changes import Comparison, compared, with_words
from forklore.web.families import branches
from forklore.web.review_form import blank_review, typed_again
from forklore.web.routes import RECIPE, Answered, Asked, address_of, number_of, recipe_at, seen
from forklore.web.upstream import news

REVIEWS_SHOWN = 8
BRANCHES_SHOWN = 12
SERVINGS_AT_MOST = 10_000


class Measure(Struct, frozen=True):
    """How the reader wants the amounts: servings (None as written), units "metric", "us" or "" as written."""

    servings: Decimal | None
    units: str
    fault: str | None

    @property
    def anew(self) -> bool:
        """Tell whether the lines differ from what was written."""
        return self.servings is not None or bool(self.units)


@seen(RECIPE)
async def show(request: Asked, cook: str, slug: str, db: Database) -> Answered:
    """Show a recipe: what to buy, what to do, where it comes from, what came of it."""
    asked = request.query_params
    measure = measure_of(asked.get("servings"), asked.get("units"))
    viewer = visitor(request)
    async with db.read() as connection:
        looking = await reader(connection, viewer.account_id)
        place = await recipe_at(connection, looking, request, cook, slug, number=number_of(asked.get("version")))
        context = await _family(connection, looking, place.row) | await _voices(connection, looking, viewer, place.row)
        context |= await news(connection, looking, place.row, context["parent"])
    return page(
        request,
        "recipes/show.html",
        recipe=place.row,
        content=rules.shown(place.row.content, servings=measure.servings, system=measure.units or None),
        address=place.address,
        measure=measure,
        parts=_parts(place.row, measure),
        just_cooked=asked.get("said") == "cooked",
        **context,
    )


@seen("/recipes/{recipe_id:uuid}")
async def by_id(request: Asked, recipe_id: UUID, db: Database) -> Answered:
    """Lead from a recipe's id, which never changes, to its address."""
    async with db.read() as connection:
        looking = await reader(connection, visitor(request).account_id)
        row = await reads.recipe(connection, looking, recipe_id)
    query = f"?{request.url.query}" if request.url.query else ""
    return go(address_of(row) + query, status=302)


def measure_of(servings: str | None, units: str | None) -> Measure:
    """Read what is asked of the amounts; what cannot be read is told and left out."""
    system = units if units in {"metric", "us"} else ""
    if not (servings or "").strip():
        return Measure(None, system, None)
    found = read_number(servings or "")
    if found is None or not 0 < found <= SERVINGS_AT_MOST:
        return Measure(None, system, f"Servings are a number above 0, {SERVINGS_AT_MOST:,} at most.")
    return Measure(found, system, None)


async def parent_content(connection: Connection, parent: ParentOut | None) -> Content | None:
    """Read what a fork was made from, unless its parent may not be seen (any more)."""
    if parent is None or parent.title is None:
        return None
    return await reads.content(connection, parent.id, parent.version)


def _parts(row: RecipeRow, measure: Measure) -> list[ingredients.Part]:
    shown = rules.shown(row.content, servings=measure.servings, system=measure.units or None)
    scaled = measure.servings not in {None, row.content.servings}
    return ingredients.parts(shown.lines, anew=measure.anew, scaled=scaled)


async def _family(connection: Connection, looking: Reader, row: RecipeRow) -> dict[str, Any]:
    """Tell where a recipe comes from, what it changed, and what came of it."""
    place = row.standing()
    parent = await lineage.parent_of(connection, looking, place)
    before = await parent_content(connection, parent)
    changes: Comparison | None = compared(before, row.content) if before is not None else None
    if changes is not None and changes.foods and row.number == row.head:
        changes = with_words(changes, await stored_changes(connection, recipe_id=row.id))
    family = await lineage.lineage(connection, looking, place)
    slugs = {line.food.slug for line in row.content.lines if line.food}
    return {
        "parent": parent,
        "changes": changes,
        "replaced": _now(changes, "replace"),
        "added": _now(changes, "add"),
        "instead": await for_lines(connection, slugs),
        "family": family,
        "branches": branches(row.id, family.descendants, most=BRANCHES_SHOWN),
        "branches_more": len(family.descendants) > BRANCHES_SHOWN or family.more,
    }


def _now(changes: Comparison | None, kind: str) -> set[str]:
    """Give the foods that came with changes of a kind."""
    if changes is None:
        return set()
    return {food.slug for one in changes.foods if one.kind == kind for food in one.after if food.slug}


async def _voices(connection: Connection, looking: Reader, viewer: Viewer, row: RecipeRow) -> dict[str, Any]:
    """Tell what cooks say of a recipe, and how the reader stands to it."""
    mine = viewer.account_id == row.author_id
    own: ReviewRow | None = None
    following = False
    if viewer.account_id is not None and not mine:
        following = await follows(connection, viewer.account_id, row.author_id)
        try:
            own = await reviews.review_by(connection, viewer.account_id, row.id)
        except NoSuchReview:
            own = None
    return {
        "stars": await reviews.stars_of_recipe(connection, looking, row.id),
        "reviews": await reviews.reviews_of(connection, looking, row.id, after=None, limit=REVIEWS_SHOWN),
        "own_review": own,
        "review_form": typed_again(own) if own else blank_review(),
        "mine": mine,
        "following": following,
    }


HANDLERS = [show, by_id]
