"""What can be asked about single replacements, and across all of them."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from math import log2
from uuid import UUID

from forklore.foods.rows import FoodName, StoredFood
from forklore.foundations.database import Connection
from forklore.foundations.paging import CursorMaker, page, read_cursor
from forklore.foundations.queries import SqlFile
from forklore.recipes.rows import RecipeRow
from forklore.relations.rows import Reader
from forklore.replacements import rules
from forklore.replacements.answers import (
    BIAS,
    Edge,
    Graph,
    MostReplaced,
    Node,
    PairOut,
    PieceOfEvidence,
    ScoreParts,
    Span,
    Top,
    TopItem,
    Verdict,
    Verdicts,
    WhatPeopleChange,
)
from forklore.replacements.errors import NoSuchReplacement
from forklore.replacements.line_changes import added_up
from forklore.replacements.reads import UNMOVED, evidence, food_called, stars_of_events
from forklore.replacements.records import ChangeAt, EdgeRow, ReadingRow, ReplacedRow, Told, ToldFood, TopRow
from forklore.replacements.rows import ContextRow, EventRow, Item, Pair, ReplacementRow

DAYS = {Span.WEEK: 7, Span.MONTH: 30, Span.YEAR: 365, Span.ALL: 36_500}
TOP_WEIGHED = 20_000
EVIDENCE_WEIGHED = 500
CONTEXTS_SHOWN = 30
VERDICTS_SHOWN = 50
READINGS_WEIGHED = 1_000
NODES_AT_MOST = 60
EDGES_OF_FOOD = 8
REPLACED_WEIGHED = 5_000
REPLACED_SHOWN = 20
SEEN_SHOWN = 3

_sql = SqlFile(__name__, "reads.sql")
change_at = _sql.one("change_at", ChangeAt)
pair_counts = _sql.one("pair_counts", ReplacementRow)
_pair_contexts = _sql.many("pair_contexts", ContextRow)
_pair_evidence = _sql.many("pair_evidence", EventRow)
_pair_failures = _sql.many("pair_failures", EventRow)
_verdicts_of = _sql.many("verdicts_of", Verdict)
_top_ever = _sql.many("top_ever", TopRow)
_top_since = _sql.many("top_since", TopRow)
_top_tagged = _sql.many("top_tagged", TopRow)
_edges_from = _sql.many("edges_from", EdgeRow)
_readings_of = _sql.many("readings_of", ReadingRow)
_readings_by = _sql.many("readings_by", ReadingRow)
_replaced_in = _sql.many("replaced_in", ReplacedRow)
_as_written = _sql.value("as_written", int)

_newest_first = CursorMaker[EventRow]("evidence", "at", "id")


async def foods_of_pair(connection: Connection, before: str, after: str) -> tuple[StoredFood, list[StoredFood]]:
    """Find the foods of a pair, by slug or any name; several that replace one are joined by `+`.

    Raises `NoSuchFood`.
    """
    found = {food.slug: food for food in [await food_called(connection, name) for name in after.split("+")[:10]]}
    return await food_called(connection, before), [found[slug] for slug in sorted(found)]


def pair_of(before: StoredFood, after: Sequence[StoredFood]) -> Pair:
    """Give the pair of some foods."""
    return Pair(before.id, tuple(sorted(food.id for food in after)))


async def explained(
    connection: Connection,
    looking: Reader,
    before: StoredFood,
    after: Sequence[StoredFood],
    *,
    failed: bool,
    cursor: str | None,
    limit: int,
) -> PairOut:
    """Explain one replacement with a page of its evidence, newest first; with `failed` only what did not work.

    The numbers are the same for everybody; evidence by cooks hidden from the reader is left out. Six statements.
    Raises `NoSuchReplacement`, `BadCursor`.
    """
    key = read_cursor(cursor, "evidence", tuple[datetime, UUID])
    pair = pair_of(before, after)
    place = {"from_food": pair.from_food, "to_foods": list(pair.to_foods)}
    row = await pair_counts(connection, **place)
    if row is None:
        raise NoSuchReplacement
    ask = _pair_failures if failed else _pair_evidence
    since = {"before": key[0] if key else None, "before_id": key[1] if key else None}
    shown = page(
        await ask(connection, **place, hidden=list(looking.hidden), **since, most=limit + 1), limit, _newest_first
    )
    weighed = await _pair_evidence(connection, **place, hidden=[], before=None, before_id=None, most=EVIDENCE_WEIGHED)
    moved = await stars_of_events(connection, weighed)
    placed = await _pair_contexts(connection, **place, most=CONTEXTS_SHOWN)
    return PairOut(
        before=FoodName(before.slug, before.name),
        to=row.to_names,
        summary=rules.summary(row.cooks, row.did_not_work),
        score=_parts(row),
        cooks=row.cooks,
        forks=row.forks,
        reviews=row.reviews,
        did_not_work=row.did_not_work,
        ratio=rules.ratio(row),
        stars=moved.get((pair.from_food, pair.to_foods), UNMOVED),
        stars_bias=BIAS,
        contexts=[rules.in_context(one) for one in placed],
        last_seen=row.last_seen,
        items=[PieceOfEvidence(evidence(event), event.contexts, event.beside) for event in shown.items],
        next=shown.next,
    )


async def verdicts(connection: Connection, before: StoredFood, after: Sequence[StoredFood]) -> Verdicts:
    """Give what moderators said of a pair, newest first."""
    pair = pair_of(before, after)
    said = await _verdicts_of(connection, from_food=pair.from_food, to_foods=list(pair.to_foods), most=VERDICTS_SHOWN)
    return Verdicts(
        FoodName(before.slug, before.name),
        [FoodName(food.slug, food.name) for food in after],
        bool(said) and said[0].verdict != "ok",
        said,
    )


async def top(connection: Connection, window: Span, tag: str | None, limit: int) -> Top:
    """Give the replacements that most distinct cooks made in a window, in all recipes or those with a tag.

    All time is a walk along an index; another window adds up its newest 20,000 pieces of evidence.
    """
    since = datetime.now(UTC) - timedelta(days=DAYS[window])
    if tag is not None:
        rows = await _top_tagged(connection, tag=tag, since=since, weighed=TOP_WEIGHED, most=limit)
    elif window is Span.ALL:
        rows = await _top_ever(connection, most=limit)
    else:
        rows = await _top_since(connection, since=since, weighed=TOP_WEIGHED, most=limit)
    return Top(window, tag, [TopItem(row.from_name, row.to_names, row.cooks, row.times) for row in rows])


async def graph(connection: Connection, food: StoredFood, depth: int) -> Graph:
    """Walk from a food to what takes its place, and on: one statement a step, at most 60 foods, 8 edges from each."""
    nodes = {food.id: Node(FoodName(food.slug, food.name), 0)}
    edges: list[Edge] = []
    more = False
    border = [food.id]
    for step in range(1, depth + 1):
        rows = await _edges_from(connection, foods=border, most=EDGES_OF_FOOD + 1)
        border = []
        counts: dict[UUID, int] = {}
        for row in rows:
            counts[row.from_food] = counts.get(row.from_food, 0) + 1
            named = dict(zip(sorted(row.to_foods), row.to_names, strict=True))
            new = [one for one in named if one not in nodes]
            if counts[row.from_food] > EDGES_OF_FOOD or len(nodes) + len(new) > NODES_AT_MOST:
                more = True
                continue
            nodes |= {one: Node(named[one], step) for one in new}
            border += new
            slugs = sorted(name.slug for name in named.values())
            edges.append(Edge(row.from_name.slug, slugs, row.cooks, row.did_not_work, row.ratio_median))
        if not border:
            break
    return Graph(list(nodes.values()), edges, more)


async def what_people_change(connection: Connection, recipe: RecipeRow) -> WhatPeopleChange:
    """Tell line by line what cooks change in a recipe: two statements over its newest 1,000 forks and reviews."""
    readings = await _readings_of(connection, recipe_id=recipe.id, most=READINGS_WEIGHED)
    as_written = await _as_written(connection, recipe_id=recipe.id)
    return added_up(recipe.id, recipe.number, recipe.content, readings, as_written or 0)


async def most_replaced(connection: Connection, cooks: Mapping[UUID, UUID]) -> list[MostReplaced]:
    """Tell what some forks (id to cook) replaced most: by distinct cooks, then forks; one statement."""
    rows = await _replaced_in(connection, ids=list(cooks), most=REPLACED_WEIGHED)
    found: dict[tuple[tuple[str, ...], tuple[str, ...]], list[ReplacedRow]] = {}
    for row in rows:
        before, after = (
            tuple(sorted({one.food or one.name for one in side})) for side in (row.from_items, row.to_items)
        )
        found.setdefault((before, after), []).append(row)
    told = [
        MostReplaced(
            _told(rows[0].from_items),
            _told(rows[0].to_items),
            len({cooks[row.recipe_id] for row in rows}),
            len({row.recipe_id for row in rows}),
            list(dict.fromkeys(row.recipe_id for row in rows))[:SEEN_SHOWN],
        )
        for _, rows in sorted(found.items())
    ]
    return sorted(told, key=lambda one: (-one.cooks, -one.forks))[:REPLACED_SHOWN]


def _told(items: Sequence[Item]) -> list[ToldFood]:
    return list(dict.fromkeys(ToldFood(item.food, item.name) for item in items))


async def found_in_reviews(connection: Connection, recipe_id: UUID, reviews: Sequence[UUID]) -> dict[UUID, list[Told]]:
    """Give what was found in the words of some reviews of a recipe, by the id of the review; not what is stated."""
    rows = await _readings_by(connection, recipe_id=recipe_id, sources=list(reviews))
    return {row.source_id: [told for told in row.changes if not told.stated] for row in rows}


def _parts(row: ReplacementRow) -> ScoreParts:
    voices = float(row.voices)
    return ScoreParts(
        rules.score(voices, row.did_not_work),
        round(rules.wilson(voices - row.did_not_work, voices), 4),
        round(log2(1 + voices), 4),
        voices,
    )
