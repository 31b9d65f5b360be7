"""After any history every sum equals a recount of its facts."""

import random
from collections.abc import Awaitable, Callable
from contextlib import suppress
from uuid import UUID

import pytest

from forklore.accounts.actions import open_account
from forklore.comments import actions as comments
from forklore.comments.rows import SubjectKind
from forklore.cookbooks import actions as cookbooks
from forklore.cookbooks.rows import Shown
from forklore.forks import actions as forks
from forklore.forks.rows import ForkEdit
from forklore.foundations.database import Connection, Database, open_database
from forklore.foundations.errors import Fault
from forklore.foundations.settings import settings_from
from forklore.main.demo import drain
from forklore.main.reconciling import drifts
from forklore.reactions import actions as reactions
from forklore.reactions.rows import Kind
from forklore.reactions.rows import SubjectKind as LikedKind
from forklore.recipes import actions as recipes
from forklore.recipes.inputs import Draft, Edit
from forklore.recipes.rows import Visibility
from forklore.relations import actions as relations
from forklore.relations.reads import reader
from forklore.replacements.actions_decisions import CONFIRMED, DETECTED, REJECTED, decide, judge
from forklore.replacements.answers import VerdictKind
from forklore.replacements.reads_pairs import foods_of_pair
from forklore.reviews import actions as reviews
from forklore.reviews.rows import ChangeKind, ReviewChange
from replacements.community import work_off

FATS = ["butter", "olive oil", "ghee", "coconut oil", "margarine", "lard"]
STEPS = 160
WORKED_OFF_AT = 39
SETTINGS = settings_from({"FORKLORE_SECRET": "x" * 40})


# Replacements whose mark of being withheld differs from what moderators said last of the pair.
WITHHELD = """SELECT r.from_food, r.to_foods FROM replacement r
  WHERE r.withheld <> coalesce((SELECT v.verdict <> 'ok' FROM replacement_verdict v
                                 WHERE v.from_food = r.from_food AND v.to_foods = r.to_foods
                                 ORDER BY v.id DESC LIMIT 1), false)"""
# Replacements whose median differs by more than half a percent from the exact median of the cooks' ratios; only where
# each cook has a single ratio, so that the cook's own middle is not in between.
QUARTILES = """SELECT r.from_food, r.to_foods, r.ratio_median, e.median
  FROM replacement r
  JOIN (SELECT from_food, to_foods, ratio_by, percentile_cont(0.5) WITHIN GROUP (ORDER BY ratio::float8) AS median
          FROM replacement_event WHERE standing AND ratio IS NOT NULL
         GROUP BY from_food, to_foods, ratio_by HAVING count(*) = count(DISTINCT account_id)) e
    ON e.from_food = r.from_food AND e.to_foods = r.to_foods AND e.ratio_by = r.ratio_by AND r.context = 'all'
 WHERE abs(r.ratio_median / e.median - 1) > 0.0051"""


