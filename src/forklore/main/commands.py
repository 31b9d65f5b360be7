"""The command line: one verb each."""

import argparse
import asyncio
import sys
from collections.abc import Callable, Sequence

from msgspec.structs import replace

from forklore.foundations.settings import BadSetting, Settings, settings_from
from forklore.main import documents
from forklore.main.serving import database_of, serve, work


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command; bad settings and bad input end with status 2 and one line that says why."""
    parser = argparse.ArgumentParser(prog="forklore", description="A home for food communities.")
    verbs = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, (run, help_text) in _COMMANDS.items():
        verb = verbs.add_parser(name, help=help_text, description=help_text)
        verb.set_defaults(run=run)
        if name in _OPTIONS:
            _OPTIONS[name](verb)
    chosen = parser.parse_args(arguments)
    try:
        chosen.run(chosen, settings_from())
    except BadSetting as error:
        sys.exit(f"forklore: {error}")
    except KeyboardInterrupt:
        sys.exit(130)


def _serve(_: argparse.Namespace, settings: Settings) -> None:
    serve(settings)


def _worker(_: argparse.Namespace, settings: Settings) -> None:
    with database_of(settings) as url:
        asyncio.run(work(_with_database(settings, url)))


def _migrate(_: argparse.Namespace, settings: Settings) -> None:
    with database_of(settings):
        print("the database is up to date")


def _documents(chosen: argparse.Namespace, settings: Settings) -> None:
    made = asyncio.run(documents.make_documents(settings))
    if not chosen.check:
        documents.write(made)
    elif stale := documents.out_of_date(made):
        sys.exit(f"forklore: out of date in docs/: {', '.join(stale)}; run `make documents`")


def _with_database(settings: Settings, url: str) -> Settings:
    return replace(settings, database_url=url)


Runner = Callable[[argparse.Namespace, Settings], None]
_COMMANDS: dict[str, tuple[Runner, str]] = {
    "serve": (_serve, "serve the community over HTTP"),
    "worker": (_worker, "run the jobs that wait"),
    "migrate": (_migrate, "bring the database up to date"),
    "documents": (_documents, "write the generated pages of docs/"),
}
_OPTIONS: dict[str, Callable[[argparse.ArgumentParser], None]] = {
    "documents": documents.add_options,
}
