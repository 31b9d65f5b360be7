"""What the checks of the house look at: the rooms, their floors, the files."""

import ast
import tomllib
from functools import cache
from pathlib import Path

from bed import ROOT

PACKAGE = ROOT / "src" / "forklore"
_TEXTS = {".py", ".sql", ".md", ".toml", ".html", ".css", ".js", ".json", ".tsv", ".csv", ".txt", ".yml", ""}


@cache
def contracts() -> list[dict[str, object]]:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))
    found: list[dict[str, object]] = told["tool"]["importlinter"]["contracts"]
    return found


@cache
def floors() -> dict[str, int]:
    """Each room's floor, counted from the ground."""
    layers = contracts()[0]["layers"]
    assert isinstance(layers, list)
    return {room.strip(): height for height, layer in enumerate(reversed(layers)) for room in layer.split("|")}


def rooms() -> list[str]:
    return sorted(folder.name for folder in PACKAGE.iterdir() if (folder / "__init__.py").exists())


def rooms_below_the_roof() -> list[str]:
    return [room for room in rooms() if room not in {"main", "api", "web", "federation", "foundations"}]


def sources() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def all_tests() -> list[Path]:
    return sorted((ROOT / "tests").rglob("*.py"))


def texts() -> list[Path]:
    """All that people wrote: code, pages, data that ships; not what tools keep for themselves."""
    folders = [ROOT / name for name in ("src", "tests", "docs", "benchmarks", "scripts", ".ci")]
    found = [file for folder in folders for file in folder.rglob("*") if file.is_file()]
    found += [file for file in ROOT.iterdir() if file.is_file() and file.name != "uv.lock"]
    return sorted(file for file in found if file.suffix in _TEXTS and "__pycache__" not in file.parts)


def shown(file: Path) -> str:
    return str(file.relative_to(ROOT))


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf8"))


def imported(file: Path) -> set[str]:
    """The full names of the modules that a file imports; `from a import b` counts as `a` and `a.b`."""
    found: set[str] = set()
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found
