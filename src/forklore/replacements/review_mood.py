"""Tells whether a change in a review was made, only wished for, or asked about, and how it turned out."""

import re
from collections.abc import Sequence

from forklore.replacements.review_items import Item
from forklore.replacements.review_row import Candidate, does

_VERBS = frozenset({"use", "add", "sub", "swap", "replace", "omit", "more", "less", "leave", "had", "subnoun"})
_LATER = re.compile(r"\b(?:next time|in the future|if i make (?:it|this) again|when i make (?:it|this) again)\b")
_FIRM = frozenset({"would", "could", "should", "might", "may", "wish", "if"})
_NEAR = 4
_REACH = 12
_GOOD = (
    r"\b(?:delicious|great|good|worked|perfect(?:ly)?|yumm?y?|wonderful(?:ly)?|excellent|better|best|amazing|tasty|"
    r"fabulous|fantastic|awesome|loved|richer|moist|nice|divine|well|fine|winner|incredible|no problem)\b"
)
_BAD = (
    r"\b(?:bad|awful|terrible|ruined|mushy|soggy|disappoint\w+|didn't work|did not work|too (?:salty|sweet|dry|thin|"
    r"thick|spicy|much|hot|bland|runny)|salty|mistake|not (?:good|recommended)|bland|curdled|split|flop\w*)\b"
)
_VERDICT = re.compile(rf"(?P<bad>{_BAD})|(?P<good>{_GOOD})", re.IGNORECASE)
_ABOUT_IT = re.compile(
    r"\s*(?:and |but )?(?:it|this|that|they|turned|came|worked|tasted|still|so |gave|gives|very|delicious|yum)\b",
    re.IGNORECASE,
)
_LINKED = re.compile(r"[,;\s(]*(?:\w+\s+){0,12}?(?:and|but|which|it|for|still)\b[^.!?]*$", re.IGNORECASE)


def with_mood(candidate: Candidate, row: Sequence[Item], words: str, *, asks: bool) -> Candidate:
    """Give a candidate its status; who recommends a replacement and tells that it is good has made it."""
    found = status(row, candidate, words, asks=asks)
    praised = candidate.outcome == "good" and candidate.kind == "replace" and not _LATER.search(words)
    tried = found == "would" and praised and bool(re.search(r"\b(?:can|suggest|recommend)\b", words))
    return candidate._replace(status="did" if tried else found)


def status(row: Sequence[Item], candidate: Candidate, words: str, *, asks: bool) -> str:
    """Give `did`, `would` or `asked` for a candidate in a row; `words` is the sentence in lower case."""
    classes = {item.does for item in row}
    if asks and ("would" in classes or "neg" in classes or re.search(r"\b(?:anyone|what|how)\b", words)):
        return "asked"
    verb = verb_of(row, candidate)
    form = row[verb].form if verb is not None else "-"
    found = _ahead(row, candidate.at if verb is None else verb, form)
    if found:
        return found
    if row[candidate.at].does == "lack":
        return "did"
    if _LATER.search(words) and form != "past":
        return "would"
    return "did"


def verb_of(row: Sequence[Item], candidate: Candidate) -> int | None:
    """Find the verb that a candidate hangs on: its cue, or the nearest before what was used."""
    if row[candidate.at].does in _VERBS and row[candidate.at].form != "-":
        return candidate.at
    starts = [mention.start for mention in candidate.after or candidate.before]
    first = next((at for at, item in enumerate(row) if item.end >= min(starts)), candidate.at)
    for at in range(first, max(first - _REACH, -1), -1):
        if row[at].does in _VERBS and row[at].form != "-":
            return at
    return None


def _ahead(row: Sequence[Item], verb: int, form: str) -> str:
    """Read what stands before a verb, from near to far, up to what settles it."""
    reach = _NEAR if form == "past" else _REACH
    for at in range(verb - 1, max(verb - 1 - reach, -1), -1):
        item = row[at]
        if item.does == "break" or (
            form == "past" and item.does in {"subject", "comma", "so", "but"} and item.word != "if"
        ):
            return ""
        if item.does == "would" and (form != "past" or item.word in _FIRM):
            return "would"
        if item.does == "need":
            return "would"
        done = item.does == "yes" or (item.does in _VERBS and item.form == "past")
        if done or (item.does == "so" and form != "base"):
            return "did"
    return ""


def commands(row: Sequence[Item], candidate: Candidate) -> bool:
    """Tell whether the verb of a candidate is a command ("double the sauce"), which may be advice or a report."""
    verb = verb_of(row, candidate)
    if verb is None or row[verb].form != "base":
        return False
    before = does(row, verb - 1)
    if before in {"subject", "to", "neg"} or any(item.does == "subject" for item in row[max(0, verb - _NEAR) : verb]):
        return False
    return verb == 0 or before in {"comma", "break", "and", "but", "o", "food", "or"}


def outcome(text: str, end: int) -> str | None:
    """Give `good` or `bad` when what follows a change in its sentence, or a next one about it, says so; else None."""
    rest = text[end : end + 160]
    here, _, after = re.sub(r"[.!?]+\s*", "\n", rest, count=1).partition("\n")
    parts = [here] if _LINKED.match(here) else []
    if _ABOUT_IT.match(after):
        parts.append(re.split(r"[.!?]", after, maxsplit=1)[0])
    for part in parts:
        if found := _VERDICT.search(part):
            return "bad" if found.group("bad") else "good"
    return None
