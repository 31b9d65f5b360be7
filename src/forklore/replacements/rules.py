"""How replacements are scored: pure arithmetic on counts."""

import math

from forklore.replacements.rows import ContextRow, InContext, Ratio, ReplacementRow
from forklore.replacements.statistics import backed_off


def score(voices: float, failed: float) -> float:
    """Score a replacement: the lower end of how sure one can be that it works, times how many cooks stand behind it.

    Wilson's lower bound (95 %) of the share of cooks for whom it did not fail, times log2(1 + cooks); so a replacement
    that one cook tried stands below one that five tried, and one that often failed sinks.
    """
    return round(wilson(voices - failed, voices) * math.log2(1 + voices), 4)


def score_in(row: ReplacementRow, here: ContextRow | None, all_voices: float) -> float:
    """Score a replacement in a context, its counts there leaning on those everywhere (`statistics.backed_off`)."""
    everywhere = float(row.voices)
    voices = backed_off(float(here.voices) if here else 0.0, everywhere, all_voices)
    failed = backed_off(here.did_not_work if here else 0.0, row.did_not_work, all_voices)
    return score(voices, min(voices, failed))


def summary(cooks: int, did_not_work: int) -> str:
    """Say in one sentence how much there is to go by."""
    few = {1: "One cook tried it", 2: "Two cooks tried it"}
    told = few.get(cooks, f"{cooks} cooks used it")
    if not did_not_work:
        return f"{told}."
    if cooks == 1:
        return f"{told}, and it did not work."
    return f"{told}; for {did_not_work} it did not work."


def in_context(row: ContextRow) -> InContext:
    """Show the counts of a context."""
    kind, _, name = row.context.partition(":")
    return InContext(kind, name, row.cooks, row.did_not_work)


def wilson(good: float, n: float, z: float = 1.96) -> float:
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
