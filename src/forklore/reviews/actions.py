"""The verbs of reviews: say what one thinks of a recipe, take it back, say that one cooked it.

Each holds the review's row first, then the recipe's sums, then its cook's, and enqueues last: always in this order, so
that concurrent reviewers neither dead-lock nor drift.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from uuid import UUID

import msgspec

from forklore.activity.actions import record
from forklore.foundations.database import Connection
from forklore.foundations.errors import Moved
from forklore.foundations.jobs import enqueue
from forklore.recipes import sums
from forklore.recipes.reads import standing, visible
from forklore.relations.rows import Reader
from forklore.reviews import reads, rules, writes
from forklore.reviews.errors import NoSuchReview, NotCooked, OwnRecipe
from forklore.reviews.rows import Cooked, ReviewChange, ReviewMove, Written

READ_REVIEW = "replacements.read_review"  # done by a higher room, which keeps evidence


async def put_review(
    connection: Connection,
    reader: Reader,
    recipe_id: UUID,
    *,
    stars: int,
    body: str = "",
    version: int | None = None,
    as_written: bool | None = None,
    changes: Sequence[ReviewChange] = (),
    expected: int | None = None,
    at: datetime | None = None,
) -> Written:
    """Write or change one's review of a visible recipe of another cook.

    `version` is the newest when None, `as_written` follows from the changes when None; `expected` is the revision that
    was read (None takes any); `at` only for what is imported. Raises `NoSuchRecipe`, `OwnRecipe`, `Invalid`, `Moved`.
    """
    reviewer_id = _cook(reader)
    recipe = await visible(connection, reader, recipe_id)
    if recipe.author_id == reviewer_id:
        raise OwnRecipe
    cleaned = rules.checked_changes(changes)
    plain = rules.checked_as_written(cleaned, said=as_written)
    move = await writes.put_review(
        connection,
        recipe_id=recipe_id,
        reviewer_id=reviewer_id,
        version=rules.checked_version(version, recipe.head),
        stars=rules.checked_stars(stars),
        as_written=plain,
        body=rules.checked_body(body),
        changes=msgspec.json.encode(cleaned).decode(),
        happened_at=at,
        expected=expected,
    )
    if move is None or (expected is not None and move.is_first):
        raise Moved
    review = await reads.review_by(connection, reviewer_id, recipe_id)
    if (move.stars_before, move.as_written_before) != (stars, plain):
        await _move_sums(connection, recipe_id, recipe.author_id, move, stars=stars, as_written=plain)
    if move.is_first:
        await record(connection, reviewer_id, "reviewed", "recipe", recipe_id, at=at)
    if move.stars_before != stars:
        await enqueue(connection, sums.REFRESH_POPULAR, once=sums.REFRESH_POPULAR)
    if cleaned or review.body or not move.is_first:
        await _tell_of_changes(connection, recipe_id, reviewer_id)
    return Written(review, is_new=move.stars_before is None)


async def withdraw_review(connection: Connection, reader: Reader, recipe_id: UUID) -> None:
    """Take one's review back, also of a recipe that one may no longer see; raises `NoSuchReview`."""
    gone = await writes.withdraw_review(connection, recipe_id=recipe_id, reviewer_id=_cook(reader))
    if gone is None:
        raise NoSuchReview
    recipe = await standing(connection, recipe_id)
    await sums.add_stars(
        connection,
        recipe_id,
        recipe.author_id,
        stars=gone.stars,
        sign=-1,
        as_written=gone.as_written,
        month=_month(gone.created_at),
    )
    await enqueue(connection, sums.REFRESH_POPULAR, once=sums.REFRESH_POPULAR)
    await _tell_of_changes(connection, recipe_id, _cook(reader))


async def mark_cooked(
    connection: Connection, reader: Reader, recipe_id: UUID, *, version: int | None = None, at: datetime | None = None
) -> Cooked:
    """Say that one cooked a visible recipe; a person counts once however often, an author never.

    Raises `NoSuchRecipe`, `Invalid` for a version that does not exist; `at` only for what is imported.
    """
    account_id = _cook(reader)
    recipe = await visible(connection, reader, recipe_id)
    move = await writes.mark_cooked(
        connection,
        recipe_id=recipe_id,
        account_id=account_id,
        version=rules.checked_version(version, recipe.head),
        happened_at=at,
    )
    if move is None:
        raise LookupError("an upsert without condition gives its row")
    if move.counts_anew and account_id != recipe.author_id:
        await sums.add_counts(connection, recipe_id, cooks=1)
        if move.is_first:
            await record(connection, account_id, "cooked", "recipe", recipe_id, at=at)
        await enqueue(connection, sums.REFRESH_POPULAR, once=sums.REFRESH_POPULAR)
    return Cooked(move.version, move.times, move.first_at, move.last_at)


async def unmark_cooked(connection: Connection, reader: Reader, recipe_id: UUID) -> None:
    """Take back that one cooked a recipe; raises `NotCooked`."""
    account_id = _cook(reader)
    if not await writes.unmark_cooked(connection, recipe_id=recipe_id, account_id=account_id):
        raise NotCooked
    recipe = await standing(connection, recipe_id)
    if account_id != recipe.author_id:
        await sums.add_counts(connection, recipe_id, cooks=-1)
        await enqueue(connection, sums.REFRESH_POPULAR, once=sums.REFRESH_POPULAR)


async def refresh_prior(connection: Connection) -> None:
    """Bring the community's mean, which Bayesian means lean on, up to date; the old one stays without any star."""
    mean = await reads.community_mean(connection)
    if mean is not None:
        await writes.set_prior(connection, mean=mean, weight=rules.PRIOR_WEIGHT)


async def _move_sums(
    connection: Connection, recipe_id: UUID, author_id: UUID, move: ReviewMove, *, stars: int, as_written: bool
) -> None:
    month = _month(move.created_at)
    if move.stars_before is not None:
        await sums.add_stars(
            connection,
            recipe_id,
            author_id,
            stars=move.stars_before,
            sign=-1,
            as_written=bool(move.as_written_before),
            month=month,
        )
    await sums.add_stars(connection, recipe_id, author_id, stars=stars, sign=1, as_written=as_written, month=month)


async def _tell_of_changes(connection: Connection, recipe_id: UUID, reviewer_id: UUID) -> None:
    """Let the room of replacements read what the reviewer says to have changed, or take it back."""
    await enqueue(connection, READ_REVIEW, {"recipe_id": str(recipe_id), "reviewer_id": str(reviewer_id)})


def _month(at: datetime) -> date:
    return at.astimezone(UTC).date().replace(day=1)


def _cook(reader: Reader) -> UUID:
    if reader.account_id is None:
        raise PermissionError("only a cook who is signed in acts")
    return reader.account_id
