"""The demo community: big enough, free of contradictions, and written so that every edit applies."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forklore.main.demo_content import (
    BrokenContentError,
    Demo,
    Edits,
    Recipe,
    demo,
    fork_lines,
    fork_steps,
    whole_recipes,
)

GONE_WITH_TAG = {
    "vegan": r"\b(butter|eggs?|milk|cream|ghee|honey|yogurt|cheddar|feta|paneer|beef|chicken|pork|lamb|bacon|fish)\b",
    "vegetarian": r"\b(beef|chicken|pork|lamb|bacon|guanciale|pancetta|fish sauce|shrimp|lard|sausage)\b",
    "gluten-free": r"\b(plain|all-purpose|self-raising|bread) flour\b|\b(soy sauce|spaghetti|noodles|pasta|bulgur)\b",
}
STANDS_FOR_SOMETHING_ELSE = (
    r"\b(oat|soy|coconut) (milk|yogurt|cream)\b|\bvegan \w+|\b(peanut|sunflower seed) butter\b|\begg-free\b|"
    r"\b(rice|sweet potato|flat rice) noodles\b|\bgluten-free [\w ]+|\bcream of tartar\b"
)


@pytest.fixture(scope="module")
def community() -> Demo:
    return demo()


@pytest.fixture(scope="module")
def whole(community: Demo) -> dict[str, Recipe]:
    return whole_recipes(community)


def depths(community: Demo) -> dict[str, int]:
    depth = {recipe.key: 0 for recipe in community.recipes}
    for fork in community.forks:
        depth[fork.key] = depth[fork.parent] + 1
    return depth


def afterwards(community: Demo) -> list[tuple[str, str, int]]:
    """(recipe, cook, days ago) of all reviews and marks."""
    reviews = [(review.recipe, review.cook, review.days_ago) for review in community.reviews]
    return reviews + [(mark.recipe, mark.cook, mark.days_ago) for mark in community.cooked]


def swaps(community: Demo, old: str, new: str) -> set[tuple[str, str]]:
    """Pairs of (cook, parent) of the forks that replace a line with `old` by lines that have `new`."""
    return {
        (fork.cook, fork.parent)
        for fork in community.forks
        for first, *rest in fork.edits.replace
        if re.search(old, first) and re.search(new, " ".join(rest))
    }


def test_there_is_enough_of_everything(community: Demo) -> None:
    assert len(community.cooks) >= 14
    assert len(community.recipes) >= 54
    assert len(community.forks) >= 44
    assert len(community.reviews) >= 150
    assert len(community.cooked) >= 120
    assert len(community.blocks) == 1
    assert {cook.kind for cook in community.cooks} == {"person", "brand"}


def test_two_readings_are_equal(community: Demo) -> None:
    assert demo() == community


def test_cooks_have_an_address_of_nobody(community: Demo) -> None:
    assert all(cook.email == f"{cook.handle}@example.org" for cook in community.cooks)


def test_nearly_everyone_follows_the_celebrity(community: Demo) -> None:
    followers = Counter(followee for _, followee in community.follows)
    assert followers.most_common(1)[0][0] == "marta_okafor"
    assert followers["marta_okafor"] >= len(community.cooks) - 3
    assert len(set(community.follows)) == len(community.follows)


def test_nobody_deals_with_whom_they_block(community: Demo, whole: dict[str, Recipe]) -> None:
    apart = {frozenset(pair) for pair in community.blocks}
    deeds = [(fork.cook, fork.parent) for fork in community.forks]
    deeds += [(cook, recipe) for recipe, cook, _ in afterwards(community)]
    assert not [deed for deed in deeds if frozenset((deed[0], whole[deed[1]].cook)) in apart]
    assert not apart & {frozenset(pair) for pair in community.follows}


def test_recipes_are_spread_over_a_year_with_a_dozen_this_week(community: Demo) -> None:
    ages = [recipe.days_ago for recipe in community.recipes]
    assert sum(age <= 7 for age in ages) >= 12
    assert 350 <= max(ages) <= 400


def test_every_recipe_can_be_cooked_from(whole: dict[str, Recipe]) -> None:
    for recipe in whole.values():
        lines = [line for line in recipe.ingredients if not line.endswith(":")]
        assert 6 <= len(lines) <= 15, recipe.key
        assert 4 <= len(recipe.steps) <= 9, recipe.key
        assert len(set(recipe.ingredients)) == len(recipe.ingredients), recipe.key
        assert recipe.minutes_prep > 0, recipe.key
        assert recipe.tags == tuple(sorted(set(recipe.tags))), recipe.key
        assert not recipe.ingredients[-1].endswith(":"), recipe.key


def test_a_tag_of_a_diet_is_true(whole: dict[str, Recipe]) -> None:
    def offences() -> Iterator[tuple[str, str, str]]:
        for recipe in whole.values():
            for tag in GONE_WITH_TAG.keys() & set(recipe.tags):
                for line in recipe.ingredients:
                    if re.search(GONE_WITH_TAG[tag], re.sub(STANDS_FOR_SOMETHING_ELSE, "", line.lower())):
                        yield recipe.key, tag, line

    assert list(offences()) == []


def test_no_cook_has_two_recipes_of_one_title(whole: dict[str, Recipe]) -> None:
    assert max(Counter((recipe.cook, recipe.title) for recipe in whole.values()).values()) == 1


def test_forks_go_four_deep_and_no_deeper(community: Demo) -> None:
    depth = depths(community)
    assert max(depth.values()) == 4
    assert sum(deep == 4 for deep in depth.values()) >= 3


def test_parents_come_before_forks_and_are_by_others(community: Demo, whole: dict[str, Recipe]) -> None:
    order = list(whole)
    for fork in community.forks:
        assert order.index(fork.parent) < order.index(fork.key)
        assert fork.days_ago < whole[fork.parent].days_ago
        assert fork.cook != whole[fork.parent].cook


def test_every_fork_says_something_new(community: Demo, whole: dict[str, Recipe]) -> None:
    for fork in community.forks:
        parent, child = whole[fork.parent], whole[fork.key]
        assert (child.ingredients, child.steps) != (parent.ingredients, parent.steps), fork.key
        assert fork.message, fork.key


def test_some_forks_only_scale_or_reword(community: Demo, whole: dict[str, Recipe]) -> None:
    scaled = [f.key for f in community.forks if whole[f.key].servings != whole[f.parent].servings]
    assert len(scaled) >= 2
    assert any(whole[f.key].ingredients == whole[f.parent].ingredients for f in community.forks)


@pytest.mark.parametrize(
    ("old", "new", "cooks"),
    [
        (r"\bbutter\b", "olive oil", 4),
        ("buttermilk", "milk .*lemon juice", 3),
        ("heavy cream", "coconut milk", 3),
        ("eggs", "flaxseed", 2),
        ("ground beef|stewing beef", "lentils", 3),
        ("guanciale", "pancetta", 2),
        ("guanciale", "bacon", 2),
        ("flour", "gluten-free flour blend", 3),
        ("sour cream", "Greek yogurt", 3),
        ("fish sauce", "soy sauce", 3),
        ("cilantro", "parsley", 3),
        ("sugar", "maple syrup", 3),
    ],
)
def test_a_replacement_is_made_by_several_cooks_in_several_recipes(
    community: Demo, old: str, new: str, cooks: int
) -> None:
    found = swaps(community, old, new)
    assert len({cook for cook, _ in found}) >= cooks
    assert len({parent for _, parent in found}) >= 2


def test_one_review_and_one_mark_per_cook_and_recipe(community: Demo) -> None:
    assert len({(review.recipe, review.cook) for review in community.reviews}) == len(community.reviews)
    assert len({(mark.recipe, mark.cook) for mark in community.cooked}) == len(community.cooked)


def test_nobody_is_there_before_the_recipe_or_reviews_their_own(community: Demo, whole: dict[str, Recipe]) -> None:
    for recipe, cook, days_ago in afterwards(community):
        assert days_ago < whole[recipe].days_ago
        assert cook != whole[recipe].cook


def test_stars_are_as_people_give_them(community: Demo) -> None:
    stars = Counter(review.stars for review in community.reviews)
    assert set(stars) == {1, 2, 3, 4, 5}
    assert stars[5] < 0.6 * len(community.reviews)
    assert stars[1] + stars[2] + stars[3] >= 0.1 * len(community.reviews)


def test_changes_in_reviews_are_in_the_recipe_and_in_the_words(community: Demo, whole: dict[str, Recipe]) -> None:
    changed = [review for review in community.reviews if not review.as_written]
    assert len(changed) >= 0.4 * len(community.reviews)
    assert not [review for review in community.reviews if review.changes and review.as_written]
    for review in changed:
        for change in review.changes:
            lines = " ".join(whole[review.recipe].ingredients).lower()
            assert all(name.lower() in lines for name in change.sources), review
            assert all(name.lower() in review.body.lower() for name in change.sources + change.targets), review


def test_changes_have_the_sides_that_their_kind_needs(community: Demo) -> None:
    sides: dict[str, set[tuple[bool, bool]]] = defaultdict(set)
    for review in community.reviews:
        for change in review.changes:
            sides[change.kind].add((bool(change.sources), bool(change.targets)))
    assert sides["replace"] == {(True, True)}
    assert sides["omit"] == sides["less"] == {(True, False)}
    assert sides["add"] == {(False, True)}


def test_edits_are_refused_when_the_parent_has_no_such_line() -> None:
    parent = ["1 egg", "50 g butter"]
    for edits in (
        Edits(omit=("2 eggs",)),
        Edits(replace=(("50 g Butter", "40 ml oil"),)),
        Edits(omit=("1 egg",), replace=(("1 egg", "1 tbsp flaxseed"),)),
    ):
        with pytest.raises(BrokenContentError):
            fork_lines(parent, edits)
    with pytest.raises(BrokenContentError):
        fork_steps(["Mix."], Edits(replace_steps=((2, "Bake."),)))


def test_edits_keep_the_place_of_a_line() -> None:
    edits = Edits(replace=(("b", "x", "y"),), omit=("c",), add=("z",), replace_steps=((2, "two"),))
    assert fork_lines(["a", "b", "c", "d"], edits) == ["a", "x", "y", "d", "z"]
    assert fork_steps(["1", "2", "3"], edits) == ["1", "two", "3"]


@given(st.lists(st.text(min_size=1), unique=True), st.data())
def test_omitting_and_adding_never_touches_other_lines(parent: list[str], data: st.DataObject) -> None:
    omitted = data.draw(st.lists(st.sampled_from(parent), unique=True) if parent else st.just([]))
    lines = fork_lines(parent, Edits(omit=tuple(omitted), add=("new",)))
    assert lines == [line for line in parent if line not in omitted] + ["new"]
