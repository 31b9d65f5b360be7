"""Recipes of any foods and of any words: what is adapted keeps what was asked for, and nothing falls over."""

import random

from hypothesis import given
from hypothesis import strategies as st

from forklore.foods.lexicon import lexicon
from forklore.foods.needs import Needs
from forklore.foundations.errors import Invalid
from forklore.replacements.adapt import plan
from forklore.replacements.adapt_lines import REPLACED, UNRESOLVED, reason_of
from forklore.replacements.adapt_wish import Wish
from forklore.replacements.classics import classics
from recipes.kitchen import content
from replacements.test_adapt import outcome, wish
from replacements.test_candidates import SLUGS, random_needs


def lines_of(chance: random.Random) -> list[str]:
    foods = [lexicon().foods[slug] for slug in (*chance.sample(SLUGS, 2), *chance.sample(sorted(classics()), 4))]
    units = ["g", "cups", "ml", "tbsp", "", "cans", "handfuls"]
    return [f"{chance.randint(1, 400)} {chance.choice(units)} {food.name}" for food in foods]


def test_no_adapted_recipe_breaks_what_was_asked_for() -> None:
    """Of 600 recipes of any foods: what is not named as unresolved keeps the needs, reads back, and stays adapted."""
    chance = random.Random(7)  # noqa: S311 (samples, no secrets)
    resolved = 0
    for _ in range(600):
        needs = random_needs(chance) or Needs(frozenset({"vegan"}))
        recipe = content(ingredients=lines_of(chance))
        asked = Wish(needs)
        found = plan(recipe, asked, ()).plan
        open_ids = {line.line_id for line in found.lines if line.outcome == UNRESOLVED}
        for line in outcome(recipe, asked).lines:
            if line.line_id not in open_ids:
                assert reason_of(line, needs, None) is None, (line.text, needs)
        resolved += sum(line.outcome == REPLACED for line in found.lines)
    assert resolved > 100


@given(st.lists(st.text(min_size=1, max_size=60), min_size=1, max_size=5), st.text(max_size=80))
def test_any_words_are_survived(texts: list[str], step: str) -> None:
    texts = [text for text in texts if text.strip()] or ["1 egg"]
    try:
        recipe = content(ingredients=texts, steps=[step or "Mix."])
    except Invalid:
        return
    assert plan(recipe, wish("vegan", "nuts"), ()).plan.message
