"""What somebody asks of a recipe that is to be adapted."""

from collections.abc import Iterable
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

Word = Annotated[str, Meta(max_length=100)]


class AdaptInput(Struct, frozen=True, forbid_unknown_fields=True):
    """Diets to keep, what to avoid, what one has (nothing named: everything), foods chosen for lines by their ids.

    `choose` with no food leaves a line out; `preview` stores nothing; `keep_unresolved` takes a draft in which lines
    that nothing is known for stay as they are.
    """

    diet: Word | Annotated[list[Word], Meta(max_length=20)] | None = None
    avoid: Annotated[list[Word], Meta(max_length=100)] = []
    have: Annotated[list[Word], Meta(max_length=200)] = []
    choose: Annotated[dict[UUID, Annotated[list[Word], Meta(max_length=4)]], Meta(max_length=200)] = {}
    keep_unresolved: bool = False
    preview: bool = False

    def diets(self) -> list[str]:
        """Give the diets as a list."""
        return [self.diet] if isinstance(self.diet, str) else self.diet or []


def parted(given: Iterable[str]) -> list[str]:
    """Part words that stand with commas between, and drop empty ones: `nuts, milk`."""
    return [word for words in given for word in (part.strip() for part in words.split(",")) if word]
