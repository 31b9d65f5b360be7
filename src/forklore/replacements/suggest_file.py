"""A model of suggestions as one file: arrays of numbers in an `.npz`, in half precision, and its names as JSON.

Nothing in the file is run when it is read, and the same model gives the same bytes.
"""

import zipfile
from io import BytesIO
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt
from msgspec import Struct

from forklore.replacements.errors import NoModel
from forklore.replacements.suggest_evidence import Near
from forklore.replacements.suggest_model import Learnt, Model
from forklore.replacements.suggest_names import Names
from forklore.replacements.suggest_network import Network
from forklore.replacements.suggest_traits import Traits
from forklore.replacements.suggest_trees import Trees
from forklore.replacements.suggest_tried import Tried

_FORM = 1


class _Texts(Struct):
    form: int
    groups: list[list[str]]
    more: list[str]
    traits: list[str]
    networks: int
    trees: str | None


def write_model(model: Model, path: Path) -> None:
    """Write a model; the file appears whole or not at all."""
    learnt = model.learnt
    texts = _Texts(
        _FORM,
        learnt.names.groups,
        learnt.names.more,
        learnt.traits.known,
        len(learnt.networks),
        learnt.trees.text if learnt.trees else None,
    )
    arrays: dict[str, npt.NDArray[np.generic]] = {"texts": np.frombuffer(msgspec.json.encode(texts), np.uint8)}
    arrays |= {f"facts_{field}": numbers.astype(np.int32) for field, numbers in learnt.facts._asdict().items()}
    arrays |= {f"near_{field}": vectors.astype(np.float16) for field, vectors in learnt.vectors._asdict().items()}
    for at, network in enumerate(learnt.networks):
        for field, numbers in network._asdict().items():
            small = np.int32 if numbers.dtype.kind == "i" else np.float16
            arrays[f"network_{at}_{field}"] = numbers.astype(small)
    beside = path.with_name(path.name + ".part")
    with beside.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **arrays)
    beside.replace(path)


def read_model(path: Path) -> Model:
    """Read a model; raises `NoModel` when there is none or the file is no model."""
    try:
        with np.load(BytesIO(path.read_bytes()), allow_pickle=False) as arrays:
            return _model({name: arrays[name] for name in arrays.files})
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, msgspec.MsgspecError) as error:
        raise NoModel(f"{path}: no model of suggestions ({error})") from error


def _model(arrays: dict[str, npt.NDArray[np.generic]]) -> Model:
    texts = msgspec.json.decode(arrays["texts"].tobytes(), type=_Texts)
    if texts.form != _FORM:
        raise ValueError(f"its form is {texts.form}, known is {_FORM}")
    names = Names(texts.groups, texts.more)
    facts = Tried(*(arrays[f"facts_{field}"].astype(np.int64) for field in Tried._fields))
    vectors = Near(*(arrays[f"near_{field}"].astype(np.float32) for field in Near._fields))
    networks = tuple(_network(arrays, at) for at in range(texts.networks))
    trees = None if texts.trees is None else Trees(texts.trees)
    return Model(Learnt(names, Traits(names, texts.traits), facts, vectors, networks, trees))


def _network(arrays: dict[str, npt.NDArray[np.generic]], at: int) -> Network:
    *numbers, names = (arrays[f"network_{at}_{field}"] for field in Network._fields)
    return Network._make((*(number.astype(np.float32) for number in numbers), names.astype(np.int64)))
