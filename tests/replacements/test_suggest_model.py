import string
import subprocess
import sys
from itertools import product
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forklore.foods.lexicon import lexicon
from forklore.foods.lexicon_files import ALLERGENS, diets_of
from forklore.foods.needs import Needs
from forklore.foods.rows import Answer
from forklore.replacements.errors import NoModel
from forklore.replacements.suggest_file import read_model, write_model
from forklore.replacements.suggest_learner import learn
from forklore.replacements.suggest_model import AT_MOST, breaking
from forklore.replacements.suggest_rows import Pair, Question, community_pairs, plain
from replacements.suggestions import QUICK, question, share_found, small_model, tried_pairs, vocabulary

UNSEEN = tried_pairs(200, seed=2)


def test_what_was_tried_most_is_found() -> None:
    assert share_found(small_model(), UNSEEN, 1) > 0.4
    assert share_found(small_model(), UNSEEN, 10) > 0.85


def test_counts_alone_rank_where_pairs_are_few() -> None:
    model = learn(tried_pairs(300), vocabulary())
    assert not model.learnt.networks
    assert share_found(model, UNSEEN, 10) > 0.7


def test_without_any_pair_near_foods_come_first() -> None:
    model = learn([], vocabulary())
    ranked = model.rank(Question(1, "red onion", [["red onion"], ["butter"]]))
    assert len(ranked) == AT_MOST
    assert any("onion" in name or "shallot" in name for name in ranked[:5])


def test_a_model_without_names_answers_with_none() -> None:
    assert learn([], []).rank(Question(1, "butter", [["butter"]])) == []


def test_pairs_that_say_nothing_are_left_out() -> None:
    useless = [
        Pair(1, "", "butter"),
        Pair(1, "butter", " "),
        Pair(1, "Butter", "butter"),
        Pair(1, "a", "b", [[], [""]]),
    ]
    assert len(learn(useless, vocabulary()).learnt.facts.source) == 1


def test_serving_loads_no_library_of_trees() -> None:
    """It is large, and slow to load; only learning and ranking need it."""
    code = "import sys, forklore.main.serving, forklore.main.asgi, forklore.main.suggesting; print(*sys.modules)"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 (our own interpreter)
    assert "forklore.replacements.suggest_trees" in done.stdout.split()
    assert "lightgbm" not in done.stdout.split()


def test_events_of_the_community_teach() -> None:
    events = [(f"recipe-{n}", ["butter", "egg", "flour"], "butter", "olive-oil") for n in range(5)]
    model = learn(community_pairs(events))
    assert model.rank(Question(1, "butter", [["butter"], ["egg"]]))[0] == "olive-oil"


def test_the_same_pairs_make_the_same_file(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_model(learn(tried_pairs(450), vocabulary(), QUICK), tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_what_is_read_back_ranks_as_what_was_learnt(tmp_path: Path) -> None:
    write_model(small_model(), tmp_path / "model")
    model = read_model(tmp_path / "model")
    for pair in UNSEEN[:40]:
        assert model.rank(question(pair)) == small_model().rank(question(pair))
    assert [file.name for file in tmp_path.iterdir()] == ["model"]


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 not a zip", b"{}", b"\x93NUMPY"], ids=["empty", "zip", "json", "npy"]
)
def test_what_is_no_model_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "model").write_bytes(content)
    with pytest.raises(NoModel):
        read_model(tmp_path / "model")
    with pytest.raises(NoModel):
        read_model(tmp_path / "none")


_WORDS = st.one_of(
    st.sampled_from([name for group in vocabulary() for name in group]),
    st.text(max_size=300),
    st.text(string.ascii_lowercase + "_ -", max_size=300),
)


@given(source=_WORDS, ingredients=st.lists(st.lists(_WORDS, max_size=4), max_size=60))
@settings(max_examples=60, deadline=None)
def test_any_question_is_answered(source: str, ingredients: list[list[str]]) -> None:
    ranked = small_model().rank(Question(1, source, ingredients))
    assert len(ranked) == len(set(ranked)) == AT_MOST
    own = {plain(name) for line in ingredients for name in line} | {plain(source)}
    assert not own & set(map(plain, ranked))


def test_no_constraint_is_broken_in_ten_thousand_answers() -> None:
    """What is not known to fit counts as breaking; a name that the lexicon does not know is never given."""
    dice = Random(3)  # noqa: S311 (the same needs each time)
    model, foods = small_model(), lexicon()
    kinds = list(product(diets_of("vegan", "-"), ALLERGENS))
    families, slugs = sorted(foods.families), sorted(foods.foods)
    checked = 0
    for _ in range(400):
        diet, allergen = dice.choice(kinds)
        family, slug = dice.choice(families), dice.choice(slugs)
        needs = Needs(frozenset({diet}), frozenset({slug}), frozenset({family}), frozenset({allergen}))
        for name in model.rank(question(dice.choice(UNSEEN)), forbidden=breaking(needs), most=60):
            known = foods.resolve(plain(name))
            assert known is not None
            food = foods.foods[known.slug]
            assert food.diets[diet] is Answer.YES
            assert food.allergens[allergen] is Answer.NO
            assert food.slug != slug
            assert family not in foods.families[food.family].path
            checked += 1
    assert checked >= 10_000


def test_forbidden_names_are_never_given() -> None:
    dice = Random(4)  # noqa: S311 (the same names each time)
    for pair in UNSEEN[:30]:
        free = small_model().rank(question(pair))
        forbidden = set(dice.sample(free, 150))
        ranked = small_model().rank(question(pair), forbidden={name.upper() for name in forbidden})
        assert not forbidden & set(ranked)
        assert ranked[: len(free) - 150] == [name for name in free if name not in forbidden]
    assert small_model().rank(question(UNSEEN[0]), forbidden=lambda _: True) == []
