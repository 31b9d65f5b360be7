"""The main job on real input: web pages, recipes, ratings, reviews and forks of others, then the questions over HTTP.

Run `make acceptance`, or `make acceptance AMERICAN=73252` for all recipes. The data is looked for in the folder
`shared/data` beside the checkout; a fresh database is made in `.forklore/real-run`. Prints one JSON object and writes
its figures, which hold counts and names of foods and nothing else of the data, to `docs/real-run.md`.
"""

import argparse
import asyncio
import json
import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import asyncpg

_ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(_ROOT / "tests"))

from acceptance import community, shelves  # noqa: E402 (found through the line above)
from acceptance.commands import Took, import_as  # noqa: E402
from acceptance.questions import Asking  # noqa: E402
from acceptance.report import report  # noqa: E402
from bed import serve, stop  # noqa: E402
from forklore.foundations.database import open_database  # noqa: E402
from forklore.foundations.settings import Settings, settings_from  # noqa: E402
from forklore.main.demo import drain  # noqa: E402
from forklore.main.serving import database_of  # noqa: E402

_DATA = _ROOT.parent / "shared" / "data"
_HOME = _ROOT / ".forklore" / "real-run"
_TOP = 30
Figures = dict[str, Any]


class Run:
    """One run: its options, where its files lie, and the figures so far."""

    def __init__(self, options: argparse.Namespace, work: Path) -> None:
        """Begin with empty figures."""
        self.options, self.work = options, work
        self.figures: Figures = {"seconds": {}, "imports": {}}

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Count the seconds of a phase."""
        print(f"… {name}", file=sys.stderr, flush=True)
        began = time.perf_counter()
        yield
        self.figures["seconds"][name] = round(time.perf_counter() - began, 1)


def main() -> int:
    """Run everything; 1 when there is no data."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--american", type=int, default=5_000, help="how many of the 73,252 American recipes")
    ask.add_argument("--ratings", type=int, default=10**9, help="how many of the 20,246 ratings")
    ask.add_argument("--pages", type=int, default=10**9, help="how many of the 336 web pages")
    ask.add_argument("--no-report", action="store_true", help="leave docs/real-run.md as it is")
    options = ask.parse_args()
    if not _DATA.is_dir():
        print(f"there is no folder {_DATA}", file=sys.stderr)
        return 1
    shutil.rmtree(_HOME, ignore_errors=True)
    with tempfile.TemporaryDirectory() as work:
        run = Run(options, Path(work))
        settings = settings_from({"FORKLORE_HOME": str(_HOME)})
        with database_of(settings) as url:
            _import(run)
            asyncio.run(_people(run, url, settings))
            _questions(run, url)
    print(json.dumps(run.figures))
    if not options.no_report:
        (_ROOT / "docs" / "real-run.md").write_text(report(run.figures, _command(options)), encoding="utf8")
    return 0


def _import(run: Run) -> None:
    """Read pages and documents with the command that a host would use."""
    unpacked = shelves.unpack(
        _DATA / "recipe_pages" / "pages_dev.tar.xz", run.work / "unpacked", most=run.options.pages
    )
    pages = shelves.pages_in(unpacked, run.work / "pages")
    american = list(shelves.rows(_DATA / "recipes" / "us_73k.jsonl.xz"))[: run.options.american]
    collections = {
        "uk_1900": [shelves.british(row) for row in shelves.rows(_DATA / "recipes" / "uk_1900.jsonl.xz")],
        "us_73k": [shelves.american(row) for row in american],
        "recipes_148": [
            shelves.rated(row)
            for row in shelves.once(shelves.rows(_DATA / "ratings" / "recipes_148.jsonl.xz"), "recipe_id")
        ],
        "with_reviews_15": [
            shelves.reviewed(row) for row in shelves.rows(_DATA / "recipes" / "with_reviews_15.jsonl.xz")
        ],
        "fork_parents": [shelves.forkable(row) for row in shelves.rows(_DATA / "fork_changes" / "parents.jsonl")],
    }
    folders = {"web_pages": pages}
    folders |= {name: shelves.write_recipes(some, run.work / name) for name, some in collections.items()}
    for name, folder in folders.items():
        with run.phase(f"import {name}"):
            took = import_as(_importer(name), folder, home=_HOME)
        run.figures["imports"][name] = _told(took)
    with run.phase("import web_pages again"):
        again = import_as(_importer("web_pages"), pages, home=_HOME)
    run.figures["imported_again"] = {"new": again.new, "changed": again.changed, "unchanged": again.unchanged}


