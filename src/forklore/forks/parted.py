"""Expands two lists side by side, so that a food which only one of them names in parts is in parts on both."""

from collections.abc import Sequence

from msgspec.structs import replace

from forklore.foods.lexicon import lexicon
from forklore.foods.rows import Line
from forklore.forks.items import JOINING, Item, items_of, one_amount


def expanded(parent: Sequence[Line], fork: Sequence[Line]) -> tuple[list[Item], list[Item]]:
    """Expand the lines of both lists to items, in order; lines without a letter (headings are given so) give none.

    Whole eggs on one side are parted where the other side has whites and yolks, and peas and carrots where it has peas
    on one line and carrots on another.
    """
    one, other = items_of(parent), items_of(fork)
    one, other = _eggs_parted(one, other), _eggs_parted(other, one)
    return _pairs_parted(one, other), _pairs_parted(other, one)


def _eggs_parted(items: Sequence[Item], others: Sequence[Item]) -> list[Item]:
    names = [set(other.naming) for other in others]
    parted = any({"egg", "white"} <= name for name in names) and any("yolk" in name for name in names)
    if not parted or any(name == {"egg"} for name in names):
        return list(items)
    found: list[Item] = []
    for item in items:
        if set(item.naming) != {"egg"}:
            found.append(item)
            continue
        for part in ("white", "yolk"):
            food = lexicon().resolve(f"egg {part}")
            slug = food.slug if food else None
            found.append(replace(item, slug=slug, naming=("egg", part)))
    return found


def _pairs_parted(items: Sequence[Item], others: Sequence[Item]) -> list[Item]:
    alone = {other.naming: other for other in others}
    found: list[Item] = []
    for item in items:
        several = [alone[word,] for word in item.naming if (word,) in alone]
        if len(several) < max(2, len(item.naming)) or item.naming in alone or not JOINING.search(item.name):
            found.append(item)
        else:
            found += one_amount([replace(item, slug=part.slug, naming=part.naming) for part in several])
    return found
