"""A small world of replacements for the learner, made of the lexicon's own foods: each has a stand-in of its family."""

from collections.abc import Sequence
from functools import cache
from random import Random

from forklore.foods.lexicon import lexicon
from forklore.replacements.suggest_learner import Lessons, learn
from forklore.replacements.suggest_model import Model
from forklore.replacements.suggest_network import Plan
from forklore.replacements.suggest_rows import Pair, Question

QUICK = Lessons(
    networks=2, parts=3, held=2, rounds=10, plan_for_few=Plan(hidden=24, width=12, batch=64, rounds=12, step=2e-3)
)


def vocabulary() -> list[list[str]]:
    """Every food of the lexicon with its other names."""
    return [[food.name.replace(" ", "_"), *food.names] for food in lexicon().foods.values()]


def tried_pairs(count: int, seed: int = 1) -> list[Pair]:
    """Recipes of seven foods, one of which gave way to the next of its family, or sometimes to one after that."""
    dice = Random(seed)  # noqa: S311 (the same pairs each time)
    families: dict[str, list[str]] = {}
    for food in lexicon().foods.values():
        families.setdefault(food.family, []).append(food.name)
    wide = [sorted(foods)[:6] for _, foods in sorted(families.items()) if len(foods) > 5][:15]
    made = []
    for number in range(count):
        foods = dice.choice(wide)
        at = dice.randrange(len(foods))
        target = foods[(at + dice.choice((1, 1, 1, 2))) % len(foods)]
        others = [dice.choice(dice.choice(wide)) for _ in range(6)]
        lines = [[foods[at].replace(" ", "_")], *([other] for other in others if other not in {target, foods[at]})]
        made.append(Pair(f"recipe-{number // 2}", foods[at].replace(" ", "_"), target, lines))
    return made


@cache
def small_model() -> Model:
    """Learn from 900 pairs, with networks and trees."""
    return learn(tried_pairs(900), vocabulary(), QUICK)


def question(pair: Pair) -> Question:
    return Question(pair.id, pair.source, pair.ingredients)


def share_found(model: Model, pairs: Sequence[Pair], first: int) -> float:
    """The share of pairs whose replacement is among the first names."""
    wanted = [pair.target.lower() for pair in pairs]
    found = [[name.lower().replace("_", " ") for name in model.rank(question(pair), most=first)] for pair in pairs]
    return sum(target in names for target, names in zip(wanted, found, strict=True)) / len(pairs)
