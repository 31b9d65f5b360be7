"""The ranked lists: who counts, how often, in which order, and how a list is walked."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from forklore.cookbooks import actions as cookbooks
from forklore.cookbooks.reads import of_cook as cookbooks_of
from forklore.foundations.database import Connection
from forklore.foundations.paging import BadCursor
from forklore.popularity import reads, rules
from forklore.popularity.jobs import refresh_popular
from forklore.popularity.rows import By, Popular, Span
from forklore.recipes import actions as recipes
from forklore.recipes.rows import Visibility
from forklore.relations.actions import block
from forklore.relations.reads import reader as reader_of
from forklore.relations.rows import Reader
from forklore.reviews import actions as reviews
from reviews.community import cook, reader, recipe


def ago(**time: float) -> datetime:
    return datetime.now(UTC) - timedelta(**time)


async def ranked(
    tx: Connection, span: Span = Span.WEEK, by: By = By.SCORE, looking: Reader | None = None
) -> list[tuple[UUID, float]]:
    page = await reads.popular(tx, looking or Reader(), span, by, after=None, limit=100)
    assert page.next is None
    return [(item.recipe.id, item.score) for item in page.items]


async def refreshed(tx: Connection, span: Span = Span.WEEK, by: By = By.SCORE) -> list[tuple[UUID, float]]:
    await refresh_popular(tx)
    return await ranked(tx, span, by)


async def dishes(tx: Connection, number: int) -> list[UUID]:
    return [await recipe(tx, await cook(tx), title=f"Dish {n}", at=ago(days=400)) for n in range(number)]


async def test_nothing_is_ranked_before_the_first_time(tx: Connection) -> None:
    page = await reads.popular(tx, Reader(), Span.WEEK, By.SCORE, after=None, limit=10)
    assert (page.items, page.next, page.refreshed_at) == ([], None, None)


async def test_forks_cooking_and_reviews_weigh_three_two_and_at_most_one(tx: Connection) -> None:
    forked, cooked, loved, disliked = await dishes(tx, 4)
    await recipe(tx, await cook(tx), parent_id=forked)
    await reviews.mark_cooked(tx, await reader(tx), cooked)
    await reviews.put_review(tx, await reader(tx), loved, stars=5)
    await reviews.put_review(tx, await reader(tx), disliked, stars=1)
    for span in Span:
        found = await refreshed(tx, span)
        assert found == [(forked, 3.0), (cooked, 2.0), (loved, 1.0), (disliked, 0.5)]
    assert await ranked(tx, by=By.COOKED) == [(cooked, 1.0)]
    assert await ranked(tx, by=By.FORKED) == [(forked, 1.0)]
    assert [one[0] for one in await ranked(tx, by=By.TOP_RATED)] == [loved, disliked]


async def test_who_keeps_a_recipe_counts_in_a_list_of_its_own(tx: Connection) -> None:
    kept, less, own = await dishes(tx, 3)
    people = [await reader(tx) for _ in range(3)]
    for n, one in enumerate(people):
        assert one.account_id is not None
        await cookbooks.save(tx, one, one.account_id, kept)
        if n:
            await cookbooks.save(tx, one, one.account_id, less)
    author = await tx.fetchval("SELECT author_id FROM recipe WHERE id = $1", own)
    await cookbooks.save(tx, Reader(author), author, own)
    for span in Span:
        assert await refreshed(tx, span, By.SAVED) == [(kept, 3.0), (less, 2.0)]
        assert await ranked(tx, span, By.SCORE) == []
    (book,) = (await cookbooks_of(tx, author, own=True, after=None, limit=9)).items
    assert book.for_saving


async def test_saving_again_is_not_new_and_what_is_private_counts_for_nothing(tx: Connection) -> None:
    (soup,), ben = await dishes(tx, 1), await reader(tx)
    assert ben.account_id is not None
    await cookbooks.save(tx, ben, ben.account_id, soup)
    await tx.execute("UPDATE saved SET first_at = now() - interval '3 days'")
    assert await refreshed(tx, Span.DAY, By.SAVED) == []
    assert await ranked(tx, Span.WEEK, By.SAVED) == [(soup, 1.0)]
    for _ in range(3):
        await cookbooks.unsave(tx, ben.account_id, soup)
        assert await refreshed(tx, Span.WEEK, By.SAVED) == []
        assert await ranked(tx, Span.ALL, By.SAVED) == []
        await cookbooks.save(tx, ben, ben.account_id, soup)
        assert await refreshed(tx, Span.DAY, By.SAVED) == []
    assert await ranked(tx, Span.ALL, By.SAVED) == [(soup, 1.0)]
    await tx.execute("UPDATE recipe SET visibility = 'private' WHERE id = $1", soup)
    for span in Span:
        assert await refreshed(tx, span, By.SAVED) == []


async def test_a_person_counts_once_and_the_author_never(tx: Connection) -> None:
    author, ben = await cook(tx), await reader(tx)
    assert ben.account_id is not None
    soup = await recipe(tx, author)
    for _ in range(3):
        await reviews.mark_cooked(tx, ben, soup)
        await recipe(tx, ben.account_id, parent_id=soup)
        await reviews.put_review(tx, ben, soup, stars=5)
    await reviews.mark_cooked(tx, Reader(author), soup)
    await recipe(tx, author, parent_id=soup)
    for span in Span:
        assert (await refreshed(tx, span))[0] == (soup, 6.0)
        assert (await ranked(tx, span, By.FORKED)) == [(soup, 1.0)]


async def test_undoing_and_doing_again_moves_nothing(tx: Connection) -> None:
    (soup,), ben = await dishes(tx, 1), await reader(tx)
    await reviews.put_review(tx, ben, soup, stars=4, at=ago(days=6))
    await reviews.mark_cooked(tx, ben, soup, at=ago(days=6))
    before = await refreshed(tx)
    for _ in range(3):
        await reviews.withdraw_review(tx, ben, soup)
        await reviews.unmark_cooked(tx, ben, soup)
        assert await refreshed(tx) == []
        await reviews.put_review(tx, ben, soup, stars=4)
        await reviews.mark_cooked(tx, ben, soup)
    assert await refreshed(tx) == before
    fork = await recipe(tx, await cook(tx), parent_id=soup, at=ago(days=6))
    before = await refreshed(tx)
    author = await tx.fetchval("SELECT author_id FROM recipe WHERE id = $1", fork)
    await recipes.withdraw(tx, author, fork)
    await recipes.publish(tx, author, fork)
    assert await refreshed(tx) == before


async def test_a_window_holds_what_happened_in_it_and_halves_what_is_half_as_old(tx: Connection) -> None:
    new, old, older = await dishes(tx, 3)
    await reviews.mark_cooked(tx, await reader(tx), new)
    await reviews.mark_cooked(tx, await reader(tx), old, at=ago(days=3.5))
    await reviews.mark_cooked(tx, await reader(tx), older, at=ago(days=8))
    found = dict(await refreshed(tx))
    assert found == {new: 2, old: pytest.approx(1, abs=1e-4)}
    assert dict(await ranked(tx, Span.DAY)) == {new: 2}
    month = dict(await ranked(tx, Span.MONTH))
    assert month[older] == pytest.approx(2 * rules.decay(Span.MONTH, 8 * 86_400), abs=1e-4)
    assert dict(await ranked(tx, Span.ALL)) == {new: 2, old: 2, older: 2}


async def test_what_claims_to_be_of_the_future_is_of_now(tx: Connection) -> None:
    soup, stew = await dishes(tx, 2)
    for dish in (soup, stew):
        await reviews.mark_cooked(tx, await reader(tx), dish)
        await reviews.put_review(tx, await reader(tx), dish, stars=5)
    await tx.execute("UPDATE review SET created_at = now() + interval '2 years' WHERE recipe_id = $1", soup)
    await tx.execute("UPDATE cooked SET first_at = now() + interval '2 years' WHERE recipe_id = $1", soup)
    for span in Span:
        assert await refreshed(tx, span) == [(soup, 3.0), (stew, 3.0)]


async def test_equal_scores_go_by_people_then_by_id(tx: Connection) -> None:
    soups = await dishes(tx, 4)
    for soup in reversed(soups):
        await reviews.mark_cooked(tx, await reader(tx), soup)
    assert [one[0] for one in await refreshed(tx)] == sorted(soups)
    few, many = await dishes(tx, 2)
    await recipe(tx, await cook(tx), parent_id=few)
    await reviews.mark_cooked(tx, await reader(tx), many)
    await reviews.put_review(tx, await reader(tx), many, stars=5)
    assert (await refreshed(tx))[:2] == [(many, 3.0), (few, 3.0)]


async def test_one_five_star_review_does_not_win(tx: Connection) -> None:
    one, many, poor = await dishes(tx, 3)
    await reviews.put_review(tx, await reader(tx), one, stars=5)
    for n in range(12):
        await reviews.put_review(tx, await reader(tx), many, stars=4 + (n > 1))
        await reviews.put_review(tx, await reader(tx), poor, stars=2)
    for span in Span:
        found = await refreshed(tx, span, By.TOP_RATED)
        assert [dish for dish, _ in found] == [many, one, poor]
    prior = await tx.fetchval("SELECT mean FROM stars_prior")
    assert float(prior) == pytest.approx((5 + 58 + 24) / 25)
    assert found[0][1] == pytest.approx((float(prior) * 10 + 58) / 22)


async def test_only_public_recipes_and_forks_count(tx: Connection) -> None:
    author = await cook(tx)
    soup = await recipe(tx, author)
    await recipe(tx, await cook(tx), parent_id=soup, visibility=Visibility.PRIVATE)
    private = await recipe(tx, author, title="Private")
    await reviews.mark_cooked(tx, await reader(tx), private)
    await tx.execute("UPDATE recipe SET visibility = 'private' WHERE id = $1", private)
    for span in Span:
        assert await refreshed(tx, span) == []


async def test_a_suspended_cook_counts_for_nothing_in_a_window(tx: Connection) -> None:
    (soup,), ben = await dishes(tx, 1), await reader(tx)
    await reviews.mark_cooked(tx, ben, soup)
    await tx.execute("UPDATE account SET state = 'suspended' WHERE id = $1", ben.account_id)
    assert await refreshed(tx) == []


async def test_what_the_reader_does_not_see_is_left_out_at_once(tx: Connection) -> None:
    soups = await dishes(tx, 5)
    for soup in soups:
        await reviews.mark_cooked(tx, await reader(tx), soup)
    await refresh_popular(tx)
    authors = {row["id"]: row["author_id"] for row in await tx.fetch("SELECT id, author_id FROM recipe")}
    ben = await cook(tx)
    await block(tx, authors[soups[0]], ben)
    await recipes.withdraw(tx, authors[soups[1]], soups[1])
    assert [one[0] for one in await ranked(tx)] == [soups[0], *soups[2:]]
    page = await reads.popular(tx, await reader_of(tx, ben), Span.WEEK, By.SCORE, after=None, limit=2)
    assert [(item.recipe.id, item.position) for item in page.items] == [(soups[2], 3), (soups[3], 4)]
    rest = await reads.popular(tx, await reader_of(tx, ben), Span.WEEK, By.SCORE, after=page.next, limit=2)
    assert [item.recipe.id for item in rest.items] == [soups[4]]
    assert rest.next is None


async def walk_on(tx: Connection, page: Popular, refreshes: int) -> list[UUID]:
    """Walk from a page to the end, with all turned upside down before the next page."""
    first = page.items[0].recipe.id
    for _ in range(refreshes):
        for _ in range(3):
            await recipe(tx, await cook(tx), parent_id=first)
        await refresh_popular(tx)
    seen = [item.recipe.id for item in page.items]
    while page.next is not None:
        page = await reads.popular(tx, Reader(), Span.WEEK, By.SCORE, after=page.next, limit=2)
        seen += [item.recipe.id for item in page.items]
    return seen


async def test_a_walk_during_a_refresh_stays_whole(tx: Connection) -> None:
    soups = await dishes(tx, 7)
    for soup in soups:
        await reviews.mark_cooked(tx, await reader(tx), soup)
    await refresh_popular(tx)
    page = await reads.popular(tx, Reader(), Span.WEEK, By.SCORE, after=None, limit=2)
    late = await recipe(tx, await cook(tx), parent_id=soups[6])
    await reviews.mark_cooked(tx, await reader(tx), late)
    assert sorted(await walk_on(tx, page, 1)) == sorted(soups)


async def test_a_walk_of_a_list_that_is_gone_goes_on_behind_its_position(tx: Connection) -> None:
    soups = await dishes(tx, 5)
    for soup in soups:
        await reviews.mark_cooked(tx, await reader(tx), soup)
    await refresh_popular(tx)
    page = await reads.popular(tx, Reader(), Span.WEEK, By.SCORE, after=None, limit=2)
    assert await walk_on(tx, page, 3) == sorted(soups)
    assert await tx.fetchval("SELECT count(DISTINCT generation) FROM popular") == 2


async def test_a_cursor_belongs_to_one_list(tx: Connection) -> None:
    for soup in await dishes(tx, 3):
        await reviews.mark_cooked(tx, await reader(tx), soup)
    await refresh_popular(tx)
    page = await reads.popular(tx, Reader(), Span.WEEK, By.SCORE, after=None, limit=2)
    with pytest.raises(BadCursor):
        await reads.popular(tx, Reader(), Span.WEEK, By.COOKED, after=page.next, limit=2)


async def test_the_explanation_adds_up_to_the_score_that_ranks(tx: Connection) -> None:
    soups = await dishes(tx, 6)
    for n, soup in enumerate(soups):
        for m in range(n + 2):
            at = ago(hours=7.3 * m * (n + 1))
            await reviews.put_review(tx, await reader(tx), soup, stars=1 + (n + m) % 5, at=at)
            await reviews.mark_cooked(tx, await reader(tx), soup, at=at)
            await recipe(tx, await cook(tx), parent_id=soup, at=at)
    await refresh_popular(tx)
    for span in Span:
        found = dict(await ranked(tx, span))
        assert len(found) == 6
        for soup, listed in found.items():
            score = await reads.score(tx, Reader(), soup, span)
            assert score.score == pytest.approx(listed, abs=1e-9)
            assert sum(part.points for part in score.parts) == pytest.approx(listed, abs=1e-9)
    score = await reads.score(tx, Reader(), soups[5], Span.ALL)
    assert [(part.kind, part.people) for part in score.parts] == [("fork", 7), ("cooked", 7), ("review", 7)]


async def test_the_score_of_what_nobody_touched_is_nothing(tx: Connection) -> None:
    (soup,) = await dishes(tx, 1)
    for span in Span:
        score = await reads.score(tx, Reader(), soup, span)
        assert (score.score, [part.people for part in score.parts]) == (0, [0, 0, 0])
