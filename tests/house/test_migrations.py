"""Migrations go forward only, once, in order, and whole or not at all."""

import re
import shutil
from pathlib import Path

import asyncpg
import pytest

from forklore.foundations.errors import MigrationChanged
from forklore.foundations.migrations import FOLDER, migrate
from house.rooms import rooms

_NAME = re.compile(r"^(\d{4})_([a-z]+)\.sql$")


def test_names_count_up_and_say_the_room() -> None:
    """`0006_recipes.sql`: the number orders it, the noun tells whose tables it makes."""
    names = sorted(file.name for file in FOLDER.iterdir() if not file.name.startswith("__"))
    told = [_NAME.match(name) for name in names]
    assert all(told), names
    assert [int(name[1]) for name in told if name] == list(range(1, len(names) + 1))
    assert {name[2] for name in told if name} <= set(rooms())


async def test_a_second_time_is_nothing(own_url: str) -> None:
    assert await migrate(own_url) == []


async def test_an_edited_migration_is_refused(own_url: str, tmp_path: Path) -> None:
    """Whoever edits a file that has run elsewhere would have two schemas with one name."""
    folder = _copy(tmp_path)
    first = min(folder.glob("*.sql"))
    first.write_text(first.read_text(encoding="utf8") + "-- a late thought\n", encoding="utf8")
    with pytest.raises(MigrationChanged, match=first.name):
        await migrate(own_url, folder=folder)


async def test_a_new_migration_runs_once(own_url: str, tmp_path: Path) -> None:
    folder = _copy(tmp_path)
    (folder / "9999_later.sql").write_text("CREATE TABLE later (id integer PRIMARY KEY);", encoding="utf8")
    assert await migrate(own_url, folder=folder) == ["9999_later.sql"]
    assert await migrate(own_url, folder=folder) == []


async def test_a_migration_that_fails_leaves_nothing(own_url: str, tmp_path: Path) -> None:
    """Each runs in a transaction of its own, so that it can be mended and run again."""
    folder = _copy(tmp_path)
    broken = folder / "9999_later.sql"
    broken.write_text("CREATE TABLE later (id integer PRIMARY KEY); SELECT 1 / 0;", encoding="utf8")
    with pytest.raises(asyncpg.DivisionByZeroError):
        await migrate(own_url, folder=folder)
    broken.write_text("CREATE TABLE later (id integer PRIMARY KEY);", encoding="utf8")
    assert await migrate(own_url, folder=folder) == ["9999_later.sql"]


def _copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "migrations"))
