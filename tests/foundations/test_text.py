"""Text in one form."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forklore.foundations.text import clean, clean_line, slug


@given(st.text())
def test_what_is_clean_stays_as_it_is(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned == cleaned.strip()
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not [c for c in cleaned if unicodedata.category(c) == "Cc" and c not in "\t\n\x80\x85" and ord(c) < 128]
    line = clean_line(text)
    assert clean_line(line) == line
    assert not set(line) & set("\n\t\r")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  a\r\nb\x00  ", "a\nb"),
        ("\x02 a \x02", "a"),
        ("cre\u0300me", "crème"),
        ("price \u202e0001\u202c", "price 0001"),
        ("\u2066x\u2069", "x"),
        ("👩‍🍳 کتاب‌ها", "👩‍🍳 کتاب‌ها"),  # joiners carry meaning and stay
    ],
)
def test_what_cannot_be_seen_goes(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@given(st.text(), st.integers(len("untitled"), 80))
def test_a_slug_is_part_of_an_address(text: str, longest: int) -> None:
    made = slug(text, longest=longest)
    assert 0 < len(made) <= longest
    assert all(c.isalnum() or c == "-" or unicodedata.category(c).startswith("M") for c in made)
    assert not made.startswith("-")
    assert not made.endswith("-")
    assert slug(made, longest=longest) == made


@pytest.mark.parametrize(
    ("title", "address"),
    [
        ("Crème brûlée!", "creme-brulee"),
        ("Nana's  1/2 pie_crust", "nanas-1-2-pie-crust"),
        ("0 _ 0__1", "0-0-1"),
        ("℠ brand", "sm-brand"),
        ("味噌汁", "味噌汁"),
        ("!!!", "untitled"),
        ("../../etc?a=b#c", "etc-a-b-c"),
    ],
)
def test_titles_make_addresses(title: str, address: str) -> None:
    assert slug(title) == address
