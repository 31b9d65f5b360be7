"""Recipes in schema.org's words (https://schema.org/Recipe), wherever they stand in a JSON-LD document."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from forklore.exchange import rules
from forklore.exchange.errors import NoRecipe
from forklore.exchange.rows import PageRecipe

Node = Mapping[str, object]

_NODES_MAX = 200_000
_TAG_KEYS = ("keywords", "recipeCategory", "recipeCuisine")
_OPENING = re.compile(r"<script\b[^<>]*application/ld\+json[^<>]*>", re.IGNORECASE)
_WRAPPING = re.compile(
    r"\A\s*(?:<!--|(?://\s*|/\*\s*)?<!\[CDATA\[(?:\s*\*/)?)|(?:-->|(?://\s*|/\*\s*)?\]\]>(?:\s*\*/)?)\s*\Z"
)
_DANGLING_COMMA = re.compile(r",(?=\s*[}\]])")


def scripts(html: str) -> Iterator[object]:
    """Yield what each JSON-LD script of a page holds; one that cannot be read even leniently is passed over."""
    at = 0
    while (opening := _OPENING.search(html, at)) is not None:
        end = html.find("</script", opening.end())
        at = len(html) if end < 0 else end
        text = _WRAPPING.sub("", html[opening.end() : at]).strip().rstrip(";")
        for attempt in (text, _DANGLING_COMMA.sub("", text)):
            try:
                yield json.loads(attempt, strict=False)
            except (ValueError, RecursionError):
                continue
            break


def recipe_nodes(document: object) -> Iterator[Node]:
    """Yield every node of type Recipe in a document, in its order, at any depth; not those inside another recipe."""
    waiting = [document]
    for _ in range(_NODES_MAX):
        if not waiting:
            return
        node = waiting.pop()
        if isinstance(node, dict):
            if "recipe" in kinds(node):
                yield node
            else:
                waiting.extend(reversed(list(node.values())))
        elif isinstance(node, list):
            waiting.extend(reversed(node))


def kinds(node: Node) -> set[str]:
    """Tell the types of a node in lower case and without the vocabulary: `http://schema.org/Recipe` → `recipe`."""
    return {str(kind).lower().rpartition("/")[2].rpartition(":")[2] for kind in _each(node.get("@type"))}


def read_node(node: Node, file: str, item: int = 0) -> PageRecipe:
    """Read a Recipe node; raises `NoRecipe` when it has no name, or neither ingredients nor steps."""
    title = rules.line(_text(node.get("name")) or "")
    ingredients = tuple(_ingredients(_first(node, "recipeIngredient", "ingredients")))
    steps = tuple(rules.without_labels(_steps(_first(node, "recipeInstructions", "RecipeInstructions"))))
    if not title:
        raise NoRecipe("The recipe in this file has no name.")
    if not ingredients and not steps:
        raise NoRecipe("The recipe in this file has neither ingredients nor steps.")
    return PageRecipe(
        file=file,
        item=item,
        title=title,
        ingredients=ingredients,
        steps=steps,
        servings=rules.servings(_first(node, "recipeYield", "yield")),
        minutes_prep=rules.minutes(_duration(node.get("prepTime"))),
        minutes_cook=rules.minutes(_duration(node.get("cookTime"))),
        minutes_total=rules.minutes(_duration(node.get("totalTime"))),
        language=rules.language(_text(node.get("inLanguage"), "alternateName", "name")),
        summary=rules.summary(_text(node.get("description")) or ""),
        author=rules.line(_text(node.get("author")) or "") or None,
        source_url=own_address(node),
        image_url=_address(node.get("image")),
        published=rules.day(node.get("datePublished")),
        tags=rules.tags(word for key in _TAG_KEYS for word in _each(node.get(key))),
    )


def own_address(node: Node) -> str | None:
    """Find the address that a node gives for itself."""
    return _address(node.get("url"), node.get("mainEntityOfPage"), node.get("@id"))


def _each(value: object) -> list[object]:
    """Flatten a value, which may be one or a list of any depth."""
    if isinstance(value, list):
        return [inner for one in value for inner in _each(one)]
    return [] if value is None else [value]


def _first(node: Node, *keys: str) -> object:
    """Take the first of the keys that holds something."""
    return next((node[key] for key in keys if node.get(key)), None)


def _text(value: object, *keys: str) -> str | None:
    """Take the first text of a value: itself, or that of a node under one of the keys (`name` when none is given)."""
    for one in _each(value):
        if isinstance(one, str):
            return one
        if isinstance(one, dict):
            return next((v for v in map(one.get, keys or ("name", "@value")) if isinstance(v, str)), None)
    return None


def _duration(value: object) -> object:
    """Take the longer end of a duration given as a range, otherwise the value itself."""
    one = next(iter(_each(value)), None)
    return one.get("maxValue") or one.get("value") if isinstance(one, dict) else one


def _address(*values: object) -> str | None:
    """Take the first absolute address among values and nodes."""
    for value in values:
        for one in _each(value):
            found = rules.address(_text(one, "url", "contentUrl", "@id"))
            if found:
                return found
    return None


def _ingredients(value: object) -> Iterable[str]:
    """Make one line of each ingredient; a single text with line breaks is a list that lost its form."""
    each = _each(value)
    if len(each) == 1 and isinstance(each[0], str):
        return rules.lines(each[0])
    return [text for text in map(_ingredient, each) if text]


def _ingredient(value: object) -> str:
    """Make a line of an ingredient: a text, or a node with a name and, as PropertyValue, an amount."""
    if isinstance(value, dict):
        unit = value.get("unitText") or value.get("unitCode")
        parts = (value.get("value"), unit, value.get("name") or value.get("text"))
        return rules.line(" ".join(str(part) for part in parts if isinstance(part, str | int | float) and part != ""))
    return rules.line(value) if isinstance(value, str) else ""


def _steps(value: object) -> Iterator[str]:
    """Yield the steps of texts, HowToSteps, and sections (whose name comes first) in their order."""
    each = _each(value)
    for one in each:
        if isinstance(one, str):
            yield from rules.lines(one) if len(each) == 1 else filter(None, [rules.line(one)])
        elif isinstance(one, dict):
            yield from _step(one)


def _step(node: Node) -> Iterator[str]:
    """Yield what one node says: its name unless the text repeats it, its text, and what it holds."""
    named = node.get("name")
    name = rules.line(named) if isinstance(named, str) else ""  # several are those of sections that were merged
    text = rules.line(_text(node.get("text")) or "")
    if name and not text.startswith(name.rstrip(".… ")):
        yield name
    if text:
        yield text
    if "itemListElement" in node and not text:
        yield from _steps(node["itemListElement"])
