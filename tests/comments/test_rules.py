"""Whom a comment mentions, where an answer stands, what words are taken."""

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forklore.comments import rules
from forklore.comments.rows import ParentRow, SubjectKind
from forklore.foundations.errors import Invalid
from forklore.relations.rows import Reader

WORDS = st.text(alphabet="ab @_.é9,\n/-", max_size=60)


def answered(*authors: UUID) -> ParentRow:
    parent = uuid4() if len(authors) > 1 else None
    return ParentRow(uuid4(), uuid4(), SubjectKind.RECIPE, uuid4(), parent, authors)


@pytest.mark.parametrize(
    ("text", "handles"),
    [
        ("@ana what a soup", ["ana"]),
        ("Thanks, @Ana_1! And (@ben).", ["ana_1", "ben"]),
        ("@ana @ben @ana", ["ana", "ben"]),
        ("@ana.", ["ana"]),
        ("@ana's soup", ["ana"]),
        ("**@ana**", ["ana"]),
        ("ana@example.org", []),
        ("@ana@example.org", []),
        ("@example.org", []),
        ("see /@ana/soup", []),
        ("@an", []),
        ("@" + "a" * 31, []),
        ("@anaé", []),
        ("@@ana", []),
        ("", []),
    ],
)
def test_whom_a_text_mentions(text: str, handles: list[str]) -> None:
    assert rules.mentions(text) == handles


def test_mentions_are_bounded() -> None:
    assert len(rules.mentions(" ".join(f"@cook_{n}" for n in range(500)))) == rules.MENTIONS_AT_MOST


@given(WORDS)
def test_mentions_are_handles_that_stand_in_the_text(text: str) -> None:
    found = rules.mentions(text)
    assert len(set(found)) == len(found)
    assert all(f"@{handle}" in text.lower() and 3 <= len(handle) <= 30 for handle in found)


@given(st.lists(st.uuids(), min_size=3, max_size=3), st.uuids())
def test_a_mention_is_found_between_words(ids: list[UUID], other: UUID) -> None:
    handles = [f"c_{one.hex[:10]}" for one in [*ids, other]]
    assert rules.mentions(" and ".join(f"@{handle}" for handle in handles)) == list(dict.fromkeys(handles))


@pytest.mark.parametrize("depth", range(1, rules.DEPTH_AT_MOST + 1))
def test_an_answer_is_one_level_deeper_and_never_too_deep(depth: int) -> None:
    authors = tuple(uuid4() for _ in range(depth))
    asked, me = answered(*authors), uuid4()
    parent_id, under = rules.stands_under(asked, me)
    assert under[-1] == me
    assert len(under) == min(depth + 1, rules.DEPTH_AT_MOST)
    assert under[:-1] == authors[: len(under) - 1]
    assert parent_id == (asked.parent_id if depth == rules.DEPTH_AT_MOST else asked.id)


def test_a_hidden_cook_hides_what_stands_under() -> None:
    ana, ben, eve = uuid4(), uuid4(), uuid4()
    assert rules.is_for(answered(ana, ben), Reader(eve, ()))
    assert not rules.is_for(answered(ana, ben), Reader(eve, (ana,)))
    assert not rules.is_for(answered(ana, ben), Reader(eve, (ben,)))


@pytest.mark.parametrize("body", ["", "  \n ", "\u202e", "x" * (rules.BODY_LENGTH + 1)])
def test_words_that_are_none_or_too_many_are_refused(body: str) -> None:
    with pytest.raises(Invalid) as fault:
        rules.checked_body(body)
    assert fault.value.errors[0].pointer == "/body"


def test_words_are_kept_as_written() -> None:
    assert rules.checked_body(" <script>{{7*7}}</script> ") == "<script>{{7*7}}</script>"
    assert len(rules.checked_body("x" * rules.BODY_LENGTH)) == rules.BODY_LENGTH
