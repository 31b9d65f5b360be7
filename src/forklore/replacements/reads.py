"""What can be asked about changes and replacements."""

from collections.abc import Collection, Sequence
from uuid import UUID

from msgspec.structs import replace

from forklore.foods import reads as foods
from forklore.foods.errors import NoSuchFood
from forklore.foods.lexicon import lexicon
from forklore.foods.rows import FoodName, StoredFood
from forklore.forks.compare import compare_lines
from forklore.foundations.database import Connection
from forklore.foundations.queries import SqlFile
from forklore.recipes import reads as recipes
from forklore.recipes.rows import Content, RecipeRow
from forklore.replacements import rules, star_effects
from forklore.replacements.adapt import uses_of
from forklore.replacements.candidates import Known
from forklore.replacements.contexts import DISH, EVERYWHERE
from forklore.replacements.errors import NoFork
from forklore.replacements.found import found_changes
from forklore.replacements.rows import (
    ChangeOut,
    ChangeRow,
    Changes,
    ContextRow,
    DetectionRow,
    EventRow,
    Evidence,
    InPlaceOf,
    LineReplacement,
    ParentVersion,
    Replacement,
    ReplacementRow,
    Replacements,
    StarEffect,
    StarsGiven,
    StarsMoved,
    StarsOfRecipe,
)

PAIRS_AT_MOST = 50
EVIDENCE_WEIGHED = 20
EVIDENCE_SHOWN = 3
CONTEXTS_SHOWN = 6
REVIEWS_WEIGHED = 2_000
UNMOVED = StarsMoved(None, None, 0, StarEffect(None, None, 0), StarEffect(None, None, 0))
PairKey = tuple[UUID, tuple[UUID, ...]]
KNOWN_AT_MOST = 30

_sql = SqlFile(__name__, "reads.sql")
detection_of = _sql.one("detection_of", DetectionRow)
_changes_stored = _sql.many("changes_stored", ChangeRow)
_replacements_of = _sql.many("replacements_of", ReplacementRow)
_contexts_of = _sql.many("contexts_of", ContextRow)
_voices_for = _sql.value("voices_for", float)
_evidence_of = _sql.many("evidence_of", EventRow)
_in_place_of = _sql.many("in_place_of", InPlaceOf)
_best_for_foods = _sql.many("best_for_foods", LineReplacement)
_known_for_foods = _sql.many("known_for_foods", Known)
_stars_of_recipes = _sql.many("stars_of_recipes", StarsOfRecipe)
_stars_given = _sql.many("stars_given", StarsGiven)


async def changes_of(connection: Connection, fork: RecipeRow) -> Changes:
    """Give what a fork changed against its parent: as stored, or compared now for a draft or a version just saved.

    Raises `NoFork` for a recipe that has no parent.
    """
    if fork.parent_id is None or fork.parent_version is None:
        raise NoFork
    parent = ParentVersion(fork.parent_id, fork.parent_version)
    seen = await detection_of(connection, recipe_id=fork.id)
    if seen is not None and (seen.version, seen.parent_version) == (fork.number, fork.parent_version):
        stored = await stored_changes(connection, recipe_id=fork.id)
        return Changes(parent, fork.number, float(seen.servings_factor), seen.rewritten, stored)
    before = await recipes.content(connection, fork.parent_id, fork.parent_version)
    diff = compare_lines(before, fork.content)
    found = found_changes(diff, before, fork.content)
    outs = [
        ChangeOut(None, c.kind, c.before, c.after, c.ratio, c.ratio_by, round(c.confidence, 4), "detected")
        for c in found
    ]
    return Changes(parent, fork.number, round(float(diff.servings_factor), 4), diff.rewritten, outs)


async def stored_changes(connection: Connection, *, recipe_id: UUID) -> list[ChangeOut]:
    """Give what is stored of a fork's changes, with the words of its cook; empty until they are detected."""
    return [_out(row) for row in await _changes_stored(connection, recipe_id=recipe_id)]


async def food_called(connection: Connection, name: str) -> StoredFood:
    """Find a food by its slug or by any of its names (`plain-flour`); raises `NoSuchFood`."""
    resolved = name if name in lexicon().foods else None
    if resolved is None and len(name) <= 100:  # noqa: PLR2004 (no food has a longer name)
        found = lexicon().resolve(name.replace("-", " "))
        resolved = found.slug if found else None
    if resolved is None:
        raise NoSuchFood
    return await foods.food(connection, resolved)


