"""A recipe adapted to what somebody needs or has: a plan, line by line, each with its reason and its evidence.

Nothing is invented: where nothing known takes the place of a food, the plan says so.
"""

from collections.abc import Sequence
from uuid import UUID

from msgspec import Struct

from forklore.foods.lexicon import lexicon
from forklore.foods.needs import Needs, broken_by
from forklore.foods.rows import FoodName
from forklore.foundations.errors import FieldFault, Invalid
from forklore.recipes.inputs import MESSAGE_LENGTH, TITLE_LENGTH, LineInput, StepInput
from forklore.recipes.rows import Content, ContentLine
from forklore.replacements import adapt_lines
from forklore.replacements.adapt_amounts import system_of
from forklore.replacements.adapt_lines import LEFT_OUT, REPLACED, REWORDED, UNRESOLVED, PlannedLine, Reason
from forklore.replacements.adapt_steps import StepChange, renamed, words_of
from forklore.replacements.adapt_wish import Wish
from forklore.replacements.candidates import ALWAYS_THERE, Candidate, Known, Ranked, candidates, chosen_freely
from forklore.replacements.contexts import contexts, dish_of, use_of

CHOSEN_AT_MOST = 4
CANDIDATES_AT_MOST = 5
TAGS_AT_MOST = 20
_LABELS_AT_MOST = 4
_CERTAIN = 0.8
_MAYBE = ("not known", "may contain")


class Plan(Struct, frozen=True):
    """What becomes of a recipe: `fits` when nothing has to change, `complete` when nothing stays unresolved.

    Only the lines that change, or should, are listed; `remarks` name what the steps still say.
    """

    fits: bool
    complete: bool
    title: str
    tags: tuple[str, ...]
    message: str
    lines: list[PlannedLine]
    steps: list[StepChange]
    remarks: list[str]


class Adapted(Struct, frozen=True):
    """A plan, and the lines and steps of the recipe as it would be."""

    plan: Plan
    ingredients: list[LineInput]
    steps: list[StepInput]


class LineCandidates(Struct, frozen=True):
    """What could take the place of a line's food, best first; `breaks` says why the line cannot stay, if it cannot."""

    line: int
    line_id: UUID
    text: str
    food: FoodName | None
    use: str | None
    breaks: str | None
    candidates: list[Candidate]


class LineUse(Struct, frozen=True):
    """What a line's food is for in its recipe, and the contexts in which replacements count for it, narrowest first."""

    use: str | None
    contexts: tuple[str, ...]


def uses_of(content: Content) -> list[LineUse]:
    """Tell for each line what its food is for."""
    dish = dish_of(content.title, content.tags)
    steps = [step.text for step in content.steps]
    found = []
    for line in content.lines:
        use = use_of(line.food.slug, line.section, steps, dish) if line.food else None
        found.append(LineUse(use, tuple(reversed(contexts(dish, use)))))
    return found


def ranked_for(line: ContentLine, use: LineUse, wish: Wish, known: Sequence[Known]) -> list[Ranked]:
    """Rank what can take the place of a line's food under the wish."""
    if line.food is None or line.food.slug not in lexicon().foods:
        return []
    rows = [row for context in use.contexts for row in known if row.context == context]
    return candidates(line.food.slug, rows, needs=wish.needs, have=wish.have, use=use.use)


def considered(content: Content, wish: Wish, known: Sequence[Known]) -> list[LineCandidates]:
    """Tell for every line what could take the place of its food; what is made of what one has comes first."""
    everything = Wish(wish.needs)
    found = []
    for at, (line, use) in enumerate(zip(content.lines, uses_of(content), strict=True)):
        reason = adapt_lines.reason_of(line, wish.needs, wish.have)
        ranked = ranked_for(line, use, everything, known)
        if wish.have is not None:
            had = wish.have | ALWAYS_THERE
            ranked.sort(key=lambda one: not had >= set(one.foods()))
        shown = [one.shown for one in ranked[:CANDIDATES_AT_MOST]]
        found.append(
            LineCandidates(at, line.line_id, line.text, line.food, use.use, reason.text if reason else None, shown)
        )
    return found


