"""The form in which a recipe is written: as it was typed, what it says, and what is wrong beside each field."""

import re
from collections.abc import Mapping
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from forklore.foods.amounts import read_number
from forklore.foods.line_headings import heading_in, is_heading
from forklore.foundations.errors import FieldFault
from forklore.foundations.text import clean, clean_line
from forklore.recipes.inputs import SourceInput
from forklore.recipes.rows import Content, Visibility
from forklore.web import texts

FIELDS = (
    "title",
    "summary",
    "servings",
    "minutes_prep",
    "minutes_cook",
    "ingredients",
    "steps",
    "tags",
    "visibility",
    "message",
    "source_name",
    "source_url",
)
_LONGEST = {"title": 200, "summary": 2_000, "message": 500, "source_name": 200, "source_url": 2_000}
_NAMES = {
    "title": "A title",
    "summary": "A summary",
    "message": "A note",
    "source_name": "A name",
    "source_url": "A link",
}
_LINES_AT_MOST, _LINE_LENGTH, _STEPS_AT_MOST, _STEP_LENGTH = 200, 1_000, 200, 10_000
_TAGS_AT_MOST, _TAG_LENGTH, _MINUTES_AT_MOST, _SERVINGS_AT_MOST = 20, 50, 100_000, 10_000
_NUMBERING = re.compile(r"^\s*(?:step\s+)?\d{1,2}\s*[.):]\s+", re.IGNORECASE)
_BULLET = re.compile(r"^\s*[-*•·▢☐]\s+")
_BLANK_LINES = re.compile(r"\n\s*\n")


class RecipeTyped(Struct, frozen=True):
    """A recipe as it stands in its form; `version` is the one that was opened, empty for a new recipe."""

    fields: dict[str, str]
    version: str = ""
    faults: dict[str, str] = {}


class RecipeSaid(Struct, frozen=True):
    """What a form without faults says."""

    title: str
    summary: str
    servings: float
    minutes_prep: int | None
    minutes_cook: int | None
    ingredients: list[str]
    steps: list[str]
    tags: list[str]
    visibility: Visibility
    message: str
    source: SourceInput | None


def blank_recipe() -> RecipeTyped:
    """Give a form in which nothing was typed."""
    return RecipeTyped(dict.fromkeys(FIELDS, "") | {"servings": "4", "visibility": "public"})


def as_typed(form: Mapping[str, str]) -> RecipeTyped:
    """Read the fields of the form."""
    return RecipeTyped({name: form.get(name, "") for name in FIELDS}, form.get("version", ""))


def of_content(content: Content, *, visibility: Visibility, version: int | None) -> RecipeTyped:
    """Give the form of a recipe that exists, so that it reads back as it is."""
    fields = {
        "title": content.title,
        "summary": content.summary,
        "servings": texts.plain(content.servings, 6),
        "minutes_prep": "" if content.minutes_prep is None else str(content.minutes_prep),
        "minutes_cook": "" if content.minutes_cook is None else str(content.minutes_cook),
        "ingredients": _lines_text(content),
        "steps": "\n\n".join(step.text for step in content.steps),
        "tags": ", ".join(content.tags),
        "visibility": visibility.value,
    }
    return RecipeTyped({name: fields.get(name, "") for name in FIELDS}, "" if version is None else str(version))


def with_faults(typed: RecipeTyped, faults: tuple[FieldFault, ...], *, general: str = "") -> RecipeTyped:
    """Put what the rooms below found wrong beside the fields."""
    told = {fault.pointer.strip("/").split("/")[0]: fault.detail for fault in faults}
    return replace(typed, faults={"": general} | told if general else told)


