"""Cursors: what was made is read back, whatever else is refused."""

import base64
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from forklore.foundations.paging import BadCursor, CursorMaker, cursor, page, read_cursor

times = st.datetimes(timezones=st.just(UTC))


class Item(msgspec.Struct, frozen=True):
    at: datetime
    id: UUID


@given(times, st.uuids(), st.integers(-(2**63), 2**63 - 1), st.text(alphabet=st.characters(codec="utf-8")))
def test_a_cursor_comes_back_as_it_was(at: datetime, item_id: UUID, count: int, name: str) -> None:
    made = cursor(name, at, item_id, count)
    assert read_cursor(made, name, tuple[datetime, UUID, int]) == (at, item_id, count)
    assert made.isascii()
    assert set(made) & set("+/=&?") == set()


@given(st.decimals(allow_nan=False, allow_infinity=False), st.uuids())
def test_numbers_come_back_exactly(amount: Decimal, item_id: UUID) -> None:
    assert read_cursor(cursor("amounts", amount, item_id), "amounts", tuple[Decimal, UUID]) == (amount, item_id)


@given(st.text() | st.binary().map(lambda raw: base64.urlsafe_b64encode(raw).decode().rstrip("=")))
def test_noise_is_refused(text: str) -> None:
    with pytest.raises(BadCursor) as raised:
        read_cursor(text, "reviews", tuple[datetime, UUID])
    assert raised.value.errors[0].pointer == "after"


NESTED = '["reviews", ' + "[" * 3000 + "]" * 3000 + "]"


@pytest.mark.parametrize(
    "foreign",
    [
        cursor("recipes", datetime.now(UTC), uuid4()),
        cursor("reviews", datetime.now(UTC)),
        cursor("reviews", datetime.now(UTC), uuid4(), 1),
        cursor("reviews", 5, uuid4()),
        cursor("reviews", "yesterday", uuid4()),
        cursor("reviews", None, None),
        cursor("reviews", datetime.now(UTC), uuid4())[:-3],
        cursor("reviews", datetime.now(UTC), uuid4()) + "é",
        base64.urlsafe_b64encode(NESTED.encode()).decode(),
        base64.urlsafe_b64encode(b'["reviews", {}]').decode(),
        base64.urlsafe_b64encode(b'["reviews"]').decode(),
        "",
    ],
    ids=lambda _: "",  # a name of its own would differ between the processes that share the tests
)
def test_a_cursor_of_another_list_or_shape_is_refused(foreign: str) -> None:
    with pytest.raises(BadCursor):
        read_cursor(foreign, "reviews", tuple[datetime, UUID])


def test_no_cursor_is_the_beginning() -> None:
    kind: Any = tuple[int]
    assert read_cursor(None, "reviews", kind) is None


@given(st.lists(st.builds(Item, times, st.uuids()), max_size=12), st.integers(1, 5))
def test_walking_the_pages_gives_every_item_once(items: list[Item], limit: int) -> None:
    items.sort(key=lambda item: (item.at, item.id))
    maker = CursorMaker[Item]("items", "at", "id")
    seen: list[Item] = []
    after: str | None = None
    for _ in range(len(items) + 1):
        key = read_cursor(after, "items", tuple[datetime, UUID])
        left = [item for item in items if key is None or (item.at, item.id) > key]
        found = page(left[: limit + 1], limit, maker)
        seen += found.items
        after = found.next
        if after is None:
            break
    assert seen == list(dict.fromkeys(items))