def plan(content: Content, wish: Wish, known: Sequence[Known]) -> Adapted:
    """Plan what becomes of a recipe under a wish; `known` is what the community's counters say of its foods.

    Raises `Invalid` at `/choose/…` for a line that is not there, and for a food that is unknown or breaks the needs.
    """
    check_choices(content, wish)
    system = system_of(line.line() for line in content.lines)
    planned: list[PlannedLine] = []
    ingredients: list[LineInput] = []
    for at, (line, use) in enumerate(zip(content.lines, uses_of(content), strict=True)):
        found = _planned(at, line, use, wish, known, system)
        if found is None:
            ingredients.append(adapt_lines.kept(line))
        else:
            planned.append(found[0])
            ingredients += found[1]
    return _whole(content, wish, planned, ingredients)


def check_choices(content: Content, wish: Wish) -> None:
    """Raise `Invalid` for choices that cannot be taken, each at its line."""
    lines = {line.line_id: line for line in content.lines}
    faults = []
    for line_id, slugs in wish.choose.items():
        pointer = f"/choose/{line_id}"
        line = lines.get(line_id)
        if line is None:
            faults.append(FieldFault(pointer, "the recipe has no such line"))
            continue
        if len(slugs) > CHOSEN_AT_MOST:
            faults.append(FieldFault(pointer, f"at most {CHOSEN_AT_MOST} foods"))
        for slug in slugs:
            if slug not in lexicon().foods:
                faults.append(FieldFault(pointer, f"{slug[:60]!r} is no food known here"))
            elif line.food and slug == line.food.slug:
                faults.append(FieldFault(pointer, f"{slug!r} is what stands there"))
            elif why := broken_by(slug, wish.needs):
                faults.append(FieldFault(pointer, f"{lexicon().foods[slug].name}: {why}"))
    if faults:
        raise Invalid(faults[0].detail, errors=tuple(faults))


def _planned(
    at: int, line: ContentLine, use: LineUse, wish: Wish, known: Sequence[Known], system: str
) -> tuple[PlannedLine, list[LineInput]] | None:
    """Plan one line; None when it stays as it is."""
    reason = adapt_lines.reason_of(line, wish.needs, wish.have)
    choice = wish.choose.get(line.line_id)
    if choice is not None:
        reason = reason or Reason("you chose otherwise")
        return _as_chosen(at, line, use, wish, known, system, reason, choice)
    if reason is None:
        return None
    if reason.hidden and not reason.in_name:
        return adapt_lines.reworded(at, line, reason)
    if line.optional:
        return adapt_lines.left_out(at, line, reason, use.use), []
    ranked = [] if reason.in_name else ranked_for(line, use, wish, known)
    best = next((one for one in ranked if one.shown.score > 0), None)
    if best is None:
        return adapt_lines.unresolved(at, line, reason, use.use, ranked), [adapt_lines.kept(line)]
    return adapt_lines.replaced(at, line, reason, use.use, best, ranked, system)


def _as_chosen(
    at: int,
    line: ContentLine,
    use: LineUse,
    wish: Wish,
    known: Sequence[Known],
    system: str,
    reason: Reason,
    choice: tuple[str, ...],
) -> tuple[PlannedLine, list[LineInput]]:
    if not choice:
        return adapt_lines.left_out(at, line, reason, use.use), []
    ranked = ranked_for(line, use, wish, known)
    wanted = tuple(sorted(set(choice)))
    best = next((one for one in ranked if one.foods() == wanted), None)
    chosen = best or chosen_freely(line.food.slug if line.food else None, wanted)
    return adapt_lines.replaced(at, line, reason, use.use, chosen, ranked, system)


