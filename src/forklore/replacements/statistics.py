"""The sums behind a replacement: what one cook adds, how counts move by it, quartiles from a histogram, back-off.

Counts are sums over cooks, so that one cook's part can be taken out and put back without looking at anybody else's.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct

# A ratio is kept as the power of 1.01 that is nearest, so that what is told lies within half a percent of the exact
# quartile; ratios beyond 1000 or below 1/1000 are all kept at the end of the scale.
STEP = 1.01
LAST_BUCKET = 700
RATIO_KINDS = ("grams", "volume", "as_written")
FAMILIES_COUNTED = 3
AGAIN = Decimal("0.1")
# In a context counts lean on those of all contexts as if this many cooks of the context had said the same.
BACK_OFF = 3.0


class Share(Struct, frozen=True):
    """What one cook adds to the counts of a replacement in one context; ratios are buckets."""

    context: str
    forks: int
    reviews: int
    families: int
    failed: bool
    grams: int | None
    volume: int | None
    as_written: int | None


class Move(Struct, frozen=True):
    """By how much the counts of one context change."""

    context: str
    cooks: int
    voices: Decimal
    forks: int
    reviews: int
    did_not_work: int


class RatioMove(Struct, frozen=True):
    """By how much one bucket of a histogram changes."""

    context: str
    ratio_by: str
    bucket: int
    cooks: int


class Quartiles(Struct, frozen=True):
    """The quartiles of the most frequent kind of ratio."""

    low: float
    median: float
    high: float
    ratio_by: str


def bucket_of(ratio: float) -> int:
    """Give the bucket of a positive ratio."""
    return max(-LAST_BUCKET, min(LAST_BUCKET, round(math.log(ratio) / math.log(STEP))))


def ratio_of(bucket: int) -> float:
    """Give the ratio that stands for a bucket."""
    return float(STEP**bucket)


def voices(share: Share) -> Decimal:
    """Tell how much a cook counts: one, and a tenth more for a second and a third family of recipes."""
    return 1 + AGAIN * (min(share.families, FAMILIES_COUNTED) - 1)


def moves(old: Sequence[Share], new: Sequence[Share]) -> list[Move]:
    """Give how the counts move when a cook's shares change from `old` to `new`, by context; none where none move."""
    totals: dict[str, list[Decimal]] = {}
    for sign, shares in ((-1, old), (1, new)):
        for share in shares:
            counts = (1, voices(share), share.forks, share.reviews, int(share.failed))
            parts = [sign * Decimal(count) for count in counts]
            total = totals.setdefault(share.context, [Decimal(0)] * len(parts))
            totals[share.context] = [kept + part for kept, part in zip(total, parts, strict=True)]
    return [
        Move(context, int(cooks), voice, int(forks), int(reviews), int(failed))
        for context, (cooks, voice, forks, reviews, failed) in sorted(totals.items())
        if any((cooks, voice, forks, reviews, failed))
    ]


def ratio_moves(old: Sequence[Share], new: Sequence[Share]) -> list[RatioMove]:
    """Give how the histograms move when a cook's shares change from `old` to `new`."""
    totals: Counter[tuple[str, str, int]] = Counter()
    for sign, shares in ((-1, old), (1, new)):
        for share in shares:
            for kind in RATIO_KINDS:
                bucket: int | None = getattr(share, kind)
                if bucket is not None:
                    totals[share.context, kind, bucket] += sign
    return [RatioMove(*key, cooks) for key, cooks in sorted(totals.items()) if cooks]


def quartiles(histograms: Mapping[str, Mapping[int, int]]) -> Quartiles | None:
    """Give the quartiles of the kind of ratio that most cooks have (grams before volume before pieces when equal).

    Between two cooks the value is interpolated, as `percentile_cont` does; each value lies within half a percent of
    what the exact ratios give. None without a ratio.
    """
    by = max(RATIO_KINDS, key=lambda kind: (sum(histograms.get(kind, {}).values()), -RATIO_KINDS.index(kind)))
    counts = sorted((bucket, cooks) for bucket, cooks in histograms.get(by, {}).items() if cooks > 0)
    if not counts:
        return None
    low, median, high = (_quantile(counts, share) for share in (0.25, 0.5, 0.75))
    return Quartiles(low, median, high, by)


def backed_off(here: float, everywhere: float, of_everywhere: float) -> float:
    """Lean a count of a context on the count in all contexts: here + 3 · everywhere / of_everywhere.

    Dirichlet smoothing (MacKay and Peto, 1995): as if three more cooks of this context had chosen as cooks do in
    general. With much evidence here the general choice vanishes, with none it decides alone.
    """
    return here + BACK_OFF * everywhere / of_everywhere if of_everywhere > 0 else here


def _quantile(counts: Iterable[tuple[int, int]], share: float) -> float:
    ordered = list(counts)
    place = share * (sum(cooks for _, cooks in ordered) - 1)
    lower, upper = _at(ordered, math.floor(place)), _at(ordered, math.ceil(place))
    return lower + (upper - lower) * (place - math.floor(place))


def _at(counts: Sequence[tuple[int, int]], place: int) -> float:
    passed = 0
    for bucket, cooks in counts:
        passed += cooks
        if place < passed:
            return ratio_of(bucket)
    return ratio_of(counts[-1][0])