def _told(took: Took) -> Figures:
    told: Figures = {**took._asdict(), "reasons": dict(Counter(took.reasons).most_common())}
    return told | {"share_understood": round(took.understood / took.lines, 4) if took.lines else None}


async def _people(run: Run, url: str, settings: Settings) -> None:
    """Let people rate, review and fork, and do the jobs that follow from it."""
    database = await open_database(url, size=4)
    given = shelves.ratings(_DATA / "ratings" / "ratings.csv.xz", most=run.options.ratings)
    told = shelves.texts(shelves.rows(_DATA / "recipes" / "with_reviews_15.jsonl.xz"))
    forks = shelves.forked(shelves.rows(_DATA / "fork_changes" / "forks.jsonl"))
    try:
        with run.phase("ratings"):
            rated = await community.rate(database, _importer("recipes_148"), given)
        with run.phase("reviews with text"):
            told_count = await community.review(database, _importer("with_reviews_15"), told)
        with run.phase("forks"):
            made = await community.publish_forks(database, _importer("fork_parents"), forks)
        with run.phase("jobs"):
            await drain(url, database, settings)
    finally:
        await database.close()
    people = {"ratings": rated, "raters": len({r.cook for r in given}), "reviews_with_text": told_count}
    run.figures["people"] = people | {"first": f"{given[0].at:%Y-%m-%d}", "last": f"{given[-1].at:%Y-%m-%d}"}
    run.figures["forks"] = [str(fork) for fork in made]


def _questions(run: Run, url: str) -> None:
    """Start the server and ask the questions."""
    tables, pairs = asyncio.run(_counts(url))
    run.figures |= {"tables": tables, "replacements": pairs[:_TOP], "replacement_pairs": len(pairs)}
    server = serve(url, _HOME)
    asking = Asking(server.url)
    try:
        with run.phase("questions over HTTP"):
            run.figures["answers"] = _answers(run, asking, pairs)
    finally:
        asking.close()
        stop(server)


def _answers(run: Run, asking: Asking, pairs: list[Figures]) -> Figures:
    for name in ("recipes_148", "with_reviews_15"):
        asking.follow(_importer(name))
    lines = [asking.lineage(fork) for fork in run.figures.pop("forks")]
    stars = asking.get(f"/cooks/{_importer('recipes_148')}/stars")
    popular = list(asking.walk("/recipes/popular", window="all"))
    kinds = Counter(kind for line in lines for kind in line["kinds"])
    return {
        "forks": len(lines),
        "forks_with_changes": sum(bool(line["kinds"]) for line in lines),
        "forks_with_their_parent": sum(line["depth"] == 1 and line["ancestors"] == 1 for line in lines),
        "changes": dict(kinds.most_common()),
        "food": pairs[0]["from"],
        "in_its_place": asking.replacements(pairs[0]["from"]),
        "stars": {name: stars[name] for name in ("mean", "mean_of_recipes", "bayesian", "count", "recipes_rated")},
        "histogram": stars["histogram"],
        "popular": [
            {
                "score": item["score"],
                "reviews": item["recipe"]["stars"]["count"],
                "mean": item["recipe"]["stars"]["mean"],
            }
            for item in popular[:10]
        ],
        "popular_listed": len(popular),
        "feed": sum(1 for _ in asking.walk("/feed")),
    }


async def _counts(url: str) -> tuple[dict[str, int], list[Figures]]:
    """Count the rows of every table, and list the replacements, those of most cooks first."""
    connection = await asyncpg.connect(url)
    try:
        names = await connection.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        tables = {n[0]: await connection.fetchval(f'SELECT count(*) FROM "{n[0]}"') for n in names}  # noqa: S608 (names from the catalogue)
        rows = await connection.fetch(
            """SELECT f.slug, array(SELECT t.slug FROM food t WHERE t.id = ANY(r.to_foods) ORDER BY 1), r.cooks, r.forks
                 FROM replacement r JOIN food f ON f.id = r.from_food ORDER BY r.cooks DESC, r.forks DESC, 1, 2"""
        )
    finally:
        await connection.close()
    return tables, [{"from": row[0], "to": row[1], "cooks": row[2], "forks": row[3]} for row in rows]


def _importer(collection: str) -> str:
    return f"from_{collection}"


def _command(options: argparse.Namespace) -> str:
    return f"make acceptance AMERICAN={options.american}"


if __name__ == "__main__":
    os.environ.pop("DATABASE_URL", None)
    sys.exit(main())
