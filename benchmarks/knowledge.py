"""What the product knows, measured: changes of foods between a recipe and its fork, and those a review tells.

Run `python -m benchmarks.knowledge` beside a folder `shared` with the labelled data; it prints one table. Without the
data it measures the project's own sample and says so.
"""

import json
import time
from pathlib import Path

from benchmarks.knowledge_forks import by_ids, by_text, measure_forks, p95
from benchmarks.knowledge_lines import measure_lines
from benchmarks.knowledge_reviews import SHARED, measure_reviews

from benchmarks import knowledge_ranking
from forklore.replacements.detect import detect_texts

_SAMPLE = Path(__file__).resolve().parents[1] / "tests" / "replacements" / "forks_sample.jsonl"


def main() -> int:
    """Print the figures."""
    detect_texts("", ["1 egg"], ["2 eggs"])  # the lexicon is read once for each process
    labelled = (SHARED / "data").is_dir()
    if labelled:
        measure_forks()
    else:
        print("no labelled data beside the checkout: the project's own sample only")
    _own_sample()
    if labelled:
        measure_lines()
        measure_reviews()
    return knowledge_ranking.main()


def _own_sample() -> None:
    cases = [json.loads(line) for line in _SAMPLE.read_text("utf-8").splitlines() if line.strip()]
    for how, detector in (("by text alone", by_text), ("with ids of lines", by_ids)):
        times, exact = [], 0
        for case in cases:
            before = time.process_time()
            found = detector(case["parent"], {**case["fork"], "changes": case["changes"]})
            times.append(time.process_time() - before)
            said = sorted((change.kind.value, list(change.before), list(change.after)) for change in found.changes)
            exact += said == sorted((change["kind"], change["from"], change["to"]) for change in case["changes"])
        print(f"own sample {how}: {exact} of {len(cases)} answered exactly, p95 {p95(times):.1f} ms of processor")


if __name__ == "__main__":
    raise SystemExit(main())
