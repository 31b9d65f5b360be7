"""Tells whether one item may have taken the other's place; from 0 to 1, the same both ways.

So a fork read backwards gives the same pairs. What counts is what cooks go by: foods of one family or one role, amounts
that answer each other, one place in the list, and the words around the name that stayed. An id of a line that both
share puts them in one place for certain and decides between several, but it is no proof: who types "1 handful of
spinach" over "2 tsp baking powder" has left one out and added the other, and no one should be told that spinach makes a
cake rise. So foods of one line are one replacement unless their families, roles and amounts all speak against it.
"""

import math
from collections.abc import Mapping

from msgspec import Struct

from forklore.foods.lexicon import lexicon
from forklore.forks.amounts import ratio_between
from forklore.forks.items import Item
from forklore.forks.roles import NOT_IN_PLACE, role_kinship, roles_of

_SERVED = frozenset({"serve", "serving", "served", "garnish", "decorate", "topping"})
_EQUAL = 0.9
# Two lines without a word beside name and amount look alike, but less tellingly so than two that share such words.
_BARE = 0.6
_BOTH_SILENT = 0.6
_UNLIKE = 0.1
_USUAL_DENSITY = 0.8


class Place(Struct, frozen=True):
    """What is known of a pair from around it.

    `factor` is that of servings, `beside` how far both stand at one place (0 to 1), `observed` whether the ids of their
    lines are one; `parted` says that the lists share ids, but these two lines do not.
    """

    factor: float = 1.0
    beside: float = 0.0
    observed: bool = False
    parted: bool = False


_WEIGHTS: Mapping[str, float] = {"kin": 2.4, "role": 2.2, "amount": 1.7, "beside": 1.2, "head": 1.2, "shape": 1.2}
_BIAS = -3.0
_OBSERVED = 0.8
# What is dusted over a cake is seldom replaced by what is weighed, unless the two are near kin.
_ONE_SILENT = 0.8
_KIN = 0.5
# In the editor most cooks type over the line; some delete it and write a new one.
_PARTED = 1.5


def exchange(one: Item, other: Item, place: Place) -> float:
    """Tell how likely it is that `other` took the place of `one`."""
    features = {
        "kin": _kinship(one, other),
        "role": role_kinship(one, other),
        "amount": _amount(one, other, place.factor),
        "beside": place.beside,
        "head": 1.0 if one.head and one.head == other.head else 0.0,
        "shape": _shape(one, other),
    }
    score = _BIAS + sum(_WEIGHTS[name] * value for name, value in features.items())
    if place.beside == 1 and features["amount"] > _EQUAL:
        score += 2.5 if features["shape"] >= _BARE else 1.6
    elif features["amount"] == _BOTH_SILENT and _SERVED & one.every and _SERVED & other.every:
        score += 1.0
    elif roles_of(one) & NOT_IN_PLACE != roles_of(other) & NOT_IN_PLACE:
        score -= 1.5
    if features["kin"] < _KIN and _silent(one) != _silent(other):
        score -= _ONE_SILENT
    score += _OBSERVED if place.observed else -_PARTED if place.parted else 0.0
    return 1 / (1 + math.exp(-score))


def _kinship(one: Item, other: Item) -> float:
    if one.slug and other.slug:
        return 1.0 - lexicon().distance(one.slug, other.slug)
    return 0.6 if one.head and one.head == other.head else 0.3


def _amount(one: Item, other: Item, factor: float) -> float:
    """Tell how near the amounts are, as written or in grams: cooks replace cup by cup as well as weight by weight."""
    ratio = ratio_between(one.measures, other.measures, one.slug, other.slug)
    first, second = one.measures, other.measures
    written = ((first.weight, second.weight), (first.volume, second.volume), (first.count, second.count))
    ratios = [there / here for here, there in written if here and there]
    ratios += [ratio.value] if ratio else []
    heavy = [_heavy(item) for item in (one, other)]
    if not ratios and heavy[0] and heavy[1]:
        ratios = [heavy[1] / heavy[0]]
    if not ratios:
        return _BOTH_SILENT if first == second else _UNLIKE
    return max(math.exp(-abs(math.log(value / factor))) for value in ratios)


def _silent(item: Item) -> bool:
    return item.measures.weight is item.measures.volume is item.measures.count is None


def _heavy(item: Item) -> float | None:
    """Guess the grams of an item where only the size of the amount matters: half a teaspoon is not 75 g."""
    if item.measures.weight is not None:
        return item.measures.weight
    return None if item.measures.volume is None else item.measures.volume * _USUAL_DENSITY


def _shape(one: Item, other: Item) -> float:
    both = one.shape | other.shape
    return len(one.shape & other.shape) / len(both) if both else _BARE
