"""Changes between a recipe and its fork, measured with intervals that are bootstrapped by recipe.

Hand-written forks are scored with `shared/tools/score_changes.py`, by names; they are split by a hash of their id into
60 that rules may be tuned on ("seen") and the others, which nobody reads. Each is measured twice: by text alone, the
reading of the lines in the time, and with the ids of lines that an editor would have kept, the time that of comparing
alone, as the service keeps its lines read. Semi-synthetic forks carry no names, so there a change is right when its
kind and the lines that prove it are; one half of them, by a hash, is read.
"""

import hashlib
import json
import lzma
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec
from benchmarks.knowledge_reviews import SHARED, counted, print_figures
from benchmarks.line_ids import ids_as_edited
from msgspec.structs import replace

from forklore.forks.diff import diff_lines
from forklore.replacements.detect import Detection, detect_texts, detection, read_lines

_SEEN = 60
_CHANGED = 1.195
Case = Mapping[str, Any]
Prepared = Callable[[], Detection]


def measure_forks() -> None:
    """Print the figures of all labelled forks."""
    data = SHARED / "data" / "fork_changes"
    parents = {case["id"]: case for case in _rows((data / "parents.jsonl").read_text("utf-8"))}
    forks = sorted(_rows((data / "forks.jsonl").read_text("utf-8")), key=lambda fork: _hash(fork["id"]))
    pairs = [(parents[fork["id"]], fork) for fork in forks]
    for how, prepared in (("by text alone", _text_prepared), ("with ids of lines", ids_prepared)):
        for title, chosen in (("seen", pairs[:_SEEN]), ("not looked at", pairs[_SEEN:])):
            _measure(f"hand-written forks {how}, {title}", chosen, prepared)
    _semisynthetic(_rows(lzma.decompress((data / "semisynthetic.jsonl.xz").read_bytes()).decode()))


def by_text(parent: Case, fork: Case) -> Detection:
    """Detect by the texts of the lines."""
    return detect_texts(parent["title"], parent["ingredients"], fork["ingredients"])


def by_ids(parent: Case, fork: Case) -> Detection:
    """Detect with the ids that the lines would carry had the fork been made in the editor."""
    return ids_prepared(parent, fork)()


def _text_prepared(parent: Case, fork: Case) -> Prepared:
    return lambda: by_text(parent, fork)


def ids_prepared(parent: Case, fork: Case) -> Prepared:
    """Read the lines and give them ids; the comparing itself is left to the answer."""
    ids = ids_as_edited(parent["ingredients"], fork["ingredients"], fork["changes"])
    before = [replace(line, line_id=f"p{at}") for at, line in enumerate(read_lines(parent["ingredients"]))]
    after = [replace(line, line_id=it) for line, it in zip(read_lines(fork["ingredients"]), ids, strict=True)]
    return lambda: detection(diff_lines(before, after))


def _measure(title: str, pairs: Sequence[tuple[Case, Case]], prepared: Callable[[Case, Case], Prepared]) -> None:
    by_recipe: dict[str, Counter[str]] = {}
    times, factors = [], 0
    for parent, fork in pairs:
        detect = prepared(parent, fork)
        before = time.process_time()
        found = detect()
        times.append(time.process_time() - before)
        by_recipe[fork["id"]] = counted(fork, msgspec.to_builtins(found)["changes"])
        factors += abs(found.servings_factor - fork["servings_factor"]) < 0.01  # noqa: PLR2004 (rounded to four places)
    print(f"{title}: p95 {p95(times):.1f} ms of processor a fork, servings right {factors}/{len(pairs)}")
    print_figures(by_recipe)


def _semisynthetic(cases: Sequence[Case]) -> None:
    halves = [[case for case in cases if int(_hash(case["title"] + case["url"]), 16) % 2 == half] for half in (0, 1)]
    for title, chosen in zip(("seen", "not looked at"), halves, strict=True):
        by_recipe: dict[str, Counter[str]] = {}
        times = []
        for at, case in enumerate(chosen):
            before = time.process_time()
            found = detect_texts(case["title"], case["parent"], case["fork"])
            times.append(time.process_time() - before)
            by_recipe[str(at)] = _by_lines(case, found)
        print(f"semi-synthetic forks, {title}: {len(chosen)} cases, p95 {p95(times):.1f} ms of processor a fork")
        print_figures(by_recipe)


def _by_lines(case: Case, found: Detection) -> Counter[str]:
    counts: Counter[str] = Counter()
    truth = [fact for edit in case["edits"] if (fact := _fact(edit)) is not None]
    said = [(change.kind.value, change.before_lines[:1], change.after_lines[:1]) for change in found.changes]
    counts.update(silent=not truth, quiet=not truth and not said)
    for name, facts in (
        ("right", [fact for fact in truth if fact in said]),
        ("missed", [fact for fact in truth if fact not in said]),
        ("extra", [fact for fact in said if fact not in truth]),
    ):
        counts.update(word for fact in facts for word in (f"{name} {fact[0]}", f"{name} all"))
    return counts


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


def p95(times: Sequence[float]) -> float:
    """Give the 95th percentile of times in seconds, in milliseconds."""
    return sorted(times)[int(len(times) * 0.95)] * 1000


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _rows(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines() if line.strip()]
