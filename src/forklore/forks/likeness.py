"""Tells whether two items are one food in other words; the answer runs from 0 to 1, the same both ways."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from forklore.foods.lexicon import lexicon
from forklore.foods.rows import Answer
from forklore.forks.items import Item
from forklore.forks.measures import PACKS
from forklore.forks.roles import roles_of
from forklore.forks.tables import rows
from forklore.forks.wording import noise, words

# Two questions of which one side may leave the answer open; "instead" may not: veggie pepperoni is not pepperoni.
_OPEN = ("state", "cut", "fat", "sweet", "sort")
# States that make another food of it where the lexicon has both: smoked paprika, candied ginger.
_MADE = frozenset({"smoked", "candied", "pickled"})
_WITHOUT_DAIRY = frozenset({"vegan", "dairyfree"})
# Words of a lexicon's name that make another food of it though the other side says nothing.
_SORTS = frozenset(
    [
        "greek",
        "smoked",
        "ground",
        "mince",
        "rib",
        "roast",
        "frozen",
        "flavored",
        "pickled",
        "preserved",
        "puree",
        "flake",
        "skin",
        "rind",
        "crisp",
        "baby",
        "root",
        "salad",
        "whipped",
        "irish",
        "baked",
        "fried",
        "thai",
    ]
)
_LEAFY = frozenset({"leaf", "sprig", "bunch", "handful", "chopped", "torn"})
_ONIONS = frozenset({"onion", "potato"})
# Last words that cooks leave out: penne (pasta), Worcestershire (sauce), vanilla (extract).
_DROPPED = frozenset(
    {
        "pasta",
        "cheese",
        "extract",
        "mix",
        "seasoning",
        "spice",
        "liqueur",
        "dressing",
        "apple",
        "bread",
        "blend",
        "leaf",
    }
)
# Words that leave the sort to the cook.
_KINDS = frozenset({"wine", "squash", "salad", "mushroom", "cheese", "lettuce", "oil", "pasta", "steak", "sausage"})
# Who brushes a tin with "oil" takes the one that stands beside the stove.
_PLAIN_OILS = frozenset({"olive", "vegetable", "canola", "rapeseed", "sunflower", "corn", "extra", "virgin", "light"})
_SPOONS = 45.0
_MOSTLY = 0.6
_NEAR = 0.34
_PRODUCE = frozenset({"vegetables", "fruit"})
_VARIED = _PRODUCE | {"protein"}
_KEPT = frozenset({"canned", "frozen"})


@cache
def _near_names() -> Mapping[frozenset[str], str]:
    """Give the pairs, each with the way that both must be measured ("" for any)."""
    return MappingProxyType({frozenset(row[:2]): "".join(row[2:]) for row in rows("near_names.tsv")})


@cache
def near_slugs() -> Mapping[str, frozenset[str]]:
    """Give the foods that cooks write for each food when they mean one thing."""
    found: dict[str, set[str]] = {}
    for one, other in map(tuple, _near_names()):
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return MappingProxyType({slug: frozenset(others) for slug, others in found.items()})


def _near(one: Item, other: Item) -> bool:
    if one.slug is None or other.slug is None:
        return False
    needed = _near_names().get(frozenset((one.slug, other.slug)))
    if needed is None:
        shared = near_slugs().get(one.slug, frozenset()) & near_slugs().get(other.slug, frozenset())
        return any(_root(slug) in _VARIED for slug in shared)  # two sorts of one vegetable, fruit or meat
    return all(needed in ("", _way(item)) for item in (one, other))


def _root(slug: str) -> str:
    food = lexicon().foods.get(slug)
    return lexicon().families[food.family].path[0] if food else ""


def _way(item: Item) -> str:
    measures = item.measures
    if measures.volume is not None:
        return "spoons" if measures.volume <= _SPOONS else ""
    return "pieces" if measures.count is not None and measures.weight is None else ""


def conflicting(one: Item, other: Item) -> bool:
    """Tell whether the words around one name say that these are two foods: dried and fresh, breast and thigh."""
    both_ways = ((one, other), (other, one))
    instead, of_other = one.marks.get("instead", frozenset()), other.marks.get("instead", frozenset())
    alike = bool(instead & _WITHOUT_DAIRY and of_other & _WITHOUT_DAIRY)
    if instead != of_other and not alike and not (instead ^ of_other == {"vegan"} and _vegan_anyway(one, other)):
        return True
    made, of_other = one.marks.get("state", frozenset()), other.marks.get("state", frozenset())
    if one.slug != other.slug and (made ^ of_other) & _MADE:
        return True
    for question in _OPEN:
        first, second = one.marks.get(question), other.marks.get(question)
        if first and second and not first & second:
            return True
    if any(apart(*pair) for apart in (_fresh_and_dried, _fresh_and_ground, _fresh_and_kept) for pair in both_ways):
        return True
    first, second = one.marks.get("shade"), other.marks.get("shade")
    return bool(first and second and not first & second) and not _ONIONS & (set(one.naming) | set(other.naming))


def _fresh_and_dried(fresh: Item, dried: Item) -> bool:
    """Tell whether one is an herb in leaves, sprigs or a bunch and the other the dried herb."""
    if "dried" not in dried.marks.get("state", ()) or fresh.slug == dried.slug or "state" in fresh.marks:
        return False
    leafy = bool(_LEAFY & fresh.every) or fresh.measures.piece in _LEAFY
    return leafy and "herb" in roles_of(fresh) & roles_of(dried)


def _fresh_and_ground(fresh: Item, ground: Item) -> bool:
    if "seed" in fresh.naming and "seed" not in ground.every and "ground" in ground.every - fresh.every:
        return fresh.slug == ground.slug
    if fresh.slug == f"{ground.slug}-stick" and ground.measures.volume is not None:
        return True
    told = "fresh" in fresh.marks.get("state", ()) and "ground" in ground.every - fresh.every
    return told and fresh.slug != ground.slug


def _vegan_anyway(one: Item, other: Item) -> bool:
    """Tell whether both are one food that holds nothing of an animal, so that "meatless" says nothing new."""
    return one.slug is not None and one.slug == other.slug and lexicon().foods[one.slug].diets["vegan"] is Answer.YES


def _fresh_and_kept(one: Item, other: Item) -> bool:
    """Tell whether one counts pieces of a vegetable or fruit and the other takes it from a can or the freezer."""
    kept = other.marks.get("state", frozenset())
    if not kept or not kept <= _KEPT or "state" in one.marks or one.slug is None:
        return False
    whole = one.measures.count is not None and one.measures.weight is one.measures.volume is None
    return whole and one.measures.piece not in PACKS and _root(one.slug) in _PRODUCE


def sameness(one: Item, other: Item) -> float:
    """Tell how surely two items are one food under two names: 1 the same words, 0 two foods."""
    if not _touching(one, other) or conflicting(one, other):
        return 0.0
    if set(one.naming) == set(other.naming):
        return 0.0 if _two_sorts(one, other) else 1.0
    if one.slug and one.slug == other.slug:
        return 0.0 if _parted(one, other, one.slug) else 0.95
    if one.slug and other.slug:
        return _two_known(one, other)
    return _by_words(one, other)


def _two_sorts(one: Item, other: Item) -> bool:
    """Tell whether one name stands for two foods of the lexicon that no cook takes for one: yogurt and Greek yogurt.

    What one of them leaves out may mean nothing (parsley, dried parsley; bread, French bread), unless the word is
    one of `_SORTS`; two different words tell two foods apart.
    """
    if one.slug is None or other.slug is None or one.slug == other.slug or _near(one, other):
        return False
    first, second = (set(words(str(item.slug).replace("-", " "))) - set(item.naming) for item in (one, other))
    return bool(first and second and not first & second) or bool((first ^ second) & _SORTS)


def _parted(one: Item, other: Item, slug: str) -> bool:
    """Tell whether each name holds a food that the other does not: crusts of crackers and of cookies."""
    first, second = set(one.naming), set(other.naming)
    if slug in one.mentioned and slug in other.mentioned:
        return False
    return _telling(first - second, slug) and _telling(second - first, slug)


def _touching(one: Item, other: Item) -> bool:
    return bool(
        (one.slug and one.slug == other.slug) or one.every & set(other.naming) or other.every & set(one.naming)
    ) or bool(other.slug in one.mentioned or one.slug in other.mentioned or _near(one, other) or _sorts(one, other))


def _two_known(one: Item, other: Item) -> float:
    """Two foods of the lexicon: one when cooks mean one thing, or when a line names the other in passing."""
    if _near(one, other):
        return 0.9
    if _turned(one, other) or _turned(other, one):
        return 0.9
    if "cube" in one.every & other.every and {"stock"} <= roles_of(one) & roles_of(other):
        return 0.9 if set(one.naming) & set(other.naming) - {"stock", "cube"} else 0.0
    if _left_open(one, other) or _left_open(other, one) or _sorts(one, other):
        return 0.8
    if one.slug in other.mentioned or other.slug in one.mentioned:
        return 0.6
    return 0.6 if _chosen(one, other) or _chosen(other, one) else 0.0


def _chosen(choice: Item, other: Item) -> bool:
    """Tell whether a line leaves a choice ("pecan or sunflower meal") that the other has made."""
    return "or" in choice.every and bool(other.naming) and other.naming[0] in choice.naming and len(other.naming) > 1


def _sorts(one: Item, other: Item) -> bool:
    """Tell whether one is a food and the other a sort of it that cooks call by the same name."""
    first, second = one.slug or "", other.slug or ""
    return lexicon().is_sort_of(first, second) or lexicon().is_sort_of(second, first)


def _left_open(kind: Item, sort: Item) -> bool:
    """Tell whether one names a kind of food ("wine", "squash") and the other a sort of it that is nothing else."""
    extra = set(sort.naming) - set(kind.naming)
    if kind.naming == ("oil",) and extra <= _PLAIN_OILS:
        return sort.head == "oil" and kind.measures.volume is None
    return kind.head in _KINDS and set(kind.naming) == {sort.head} and bool(extra) and not _telling(extra, sort.slug)


def _turned(plain: Item, made: Item) -> bool:
    """Tell whether a line makes the other food itself: "1 lemon, juiced" gives lemon juice."""
    extra = set(made.naming) - set(plain.naming)
    return bool(extra) and set(plain.naming) < set(made.naming) and extra <= plain.every


def _by_words(one: Item, other: Item) -> float:
    """Compare by words where the lexicon does not know both."""
    first, second = set(one.naming), set(other.naming)
    short, long = (one, other) if len(first) <= len(second) else (other, one)
    inside = set(short.naming) <= set(long.naming)
    extra = (first | second) - (first & second)
    behind = set(long.naming[long.naming.index(short.head) + 1 :]) if inside and short.head else {""}
    if inside and behind <= (_DROPPED if long.slug else _DROPPED | {"powder"}) and not _telling(extra - behind):
        return 0.85
    if not inside and len(short.naming) > 1 and set(short.naming) <= long.every:
        return 0.8
    common = len(first & second) / max(len(first | second), 1)
    if common >= _MOSTLY and one.head == other.head and not (_telling(first - second) and _telling(second - first)):
        return 0.75
    if set(short.naming) <= long.every and not inside:
        return 0.6
    return 0.0


def _telling(extra: set[str], slug: str | None = None) -> bool:
    """Tell whether words in front name a food themselves (soy milk, almond flour), so that they change the food.

    Foods near the food `slug` do not count: "romaine" says no more than "cos lettuce".
    """
    named = (lexicon().resolve(word) for word in extra if word not in noise())
    return any(food and (slug is None or lexicon().distance(food.slug, slug) > _NEAR) for food in named)
