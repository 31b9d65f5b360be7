"""How often a cook may write: counted in memory, told in every answer, refused with 429.

Each process counts for itself, so with n processes a cook may write up to n times as often as the setting says. What
checks a secret is counted in the database instead (`foundations.limits`), where all processes share one count.
"""

import math
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

from litestar.datastructures import MutableScopeHeaders
from litestar.types import Message, Scope
from msgspec import Struct

from forklore.foundations.errors import TooMany


class Standing(Struct, frozen=True):
    """How a key stands: what is allowed in a window, what is left of it, and the seconds until more is given back."""

    allowed: int
    seconds: int
    left: int
    reset_s: int


class SlidingCount:
    """Counts per key over a window that slides: this window's count, and the part of the last one still in reach.

    Two counters are kept, however long it runs; a try costs O(1). 0 allowed means no limit.
    """

    def __init__(self, allowed: int, seconds: int = 60, clock: Callable[[], float] = time.monotonic) -> None:
        """Take how many are allowed in how many seconds, and a clock that tells seconds."""
        self.allowed, self.seconds, self._clock = allowed, seconds, clock
        self._window = 0
        self._now: Counter[str] = Counter()
        self._before: Counter[str] = Counter()

    def take(self, key: str) -> Standing:
        """Count one try; in the answer `left` is -1 when it was one too many, and `reset_s` when to try again."""
        window, since = divmod(self._clock(), self.seconds)
        self._turn_to(int(window))
        now, before = self._now[key], self._before[key]
        room = self.allowed - now - before * (1 - since / self.seconds)
        if room < 1:
            return Standing(self.allowed, self.seconds, -1, self._wait(now, before, since))
        self._now[key] += 1
        return Standing(self.allowed, self.seconds, int(room - 1), math.ceil(self.seconds - since))

    def _turn_to(self, window: int) -> None:
        if window == self._window:
            return
        self._before = self._now if window == self._window + 1 else Counter()
        self._now = Counter()
        self._window = window

    def _wait(self, now: int, before: int, since: float) -> int:
        """Tell after how many whole seconds there is room for one more."""
        if now < self.allowed:  # within this window, when enough of the last one is out of reach
            until = self.seconds * (1 - (self.allowed - 1 - now) / before)
        else:  # in the next window, in which today's count is the one that goes out of reach
            until = self.seconds * (2 - (self.allowed - 1) / now)
        return max(1, math.ceil(until - since))


def count_write(scope: Scope) -> None:
    """Refuse a cook who writes too often; stands behind the check that it is a cook."""
    asked: Any = scope
    counter: SlidingCount = asked["litestar_app"].state.writes
    if asked["route_handler"].opt.get("scope") != "write" or counter.allowed == 0:
        return
    standing = counter.take(str(asked["viewer"].account_id))
    asked["standing"] = standing
    if standing.left < 0:
        raise TooMany(standing.reset_s)


async def tell_standing(message: Message, scope: Scope) -> None:
    """Put the RateLimit fields into an answer (draft-ietf-httpapi-ratelimit-headers, version 10)."""
    told: Any = scope
    standing: Standing | None = told.get("standing")
    if standing is None or message["type"] != "http.response.start":
        return
    headers = MutableScopeHeaders.from_message(message)
    headers["RateLimit-Policy"] = f'"writes";q={standing.allowed};w={standing.seconds}'
    headers["RateLimit"] = f'"writes";r={max(standing.left, 0)};t={standing.reset_s}'
