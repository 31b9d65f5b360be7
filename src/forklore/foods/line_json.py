"""What was understood of an ingredient line, as one JSON object."""

from decimal import Decimal

from forklore.foods.rows import Line


def line_json(line: Line) -> dict[str, object]:
    """Give text, section, amounts (numbers or None), unit slug, food, name, preparation, note, optional, confidence."""
    return {
        "text": line.text,
        "section": line.section,
        "amount_min": _number(line.amount_min),
        "amount_max": _number(line.amount_max),
        "unit": line.unit,
        "food": {"slug": line.food.slug, "name": line.food.name} if line.food else None,
        "name": line.name,
        "preparation": line.preparation,
        "note": line.note,
        "optional": line.optional,
        "confidence": line.confidence,
    }


def _number(amount: Decimal | None) -> int | float | None:
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else float(amount)
