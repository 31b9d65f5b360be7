"""What can be asked about changes and replacements."""

from uuid import UUID

from forklore.foods import reads as foods
from forklore.foods.errors import NoSuchFood
from forklore.foods.lexicon import lexicon
from forklore.foods.rows import FoodName, StoredFood
from forklore.forks.compare import compare_lines
from forklore.foundations.database import Connection
from forklore.foundations.drift import Drift
from forklore.foundations.queries import SqlFile
from forklore.recipes import reads as recipes
from forklore.recipes.rows import Content, RecipeRow
from forklore.replacements import rules
from forklore.replacements.candidates import Known
from forklore.replacements.errors import NoFork
from forklore.replacements.found import found_changes
from forklore.replacements.rows import (
    ChangeOut,
    ChangeRow,
    Changes,
    DetectionRow,
    EventRow,
    Evidence,
    InPlaceOf,
    LineReplacement,
    Pair,
    ParentVersion,
    Replacement,
    ReplacementRow,
    Replacements,
    ReviewRow,
    StarsOfRecipe,
)

PAIRS_AT_MOST = 50
EVIDENCE_WEIGHED = 20
EVIDENCE_SHOWN = 3
KNOWN_AT_MOST = 30

_sql = SqlFile(__name__, "reads.sql")
pairs_of = _sql.many("pairs_of", Pair)
review_of = _sql.one("review_of", ReviewRow)
reviewers_with_changes = _sql.many("reviewers_with_changes", UUID)
drifted_pairs = _sql.many("drifted_pairs", Drift)
reviewers_read = _sql.many("reviewers_read", UUID)
detection_of = _sql.one("detection_of", DetectionRow)
_changes_stored = _sql.many("changes_stored", ChangeRow)
_replacements_of = _sql.many("replacements_of", ReplacementRow)
_evidence_of = _sql.many("evidence_of", EventRow)
_in_place_of = _sql.many("in_place_of", InPlaceOf)
_best_for_foods = _sql.many("best_for_foods", LineReplacement)
_known_for_foods = _sql.many("known_for_foods", Known)
_stars_of_recipes = _sql.many("stars_of_recipes", StarsOfRecipe)


async def changes_of(connection: Connection, fork: RecipeRow) -> Changes:
    """Give what a fork changed against its parent: as stored, or compared now for a draft or a version just saved.

    Raises `NoFork` for a recipe that has no parent.
    """
    if fork.parent_id is None or fork.parent_version is None:
        raise NoFork
    parent = ParentVersion(fork.parent_id, fork.parent_version)
    seen = await detection_of(connection, recipe_id=fork.id)
    if seen is not None and seen.version == fork.number:
        rows = await _changes_stored(connection, recipe_id=fork.id)
        stored = [_out(row) for row in rows]
        return Changes(parent, fork.number, float(seen.servings_factor), seen.rewritten, stored)
    before = await recipes.content(connection, fork.parent_id, fork.parent_version)
    diff = compare_lines(before, fork.content)
    found = found_changes(diff, before, fork.content)
    outs = [
        ChangeOut(None, c.kind, c.before, c.after, c.ratio, c.ratio_by, round(c.confidence, 4), "detected")
        for c in found
    ]
    return Changes(parent, fork.number, round(float(diff.servings_factor), 4), diff.rewritten, outs)


async def food_called(connection: Connection, name: str) -> StoredFood:
    """Find a food by its slug or by any of its names (`plain-flour`); raises `NoSuchFood`."""
    resolved = name if name in lexicon().foods else None
    if resolved is None and len(name) <= 100:  # noqa: PLR2004 (no food has a longer name)
        found = lexicon().resolve(name.replace("-", " "))
        resolved = found.slug if found else None
    if resolved is None:
        raise NoSuchFood
    return await foods.food(connection, resolved)


async def of_food(connection: Connection, food: StoredFood) -> Replacements:
    """Tell what takes the place of a food, best first: three statements, however much evidence there is."""
    rows = await _replacements_of(connection, food_id=food.id, most=PAIRS_AT_MOST)
    if not rows:
        return Replacements(FoodName(food.slug, food.name), [])
    events = await _evidence_of(connection, food_id=food.id, most=EVIDENCE_WEIGHED, pairs=PAIRS_AT_MOST)
    ids = {event.recipe_id for event in events} | {event.parent_id for event in events if event.parent_id}
    stars = {row.id: row for row in await _stars_of_recipes(connection, ids=list(ids))}
    by_pair: dict[tuple[UUID, ...], list[EventRow]] = {}
    for event in events:
        by_pair.setdefault(event.to_foods, []).append(event)
    items = [_replacement(row, by_pair.get(row.to_foods, []), stars) for row in rows]
    items.sort(key=lambda item: (-item.score, [food.slug for food in item.to]))
    return Replacements(FoodName(food.slug, food.name), items)


async def in_place_of(connection: Connection, food: StoredFood) -> list[InPlaceOf]:
    """Tell what a food takes the place of, most used first."""
    return await _in_place_of(connection, food_id=food.id, most=PAIRS_AT_MOST)


async def for_lines(connection: Connection, slugs: set[str]) -> dict[str, LineReplacement]:
    """Give for each food the replacement that most cooks used: one statement for a whole recipe."""
    if not slugs:
        return {}
    return {row.from_slug: row for row in await _best_for_foods(connection, slugs=sorted(slugs))}


async def known_for(connection: Connection, content: Content) -> list[Known]:
    """Give what cooks used in the place of the foods of a recipe: one statement, however many lines it has."""
    slugs = sorted({line.food.slug for line in content.lines if line.food})
    return await _known_for_foods(connection, slugs=slugs, most=KNOWN_AT_MOST) if slugs else []


def _out(row: ChangeRow) -> ChangeOut:
    ratio = None if row.ratio is None else float(row.ratio)
    return ChangeOut(
        row.id,
        row.kind,
        row.from_items,
        row.to_items,
        ratio,
        row.ratio_by,
        round(row.confidence, 4),
        row.state,
    )


def _replacement(row: ReplacementRow, events: list[EventRow], stars: dict[UUID, StarsOfRecipe]) -> Replacement:
    return Replacement(
        to=row.to_names,
        score=rules.score(row),
        cooks=row.cooks,
        forks=row.forks,
        reviews=row.reviews,
        ratio=rules.ratio(row),
        stars=rules.stars_moved(events, stars),
        did_not_work=row.did_not_work,
        last_seen=row.last_seen,
        evidence=[
            Evidence(event.origin, event.recipe_id, event.author, event.text, event.at)
            for event in events[:EVIDENCE_SHOWN]
        ],
    )
