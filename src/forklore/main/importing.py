"""`forklore import`: files become recipes of one cook, with a bar, a reason for what was refused, and a summary."""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from uuid import UUID

from msgspec import Struct, field
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from forklore.accounts.actions import open_account
from forklore.accounts.errors import NoSuchCook
from forklore.accounts.reads import account
from forklore.exchange.actions import import_recipe
from forklore.exchange.file_reader import files
from forklore.exchange.pool import read_files
from forklore.exchange.rows import FileRead, PageRecipe, Refusal
from forklore.foundations.database import Database, open_database
from forklore.foundations.errors import Fault
from forklore.recipes.rows import Visibility

_TOGETHER = 50  # files in one transaction


class Summary(Struct):
    """What became of a run."""

    files: int = 0
    recipes: Counter[str] = field(default_factory=Counter)
    drafts: int = 0
    lines: int = 0
    understood: int = 0
    refused: list[Refusal] = field(default_factory=list)

    def words(self) -> str:
        """Say it in one paragraph."""
        share = f" ({self.understood / self.lines:.1%})" if self.lines else ""
        return (
            f"{self.files} files: {self.recipes['new']} recipes new, {self.recipes['changed']} changed, "
            f"{self.recipes['unchanged']} unchanged, {len(self.refused)} refused; {self.drafts} kept as drafts. "
            f"{self.lines} ingredient lines, a food understood in {self.understood}{share}."
        )


async def import_files(
    url: str, handle: str, paths: Sequence[str], *, create: bool, visibility: Visibility, processes: int | None
) -> Summary:
    """Import files as recipes of a cook; raises `NoSuchCook` unless `create` makes the cook."""
    wanted = list(files(paths))
    summary = Summary()
    database = await open_database(url, size=2)
    console = Console(stderr=True)
    try:
        author_id = await _cook(database, handle, create=create)
        with Progress(
            TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=console
        ) as bar:
            task = bar.add_task("", total=len(wanted))
            for some in _batches(read_files(wanted, processes=processes)):
                await _take(database, author_id, some, visibility, summary)
                bar.update(task, advance=len(some))
        for refusal in summary.refused:
            print(f"{refusal.file}: {refusal.refused}", file=sys.stderr)
    finally:
        await database.close()
    return summary


async def _cook(database: Database, handle: str, *, create: bool) -> UUID:
    async with database.write() as connection:
        try:
            return (await account(connection, handle)).id
        except NoSuchCook:
            if not create:
                raise
            return await open_account(connection, handle=handle, display_name=handle.replace("_", " ").title())


async def _take(
    database: Database, author_id: UUID, some: list[FileRead], visibility: Visibility, summary: Summary
) -> None:
    """Take some files in one transaction; a recipe that is refused leaves nothing of itself."""
    async with database.write() as connection:
        for read in some:
            summary.files += 1
            for found in read.found:
                if isinstance(found, Refusal):
                    summary.refused.append(found)
                    continue
                try:
                    async with connection.transaction():
                        taken = await import_recipe(connection, author_id, found, visibility=visibility)
                except Fault as fault:
                    summary.refused.append(_refusal(found, fault))
                    continue
                summary.recipes[taken.outcome.value] += 1
                summary.drafts += not taken.published
                summary.lines += taken.lines
                summary.understood += taken.lines_understood


def _refusal(page: PageRecipe, fault: Fault) -> Refusal:
    fields = "; ".join(f"{error.pointer}: {error.detail}" for error in fault.errors)
    return Refusal(page.file, fields or fault.detail, page.item)


def _batches(reads: Iterator[FileRead]) -> Iterator[list[FileRead]]:
    while some := list(islice(reads, _TOGETHER)):
        yield some
