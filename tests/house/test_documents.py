"""The pages of `docs/` made from code are current; those that people write name what there is, and nothing else."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from litestar.routes import HTTPRoute
from msgspec.structs import fields

from bed import ROOT
from forklore.foundations.settings import Settings, settings_from, variable_name
from forklore.main.asgi import API, application
from forklore.main.catalogue import Catalogue, Table
from forklore.main.commands import main
from forklore.main.documents import out_of_date, pages, write
from forklore.main.schema_page import HomelessError, schema_page
from forklore.main.settings_page import MEANING, settings_page
from house.rooms import rooms, shown

README = ROOT / "README.md"
CONTRIBUTING = ROOT / "CONTRIBUTING.md"
DECISIONS = ROOT / "docs" / "decisions"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
_FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)#\s]+)")
_FILE = re.compile(r"`((?:[\w.]+/)+[\w.]+\.(?:py|sql|tsv|toml))(?:: [^`]*)?`")
_ROUTE = re.compile(r"^\| `([A-Z]+ /\S*)` \| (\w+) \|", re.MULTILINE)
_TARGET = re.compile(r"^([a-z-]+):", re.MULTILINE)


async def test_the_pages_are_current(postgres: str) -> None:
    """Whoever changes the schema or a setting runs `make documents`."""
    assert out_of_date(await pages(postgres), ROOT / "docs") == []


def test_every_setting_is_described() -> None:
    """A setting that nobody explains is found by nobody."""
    assert set(MEANING) == {field.name for field in fields(Settings)}
    page = settings_page()
    assert [field.name for field in fields(Settings) if f"`{variable_name(field.name)}`" not in page] == []


def test_a_page_that_differs_or_is_missing_is_named(tmp_path: Path) -> None:
    write({"a.md": "one", "b.md": "two"}, tmp_path)
    assert out_of_date({"a.md": "one", "b.md": "two"}, tmp_path) == []
    assert out_of_date({"a.md": "one", "b.md": "other", "c.md": "new"}, tmp_path) == ["b.md", "c.md"]


def test_a_table_without_a_floor_is_refused() -> None:
    lost = Table("lost", "Somebody's [one place]", None, "nowhere", (), (), ())
    with pytest.raises(HomelessError, match="lost"):
        schema_page(Catalogue((lost,), (), ()))


def read(file: Path) -> str:
    return file.read_text(encoding="utf8")


def prose(file: Path) -> str:
    """What a document says outside its blocks of code."""
    return _FENCE.sub("", read(file))


def test_every_room_is_in_the_maps() -> None:
    """A room that is on no map is found by nobody."""
    cells = set(re.findall(r"^\|[^|]*\| `(\w+)` \|", read(README), re.MULTILINE))
    boxes = set(re.findall(r'\w+\["(\w+) · ', read(ROOT / "ARCHITECTURE.md")))
    assert cells == set(rooms())
    assert boxes == set(rooms())


def test_every_command_is_in_the_readme(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    commands = set(re.findall(r"^ {4}([a-z][a-z-]*)\b", capsys.readouterr().out, re.MULTILINE))
    assert "serve" in commands
    told = set(re.findall(r"^\| `forklore ([a-z-]+)", read(README), re.MULTILINE))
    assert told == commands


@pytest.mark.parametrize("document", [README, CONTRIBUTING], ids=shown)
def test_every_target_of_make_is_named(document: Path) -> None:
    # Plain `make` helps, and `check` has parts that it runs itself.
    targets = {name for name in _TARGET.findall(read(ROOT / "Makefile")) if not name.startswith(("help", "check-"))}
    assert {"serve", "test"} <= targets
    told = set(re.findall(r"(?:^|`)make ([a-z-]+)", read(document), re.MULTILINE))
    assert told == targets


# The web framework announces at some handlers what its next major release will want.
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_every_route_is_in_the_page_of_the_api(tmp_path: Path) -> None:
    """With its scope, so that the page cannot promise an open door that is none."""
    told = _ROUTE.findall(read(ROOT / "docs" / "api.md"))
    assert len(told) == len(set(told))
    assert set(told) == set(_routes(tmp_path))


def _routes(home: Path) -> Iterator[tuple[str, str]]:
    app = application(settings_from({"FORKLORE_HOME": str(home)}))
    for route in app.routes:
        if not isinstance(route, HTTPRoute) or not route.path.startswith(API):
            continue
        path = re.sub(r"\{(\w+):\w+\}", r"{\1}", route.path.removeprefix(API))
        if path == "/openapi.json":  # named at the top of the page
            continue
        for handler in route.route_handlers:
            if handler.fn.__module__.startswith("forklore."):
                for method in sorted(handler.http_methods):
                    yield f"{method} {path}", handler.opt["scope"]


def test_every_decision_is_listed() -> None:
    listed = re.findall(r"^\| (\d+) \| \[([^]]+)\]\(([^)]+)\) \|$", read(DECISIONS / "README.md"), re.MULTILINE)
    records = sorted(file for file in DECISIONS.glob("*.md") if file.name != "README.md")
    assert [(number, title, name) for number, title, name in listed] == [
        (*read(file).splitlines()[0].removeprefix("# ").split(" · ", 1), file.name) for file in records
    ]


@pytest.mark.parametrize("record", sorted(DECISIONS.glob("0*.md")), ids=lambda file: file.stem)
def test_a_decision_gives_its_reasons(record: Path) -> None:
    """What was rejected and what it costs is what a later reader needs."""
    parts = ("Context", "Decision", "Rejected", "Trade-off", "Cost as data grows", "Checked by")
    assert [part for part in parts if not re.search(rf"^\*\*{part}\b", read(record), re.MULTILINE)] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=shown)
def test_links_and_files_exist(document: Path) -> None:
    """A file that was renamed is renamed here too."""
    links = {link for link in _LINK.findall(prose(document)) if not link.startswith(("http://", "https://"))}
    broken = {link for link in links if not (document.parent / link).exists()}
    roots = (ROOT, ROOT / "src" / "forklore", ROOT / "src" / "forklore" / "foundations")
    broken |= {file for file in _FILE.findall(prose(document)) if not any((root / file).exists() for root in roots)}
    assert not broken, f"{shown(document)}: {sorted(broken)}"