class History:
    """Random deeds of a few cooks; what the rules refuse is left undone."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)  # noqa: S311 (the same history each time)
        self.cooks: list[UUID] = []
        self.recipes: list[tuple[UUID, UUID]] = []
        self.books: list[tuple[UUID, UUID]] = []
        self.comments: list[tuple[UUID, UUID]] = []

    async def begin(self, connection: Connection) -> None:
        for number in range(5):
            self.cooks.append(await open_account(connection, handle=f"cook_{number}", display_name=f"Cook {number}"))
        for cook in self.cooks:
            await self.write(connection, cook)

    async def deed(self, connection: Connection) -> None:
        deeds: list[Callable[[Connection, UUID], Awaitable[object]]] = [
            self.write, self.fork, self.fork, self.edit, self.review, self.review, self.review, self.take_review_back,
            self.cook, self.uncook, self.withdraw, self.publish, self.hide, self.delete, self.follow, self.unfollow,
            self.block, self.unblock, self.say, self.decide, self.decide, self.judge,
            self.save, self.save, self.unsave, self.keep, self.keep, self.drop, self.drop_book, self.like, self.like,
            self.like, self.unlike, self.comment, self.uncomment,
        ]  # fmt: skip
        await self.dice.choice(deeds)(connection, self.dice.choice(self.cooks))

    def lines(self) -> list[str]:
        return [f"{self.dice.choice([100, 150, 200])} g {self.dice.choice(FATS)}", "2 eggs", "300 g flour", "1 onion"]

    async def write(self, connection: Connection, cook: UUID) -> None:
        draft = Draft(title="Dish", servings=4, ingredients=list(self.lines()), steps=["Cook."])
        recipe_id = await recipes.write(connection, cook, draft)
        await recipes.publish(connection, cook, recipe_id)
        self.recipes.append((recipe_id, cook))

    async def fork(self, connection: Connection, cook: UUID) -> None:
        parent, _ = self.dice.choice(self.recipes)
        looking = await reader(connection, cook)
        fork_id = await forks.fork(connection, looking, cook, parent, ForkEdit(ingredients=list(self.lines())))
        await recipes.publish(connection, cook, fork_id)
        self.recipes.append((fork_id, cook))

    async def edit(self, connection: Connection, _: UUID) -> None:
        recipe_id, author = self.dice.choice(self.recipes)
        await recipes.edit(connection, author, recipe_id, None, Edit(ingredients=list(self.lines())))

    async def hide(self, connection: Connection, _: UUID) -> None:
        recipe_id, author = self.dice.choice(self.recipes)
        visibility = self.dice.choice(list(Visibility))
        await recipes.edit(connection, author, recipe_id, None, Edit(visibility=visibility))

    async def withdraw(self, connection: Connection, _: UUID) -> None:
        recipe_id, author = self.dice.choice(self.recipes)
        await recipes.withdraw(connection, author, recipe_id)

    async def publish(self, connection: Connection, _: UUID) -> None:
        recipe_id, author = self.dice.choice(self.recipes)
        await recipes.publish(connection, author, recipe_id)

    async def delete(self, connection: Connection, _: UUID) -> None:
        if self.dice.random() < 0.3:
            recipe_id, author = self.dice.choice(self.recipes)
            await forks.delete(connection, author, recipe_id)

    async def review(self, connection: Connection, cook: UUID) -> None:
        before, after = self.dice.sample(FATS, 2)
        stated = [ReviewChange(kind=ChangeKind.REPLACE, before=(before,), after=(after,))]
        recipe_id, _ = self.dice.choice(self.recipes)
        changes = stated if self.dice.random() < 0.5 else []
        stars = self.dice.randint(1, 5)
        await reviews.put_review(connection, await reader(connection, cook), recipe_id, stars=stars, changes=changes)

    async def say(self, connection: Connection, cook: UUID) -> None:
        before, after = self.dice.sample(FATS, 2)
        told = [f"I used {after} instead of {before}.", f"I replaced the {before} with {after}, it split!", "No onion."]
        recipe_id, _ = self.dice.choice(self.recipes)
        stars, body = self.dice.randint(1, 5), self.dice.choice(told)
        await reviews.put_review(connection, await reader(connection, cook), recipe_id, stars=stars, body=body)

    async def decide(self, connection: Connection, _: UUID) -> None:
        rows = await connection.fetch(
            "SELECT c.id, r.author_id FROM change c JOIN recipe r ON r.id = c.recipe_id ORDER BY c.id"
        )
        if rows:
            row = self.dice.choice(rows)
            await decide(connection, row["author_id"], row["id"], self.dice.choice([CONFIRMED, REJECTED, DETECTED]))

    async def judge(self, connection: Connection, cook: UUID) -> None:
        before, after = self.dice.sample(FATS, 2)
        food, others = await foods_of_pair(connection, before, after)
        await judge(connection, cook, food, others, self.dice.choice(list(VerdictKind)), "by chance")

    async def take_review_back(self, connection: Connection, cook: UUID) -> None:
        await reviews.withdraw_review(connection, await reader(connection, cook), self.dice.choice(self.recipes)[0])

    async def cook(self, connection: Connection, cook: UUID) -> None:
        await reviews.mark_cooked(connection, await reader(connection, cook), self.dice.choice(self.recipes)[0])

    async def uncook(self, connection: Connection, cook: UUID) -> None:
        await reviews.unmark_cooked(connection, await reader(connection, cook), self.dice.choice(self.recipes)[0])

    async def follow(self, connection: Connection, cook: UUID) -> None:
        await relations.follow(connection, cook, self.dice.choice(self.cooks))

    async def unfollow(self, connection: Connection, cook: UUID) -> None:
        await relations.unfollow(connection, cook, self.dice.choice(self.cooks))

    async def block(self, connection: Connection, cook: UUID) -> None:
        await relations.block(connection, cook, self.dice.choice(self.cooks))

    async def save(self, connection: Connection, cook: UUID) -> None:
        await cookbooks.save(connection, await reader(connection, cook), cook, self.dice.choice(self.recipes)[0])

    async def unsave(self, connection: Connection, cook: UUID) -> None:
        await cookbooks.unsave(connection, cook, self.dice.choice(self.recipes)[0])

    async def keep(self, connection: Connection, cook: UUID) -> None:
        looking, (recipe_id, _) = await reader(connection, cook), self.dice.choice(self.recipes)
        own = [book for book, owner in self.books if owner == cook]
        if len(own) < 2:
            own = [(await cookbooks.make(connection, cook, name="Book", visibility=Shown.PUBLIC)).id]
            self.books.append((own[0], cook))
        await cookbooks.put(connection, looking, cook, self.dice.choice(own), recipe_id, position=1)

    async def drop(self, connection: Connection, cook: UUID) -> None:
        for book in [book for book, owner in self.books if owner == cook]:
            await cookbooks.take_out(connection, cook, book, self.dice.choice(self.recipes)[0])

    async def drop_book(self, connection: Connection, _: UUID) -> None:
        if self.books and self.dice.random() < 0.5:
            book, owner = self.dice.choice(self.books)
            await cookbooks.delete(connection, owner, book)

    async def like(self, connection: Connection, cook: UUID) -> None:
        looking, kind = await reader(connection, cook), self.dice.choice(list(Kind))
        if self.comments and self.dice.random() < 0.4:
            comment_id, _ = self.dice.choice(self.comments)
            await reactions.react(connection, looking, cook, LikedKind.COMMENT, comment_id, kind)
        else:
            recipe_id, _ = self.dice.choice(self.recipes)
            await reactions.react(connection, looking, cook, LikedKind.RECIPE, recipe_id, kind)

    async def unlike(self, connection: Connection, cook: UUID) -> None:
        liked = self.dice.choice([*self.recipes, *self.comments])[0]
        await reactions.take_back(connection, cook, liked, self.dice.choice(list(Kind)))

    async def comment(self, connection: Connection, cook: UUID) -> None:
        looking, (recipe_id, _) = await reader(connection, cook), self.dice.choice(self.recipes)
        said = await comments.post(connection, looking, cook, SubjectKind.RECIPE, recipe_id, body="Word")
        self.comments.append((said.id, cook))

    async def uncomment(self, connection: Connection, _: UUID) -> None:
        comment_id, author = self.dice.choice(self.comments or [(self.recipes[0])])
        await comments.delete(connection, author, comment_id)

    async def unblock(self, connection: Connection, cook: UUID) -> None:
        await relations.unblock(connection, cook, self.dice.choice(self.cooks))


@pytest.mark.parametrize("seed", range(3))
async def test_sums_equal_a_recount_after_any_history(own_url: str, seed: int) -> None:
    history = History(seed)
    database = await open_database(own_url, size=2)
    done = 0
    try:
        async with database.write() as connection:
            await history.begin(connection)
        for step in range(STEPS):
            with suppress(Fault):
                async with database.write() as connection:
                    await history.deed(connection)
                done += 1
            if step % 40 == WORKED_OFF_AT:
                # Meanwhile jobs are done, so that decisions have changes to speak of and evidence is taken back.
                async with database.write() as connection:
                    await work_off(connection)
        await drain(own_url, database, SETTINGS)
        async with database.read() as connection:
            assert await drifts(connection) == {}
            assert await connection.fetch(WITHHELD) == []
            assert await connection.fetch(QUARTILES) == []
            taken = await connection.fetchval("SELECT count(*) FROM replacement_event WHERE weight = -1")
            decided = await connection.fetchval("SELECT count(*) FROM change_decision")
    finally:
        await database.close()
    assert done > STEPS / 3
    assert min(taken, decided) > 0


async def test_a_drift_is_found(db: Database) -> None:
    history = History(7)
    async with db.write() as connection:
        await history.begin(connection)
        await connection.execute("UPDATE recipe_stats SET forks = 9 WHERE recipe_id = $1", history.recipes[0][0])
        await connection.execute("UPDATE recipe_stats SET saves = 9 WHERE recipe_id = $1", history.recipes[1][0])
        await connection.execute("INSERT INTO saved VALUES ($1, $2)", history.recipes[2][0], history.recipes[2][1])
        await connection.execute("INSERT INTO reaction_tally VALUES ($1, 'yum', 3, 2)", history.recipes[3][0])
        await connection.execute("UPDATE account_stats SET followers = 3 WHERE account_id = $1", history.cooks[0])
    async with db.read() as connection:
        found = await drifts(connection)
    assert {name: [row.id for row in rows] for name, rows in found.items()} == {
        "forks of a recipe": [history.recipes[0][0]],
        "followers and followed of a cook": [history.cooks[0]],
        "reactions to a thing": [history.recipes[3][0]],
        "saves of a recipe": [history.recipes[1][0]],
        "people who keep a recipe": [history.recipes[2][0]],
    }
