"""A plate as a picture: round things, leaves, bars and rings in the colours of the families of foods.

Everything follows from the recipe's id and its foods, so the same recipe always looks the same. The middle of the
plate is filled like the head of a sunflower (H. Vogel, A better way to construct the sunflower head, 1979): piece n
stands at the angle n × 137.5° and the distance √n.
"""

import math
from collections.abc import Callable, Sequence
from uuid import UUID

_SIZE, _MIDDLE = 320, 160
_GOLDEN = math.pi * (3 - math.sqrt(5))
_MOST_KINDS = 7
_CLOTHS = ("#e9d9bd", "#dfe3c8", "#f0d9c4", "#d9dfe0", "#ecd6cf", "#e3dbe4", "#d8e0d0", "#f1e0b8")
# For each topmost family three shades, so that two vegetables beside each other are told apart.
_SHADES = {
    "vegetables": ("#5f8a3c", "#c4452b", "#8fb35a"),
    "seasonings": ("#3f6b2f", "#c9892b", "#8a5a2b"),
    "fruit": ("#d9872f", "#b5304a", "#e3b23c"),
    "nuts_and_seeds": ("#a3703f", "#c69a63", "#7c5330"),
    "protein": ("#b8604a", "#8d4634", "#d59a7e"),
    "dairy": ("#f4e6c3", "#eed9a0", "#fbf3df"),
    "fats": ("#e8bf4a", "#d3a02f", "#f3d98a"),
    "grains": ("#d8b377", "#c39655", "#e9d0a2"),
    "baking": ("#efe3cd", "#d9c7a3", "#c9b28a"),
    "condiments": ("#6d3526", "#99502c", "#3f2a20"),
    "sweets": ("#6b3a2a", "#d98a5b", "#e9b4a0"),
    "snacks": ("#cf9a3d", "#e2bd6e", "#a8742a"),
    "drinks": ("#7a2b3a", "#a9c4c9", "#c9875a"),
    "prepared": ("#b98547", "#8b6a45", "#d3b07a"),
}
_PLAIN = ("#d9c7a3", "#c9b28a", "#e9d9bd")
_LEAFY = frozenset({"vegetables", "seasonings"})
_LONG = frozenset({"grains", "protein"})
_RINGED = frozenset({"fruit", "dairy"})


