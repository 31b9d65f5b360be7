"""The parsers that `recipe-scrapers` keeps for single sites, behind one door: offline, quiet, never raising."""

import logging
import warnings
from collections.abc import Callable, Mapping
from itertools import chain

_handlers = list(logging.root.handlers)
from recipe_scrapers import AbstractScraper, get_supported_urls, scrape_html  # noqa: E402 - see the next lines
from recipe_scrapers._exceptions import RecipeScrapersExceptions  # noqa: E402 (after the library)

# The library configures the root logger when it is imported, which is not for a library to decide.
logging.root.handlers[:] = _handlers
logging.getLogger("recipe_scrapers").propagate = False

from forklore.exchange import rules  # noqa: E402 (after the library)
from forklore.exchange.rows import PageRecipe  # noqa: E402 (after the library)

_SITES = frozenset(get_supported_urls())
# What code that was written for one shape of a page raises on another; each site's parser is such code.
_FAILURES = (
    RecipeScrapersExceptions,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
)


class SiteParser:
    """What `recipe-scrapers` makes of one page."""

    def __init__(self, scraper: AbstractScraper) -> None:
        """Wrap the library's own object."""
        self._scraper = scraper

    @property
    def node(self) -> Mapping[str, object]:
        """The schema.org Recipe that the library found in JSON-LD or microdata; empty when there is none."""
        data = self._scraper.schema.data
        return data if isinstance(data, dict) else {}

    def read(self, file: str) -> PageRecipe:
        """Ask for each field; one that the parser fails on, or answers with nonsense, stays empty."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            s = self._scraper
            return PageRecipe(
                file=file,
                title=_line(s.title) or "",
                ingredients=_lines(s.ingredients),
                steps=_lines(s.instructions_list),
                servings=rules.servings(_ask(s.yields)),
                minutes_prep=rules.minutes(_ask(s.prep_time)),
                minutes_cook=rules.minutes(_ask(s.cook_time)),
                minutes_total=rules.minutes(_ask(s.total_time)),
                language=rules.language(_ask(s.language)),
                summary=rules.summary(_line(s.description) or ""),
                author=_line(s.author),
                image_url=rules.address(_ask(s.image)),
                tags=rules.tags(chain(_each(_ask(s.keywords)), _each(_ask(s.category)), _each(_ask(s.cuisine)))),
            )


def knows(host: str) -> bool:
    """Tell whether the library has a parser for the site of this host, written without `www.`."""
    return host in _SITES


def parser_of(text: str, address: str) -> SiteParser | None:
    """Make the parser for the site of an address, or for any site that uses schema.org; None when there is neither."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return SiteParser(scrape_html(text, org_url=address, supported_only=False, best_image=False))
        except _FAILURES:
            return None


def _ask(question: Callable[[], object]) -> object:
    try:
        return question()
    except _FAILURES:
        return None


def _each(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _line(question: Callable[[], object]) -> str | None:
    answer = _ask(question)
    return (rules.plain(answer) or None) if isinstance(answer, str) else None


def _lines(question: Callable[[], object]) -> tuple[str, ...]:
    plain = (rules.plain(text) for text in _each(_ask(question)) if isinstance(text, str))
    return tuple(text for text in plain if text)
