"""Whether a change in a review was made, only wished for, or asked about: what is weighed to tell it."""

from collections.abc import Iterator

from forklore.replacements.review_features import LATER, STRONG, words_around
from forklore.replacements.review_page import Page

_REACH = 14
_NEAR = 6
_MODAL = frozenset({"would", "need"})


def status_features(page: Page, number: int) -> list[str]:
    """Give what is true of the wording around a place that tells whether the change was made."""
    place = page.places[number]
    line = page.lines[place.line]
    row, at = line.row, place.at
    verb = next(
        (p for p in range(at - 1, max(at - _REACH, -1), -1) if row[p].does in STRONG and row[p].form != "-"), None
    )
    if verb is None:
        verb = next((p for p in range(at + 1, min(at + _REACH, len(row))) if row[p].form != "-"), None)
    form = row[verb].form if verb is not None else "-"
    before = row[max(0, (at if verb is None else verb) - _NEAR) : at if verb is None else verb]
    found = ["bias", f"form {form}", f"from start {min(at, 3)} {form}", f"first {row[0].word or row[0].does}"]
    for item in before:
        found += [f"before {item.does}", f"before {item.does} {form}", f"bw {item.word}"]
    if before:
        found += [f"next {before[-1].does} {form}", f"nw {before[-1].word} {form}"]
    for side, part in (("earlier", row[:at]), ("later", row[at + 1 :])):
        for item in part:
            if item.does in _MODAL:
                found += [f"{side} {item.word}", f"{side} {item.does} {form}"]
    found += [word for word in words_around(line, at) if word.startswith(("lw ", "rw ", "a21 ", "a32 "))]
    return [*found, *_sentence(page, place.line, form)]


def _sentence(page: Page, number: int, form: str) -> Iterator[str]:
    line = page.lines[number]
    if line.asks:
        yield from ("asks", f"asks {form}")
    if LATER.search(line.words):
        yield from ("later time", f"later time {form}")
    if number and LATER.search(page.lines[number - 1].words):
        yield "later time before"
    if any(item.form == "past" for item in line.row):
        yield f"has past {form}"
    if any(item.does == "subject" for item in line.row):
        yield f"subject {form}"
