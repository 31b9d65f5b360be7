"""What was read from a file, before it becomes a recipe, and how large it may be."""

from datetime import date

from msgspec import Struct

FILE_BYTES_MAX = 10_000_000
TITLE_MAX = 200
SUMMARY_MAX = 2_000
LINES_MAX = 200
LINE_MAX = 1_000
STEPS_MAX = 200
STEP_MAX = 10_000
SERVINGS_MAX = 1_000
MINUTES_MAX = 60 * 24 * 60
TAGS_MAX = 30
TAG_MAX = 50


class PageRecipe(Struct, frozen=True, kw_only=True):
    """A recipe as its page or document words it: nothing is understood yet.

    `file` is the path as it was given and `item` the place of the recipe in it, from 0. Times are whole minutes;
    `minutes_total` is what the page says, not a sum. `language` is a BCP 47 tag, `source_url` and `image_url` are
    absolute. What the page does not tell is None or empty.
    """

    file: str
    item: int = 0
    title: str
    ingredients: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    servings: int | None = None
    minutes_prep: int | None = None
    minutes_cook: int | None = None
    minutes_total: int | None = None
    language: str | None = None
    summary: str | None = None
    author: str | None = None
    source_url: str | None = None
    image_url: str | None = None
    published: date | None = None
    tags: tuple[str, ...] = ()


class Refusal(Struct, frozen=True):
    """Why a file, or one recipe of it, was not taken: a sentence for people, which names the field at fault."""

    file: str
    refused: str
    item: int = 0


class FileRead(Struct, frozen=True):
    """All that came out of one file, in the order of the file; never empty."""

    file: str
    found: tuple[PageRecipe | Refusal, ...]


class PageLine(Struct, frozen=True):
    """A recipe as `forklore read-pages` prints it."""

    file: str
    title: str
    ingredients: tuple[str, ...]
    steps: tuple[str, ...]
    servings: int | None
    minutes_prep: int | None
    minutes_cook: int | None
    language: str | None


class RefusalLine(Struct, frozen=True):
    """A refusal as `forklore read-pages` prints it."""

    file: str
    refused: str