def read(typed: RecipeTyped, *, publishing: bool = False) -> tuple[RecipeSaid | None, dict[str, str]]:
    """Read a form: what it says, or None and what is wrong with each field; `publishing` asks for a whole recipe."""
    said, faults = typed.fields, _too_long(typed.fields)
    servings = read_number(said["servings"])
    if not clean_line(said["title"]):
        faults["title"] = "Every recipe has a title."
    if servings is None or not 0 < servings <= _SERVINGS_AT_MOST:
        faults["servings"] = f"A number above 0, {_SERVINGS_AT_MOST:,} at most."
    minutes = {name: _minutes(said[name], name, faults) for name in ("minutes_prep", "minutes_cook")}
    lines, steps, tags = lines_of(said["ingredients"]), steps_of(said["steps"]), tags_of(said["tags"])
    _check_list(faults, "ingredients", lines, _LINES_AT_MOST, _LINE_LENGTH, "line")
    _check_list(faults, "steps", steps, _STEPS_AT_MOST, _STEP_LENGTH, "step")
    _check_list(faults, "tags", tags, _TAGS_AT_MOST, _TAG_LENGTH, "tag")
    if said["source_url"].strip() and not said["source_url"].strip().startswith(("http://", "https://")):
        faults["source_url"] = "A link begins with http:// or https://."
    for name, found in (("ingredients", lines), ("steps", steps)):
        if publishing and not found:
            faults[name] = "A recipe needs at least one before it is published."
    if said["visibility"] not in list(Visibility):
        faults["visibility"] = "Choose who may see it."
    if faults or servings is None:
        return None, faults
    return RecipeSaid(
        title=said["title"],
        summary=said["summary"],
        servings=float(servings),
        **minutes,
        ingredients=lines,
        steps=steps,
        tags=tags,
        visibility=Visibility(said["visibility"]),
        message=clean_line(said["message"]),
        source=_source(said),
    ), {}


def lines_of(text: str) -> list[str]:
    """Part a pasted list into its lines, without the bullets in front of them."""
    return [line for line in (clean_line(_BULLET.sub("", line)) for line in text.split("\n")) if line]


def steps_of(text: str) -> list[str]:
    """Part a pasted method into steps: by blank lines, or by lines when there is none; numbers in front fall away."""
    whole = text.strip()
    pieces = _BLANK_LINES.split(whole) if _BLANK_LINES.search(whole) else whole.split("\n")
    return [step for step in (clean(_NUMBERING.sub("", piece)) for piece in pieces) if step]


def tags_of(text: str) -> list[str]:
    """Part tags by commas."""
    return [tag for tag in (clean_line(tag) for tag in text.replace("\n", ",").split(",")) if tag]


def _lines_text(content: Content) -> str:
    """Write the lines one below the other, each part under its heading."""
    written: list[str] = []
    for section, lines in groupby(content.lines, key=lambda line: line.section):
        if section is not None:
            heading = f"{section}:"
            readable = is_heading(heading) and heading_in(heading) == section
            written += ["", heading if readable else f"For the {section}:"]
        written += [line.text for line in lines]
    return "\n".join(written).strip()


def _too_long(said: Mapping[str, str]) -> dict[str, str]:
    return {
        name: f"{_NAMES[name]} has at most {most:,} characters; this one has {len(said[name]):,}."
        for name, most in _LONGEST.items()
        if len(clean(said[name])) > most
    }


def _check_list(faults: dict[str, str], name: str, found: list[str], most: int, length: int, noun: str) -> None:
    if len(found) > most:
        faults[name] = f"At most {most} {noun}s; these are {len(found):,}."
    long = next((at for at, entry in enumerate(found, start=1) if len(entry) > length), None)
    if long is not None:
        faults[name] = f"A {noun} has at most {length:,} characters; the {noun} number {long} has more."


def _minutes(text: str, name: str, faults: dict[str, str]) -> int | None:
    word = text.strip()
    if not word:
        return None
    if not (word.isascii() and word.isdigit() and len(word) < 7 and int(word) <= _MINUTES_AT_MOST):  # noqa: PLR2004 (digits)
        faults[name] = f"Whole minutes, {_MINUTES_AT_MOST:,} at most."
        return None
    return int(word)


def _source(said: Mapping[str, str]) -> SourceInput | None:
    name, url = clean_line(said["source_name"]) or None, said["source_url"].strip() or None
    return SourceInput(name, url) if name or url else None
