"""Two expanded lists side by side: which foods both hold, by what factor, and which took the place of which."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from forklore.forks.align import Around, Pair, pair_exchanged, pair_same
from forklore.forks.changes import DiffLine
from forklore.forks.compounds import adding_up, known_compounds
from forklore.forks.groups import Group, absorb, joined, ratio_of
from forklore.forks.items import Item
from forklore.forks.roles import roles_of, roles_of_food
from forklore.forks.scale import servings_factor
from forklore.forks.wording import noise

# A pair so sure that no compound may claim one of its items.
_SURELY = 0.85


class Sides(Struct, frozen=True):
    """Both lists as items and as lines, and what is known of them so far.

    `to_fork` gives the partner of each paired item and of the ends of the lists; `told` the foods that only remarks
    name.
    """

    parent: Sequence[Item]
    fork: Sequence[Item]
    parent_lines: Sequence[DiffLine]
    fork_lines: Sequence[DiffLine]
    factor: Fraction = Fraction(1)
    to_fork: Mapping[int, int] = MappingProxyType({})
    told: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())

    def items(self, group: Group) -> tuple[list[Item], list[Item]]:
        """Give the items of a group."""
        return [self.parent[i] for i in group.parent], [self.fork[j] for j in group.fork]

    def rest(self, groups: Sequence[Group]) -> tuple[dict[int, Item], dict[int, Item]]:
        """Give the items of both lists (position → item) that no group holds and no remark names."""
        used_parent = {i for group in groups for i in group.parent}
        used_fork = {j for group in groups for j in group.fork}
        in_parent, in_fork = self.told
        return (
            {
                i: item
                for i, item in enumerate(self.parent)
                if i not in used_parent and not _said(item, in_fork, in_parent)
            },
            {j: item for j, item in enumerate(self.fork) if j not in used_fork and not _said(item, in_parent, in_fork)},
        )

    @property
    def edited(self) -> bool:
        """Tell whether the lists share an id of a line, so that one was made of the other in the editor."""
        known = {line.line_id for line in self.parent_lines if line.line_id is not None}
        return any(line.line_id in known for line in self.fork_lines)

    def same_line(self, one: Item, other: Item) -> bool:
        """Tell whether the ids of two items' lines are one."""
        known = self.parent_lines[one.line].line_id
        return known is not None and known == self.fork_lines[other.line].line_id


def _said(item: Item, by_other: frozenset[str], by_own: frozenset[str]) -> bool:
    """Tell whether an item is neither left out nor added, alone as it is.

    A remark of the other list names it, its own tells what it becomes (bread for crumbs), or its line names no food.
    """
    if item.slug in by_other or (item.slug is None and set(item.naming) <= noise()):
        return True
    roles = roles_of(item)
    return any(roles and roles == roles_of_food(slug) for slug in item.told & by_own)


def kept_foods(sides: Sides, hint: Fraction | None) -> tuple[Sides, list[Group]]:
    """Find the foods that both lists hold, and the factor of servings; the factor then helps to pair them better."""
    factor, pairs, groups = hint or Fraction(1), [], []
    for _ in range(2):
        pairs = pair_same(sides.parent, sides.fork, float(factor), sides.same_line)
        groups = joined(pairs, sides.parent, sides.fork)
        ratios = [
            ratio for group in groups if _votes(sides, group) and (ratio := ratio_of(*sides.items(group))) is not None
        ]
        found = servings_factor(ratios, hint)
        if found == factor:
            break
        factor = found
    ends = {-1: -1, len(sides.parent): len(sides.fork)}
    sides = replace(sides, factor=factor, to_fork={pair.parent: pair.fork for pair in pairs} | ends)
    items = (sides.parent, sides.fork)
    kept = absorb(groups, sides.rest(groups), items, float(factor), always=False)
    return replace(sides, told=_told(sides, kept)), kept


def _votes(sides: Sides, group: Group) -> bool:
    """Tell whether each food of a group states an amount of its own; "2 cups peas and carrots" may be a cup each."""
    return all(item.measures.parts == 1 for items in sides.items(group) for item in items)


def _told(sides: Sides, kept: Sequence[Group]) -> tuple[frozenset[str], frozenset[str]]:
    """Find the foods of either list that only the remarks of its lines name ("cooked in 2 cups water").

    They are there, though no item of their own: what the other list states as a line is neither left out nor added.
    """
    parent, fork = sides.rest(kept)
    named_parent, named_fork = {item.slug for item in sides.parent}, {item.slug for item in sides.fork}
    said_parent = {slug for item in sides.parent for slug in item.told} - named_parent
    said_fork = {slug for item in sides.fork for slug in item.told} - named_fork
    lost = {item.slug for item in parent.values()}, {item.slug for item in fork.values()}
    return frozenset(said_parent & lost[1]), frozenset(said_fork & lost[0])


def exchanged_foods(sides: Sides, kept: Sequence[Group]) -> list[Group]:
    """Find replacements: known compounds first, then pairs, then parts whose amounts add up."""
    factor = float(sides.factor)
    first = _pairs(sides, kept, [])
    surely = [pair for pair in first if pair.score >= _SURELY]
    found = [
        Group((one.whole,), one.parts, one.score)
        for one in known_compounds(*sides.rest(kept), {pair.fork: pair.parent for pair in surely}, sides.to_fork)
    ]
    parent, fork = sides.rest([*kept, *found])
    promised = {pair.parent: pair.fork for pair in surely}
    to_parent = {j: i for i, j in sides.to_fork.items()}
    found += [Group(one.parts, (one.whole,), one.score) for one in known_compounds(fork, parent, promised, to_parent)]
    pairs = _pairs(sides, kept, found) if found else first
    groups = joined(pairs, sides.parent, sides.fork)
    for at, group in enumerate(groups):
        parent, fork = sides.rest([*kept, *found, *groups])
        whole, part = group.parent[0], group.fork[0]
        parts = adding_up(sides.parent[whole], [part], {**fork, part: sides.fork[part]}, factor)
        wholes = adding_up(sides.fork[part], [whole], {**parent, whole: sides.parent[whole]}, 1 / factor)
        if parts:
            groups[at] = Group(group.parent, parts, group.score)
        elif wholes:
            groups[at] = Group(wholes, group.fork, group.score)
    return [*found, *groups]


def _pairs(sides: Sides, kept: Sequence[Group], found: Sequence[Group]) -> list[Pair]:
    parent, fork = sides.rest([*kept, *found])
    to_parent = {j: i for i, j in sides.to_fork.items()}
    around = Around(sides.to_fork, to_parent, float(sides.factor), sides.same_line, sides.edited)
    return pair_exchanged(parent, fork, around)
