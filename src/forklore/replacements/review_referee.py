"""The recipe is the referee: which of two foods it asks for, and what an unnamed food must have been."""

from collections.abc import Sequence

from forklore.foods.lexicon import lexicon
from forklore.foods.rows import Match
from forklore.foods.words import normal_words
from forklore.replacements.review_items import Mention
from forklore.replacements.review_row import Candidate

_NEAR_FOOD = 0.4
_EVERYDAY = 0.5
_TURNABLE = frozenset({"sub-for", "subnoun-for", "swap-for", "passive"})
_CUTS = frozenset({"breast", "thigh", "tender", "tenderloin", "drumstick", "wing", "leg", "cutlet", "strip"})
_MEATS = frozenset(
    {"beef", "chicken", "turkey", "pork", "lamb", "veal", "sausage", "hamburger", "ham", "fish", "shrimp"}
)
# Varieties that say only in what state a food is bought, so that the same food without the word is what was asked for.
_GROUND = frozenset({"ground", "minced"})


class Referee:
    """What is known of a recipe: the foods of its title and, where they are known, of its lines."""

    def __init__(self, title: str, ingredients: Sequence[str] | None) -> None:
        """Read a title and the ingredient lines as text; None when the lines are not known."""
        self.title_words = frozenset(normal_words(title))
        self.title = tuple(match for match in lexicon().find_all(title) if match.certainty > _EVERYDAY)
        self.lines: tuple[tuple[str, Match], ...] | None = None
        if ingredients is not None:
            self.lines = tuple((line, match) for line in ingredients for match in lexicon().find_all(line[:1000]))
        self._line_words = [frozenset(normal_words(line[:1000])) for line in ingredients or ()]

    def asks_for(self, food: Mention, *, lines: bool = True) -> bool | None:
        """Tell whether the recipe asks for a food; None when its lines are not known and its title is silent.

        Without `lines` the title alone is asked.
        """
        words = frozenset(normal_words(food.name))
        if self.lines is None or not lines:
            head = normal_words(food.name)[-1:]
            named = any(match.food.slug == food.slug for match in self.title) or set(head) <= self.title_words
            return True if named else None
        if any(match.food.slug == food.slug for _, match in self.lines):
            return True
        head = normal_words(food.name)[-1:]
        return any(words <= line or (set(head) <= line) for line in self._line_words)

    def may_ask_for(self, food: Mention) -> bool:
        """Tell whether nothing speaks against the recipe asking for a food: for it, or for one of its kin."""
        return self.asks_for(food) is not False or self._near(food) is not None

    def has(self, food: Mention) -> bool:
        """Tell whether a line asks for just this food, so that using it changes nothing; no without lines."""
        words = frozenset(normal_words(food.name))
        same = any(match.food.slug == food.slug for _, match in self.lines or ())
        return same and any(words <= line for line in self._line_words)

    def _near(self, food: Mention) -> str | None:
        """Give the name of the line's food that is nearest in the tree of foods, within reach."""
        if food.slug is None or not self.lines:
            return None
        found = min(
            (lexicon().distance(match.food.slug, food.slug), line[match.start : match.end].lower())
            for line, match in self.lines
        )
        return found[1] if found[0] < _NEAR_FOOD else None

    def turned(self, candidate: Candidate) -> Candidate:
        """Turn a replacement round when the recipe asks for the food that was taken for the new one.

        Without the recipe's word "the" decides: in "subbed the turmeric for saffron" the turmeric is the recipe's.
        """
        if candidate.rule not in _TURNABLE or len(candidate.after) != 1 or len(candidate.before) != 1:
            return candidate
        old, new = candidate.before[0], candidate.after[0]
        asks_old, asks_new = self.asks_for(old), self.asks_for(new)
        if asks_new and asks_old is not True and (self.lines is not None or not old.definite):
            return candidate._replace(before=(new,), after=(old,))
        if asks_old and asks_new is not True:
            return candidate
        if new.definite and not old.definite:
            return candidate._replace(before=(new,), after=(old,))
        return candidate

    def completed(self, old: Mention, new: Mention) -> Mention:
        """Complete what is shortened: "corn tortillas instead of flour" takes the place of flour tortillas."""
        head = new.name.split()[-1]
        if (len(new.name.split()) == 1 and old.slug) or len(old.name.split()) > 1 or head == old.name:
            return old
        longer = f"{old.name} {head}"
        found = lexicon().find_all(longer)
        exact = len(found) == 1 and found[0].start == 0 and found[0].end == len(longer)
        if (old.slug is None or exact) and found and old.certainty <= 1 and not old.definite:
            return old._replace(name=longer, slug=found[-1].food.slug, certainty=1.0)
        return old

    def unnamed(self, new: Mention) -> Mention | None:
        """Guess what a variety took the place of: the same food without its variety, else the line of its kind.

        Where the lines are known and none of them holds the plain food, the nearest of them is it.
        """
        name = self._plain(new)
        if self.lines is not None and not (name and self.asks_for(new._replace(name=name, slug=None))):
            name = self._near(new) or name
        if name is None or normal_words(name) == normal_words(new.name):
            return None
        found = lexicon().resolve(name)
        return new._replace(name=name, slug=found.slug if found else None, certainty=1.0 if found else 0.0)

    def _plain(self, new: Mention) -> str | None:
        words = new.name.split()
        singular = [*map("".join, map(normal_words, words))]
        meat = next((word for word in singular if word in _MEATS), None)
        asked = next((word for word in self.title_words if word in _MEATS and word not in singular), None)
        if meat and asked and meat not in self.title_words:
            return asked
        if meat and singular[-1] in _CUTS:
            return meat
        if words[0] in _GROUND and meat:
            return None
        for first in range(1, len(words)):
            shorter = " ".join(words[first:])
            found = lexicon().find_all(shorter)
            if found and found[0].start == 0 and found[-1].end == len(shorter):
                return shorter
        return words[-1] if len(words) > 1 else None
