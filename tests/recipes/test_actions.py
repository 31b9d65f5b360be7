"""Recipes in the database: versions, addresses, states, and the sums that follow."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import asyncpg
import pytest

from forklore.forks import actions as forks
from forklore.forks.rows import ForkEdit
from forklore.foundations.database import Connection
from forklore.foundations.errors import Invalid, Moved
from forklore.main.reconciling import drifts
from forklore.recipes import actions, reads
from forklore.recipes.errors import Gone, NoSuchRecipe, NoSuchVersion, NotPublished, NotReady, NotYours
from forklore.recipes.inputs import Edit, LineInput, SourceInput
from forklore.recipes.rows import State, Visibility
from forklore.relations.rows import Reader
from forklore.reviews.actions import put_review
from recipes.kitchen import content, draft, published, sums
from reviews.community import cook, reader

WORDS = "quicksilver"


async def jobs_waiting(tx: Connection) -> list[str]:
    rows = await tx.fetch("SELECT entrypoint, payload FROM jobs.pgqueuer ORDER BY id")
    return [row["entrypoint"] + (row["payload"] or b"").decode() for row in rows]


async def told(tx: Connection, recipe_id: UUID) -> list[str]:
    return [row["verb"] for row in await tx.fetch("SELECT verb FROM activity WHERE object_id = $1", recipe_id)]


async def test_a_draft_is_stored_whole_and_tells_nobody(tx: Connection) -> None:
    author = await cook(tx)
    source = SourceInput(name=" Nana\x00 ", url="https://example.org/\x00nana")
    written = draft(tags=["Sweet"], minutes_prep=5, source=source, visibility=Visibility.FOLLOWERS)
    recipe_id = await actions.write(tx, author, written)
    row = await reads.recipe(tx, Reader(author), recipe_id)
    expected = content(tags=["Sweet"], minutes_prep=5)
    assert [line.line() for line in row.content.lines] == [line.line() for line in expected.lines]
    assert (row.state, row.visibility, row.head, row.root_id) == (State.DRAFT, Visibility.FOLLOWERS, 1, recipe_id)
    assert (row.source_name, row.source_url) == ("Nana", "https://example.org/nana")
    stored = await tx.fetch("SELECT text, line_id FROM recipe_line WHERE recipe_id = $1 ORDER BY position", recipe_id)
    assert [tuple(line) for line in stored] == [(line.text, line.line_id) for line in row.content.lines]
    assert await tx.fetchval("SELECT tag FROM recipe_tag WHERE recipe_id = $1", recipe_id) == "sweet"
    assert (await told(tx, recipe_id), await jobs_waiting(tx), await sums(tx, author)) == ([], [], (0, 0, 0, 0))


async def test_one_title_many_times_gives_each_recipe_an_address_that_leads_to_it(tx: Connection) -> None:
    author, other = await cook(tx), await cook(tx)
    for made in [await published(tx, author, title="Soup!") for _ in range(4)] + [await published(tx, other)]:
        place = await reads.standing(tx, made)
        assert await reads.id_at_address(tx, author_id=place.author_id, slug=place.slug) == made
    assert (await reads.standing(tx, await published(tx, other, title="Soup"))).slug == "soup"


async def test_an_address_stays_when_the_title_changes_and_the_recipe_goes(tx: Connection) -> None:
    author = await cook(tx)
    soup = await published(tx, author, title="Soup")
    await actions.edit(tx, author, soup, 1, Edit(title="Stew"))
    assert (await reads.standing(tx, soup)).title == "Stew"
    assert await reads.id_at_address(tx, author_id=author, slug="soup") == soup
    await actions.delete(tx, author, soup, kept=[])
    assert (await reads.standing(tx, await published(tx, author, title="Soup"))).slug != "soup"


async def test_versions_are_never_changed_and_saving_the_same_makes_none(tx: Connection) -> None:
    author = await cook(tx)
    soup = await published(tx, author)
    first = await reads.content(tx, soup, 1)
    edit = Edit(ingredients=["1 onion"], tags=["new"], message=" less \x00of\nit ")
    assert await actions.edit(tx, author, soup, 1, edit) == 2
    assert await actions.edit(tx, author, soup, 2, edit) == 2
    assert await actions.edit(tx, author, soup, None, Edit()) == 2
    assert await reads.content(tx, soup, 1) == first
    shown = await reads.versions(tx, Reader(), soup, after=None, limit=10)
    assert [(version.number, version.message) for version in shown.items] == [(2, "less of it"), (1, "")]
    assert await tx.fetchval("SELECT count(*) FROM recipe_line WHERE recipe_id = $1", soup) == 1
    assert await tx.fetchval("SELECT array_agg(tag) FROM recipe_tag WHERE recipe_id = $1", soup) == ["new"]
    assert await actions.restore(tx, author, soup, 1) == 3
    assert await reads.content(tx, soup, 3) == first
    assert await actions.restore(tx, author, soup, 3) == 3
    with pytest.raises(NoSuchVersion):
        await actions.restore(tx, author, soup, 9)
    with pytest.raises(Moved):
        await actions.edit(tx, author, soup, 2, Edit(title="Late"))


async def test_what_makes_a_published_recipe_unready_is_refused_and_a_draft_may_be_anything(tx: Connection) -> None:
    author = await cook(tx)
    soup = await published(tx, author)
    with pytest.raises(NotReady):
        await actions.edit(tx, author, soup, 1, Edit(steps=[]))
    idea = await actions.write(tx, author, draft(ingredients=[], steps=[]))
    with pytest.raises(NotReady):
        await actions.publish(tx, author, idea)
    await actions.edit(tx, author, idea, 1, Edit(ingredients=["1 egg"], steps=["Boil."]))
    assert (await actions.publish(tx, author, idea)).state is State.PUBLISHED
    with pytest.raises(Invalid):
        await actions.write(tx, author, draft(ingredients=[LineInput(unit="cup")]))


@pytest.mark.parametrize("way", ["withdraw", "hide", "show to followers", "delete"])
async def test_sums_go_when_a_recipe_is_not_public_any_more_and_come_back_with_it(tx: Connection, way: str) -> None:
    author, forker = await cook(tx), await cook(tx)
    soup = await published(tx, author)
    made = await forks.fork(tx, Reader(forker), forker, soup, ForkEdit())
    await actions.publish(tx, forker, made)
    await put_review(tx, await reader(tx), made, stars=4)
    assert (await sums(tx, author), await sums(tx, forker)) == ((1, 0, 0, 0), (1, 1, 1, 4))
    forks_of_soup = "SELECT forks FROM recipe_stats WHERE recipe_id = $1"
    assert await tx.fetchval(forks_of_soup, soup) == 1
    match way:
        case "withdraw":
            await actions.withdraw(tx, forker, made)
        case "hide":
            await actions.edit(tx, forker, made, 1, Edit(visibility=Visibility.PRIVATE))
        case "show to followers":
            await actions.edit(tx, forker, made, 1, Edit(visibility=Visibility.FOLLOWERS))
        case "delete":
            await forks.delete(tx, forker, made)
    assert (await sums(tx, forker), await tx.fetchval(forks_of_soup, soup)) == ((0, 0, 0, 0), 0)
    if way == "withdraw":
        await actions.publish(tx, forker, made)
    elif way != "delete":
        await actions.edit(tx, forker, made, None, Edit(visibility=Visibility.PUBLIC))
    gone = way == "delete"
    assert await sums(tx, forker) == ((0, 0, 0, 0) if gone else (1, 1, 1, 4))
    assert await tx.fetchval(forks_of_soup, soup) == (0 if gone else 1)
    assert await drifts(tx) == {}


async def test_publishing_twice_is_once_and_the_first_time_is_kept(tx: Connection) -> None:
    author = await cook(tx)
    past, future = (datetime.now(UTC) + timedelta(days=days) for days in (-40, 40))
    soup = await actions.write(tx, author, draft())
    assert (await actions.publish(tx, author, soup, at=past)).published_at == past
    await actions.publish(tx, author, soup)
    assert await told(tx, soup) == ["published"]
    await actions.withdraw(tx, author, soup)
    with pytest.raises(NotPublished):
        await actions.withdraw(tx, author, soup)
    assert (await actions.publish(tx, author, soup)).published_at == past
    assert await told(tx, soup) == ["published", "withdrew", "published"]
    early = await actions.write(tx, author, draft())
    assert (await actions.publish(tx, author, early, at=future)).published_at == await tx.fetchval("SELECT now()")


async def test_a_tombstone_keeps_whose_it_was_and_its_family_and_forgets_the_words(tx: Connection) -> None:
    author, forker, last = await cook(tx), await cook(tx), await cook(tx)
    soup = await published(tx, author)
    made = await forks.fork(tx, Reader(forker), forker, soup, ForkEdit(title=f"{WORDS} one"))
    await actions.publish(tx, forker, made)
    child = await forks.fork(tx, Reader(last), last, made, ForkEdit(title="Fine", version=1))
    for text in ("two", "three"):
        words = f"{WORDS} {text}"
        changed = Edit(title=words, summary=words, steps=[words], ingredients=[words], tags=[words], message=words)
        await actions.edit(tx, forker, made, None, changed)
    await forks.delete(tx, forker, made)
    row = await tx.fetchrow("SELECT author_id, state, title, parent_id, root_id FROM recipe WHERE id = $1", made)
    assert row is not None
    assert tuple(row) == (forker, "deleted", "", soup, soup)
    stored = await tx.fetch("SELECT number, content::text FROM recipe_version WHERE recipe_id = $1", made)
    assert [tuple(row) for row in stored if WORDS in row["content"]] == [tuple(row) for row in stored if row[0] == 1]
    assert len(stored) == 1  # the version that a fork was made from
    left = (
        "SELECT (SELECT count(*) FROM recipe_line WHERE recipe_id = $1) + count(*) FROM recipe_tag WHERE recipe_id = $1"
    )
    assert await tx.fetchval(left, made) == 0
    assert (await reads.standing(tx, child)).parent_id == made
    for number in (None, 1, 3):
        with pytest.raises(NoSuchRecipe):
            await reads.recipe(tx, Reader(forker), made, number)


async def test_a_deleted_recipe_without_forks_leaves_no_version(tx: Connection) -> None:
    author = await cook(tx)
    soup = await published(tx, author, source=SourceInput(name=WORDS, url=f"https://{WORDS}.org"), summary=WORDS)
    await actions.delete(tx, author, soup, kept=[])
    assert await tx.fetchval("SELECT count(*) FROM recipe_version WHERE recipe_id = $1", soup) == 0
    assert WORDS not in await tx.fetchval("SELECT recipe::text FROM recipe WHERE id = $1", soup)


async def test_what_is_gone_or_of_somebody_else_cannot_be_changed(tx: Connection) -> None:
    author, other = await cook(tx), await cook(tx)
    soup, idea = await published(tx, author), await actions.write(tx, author, draft())
    shy = await published(tx, author, visibility=Visibility.FOLLOWERS)
    dead = await published(tx, author)
    await actions.delete(tx, author, dead, kept=[])
    for recipe_id, account_id, fault in (
        (soup, other, NotYours),
        (idea, other, NoSuchRecipe),
        (shy, other, NoSuchRecipe),
        (dead, other, NoSuchRecipe),
        (uuid4(), author, NoSuchRecipe),
        (dead, author, Gone),
    ):
        for verb in (
            actions.edit(tx, account_id, recipe_id, None, Edit(title="Mine")),
            actions.restore(tx, account_id, recipe_id, 1),
            actions.publish(tx, account_id, recipe_id),
            actions.withdraw(tx, account_id, recipe_id),
            actions.delete(tx, account_id, recipe_id, kept=[]),
            forks.delete(tx, account_id, recipe_id),
        ):
            with pytest.raises(fault):
                await verb
    assert [(await reads.standing(tx, r)).title for r in (soup, idea, shy)] == ["Pancakes"] * 3


async def test_of_two_writers_who_saw_the_same_version_one_wins(own_url: str) -> None:
    one, two = await asyncpg.connect(own_url), await asyncpg.connect(own_url)
    author = await cook(one)
    soup = await published(one, author)

    async def save(connection: Connection, title: str) -> int | str:
        try:
            async with connection.transaction():
                return await actions.edit(connection, author, soup, 1, Edit(title=title))
        except Moved:
            return "moved"

    async with asyncio.timeout(20):
        assert sorted(map(str, await asyncio.gather(save(one, "One"), save(two, "Two")))) == ["2", "moved"]
    assert await one.fetchval("SELECT count(*) FROM recipe_version WHERE recipe_id = $1", soup) == 2
    row = await reads.recipe(one, Reader(), soup)
    assert row.content.title == await one.fetchval("SELECT title FROM recipe WHERE id = $1", soup)
    await one.close()
    await two.close()


async def test_work_follows_from_what_others_see_and_where_there_is_something_to_compare(tx: Connection) -> None:
    author, forker = await cook(tx), await cook(tx)
    soup = await actions.write(tx, author, draft())
    await actions.edit(tx, author, soup, 1, Edit(title="Still a draft"))
    assert await jobs_waiting(tx) == []
    await actions.publish(tx, author, soup)
    assert await jobs_waiting(tx) == ["popularity.refresh{}"]
    await actions.edit(tx, author, soup, 2, Edit(title="Of no parent"))
    made = await forks.fork(tx, Reader(forker), forker, soup, ForkEdit())
    await actions.edit(tx, forker, made, 1, Edit(title="Not shown yet"))
    assert len(await jobs_waiting(tx)) == 1
    await actions.publish(tx, forker, made)
    assert (await jobs_waiting(tx))[1:] == [f'replacements.detect{{"recipe_id":"{made}"}}']
    await put_review(tx, Reader(forker), soup, stars=2)
    await actions.withdraw(tx, author, soup)
    assert (await jobs_waiting(tx))[-1] == f'replacements.detect{{"recipe_id":"{soup}"}}'
