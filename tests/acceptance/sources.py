"""What the acceptance tests import: the project's own sample, and a slice of the large collections where they are."""

import json
from pathlib import Path
from typing import Any, NamedTuple

from acceptance import shelves
from acceptance.shelves import Forked, Rating
from shared_data import SHARED

_SAMPLE = Path(__file__).parent / "sample"
_OWN_PAGES = Path(__file__).parents[1] / "exchange" / "pages"


class Source(NamedTuple):
    """Pages with what is expected of some by name, recipes in our own JSON, ratings and forks; and what to reach."""

    pages: Path
    expected: dict[str, dict[str, Any]]
    recipes: Path
    ratings: list[Rating]
    forks: list[Forked]
    pages_right: float
    lines_understood: float
    forks_right: float


def names() -> list[str]:
    """The sources there are here."""
    return ["own sample", *(["shared data"] if SHARED else [])]


def source(name: str, work: Path) -> Source:
    """Prepare a source in a folder."""
    return _own(work) if name == "own sample" else _shared(SHARED or Path(), work)


def _own(work: Path) -> Source:
    recipes = shelves.write_recipes(shelves.rows(_SAMPLE / "kitchen.jsonl"), work / "recipes")
    return Source(
        _OWN_PAGES,
        json.loads((_SAMPLE / "pages.json").read_text(encoding="utf8")),
        recipes,
        shelves.ratings(_SAMPLE / "ratings.csv"),
        shelves.forked(shelves.rows(_SAMPLE / "forks.jsonl")),
        pages_right=1.0,
        lines_understood=0.96,
        forks_right=1.0,
    )


def _shared(data: Path, work: Path) -> Source:
    unpacked = shelves.unpack(data / "recipe_pages" / "pages_dev.tar.xz", work / "unpacked", most=60)
    expected = {
        page.with_suffix(".testhtml").name: json.loads(page.read_text(encoding="utf8"))
        for page in unpacked.rglob("*.json")
    }
    forks = shelves.forked(shelves.rows(data / "fork_changes" / "forks.jsonl"))[:40]
    parents = {fork.parent for fork in forks}
    rated = shelves.once(shelves.rows(data / "ratings" / "recipes_148.jsonl.xz"), "recipe_id")
    recipes = [shelves.rated(row) for row in rated]
    recipes += [
        shelves.forkable(row) for row in shelves.rows(data / "fork_changes" / "parents.jsonl") if row["id"] in parents
    ]
    return Source(
        shelves.pages_in(unpacked, work / "pages"),
        expected,
        shelves.write_recipes(recipes, work / "recipes"),
        shelves.ratings(data / "ratings" / "ratings.csv.xz", most=1_500),
        forks,
        pages_right=0.95,
        lines_understood=0.97,
        forks_right=0.8,
    )
