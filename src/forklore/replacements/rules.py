"""How replacements are scored, and how the stars moved: pure arithmetic on counts."""

import math
from collections.abc import Mapping, Sequence
from statistics import fmean, stdev
from uuid import UUID

from forklore.foods.lexicon import lexicon
from forklore.replacements.rows import EventRow, Ratio, ReplacementRow, StarsMoved, StarsOfRecipe, StatedChange

# A recipe's mean leans on this many stars of this value, so that one review does not make a difference of two stars.
PRIOR_MEAN = 4.0
PRIOR_WEIGHT = 5.0


def score(row: ReplacementRow) -> float:
    """Score a replacement: the lower end of how sure one can be that it works, times how many cooks stand behind it.

    Wilson's lower bound (95 %) of the share of events that did not fail, times log2(1 + distinct cooks); so a
    replacement that one cook tried stands below one that five tried, and one that often failed sinks.
    """
    n = row.forks + row.reviews
    return round(wilson(n - row.did_not_work, n) * math.log2(1 + row.cooks), 4)


def wilson(good: int, n: int, z: float = 1.96) -> float:
    """Give Wilson's lower bound of a share (E. B. Wilson, 1927); 0 of nothing."""
    if good <= 0 or n <= 0:
        return 0.0
    share = good / n
    centre = share + z * z / (2 * n)
    margin = z * math.sqrt((share * (1 - share) + z * z / (4 * n)) / n)
    return max(0.0, (centre - margin) / (1 + z * z / n))


def ratio(row: ReplacementRow) -> Ratio | None:
    """Give the median ratio and its quartiles, None where nobody's amounts could be compared."""
    if row.ratio_median is None or row.ratio_low is None or row.ratio_high is None or row.ratio_by is None:
        return None
    return Ratio(round(row.ratio_median, 3), round(row.ratio_low, 3), round(row.ratio_high, 3), row.ratio_by)


def stars_moved(events: Sequence[EventRow], stars: Mapping[UUID, StarsOfRecipe]) -> StarsMoved:
    """Compare the stars of rated forks with those of their rated parents, both means shrunk towards the prior.

    What is published is mostly what worked, so this leans to the bright side; the page says so.
    """
    differences = []
    for event in events:
        fork, parent = stars.get(event.recipe_id), stars.get(event.parent_id) if event.parent_id else None
        if fork and parent and fork.stars_count and parent.stars_count:
            differences.append(_shrunk(fork) - _shrunk(parent))
    n = len(differences)
    if n == 0:
        return StarsMoved(None, None, 0)
    error = round(stdev(differences) / math.sqrt(n), 3) if n > 1 else None
    return StarsMoved(round(fmean(differences), 3), error, n)


def stated_pairs(change: StatedChange) -> list[tuple[str, tuple[str, ...]]]:
    """Resolve a replacement that a reviewer states into (slug, slugs); nothing when a word is no food or the same."""
    if change.kind != "replace":
        return []
    before = [lexicon().resolve(text) for text in change.before]
    after = [lexicon().resolve(text) for text in change.after]
    to = tuple(sorted({food.slug for food in after if food}))
    if not to or None in before or None in after:
        return []
    return [(food.slug, to) for food in before if food and food.slug not in to]


def _shrunk(row: StarsOfRecipe) -> float:
    return (row.stars_sum + PRIOR_MEAN * PRIOR_WEIGHT) / (row.stars_count + PRIOR_WEIGHT)
