"""Who may see a recipe: the rule for single recipes, and that every list agrees with it."""

from itertools import product
from uuid import UUID, uuid4

import pytest

from forklore.foundations.database import Connection
from forklore.recipes import actions, reads, rules
from forklore.recipes.errors import NoSuchRecipe
from forklore.recipes.rows import Standing, State, Visibility
from forklore.relations import actions as relations
from forklore.relations.reads import reader as reader_of
from forklore.relations.rows import Reader
from recipes.kitchen import draft
from reviews.community import cook

AUTHOR, OTHER = uuid4(), uuid4()
READERS = {
    "author": (Reader(AUTHOR), False),
    "follower": (Reader(OTHER), True),
    "stranger": (Reader(OTHER), False),
    "anonymous": (Reader(), False),
    "blocked": (Reader(OTHER, (AUTHOR,)), False),
    "blocked follower": (Reader(OTHER, (AUTHOR,)), True),
}
EVERYBODY = {"author", "follower", "stranger", "anonymous"}


def expected(state: State, visibility: Visibility, *, active: bool) -> set[str]:
    if state is State.DELETED:
        return set()
    if state is not State.PUBLISHED or not active or visibility is Visibility.PRIVATE:
        return {"author"}
    return EVERYBODY if visibility is Visibility.PUBLIC else {"author", "follower"}


@pytest.mark.parametrize(("state", "visibility", "active"), [*product(State, Visibility, (True, False))])
def test_who_may_see_a_recipe(state: State, visibility: Visibility, *, active: bool) -> None:
    place = Standing(uuid4(), AUTHOR, state, visibility, 1, uuid4(), None, None, "soup", "Soup", None, active)
    seen = {name for name, (reader, follows) in READERS.items() if rules.may_see(place, reader, follows=follows)}
    assert seen == expected(state, visibility, active=active)
    assert rules.counts_in_public(place) == (state is State.PUBLISHED and visibility is Visibility.PUBLIC)


async def everything_of(tx: Connection, author: UUID) -> dict[tuple[State, Visibility], UUID]:
    """A recipe in each state and of each visibility."""
    made = {}
    for state, visibility in product(State, Visibility):
        title = f"{state} {visibility}"
        recipe_id = await actions.write(tx, author, draft(title=title, visibility=visibility))
        if state is not State.DRAFT:
            await actions.publish(tx, author, recipe_id)
        if state is State.WITHDRAWN:
            await actions.withdraw(tx, author, recipe_id)
        if state is State.DELETED:
            await actions.delete(tx, author, recipe_id, kept=[])
        made[state, visibility] = recipe_id
    return made


@pytest.mark.parametrize("active", [True, False])
async def test_single_recipes_and_lists_show_each_reader_the_same(tx: Connection, *, active: bool) -> None:
    author, follower, stranger, blocked = [await cook(tx) for _ in range(4)]
    await relations.follow(tx, follower, author)
    await relations.block(tx, author, blocked)
    made = await everything_of(tx, author)
    if not active:
        await tx.execute("UPDATE account SET state = 'suspended' WHERE id = $1", author)
    names = {"author": author, "follower": follower, "stranger": stranger, "blocked": blocked, "anonymous": None}
    for name, account_id in names.items():
        reader = await reader_of(tx, account_id) if account_id else Reader()
        may = {made[key] for key in made if name in expected(*key, active=active)}
        assert {recipe_id for recipe_id in made.values() if await sees(tx, reader, recipe_id)} == may, name
        listed = {made[key] for key in made if key[0] is State.PUBLISHED} & may if active else set()
        newest = await reads.newest(tx, reader, after=None, limit=100)
        public = made[State.PUBLISHED, Visibility.PUBLIC]
        assert {card.id for card in newest.items if card.author.handle} & set(made.values()) == listed & {public}, name
        if name != "blocked":  # the page of a cook who blocked the reader is not there at all
            shelf = await reads.of_author(tx, reader, author, after=None, limit=100)
            assert {card.id for card in shelf.items} == listed, name


async def sees(tx: Connection, reader: Reader, recipe_id: UUID) -> bool:
    try:
        row = await reads.recipe(tx, reader, recipe_id)
        versions = await reads.versions(tx, reader, recipe_id, after=None, limit=1)
    except NoSuchRecipe:
        with pytest.raises(NoSuchRecipe):
            await reads.visible(tx, reader, recipe_id)
        with pytest.raises(NoSuchRecipe):
            await reads.versions(tx, reader, recipe_id, after=None, limit=1)
        return False
    return row.id == recipe_id and len(versions.items) == 1


async def test_pages_of_drafts_and_versions_are_the_set(tx: Connection) -> None:
    author, other = await cook(tx), await cook(tx)
    made = await everything_of(tx, author)
    seen: list[UUID] = []
    after: str | None = None
    while True:
        shelf = await reads.drafts(tx, author, after=after, limit=2)
        seen += [row.id for row in shelf.items]
        if (after := shelf.next) is None:
            break
    hidden = [recipe_id for (state, _), recipe_id in made.items() if state in {State.DRAFT, State.WITHDRAWN}]
    assert sorted(seen) == sorted(hidden)
    assert (await reads.drafts(tx, other, after=None, limit=2)).items == []
