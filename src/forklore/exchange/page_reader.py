"""A recipe out of a saved web page."""

from collections.abc import Iterator

from msgspec import structs

from forklore.exchange import json_ld, page_source, page_text, rules, site_parsers
from forklore.exchange.errors import NoRecipe
from forklore.exchange.rows import PageRecipe

# Where a page tells no address, its schema.org words are read as those of a site without a parser of its own.
_NOWHERE = "https://page.invalid/"


def read_page(html: bytes | str, name: str) -> PageRecipe:
    """Read the recipe of a page offline; `name` is its path, whose folders may tell its site.

    The parser that `recipe-scrapers` has for the site is asked first. What it leaves open is filled, field by field,
    from the page's schema.org words and then from its headings and lists. Raises `FileTooLarge`, `NotHtml`, and
    `NoRecipe` when no title, or neither ingredients nor steps, can be found.
    """
    text = page_source.page_text(html)
    addresses = page_source.addresses(text)
    recipe = PageRecipe(file=name, title="", source_url=next(iter(addresses), None))
    for reading in _readings(text, name, addresses):
        recipe = _filled(recipe, reading)
        if recipe.title and recipe.ingredients and recipe.steps:
            break
    recipe = _filled(recipe, _about(text, name))
    if not recipe.title or not (recipe.ingredients or recipe.steps):
        raise NoRecipe
    return recipe


def _readings(text: str, name: str, addresses: list[str]) -> Iterator[PageRecipe]:
    """Yield what each way of reading makes of the page, the most trustworthy first."""
    for address in _worth_asking(text, name, addresses):
        parser = site_parsers.parser_of(text, address)
        if parser is not None:
            if address != _NOWHERE:
                yield _with_schema(parser.read(name), parser, name)
            else:
                yield _with_schema(PageRecipe(file=name, title=""), parser, name)
    for script in json_ld.scripts(text):
        yield from filter(None, (_schema(node, name) for node in json_ld.recipe_nodes(script)))
    yield page_text.read_text(text, name)


def _worth_asking(text: str, name: str, addresses: list[str]) -> list[str]:
    """List an address on each site with a parser that the page may come from, and then one on none."""
    own = {page_source.host_of(address).removeprefix("www."): address for address in reversed(addresses)}
    hosts = list(dict.fromkeys(filter(site_parsers.knows, page_source.sites(name, addresses))))
    if not hosts and site_parsers.knows(linked := page_source.linked_most(text) or ""):
        hosts = [linked]
    return [*(own.get(host, f"https://{host}/") for host in hosts), _NOWHERE]


def _with_schema(reading: PageRecipe, parser: site_parsers.SiteParser, name: str) -> PageRecipe:
    from_schema = _schema(parser.node, name)
    return _filled(reading, from_schema) if from_schema else reading


def _schema(node: json_ld.Node, name: str) -> PageRecipe | None:
    try:
        return json_ld.read_node(node, name)
    except (NoRecipe, RecursionError):
        return None


def _about(text: str, name: str) -> PageRecipe:
    """Read what the head of the page tells about it."""
    meta = page_source.meta(text)
    return PageRecipe(
        file=name,
        title="",
        language=rules.language(page_source.language(text)),
        summary=rules.summary(meta.get("og:description") or meta.get("description") or ""),
        author=rules.line(meta.get("author", "")) or None,
        image_url=rules.address(meta.get("og:image")),
        published=rules.day(meta.get("article:published_time")),
    )


def _filled(recipe: PageRecipe, other: PageRecipe) -> PageRecipe:
    """Take from another reading whatever this one leaves empty."""
    empty = [key for key in recipe.__struct_fields__ if not getattr(recipe, key)]
    return structs.replace(recipe, **{key: getattr(other, key) for key in empty})
