"""Trees that order the likeliest names by their measures: LambdaMART (Burges, 2010) as LightGBM makes it."""

from functools import cached_property
from types import ModuleType
from typing import TYPE_CHECKING

import numpy as np

from forklore.replacements.errors import NoTrees
from forklore.replacements.suggest_names import Floats, Numbers

if TYPE_CHECKING:
    from lightgbm import Booster

_SETTINGS: dict[str, object] = {
    "objective": "lambdarank",
    "lambdarank_truncation_level": 20,
    "learning_rate": 0.06,
    "num_leaves": 31,
    "min_data_in_leaf": 200,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "max_bin": 127,
    "num_threads": 1,
    "seed": 1,
    "deterministic": True,
    "force_row_wise": True,
    "verbosity": -1,
}


def _lightgbm() -> ModuleType:
    """Load LightGBM, which only those need who learn or rank; raises `NoTrees` where its OpenMP library is missing."""
    try:
        import lightgbm  # noqa: PLC0415 (serving recipes needs none of it)
    except OSError as error:
        raise NoTrees(f"LightGBM cannot be loaded ({error}); on Debian it needs the package libgomp1") from error
    return lightgbm


class Trees:
    """Learnt trees; `text` is all they are."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _booster(self) -> "Booster":
        booster: Booster = _lightgbm().Booster(model_str=self.text)
        return booster

    def scores(self, measures: Floats) -> Floats:
        """Score rows of measures."""
        return np.asarray(self._booster.predict(measures, num_threads=1), np.float32)


def learn_trees(measures: Floats, right: Floats, lengths: Numbers, *, rounds: int, seed: int = 1) -> Trees:
    """Learn from lists of names: `lengths` says how many rows each list has, `right` is 1 for the name tried."""
    lightgbm = _lightgbm()
    settings = _SETTINGS | {"seed": seed}
    data = lightgbm.Dataset(measures, right, group=lengths, params=settings)
    return Trees(lightgbm.train(settings, data, num_boost_round=rounds).model_to_string())
