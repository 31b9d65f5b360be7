"""What stands in the place of a photograph until it has come: its main colour, and a blur of a few bytes."""

import base64
import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image

_SIDE = 32
_ACROSS, _DOWN = 4, 3
_BINS = 4  # a channel
Floats = NDArray[np.float64]


def colour_of(picture: Image.Image) -> str:
    """Give the dominant colour as `#rrggbb`: the mean of the fullest of 64 boxes of colour, grey boxes counting half.

    Counting colours in boxes (Heckbert, Color image quantization for frame buffer display, 1982, popularity
    algorithm) finds the red of tomatoes where the mean of all pixels would be brown.
    """
    pixels = _pixels(picture).reshape(-1, 3)
    boxes = (pixels * (_BINS - 1e-6)).astype(np.int64) @ np.array([_BINS * _BINS, _BINS, 1])
    weight = 0.5 + (pixels.max(axis=1) - pixels.min(axis=1))
    fullest = int(np.bincount(boxes, weights=weight, minlength=_BINS**3).argmax())
    return "#" + "".join(f"{round(float(value) * 255):02x}" for value in pixels[boxes == fullest].mean(axis=0))


def placeholder_of(picture: Image.Image) -> str:
    """Give a blur of the picture as 36 bytes in base64: 4 × 3 terms of its cosine transform, a byte for each channel.

    The idea of BlurHash (D. Ågren, 2018), with plain bytes in the place of its own alphabet: the first term is the
    mean, the others are the waves, scaled from -0.5..0.5 to 0..255.
    """
    pixels = _pixels(picture)
    terms = [
        np.einsum("h,w,hwc->c", _wave(down), _wave(across), pixels) / _SIDE**2 * (1 if down == across == 0 else 2)
        for down in range(_DOWN)
        for across in range(_ACROSS)
    ]
    first, *others = terms
    values = [first, *(other + 0.5 for other in others)]
    return base64.b64encode(bytes(round(255 * min(max(float(v), 0.0), 1.0)) for term in values for v in term)).decode()


def grid_of(placeholder: str, across: int = 8, down: int = 6) -> Sequence[Sequence[str]]:
    """Give the blur as rows of colours (`#rrggbb`), to be drawn as a small picture; raises `ValueError` for others."""
    data = base64.b64decode(placeholder, validate=True)
    if len(data) != 3 * _ACROSS * _DOWN:
        raise ValueError(f"a placeholder has {3 * _ACROSS * _DOWN} bytes, not {len(data)}")
    terms = (np.frombuffer(data, np.uint8).astype(float) / 255).reshape(_DOWN, _ACROSS, 3)
    terms -= 0.5
    terms[0, 0] += 0.5
    rows = np.cos(np.pi * np.outer((np.arange(down) + 0.5) / down, np.arange(_DOWN)))
    columns = np.cos(np.pi * np.outer((np.arange(across) + 0.5) / across, np.arange(_ACROSS)))
    picture = np.clip(np.einsum("yd,xa,dac->yxc", rows, columns, terms), 0, 1)
    return [["#" + "".join(f"{round(float(v) * 255):02x}" for v in cell) for cell in row] for row in picture]


def _wave(times: int) -> Floats:
    return np.cos(math.pi * times * (np.arange(_SIDE) + 0.5) / _SIDE)


def _pixels(picture: Image.Image) -> Floats:
    """Give the picture as 32 × 32 × 3 numbers from 0 to 1, what is transparent on white."""
    small = picture.resize((_SIDE, _SIDE), Image.Resampling.BOX)
    if small.mode == "RGBA":
        ground = Image.new("RGBA", small.size, "white")
        ground.alpha_composite(small)
        small = ground
    return np.asarray(small.convert("RGB"), dtype=np.float64) / 255
