"""`forklore suggest` as people run it."""

import json
from pathlib import Path

import msgspec
import pytest

from acceptance.commands import forklore
from replacements.suggestions import tried_pairs, vocabulary


@pytest.fixture
def model(tmp_path: Path) -> Path:
    (tmp_path / "pairs.jsonl").write_bytes(b"\n".join(map(msgspec.json.encode, tried_pairs(300))))
    groups = {str(at): group for at, group in enumerate(vocabulary(), 1)}
    (tmp_path / "vocabulary.json").write_text(json.dumps({"0": "<end>", **groups}))
    learnt = forklore(
        *("suggest", "learn", "--pairs", str(tmp_path / "pairs.jsonl"), str(tmp_path / "pairs.jsonl")),
        *("--vocabulary", str(tmp_path / "vocabulary.json"), "--out", str(tmp_path / "model")),
        home=tmp_path / "home",
    )
    assert learnt.status == 0, learnt.err
    assert "600 pairs" in learnt.err
    return tmp_path / "model"


def test_questions_are_answered_in_their_order_with_200_names(model: Path, tmp_path: Path) -> None:
    asked: list[dict[str, object]] = [
        {"id": pair.id, "source": pair.source, "ingredients": pair.ingredients} for pair in tried_pairs(5, seed=9)
    ]
    strange: list[dict[str, object]] = [
        {"id": 7, "source": "moon dust"},
        {"id": "b", "source": "butter", "ingredients": [[], ["", "egg"]]},
    ]
    lines = [json.dumps(question).encode() for question in (*asked, *strange)]
    given = b"\n".join([*lines[:3], b'{"id": 1, "source": NaN}', b"", b'{"id": 1, "source": ["x"]}', *lines[3:]])
    done = forklore("suggest", "rank", "--model", str(model), home=tmp_path / "home", given=given)
    answers = [json.loads(line) for line in done.out.splitlines()]
    assert done.status == 1  # two lines could not be read, and are told of
    assert [line.split(":")[0] for line in done.err.splitlines()] == ["line 4", "line 6"]
    assert [answer["id"] for answer in answers] == [question["id"] for question in (*asked, *strange)]
    assert all(len(set(answer["ranked"])) == len(answer["ranked"]) >= 200 for answer in answers)
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize(
    ("option", "content"),
    [("--pairs", b'{"id": 1, "source": 2}'), ("--pairs", None), ("--vocabulary", b"[1]"), ("--vocabulary", b"[")],
    ids=["bad pair", "no file", "bad group", "no JSON"],
)
def test_bad_files_end_with_one_line_that_names_them(tmp_path: Path, option: str, content: bytes | None) -> None:
    (tmp_path / "good").write_bytes(b"")
    if content is not None:
        (tmp_path / "bad").write_bytes(content)
    files = {"--pairs": tmp_path / "good", option: tmp_path / "bad"}
    options = [str(word) for pair in files.items() for word in pair]
    done = forklore("suggest", "learn", *options, "--out", str(tmp_path / "model"), home=tmp_path / "home")
    assert done.status == 2
    assert done.err.count("\n") == 1
    assert "bad" in done.err
    assert not (tmp_path / "model").exists()


def test_a_file_that_is_no_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "model").write_bytes(b"{}")
    done = forklore("suggest", "rank", "--model", str(tmp_path / "model"), home=tmp_path / "home", given=b"")
    assert (done.status, done.err.count("\n")) == (2, 1)
