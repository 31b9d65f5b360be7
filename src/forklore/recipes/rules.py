"""What a recipe must be, who may see it, and how what an author writes becomes the content of a version."""

import hashlib
from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID, uuid4

import msgspec
from msgspec import UNSET
from msgspec.structs import replace

from forklore.foods.lexicon import lexicon
from forklore.foods.line_headings import heading_in, is_heading
from forklore.foods.line_reader import read_line
from forklore.foods.rows import Line
from forklore.foods.units import convert, for_people, scaled, unit_named
from forklore.foundations.errors import FieldFault, invalid
from forklore.foundations.text import clean, clean_line
from forklore.recipes.errors import NotReady
from forklore.recipes.inputs import (
    FOOD_LENGTH,
    LINE_LENGTH,
    MESSAGE_LENGTH,
    NOTE_LENGTH,
    SECTION_LENGTH,
    SOURCE_NAME_LENGTH,
    SOURCE_URL_LENGTH,
    STEP_LENGTH,
    SUMMARY_LENGTH,
    TAG_LENGTH,
    TITLE_LENGTH,
    Draft,
    Edit,
    LineInput,
    SourceInput,
    StepInput,
)
from forklore.recipes.rows import Content, ContentLine, ContentStep, Standing, State, Visibility
from forklore.relations.rows import Reader

_EXACT = Decimal("0.000001")


def may_see(recipe: Standing, reader: Reader, *, follows: bool) -> bool:
    """Tell whether a reader may see a recipe: the one predicate of visibility for single recipes.

    Authors see all of their own but what they deleted. Others see what is published by an active cook, unless one of
    the two has blocked the other: everybody the public ones, followers (`follows`) those for followers.
    """
    if recipe.state is State.DELETED:
        return False
    if reader.account_id is not None and reader.account_id == recipe.author_id:
        return True
    if recipe.state is not State.PUBLISHED or not recipe.author_active or recipe.author_id in reader.hidden:
        return False
    return recipe.visibility is Visibility.PUBLIC or (recipe.visibility is Visibility.FOLLOWERS and follows)


def counts_in_public(recipe: Standing) -> bool:
    """Tell whether a recipe counts in public numbers: published and for everybody."""
    return recipe.state is State.PUBLISHED and recipe.visibility is Visibility.PUBLIC


def content_of(draft: Draft) -> Content:
    """Read what an author writes into the content of a first version; raises `Invalid` naming the fields."""
    return _checked(
        Content(
            title=clean_line(draft.title),
            summary=clean(draft.summary),
            servings=_servings(draft.servings),
            minutes_prep=draft.minutes_prep,
            minutes_cook=draft.minutes_cook,
            language=draft.language,
            tags=_tags(draft.tags),
            lines=read_lines(draft.ingredients, ()),
            steps=_steps(draft.steps, ()),
        )
    )


def edited(old: Content, edit: Edit) -> Content:
    """Apply an edit to the content of the newest version; raises `Invalid` naming the fields."""
    new = old
    if edit.title is not UNSET:
        new = replace(new, title=clean_line(edit.title))
    if edit.summary is not UNSET:
        new = replace(new, summary=clean(edit.summary))
    if edit.servings is not UNSET:
        new = replace(new, servings=_servings(edit.servings))
    if edit.minutes_prep is not UNSET:
        new = replace(new, minutes_prep=edit.minutes_prep)
    if edit.minutes_cook is not UNSET:
        new = replace(new, minutes_cook=edit.minutes_cook)
    if edit.language is not UNSET:
        new = replace(new, language=edit.language)
    if edit.tags is not UNSET:
        new = replace(new, tags=_tags(edit.tags))
    if edit.ingredients is not UNSET:
        new = replace(new, lines=read_lines(edit.ingredients, old.lines))
    if edit.steps is not UNSET:
        new = replace(new, steps=_steps(edit.steps, old.steps))
    return _checked(new)


def message_of(edit: Edit) -> str:
    """Give the words that an author says about an edit; raises `Invalid` when they are too long."""
    return "" if edit.message is UNSET else short(clean_line(edit.message), MESSAGE_LENGTH, "/message")


