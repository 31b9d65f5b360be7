"""How ingredient lines are read, measured on lines labelled by hand, by the sources they come from.

A name is right when it is the labelled one but for number, accents and punctuation (`strict`: letter by letter); the
amount is the first one of the line, with both ends of a range; the unit is right when it is one of the labelled ones,
or none. The lines are split by a hash of their text: rules may be tuned on the first half, the second is only counted
(the rules of before this split were tuned on lines of both). Intervals are
bootstrapped by source: sources are drawn with replacement a thousand times, and the middle 95 % of the figures told.
"""

import csv
import hashlib
import lzma
import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from forklore.foods.amounts import read_number
from forklore.foods.line_reader import read_line
from forklore.foods.rows import Line
from forklore.foods.units import unit_named
from forklore.foods.words import normal_words

_DATA = Path(__file__).resolve().parents[1].parent / "shared" / "data" / "ingredient_lines" / "dev.csv.xz"
_DRAWS = 1000
_NEAR = Decimal("0.006")
_FIGURES = ("name", "name strict", "amount", "unit", "all three")
# The labels write fractions as 1#1$2 and keep words of size beside a unit.
_FRACTION = re.compile(r"(\d*)#(\d+)\$(\d+)")
_BESIDE_UNITS = frozenset(
    {"large", "small", "medium", "big", "thin", "thick", "heaped", "heaping", "generous", "medium-size"}
)


def measure_lines() -> None:
    """Print the figures of both parts and the lines read in a second; without the data, say so."""
    if not _DATA.is_file():
        print("lines: no labelled lines beside the checkout")
        return
    with lzma.open(_DATA, "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    read_line("1 egg")  # the lexicon is read once for each process
    for title, parity in (("may be tuned on", 0), ("only counted", 1)):
        chosen = [row for row in rows if hashlib.sha256(row["input"].encode()).digest()[0] % 2 == parity]
        before = time.process_time()
        lines = [read_line(row["input"]) for row in chosen]
        speed = len(chosen) / (time.process_time() - before)
        by_source: dict[str, Counter[str]] = defaultdict(Counter)
        for row, line in zip(chosen, lines, strict=True):
            by_source[row["source"]] += _counts(row, line)
        print(f"lines, {title}: {len(chosen)} lines of {len(by_source)} sources, {speed:,.0f} lines a second")
        _print(by_source)


def _counts(row: Mapping[str, str], line: Line) -> Counter[str]:
    name = normal_words(line.name) == normal_words(row["name"])
    amount, unit = _amount_is_right(row["quantity"], line), _unit_is_right(row["unit"], line)
    answers = (name, line.name == row["name"], amount, unit, name and amount and unit)
    return Counter({"lines": 1, **dict(zip(_FIGURES, map(int, answers), strict=True))})


def _amount_is_right(written: str, line: Line) -> bool:
    label = _first_amount(written)
    if label is None or line.amount_min is None or line.amount_max is None:
        return label is None and line.amount_min is None
    return abs(label[0] - line.amount_min) < _NEAR and abs(label[1] - line.amount_max) < _NEAR


def _first_amount(written: str) -> tuple[Decimal, Decimal] | None:
    first, *more = written.split() or [""]
    bounds = map(read_number, _FRACTION.sub(r"\1 \2/\3", first.removesuffix("x")).split("-"))
    sound = [bound * (12 if more[:1] == ["dozen"] else 1) for bound in bounds if bound is not None]
    return (min(sound), max(sound)) if sound else None


def _unit_is_right(written: str, line: Line) -> bool:
    """Two 4-pound ducks are labelled in pounds: the size of one piece is in our note."""
    words = written.replace("fl oz", "floz").replace("fluid ounce", "floz").split()
    found = ((word, unit_named(word)) for word in words if word.lower() not in _BESIDE_UNITS)
    known = {unit.slug if unit else word for word, unit in found}
    sized = any(map(str.isdigit, line.note or ""))
    return line.unit in known or (line.unit is None and (not known or sized))


def _print(by_source: Mapping[str, Counter[str]]) -> None:
    dice = random.Random(1)
    sources: Sequence[str] = sorted(by_source)
    draws = [_sum(by_source[dice.choice(sources)] for _ in sources) for _ in range(_DRAWS)]
    whole = _sum(by_source.values())
    for figure in _FIGURES:
        spread = sorted(draw[figure] / draw["lines"] for draw in draws)
        worst = min(sources, key=lambda source: by_source[source][figure] / by_source[source]["lines"])
        least = by_source[worst][figure] / by_source[worst]["lines"]
        low, high = spread[_DRAWS // 40], spread[-_DRAWS // 40]
        share = whole[figure] / whole["lines"]
        print(f"  {figure:12} {share:.3f} ({low:.3f} to {high:.3f}), least {least:.3f} ({worst})")


def _sum(counts: Iterable[Counter[str]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for one in counts:
        total.update(one)
    return total
