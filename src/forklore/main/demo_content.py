"""The demo community as it is written in `demo/*.toml`: read into structs and checked, without any database.

A recipe's key names it in forks, reviews and marks of "cooked". Times are whole days before today, so that the
community is always as fresh as the day it is filled in.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

_FOLDER = Path(__file__).with_name("demo")
Handle = Annotated[str, Meta(pattern=r"^[a-z0-9_]{3,30}$")]
Key = Annotated[str, Meta(pattern=r"^[a-z0-9_]{3,40}$")]
Text = Annotated[str, Meta(min_length=1, max_length=500)]
Natural = Annotated[int, Meta(ge=0, le=5000)]
Whole = Annotated[int, Meta(ge=1, le=1000)]


class BrokenContentError(ValueError):
    """The demo's own files contradict one another; the message names the entry."""


class Cook(Struct, frozen=True, forbid_unknown_fields=True):
    """One cook of the cast; `follows` and `blocks` hold handles."""

    handle: Handle
    display_name: Text
    kind: Literal["person", "brand"]
    email: Text
    bio: Text
    follows: tuple[Handle, ...] = ()
    blocks: tuple[Handle, ...] = ()


class Recipe(Struct, frozen=True, forbid_unknown_fields=True):
    """A recipe that began here; a line of `ingredients` that ends in a colon heads a section."""

    key: Key
    cook: Handle
    title: Text
    summary: Text
    servings: Whole
    minutes_prep: Natural
    minutes_cook: Natural
    days_ago: Natural
    tags: tuple[Text, ...]
    ingredients: tuple[Text, ...]
    steps: tuple[Text, ...]


class Edits(Struct, frozen=True, forbid_unknown_fields=True):
    """What a fork does to its parent: `replace` [parent's line, new lines…], `replace_steps` [number from 1, text]."""

    replace: tuple[Annotated[tuple[Text, ...], Meta(min_length=2)], ...] = ()
    omit: tuple[Text, ...] = ()
    add: tuple[Text, ...] = ()
    replace_steps: tuple[tuple[Whole, Text], ...] = ()


class Fork(Struct, frozen=True, forbid_unknown_fields=True):
    """A fork of a recipe or of a fork; what is None or empty stays as the parent has it."""

    key: Key
    parent: Key
    cook: Handle
    title: Text
    message: Text
    days_ago: Natural
    summary: Text | None = None
    servings: Whole | None = None
    tags: tuple[Text, ...] = ()
    edits: Edits = Edits()


class Change(Struct, frozen=True, forbid_unknown_fields=True):
    """What a reviewer says to have changed, in names of foods as written."""

    kind: Literal["replace", "omit", "add", "more", "less"]
    sources: tuple[Text, ...] = msgspec.field(name="from", default=())
    targets: tuple[Text, ...] = msgspec.field(name="to", default=())


class Review(Struct, frozen=True, forbid_unknown_fields=True):
    """One review of a recipe or fork; `changes` is empty when the recipe was cooked as written."""

    recipe: Key
    cook: Handle
    stars: Annotated[int, Meta(ge=1, le=5)]
    days_ago: Natural
    as_written: bool
    body: Text
    changes: tuple[Change, ...] = ()


class Cooked(Struct, frozen=True):
    """A cook's "I made this", once for a cook and a recipe."""

    recipe: Key
    cook: Handle
    days_ago: Natural


class Demo(Struct, frozen=True):
    """The whole community; each list is in a fixed order in which everything comes after what it refers to."""

    cooks: tuple[Cook, ...]
    follows: tuple[tuple[str, str], ...]
    blocks: tuple[tuple[str, str], ...]
    recipes: tuple[Recipe, ...]
    forks: tuple[Fork, ...]
    reviews: tuple[Review, ...]
    cooked: tuple[Cooked, ...]


class _Page(Struct, frozen=True, forbid_unknown_fields=True):
    """One file: any of the lists; marks of "cooked" are written recipe → [[cook, days ago], …]."""

    cook: tuple[Cook, ...] = ()
    recipe: tuple[Recipe, ...] = ()
    fork: tuple[Fork, ...] = ()
    review: tuple[Review, ...] = ()
    cooked: Mapping[Key, tuple[tuple[Handle, Natural], ...]] = {}


