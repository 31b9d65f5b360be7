"""Writes measured lines into `docs/performance.md`: `make bench SIZE=100k | python -m benchmarks.table 100k`.

The table stands between two comments that carry the name; what was there before is replaced.
"""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

PAGE = Path(__file__).resolve().parents[1] / "docs" / "performance.md"


def table(lines: Iterable[str]) -> str:
    """Make a Markdown table of JSON lines; the keys of the first are the head. Raises ValueError without any line."""
    rows: list[dict[str, Any]] = [msgspec.json.decode(line) for line in lines if line.strip()]
    if not rows:
        raise ValueError("nothing was measured")
    head = list(rows[0])
    marks = ["---:" if isinstance(rows[0][key], int | float) else "---" for key in head]
    body = [[f"{row[key]:,}" if isinstance(row[key], int | float) else str(row[key]) for key in head] for row in rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [[key.replace("_", " ") for key in head], marks, *body])


def put(page: str, name: str, new: str) -> str:
    """Put a table between the marks of its name; raises ValueError when the page has none."""
    begin, end = f"<!-- measured: {name} -->", f"<!-- end: {name} -->"
    head, found, rest = page.partition(begin)
    _, closed, tail = rest.partition(end)
    if not found or not closed:
        raise ValueError(f"the page has no place for {name}")
    return f"{head}{begin}\n{new}\n{end}{tail}"


if __name__ == "__main__":
    PAGE.write_text(put(PAGE.read_text(encoding="utf8"), sys.argv[1], table(sys.stdin)), encoding="utf8")
