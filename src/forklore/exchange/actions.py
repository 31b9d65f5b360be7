"""Importing: what was read from a page or a document becomes a recipe of a cook."""

import hashlib
from datetime import UTC, datetime, time
from enum import StrEnum
from uuid import UUID

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from forklore.exchange.rows import PageRecipe
from forklore.exchange.rules import refuse_oversize
from forklore.foundations.database import Connection
from forklore.foundations.errors import Invalid
from forklore.recipes import actions, reads, rules
from forklore.recipes.errors import NotReady
from forklore.recipes.inputs import Draft, Edit, SourceInput
from forklore.recipes.rows import Content, Visibility

# A page that does not say for how many it is, is taken to be for a family.
SERVINGS_UNKNOWN = 4
_VERSIONS_LOOKED_AT = 50
_NO_ID = UUID(int=0)


class Outcome(StrEnum):
    """What became of one recipe."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


class Imported(Struct, frozen=True):
    """One recipe that was taken."""

    recipe_id: UUID
    outcome: Outcome
    published: bool
    lines: int
    lines_understood: int


async def import_recipe(
    connection: Connection, author_id: UUID, page: PageRecipe, *, visibility: Visibility = Visibility.PUBLIC
) -> Imported:
    """Make a recipe of what was read, and publish it when it is whole; the same again changes nothing.

    A page is known again by its address, a document without one by its title and lines. When it says something that no
    version says it becomes a new one; so what its cook changed since is not undone. Raises `Invalid` naming the field.
    """
    refuse_oversize(page)
    key = _key(page)
    known = await reads.imported(connection, author_id=author_id, import_key=key)
    draft = _draft(page, visibility)
    if known is None:
        recipe_id = await actions.write(connection, author_id, draft, import_key=key, at=_at(page))
        published = await _publish(connection, author_id, recipe_id, page)
        return await _imported(connection, recipe_id, Outcome.NEW, published=published)
    before = await reads.standing(connection, known)
    if await _was_taken(connection, known, before.head, draft):
        return await _imported(connection, known, Outcome.UNCHANGED, published=before.published_at is not None)
    change = Edit(
        title=draft.title,
        summary=draft.summary,
        servings=draft.servings,
        ingredients=draft.ingredients,
        steps=draft.steps,
        minutes_prep=draft.minutes_prep,
        minutes_cook=draft.minutes_cook,
        tags=draft.tags,
        language=draft.language,
        message="imported again",
    )
    await actions.edit(connection, author_id, known, None, change)
    return await _imported(connection, known, Outcome.CHANGED, published=before.published_at is not None)


async def _was_taken(connection: Connection, recipe_id: UUID, head: int, draft: Draft) -> bool:
    """Tell whether a page says what a version says already: the newest, or an older one that was changed since."""
    new = _words(rules.content_of(draft))
    for number in range(head, max(0, head - _VERSIONS_LOOKED_AT), -1):
        if _words(await reads.content(connection, recipe_id, number)) == new:
            return True
    return False


def _words(content: Content) -> Content:
    """Leave out the ids of lines and steps, which are made anew each time."""
    lines = tuple(replace(line, line_id=_NO_ID) for line in content.lines)
    return replace(content, lines=lines, steps=tuple(replace(step, step_id=_NO_ID) for step in content.steps))


async def _publish(connection: Connection, author_id: UUID, recipe_id: UUID, page: PageRecipe) -> bool:
    try:
        await actions.publish(connection, author_id, recipe_id, at=_at(page))
    except NotReady:
        return False  # a list without steps is worth keeping as a draft
    return True


async def _imported(connection: Connection, recipe_id: UUID, outcome: Outcome, *, published: bool) -> Imported:
    place = await reads.standing(connection, recipe_id)
    content = await reads.content(connection, recipe_id, place.head)
    understood = sum(line.food is not None for line in content.lines)
    return Imported(recipe_id, outcome, published, len(content.lines), understood)


def _draft(page: PageRecipe, visibility: Visibility) -> Draft:
    """Bring a page to the shape that everybody writes recipes in, checked by the same limits."""
    body = {
        "title": page.title,
        "summary": page.summary or "",
        "servings": page.servings or SERVINGS_UNKNOWN,
        "ingredients": [text for text in page.ingredients if text.strip()],
        "steps": [text for text in page.steps if text.strip()],
        "minutes_prep": page.minutes_prep,
        "minutes_cook": page.minutes_cook,
        "tags": list(page.tags)[:20],
        "language": page.language or "en",
        "visibility": visibility.value,
    }
    if page.source_url or page.author:
        body["source"] = msgspec.to_builtins(SourceInput(page.author and page.author[:200], page.source_url))
    try:
        return msgspec.convert(body, Draft)
    except msgspec.ValidationError as error:
        raise Invalid(str(error)) from error


def _key(page: PageRecipe) -> bytes:
    words = page.source_url or "\n".join((page.title, *page.ingredients))
    return hashlib.sha256(words.encode()).digest()


def _at(page: PageRecipe) -> datetime | None:
    return datetime.combine(page.published, time(12), UTC) if page.published else None
