"""What is popular, and why."""

from enum import StrEnum
from typing import TypeVar

from forklore.foundations.database import Database
from forklore.popularity import reads
from forklore.popularity.rows import By, Span
from forklore.relations.reads import reader
from forklore.web.border import page, visitor
from forklore.web.routes import RECIPE, Answered, Asked, recipe_at, seen

ON_A_PAGE = 20
WINDOWS = (
    (Span.DAY, "Today"),
    (Span.WEEK, "This week"),
    (Span.MONTH, "This month"),
    (Span.YEAR, "This year"),
    (Span.ALL, "Ever"),
)
MEASURES = (
    (By.SCORE, "All together"),
    (By.COOKED, "Cooked by most"),
    (By.FORKED, "Forked by most"),
    (By.SAVED, "Saved by most"),
    (By.TOP_RATED, "Best rated"),
)
Choice = TypeVar("Choice", bound=StrEnum)


@seen("/popular")
async def popular(request: Asked, db: Database) -> Answered:
    """Show the most popular recipes of a window by a measure."""
    asked = request.query_params
    window = _chosen(Span, asked.get("window"), Span.WEEK)
    by = _chosen(By, asked.get("by"), By.SCORE)
    async with db.read() as connection:
        looking = await reader(connection, visitor(request).account_id)
        found = await reads.popular(connection, looking, window, by, after=asked.get("after"), limit=ON_A_PAGE)
    return page(request, "popularity/show.html", popular=found, windows=WINDOWS, measures=MEASURES)


@seen(f"{RECIPE}/score")
async def score(request: Asked, cook: str, slug: str, db: Database) -> Answered:
    """Explain a recipe's score."""
    window = _chosen(Span, request.query_params.get("window"), Span.WEEK)
    async with db.read() as connection:
        looking = await reader(connection, visitor(request).account_id)
        place = await recipe_at(connection, looking, request, cook, slug, behind="/score")
        found = await reads.score(connection, looking, place.row.id, window)
    return page(request, "popularity/score.html", recipe=place.row, address=place.address, score=found, windows=WINDOWS)


def _chosen(kind: type[Choice], word: str | None, otherwise: Choice) -> Choice:
    """Read a choice out of a query; a word that is none is as if nothing was asked."""
    return kind(word) if word in list(kind) else otherwise


HANDLERS = [popular, score]
