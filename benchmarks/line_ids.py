"""The ids that the lines of a labelled fork would carry had it been made in the editor instead of written anew.

A line that was edited keeps its id, whatever was typed over it: so does a food that took another's place, and one that
is used more or less of. A deleted line's id is gone and an added line has a new one. The labels say which lines were
changed; the other lines are matched by the words they share, the longest match first, without the detector's help.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from forklore.foods.line_reader import read_line
from forklore.foods.words import normal_words


def ids_as_edited(parent: Sequence[str], fork: Sequence[str], changes: Sequence[Mapping[str, Any]]) -> list[str]:
    """Give an id for each line of the fork; line 3 of the parent has the id "p3", a new line one of its own."""
    ids: dict[int, int] = {}
    gone, new = set[int](), set[int]()
    for change in changes:
        before = [at for name in change["from"] if (at := _line(name, parent, gone | set(ids.values()))) is not None]
        after = [at for name in change["to"] if (at := _line(name, fork, new | set(ids))) is not None]
        if before and after:
            ids[after[0]] = before[0]
            before, after = before[1:], after[1:]
        gone.update(before)
        new.update(after)
    near = sorted(
        (-_likeness(parent[i], fork[j]), abs(i - j), i, j)
        for i in range(len(parent))
        for j in range(len(fork))
        if i not in gone and j not in new
    )
    for worse, _, i, j in near:
        if worse < 0 and j not in ids and i not in ids.values():
            ids[j] = i
    return [f"p{ids[at]}" if at in ids else f"new{at}" for at in range(len(fork))]


def _line(name: str, lines: Sequence[str], taken: set[int]) -> int | None:
    """Find the line that holds all words of a name, one that is not taken first."""
    wanted = set(normal_words(name))
    holding = [at for at, line in enumerate(lines) if wanted <= set(normal_words(line))]
    return next((at for at in holding if at not in taken), holding[0] if holding else None)


def _likeness(one: str, other: str) -> float:
    first, second = set(normal_words(one)), set(normal_words(other))
    foods = read_line(one).food, read_line(other).food
    same = foods[0] is not None and foods[0] == foods[1]
    return len(first & second) / max(len(first | second), 1) + (1.0 if same else 0.0)