def _whole(content: Content, wish: Wish, planned: list[PlannedLine], ingredients: list[LineInput]) -> Adapted:
    complete = all(line.outcome != UNRESOLVED for line in planned)
    steps = renamed(content.steps, content.lines, _new_names(content, planned))
    texts = [step.text for step in content.steps]
    for change in steps:
        texts[change.step] = change.after
    found = Plan(
        fits=not planned,
        complete=complete,
        title=_title(content.title, wish) if planned and complete else content.title,
        tags=_tags(content.tags, wish) if planned and complete else content.tags,
        message=_message(wish, planned),
        lines=planned,
        steps=steps,
        remarks=_remarks(texts, wish.needs, planned),
    )
    given = [StepInput(text, step.step_id) for text, step in zip(texts, content.steps, strict=True)]
    return Adapted(found, ingredients, given)


def _new_names(content: Content, planned: list[PlannedLine]) -> dict[str, tuple[str, ...]]:
    """Give the new names of foods that were replaced alike in all of their lines and stand in no new one."""
    by_line = {one.line: one for one in planned}
    became: dict[str, set[tuple[str, ...]]] = {}
    for at, line in enumerate(content.lines):
        if line.food:
            became.setdefault(line.food.slug, set()).add(tuple(by_line[at].names) if at in by_line else ())
    new = {food.slug for one in planned if one.to is not None for food in one.to.to}
    return {slug: next(iter(to)) for slug, to in became.items() if len(to) == 1 and slug not in new and next(iter(to))}


def _remarks(texts: Sequence[str], needs: Needs, planned: Sequence[PlannedLine]) -> list[str]:
    """Name the steps that still speak of a food that breaks the needs, or was left out."""
    gone = {one.food.slug: one.food.name for one in planned if one.outcome == LEFT_OUT and one.food}
    found = []
    for at, text in enumerate(texts, start=1):
        for match in lexicon().find_all(text):
            slug = match.food.slug
            why = broken_by(slug, needs) if needs and match.certainty >= _CERTAIN else None
            if why and not why.startswith(_MAYBE):  # a word of a step is too little to warn of what may be
                found.append(f"Step {at} names {match.food.name}: {why}.")
            elif slug in gone:
                found.append(f"Step {at} names {gone[slug]}, which is left out.")
    return list(dict.fromkeys(found))


def _labels(wish: Wish) -> list[str]:
    without = ", ".join(wish.without[:_LABELS_AT_MOST]) + (" …" if len(wish.without) > _LABELS_AT_MOST else "")
    return [*wish.diets, *([f"without {without}"] if without else [])]


def _title(title: str, wish: Wish) -> str:
    plain = title.casefold().replace("-", " ")
    new = [label for label in _labels(wish) if label.casefold().replace("-", " ") not in plain]
    if not new:
        return title
    behind = f" ({', '.join(new)})"
    if len(behind) > TITLE_LENGTH // 2:
        behind = f"{behind[: TITLE_LENGTH // 2 - 2]}…)"
    room = TITLE_LENGTH - len(behind)
    return (title if len(title) <= room else f"{title[: room - 1].rstrip()}…") + behind


def _tags(tags: tuple[str, ...], wish: Wish) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*tags, *wish.diets)))[: max(TAGS_AT_MOST, len(tags))]


def _message(wish: Wish, planned: Sequence[PlannedLine]) -> str:
    """Say in a sentence or two what was adapted."""
    to = ", ".join(_labels(wish)) or ("what was at hand" if wish.have is not None else "a choice")
    parts = []
    for one in planned:
        name = one.food.name if one.food else one.text
        if one.outcome == REPLACED and one.to is not None:
            parts.append(f"{words_of(one.names)} for {name}")
        elif one.outcome == LEFT_OUT:
            parts.append(f"no {name}")
        elif one.outcome == REWORDED:
            parts.append(f"fewer words of {name}")
    open_ones = [one.food.name if one.food else one.text for one in planned if one.outcome == UNRESOLVED]
    told = f"Adapted ({to}): {'; '.join(dict.fromkeys(parts)) or 'nothing yet'}."
    if open_ones:
        told += f" Not solved: {', '.join(dict.fromkeys(open_ones))}."
    return told if len(told) <= MESSAGE_LENGTH else f"{told[: MESSAGE_LENGTH - 1]}…"
