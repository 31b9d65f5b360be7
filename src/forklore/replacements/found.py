"""The changes of a fork as they are stored and shown: with slugs of foods, short names, and the lines as written."""

from msgspec import Struct

from forklore.forks.changes import ChangeKind, LinesDiff, Side
from forklore.recipes.rows import Content
from forklore.replacements.detect import COUNTED
from forklore.replacements.names import short_name
from forklore.replacements.rows import Item


class FoundChange(Struct, frozen=True):
    """A change in meaning that counts."""

    kind: ChangeKind
    before: tuple[Item, ...]
    after: tuple[Item, ...]
    ratio: float | None
    ratio_by: str | None
    confidence: float

    def pairs(self) -> list[tuple[str, tuple[str, ...]]]:
        """Give (slug, slugs) for each food that was replaced, when every food on both sides is known."""
        to = tuple(sorted({item.food for item in self.after if item.food}))
        known = all(item.food for item in (*self.before, *self.after))
        if self.kind is not ChangeKind.REPLACE or not known or not to:
            return []
        return [(slug, to) for slug in dict.fromkeys(item.food for item in self.before) if slug and slug not in to]

    def words(self) -> str:
        """Give the lines that prove it, as written."""
        before = " + ".join(dict.fromkeys(item.text for item in self.before))
        after = " + ".join(dict.fromkeys(item.text for item in self.after))
        return f"{before} → {after}"[:1000]


def found_changes(diff: LinesDiff, before: Content, after: Content) -> list[FoundChange]:
    """Give the counted changes of a diff of two contents."""
    return [
        FoundChange(
            change.kind,
            tuple(_item(side, before) for side in change.before),
            tuple(_item(side, after) for side in change.after),
            change.ratio,
            str(change.ratio_by.value) if change.ratio_by else None,
            change.confidence,
        )
        for change in diff.changes
        if change.kind in COUNTED
    ]


def _item(side: Side, content: Content) -> Item:
    return Item(side.food, short_name(side.name, side.food), content.lines[side.line].text, side.line)
