"""The benchmark runs from end to end on a tiny community; no clock decides anything."""

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

ROOT = Path(__file__).resolve().parents[2]
KEYS = {
    "work",
    "n",
    "requests_per_s",
    "p50_ms",
    "p99_ms",
    "cpu_ms_per_request",
    "floor_requests_per_s",
    "ratio_to_floor",
    "errors",
}
WORKS = ["recipe", *(f"popular-{span}" for span in ("day", "week", "month", "year", "all")), "stars", "feed", "review"]


MAKE_TABLE = """
import sys
from benchmarks.table import put, table
print(put("a\\n<!-- measured: x -->old<!-- end: x -->\\nb", "x", table(sys.stdin)))
"""


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What `make bench` prints of a tiny community; its sums are recounted while it is made."""
    home = tmp_path_factory.mktemp("bench")
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.service", "tiny"],
        cwd=ROOT,
        env={**os.environ, "BENCH_ROUNDS": "1", "BENCH_SECONDS": "0.2", "BENCH_HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout.splitlines()


def test_every_work_is_measured_and_nothing_is_refused(lines: list[str]) -> None:
    rows = [msgspec.json.decode(line) for line in lines]
    assert [row["work"] for row in rows] == WORKS
    assert all(row.keys() >= KEYS for row in rows)
    assert [row["errors"] for row in rows] == [0] * len(WORKS)
    assert all(row["n"] == 300 and row["requests_per_s"] > 0 and row["floor_requests_per_s"] > 0 for row in rows)


def test_the_lines_become_a_table_in_their_place(lines: list[str]) -> None:
    made = subprocess.run(  # noqa: S603 (our own interpreter)
        [
            sys.executable,
            "-c",
            MAKE_TABLE,
        ],
        cwd=ROOT,
        input="\n".join(lines),
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    assert made[0] == "a"
    assert made[-1] == "b"
    assert made[2].startswith("| work | n | requests per s |")
    assert [line.split(" | ")[0] for line in made[4:-2]] == [f"| {work}" for work in WORKS]
