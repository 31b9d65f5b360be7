"""A family told in sums: how many forks by how many cooks, their stars, and the best one for each diet."""

from collections.abc import Sequence
from uuid import UUID

from forklore.foods.needs import diets
from forklore.forks.reads import members_of
from forklore.forks.rows import BestForDiet, FamilySums
from forklore.foundations.database import Connection
from forklore.recipes.reads import cards_by_ids, diets_kept
from forklore.recipes.rows import Card, CardRow, DietRow, Stars, Visibility, card
from forklore.relations.rows import Reader

MEMBERS_AT_MOST = 1_000
# A mean leans on this many stars of this value, so that one enthusiast does not make the best of a family.
_PRIOR_STARS, _PRIOR_WEIGHT = 4.0, 5.0


async def family_of(connection: Connection, reader: Reader, root_id: UUID, recipe_id: UUID) -> FamilySums:
    """Tell a family in sums over its public recipes: three statements, over its first 1,000 members.

    `recipe_id` stands for the family while nobody has forked it. Who is hidden from the reader counts, and is not named
    as the best of anything.
    """
    rows = await members_of(connection, root_id=root_id, most=MEMBERS_AT_MOST + 1)
    depth = {row.recipe_id: row.depth for row in rows[:MEMBERS_AT_MOST]} or {recipe_id: 0}
    cards = await cards_by_ids(connection, ids=list(depth))
    public = [row for row in cards if row.visibility is Visibility.PUBLIC]
    kept = await diets_kept(connection, ids=[row.id for row in public], diets=list(diets()))
    count, total = sum(row.stars_count for row in public), sum(row.stars_sum for row in public)
    return FamilySums(
        root_id=root_id,
        recipes=len(public),
        forks=sum(row.parent_id is not None for row in public),
        cooks=len({row.author_id for row in public}),
        depth=max((depth[row.id] for row in public), default=0),
        stars=Stars(round(total / count, 3) if count else None, count),
        best=_best([row for row in public if row.author_id not in reader.hidden], kept),
        members=tuple((row.id, row.author_id) for row in public),
        more=len(rows) > MEMBERS_AT_MOST,
    )


def _best(cards: Sequence[CardRow], kept: Sequence[DietRow]) -> list[BestForDiet]:
    by_id = {row.id: row for row in cards}
    suiting: dict[str, list[CardRow]] = {}
    for one in kept:
        if one.recipe_id in by_id:
            suiting.setdefault(one.diet, []).append(by_id[one.recipe_id])
    return [BestForDiet(diet, len(found), _first(found)) for diet, found in sorted(suiting.items())]


def _first(cards: Sequence[CardRow]) -> Card:
    return card(max(cards, key=lambda row: (_liked(row), row.cooks, row.id)))


def _liked(row: CardRow) -> float:
    return (row.stars_sum + _PRIOR_STARS * _PRIOR_WEIGHT) / (row.stars_count + _PRIOR_WEIGHT)
