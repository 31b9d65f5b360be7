"""A recipe as people and programs write it: the shapes that are taken, with every limit in one place."""

from typing import Annotated
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

from forklore.foundations.errors import invalid
from forklore.recipes.rows import Content, Visibility

TITLE_LENGTH = 200
SUMMARY_LENGTH = 2_000
LINE_LENGTH = 1_000
SECTION_LENGTH = 200
FOOD_LENGTH = 200
NOTE_LENGTH = 500
STEP_LENGTH = 10_000
TAG_LENGTH = 50
MESSAGE_LENGTH = 500
LINES_AT_MOST = 200
STEPS_AT_MOST = 200
TAGS_AT_MOST = 20
SOURCE_NAME_LENGTH = 200
SOURCE_URL_LENGTH = 2_000


class LineInput(Struct, frozen=True, forbid_unknown_fields=True):
    """An ingredient line as a client writes it: a text to be read, or parts, or both; a part overrides the reading."""

    text: Annotated[str, Meta(min_length=1, max_length=LINE_LENGTH)] | None = None
    line_id: UUID | None = None
    section: Annotated[str, Meta(max_length=SECTION_LENGTH)] | None = None
    amount_min: Annotated[float, Meta(ge=0, le=1_000_000)] | None = None
    amount_max: Annotated[float, Meta(ge=0, le=1_000_000)] | None = None
    unit: Annotated[str, Meta(min_length=1, max_length=40)] | None = None
    food: Annotated[str, Meta(min_length=1, max_length=FOOD_LENGTH)] | None = None
    preparation: Annotated[str, Meta(max_length=NOTE_LENGTH)] | None = None
    note: Annotated[str, Meta(max_length=NOTE_LENGTH)] | None = None
    optional: bool | None = None


class StepInput(Struct, frozen=True, forbid_unknown_fields=True):
    """A step as a client writes it."""

    text: Annotated[str, Meta(min_length=1, max_length=STEP_LENGTH)]
    step_id: UUID | None = None


class SourceInput(Struct, frozen=True, forbid_unknown_fields=True):
    """Where a recipe was found."""

    name: Annotated[str, Meta(max_length=SOURCE_NAME_LENGTH)] | None = None
    url: Annotated[str, Meta(max_length=SOURCE_URL_LENGTH, pattern="^https?://")] | None = None


Title = Annotated[str, Meta(min_length=1, max_length=TITLE_LENGTH)]
Summary = Annotated[str, Meta(max_length=SUMMARY_LENGTH)]
Servings = Annotated[float, Meta(gt=0, le=10_000)]
Minutes = Annotated[int, Meta(ge=0, le=100_000)]
Language = Annotated[str, Meta(pattern="^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=20)]
TextLine = Annotated[str, Meta(min_length=1, max_length=LINE_LENGTH)]
TextStep = Annotated[str, Meta(min_length=1, max_length=STEP_LENGTH)]
LineInputs = Annotated[list[TextLine | LineInput], Meta(max_length=LINES_AT_MOST)]
StepInputs = Annotated[list[TextStep | StepInput], Meta(max_length=STEPS_AT_MOST)]
Tags = Annotated[list[Annotated[str, Meta(min_length=1, max_length=TAG_LENGTH)]], Meta(max_length=TAGS_AT_MOST)]


class Draft(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A recipe as its author writes it."""

    title: Title
    servings: Servings
    ingredients: LineInputs
    steps: StepInputs
    summary: Summary = ""
    minutes_prep: Minutes | None = None
    minutes_cook: Minutes | None = None
    tags: Tags = []
    language: Language = "en"
    source: SourceInput | None = None
    visibility: Visibility = Visibility.PUBLIC


class Edit(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an author changes of a recipe; what is left out stays."""

    title: Title | UnsetType = UNSET
    servings: Servings | UnsetType = UNSET
    ingredients: LineInputs | UnsetType = UNSET
    steps: StepInputs | UnsetType = UNSET
    summary: Summary | UnsetType = UNSET
    minutes_prep: Minutes | UnsetType | None = UNSET
    minutes_cook: Minutes | UnsetType | None = UNSET
    tags: Tags | UnsetType = UNSET
    language: Language | UnsetType = UNSET
    visibility: Visibility | UnsetType = UNSET
    message: Annotated[str, Meta(max_length=MESSAGE_LENGTH)] | UnsetType = UNSET


def check_limits(content: Content) -> None:
    """Raise `Invalid` when a content that was put together holds more than an author may write."""
    for pointer, there, most in (
        ("/ingredients", content.lines, LINES_AT_MOST),
        ("/steps", content.steps, STEPS_AT_MOST),
        ("/tags", content.tags, TAGS_AT_MOST),
    ):
        if len(there) > most:
            raise invalid(pointer, f"together these are {len(there)}, and a recipe has at most {most}")
