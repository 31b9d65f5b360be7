"""One food replaced by several, or several by one: buttermilk by milk and lemon juice, herbs by a blend of herbs.

Two things make a compound. Kitchen knowledge: a table of foods and what cooks put together in their place. And
arithmetic: amounts of parts that add up to the whole when none of them does so alone.
"""

import math
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import combinations

from msgspec import Struct

from forklore.forks.groups import total
from forklore.forks.items import Item
from forklore.forks.measures import Measures
from forklore.forks.roles import role_kinship, roles_of
from forklore.forks.tables import rows, words_of

_ADDS_UP = math.log(1.13)
_MOST_PARTS = 4
_MOST_TRIED = 12


class Compound(Struct, frozen=True):
    """A whole (position) and its parts (positions on the other side), and how sure."""

    whole: int
    parts: tuple[int, ...]
    score: float


@cache
def _blending() -> frozenset[str]:
    return frozenset(word for _, word in words_of("blending.tsv"))


@cache
def _blends() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    return tuple((frozenset(names.split()), frozenset(roles.split())) for names, roles in rows("blends.tsv"))


@cache
def _rules() -> tuple[tuple[frozenset[str], tuple[frozenset[str], ...]], ...]:
    """(words of the whole, a set of words for each part), the most particular wholes first."""
    rules = [
        (frozenset(row[0].split()), tuple(frozenset(part.split()) for part in row[1:])) for row in rows("compounds.tsv")
    ]
    return tuple(sorted(rules, key=lambda rule: (-len(rule[0]), -len(rule[1]))))


def known_compounds(
    wholes: Mapping[int, Item],
    parts: Mapping[int, Item],
    promised: Mapping[int, int],
    partner: Mapping[int, int],
) -> list[Compound]:
    """Find wholes whose usual parts all stand on the other side; no part is used twice.

    `promised` maps parts to the whole that each would surely replace alone: no other whole may claim it.
    """
    found: list[Compound] = []
    used: set[int] = set()
    for at, whole in wholes.items():
        free = {j: part for j, part in parts.items() if j not in used and promised.get(j, at) == at}
        chosen = max(_by_rule(whole, free), _by_blend(whole, free, _place(at, partner)), key=len)
        if chosen:
            used.update(chosen)
            found.append(Compound(at, tuple(sorted(chosen)), 0.85))
    return found


def _place(at: int, partner: Mapping[int, int]) -> int | None:
    """Say where a whole would stand on the other side, counted from the partner of the last item before it."""
    before = next((one for one in range(at - 1, -2, -1) if one in partner), None)
    return None if before is None else partner[before] + at - before


def _by_rule(whole: Item, parts: Mapping[int, Item]) -> list[int]:
    for needed, slots in _rules():
        if not needed <= set(whole.naming) | whole.every or whole.head not in needed:
            continue
        chosen: list[int] = []
        for slot in slots:
            fit = next((j for j, part in parts.items() if j not in chosen and _fits(part, slot)), None)
            if fit is not None:
                chosen.append(fit)
        if len(chosen) == len(slots):
            return chosen
    return []


def _fits(part: Item, slot: frozenset[str]) -> bool:
    return bool(slot & set(part.naming)) or any(f"@{role}" in slot for role in roles_of(part))


def _by_blend(whole: Item, parts: Mapping[int, Item], at: int | None) -> list[int]:
    if not set(whole.naming) & _blending():
        return []
    for names, roles in _blends():
        if names & set(whole.naming):
            fitting = [j for j, part in parts.items() if roles_of(part) & roles]
            here = _together(fitting, at)
            if len(here) > 1:
                return here[:_MOST_PARTS]
            chosen = [j for j in fitting if not set(parts[j].naming) & _blending()]
            if len(chosen) > 1:
                return chosen[:_MOST_PARTS]
    return []


def _together(positions: Sequence[int], at: int | None) -> list[int]:
    """Give the run of positions that begins at `at`: what stands where the whole stood."""
    run: list[int] = []
    while at is not None and at in positions:
        run.append(at)
        at += 1
    return run


def adding_up(whole: Item, near: Sequence[int], parts: Mapping[int, Item], factor: float) -> tuple[int, ...]:
    """Find 2 to 4 parts, among them one of `near`, whose amounts add up to the whole's; empty when there are none.

    `factor` brings the whole to the parts' servings. Parts must be of the whole's role, or nearly.
    """
    fitting = [j for j, part in parts.items() if role_kinship(whole, part) > 0.5][:_MOST_TRIED]  # noqa: PLR2004 (one half)
    if any(_equal(whole.measures, parts[j].measures, factor) for j in fitting):
        return ()
    for size in range(2, _MOST_PARTS + 1):
        for chosen in combinations(fitting, size):
            if set(near) & set(chosen) and _equal(whole.measures, total([parts[j] for j in chosen]), factor):
                return chosen
    return ()


def _equal(whole: Measures, parts: Measures, factor: float) -> bool:
    for one, other in ((whole.weight, parts.weight), (whole.volume, parts.volume)):
        if one and other:
            return abs(math.log(other / one / factor)) <= _ADDS_UP
    return False
