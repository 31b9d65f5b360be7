"""Lets pseudonymous people rate, review and fork what was imported, through the verbs that a signed-in cook uses."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import TypeVar
from uuid import UUID

from acceptance.shelves import Forked, Rating, Told, address
from forklore.accounts.actions import open_account
from forklore.accounts.errors import NoSuchCook
from forklore.accounts.reads import account
from forklore.forks.actions import fork
from forklore.forks.rows import ForkEdit
from forklore.foundations.database import Connection, Database
from forklore.recipes import actions as recipes
from forklore.recipes import reads
from forklore.relations.rows import Reader
from forklore.reviews.actions import put_review

T = TypeVar("T")
_TOGETHER = 500  # in one transaction


async def found_by_url(database: Database, handle: str, urls: Iterable[str]) -> dict[str, UUID]:
    """Find the recipes that a cook imported from these addresses."""
    async with database.read() as connection:
        author_id = (await account(connection, handle)).id
        keys = {url: hashlib.sha256(url.encode()).digest() for url in urls}
        found = {url: await reads.imported(connection, author_id=author_id, import_key=k) for url, k in keys.items()}
    return {url: recipe_id for url, recipe_id in found.items() if recipe_id is not None}


async def rate(database: Database, importer: str, given: Sequence[Rating]) -> int:
    """Let everybody rate on the day they did; returns how many ratings were put (a later one replaces an earlier)."""
    ids = await found_by_url(database, importer, {address(rating.recipe) for rating in given})
    told = [Told(address(r.recipe), r.cook, r.stars, r.at, "") for r in given]
    return await _review(database, ids, told)


async def review(database: Database, importer: str, told: Sequence[Told]) -> int:
    """Let everybody review with words."""
    return await _review(database, await found_by_url(database, importer, {one.recipe for one in told}), told)


async def publish_forks(database: Database, importer: str, made: Sequence[Forked]) -> list[UUID]:
    """Let each cook fork a recipe, with other ingredient lines, and publish the fork."""
    ids = await found_by_url(database, importer, {address(one.parent) for one in made})
    cooks: dict[str, UUID] = {}
    done: list[UUID] = []
    for some in _batches(made):
        async with database.write() as connection:
            for one in some:
                cook = await _cook(connection, cooks, one.cook, datetime.now(UTC))
                parent = await reads.content(connection, ids[address(one.parent)], 1)
                edit = ForkEdit(
                    ingredients=list(one.ingredients), servings=float(parent.servings) * one.servings_factor
                )
                fork_id = await fork(connection, Reader(cook), cook, ids[address(one.parent)], edit)
                await recipes.publish(connection, cook, fork_id)
                done.append(fork_id)
    return done


async def _review(database: Database, ids: dict[str, UUID], told: Sequence[Told]) -> int:
    cooks: dict[str, UUID] = {}
    for some in _batches(told):
        async with database.write() as connection:
            for one in some:
                cook = await _cook(connection, cooks, one.cook, one.at)
                await put_review(connection, Reader(cook), ids[one.recipe], stars=one.stars, body=one.body, at=one.at)
    return len(told)


async def _cook(connection: Connection, cooks: dict[str, UUID], handle: str, at: datetime) -> UUID:
    """Find a cook, or open the account at the time of what the cook did first."""
    if handle not in cooks:
        try:
            cooks[handle] = (await account(connection, handle)).id
        except NoSuchCook:
            cooks[handle] = await open_account(connection, handle=handle, display_name=handle, created_at=at)
    return cooks[handle]


def _batches(items: Sequence[T]) -> Iterator[list[T]]:
    several = iter(items)
    while some := list(islice(several, _TOGETHER)):
        yield some