def drawn(recipe_id: UUID, families: Sequence[str]) -> str:
    """Draw the plate of a recipe; `families` holds the topmost family of each of its foods, in their order."""
    seed = recipe_id.int
    cloth = _CLOTHS[seed % len(_CLOTHS)]
    kinds = _kinds(families)
    turn = (seed // 8 % 360) * math.pi / 180
    pieces = (_sunflower, _rings, _slices)[seed // 4096 % 3](kinds, turn) if kinds else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_SIZE} {_SIZE}">'
        f'<rect width="{_SIZE}" height="{_SIZE}" fill="{cloth}"/>'
        f"{_stripes(seed)}"
        f'<circle cx="{_MIDDLE}" cy="{_MIDDLE + 5}" r="116" fill="#33241a" opacity=".14"/>'
        f'<circle cx="{_MIDDLE}" cy="{_MIDDLE}" r="116" fill="#fffdf7"/>'
        f'<circle cx="{_MIDDLE}" cy="{_MIDDLE}" r="92" fill="#f7f0e1"/>'
        f'<circle cx="{_MIDDLE}" cy="{_MIDDLE}" r="92" fill="none" stroke="#e4d8c3" stroke-width="1.5"/>'
        f"{pieces}</svg>"
    )


def _kinds(families: Sequence[str]) -> list[tuple[str, str]]:
    """Give (family, colour) for the first foods; a family that comes again takes its next shade."""
    times: dict[str, int] = {}
    kinds = []
    for family in families[:_MOST_KINDS]:
        shades = _SHADES.get(family, _PLAIN)
        kinds.append((family, shades[times.get(family, 0) % len(shades)]))
        times[family] = times.get(family, 0) + 1
    return kinds


def _stripes(seed: int) -> str:
    """Weave a cloth: a few thin lines, across or along."""
    across = seed // 2_048 % 2
    lines = []
    for at in range(24 + seed % 9, _SIZE, 44):
        place = f'x1="0" y1="{at}" x2="{_SIZE}" y2="{at}"' if across else f'x1="{at}" y1="0" x2="{at}" y2="{_SIZE}"'
        lines.append(f'<line {place} stroke="#fff" stroke-opacity=".38" stroke-width="7"/>')
    return "".join(lines)


def _sunflower(kinds: Sequence[tuple[str, str]], turn: float) -> str:
    pieces = []
    for n in range(1, 62):
        angle, distance = turn + n * _GOLDEN, 10.2 * math.sqrt(n)
        kind = kinds[_spread(n) % len(kinds)]
        pieces.append(_piece(*kind, _at(angle, distance), angle, 9.3))
    return "".join(pieces)


def _rings(kinds: Sequence[tuple[str, str]], turn: float) -> str:
    pieces = []
    count = min(len(kinds), 5)
    for ring in range(count):
        distance = 78 - ring * (72 / count)
        many = max(1, round(2 * math.pi * distance / 22))
        for n in range(many):
            angle = turn + ring + n * 2 * math.pi / many
            pieces.append(_piece(*kinds[ring], _at(angle, distance), angle, 9.3))
    return "".join(pieces)


def _slices(kinds: Sequence[tuple[str, str]], turn: float) -> str:
    """Lay the foods side by side in sectors, each filled with its pieces."""
    pieces = []
    for n in range(1, 62):
        angle, distance = n * _GOLDEN, 10.2 * math.sqrt(n)
        sector = int((angle % (2 * math.pi)) / (2 * math.pi) * len(kinds))
        pieces.append(_piece(*kinds[sector], _at(angle + turn, distance), angle + turn, 9.3))
    return "".join(pieces)


def _spread(n: int) -> int:
    """Mix the numbers of the pieces, so that neighbours differ and early foods come more often."""
    mixed = n * 2_654_435_761 % 2**32 / 2**32
    return int(mixed * mixed * _MOST_KINDS)


def _piece(family: str, colour: str, place: tuple[float, float], angle: float, size: float) -> str:
    draw: Callable[[str, float], str] = _round
    if family in _LEAFY:
        draw = _leaf
    elif family in _LONG:
        draw = _bar
    elif family in _RINGED:
        draw = _ring
    x, y = place
    return f'<g transform="translate({x:.1f} {y:.1f}) rotate({math.degrees(angle):.0f})">{draw(colour, size)}</g>'


def _round(colour: str, size: float) -> str:
    return f'<circle r="{size * 0.82:.1f}" fill="{colour}"/>'


def _leaf(colour: str, size: float) -> str:
    long, wide = size * 1.15, size * 0.95
    return (
        f'<path d="M{-long:.1f} 0Q0 {-wide:.1f} {long:.1f} 0Q0 {wide:.1f} {-long:.1f} 0Z" fill="{colour}"/>'
        f'<path d="M{-long:.1f} 0H{long:.1f}" stroke="#fffdf7" stroke-opacity=".5" stroke-width="1"/>'
    )


def _bar(colour: str, size: float) -> str:
    return (
        f'<rect x="{-size:.1f}" y="{-size * 0.5:.1f}" width="{2 * size:.1f}" height="{size:.1f}" '
        f'rx="{size * 0.4:.1f}" fill="{colour}"/>'
    )


def _ring(colour: str, size: float) -> str:
    return (
        f'<circle r="{size * 0.82:.1f}" fill="{colour}"/>'
        f'<circle r="{size * 0.42:.1f}" fill="none" stroke="#fffdf7" stroke-opacity=".7" stroke-width="1.5"/>'
    )


def _at(angle: float, distance: float) -> tuple[float, float]:
    return _MIDDLE + distance * math.cos(angle), _MIDDLE + distance * math.sin(angle)
