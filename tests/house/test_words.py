"""Words that hide something: a drawer for everything, a promise, a fake, somebody's own folder, a silent exception."""

import ast
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from house.rooms import PACKAGE, all_tests, shown, sources, texts, tree

DRAWERS = re.compile(r"^(?:utils?|helpers?|common|misc|shared|base|core|tools?)$")
PROMISES = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b")
FAKES = re.compile(r"\bunittest\.mock\b|\bimport mock\b|\bMagicMock\b|\bmocker\b|monkeypatch\.setattr")
SKIPPED = re.compile(r"pytest\.(?:skip|importorskip|xfail)\b|mark\.(?:skip|skipif|xfail)\b")
SOMEBODYS = re.compile(r"(?<![\w.~])/(?:root|work/\w+|Users/\w+|home/\w+)/\w")
NOQA = re.compile(r"#\s*noqa\b(?!: [A-Z]+\d+(?:, [A-Z]+\d+)* (?:\(.{3,}\)|[-–] .{4,}))")
IGNORED = re.compile(r"#\s*type: ignore(?!\[)")
HERE = Path(__file__)


def test_nothing_is_put_in_a_drawer() -> None:
    """A module named `utils` collects what nobody found a place for."""
    names = [file for file in PACKAGE.rglob("*") if DRAWERS.match(file.stem)]
    assert not names, [shown(file) for file in names]


@pytest.mark.parametrize(
    ("meaning", "pattern", "where"),
    [
        ("a promise; do it or write an issue", PROMISES, texts),
        ("a fake; test the real thing", FAKES, all_tests),
        ("a test that does not run", SKIPPED, all_tests),
        ("a folder of one machine", SOMEBODYS, texts),
        ("an opt-out of a lint without a reason", NOQA, lambda: [*sources(), *all_tests()]),
        ("an opt-out of the type checker that names no rule", IGNORED, lambda: [*sources(), *all_tests()]),
    ],
    ids=["promise", "fake", "skipped", "somebody's folder", "bare noqa", "bare ignore"],
)
def test_no_such_words(meaning: str, pattern: re.Pattern[str], where: Callable[[], list[Path]]) -> None:
    """Each of these hides that something is missing."""
    found = [
        f"{shown(file)}:{number}: {line.strip()[:120]}"
        for file in where()
        if file != HERE
        for number, line in enumerate(file.read_text(encoding="utf8", errors="replace").splitlines(), start=1)
        if pattern.search(line)
    ]
    assert not found, f"{meaning}:\n" + "\n".join(found)


def test_no_exception_is_caught_blindly() -> None:
    """`except Exception` also catches our own mistakes."""
    found = [
        f"{shown(file)}:{node.lineno}"
        for file in sources()
        for node in ast.walk(tree(file))
        if isinstance(node, ast.ExceptHandler)
        if node.type is None
        or {"Exception", "BaseException"} & {n.id for n in ast.walk(node.type) if isinstance(n, ast.Name)}
    ]
    assert not found, "\n".join(found)
