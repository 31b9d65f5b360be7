"""The shapes in which recipes leave through the API."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from msgspec import Struct

from forklore.forks.rows import ParentOut
from forklore.recipes.inputs import SourceInput
from forklore.recipes.rows import Author, Content, ContentLine, ContentStep, RecipeRow, Stars, State, Visibility


class RecipeOut(Struct, frozen=True):
    """A recipe at one version, and what is said of it."""

    id: UUID
    version: int
    head: int
    message: str
    title: str
    summary: str
    servings: Decimal
    minutes_prep: int | None
    minutes_cook: int | None
    language: str
    tags: tuple[str, ...]
    lines: tuple[ContentLine, ...]
    steps: tuple[ContentStep, ...]
    author: Author
    address: str
    state: State
    visibility: Visibility
    parent: ParentOut | None
    root_id: UUID
    source: SourceInput | None
    stars: Stars
    stars_as_written: Stars
    stars_with_changes: Stars
    cooks: int
    forks: int
    saves: int
    created_at: datetime
    updated_at: datetime
    published_at: datetime | None


class VersionOut(Struct, frozen=True):
    """One version of a recipe as it stood."""

    recipe_id: UUID
    number: int
    message: str
    content: Content


def recipe_out(row: RecipeRow, parent: ParentOut | None) -> RecipeOut:
    """Make the shape of a recipe of its row."""
    content = row.content
    changed = (row.stars_count - row.as_written_count, row.stars_sum - row.as_written_sum)
    return RecipeOut(
        id=row.id,
        version=row.number,
        head=row.head,
        message=row.message,
        title=content.title,
        summary=content.summary,
        servings=content.servings,
        minutes_prep=content.minutes_prep,
        minutes_cook=content.minutes_cook,
        language=content.language,
        tags=content.tags,
        lines=content.lines,
        steps=content.steps,
        author=Author(row.author_handle, row.author_name),
        address=f"/@{row.author_handle}/{row.slug}",
        state=row.state,
        visibility=row.visibility,
        parent=parent,
        root_id=row.root_id,
        source=SourceInput(row.source_name, row.source_url) if row.source_name or row.source_url else None,
        stars=mean_stars(row.stars_count, row.stars_sum),
        stars_as_written=mean_stars(row.as_written_count, row.as_written_sum),
        stars_with_changes=mean_stars(*changed),
        cooks=row.cooks,
        forks=row.forks,
        saves=row.saves,
        created_at=row.created_at,
        updated_at=row.updated_at,
        published_at=row.published_at,
    )


def mean_stars(count: int, total: int) -> Stars:
    """Make a mean of two decimals, None over nothing."""
    return Stars(round(total / count, 2) if count else None, count)
