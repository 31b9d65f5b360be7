"""Sums that differ from a recount of their facts."""

from typing import Any
from uuid import UUID

from msgspec import Struct


class Drift(Struct, frozen=True):
    """Sums that are kept (`kept`) beside what a recount of the facts gives (`counted`), where the two differ."""

    id: UUID
    kept: dict[str, Any]
    counted: dict[str, Any]
