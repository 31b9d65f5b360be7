"""The benchmark of hot rows runs from end to end; no clock decides anything, but the sums must be exact."""

import os
import subprocess
import sys
from pathlib import Path

import msgspec

ROOT = Path(__file__).resolve().parents[2]


def test_both_ways_are_measured_and_exact(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.hot_rows"],
        cwd=ROOT,
        env={
            **os.environ,
            "BENCH_ROUNDS": "1",
            "BENCH_SECONDS": "0.2",
            "BENCH_PEOPLE": "2000",
            "BENCH_HOME": str(tmp_path),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    told = [msgspec.json.decode(line) for line in done.stdout.splitlines()]
    assert [(one["way"], one["slots"], one["drifted"]) for one in told] == [("slots", 64, 0), ("counter", 1, 0)]
    assert all(one["likes"] >= 32 and one["ratio"] > 0 for one in told)
