"""What the learner of suggestions reads and answers: pairs that cooks tried, questions, ranked names."""

from collections.abc import Iterable, Sequence
from typing import Annotated

from msgspec import Meta, Struct

_Name = Annotated[str, Meta(max_length=300)]
_Names = Annotated[list[_Name], Meta(max_length=100)]
_Recipe = Annotated[list[_Names], Meta(max_length=500)]


class Question(Struct):
    """A food of a recipe; `ingredients` holds for each line of the recipe the names that its food goes by."""

    id: str | int
    source: _Name
    ingredients: _Recipe = []


class Pair(Struct):
    """A cook put `target` in the place of `source`, in the recipe `id`."""

    id: str | int
    source: _Name
    target: _Name
    ingredients: _Recipe = []


class Ranked(Struct):
    """What may take the place, best first."""

    id: str | int
    ranked: list[str]


def plain(name: str) -> str:
    """Give a name in lower case, blanks for underscores."""
    return " ".join(name.lower().replace("_", " ").split())


def community_pairs(events: Iterable[tuple[str, Sequence[str], str, str]]) -> list[Pair]:
    """Make pairs of the community's events: recipe, slugs of its ingredients, slug replaced, slug put in its place."""
    return [Pair(recipe, old, new, [[slug] for slug in slugs]) for recipe, slugs, old, new in events]