def source_of(source: SourceInput | None) -> tuple[str | None, str | None]:
    """Give the address and the name of where a recipe was found; raises `Invalid` naming what is too long."""
    url, name = (clean_line(text or "") for text in ((source.url, source.name) if source else (None, None)))
    return (
        short(url, SOURCE_URL_LENGTH, "/source/url") or None,
        short(name, SOURCE_NAME_LENGTH, "/source/name") or None,
    )


def check_ready(content: Content) -> None:
    """Raise `NotReady` when something is missing that a published recipe must have."""
    missing = [
        FieldFault(pointer, "at least one is needed")
        for pointer, there in (("/ingredients", content.lines), ("/steps", content.steps))
        if not there
    ]
    if missing:
        raise NotReady(errors=tuple(missing))


def hash_of(content: Content) -> bytes:
    """Hash a content, so that saving the same again makes no version."""
    return hashlib.sha256(msgspec.json.encode(content)).digest()


def shown(content: Content, *, servings: Decimal | None, system: str | None) -> Content:
    """Scale a content to `servings` and turn amounts into the "metric" or "us" system; the texts stay as written."""
    factor = servings / content.servings if servings is not None else Decimal(1)
    lines = []
    for line in content.lines:
        plain = scaled(line.line(), factor) if factor != 1 else line.line()
        low, high, unit = plain.amount_min, plain.amount_max, plain.unit
        if system is not None and high is not None and low is not None:
            (low, low_unit), (high, unit) = for_people(low, unit, system), for_people(high, unit, system)
            low = convert(low, low_unit, unit) or low  # both ends of a range are told in the unit of the larger
        lines.append(replace(line, amount_min=low, amount_max=high, unit=unit))
    return replace(content, servings=servings or content.servings, lines=tuple(lines))


def short(text: str, longest: int, pointer: str) -> str:
    """Give a cleaned text back; raises `Invalid` when it is longer than `longest`, as it may become in NFC."""
    if len(text) > longest:
        raise invalid(pointer, f"has at most {longest} characters")
    return text


def read_lines(given: Sequence[str | LineInput], old: Sequence[ContentLine]) -> tuple[ContentLine, ...]:
    """Read lines as an author writes them; a text that stands unchanged in `old` keeps its id and its reading.

    A heading ("For the sauce:") is the section of the lines behind it. Raises `Invalid` naming the line.
    """
    known = {line.line_id: line for line in old}
    by_text: dict[str, list[ContentLine]] = {}
    for line in old:
        by_text.setdefault(line.text, []).append(line)
    claimed = {line.line_id for line in given if isinstance(line, LineInput) and line.line_id is not None}
    used: set[UUID] = set()
    section: str | None = None
    found: list[ContentLine] = []
    for at, entry in enumerate(given):
        said = LineInput(text=entry) if isinstance(entry, str) else entry
        text = short(clean_line(said.text or ""), LINE_LENGTH, f"/ingredients/{at}")
        if isinstance(entry, str) and text and is_heading(text):
            section = heading_in(text)
            continue
        line_id = said.line_id
        if line_id is None:
            same = [old_line for old_line in by_text.get(text, ()) if old_line.line_id not in claimed]
            line_id = same[0].line_id if same else uuid4()
        elif line_id in used or (old and line_id not in known):
            line_id = uuid4()  # an id of another recipe, or one named twice, proves nothing here
        claimed.add(line_id)
        used.add(line_id)
        found.append(_read_line(said, text, section, line_id, known.get(line_id), f"/ingredients/{at}"))
    return tuple(found)


def _read_line(
    line: LineInput, text: str, section: str | None, line_id: UUID, old: ContentLine | None, pointer: str
) -> ContentLine:
    if not text and line.food is None:
        raise invalid(pointer, "a line needs a text or a food")
    if old is not None and old.text == text:
        read = replace(old.line(), section=section)
    else:
        read = read_line(text, section) if text else Line(text="", section=section, confidence=1.0)
    whole = replace(read, **_said(line, pointer))
    if not text:
        whole = replace(whole, text=_composed(whole))
    fields = {field: getattr(whole, field) for field in Line.__struct_fields__}
    return ContentLine(line_id=line_id, **fields)


