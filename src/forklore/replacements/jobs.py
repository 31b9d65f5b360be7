"""What follows when a fork or a review is shown, changed or taken back: detect, keep the evidence, count.

Each job looks at how things stand now and makes evidence and counts agree with it, so it may run any number of times.
"""

from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec

from forklore.foods.reads import ids_of
from forklore.forks.compare import compare_lines
from forklore.foundations.database import Connection
from forklore.foundations.jobs import Job
from forklore.recipes import reads as recipes
from forklore.recipes import rules as visibility
from forklore.recipes.errors import NoSuchRecipe
from forklore.recipes.rows import Standing, State
from forklore.replacements import reads, rules, writes
from forklore.replacements.found import FoundChange, found_changes
from forklore.replacements.rows import Pair

DETECTOR = 1  # raised when detection changes its mind, so that old readings can be told from new ones


async def detect(connection: Connection, payload: dict[str, Any]) -> None:
    """Compare a fork with its parent, store what it changed, and count the replacements while the fork is public."""
    recipe_id = UUID(payload["recipe_id"])
    await writes.hold(connection, key=str(recipe_id))
    try:
        fork = await recipes.standing(connection, recipe_id)
    except NoSuchRecipe:
        return
    old = await reads.pairs_of(connection, recipe_id=recipe_id, account_id=fork.author_id)
    await _forget(connection, old, recipe_id, fork.author_id)
    await writes.forget_changes(connection, recipe_id=recipe_id)
    new: list[Pair] = []
    if fork.state is State.PUBLISHED and fork.parent_id is not None:
        new = await _store(connection, fork, fork.parent_id)
    stating = await reads.reviewers_with_changes(connection, recipe_id=recipe_id)
    for reviewer_id in {*stating, *await reads.reviewers_read(connection, recipe_id=recipe_id)}:
        old_stated, new_stated = await _read_review(connection, fork, reviewer_id)
        old, new = [*old, *old_stated], [*new, *new_stated]
    await _recount(connection, [*old, *new])


async def read_review(connection: Connection, payload: dict[str, Any]) -> None:
    """Keep the replacements that a reviewer states as evidence, while review and recipe are public."""
    recipe_id, reviewer_id = UUID(payload["recipe_id"]), UUID(payload["reviewer_id"])
    await writes.hold(connection, key=str(recipe_id))
    try:
        recipe = await recipes.standing(connection, recipe_id)
    except NoSuchRecipe:
        return
    old, new = await _read_review(connection, recipe, reviewer_id)
    await _recount(connection, [*old, *new])


async def _read_review(connection: Connection, recipe: Standing, reviewer_id: UUID) -> tuple[list[Pair], list[Pair]]:
    """Make the evidence of one review what the review says now; returns the pairs before and after."""
    recipe_id = recipe.id
    old = await reads.pairs_of(connection, recipe_id=recipe_id, account_id=reviewer_id)
    await _forget(connection, old, recipe_id, reviewer_id)
    new: list[Pair] = []
    review = await reads.review_of(connection, recipe_id=recipe_id, reviewer_id=reviewer_id)
    if review is not None and visibility.counts_in_public(recipe):
        stated = [pair for change in review.changes for pair in rules.stated_pairs(change)]
        ids = await ids_of(connection, {slug for before, after in stated for slug in (before, *after)})
        for before, after in dict.fromkeys(stated):
            pair = Pair(ids[before], tuple(sorted(ids[slug] for slug in after)))
            await writes.insert_event(
                connection,
                from_food=pair.from_food,
                to_foods=list(pair.to_foods),
                recipe_id=recipe_id,
                account_id=reviewer_id,
                origin="review",
                version=review.version,
                parent_id=None,
                ratio=None,
                ratio_by=None,
                stars=review.stars,
                confidence=1.0,
                text=review.body[:300] or f"{before} → {', '.join(after)}",
                happened_at=review.updated_at,
            )
            new.append(pair)
    return old, new


async def _store(connection: Connection, fork: Standing, parent_id: UUID) -> list[Pair]:
    parent_version = fork.parent_version or 1
    before = await recipes.content(connection, parent_id, parent_version)
    after = await recipes.content(connection, fork.id, fork.head)
    diff = compare_lines(before, after)
    await writes.put_detection(
        connection,
        recipe_id=fork.id,
        version=fork.head,
        parent_version=parent_version,
        servings_factor=Decimal(diff.servings_factor.numerator) / Decimal(diff.servings_factor.denominator),
        rewritten=diff.rewritten,
        detector=DETECTOR,
    )
    changes = found_changes(diff, before, after)
    slugs = {item.food for change in changes for item in (*change.before, *change.after) if item.food}
    ids = await ids_of(connection, slugs)
    for position, change in enumerate(changes):
        await writes.insert_change(
            connection,
            recipe_id=fork.id,
            version=fork.head,
            parent_version=parent_version,
            position=position,
            kind=change.kind.value,
            from_items=msgspec.json.encode(change.before).decode(),
            to_items=msgspec.json.encode(change.after).decode(),
            from_foods=[ids[item.food] for item in change.before if item.food in ids],
            to_foods=[ids[item.food] for item in change.after if item.food in ids],
            ratio=_ratio(change),
            ratio_by=change.ratio_by if change.ratio else None,
            confidence=change.confidence,
            detector=DETECTOR,
        )
    if not visibility.counts_in_public(fork):
        return []
    return [pair for change in changes for pair in await _keep(connection, fork, parent_id, change, ids)]


async def _keep(
    connection: Connection, fork: Standing, parent_id: UUID, change: FoundChange, ids: dict[str, UUID]
) -> list[Pair]:
    """Keep the replacements of one change as evidence."""
    pairs = [Pair(ids[before], tuple(sorted(ids[slug] for slug in after))) for before, after in change.pairs()]
    for pair in pairs:
        await writes.insert_event(
            connection,
            from_food=pair.from_food,
            to_foods=list(pair.to_foods),
            recipe_id=fork.id,
            account_id=fork.author_id,
            origin="fork",
            version=fork.head,
            parent_id=parent_id,
            ratio=_ratio(change),
            ratio_by=change.ratio_by if change.ratio else None,
            stars=None,
            confidence=change.confidence,
            text=change.words(),
            happened_at=fork.published_at,
        )
    return pairs


async def _forget(connection: Connection, pairs: list[Pair], recipe_id: UUID, account_id: UUID) -> None:
    for pair in pairs:
        await writes.forget_events(
            connection,
            from_food=pair.from_food,
            to_foods=list(pair.to_foods),
            recipe_id=recipe_id,
            account_id=account_id,
        )


async def _recount(connection: Connection, pairs: list[Pair]) -> None:
    """Count anew, always in the same order, so that two jobs never wait for one another."""
    for pair in sorted(set(pairs), key=lambda pair: (pair.from_food, pair.to_foods)):
        await writes.hold(connection, key=f"{pair.from_food} {pair.to_foods}")
        await writes.recount(connection, from_food=pair.from_food, to_foods=list(pair.to_foods))
        await writes.forget_uncounted(connection, from_food=pair.from_food, to_foods=list(pair.to_foods))


def _ratio(change: FoundChange) -> Decimal | None:
    return Decimal(repr(round(change.ratio, 6))) if change.ratio and change.ratio_by else None


JOBS = [Job("replacements.detect", detect), Job("replacements.read_review", read_review)]
