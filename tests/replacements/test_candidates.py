"""What is offered in the place of a food: never what breaks a need; cooks before classics before kin."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forklore.foods.lexicon import lexicon
from forklore.foods.needs import Needs, broken_by, diets, read_needs
from forklore.foods.rows import Answer
from forklore.replacements.candidates import Known, candidates
from forklore.replacements.classics import classics

NOTHING = Needs()
SLUGS = sorted(lexicon().foods)
FAMILIES = sorted(lexicon().families)
ALLERGENS = sorted(next(iter(lexicon().foods.values())).allergens)


def tried(to: tuple[str, ...], cooks: int = 5, *, failed: int = 0, context: str = "all", food: str = "butter") -> Known:
    return Known(food, to, context, cooks, cooks, 0, failed, 0.8, "grams")


def offered(food: str, *known: Known, use: str | None = None, needs: Needs = NOTHING) -> list[tuple[str, ...]]:
    return [one.foods() for one in candidates(food, known, needs=needs, use=use)]


def random_needs(chance: random.Random) -> Needs:
    return Needs(
        frozenset(chance.sample(diets(), chance.randint(0, 3))),
        frozenset(chance.sample(SLUGS, chance.randint(0, 4))),
        frozenset(chance.sample(FAMILIES, chance.randint(0, 2))),
        frozenset(chance.sample(ALLERGENS, chance.randint(0, 3))),
    )


def breaks(slug: str, needs: Needs) -> bool:
    """Whether a food breaks needs, told from the lexicon's answers alone, where unknown is no better than bad."""
    food = lexicon().foods[slug]
    return (
        any(food.diets[diet] is not Answer.YES for diet in needs.diets)
        or any(food.allergens[one] is not Answer.NO for one in needs.allergens)
        or slug in needs.foods
        or not needs.families.isdisjoint(lexicon().families[food.family].path)
    )


def test_no_candidate_of_ten_thousand_breaks_a_need() -> None:
    """Community, classics and kin, with one food in the place and with several."""
    chance = random.Random(20_261_122)  # noqa: S311 (samples, no secrets)
    common = sorted(classics())
    samples = several = 0
    while samples < 10_000:
        food, needs = chance.choice(common if chance.random() < 0.7 else SLUGS), random_needs(chance)
        known = [
            tried(tuple(chance.sample(SLUGS, chance.randint(1, 3))), chance.randint(1, 9), food=food) for _ in range(4)
        ]
        for one in candidates(food, known, needs=needs, use=chance.choice([None, "egg for baking", "fat for frying"])):
            samples += 1
            several += len(one.foods()) > 1
            assert food not in one.foods()
            assert not [slug for slug in one.foods() if breaks(slug, needs)], (food, one.foods(), needs)
            dosed = {share.food for dose in one.doses for share in dose.after}
            assert dosed <= set(one.foods())
    assert several > 200


@given(st.sets(st.sampled_from(SLUGS), max_size=6), st.sampled_from(sorted(classics())))
def test_with_what_one_has_nothing_else_is_offered(have: set[str], food: str) -> None:
    found = candidates(food, [tried(("water", "salt"), food=food)], needs=NOTHING, have=frozenset(have))
    assert all(set(one.foods()) <= have | {"water"} for one in found)


def test_a_target_of_several_foods_falls_with_one_of_them() -> None:
    vegan = read_needs(["vegan"], [])
    known = tried(("milk", "lemon"), 50, food="buttermilk")
    assert ("lemon", "milk") in offered("buttermilk", known)
    assert not [to for to in offered("buttermilk", known, needs=vegan) if "milk" in to]


def test_cooks_outweigh_classics_and_failures_sink() -> None:
    assert offered("butter", tried(("avocado",), 30))[0] == ("avocado",)
    assert offered("butter")[0] != ("avocado",)
    failed = candidates("butter", [tried(("snail",), 9, failed=9)], needs=NOTHING)
    assert failed[-1].foods() == ("snail",)
    assert failed[-1].shown.score == 0
    half = offered("butter", tried(("snail",), 8, failed=4), tried(("lard",), 8))
    assert half.index(("lard",)) < half.index(("snail",))


def test_a_classic_counts_as_two_cooks_and_joins_their_evidence() -> None:
    alone = next(one for one in candidates("butter", [], needs=NOTHING) if one.foods() == ("olive-oil",))
    joined = next(
        one for one in candidates("butter", [tried(("olive-oil",), 3)], needs=NOTHING) if one.foods() == ("olive-oil",)
    )
    two = candidates("beef", [tried(("ostrich",), 2, food="beef")], needs=NOTHING)
    assert alone.shown.score == next(one.shown.score for one in two if one.foods() == ("ostrich",))
    assert [source.kind for source in joined.shown.evidence] == ["community", "classic"]
    assert joined.shown.evidence[0].at == "/foods/butter/replacements"
    assert joined.shown.score > alone.shown.score
    assert next(dose.after[0].amount for dose in joined.doses) == 80  # three cooks are asked before the table


def test_a_classic_for_another_purpose_counts_half() -> None:
    def place(use: str) -> int:
        return offered("butter", use=use).index(("lard",))

    assert place("fat for baking") < place("fat for frying")


def test_what_is_known_of_a_food_counts_for_its_sorts() -> None:
    sort, plain = next((one, of) for one, of in sorted(lexicon().sorts.items()) if of == "beef")
    found = offered(sort, tried(("ostrich",), 5, food=plain))
    assert found[0] == ("ostrich",)
    assert set(offered(plain)[:3]) <= set(found)
    assert all(plain not in to for to in found)
    assert broken_by(sort, read_needs([], [plain])) == "to be avoided"


def test_kin_that_nobody_tried_stand_below_all_that_worked_and_say_so() -> None:
    ranked = candidates("butter", [tried(("snail",), 1)], needs=NOTHING)
    kinds = [one.shown.evidence[0].kind for one in ranked]
    assert "family" in kinds
    assert set(kinds[kinds.index("family") :]) == {"family"}
    kin = ranked[-1].shown
    assert not kin.tried
    assert "nobody has tried it here" in kin.evidence[0].text
    assert lexicon().foods[kin.to[0].slug].family == lexicon().foods["butter"].family


def test_the_narrowest_context_with_enough_cooks_counts() -> None:
    narrow, wide = tried(("lard",), 4, context="use:fat for frying"), tried(("lard",), 40)
    thin = tried(("lard",), 2, context="use:fat for frying")

    def cooks(*known: Known) -> int:
        found = next(one for one in candidates("butter", known, needs=NOTHING) if one.foods() == ("lard",))
        return found.shown.evidence[0].cooks

    assert cooks(narrow, wide) == 4
    assert cooks(thin, wide) == 40
    assert cooks(thin) == 2


@pytest.mark.parametrize(
    ("food", "diet", "best"),
    [
        ("egg", "vegan", ("egg-replacer", "water")),
        ("butter", "vegan", ("vegan-butter",)),
        ("milk", "vegan", ("oat-milk",)),
        ("all-purpose-flour", "gluten-free", ("gluten-free-flour",)),
        ("chicken-stock", "vegan", ("vegetable-stock",)),
    ],
)
def test_what_every_cook_expects_comes_first(food: str, diet: str, best: tuple[str, ...]) -> None:
    assert offered(food, needs=read_needs([diet], []))[0] == best
    assert not broken_by(best[0], read_needs([diet], []))
