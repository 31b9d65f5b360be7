"""Recipes out of JSON documents: schema.org's JSON-LD, and the shape that our own interface takes."""

import codecs
import re
from collections.abc import Iterator
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from forklore.exchange import json_ld, rules
from forklore.exchange.errors import FileTooLarge, NoRecipe, NotJson, WrongField
from forklore.exchange.rows import (
    FILE_BYTES_MAX,
    LINE_MAX,
    LINES_MAX,
    MINUTES_MAX,
    SERVINGS_MAX,
    STEP_MAX,
    STEPS_MAX,
    SUMMARY_MAX,
    TAG_MAX,
    TAGS_MAX,
    TITLE_MAX,
    PageRecipe,
    Refusal,
)
from forklore.foundations.errors import FieldFault, Invalid
from forklore.foundations.text import clean

_Title = Annotated[str, Meta(min_length=1, max_length=TITLE_MAX)]
_LineText = Annotated[str, Meta(min_length=1, max_length=LINE_MAX)]
_StepText = Annotated[str, Meta(min_length=1, max_length=STEP_MAX)]
_Minutes = Annotated[int, Meta(ge=0, le=MINUTES_MAX)]
_PATH = re.compile(r" - at `\$([^`]*)`$")


class _Line(Struct, frozen=True):
    """An ingredient line in structure: what was understood of it is read anew, so only its text counts."""

    text: _LineText


class _Step(Struct, frozen=True):
    text: _StepText


class _Source(Struct, frozen=True):
    url: str | None = None
    author: str | None = None
    name: str | None = None


class _OwnRecipe(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What `POST /recipes` takes."""

    title: _Title
    servings: Annotated[int, Meta(ge=1, le=SERVINGS_MAX)]
    ingredients: Annotated[tuple[_LineText | _Line, ...], Meta(min_length=1, max_length=LINES_MAX)]
    steps: Annotated[tuple[_StepText | _Step, ...], Meta(max_length=STEPS_MAX)] = ()
    summary: Annotated[str, Meta(max_length=SUMMARY_MAX)] | None = None
    minutes_prep: _Minutes | None = None
    minutes_cook: _Minutes | None = None
    tags: Annotated[tuple[Annotated[str, Meta(max_length=TAG_MAX)], ...], Meta(max_length=TAGS_MAX)] = ()
    source: str | _Source | None = None
    visibility: str | None = None


def read_document(content: bytes, name: str) -> list[PageRecipe | Refusal]:
    """Read every recipe of a JSON document, or of one with a JSON value a line; the bad ones become refusals.

    Takes schema.org objects, lists and graphs at any depth, and our own recipes, one or a list. Raises
    `FileTooLarge`, `NotJson`, and `NoRecipe` when nothing in the document is meant as a recipe.
    """
    if len(content) > FILE_BYTES_MAX:
        raise FileTooLarge
    found = [_read(value, name, item) for item, value in enumerate(_values(content))]
    if not found:
        raise NoRecipe
    return found


def _values(content: bytes) -> Iterator[object]:
    """Yield whatever in a document is meant as a recipe; a line of JSON lines that is broken as the error it makes."""
    text = content.removeprefix(codecs.BOM_UTF8).strip()
    try:
        document = msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
        rows = [row for row in text.splitlines() if row.strip()]
        values = [_decoded(row) for row in rows]
        if len(rows) < 2 or all(isinstance(value, NotJson) for value in values):  # noqa: PLR2004 - one line is no list
            raise NotJson(f"This is not a JSON document: {fault}.") from fault
        for value in values:
            yield from _meant(value)
    else:
        yield from _meant(document)


def _decoded(row: bytes) -> object:
    try:
        return msgspec.json.decode(row)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
        return NotJson(f"This line is not JSON: {fault}.")


def _meant(value: object) -> Iterator[object]:
    """Yield the recipes a JSON value holds: itself when it is one of ours, otherwise every schema.org recipe in it."""
    if isinstance(value, NotJson) or (isinstance(value, dict) and _is_own(value)):
        yield value
    elif isinstance(value, list) and any(isinstance(one, dict) and _is_own(one) for one in value):
        yield from value
    else:
        yield from json_ld.recipe_nodes(value)


def _is_own(value: dict[str, object]) -> bool:
    return not any(key.startswith("@") for key in value) and bool({"title", "ingredients", "steps"} & value.keys())


def _read(value: object, name: str, item: int) -> PageRecipe | Refusal:
    try:
        if isinstance(value, NotJson):
            raise value
        if isinstance(value, dict) and "@type" in value:
            recipe = json_ld.read_node(value, name, item)
        else:
            recipe = _own(value, name, item)
        rules.refuse_oversize(recipe)
    except Invalid as fault:
        return Refusal(file=name, refused=fault.detail, item=item)
    except RecursionError:
        return Refusal(file=name, refused="This recipe is nested too deeply.", item=item)
    return recipe


def _own(value: object, name: str, item: int) -> PageRecipe:
    try:
        own = msgspec.convert(value, _OwnRecipe)
    except msgspec.ValidationError as fault:
        raise _wrong_field(str(fault)) from fault
    source = _Source(url=own.source) if isinstance(own.source, str) else own.source or _Source()
    recipe = PageRecipe(
        file=name,
        item=item,
        title=rules.plain(own.title),
        ingredients=tuple(rules.plain(one if isinstance(one, str) else one.text) for one in own.ingredients),
        steps=tuple(clean(one if isinstance(one, str) else one.text) for one in own.steps),
        servings=own.servings,
        minutes_prep=own.minutes_prep,
        minutes_cook=own.minutes_cook,
        summary=rules.plain(own.summary or "") or None,
        author=rules.plain(source.author or source.name or "") or None,
        source_url=rules.address(source.url),
        tags=rules.tags(own.tags),
    )
    _refuse_blank(recipe)
    return recipe


def _wrong_field(words: str) -> WrongField:
    """Turn msgspec's words into ours, which lead with the field: `servings: expected int, got str`."""
    path = _PATH.search(words)
    field = path[1].lstrip(".") if path else ""
    pointer = "/" + re.sub(r"\[(\d+)\]", r"/\1", field).replace(".", "/") if field else ""
    detail = _PATH.sub("", words).replace("`", "")
    detail = detail[:1].lower() + detail[1:]
    return WrongField(f"{field}: {detail}" if field else detail, errors=(FieldFault(pointer, detail),))


def _refuse_blank(recipe: PageRecipe) -> None:
    """Refuse texts that hold nothing that can be seen."""
    if not recipe.title:
        raise WrongField("title: is blank", errors=(FieldFault("/title", "is blank"),))
    for field, texts in (("ingredients", recipe.ingredients), ("steps", recipe.steps)):
        if "" in texts:
            at = texts.index("")
            raise WrongField(f"{field}[{at}]: is blank", errors=(FieldFault(f"/{field}/{at}", "is blank"),))
