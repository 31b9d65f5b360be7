"""The table of classics: every row leads to distinct foods of the lexicon, in amounts that a cook would take."""

from decimal import Decimal

import pytest

from forklore.foods.lexicon import lexicon
from forklore.foods.needs import Needs, broken_by, read_needs
from forklore.foods.units import grams
from forklore.replacements.classics import ROLES, Classic, classics, read_classics

HEAD = "from\tto\trole\tnote"
ALL = [(slug, one) for slug, rows in classics().items() for one in rows]
CLAIMS = {
    "Without nuts.": read_needs([], ["nuts"]),
    "Without gluten.": read_needs(["gluten-free"], []),
}


def weight(food: str, amount: Decimal, unit: str | None) -> Decimal | None:
    return grams(amount, unit, lexicon().foods[food])


def test_there_are_hundreds_and_each_leads_to_distinct_foods() -> None:
    assert len(ALL) > 700
    for slug, one in ALL:
        foods = [one.before.food, *(share.food for share in one.after)]
        assert slug == one.before.food
        assert len(set(foods)) == len(foods), one.text
        assert set(foods) <= lexicon().foods.keys()
        assert one.role in ROLES


def test_amounts_are_those_of_a_kitchen() -> None:
    compared = 0
    for _, one in ALL:
        before = weight(one.before.food, one.before.amount, one.before.unit)
        after = [weight(share.food, share.amount, share.unit) for share in one.after]
        if before and None not in after:
            compared += 1
            assert 0.005 <= sum(part for part in after if part) / before <= 20, one.text
    assert compared > 0.95 * len(ALL)


def test_no_row_stands_twice() -> None:
    keys = [(one.before.food, one.before.unit, one.foods(), one.role) for _, one in ALL]
    assert sorted({key for key in keys if keys.count(key) > 1}, key=str) == []


@pytest.mark.parametrize("note", CLAIMS)
def test_what_a_note_claims_is_kept(note: str) -> None:
    claiming = [one for _, one in ALL if one.note == note]
    assert claiming
    for one in claiming:
        assert [broken_by(food, CLAIMS[note]) for food in one.foods()] == [None] * len(one.after), one.text


def test_what_is_sold_as_free_of_gluten_is_offered_to_who_avoids_it() -> None:
    """Although little else is known of what is in it."""
    offered = {share.food for _, one in ALL for share in one.after if share.name.startswith("gluten-free")}
    assert len(offered) > 5
    assert [slug for slug in sorted(offered) if broken_by(slug, Needs(frozenset({"gluten_free"})))] == []


def test_a_row_reads_as_it_was_written() -> None:
    found = read_classics([HEAD, "1 egg\t7 g ground flaxseed + 45 ml water\tbinding\tLet it stand."])["egg"][0]
    assert isinstance(found, Classic)
    assert [(share.food, share.name, share.amount, share.unit) for share in found.after] == [
        ("flaxseed-meal", "ground flaxseed", Decimal(7), "gram"),
        ("water", "water", Decimal(45), "millilitre"),
    ]
    assert (found.before.unit, found.role, found.note) == (None, "binding", "Let it stand.")
    assert found.text == "7 g ground flaxseed + 45 ml water for 1 egg"


@pytest.mark.parametrize(
    "row",
    [
        "100 g moon dust\t100 g butter\tany\t",
        "100 g butter\t100 g moon dust\tany\t",
        "100 g butter\t50 g ghee + 50 g unsalted butter\tany\t",
        "100 g butter\t100 g ghee\tjuggling\t",
        "butter\t100 g ghee\tany\t",
    ],
    ids=["unknown food", "unknown replacement", "itself", "unknown role", "no amount"],
)
def test_a_bad_row_is_refused(row: str) -> None:
    with pytest.raises(ValueError, match=r"not |one food"):
        read_classics([HEAD, row])
