"""What a food does in a dish, and which roles stand in for one another.

Families say what a food is; a cook who replaces it asks what it does: butter and olive oil are of two families and one
role. The tables are common kitchen knowledge, written by hand.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from types import MappingProxyType

from forklore.foods.lexicon import lexicon
from forklore.foods.words import normal_words
from forklore.forks.items import Item
from forklore.forks.tables import rows, words_of

_STRANGE = 0.3


@cache
def _of_word() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for role, word in words_of("roles.tsv"):
        found.setdefault(word, set()).add(role)
    return MappingProxyType({word: frozenset(roles) for word, roles in found.items()})


@cache
def _stands_in() -> Mapping[frozenset[str], float]:
    return MappingProxyType({frozenset((one, other)): float(weight) for one, other, weight in rows("stand_ins.tsv")})


# Nothing but its own kind does what these do.
NOT_IN_PLACE = frozenset({"leaven", "salt"})


@cache
def _family_roles() -> Mapping[str, frozenset[str]]:
    return MappingProxyType({family: frozenset(roles.split()) for family, roles in rows("family_roles.tsv")})


@cache
def _of_family(slug: str | None) -> frozenset[str]:
    food = lexicon().foods.get(slug or "")
    if food is None or food.family not in lexicon().families:
        return frozenset()
    known = _family_roles()
    path = lexicon().families[food.family].path
    return next((known[family] for family in reversed(path) if family in known), frozenset())


def roles_of(item: Item) -> frozenset[str]:
    """Give the roles of an item by two of its words, else by one and by its family; empty when none is known."""
    return _roles((*normal_words((item.slug or "").replace("-", " ")), *item.naming), item.slug)


def roles_of_food(slug: str) -> frozenset[str]:
    """Give the roles of a food of the lexicon by its own name and family."""
    return _roles(normal_words(slug.replace("-", " ")), slug)


def _roles(named: Sequence[str], slug: str | None) -> frozenset[str]:
    known = _of_word()
    pairs = [f"{one}-{other}" for one, other in pairwise(named)]
    by_pair = next((known[pair] for pair in reversed(pairs) if pair in known), None)
    if by_pair is not None:
        return by_pair
    return next((known[word] for word in reversed(named) if word in known), frozenset()) | _of_family(slug)


def role_kinship(one: Item, other: Item) -> float:
    """Tell how well the roles of two items stand in for each other, from 0 to 1; 0.3 when one is unknown."""
    first, second = roles_of(one), roles_of(other)
    if not first or not second:
        return _STRANGE
    if first & second:
        return 1.0
    return max(_stands_in().get(frozenset((a, b)), 0.0) for a in first for b in second)