def demo() -> Demo:
    """Read the whole community, recipes oldest first; raises BrokenContentError or msgspec.ValidationError."""
    pages = [msgspec.toml.decode(file.read_bytes(), type=_Page) for file in sorted(_FOLDER.rglob("*.toml"))]
    cooks = tuple(cook for page in pages for cook in page.cook)
    recipes = (recipe for page in pages for recipe in page.recipe)
    forks = (fork for page in pages for fork in page.fork)
    reviews = (review for page in pages for review in page.review)
    marks = (Cooked(k, cook, days) for page in pages for k, by in page.cooked.items() for cook, days in by)
    made = Demo(
        cooks=cooks,
        follows=tuple((cook.handle, other) for cook in cooks for other in cook.follows),
        blocks=tuple((cook.handle, other) for cook in cooks for other in cook.blocks),
        recipes=tuple(sorted(recipes, key=lambda r: (-r.days_ago, r.key))),
        forks=tuple(sorted(forks, key=lambda f: (-f.days_ago, f.key))),
        reviews=tuple(sorted(reviews, key=lambda r: (-r.days_ago, r.recipe, r.cook))),
        cooked=tuple(sorted(marks, key=lambda c: (-c.days_ago, c.recipe, c.cook))),
    )
    _check(made)
    return made


def fork_lines(parent_lines: Sequence[str], edits: Edits) -> list[str]:
    """Give the fork's ingredient lines; BrokenContentError when an edit names a line that the parent does not have."""
    new = {old: lines for old, *lines in (*((line,) for line in edits.omit), *edits.replace)}
    missing = [line for line in new if line not in parent_lines]
    if missing or len(new) != len(edits.omit) + len(edits.replace):
        raise BrokenContentError(f"an edit names lines that the parent does not have, or one line twice: {missing}")
    return [line for old in parent_lines for line in new.get(old, [old])] + list(edits.add)


def fork_steps(parent_steps: Sequence[str], edits: Edits) -> list[str]:
    """Give the fork's steps; BrokenContentError when an edit counts beyond the parent's last step."""
    new = dict(edits.replace_steps)
    if max(new, default=0) > len(parent_steps):
        raise BrokenContentError(f"an edit names a step beyond the parent's {len(parent_steps)}")
    return [new.get(number, step) for number, step in enumerate(parent_steps, start=1)]


def whole_recipes(community: Demo) -> dict[str, Recipe]:
    """Give every recipe and every fork by key, forks with all that they inherit filled in; parents come first."""
    made = {recipe.key: recipe for recipe in community.recipes}
    for fork in community.forks:
        parent = made[fork.parent]
        made[fork.key] = msgspec.structs.replace(
            parent,
            **{name: getattr(fork, name) for name in ("key", "cook", "title", "days_ago")},
            summary=fork.summary or parent.summary,
            servings=fork.servings or parent.servings,
            tags=fork.tags or parent.tags,
            ingredients=tuple(fork_lines(parent.ingredients, fork.edits)),
            steps=tuple(fork_steps(parent.steps, fork.edits)),
        )
    return made


def _check(made: Demo) -> None:
    cast = {cook.handle for cook in made.cooks}
    published = [(dish.key, dish.cook, dish.days_ago) for dish in made.recipes]
    published += [(fork.key, fork.cook, fork.days_ago) for fork in made.forks]
    dishes = {key: (cook, days_ago) for key, cook, days_ago in published}
    if len(cast) < len(made.cooks) or len(dishes) < len(published):
        raise BrokenContentError("a handle or a key is there twice")
    deeds = [(fork.parent, fork.cook, fork.days_ago) for fork in made.forks]
    deeds += [(review.recipe, review.cook, review.days_ago) for review in made.reviews]
    deeds += [(mark.recipe, mark.cook, mark.days_ago) for mark in made.cooked]
    for key, cook, days_ago in deeds:
        author, since = dishes.get(key, (cook, 0))
        if author == cook or since <= days_ago:
            raise BrokenContentError(f"{cook} cannot fork, review or cook {key} {days_ago} days ago")
    named = {cook for _, cook, _ in (*published, *deeds)}.union(*made.follows, *made.blocks)
    if not named <= cast or any(one == other for one, other in (*made.follows, *made.blocks)):
        raise BrokenContentError(f"unknown cooks, or one who follows oneself: {sorted(named - cast)}")
