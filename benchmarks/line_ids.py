"""The ids that the lines of a labelled fork would carry had it been made in the editor instead of written anew.

A line that was edited keeps its id, whatever was typed over it: so does a food that took another's place, and one that
is used more or less of. A deleted line's id is gone and an added line has a new one. The labels say which lines were
changed; the other lines are matched by the words they share, the longest match first, without the detector's help.
Of several foods that became one (or one that became several) the most alike keeps its line: of yellow and green peas
that became green peas the cook deletes the yellow ones. Where as many unnamed lines without a shared word are left on
both sides, each was typed over in its place.
"""

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any

from forklore.foods.line_headings import is_heading
from forklore.foods.line_reader import read_line
from forklore.foods.words import normal_words


def ids_as_edited(parent: Sequence[str], fork: Sequence[str], changes: Sequence[Mapping[str, Any]]) -> list[str]:
    """Give an id for each line of the fork; line 3 of the parent has the id "p3", a new line one of its own."""
    ids: dict[int, int] = {}
    gone, new = set[int](), set[int]()
    for change in changes:
        before = _lines(change["from"], parent, fork, gone | set(ids.values()))
        after = _lines(change["to"], fork, parent, new | set(ids))
        if before and after:
            i, j = max(product(before, after), key=lambda pair: _likeness(parent[pair[0]], fork[pair[1]]))
            ids[j] = i
            before, after = [at for at in before if at != i], [at for at in after if at != j]
        elif change["from"] and change["to"]:
            continue  # named otherwise than written: found by likeness
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
    ids.update(_reworded(parent, fork, gone | set(ids.values()), new | set(ids)))
    return [f"p{ids[at]}" if at in ids else f"new{at}" for at in range(len(fork))]


def _reworded(parent: Sequence[str], fork: Sequence[str], gone: set[int], new: set[int]) -> dict[int, int]:
    """Pair in their order the lines that no label names and that share no word: "merlot" typed over "red wine"."""
    before = [at for at, line in enumerate(parent) if at not in gone and not is_heading(line)]
    after = [at for at, line in enumerate(fork) if at not in new and not is_heading(line)]
    return dict(zip(after, before, strict=False)) if len(before) == len(after) else {}


def _lines(names: Sequence[str], lines: Sequence[str], others: Sequence[str], taken: set[int]) -> list[int]:
    return [at for name in names if (at := _line(name, lines, others, taken)) is not None]


def _line(name: str, lines: Sequence[str], others: Sequence[str], taken: set[int]) -> int | None:
    """Find the line that holds all words of a name: one not taken, and of several the least like any of the others."""
    wanted = set(normal_words(name))
    holding = [at for at, line in enumerate(lines) if wanted <= set(normal_words(line))]
    free = [at for at in holding if at not in taken] or holding[:1]
    if len(free) < 2:  # noqa: PLR2004 - nothing to choose
        return free[0] if free else None
    return min(free, key=lambda at: max((_likeness(lines[at], other) for other in others), default=0.0))


def _likeness(one: str, other: str) -> float:
    first, second = set(normal_words(one)), set(normal_words(other))
    foods = read_line(one).food, read_line(other).food
    same = foods[0] is not None and foods[0] == foods[1]
    return len(first & second) / max(len(first | second), 1) + (1.0 if same else 0.0)
