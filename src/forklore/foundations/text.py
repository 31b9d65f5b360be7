"""Text as people type it: brought to one form before it is compared or stored."""

import re
import unicodedata

# Control characters but tab and newline, and the bidirectional overrides that can make a line lie about its order.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    """Bring text to NFC without control characters, with its ends trimmed."""
    return _UNSEEN.sub("", unicodedata.normalize("NFC", text.replace("\r\n", "\n"))).strip()


def clean_line(text: str) -> str:
    """Clean a text that must stay on one line."""
    return " ".join(clean(text).split())


def slug(text: str, *, longest: int = 80) -> str:
    """Make the part of an address out of a title: `Crème brûlée!` → `creme-brulee`; letters of any script stay."""
    small = unicodedata.normalize("NFKD", text).lower()  # in this order: "℠" becomes letters first
    folded = "".join(c for c in unicodedata.normalize("NFKD", small) if not unicodedata.combining(c))
    words = re.findall(r"[^\W_]+", folded.replace("'", "").replace("’", ""))
    return "-".join(words)[:longest].strip("-") or "untitled"
