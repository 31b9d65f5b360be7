"""What the reader of reviews finds in thousands of real reviews: the most frequent replacements, with evidence.

Run `python -m benchmarks.knowledge_run` with the folder `shared/data` beside the checkout: it prints Markdown. A pair
counts once for each reviewer, and only changes that were made (`did`) between foods that the lexicon knows. With
`--sample N` it prints N changes drawn by chance instead, one JSON object a line, to be judged by a person.
"""

import argparse
import csv
import json
import lzma
import random
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from forklore.foods.lexicon import lexicon
from forklore.replacements.review_reader import ReviewChange, read_review

_DATA = Path(__file__).resolve().parents[1].parent / "shared" / "data"
_REVIEWS = _DATA / "review_changes" / "reviews_unlabelled.csv.xz"
_MOST = 30
_QUOTED = 110
Review = Mapping[str, str]


class Found(NamedTuple):
    """A change found in a review."""

    review: Review
    change: ReviewChange

    def span(self) -> str:
        """Give the piece of the text that proves it, on one line."""
        start, end = self.change.span
        return " ".join(self.review["text"][start:end].split())


def main() -> int:
    """Print the report, or a sample; 1 when there is no data."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--sample", type=int, default=0, help="print so many changes to be judged")
    options = ask.parse_args()
    if not _REVIEWS.is_file():
        print(f"there is no file {_REVIEWS}", file=sys.stderr)
        return 1
    read_review("I used honey instead of sugar.")  # what is read once for each process
    before = time.process_time()
    reviews = list(_reviews())
    loaded = time.process_time()
    found = [
        Found(review, change) for review in reviews for change in read_review(review["text"], review["recipe_name"])
    ]
    took = time.process_time() - loaded
    if options.sample:
        _print_sample(found, options.sample)
        return 0
    print(f"{len(reviews):,} reviews of {len({r['recipe_code'] for r in reviews})} recipes, ", end="")
    print(f"{took / len(reviews) * 1000:.1f} ms of processor a review (loading {loaded - before:.1f} s).\n")
    _print_kinds(reviews, found)
    _print_pairs(_pairs(found))
    return 0


def _reviews() -> Iterator[Review]:
    with lzma.open(_REVIEWS, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _print_kinds(reviews: Sequence[Review], found: Sequence[Found]) -> None:
    telling = len({one.review["comment_id"] for one in found})
    print(f"{len(found):,} changes in {telling:,} reviews ({telling / len(reviews):.0%}).\n")
    print("| kind | did | would | asked | good | bad |\n| --- | --: | --: | --: | --: | --: |")
    for kind in ("replace", "omit", "add", "more", "less"):
        of_kind = [one.change for one in found if one.change.kind == kind]
        counts = [sum(change.status == status for change in of_kind) for status in ("did", "would", "asked")]
        counts += [sum(change.outcome == outcome for change in of_kind) for outcome in ("good", "bad")]
        print(f"| {kind} | {' | '.join(f'{count:,}' for count in counts)} |")
    print()


def _pairs(found: Sequence[Found]) -> list[tuple[tuple[str, tuple[str, ...]], list[Found]]]:
    """Group replacements by their foods, most reviewers first; ties by name."""
    pairs: dict[tuple[str, tuple[str, ...]], dict[str, Found]] = defaultdict(dict)
    for one in found:
        change = one.change
        if change.kind != "replace" or change.status != "did" or change.before is None:
            continue
        before = lexicon().resolve(change.before)
        after = [lexicon().resolve(name) for name in change.after]
        names = tuple(sorted({food.name for food in after if food}))
        if before is None or None in after or before.name in names:
            continue
        kept = pairs[(before.name, names)].setdefault(one.review["user_id"], one)
        if one.change.confidence > kept.change.confidence:
            pairs[(before.name, names)][one.review["user_id"]] = one
    return sorted(
        ((pair, list(of_pair.values())) for pair, of_pair in pairs.items()), key=lambda item: (-len(item[1]), item[0])
    )


def _print_pairs(pairs: Sequence[tuple[tuple[str, tuple[str, ...]], list[Found]]]) -> None:
    several = sum(len(found) > 1 for _, found in pairs)
    print(
        f"{len(pairs):,} different replacements between known foods, {several:,} of them by more than one reviewer.\n"
    )
    print("| replaced | by | reviewers | recipes | good | bad | surest evidence |")
    print("| --- | --- | --: | --: | --: | --: | --- |")
    for (before, after), found in pairs[:_MOST]:
        best = max(found, key=lambda one: (one.change.confidence, -len(one.span())))
        outcomes = [sum(one.change.outcome == outcome for one in found) for outcome in ("good", "bad")]
        recipes = len({one.review["recipe_code"] for one in found})
        quote = best.span()[:_QUOTED].replace("|", "/")
        cells = [before, " + ".join(after), len(found), recipes, *outcomes, f"“{quote}” ({best.review['recipe_name']})"]
        print(f"| {' | '.join(map(str, cells))} |")


def _print_sample(found: Sequence[Found], size: int) -> None:
    for one in random.Random(11).sample(found, min(size, len(found))):
        change = msgspec.to_builtins(one.change)
        print(json.dumps({"recipe": one.review["recipe_name"], "text": one.review["text"], "change": change}))


if __name__ == "__main__":
    sys.exit(main())
