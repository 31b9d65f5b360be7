"""Who is right where both sides changed the same thing: the one rule of three, and the choices of the person."""

from collections.abc import Callable, Collection
from typing import TypeVar

from forklore.forks.rows import Clash, ClashKind

V = TypeVar("V")
Words = Callable[[V], str | None]


class Settling:
    """Collects the clashes of one merge and settles each as the person chose: theirs for those in `take`, else ours."""

    def __init__(self, take: Collection[str]) -> None:
        """Take the ids of the clashes in which theirs is wanted."""
        self._take = frozenset(take)
        self.clashes: list[Clash] = []

    def takes(self, clash: Clash) -> bool:
        """Note a clash and tell whether theirs is wanted."""
        self.clashes.append(clash)
        return clash.id in self._take

    def three(self, clash: tuple[str, ClashKind, str], values: tuple[V, V, V], words: Words[V]) -> V:
        """Merge one value of base, ours and theirs: who changed it wins, and both only when they agree.

        `clash` is the id, kind and part under which a disagreement is listed.
        """
        base, ours, theirs = values
        if theirs in (ours, base):
            return ours
        if ours == base:
            return theirs
        name, kind, part = clash
        return theirs if self.takes(Clash(name, kind, part, words(base), words(ours), words(theirs))) else ours
