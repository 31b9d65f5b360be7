"""Reads a sentence of a review as a row of items: cues, foods as they are mentioned, and what stands between."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from forklore.foods.rows import Match
from forklore.replacements.review_sentences import Token
from forklore.replacements.review_tables import cues, kind_of_word, longest_by_start, words_of

_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125}
_SPELLED = {"one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0, "half": 0.5, "eight": 8.0}
_MARKS = {",": "comma", "(": "par", ")": "par", "/": "or", "&": "and", "+": "and", "-": "break", "–": "break"}
_DEGREES = frozenset({"degree_more", "degree_less", "no"})
_EVERYDAY = 0.5
_BEFORE_CAN = frozenset({"det", "quantity", "number", "name"})
_LONGEST_UNKNOWN = 4
_MIXED = frozenset({"mixture", "combination", "blend", "half", "mix", "combo", "½", "1/2", "equal"})
_SOFT = frozenset({"just", "only", "about", "around", "several", "many", "some", "generous", "nice", "good"})
_LOWERED = frozenset({"reduced", "less", "lower", "reduce"})
_WITHOUT_MUCH = frozenset({"sodium", "fat", "salt", "calorie", "calories"})
_AFTER_ADJECTIVE = ("ly", "ing", "ed")


class Mention(NamedTuple):
    """A thing that is named as a food is: `name` as written, without amounts; `slug` when the lexicon knows it.

    `certainty` is that of the lexicon, 0 when no word of the name is a food.
    """

    name: str
    start: int
    end: int
    slug: str | None
    certainty: float
    degree: str
    amount: float | None
    definite: bool
    measured: bool
    own: bool
    mixed: bool


class Item(NamedTuple):
    """One step of a sentence: a cue (`does` is its class), a `food`, a `number`, or another word (`o`)."""

    does: str
    form: str
    start: int
    end: int
    word: str
    mention: Mention | None = None


class _Tag(NamedTuple):
    kind: str
    form: str
    start: int
    end: int
    word: str
    match: Match | None


def items(text: str, tokens: Sequence[Token], foods: Mapping[int, Match]) -> list[Item]:
    """Give the items of a sentence of a text; `foods` are the foods of the text by the offset where each starts."""
    tags = _tags(tokens, foods)
    row: list[Item] = []
    at = 0
    while at < len(tags):
        end = _phrase_end(tags, at)
        if end is None:
            tag = tags[at]
            row.append(Item(tag.kind, tag.form, tag.start, tag.end, tag.word))
            at += 1
        else:
            row.append(_item_of_phrase(text, tags[at:end]))
            at = end
    return row


def _tags(tokens: Sequence[Token], foods: Mapping[int, Match]) -> list[_Tag]:
    tags: list[_Tag] = []
    at = 0
    while at < len(tokens):
        match = foods.get(tokens[at].start)
        covered = _covered(tokens, at, match)
        length, tag = _cue(tokens, at)
        if tag and _is_adjective(tokens, at, tags, tag):
            length, tag = 1, None
        if tag and _is_quantity_can(tokens, at, tags):
            tag = _Tag("quantity", "-", tokens[at].start, tokens[at].end, tokens[at].word, None)
        certain = match is not None and match.certainty > _EVERYDAY
        longer = tag is None or covered > length or (covered == length and certain)
        if match and longer and (certain or _noun_here(tags, tokens[at].word)):
            tags.append(_Tag("name", "-", tokens[at].start, tokens[at + covered - 1].end, "", match))
            at += covered
            continue
        if tag is None:
            tag = _word(tokens[at])
        tags.append(tag)
        at += length if tag.kind != "quantity" else 1
    return tags


def _covered(tokens: Sequence[Token], at: int, match: Match | None) -> int:
    if match is None:
        return 0
    count = 1
    while at + count < len(tokens) and tokens[at + count].start < match.end:
        count += 1
    return count


def _cue(tokens: Sequence[Token], at: int) -> tuple[int, _Tag | None]:
    longest = longest_by_start().get(tokens[at].word, 0)
    for length in range(min(longest, len(tokens) - at), 0, -1):
        run = tokens[at : at + length]
        words = tuple(token.word for token in run)
        if cue := cues().get(words):
            return length, _Tag(cue.does, cue.form, run[0].start, run[-1].end, " ".join(words), None)
    return 1, None


def _is_quantity_can(tokens: Sequence[Token], at: int, tags: Sequence[_Tag]) -> bool:
    if tokens[at].word != "can":
        return False
    follows = at + 1 < len(tokens) and tokens[at + 1].word == "of"
    return follows or bool(tags and tags[-1].kind in _BEFORE_CAN | _DEGREES)


def _is_adjective(tokens: Sequence[Token], at: int, tags: Sequence[_Tag], tag: _Tag) -> bool:
    """Tell whether a cue is part of a name here ("reduced sodium broth") or a noun ("the use of")."""
    following = tokens[at + 1].word if at + 1 < len(tokens) else ""
    if tag.word in _LOWERED:
        return following in _WITHOUT_MUCH
    if tag.word == "half":
        return following not in {"the", "as", "of", "my"}
    return tag.word == "use" and bool(tags) and tags[-1].kind == "det"


def _noun_here(tags: Sequence[_Tag], word: str) -> bool:
    """Tell whether an everyday word (mix, cream, season) is a food here: after what stands before nouns."""
    if word in words_of("generic"):
        return True
    if not tags:
        return False
    before = tags[-1]
    return before.kind not in {"subject", "would", "o", "to", "neg"} or before.word == "of"


def _word(token: Token) -> _Tag:
    word = token.word
    if word in _MARKS:
        kind = _MARKS[word]
    elif word in _FRACTIONS or word[0].isdigit():
        kind = "number"
    elif not word[0].isalnum():
        kind = "quote" if word in "\"'“”‘’%®™*" else "break"
    else:
        kind = kind_of_word().get(word, "")
        if kind == "other" or (not kind and word.endswith("ly")):
            kind = "o"
        elif not kind:
            kind = "name"
    return _Tag(kind, "-", token.start, token.end, word, None)


def _phrase_end(tags: Sequence[_Tag], at: int) -> int | None:
    """Give where the noun phrase that starts here ends; None when none starts here."""
    position = at
    while position < len(tags) and _leads(tags, position):
        position += 1
    first = position
    last_food, unknown = None, 0
    while position < len(tags) and tags[position].kind in {"name", "quote"}:
        if tags[position].match:
            last_food, unknown = position, 0
        elif tags[position].kind == "name":
            unknown += 1
            followed = position + 1 < len(tags) and tags[position + 1].match is not None
            if (
                last_food is not None
                and not followed
                and (unknown > 1 or tags[position].word.endswith(_AFTER_ADJECTIVE))
            ):
                break
            if unknown > _LONGEST_UNKNOWN:
                break
        position += 1
    if position == first:
        return position if position > at and _is_amount(tags[at:position]) else None
    return position


def _leads(tags: Sequence[_Tag], at: int) -> bool:
    tag = tags[at]
    if tag.kind in _DEGREES:
        following = tags[at + 1].kind if at + 1 < len(tags) else ""
        return following in {"name", "quantity", "det", "number", "quote"} | _DEGREES or _is_of(tags, at + 1)
    return tag.kind in {"det", "quantity", "number", "quote"} or (_is_of(tags, at) and at > 0)


def _is_of(tags: Sequence[_Tag], at: int) -> bool:
    return (
        0 < at < len(tags)
        and tags[at].word == "of"
        and tags[at - 1].kind in {"quantity", "number", "degree_more", "degree_less"}
    )


def _is_amount(tags: Sequence[_Tag]) -> bool:
    return any(tag.kind in {"number", "quantity"} and tag.word not in _SOFT for tag in tags)


def _item_of_phrase(text: str, tags: Sequence[_Tag]) -> Item:
    start, end = tags[0].start, tags[-1].end
    lead = [tag for tag in tags if tag.kind not in {"name", "quote"}]
    names = [tag for tag in tags if tag.kind == "name"]
    amount = _amount(lead)
    if not names:
        return Item("number", "-", start, end, " ".join(tag.word for tag in tags), _bare(start, end, amount))
    matches = [tag.match for tag in names if tag.match]
    head = matches[-1] if matches else None
    mention = Mention(
        name=_name(text, names),
        start=names[0].start,
        end=names[-1].end,
        slug=head.food.slug if head else None,
        certainty=head.certainty if head else 0.0,
        degree=_degree(lead, amount),
        amount=amount,
        definite=any(tag.word == "the" for tag in lead),
        measured=any(tag.kind in {"number", "quantity"} or tag.word in {"a", "an"} for tag in lead),
        mixed=any(tag.word in _MIXED for tag in lead),
        own=any(tag.word in {"my", "our", "own", "her", "his"} for tag in lead),
    )
    return Item("food", "-", start, end, "", mention)


def _name(text: str, names: Sequence[_Tag]) -> str:
    """Give the words of a name without what was done to the food ("chopped"), unless nothing else is left."""
    words = [word for tag in names for word in text[tag.start : tag.end].lower().split()]
    kept = [word for word in words if word not in words_of("prepared")]
    return " ".join(kept or words)


def _bare(start: int, end: int, amount: float | None) -> Mention:
    return Mention("", start, end, None, 0.0, "", amount, definite=False, measured=True, own=False, mixed=False)


def _degree(lead: Sequence[_Tag], amount: float | None) -> str:
    for tag in lead:
        if tag.kind in _DEGREES:
            return {"degree_more": "more", "degree_less": "less", "no": "no"}[tag.kind]
    words = [tag.word for tag in lead]
    half = amount is not None and amount < 1 and len(words) > 1 and lead[0].kind == "number"
    if half and words[-1] == "the" and not any(tag.kind == "quantity" for tag in lead):
        return "less"
    return ""


def _amount(lead: Sequence[_Tag]) -> float | None:
    total = None
    for tag in lead:
        value = _FRACTIONS.get(tag.word) or _SPELLED.get(tag.word) or _number(tag.word)
        if value is not None:
            total = (total or 0.0) + value
        elif total is not None:
            break
    return total


def _number(word: str) -> float | None:
    above, _, below = word.partition("/")
    try:
        return float(above) / float(below) if below else float(above)
    except (ValueError, ZeroDivisionError):
        return None
