"""What the product knows, measured: changes of foods between a recipe and its fork, and those a review tells.

Run `python -m benchmarks.knowledge` beside a folder `shared` with the labelled data; it prints one table. Hand-written
forks are scored with `shared/tools/score_changes.py`, by names; they are split by a hash of their id into 60 that rules
may be tuned on and the others, which nobody reads. Semi-synthetic forks carry no names, so there a change is right when
its kind and the lines that prove it are. Without the data it measures the project's own sample and says so.
"""

import hashlib
import json
import lzma
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
from benchmarks.knowledge_reviews import measure_reviews

from benchmarks import knowledge_ranking
from forklore.replacements.detect import Detection, detect_texts

_ROOT = Path(__file__).resolve().parents[1]
_SHARED = _ROOT.parent / "shared"
_SAMPLE = _ROOT / "tests" / "replacements" / "forks_sample.jsonl"
_TUNED = 60
_CHANGED = 1.195
Case = Mapping[str, Any]


def main() -> int:
    """Print the figures."""
    detect_texts("", ["1 egg"], ["2 eggs"])  # the lexicon is read once for each process
    data = _SHARED / "data" / "fork_changes"
    if data.is_dir():
        _hand_written(data)
        _semisynthetic(data / "semisynthetic.jsonl.xz")
    else:
        print("no labelled data beside the checkout: the project's own sample only")
    _own_sample()
    if data.is_dir():
        measure_reviews()
    return knowledge_ranking.main()


def _hand_written(data: Path) -> None:
    parents = {case["id"]: case for case in _lines((data / "parents.jsonl").read_text("utf-8").splitlines())}
    forks = _lines((data / "forks.jsonl").read_text("utf-8").splitlines())
    forks = sorted(forks, key=lambda fork: hashlib.sha256(fork["id"].encode()).hexdigest())
    for title, chosen in (("tuned on", forks[:_TUNED]), ("not looked at", forks[_TUNED:]), ("all", forks)):
        found, times = {}, []
        for fork in chosen:
            parent = parents[fork["id"]]
            before = time.process_time()
            found[fork["id"]] = detect_texts(parent["title"], parent["ingredients"], fork["ingredients"])
            times.append(time.process_time() - before)
        factors = sum(abs(found[fork["id"]].servings_factor - fork["servings_factor"]) < 0.01 for fork in chosen)  # noqa: PLR2004
        _print(f"hand-written forks, {title}", _score(chosen, found), times, f"servings {factors}/{len(chosen)}")


def _score(gold: Sequence[Case], found: Mapping[str, Detection]) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        truth, said = Path(folder) / "gold.jsonl", Path(folder) / "said.jsonl"
        truth.write_text("".join(json.dumps(case) + "\n" for case in gold), "utf-8")
        said.write_text(
            "".join(json.dumps({"id": k, **msgspec.to_builtins(v)}) + "\n" for k, v in found.items()), "utf-8"
        )
        command = [sys.executable, str(_SHARED / "tools" / "score_changes.py"), str(truth), str(said)]
        answer = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - our own tool
    report: dict[str, Any] = json.loads(answer.stdout)
    return report


def _semisynthetic(path: Path) -> None:
    with lzma.open(path, "rt", encoding="utf-8") as file:
        cases = _lines(file)
    right, said, labelled, times, quiet = 0, 0, 0, [], []
    for case in cases:
        before = time.process_time()
        found = detect_texts(case["title"], case["parent"], case["fork"])
        times.append(time.process_time() - before)
        truth = [fact for edit in case["edits"] if (fact := _fact(edit)) is not None]
        lines = [(c.kind.value, c.before_lines[:1], c.after_lines[:1]) for c in found.changes]
        right += sum(1 for fact in truth if fact in lines)
        said, labelled = said + len(lines), labelled + len(truth)
        quiet += [not lines] if not truth else []
    precision, recall = right / max(said, 1), right / max(labelled, 1)
    f1 = 2 * right / max(said + labelled, 1)
    report = {"all": {"precision": precision, "recall": recall, "f1": f1}, "quiet": sum(quiet) / max(len(quiet), 1)}
    _print("semi-synthetic forks, by lines", report, times, f"{len(cases)} cases")


def _fact(edit: Case) -> tuple[str, tuple[int, ...], tuple[int, ...]] | None:
    match edit["op"]:
        case "replace":
            return "replace", (edit["from_line"],), (edit["to_line"],)
        case "remove":
            return "omit", (edit["from_line"],), ()
        case "add":
            return "add", (), (edit["to_line"],)
        case "quantity" if edit["from"]:
            ratio = edit["to"] / edit["from"]
            kind = "more" if ratio >= _CHANGED else "less" if ratio <= 1 / _CHANGED else None
            return (kind, (edit["from_line"],), (edit["to_line"],)) if kind else None
    return None


def _own_sample() -> None:
    cases = _lines(_SAMPLE.read_text("utf-8").splitlines())
    times, exact = [], 0
    for case in cases:
        before = time.process_time()
        found = detect_texts(case["parent"]["title"], case["parent"]["ingredients"], case["fork"]["ingredients"])
        times.append(time.process_time() - before)
        said = sorted((c.kind.value, list(c.before), list(c.after)) for c in found.changes)
        exact += said == sorted((c["kind"], c["from"], c["to"]) for c in case["changes"])
    print(f"own sample: {exact} of {len(cases)} cases answered exactly, p95 {_p95(times):.1f} ms of processor")


def _print(title: str, report: Mapping[str, Any], times: Sequence[float], more: str) -> None:
    print(f"{title}: quiet {report['quiet']:.3f}, p95 {_p95(times):.1f} ms of processor a fork, {more}")
    for kind in ("replace", "omit", "add", "more", "less", "all"):
        if figures := report.get(kind):
            print(f"  {kind:8} P {figures['precision']:.3f}  R {figures['recall']:.3f}  F1 {figures['f1']:.3f}")


def _p95(times: Sequence[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)] * 1000


def _lines(lines: Iterable[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines if line.strip()]


if __name__ == "__main__":
    raise SystemExit(main())
