"""The lists of followers and followed, and how cooks stand to one another."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from forklore.accounts.errors import NoSuchCook
from forklore.accounts.reads import own_account
from forklore.foundations.database import Connection
from forklore.foundations.paging import BadCursor
from forklore.relations import actions, reads
from forklore.relations.rows import Reader, Relationship
from relations.cast import make_cooks

NOW = datetime.now(UTC)


async def handle_of(connection: Connection, account_id: UUID) -> str:
    return (await own_account(connection, account_id)).handle


async def test_pages_of_followers_are_the_whole_set_while_newer_ones_come(tx: Connection) -> None:
    star, *fans = await make_cooks(tx, 9)
    for i, fan in enumerate(fans[:7]):
        await actions.follow(tx, fan, star, at=NOW - timedelta(days=i // 3))  # three share one moment
    seen: list[UUID] = []
    after = None
    while True:
        page = await reads.followers(tx, Reader(), star, after=after, limit=2)
        seen += [cook.id for cook in page.items]
        if len(seen) == 2:
            await actions.follow(tx, fans[7], star)
        after = page.next
        if after is None:
            break
    assert len(seen) == 7
    assert set(seen) == set(fans[:7])
    newest = (await reads.followers(tx, Reader(), star, after=None, limit=1)).items[0]
    assert newest.id == fans[7]


async def test_hidden_and_suspended_cooks_are_left_out_of_lists(tx: Connection) -> None:
    star, ana, ben, cleo = await make_cooks(tx, 4)
    for fan in (ana, ben, cleo):
        await actions.follow(tx, fan, star)
        await actions.follow(tx, star, fan)
    await actions.block(tx, ana, ben)
    await tx.execute("UPDATE account SET state = 'suspended' WHERE id = $1", cleo)
    looking = await reads.reader(tx, ana)
    for listed in (reads.followers, reads.following):
        page = await listed(tx, looking, star, after=None, limit=10)
        assert [cook.id for cook in page.items] == [ana]
        everybody = await listed(tx, Reader(), star, after=None, limit=10)
        assert {cook.id for cook in everybody.items} == {ana, ben}
    assert set(await reads.followed_ids(tx, star)) == {ana, ben, cleo}
    assert await reads.followed_ids(tx, cleo) == (star,)
    assert await reads.followed_ids(tx, (await make_cooks(tx, 1))[0]) == ()


async def test_a_cursor_of_another_list_is_refused(tx: Connection) -> None:
    star, ana, ben = await make_cooks(tx, 3)
    for fan in (ana, ben):
        await actions.follow(tx, fan, star)
    after = (await reads.followers(tx, Reader(), star, after=None, limit=1)).next
    with pytest.raises(BadCursor):
        await reads.following(tx, Reader(), star, after=after, limit=1)


async def test_relationships_name_each_tie_and_leave_out_who_blocked(tx: Connection) -> None:
    me, followed, fan, blocked, blocker = await make_cooks(tx, 5)
    await actions.follow(tx, me, followed)
    await actions.follow(tx, fan, me)
    await actions.block(tx, me, blocked)
    await actions.block(tx, blocker, me)
    names = {cook: await handle_of(tx, cook) for cook in (followed, fan, blocked, blocker)}
    found = await reads.relationships(tx, me, [*names.values(), "nobody_at_all"])
    assert sorted(found, key=lambda r: r.handle) == sorted(
        (
            Relationship(names[followed], follows=True, followed_by=False, blocks=False),
            Relationship(names[fan], follows=False, followed_by=True, blocks=False),
            Relationship(names[blocked], follows=False, followed_by=False, blocks=True),
        ),
        key=lambda r: r.handle,
    )


async def test_a_cook_is_found_but_not_when_hidden(tx: Connection) -> None:
    ana, ben = await make_cooks(tx, 2)
    handle = await handle_of(tx, ben)
    assert (await reads.visible_cook(tx, await reads.reader(tx, ana), handle)).id == ben
    await actions.block(tx, ben, ana)
    with pytest.raises(NoSuchCook):
        await reads.visible_cook(tx, await reads.reader(tx, ana), handle)
    assert (await reads.visible_cook(tx, await reads.reader(tx, None), handle)).id == ben
