"""What a cookbook may be, who may see it, and where a recipe stands in it."""

from forklore.cookbooks.rows import CookbookRow, Neighbours, Shown
from forklore.foundations.errors import invalid
from forklore.foundations.text import clean, clean_line
from forklore.relations.rows import Reader

NAME_LENGTH = 100
DESCRIPTION_LENGTH = 2_000
NOTE_LENGTH = 1_000
COOKBOOKS_AT_MOST = 200
RECIPES_AT_MOST = 1_000
SAVING_NAME = "Saved"

# Ranks begin this far apart; nearer than that small step no number is put between two of them.
STEP = 1024.0
_NEAREST = 1e-6


def may_see(book: CookbookRow, reader: Reader) -> bool:
    """Tell whether a reader may see a cookbook."""
    if reader.account_id is not None and reader.account_id == book.account_id:
        return True
    return book.visibility is Shown.PUBLIC and book.account_id not in reader.hidden


def checked_name(name: str) -> str:
    """Give the name of a cookbook, cleaned; raises `Invalid`."""
    cleaned = clean_line(name)
    if not 1 <= len(cleaned) <= NAME_LENGTH:
        raise invalid("/name", f"has 1 to {NAME_LENGTH} characters")
    return cleaned


def checked_description(text: str) -> str:
    """Give the description of a cookbook, cleaned; raises `Invalid`."""
    cleaned = clean(text)
    if len(cleaned) > DESCRIPTION_LENGTH:
        raise invalid("/description", f"has at most {DESCRIPTION_LENGTH} characters")
    return cleaned


def checked_note(text: str) -> str:
    """Give a note, cleaned; raises `Invalid`."""
    cleaned = clean(text)
    if len(cleaned) > NOTE_LENGTH:
        raise invalid("/note", f"has at most {NOTE_LENGTH} characters")
    return cleaned


def rank_between(around: Neighbours) -> float | None:
    """Give a rank between two neighbours, behind all or before all; None when there is no room: rank them anew first.

    A number between two costs no change of another row; after some thirty moves to one spot the ranks are made anew.
    """
    if around.low is None and around.high is None:
        return STEP
    if around.high is None:
        return (around.low or 0.0) + STEP
    if around.low is None:
        return around.high - STEP
    middle = (around.low + around.high) / 2
    return middle if around.high - around.low > _NEAREST else None
