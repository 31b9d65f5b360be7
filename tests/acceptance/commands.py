"""Runs the real command line in a home of its own, and reads what it says."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import IO, NamedTuple

_COUNTS = re.compile(
    r"(?P<files>\d+) files: (?P<new>\d+) recipes new, (?P<changed>\d+) changed, (?P<unchanged>\d+) unchanged, "
    r"(?P<refused>\d+) refused; (?P<drafts>\d+) kept as drafts\. "
    r"(?P<lines>\d+) ingredient lines, a food understood in (?P<understood>\d+)"
)


class Done(NamedTuple):
    """How a command ended and what it said."""

    status: int
    out: str
    err: str


class Took(NamedTuple):
    """What an import told of itself."""

    files: int
    new: int
    changed: int
    unchanged: int
    refused: int
    drafts: int
    lines: int
    understood: int
    reasons: tuple[str, ...]


def forklore(
    *arguments: str | Path,
    home: Path,
    given: bytes = b"",
    out: IO[bytes] | int = subprocess.PIPE,
    settings: Mapping[str, str] = MappingProxyType({}),
) -> Done:
    """Run `forklore` with a home, other settings, what it reads from standard input, and where it prints to."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("FORKLORE_") and name not in {"DATABASE_URL", "DATABASE_READ_URL"}
    }
    done = subprocess.run(  # noqa: S603 (our own program)
        [sys.executable, "-m", "forklore", *map(str, arguments)],
        env={**kept, "FORKLORE_HOME": str(home), **settings},
        input=given,
        stdout=out,
        stderr=subprocess.PIPE,
        check=False,
        timeout=3600,
    )
    return Done(done.returncode, (done.stdout or b"").decode(), done.stderr.decode())


def import_as(handle: str, *paths: Path, home: Path, **settings: str) -> Took:
    """Import files as recipes of a cook, who is made when there is none; raises when the command fails."""
    done = forklore("import", "--as", handle, "--create", *paths, home=home, settings=settings)
    found = _COUNTS.search(done.out)
    if done.status or found is None:
        raise RuntimeError(f"the import failed with {done.status}:\n{done.out}\n{done.err}")
    tops = tuple(f"{path}" for path in paths)
    told = [line for line in done.err.splitlines() if line.startswith(tops) and ": " in line]
    reasons = tuple(line.partition(": ")[2] for line in told)
    return Took(**{name: int(count) for name, count in found.groupdict().items()}, reasons=reasons)
