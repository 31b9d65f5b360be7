"""What follows when a fork or a review is shown, changed or taken back: detect, keep the evidence, count.

Each job looks at how things stand now and makes evidence and counts agree with it, so it may run any number of times
and be killed at any.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec

from forklore.foods.reads import ids_of
from forklore.forks.compare import compare_lines
from forklore.foundations.database import Connection
from forklore.foundations.jobs import Job, enqueue
from forklore.recipes import reads as recipes
from forklore.recipes import rules as visibility
from forklore.recipes.errors import NoSuchRecipe
from forklore.recipes.rows import Content, Standing, State
from forklore.recipes.sums import DETECT
from forklore.replacements import proofs, sums, told, writes
from forklore.replacements import reads_evidence as reads
from forklore.replacements.found import FoundChange, found_changes
from forklore.replacements.proofs import DETECTOR
from forklore.replacements.records import Proof, Told
from forklore.replacements.rows import Item, ReviewRow
from forklore.replacements.sums import Touched

READ_REVIEWS = "replacements.read_reviews"
REVIEWS_AT_ONCE = 100
RENEWED_AT_ONCE = 200
RENEW_SECONDS = 60
_BODY = msgspec.json.Encoder()


async def detect(connection: Connection, payload: dict[str, Any]) -> None:
    """Compare a fork with its parent, store what it changed, and count the replacements while the fork is public."""
    fork = await _held(connection, payload)
    if fork is None:
        return
    found: list[Proof] = []
    if fork.state is State.PUBLISHED and fork.parent_id is not None:
        found = await _read_fork(connection, fork, fork.parent_id)
    else:
        await writes.forget_changes(connection, recipe_id=fork.id, kept=[])
        if fork.parent_id is not None:
            await writes.forget_reading(connection, recipe_id=fork.parent_id, source_id=fork.id)
    touched = await sums.keep(connection, fork.id, fork.author_id, found)
    await sums.count(connection, touched | await _read_reviews(connection, fork))


async def read_review(connection: Connection, payload: dict[str, Any]) -> None:
    """Keep what a reviewer says to have changed as evidence, while review and recipe are public."""
    recipe = await _held(connection, payload)
    if recipe is not None:
        await sums.count(connection, await _read_review(connection, recipe, UUID(payload["reviewer_id"]), {}))


async def read_reviews(connection: Connection, payload: dict[str, Any]) -> None:
    """Read the reviews of a recipe that were not read as they stand, a hundred at once."""
    recipe = await _held(connection, payload)
    if recipe is not None:
        await sums.count(connection, await _read_reviews(connection, recipe))


async def renew(connection: Connection, payload: dict[str, Any]) -> None:
    """Let what an older detector has read be read again: some recipes now, the rest by and by."""
    del payload
    forks = await reads.detections_to_renew(connection, detector=DETECTOR, most=RENEWED_AT_ONCE)
    reviewed = await reads.readings_to_renew(connection, detector=DETECTOR, most=RENEWED_AT_ONCE)
    for recipe_id in sorted({*forks, *reviewed}):
        await renew_one(connection, recipe_id)


async def is_stale(connection: Connection, recipe_id: UUID) -> bool:
    """Tell whether an older detector has read a fork."""
    return bool(await reads.is_stale(connection, recipe_id=recipe_id, detector=DETECTOR))


async def renew_one(connection: Connection, recipe_id: UUID) -> None:
    """Let one recipe be read again soon."""
    await enqueue(connection, DETECT, {"recipe_id": str(recipe_id)}, once=f"{DETECT} again {recipe_id}")


async def _held(connection: Connection, payload: dict[str, Any]) -> Standing | None:
    """Hold the recipe of a job and find how it stands; None when there is none."""
    recipe_id = UUID(payload["recipe_id"])
    await writes.hold(connection, key=str(recipe_id))
    try:
        return await recipes.standing(connection, recipe_id)
    except NoSuchRecipe:
        return None


async def _read_reviews(connection: Connection, recipe: Standing) -> Touched:
    """Read some of the reviews that were not read as they stand; the rest in a later job."""
    stale = await reads.reviews_to_read(
        connection,
        recipe_id=recipe.id,
        detector=DETECTOR,
        public=visibility.counts_in_public(recipe),
        most=REVIEWS_AT_ONCE,
    )
    gone = await reads.reviews_gone(connection, recipe_id=recipe.id, most=REVIEWS_AT_ONCE)
    touched: Touched = set()
    contents: dict[int, Content] = {}
    for reviewer_id in dict.fromkeys([*stale, *gone]):
        touched |= await _read_review(connection, recipe, reviewer_id, contents)
    if REVIEWS_AT_ONCE in {len(stale), len(gone)}:
        await enqueue(connection, READ_REVIEWS, {"recipe_id": str(recipe.id)}, once=f"{READ_REVIEWS} {recipe.id}")
    return touched


async def _read_review(
    connection: Connection, recipe: Standing, reviewer_id: UUID, contents: dict[int, Content]
) -> Touched:
    """Make the evidence of one review what the review says now."""
    review = await reads.review_of(connection, recipe_id=recipe.id, reviewer_id=reviewer_id)
    if review is None or not (review.body or review.changes) or recipe.state is State.DELETED:
        await writes.forget_reading(connection, recipe_id=recipe.id, source_id=reviewer_id)
        return await sums.keep(connection, recipe.id, reviewer_id, [])
    if review.version not in contents:
        contents[review.version] = await recipes.content(connection, recipe.id, review.version)
    content = contents[review.version]
    changes = told.told_by_review(review, content)
    public = visibility.counts_in_public(recipe)
    await _put_review_reading(connection, recipe.id, reviewer_id, review, changes, public=public)
    if not public:
        return await sums.keep(connection, recipe.id, reviewer_id, [])
    slugs = {slug for change in changes for before, after in told.pairs(change) for slug in (before, *after)}
    ids = await ids_of(connection, slugs)
    return await sums.keep(connection, recipe.id, reviewer_id, proofs.of_review(recipe, review, content, changes, ids))


async def _put_review_reading(
    connection: Connection,
    recipe_id: UUID,
    reviewer_id: UUID,
    review: ReviewRow,
    changes: Sequence[Told],
    *,
    public: bool,
) -> None:
    await writes.put_reading(
        connection,
        recipe_id=recipe_id,
        source_id=reviewer_id,
        origin="review",
        account_id=reviewer_id,
        revision=review.revision,
        public=public,
        changes=_json(changes),
        detector=DETECTOR,
        happened_at=review.updated_at,
    )


async def _read_fork(connection: Connection, fork: Standing, parent_id: UUID) -> list[Proof]:
    """Compare a fork with its parent and store what it changed; gives the evidence, none while it is not public."""
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
    ids = await ids_of(
        connection, {item.food for change in changes for item in (*change.before, *change.after) if item.food}
    )
    keys = [proofs.key_of(change, before, after) for change in changes]
    decided = {one.key: one.state for one in await reads.decisions_of(connection, recipe_id=fork.id)}
    states = [decided.get(key, "detected") for key in keys]
    await _store(connection, fork, parent_version, list(zip(changes, keys, states, strict=True)), ids)
    kept = [change for change, state in zip(changes, states, strict=True) if state != "rejected"]
    public = visibility.counts_in_public(fork)
    await writes.put_reading(
        connection,
        recipe_id=parent_id,
        source_id=fork.id,
        origin="fork",
        account_id=fork.author_id,
        revision=fork.head,
        public=public and not diff.rewritten,
        changes=_json(told.told_by_fork(kept, before)),
        detector=DETECTOR,
        happened_at=fork.published_at,
    )
    return proofs.of_fork(fork, before, after, list(zip(changes, states, strict=True)), ids) if public else []


async def _store(
    connection: Connection,
    fork: Standing,
    parent_version: int,
    changes: Sequence[tuple[FoundChange, str, str]],
    ids: dict[str, UUID],
) -> None:
    """Store the changes of a fork; one that was found before keeps its id, so that its address stays."""
    known = {stored.key: stored.id for stored in await reads.keys_of(connection, recipe_id=fork.id)}
    kept = {known[key] for _, key, _ in changes if key in known}
    await writes.forget_changes(connection, recipe_id=fork.id, kept=sorted(kept))
    for position, (change, key, state) in enumerate(changes):
        said: dict[str, object] = {
            "recipe_id": fork.id,
            "key": key,
            "version": fork.head,
            "parent_version": parent_version,
            "position": position,
            "kind": change.kind.value,
            "from_items": _json(change.before),
            "to_items": _json(change.after),
            "from_foods": [ids[item.food] for item in change.before if item.food in ids],
            "to_foods": [ids[item.food] for item in change.after if item.food in ids],
            "ratio": proofs.ratio_of(change),
            "ratio_by": change.ratio_by if proofs.ratio_of(change) else None,
            "confidence": change.confidence,
            "state": state,
            "detector": DETECTOR,
        }
        found = known.pop(key, None)
        if found is None:
            await writes.insert_change(connection, **said)
        else:
            await writes.renew_change(connection, id=found, **said)


def _json(said: Sequence[Told] | Sequence[Item]) -> str:
    return _BODY.encode(said).decode()


JOBS = [
    Job("replacements.detect", detect),
    Job("replacements.read_review", read_review),
    Job(READ_REVIEWS, read_reviews),
    Job("replacements.renew", renew, every_seconds=RENEW_SECONDS),
]
