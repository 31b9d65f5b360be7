"""The house keeps its floors, and a room is made of words that everybody knows."""

import ast

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from bed import ROOT
from house.rooms import PACKAGE, contracts, floors, imported, rooms, rooms_below_the_roof, shown, sources, tree

WORDS = {
    "__init__.py",
    "rows.py",
    "inputs.py",  # what comes in, where rows.py would hold too much
    "sums.py",  # what is kept counted, where actions.py would hold too much
    "rules.py",
    "errors.py",
    "reads.py",
    "reads.sql",
    "writes.py",
    "writes.sql",
    "actions.py",
    "jobs.py",
    "views.sql",
}
# Rooms with real algorithms may add modules named after what they compute, and tables of data.
WITH_NAMED_MODULES = {"media", "foods", "forks", "replacements", "exchange", "popularity"}
# What the handlers of the API share, beside one module for each room they lead to.
SHARED_BY_HANDLERS = {"__init__.py", "border.py", "limits.py", "problems.py", "shapes.py"}
# Nouns and verbs with so much to say that the module of their room would grow too long.
BESIDE_THEIR_ROOM = {"adapting.py", "changes.py", "proposals.py"}
# Only these words of a room speak to the database; everything else can be tested without one.
SPEAK_TO_THE_DATABASE = {"reads.py", "writes.py", "actions.py", "sums.py", "jobs.py"}
# Where one file of these would hold too much it is parted by noun: `reads_evidence.py`.
PARTED = ("reads_", "actions_")
DATABASE = {"asyncpg", "forklore.foundations.database", "forklore.foundations.queries", "forklore.foundations.jobs"}


def test_rooms_import_only_lower_floors(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a checker no Python service we know stayed free of import cycles; the contract runs here too."""
    monkeypatch.chdir(ROOT)
    assert lint_imports(no_cache=True) == EXIT_STATUS_SUCCESS, capsys.readouterr().out[-3000:]


def test_every_room_stands_on_a_floor_and_in_the_contracts() -> None:
    """A contract that forgets a room holds nothing for it."""
    assert set(floors()) == set(rooms())
    for contract, above in ((contracts()[1], {"main", "api", "web", "federation"}), (contracts()[2], {"main"})):
        named = contract["source_modules"]
        assert isinstance(named, list)
        assert {name.removeprefix("forklore.") for name in named} == set(rooms()) - above, contract["name"]


@pytest.mark.parametrize("room", rooms_below_the_roof())
def test_a_room_uses_the_closed_list_of_words(room: str) -> None:
    """Who has read one room can read them all: the same words mean the same things everywhere."""
    files = {file.name for file in (PACKAGE / room).iterdir() if file.name != "__pycache__"}
    strange = files - WORDS
    if room in WITH_NAMED_MODULES:
        strange = {name for name in strange if not (name == "data" or name.endswith(".py"))}
    assert not strange, f"{room}: {sorted(strange)} are no words of a room"
    for word in ("reads", "writes"):
        assert (f"{word}.sql" not in files) or {f"{word}.py", "actions.py"} & files, f"{room}: nobody binds {word}.sql"


def test_the_api_has_a_module_for_each_room() -> None:
    """The same noun stands everywhere, so that a search for it shows the whole matter."""
    files = {file.name for file in (PACKAGE / "api").glob("*.py")}
    strange = files - SHARED_BY_HANDLERS - BESIDE_THEIR_ROOM - {f"{room}.py" for room in rooms()}
    assert not strange, f"api: {sorted(strange)} are named after no room"


@pytest.mark.parametrize("room", rooms_below_the_roof())
def test_the_door_of_a_room_says_what_it_owns(room: str) -> None:
    """`__init__.py` is for readers: a few lines on what the room owns and never does, and no code."""
    told = tree(PACKAGE / room / "__init__.py")
    words = ast.get_docstring(told) or ""
    assert len(told.body) == 1, f"{room}/__init__.py has code"
    assert len(words.splitlines()) > 1, f"{room}/__init__.py must say in some lines what the room owns and never does"


def test_rows_rules_and_algorithms_do_no_input_or_output() -> None:
    """What decides stays apart from what fetches, so that it is tested without a database."""
    strange = [
        f"{shown(file)} imports {', '.join(sorted(found))}"
        for room in rooms_below_the_roof()
        for file in (PACKAGE / room).glob("*.py")
        if file.name not in SPEAK_TO_THE_DATABASE
        and not file.name.startswith(PARTED)
        and (found := imported(file) & DATABASE)
    ]
    assert not strange, "\n".join(strange)


def test_the_writes_of_a_room_are_its_own() -> None:
    """Whoever wants something changed calls the owner's action, which checks the rules and keeps the sums."""
    strange = [
        f"{shown(file)} imports {name}"
        for file in sources()
        for name in imported(file)
        for room in rooms()
        if (f"{name}.".startswith(f"forklore.{room}.writes.")) and file.parent != PACKAGE / room
    ]
    assert not strange, "\n".join(strange)
