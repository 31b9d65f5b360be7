"""Ranking what may take a food's place, measured on pairs mined from comments (Recipe1MSubs, for evaluation only).

Run `python -m benchmarks.knowledge_ranking` beside a folder `shared`: it learns a model in a folder that is gone
afterwards, ranks for pairs that were not learnt from, and tells how often the one tried is first and among the first
ten, apart for pairs that were seen in learning and those that were not. With a path it keeps the model there, and uses
one that stands there already. The protocol is that of `shared/tools/score_ranking.py`: the recipe's own foods are not
answers, other right answers are not removed.
"""

import json
import lzma
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import msgspec

from forklore.replacements.suggest_file import read_model, write_model
from forklore.replacements.suggest_learner import learn
from forklore.replacements.suggest_model import Model
from forklore.replacements.suggest_rows import Pair, Question, Ranked

_SHARED = Path(__file__).resolve().parents[1].parent / "shared"
_DATA = _SHARED / "data" / "substitutions"


def main() -> int:
    """Print the figures; say so when there is no data to measure with."""
    if not _DATA.is_dir():
        print("ranking: no pairs beside the checkout")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        measure_ranking(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(folder) / "model", Path(folder))
    return 0


def measure_ranking(path: Path, folder: Path) -> None:
    """Learn or read a model and print how it ranks, how long a question takes, and the memory used."""
    learning, testing = _unpacked("train", folder), _unpacked("val", folder)
    if not path.exists():
        before = time.process_time()
        write_model(learn(_pairs(learning), _groups()), path)
        print(f"ranking: learnt in {time.process_time() - before:.0f} s of processor")
    model, pairs = read_model(path), _pairs(testing)
    times = _rank(model, pairs, folder / "ranked.jsonl")
    command = [sys.executable, str(_SHARED / "tools" / "score_ranking.py"), str(testing), str(folder / "ranked.jsonl")]
    told = subprocess.run([*command, "--train", str(learning)], check=True, capture_output=True, text=True)  # noqa: S603 - our own tool
    for title, figures in json.loads(told.stdout).items():
        print(f"ranking, {title}: {_words(figures)}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    ordered = sorted(times)
    print(
        f"ranking: {sum(times) / len(times) * 1000:.1f} ms of processor a question, "
        f"p95 {ordered[int(len(ordered) * 0.95)] * 1000:.1f} ms; model {path.stat().st_size / 1e6:.0f} MB; "
        f"peak memory {peak:.0f} MB"
    )


def _rank(model: Model, pairs: list[Pair], path: Path) -> list[float]:
    times = []
    with path.open("wb") as out:
        for pair in pairs:
            before = time.process_time()
            ranked = model.rank(Question(pair.id, pair.source, pair.ingredients))
            times.append(time.process_time() - before)
            out.write(msgspec.json.encode(Ranked(pair.id, ranked)) + b"\n")
    return times


def _unpacked(part: str, folder: Path) -> Path:
    path = folder / f"{part}.jsonl"
    path.write_bytes(lzma.decompress((_DATA / f"{part}.jsonl.xz").read_bytes()))
    return path


def _pairs(path: Path) -> list[Pair]:
    decode = msgspec.json.Decoder(Pair).decode
    return [decode(line) for line in path.read_bytes().splitlines()]


def _groups() -> list[list[str]]:
    told = json.loads(lzma.decompress((_DATA / "vocab.json.xz").read_bytes()))
    return [group for group in told.values() if isinstance(group, list)]


def _words(figures: Any) -> str:  # noqa: ANN401 (as the tool tells it)
    if isinstance(figures, list):
        return f"{figures[0]} to {figures[1]} (95 %, bootstrapped by recipe)"
    return ", ".join(f"{name} {value}" for name, value in figures.items())


if __name__ == "__main__":
    raise SystemExit(main())
