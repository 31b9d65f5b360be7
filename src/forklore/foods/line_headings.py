"""Headings among ingredient lines: "For the sauce:", "DRY RUB", "## Topping"."""

import re

from forklore.foods.amounts import read_amount
from forklore.foods.line_front import read_front
from forklore.foods.units import unit_named

_LONGEST = 80
_MOST_WORDS = 9
_MARKS = re.compile(r"^[\s#*_=\[(~–—-]+|[\s#*_=\])~–—:-]+$")
_PART_OF_A_DISH = re.compile(
    r"(?:.*\s)?(?:filling|topping|crust|frosting|icing|glaze|marinade|dressing|garnish|dough|batter|assembly|sauce|rub"
    r"|brine|streusel|stuffing|ganache|vinaigrette|crumble|coating|base|decoration|syrup|salad|layer|cake|pastry|pie"
    r"|ingredients|soup|filling|gravy|meatballs|salsa|crumb|custard|meringue|mix|blend|broth|curry|soße|füllung|teig"
    r"|relleno|salsa|masa|garniture|pâte)s?",
    re.IGNORECASE,
)
_FOR = re.compile(
    r"(?:for (?:the|your|each|a|an)|to (?:serve|garnish|decorate|finish|assemble)|für (?:den|die|das)"
    r"|pour (?:la|le|les|l')|para (?:la|el|los|las)|per (?:la|il|lo|i|le))\b",
    re.IGNORECASE,
)
_INLINE = re.compile(r"(?P<heading>(?:for (?:the|a)\s)?[A-Z][\w' -]{2,38}):\s+(?=[\d½¼¾⅓⅔⅛])", re.IGNORECASE)


def is_heading(text: str) -> bool:
    """Tell whether a line names a part of the recipe and is no ingredient."""
    words = text.strip()
    if not words or len(words) > _LONGEST:
        return False
    inner = _inner(words)
    if not inner or inner[0].isdigit() or len(inner.split()) > _MOST_WORDS:
        return False
    if words.endswith(":"):
        return read_amount(inner) is None or _FOR.match(inner) is not None
    if "," in inner or any(letter.isdigit() for letter in inner):
        return False
    marked = words[0] in "#=[" or (words.startswith(("**", "__", "--")) and words.endswith(("**", "__", "--")))
    if marked:
        return True
    return (_FOR.match(inner) is not None and inner.lower() not in {"to serve", "to garnish"}) or (
        inner.isupper() and _PART_OF_A_DISH.fullmatch(inner) is not None
    )


def heading_in(text: str) -> str:
    """Give the words of a heading without its marks: "For the sauce" of "## For the sauce:"."""
    return _inner(text)


def without_heading(text: str) -> tuple[str, str | None]:
    """Part "For the rub: 2 tbsp salt" into the line and its heading, which is None when there is none.

    "Milk: 1 dl" has none: what stands before the colon is the food.
    """
    found = _INLINE.match(text)
    if found is None:
        return text, None
    rest = text[found.end() :]
    name = rest[read_front(rest).end :].strip()
    if not name or unit_named(name):
        return text, None
    return rest, found.group("heading").strip()


def _inner(text: str) -> str:
    return _MARKS.sub("", text).strip()
