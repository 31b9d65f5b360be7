"""The command line: one verb each. A verb loads only what it needs, so that the small ones start at once."""

import argparse
import asyncio
import sys
from collections.abc import Callable, Sequence

from msgspec.structs import replace

from forklore.foundations.errors import Fault, MigrationChanged
from forklore.foundations.settings import BadSetting, Settings, settings_from


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command; bad settings and bad input end with status 2 and one line that says why."""
    parser = argparse.ArgumentParser(prog="forklore", description="A home for food communities.")
    verbs = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, (run, help_text) in _COMMANDS.items():
        verb = verbs.add_parser(name, help=help_text, description=help_text)
        verb.set_defaults(run=run)
        _OPTIONS.get(name, _no_options)(verb)
    chosen = parser.parse_args(arguments)
    try:
        chosen.run(chosen)
    except (BadSetting, Fault, MigrationChanged) as error:
        print(f"forklore: {error}", file=sys.stderr)
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()  # whoever read our output has enough of it
    except KeyboardInterrupt:
        sys.exit(130)


def _serve(_: argparse.Namespace) -> None:
    from forklore.main.serving import serve

    serve(settings_from())


def _worker(_: argparse.Namespace) -> None:
    from forklore.main.serving import database_of, work

    settings = settings_from()
    with database_of(settings) as url:
        asyncio.run(work(_with_database(settings, url)))


def _migrate(_: argparse.Namespace) -> None:
    from forklore.main.serving import database_of

    with database_of(settings_from()):
        print("the database is up to date")


def _demo(_: argparse.Namespace) -> None:
    from forklore.main.demo import PASSWORD, fill
    from forklore.main.serving import database_of

    settings = settings_from()
    if settings.environment == "production":
        raise BadSetting("the demo community has a known password and is not for production")
    with database_of(settings) as url:
        if asyncio.run(fill(url, settings)):
            print(f"the demo community is there; sign in as any of its cooks with the password: {PASSWORD}")
        else:
            print("somebody lives here already; the demo community is only for an empty house")


def _import(chosen: argparse.Namespace) -> None:
    from forklore.main.importing import import_files
    from forklore.main.serving import database_of
    from forklore.recipes.rows import Visibility

    with database_of(settings_from()) as url:
        summary = asyncio.run(
            import_files(
                url,
                chosen.handle,
                chosen.paths,
                create=chosen.create,
                visibility=Visibility(chosen.visibility),
                processes=chosen.processes,
            )
        )
    print(summary.words())


def _read_lines(_: argparse.Namespace) -> None:
    from forklore.main.streams import print_lines_read

    print_lines_read(sys.stdin.buffer, sys.stdout.buffer)


def _read_pages(chosen: argparse.Namespace) -> None:
    from forklore.main.streams import print_pages_read

    print_pages_read(chosen.paths, sys.stdout.buffer, chosen.processes)


def _detect(chosen: argparse.Namespace) -> None:
    from forklore.main.streams import print_forks_detected, print_reviews_detected

    detect = {"forks": print_forks_detected, "reviews": print_reviews_detected}[chosen.what]
    if detect(sys.stdin.buffer, sys.stdout.buffer):
        sys.exit(1)


def _suggest_learn(chosen: argparse.Namespace) -> None:
    from forklore.main.suggesting import learn_suggestions

    learn_suggestions(chosen.pairs, chosen.vocabulary, chosen.out)


def _suggest_rank(chosen: argparse.Namespace) -> None:
    from forklore.main.suggesting import print_ranked

    if print_ranked(chosen.model, sys.stdin.buffer, sys.stdout.buffer):
        sys.exit(1)


def _suggest(chosen: argparse.Namespace) -> None:
    chosen.what(chosen)


def _reconcile(_: argparse.Namespace) -> None:
    from forklore.foundations.database import open_database
    from forklore.main.reconciling import SUMS, drifts
    from forklore.main.serving import database_of

    async def recount(url: str) -> int:
        database = await open_database(url, size=1)
        try:
            async with database.read() as connection:
                await connection.execute("SET statement_timeout = '1h'")  # it reads every fact there is
                found = await drifts(connection)
        finally:
            await database.close()
        for name, rows in found.items():
            for row in rows:
                print(f"{name} {row.id}: kept {row.kept}, counted {row.counted}")
        return sum(map(len, found.values()))

    with database_of(settings_from()) as url:
        count = asyncio.run(recount(url))
    print(f"{len(SUMS)} kinds of sums recounted: {count} differ")
    if count:
        sys.exit(1)


def _token(chosen: argparse.Namespace) -> None:
    from forklore.main.serving import database_of
    from forklore.main.tokens import make

    with database_of(settings_from()) as url:
        print(asyncio.run(make(url, chosen.handle, chosen.scopes)))


def _documents(chosen: argparse.Namespace) -> None:
    from forklore.main import documents

    made = asyncio.run(documents.make_documents(settings_from()))
    if not chosen.check:
        documents.write(made)
    elif stale := documents.out_of_date(made):
        sys.exit(f"forklore: out of date in docs/: {', '.join(stale)}; run `make documents`")


def _no_options(_: argparse.ArgumentParser) -> None:
    pass


def _import_options(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--as", dest="handle", required=True, metavar="HANDLE", help="the cook whose recipes they become")
    verb.add_argument("--create", action="store_true", help="make this cook when there is none")
    verb.add_argument("--visibility", choices=["public", "followers", "private"], default="public")
    _path_options(verb)


def _token_options(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--for", dest="handle", required=True, metavar="HANDLE", help="the cook who will use it")
    verb.add_argument("scopes", nargs="+", choices=["read", "write", "moderate", "admin"], metavar="SCOPE")


def _path_options(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--processes", type=_process_count, help="how many read side by side; as many as there are cores")
    verb.add_argument("paths", nargs="+", metavar="PATH", help="files, or folders that hold them")


def _detect_options(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "what", choices=["forks", "reviews"], help="pairs of ingredient lists, or reviews; one JSON object a line"
    )


def _suggest_options(verb: argparse.ArgumentParser) -> None:
    whats = verb.add_subparsers(required=True, metavar="WHAT")
    learn = whats.add_parser("learn", help="learn a model from pairs that cooks tried")
    learn.add_argument("--pairs", nargs="+", required=True, metavar="FILE", help="pairs, one JSON object a line")
    learn.add_argument("--vocabulary", metavar="FILE", help="groups of names in JSON, each a name and its synonyms")
    learn.add_argument("--out", required=True, metavar="MODEL", help="the file to write")
    learn.set_defaults(what=_suggest_learn)
    rank = whats.add_parser("rank", help="rank what may take a food's place, questions from standard input")
    rank.add_argument("--model", required=True, metavar="MODEL", help="a file that `suggest learn` wrote")
    rank.set_defaults(what=_suggest_rank)


def _documents_options(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--check", action="store_true", help="compare with what is there, change nothing, fail if stale")


def _process_count(text: str) -> int:
    count = int(text)
    if not 1 <= count <= 256:  # noqa: PLR2004 (no machine of ours has more cores)
        raise ValueError(text)
    return count


def _with_database(settings: Settings, url: str) -> Settings:
    return replace(settings, database_url=url)


_COMMANDS: dict[str, tuple[Callable[[argparse.Namespace], None], str]] = {
    "serve": (_serve, "serve the community over HTTP"),
    "worker": (_worker, "run the jobs that wait"),
    "migrate": (_migrate, "bring the database up to date"),
    "demo": (_demo, "fill an empty database with the demo community"),
    "import": (_import, "make recipes of web pages (.html), schema.org JSON-LD and our own JSON"),
    "read-lines": (_read_lines, "read ingredient lines from standard input into JSON lines"),
    "read-pages": (_read_pages, "read recipe web pages into JSON lines"),
    "detect": (_detect, "tell what changed between ingredient lists or by the words of reviews, JSON lines in and out"),
    "suggest": (_suggest, "learn from tried replacements and rank what may take a food's place; JSON lines in and out"),
    "reconcile": (_reconcile, "recount every sum from its facts and print what differs; changes nothing"),
    "token": (_token, "make a token for a cook with any scopes; the way in which a host names moderators"),
    "documents": (_documents, "write the generated pages of docs/"),
}
_OPTIONS: dict[str, Callable[[argparse.ArgumentParser], None]] = {
    "import": _import_options,
    "read-pages": _path_options,
    "detect": _detect_options,
    "token": _token_options,
    "suggest": _suggest_options,
    "documents": _documents_options,
}
