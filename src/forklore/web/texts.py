"""Words and figures as pages show them: markdown, dates, counts, amounts."""

from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

_TAGS = {"p", "br", "em", "strong", "ul", "ol", "li", "code", "pre", "blockquote", "a", "hr"}
_markdown = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable(["image", "heading", "lheading"])
_DAY = 86_400
_SPANS = (
    (_DAY * 365, "year"),
    (_DAY * 30, "month"),
    (_DAY * 7, "week"),
    (_DAY, "day"),
    (3_600, "hour"),
    (60, "minute"),
)


@lru_cache(maxsize=2_048)
def markdown(text: str) -> Markup:
    """Turn a cook's markdown into HTML that holds nothing but paragraphs, lists, emphasis, code and links."""
    return Markup(  # noqa: S704 (cleaned by nh3)
        nh3.clean(
            _markdown.render(text),
            tags=_TAGS,
            attributes={"a": {"href"}},
            url_schemes={"http", "https", "mailto"},
            link_rel="nofollow noopener noreferrer ugc",
        )
    )


def day(at: datetime) -> str:
    """Write a date: 3 May 2026."""
    return f"{at.day} {at:%B %Y}"


def ago(at: datetime, now: datetime | None = None) -> str:
    """Write how long ago something was: "3 days ago"."""
    seconds = ((now or datetime.now(UTC)) - at).total_seconds()
    for size, name in _SPANS:
        if seconds >= size:
            return f"{counted(int(seconds // size), name)} ago"
    return "just now"


def counted(count: int, one: str, many: str | None = None) -> str:
    """Write a count with its noun: "1 fork", "1,204 forks"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def plain(number: float | Decimal | None, places: int = 2) -> str:
    """Write a number without zeros behind: 4, 4.5, 0.67; nothing for None."""
    if number is None:
        return ""
    words = f"{number:.{places}f}"
    return words.rstrip("0").rstrip(".") if "." in words else words


def minutes(count: int | None) -> str:
    """Write minutes as cooks say them: "35 min", "1 h 20 min"."""
    if count is None:
        return ""
    hours, rest = divmod(count, 60)
    return " ".join([f"{hours:,} h"] * bool(hours) + [f"{rest} min"] * bool(rest or not hours))


def month(name: str) -> str:
    """Write 2026-03 as March 2026."""
    return f"{datetime.strptime(name, '%Y-%m').replace(tzinfo=UTC):%B %Y}"
