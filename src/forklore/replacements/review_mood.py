"""Tells how a change in a review turned out."""

import re

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
