"""The sums of a recipe and of its cook, changed in the transaction of the fact, and the jobs that follow.

Whoever changes sums holds the row of `recipe_stats` first and the cook's last, so that nobody dead-locks.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from forklore.accounts import actions as accounts
from forklore.accounts.rows import StarsAdded
from forklore.foundations.database import Connection
from forklore.foundations.jobs import enqueue
from forklore.recipes import reads, rules, writes
from forklore.recipes.rows import Standing, State

DETECT = "replacements.detect"  # done by a higher room, which compares a fork with its parent and keeps evidence
REFRESH_POPULAR = "popularity.refresh"  # done by a higher room, which ranks


async def add_stars(
    connection: Connection,
    recipe_id: UUID,
    author_id: UUID,
    *,
    stars: int,
    sign: int,
    as_written: bool,
    month: date,
) -> None:
    """Add (`sign` 1) or take away (-1) one review's stars: to the recipe, its month, and while it is public its cook.

    The row of `recipe_stats` is held first and the cook's last, always in this order, so that nobody dead-locks.
    """
    histogram = [sign if n == stars else 0 for n in range(1, 6)]
    move = await writes.add_stars(
        connection,
        recipe_id=recipe_id,
        count=sign,
        total=sign * stars,
        histogram=histogram,
        as_written_count=sign * as_written,
        as_written_total=sign * stars * as_written,
    )
    await writes.add_month(connection, recipe_id=recipe_id, month=month, count=sign, total=sign * stars)
    if move is None or not move.public:
        return
    added = StarsAdded(
        count=sign,
        total=sign * stars,
        histogram=(histogram[0], histogram[1], histogram[2], histogram[3], histogram[4]),
        as_written_count=sign * as_written,
        as_written_total=sign * stars * as_written,
        rated=move.rated_after - move.rated_before,
        means=move.means_after - move.means_before,
        months=((month, sign, sign * stars),),
    )
    await accounts.add_stars(connection, author_id, added)


async def add_counts(connection: Connection, recipe_id: UUID, *, cooks: int = 0, forks: int = 0) -> None:
    """Add to the counts of a recipe; negative numbers take away."""
    await writes.add_counts(connection, recipe_id=recipe_id, cooks=cooks, forks=forks)


async def add_saves(connection: Connection, recipe_ids: Sequence[UUID], account_id: UUID, *, sign: int) -> None:
    """Count (`sign` 1) that a cook keeps recipes, or no longer (-1); of the cook's own recipes nothing is counted."""
    await writes.hold_stats(connection, recipe_ids=list(recipe_ids))
    await writes.add_saves(connection, recipe_ids=list(recipe_ids), account_id=account_id, saves=sign)


async def shown_anew(connection: Connection, recipe_id: UUID) -> Standing:
    """Bring every public sum to how the recipe is shown now, and tell the rooms above."""
    place = await reads.standing(connection, recipe_id)
    public = rules.counts_in_public(place)
    sums = await writes.set_public(connection, recipe_id=recipe_id, public=public)
    if sums is not None:
        sign = 1 if public else -1
        if place.parent_id is not None:
            await add_counts(connection, place.parent_id, forks=sign)
        months = await reads.months_of(connection, recipe_id=recipe_id)
        h = sums.stars_histogram
        await accounts.add_recipes(
            connection, place.author_id, recipes=sign, forks=sign * (place.parent_id is not None)
        )
        if sums.stars_count:
            added = StarsAdded(
                count=sign * sums.stars_count,
                total=sign * sums.stars_sum,
                histogram=(sign * h[0], sign * h[1], sign * h[2], sign * h[3], sign * h[4]),
                as_written_count=sign * sums.as_written_count,
                as_written_total=sign * sums.as_written_sum,
                rated=sign,
                means=sign * Decimal(sums.mean),
                months=tuple((m.month, sign * m.stars_count, sign * m.stars_sum) for m in months),
            )
            await accounts.add_stars(connection, place.author_id, added)
        await enqueue(connection, REFRESH_POPULAR, once=REFRESH_POPULAR)
    is_reviewed = sums is not None and sums.stars_count > 0  # reviews may state replacements
    if is_reviewed or (place.parent_id is not None and place.state is not State.DRAFT):
        await enqueue(connection, DETECT, {"recipe_id": str(recipe_id)})
    return place
