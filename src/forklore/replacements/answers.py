"""What is told of single replacements, of the graph of all, and of what people change in a recipe."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from msgspec import Struct

from forklore.foods.rows import FoodName
from forklore.recipes.rows import Author
from forklore.replacements.records import ToldFood
from forklore.replacements.rows import Evidence, InContext, Ratio, StarsMoved

BIAS = (
    "Cooks publish what worked for them and readers rate what they chose, so these figures lean to the bright side: "
    "read differences in stars as an upper bound."
)


class Span(StrEnum):
    """A window of time that ends now."""

    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    ALL = "all"


class VerdictKind(StrEnum):
    """What a moderator says of a pair; `ok` takes an earlier word back."""

    NOT_A_REPLACEMENT = "not_a_replacement"
    SYNONYM = "synonym"
    OK = "ok"


class Verdict(Struct, frozen=True):
    """What a moderator said of a pair."""

    verdict: VerdictKind
    reason: str
    moderator: Author
    at: datetime


class Verdicts(Struct, frozen=True, rename={"before": "from"}):
    """A pair and what moderators said of it, newest first; the first holds."""

    before: FoodName
    to: list[FoodName]
    withheld: bool
    verdicts: list[Verdict]


class MostReplaced(Struct, frozen=True, rename={"before": "from"}):
    """What cooks of one family replaced: how many of them, in how many forks, and in which."""

    before: list[ToldFood]
    to: list[ToldFood]
    cooks: int
    forks: int
    seen_in: list[UUID]


class ScoreParts(Struct, frozen=True):
    """How a score is made: `score` is `works` (the lower bound of the share of cooks it worked for) times `weight`.

    `voices` are the cooks, one who did it in several families of recipes counting up to a fifth more; `weight` is
    log2(1 + voices).
    """

    score: float
    works: float
    weight: float
    voices: float


class PieceOfEvidence(Struct, frozen=True):
    """A fork or a review behind a number, with where it counts and what else was changed with it."""

    evidence: Evidence
    contexts: tuple[str, ...]
    beside: tuple[str, ...]


class PairOut(Struct, frozen=True, rename={"before": "from"}):
    """One replacement explained, with a page of its evidence."""

    before: FoodName
    to: list[FoodName]
    summary: str
    score: ScoreParts
    cooks: int
    forks: int
    reviews: int
    did_not_work: int
    ratio: Ratio | None
    stars: StarsMoved
    stars_bias: str
    contexts: list[InContext]
    last_seen: datetime | None
    items: list[PieceOfEvidence]
    next: str | None


class TopItem(Struct, frozen=True, rename={"before": "from"}):
    """A replacement in a list of those that most cooks made; `times` counts forks and reviews."""

    before: FoodName
    to: list[FoodName]
    cooks: int
    times: int


class Top(Struct, frozen=True):
    """The replacements that most cooks made in a window; a window other than all weighs its newest evidence."""

    window: Span
    tag: str | None
    items: list[TopItem]


class Node(Struct, frozen=True):
    """A food in the graph, and how many steps from where one began."""

    food: FoodName
    depth: int


class Edge(Struct, frozen=True, rename={"before": "from"}):
    """A replacement in the graph, by slugs."""

    before: str
    to: list[str]
    cooks: int
    did_not_work: int
    ratio: float | None


class Graph(Struct, frozen=True):
    """Foods and what takes their place, from one food on; `more` says that not all is shown."""

    nodes: list[Node]
    edges: list[Edge]
    more: bool


class Source(Struct, frozen=True):
    """A fork, or a review by its recipe, in which something was changed."""

    kind: str
    recipe_id: UUID


class ReplacedBy(Struct, frozen=True):
    """What a line was replaced by."""

    to: list[ToldFood]
    cooks: int
    did_not_work: int
    seen_in: list[Source]


class LineChanges(Struct, frozen=True):
    """What cooks did to a line of a recipe: distinct cooks for each; who did several things counts in each."""

    line_id: UUID
    text: str
    kept: int
    replaced_by: list[ReplacedBy]
    left_out: int
    more: int
    less: int
    seen_in: list[Source]


class Added(Struct, frozen=True):
    """What cooks put in that the recipe does not name."""

    food: ToldFood
    cooks: int
    seen_in: list[Source]


class WhatPeopleChange(Struct, frozen=True):
    """What cooks change in a recipe, over its newest public forks and reviews.

    `cooks` are those whose fork or words were read, `as_written` reviewers who say that they changed nothing.
    """

    recipe_id: UUID
    version: int
    cooks: int
    as_written: int
    lines: list[LineChanges]
    added: list[Added]
