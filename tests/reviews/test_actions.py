"""Saying what one thinks of a recipe, taking it back, saying that one cooked it."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from forklore.foundations.database import Connection
from forklore.foundations.errors import Invalid, Moved
from forklore.recipes import actions as recipes
from forklore.recipes.errors import NoSuchRecipe
from forklore.recipes.rows import Visibility
from forklore.relations.actions import block
from forklore.relations.reads import reader as reader_of
from forklore.relations.rows import Reader
from forklore.reviews import actions, reads
from forklore.reviews.errors import NoSuchReview, NotCooked, OwnRecipe
from forklore.reviews.rows import ChangeKind, CookStars, ReviewChange
from reviews.community import cook, draft, reader, recipe


async def stars_of(tx: Connection, author_id: UUID) -> CookStars:
    handle = await tx.fetchval("SELECT handle FROM account WHERE id = $1", author_id)
    return await reads.stars_of_cook(tx, Reader(), handle, recipes=True)


async def cooks(tx: Connection, recipe_id: UUID) -> object:
    return await tx.fetchval("SELECT cooks FROM recipe_stats WHERE recipe_id = $1", recipe_id)


async def test_one_review_per_cook_is_written_and_changed(tx: Connection) -> None:
    author, ben = await cook(tx), await reader(tx)
    soup = await recipe(tx, author)
    first = await actions.put_review(tx, ben, soup, stars=5, body=" Good. ")
    assert (first.is_new, first.review.body, first.review.version, first.review.as_written) == (True, "Good.", 1, True)
    salt = ReviewChange(kind=ChangeKind.LESS, before=("salt",))
    second = await actions.put_review(tx, ben, soup, stars=2, changes=[salt])
    assert (second.is_new, second.review.id, second.review.revision) == (False, first.review.id, 2)
    assert second.review.changes == (salt,)
    assert not second.review.as_written
    stars = await stars_of(tx, author)
    assert (stars.count, stars.mean, stars.histogram) == (1, 2, (0, 1, 0, 0, 0))
    assert (stars.as_written.count, stars.with_changes.count) == (0, 1)


async def test_the_numbers_of_a_cook_are_those_of_the_reviews(tx: Connection) -> None:
    author = await cook(tx)
    soup, stew, plain = [await recipe(tx, author, title=t) for t in ("Soup", "Stew", "Plain")]
    march, may = datetime(2026, 3, 31, 23, 59, tzinfo=UTC), datetime(2026, 5, 1, tzinfo=UTC)
    for number, at in ((5, march), (4, march), (3, may)):
        await actions.put_review(tx, await reader(tx), soup, stars=number, at=at)
    await actions.put_review(tx, await reader(tx), stew, stars=1, as_written=False, at=may)
    stars = await stars_of(tx, author)
    assert (stars.count, stars.mean, stars.mean_of_recipes, stars.recipes_rated) == (4, 13 / 4, 2.5, 2)
    assert stars.histogram == (1, 0, 1, 1, 1)
    assert (stars.as_written.mean, stars.with_changes.mean) == (4, 1)
    assert [(m.month, m.mean, m.count) for m in stars.by_month] == [("2026-03", 4.5, 2), ("2026-05", 2, 2)]
    assert stars.bayesian == pytest.approx(float((stars.prior.mean * stars.prior.weight + 13) / 14))
    assert {(r.id, r.mean, r.count) for r in stars.recipes or ()} == {(soup, 4, 3), (stew, 1, 1), (plain, None, 0)}


async def test_nobody_reviews_an_own_recipe(tx: Connection) -> None:
    author = await cook(tx)
    soup = await recipe(tx, author)
    with pytest.raises(OwnRecipe):
        await actions.put_review(tx, Reader(author), soup, stars=5)
    assert (await stars_of(tx, author)).mean is None


async def test_what_one_may_not_see_is_not_there(tx: Connection) -> None:
    author, ben = await cook(tx), await reader(tx)
    hidden = [
        await draft(tx, author, title="Draft"),
        await recipe(tx, author, title="Private", visibility=Visibility.PRIVATE),
        await recipe(tx, author, title="Followers", visibility=Visibility.FOLLOWERS),
        uuid4(),
    ]
    for recipe_id in hidden:
        with pytest.raises(NoSuchRecipe):
            await actions.put_review(tx, ben, recipe_id, stars=5)
        with pytest.raises(NoSuchRecipe):
            await actions.mark_cooked(tx, ben, recipe_id)
    assert await tx.fetchval("SELECT count(*) FROM review") == 0


async def test_a_block_hides_recipes_and_reviews(tx: Connection) -> None:
    author, other = await cook(tx), await cook(tx)
    ben, cleo = await reader(tx), await reader(tx)
    assert ben.account_id is not None
    assert cleo.account_id is not None
    soup = await recipe(tx, author)
    await actions.put_review(tx, cleo, soup, stars=4)
    await block(tx, author, ben.account_id)
    with pytest.raises(NoSuchRecipe):
        await actions.put_review(tx, await reader_of(tx, ben.account_id), soup, stars=1)
    await block(tx, cleo.account_id, other)
    page = await reads.reviews_of(tx, await reader_of(tx, other), soup, after=None, limit=10)
    assert page.items == []
    assert len((await reads.reviews_of(tx, Reader(), soup, after=None, limit=10)).items) == 1
    assert (await stars_of(tx, author)).count == 1


async def test_a_review_names_a_version_that_there_is(tx: Connection) -> None:
    soup = await recipe(tx, await cook(tx))
    for version in (0, 2):
        with pytest.raises(Invalid) as raised:
            await actions.put_review(tx, await reader(tx), soup, stars=5, version=version)
        assert raised.value.errors[0].pointer == "/version"


async def test_taking_back_and_coming_again_keeps_the_first_time(tx: Connection) -> None:
    author, ben = await cook(tx), await reader(tx)
    soup = await recipe(tx, author)
    past = datetime.now(UTC) - timedelta(days=100)
    first = await actions.put_review(tx, ben, soup, stars=5, body="secret", at=past)
    await actions.withdraw_review(tx, ben, soup)
    assert (await stars_of(tx, author)).count == 0
    assert await tx.fetchval("SELECT body FROM review WHERE recipe_id = $1", soup) == ""
    with pytest.raises(NoSuchReview):
        await actions.withdraw_review(tx, ben, soup)
    again = await actions.put_review(tx, ben, soup, stars=4)
    assert again.is_new
    assert again.review.created_at == first.review.created_at == past
    assert (await stars_of(tx, author)).mean == 4
    told = "SELECT count(*) FROM activity WHERE actor_id = $1 AND verb = 'reviewed' AND object_id = $2"
    assert await tx.fetchval(told, ben.account_id, soup) == 1


async def test_an_edit_that_saw_an_older_revision_is_refused(tx: Connection) -> None:
    soup, ben = await recipe(tx, await cook(tx)), await reader(tx)
    with pytest.raises(Moved):
        async with tx.transaction():
            await actions.put_review(tx, ben, soup, stars=4, expected=1)
    await actions.put_review(tx, ben, soup, stars=4)
    await actions.put_review(tx, ben, soup, stars=3, expected=1)
    with pytest.raises(Moved):
        await actions.put_review(tx, ben, soup, stars=2, expected=1)


async def test_a_time_in_the_future_is_now(tx: Connection) -> None:
    soup, ben = await recipe(tx, await cook(tx)), await reader(tx)
    future = datetime.now(UTC) + timedelta(days=300)
    written = await actions.put_review(tx, ben, soup, stars=4, at=future)
    cooked = await actions.mark_cooked(tx, ben, soup, at=future)
    assert written.review.created_at == cooked.first_at == await tx.fetchval("SELECT now()")


async def test_a_person_counts_once_as_having_cooked_and_the_author_never(tx: Connection) -> None:
    author, ben = await cook(tx), await reader(tx)
    soup = await recipe(tx, author)
    for times in (1, 2, 3):
        assert (await actions.mark_cooked(tx, ben, soup)).times == times
    await actions.mark_cooked(tx, Reader(author), soup)
    await actions.mark_cooked(tx, await reader(tx), soup)
    assert await cooks(tx, soup) == 2
    await actions.unmark_cooked(tx, ben, soup)
    await actions.unmark_cooked(tx, Reader(author), soup)
    with pytest.raises(NotCooked):
        await actions.unmark_cooked(tx, ben, soup)
    assert await cooks(tx, soup) == 1
    await actions.mark_cooked(tx, ben, soup)
    assert await cooks(tx, soup) == 2


async def test_the_pages_of_reviews_are_the_set(tx: Connection) -> None:
    soup = await recipe(tx, await cook(tx))
    same = datetime(2026, 1, 1, tzinfo=UTC)
    written = [(await actions.put_review(tx, await reader(tx), soup, stars=3, at=same)).review.id for _ in range(7)]
    seen: list[UUID] = []
    after: str | None = None
    while True:
        page = await reads.reviews_of(tx, Reader(), soup, after=after, limit=2)
        seen += [item.id for item in page.items]
        if page.next is None:
            break
        after = page.next
        await actions.put_review(tx, await reader(tx), soup, stars=3)
    assert sorted(seen) == sorted(written)


async def test_a_withdrawn_recipe_moves_the_stars_of_its_cook_and_its_reviews_may_still_be_taken_back(
    tx: Connection,
) -> None:
    author, ben = await cook(tx), await reader(tx)
    soup = await recipe(tx, author)
    await actions.put_review(tx, ben, soup, stars=5)
    await recipes.withdraw(tx, author, soup)
    assert (await stars_of(tx, author)).count == 0
    await actions.withdraw_review(tx, ben, soup)
    await recipes.publish(tx, author, soup)
    assert (await stars_of(tx, author)).count == 0
    assert await reads.drifted_cooks(tx) == []
