"""Turns rows of recipe data, ours or others', into the JSON that `forklore import` takes, and ratings into values."""

import csv
import json
import lzma
import re
import tarfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple, TextIO

Row = dict[str, Any]
SERVINGS_UNKNOWN = 4
# The rated recipes come without a method, and a recipe without a step stays a draft that nobody can review.
NO_STEPS = ["The method is not part of this collection."]
_NUMBERED = re.compile(r"^Step\d+:\s*")


class Rating(NamedTuple):
    """What a person, known by a hash only, gave a recipe on a day."""

    recipe: str
    cook: str
    stars: int
    at: datetime


class Told(NamedTuple):
    """A review with its text."""

    recipe: str
    cook: str
    stars: int
    at: datetime
    body: str


class Forked(NamedTuple):
    """A fork as a cook would make it: the key of its parent, its ingredient lines, and the kinds of what changed."""

    parent: str
    cook: str
    servings_factor: float
    ingredients: list[str]
    kinds: list[str]


def rows(path: Path) -> Iterator[Row]:
    """Read JSON lines, packed or not."""
    with _opened(path) as lines:
        yield from map(json.loads, lines)


def unpack(archive: Path, folder: Path, *, most: int | None = None) -> Path:
    """Unpack web pages and what is expected of them; `most` pages from the front when not all are wanted."""
    with tarfile.open(archive) as packed:
        members = packed.getmembers()
        names = sorted(m.name for m in members if m.name.endswith(".testhtml"))[:most]
        wanted = {name for page in names for name in (page, str(Path(page).with_suffix(".json")))}
        packed.extractall(folder, [m for m in members if m.name in wanted], filter="data")
    return folder


def pages_in(folder: Path, into: Path) -> Path:
    """Put only the pages of a folder into another: what is expected of them is JSON too, and no recipe to import."""
    for page in folder.rglob("*.testhtml"):
        place = into / page.relative_to(folder)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.hardlink_to(page)
    return into


def american(row: Row) -> Row:
    """A row of `us_73k`."""
    return own(row["title"], row["ingredients"], row["directions"], url=row["url"], tags=row["tags"])


def british(row: Row) -> Row:
    """A row of `uk_1900`, whose steps begin with their number."""
    steps = [_NUMBERED.sub("", step) for step in row["method"]]
    return own(row["name"], row["ingredients"], steps, url=row["url"], summary=row["description"])


def rated(row: Row) -> Row:
    """A row of `recipes_148`."""
    return own(row["title"], row["ingredients"], NO_STEPS, url=address(row["recipe_id"]))


def reviewed(row: Row) -> Row:
    """A row of `with_reviews_15`."""
    return own(row["title"], row["ingredients"], row["instructions"], url=row["url"])


def forkable(row: Row) -> Row:
    """A row of `parents`."""
    steps = [_NUMBERED.sub("", step) for step in row["steps"]]
    return own(row["title"], row["ingredients"], steps, url=address(row["id"]))


def own(title: str, ingredients: Sequence[str], steps: Sequence[str], **more: Any) -> Row:  # noqa: ANN401 (any field)
    """A recipe in our own JSON; blank lines and what the row does not tell are left out."""
    found: Row = {
        "title": title,
        "servings": SERVINGS_UNKNOWN,
        "ingredients": [line for line in ingredients if line.strip()],
        "steps": [step for step in steps if step.strip()],
    }
    if more.get("url"):
        found["source"] = more["url"]
    return found | {key: more[key] for key in ("summary", "tags") if more.get(key)}


def address(key: str) -> str:
    """The address under which a recipe that has only a key is imported, and found again."""
    return f"https://collection.example/{key}"


def write_recipes(recipes: Iterable[Row], path: Path) -> Path:
    """Write recipes as JSON lines, in files of 500, so that several processes can read them side by side."""
    path.mkdir(parents=True, exist_ok=True)
    found = list(recipes)
    for at in range(0, len(found), 500):
        text = "".join(json.dumps(recipe, ensure_ascii=False) + "\n" for recipe in found[at : at + 500])
        (path / f"{at:06}.jsonl").write_text(text, encoding="utf8")
    return path


def once(some: Iterable[Row], key: str) -> list[Row]:
    """Leave out rows whose key came before."""
    return list({row[key]: row for row in reversed(list(some))}.values())[::-1]


def ratings(path: Path, *, most: int | None = None) -> list[Rating]:
    """Read `recipe_id,user,rating,date`, oldest first; `most` rows from the front when not all are wanted."""
    with _opened(path) as lines:
        found = [
            Rating(row["recipe_id"], f"cook_{row['user']}", int(row["rating"]), _noon(row["date"]))
            for row, _ in zip(csv.DictReader(lines), range(most or 10**9), strict=False)
        ]
    return sorted(found, key=lambda rating: rating.at)


def texts(some: Iterable[Row]) -> list[Told]:
    """Take the reviews out of rows of `with_reviews_15`.

    Nobody is named there, so each is a cook of its own; where no day is told, the newest of all days is taken.
    """
    found = [(row, n, review) for row in some for n, review in enumerate(row["reviews"])]
    newest = max(_noon(review["date"]) for _, _, review in found if review.get("date"))
    return [
        Told(
            row["url"],
            f"taster_{row['recipe_id']}_{n}"[:30],
            review["rating"],
            _noon(review["date"]) if review.get("date") else newest,
            review["text"],
        )
        for row, n, review in found
    ]


def forked(some: Iterable[Row]) -> list[Forked]:
    """Take the hand-written forks, each by a cook of its own unless it names one."""
    return [
        Forked(
            row["id"],
            row.get("cook", f"forker_{row['id'].replace('-', '_')}"),
            float(row.get("servings_factor", 1)),
            row["ingredients"],
            [change["kind"] if isinstance(change, dict) else change for change in row["changes"]],
        )
        for row in some
    ]


def _opened(path: Path) -> TextIO:
    return lzma.open(path, "rt", encoding="utf8") if path.suffix == ".xz" else path.open(encoding="utf8")


def _noon(text: str) -> datetime:
    return datetime.strptime(text, "%m/%d/%Y").replace(hour=12, tzinfo=UTC)
