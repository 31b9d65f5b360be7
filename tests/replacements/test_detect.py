import json
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forklore.replacements.detect import Detection, detect_texts
from forklore.replacements.names import short_name
from shared_data import SHARED

SAMPLE = [
    json.loads(line)
    for line in (Path(__file__).parent / "forks_sample.jsonl").read_text("utf-8").splitlines()
    if line.strip()
]
LISTS = [case["parent"]["ingredients"] for case in SAMPLE]


def detect(case: dict[str, Any]) -> Detection:
    return detect_texts(case["parent"]["title"], case["parent"]["ingredients"], case["fork"]["ingredients"])


@pytest.mark.parametrize("case", SAMPLE, ids=[case["id"] for case in SAMPLE])
def test_each_sample_is_answered_exactly(case: dict[str, Any]) -> None:
    found = detect(case)
    said = sorted((change.kind.value, list(change.before), list(change.after)) for change in found.changes)
    assert said == sorted((change["kind"], change["from"], change["to"]) for change in case["changes"])
    assert found.servings_factor == case["servings_factor"]


@pytest.mark.parametrize("case", SAMPLE, ids=[case["id"] for case in SAMPLE])
def test_the_lines_that_prove_a_change_hold_its_foods(case: dict[str, Any]) -> None:
    parent, fork = case["parent"]["ingredients"], case["fork"]["ingredients"]
    for change in detect(case).changes:
        for names, lines, texts in (
            (change.before, change.before_lines, parent),
            (change.after, change.after_lines, fork),
        ):
            proof = " ".join(texts[line] for line in lines).lower()
            assert all(word in proof for name in names for word in name.split())
            assert bool(names) == bool(lines)
        assert 0 < change.confidence <= 1


def test_the_answer_is_what_the_command_line_writes() -> None:
    found = detect_texts(
        "Bread", ["500 g flour", "50 g butter", "7 g yeast"], ["500 g flour", "50 g margarine", "7 g yeast"]
    )
    assert json.loads(msgspec.json.encode(found))["changes"] == [
        {
            "kind": "replace",
            "from": ["butter"],
            "to": ["margarine"],
            "ratio": 1.0,
            "confidence": found.changes[0].confidence,
            "from_lines": [1],
            "to_lines": [1],
        }
    ]


@given(st.lists(st.text(max_size=80), max_size=12), st.lists(st.text(max_size=80), max_size=12))
@settings(max_examples=150, deadline=None)
def test_any_text_gets_an_answer(parent: list[str], fork: list[str]) -> None:
    found = detect_texts("", parent, fork)
    for change in found.changes:
        assert all(0 <= line < len(parent) for line in change.before_lines)
        assert all(0 <= line < len(fork) for line in change.after_lines)


@pytest.mark.parametrize(
    ("parent", "fork"),
    [
        ([], []),
        ([], ["2 eggs"]),
        (["NaN inf 1/0 cups -5 of 99999999999999 g nan"], ["inf", "1e309 g salt", "0 eggs"]),
        (["x" * 5000, "1 " * 2500], ["(" * 5000, "1 cup " * 800]),
        (["小麦粉 200g", "卵 2個"], ["小麦粉 200g", "卵 3個"]),
        (["200 g Mehl", "2 Eier"], ["200 г муки", "2 яйца"]),
        ([f"{n} g food number {n}" for n in range(500)], [f"{n} g other food {n}" for n in range(500)]),
    ],
    ids=["empty", "only-fork", "odd-numbers", "long-lines", "japanese", "german-russian", "500-lines"],
)
def test_odd_input_is_answered(parent: list[str], fork: list[str]) -> None:
    found = detect_texts("odd", parent, fork)
    assert found.servings_factor > 0
    for change in found.changes:
        assert all(0 <= at < len(parent) for at in change.before_lines)
        assert all(0 <= at < len(fork) for at in change.after_lines)


@pytest.mark.parametrize("texts", LISTS, ids=[case["id"] for case in SAMPLE])
def test_a_list_against_itself_is_quiet(texts: list[str]) -> None:
    assert detect_texts("same", texts, texts).changes == ()


@given(st.sampled_from(LISTS), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_lines_means_nothing(texts: list[str], dice: Random) -> None:
    shuffled = [text for text in texts if not text.endswith(":")]
    dice.shuffle(shuffled)
    assert detect_texts("shuffled", texts, shuffled).changes == ()


@pytest.mark.parametrize("case", SAMPLE, ids=[case["id"] for case in SAMPLE])
def test_read_backwards_every_change_is_mirrored(case: dict[str, Any]) -> None:
    mirror = {"replace": "replace", "omit": "add", "add": "omit", "more": "less", "less": "more"}
    parent, fork = case["parent"]["ingredients"], case["fork"]["ingredients"]
    forwards, backwards = detect_texts("", parent, fork), detect_texts("", fork, parent)
    there = sorted((mirror[c.kind.value], c.after, c.before) for c in forwards.changes)
    assert sorted((c.kind.value, c.before, c.after) for c in backwards.changes) == there
    assert forwards.servings_factor * backwards.servings_factor == pytest.approx(1)


@pytest.mark.parametrize(
    ("written", "short"),
    [
        ("large free-range eggs", "eggs"),
        ("Butter (softened)", "butter"),
        ("vegetarian sausages, sliced", "vegetarian sausages"),
        ("???", "???"),
    ],
)
def test_names_are_short_and_lower_case(written: str, short: str) -> None:
    assert short_name(written) == short


def labelled() -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Give (parent, fork) of the labelled forks, or of the project's sample where those are not at hand."""
    if SHARED is None:
        return [(case["parent"], case["fork"] | {"changes": case["changes"]}) for case in SAMPLE]
    folder = SHARED / "fork_changes"
    read = {name: (folder / f"{name}.jsonl").read_text("utf-8").splitlines() for name in ("parents", "forks")}
    parents = {case["id"]: case for case in map(json.loads, read["parents"])}
    return [(parents[fork["id"]], fork) for fork in map(json.loads, read["forks"])]


def test_on_labelled_forks_most_changes_are_found_and_few_are_invented() -> None:
    right = said = truth = 0
    for parent, fork in labelled():
        found = detect_texts(parent["title"], parent["ingredients"], fork["ingredients"])
        kinds = [change.kind.value for change in found.changes]
        said, truth = said + len(kinds), truth + len(fork["changes"])
        for change in fork["changes"]:
            if change["kind"] in kinds:
                kinds.remove(change["kind"])
                right += 1
    assert 2 * right / (said + truth) >= 0.88