def _said(line: LineInput, pointer: str) -> dict[str, object]:
    """Give what an author says of a line in parts."""
    changes: dict[str, object] = {}
    if line.amount_min is not None or line.amount_max is not None:
        low = _amount(line.amount_min if line.amount_min is not None else line.amount_max)
        high = _amount(line.amount_max if line.amount_max is not None else line.amount_min)
        if high < low:
            raise invalid(f"{pointer}/amount_max", "lies below amount_min")
        changes |= {"amount_min": low, "amount_max": high}
    if line.unit is not None:
        unit = unit_named(line.unit)
        if unit is None:
            raise invalid(f"{pointer}/unit", f"there is no unit {line.unit!r}")
        changes["unit"] = unit.slug
    if line.food is not None:
        name = short(clean_line(line.food), FOOD_LENGTH, f"{pointer}/food")
        if not name:
            raise invalid(f"{pointer}/food", "a food has a name")
        changes |= {"food": lexicon().resolve(name), "name": name}
    if line.optional is not None:
        changes["optional"] = line.optional
    for field, longest in (("preparation", NOTE_LENGTH), ("note", NOTE_LENGTH), ("section", SECTION_LENGTH)):
        if (said := getattr(line, field)) is not None:
            changes[field] = short(clean_line(said), longest, f"{pointer}/{field}") or None
    return changes


def _composed(line: Line) -> str:
    """Write a line that was given in parts only."""
    amount = "" if line.amount_min is None else f"{line.amount_min.normalize():f}"
    if line.amount_max != line.amount_min and line.amount_max is not None:
        amount += f"–{line.amount_max.normalize():f}"
    head = " ".join(part for part in (amount, line.unit, line.name) if part)
    return f"{head}, {line.preparation}" if line.preparation else head


def _steps(given: Sequence[str | StepInput], old: Sequence[ContentStep]) -> tuple[ContentStep, ...]:
    """Read steps; one that stands unchanged in `old` keeps its id, of several alike the first keeps the first's."""
    known = {step.step_id for step in old}
    claimed = {step.step_id for step in given if isinstance(step, StepInput)} & known
    by_text: dict[str, list[UUID]] = {}
    for before in old:
        if before.step_id not in claimed:
            by_text.setdefault(before.text, []).append(before.step_id)
    used: set[UUID] = set()
    steps = []
    for at, entry in enumerate(given):
        step = StepInput(entry) if isinstance(entry, str) else entry
        text = short(clean(step.text), STEP_LENGTH, f"/steps/{at}")
        if not text:
            raise invalid(f"/steps/{at}", "a step needs a text")
        same = by_text.get(text)
        step_id = step.step_id if step.step_id in known else same.pop(0) if same else None
        if step_id is None or step_id in used:
            step_id = uuid4()
        used.add(step_id)
        steps.append(ContentStep(step_id, text))
    return tuple(steps)


def _tags(given: Sequence[str]) -> tuple[str, ...]:
    tags = [
        short(clean_line(clean_line(tag).lower().lstrip("# ")), TAG_LENGTH, f"/tags/{at}")
        for at, tag in enumerate(given)
    ]
    return tuple(dict.fromkeys(tag for tag in tags if tag))


def _servings(given: float) -> Decimal:
    servings = _amount(given)
    if servings <= 0:
        raise invalid("/servings", "must be more than 0")
    return servings


def _amount(given: float | None) -> Decimal:
    return Decimal(repr(given or 0)).quantize(_EXACT).normalize() + 0


def _checked(content: Content) -> Content:
    if not content.title:
        raise invalid("/title", "a title is needed")
    short(content.title, TITLE_LENGTH, "/title")
    short(content.summary, SUMMARY_LENGTH, "/summary")
    return content