async def of_food(
    connection: Connection,
    food: StoredFood,
    *,
    dish: str | None = None,
    banned: Collection[UUID] = (),
    hidden: Collection[UUID] = (),
) -> Replacements:
    """Tell what takes the place of a food, best first: five statements (six for a dish), whatever there is.

    With `dish` (one of `contexts.dishes()`) counts in that kind of dish decide, as far as there are any. No answer
    holds a food of `banned` (ids). The numbers are the same for everybody; evidence by cooks of `hidden` is not shown.
    """
    named = FoodName(food.slug, food.name)
    context = DISH + dish if dish else EVERYWHERE
    asked = {"food_id": food.id, "context": context, "banned": list(banned)}
    rows = await _replacements_of(connection, **asked, most=PAIRS_AT_MOST)
    if not rows:
        return Replacements(named, [])
    events = await _evidence_of(
        connection, **asked, most=EVIDENCE_WEIGHED, failures=EVIDENCE_SHOWN, pairs=PAIRS_AT_MOST
    )
    placed = await _contexts_of(connection, food_id=food.id, context=context, most=CONTEXTS_SHOWN)
    moves = await stars_of_events(connection, events)
    items = [
        _replacement(
            row,
            [event for event in events if event.to_foods == row.to_foods],
            [one for one in placed if one.to_foods == row.to_foods],
            moves.get((row.from_food, row.to_foods), UNMOVED),
            hidden,
        )
        for row in rows
    ]
    if dish:
        all_voices = await _voices_for(connection, food_id=food.id) or 0.0
        here = {one.to_foods: one for one in placed if one.context == context}
        scores = {row.to_foods: rules.score_in(row, here.get(row.to_foods), all_voices) for row in rows}
        items = [replace(item, score=scores[row.to_foods]) for item, row in zip(items, rows, strict=True)]
    items.sort(key=lambda item: (-item.score, [food.slug for food in item.to]))
    return Replacements(named, items[:PAIRS_AT_MOST])


async def stars_of_events(connection: Connection, events: Sequence[EventRow]) -> dict[PairKey, StarsMoved]:
    """Tell how the stars moved by some evidence, pair by pair: two statements."""
    forks = sorted({event.recipe_id for event in events if event.origin == "fork"})
    parents = sorted({event.parent_id for event in events if event.parent_id})
    stars = {row.id: row for row in await _stars_of_recipes(connection, ids=[*forks, *parents])}
    given = await _stars_given(
        connection,
        forks=[one for one in forks if one in stars],
        parents=[one for one in parents if one in stars],
        most=REVIEWS_WEIGHED,
    )
    return star_effects.moved(events, stars, given)


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
    foods = {line.food.slug for line in content.lines if line.food}
    slugs = sorted(foods | {lexicon().sorts[slug] for slug in foods if slug in lexicon().sorts})
    if not slugs:
        return []
    contexts = sorted({EVERYWHERE}.union(*(use.contexts for use in uses_of(content))))
    return await _known_for_foods(connection, slugs=slugs, contexts=contexts, most=KNOWN_AT_MOST)


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


def _replacement(
    row: ReplacementRow,
    events: Sequence[EventRow],
    placed: Sequence[ContextRow],
    moved: StarsMoved,
    hidden: Collection[UUID],
) -> Replacement:
    return Replacement(
        to=row.to_names,
        summary=rules.summary(row.cooks, row.did_not_work),
        score=rules.score(float(row.voices), row.did_not_work),
        cooks=row.cooks,
        forks=row.forks,
        reviews=row.reviews,
        ratio=rules.ratio(row),
        stars=moved,
        did_not_work=row.did_not_work,
        contexts=[rules.in_context(one) for one in placed[:CONTEXTS_SHOWN]],
        last_seen=row.last_seen,
        evidence=[evidence(event) for event in _shown([one for one in events if one.account_id not in hidden])],
    )


def evidence(event: EventRow) -> Evidence:
    """Show a piece of evidence."""
    span = (event.span_start, event.span_end) if event.span_start is not None and event.span_end else None
    return Evidence(
        event.origin,
        event.recipe_id,
        event.author,
        event.text,
        event.at,
        event.failed,
        round(event.confidence, 4),
        event.stars,
        span,
    )


def _shown(events: Sequence[EventRow]) -> Sequence[EventRow]:
    """Choose the newest evidence, and always some of what did not work when there is any."""
    newest = list(events[:EVIDENCE_SHOWN])
    failed = next((event for event in events if event.failed), None)
    return newest if failed is None or failed in newest else [*newest[:-1], failed]
