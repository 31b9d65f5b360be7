"""Files and functions stay small enough to be read at one go."""

import ast
from pathlib import Path
from statistics import median

from house.rooms import all_tests, shown, sources, tree

FILE_LINES, FUNCTION_LINES = 300, 60  # we aim at medians near 70 and 10


def test_files_are_short() -> None:
    """A file of more than 300 lines holds more than one thing."""
    sizes = {shown(file): _length(file) for file in sources()}
    sizes |= {shown(file): _length(file) for file in all_tests()}
    long = {name: size for name, size in sizes.items() if size > FILE_LINES}
    assert not long, f"longer than {FILE_LINES} lines: {long}; the median is {median(sizes.values())}"


def test_functions_are_short() -> None:
    """A function of more than 60 lines does more than one thing."""
    sizes = {f"{shown(file)}:{name}": size for file in sources() for name, size in _functions(file)}
    long = {name: size for name, size in sizes.items() if size > FUNCTION_LINES}
    assert not long, f"longer than {FUNCTION_LINES} lines: {long}; the median is {median(sizes.values())}"


def _length(file: Path) -> int:
    return len(file.read_text(encoding="utf8").splitlines())


def _functions(file: Path) -> list[tuple[str, int]]:
    return [
        (node.name, (node.end_lineno or node.lineno) - node.lineno + 1)
        for node in ast.walk(tree(file))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
