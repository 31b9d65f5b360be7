"""Merging: what holds for all recipes and edits."""

from uuid import UUID

from hypothesis import assume, given
from hypothesis import strategies as st

from forklore.forks.merge import merge
from forklore.forks.merge_order import merged_order
from forklore.recipes.rows import Content
from forks.edits import edited, recipes

PARTED = st.shared(recipes(), key="base")
OURS = PARTED.flatmap(edited)
THEIRS = PARTED.flatmap(edited)


def ids(content: Content) -> list[UUID]:
    return [line.line_id for line in content.lines] + [step.step_id for step in content.steps]


def added(base: Content, side: Content) -> set[str]:
    """The lines that a side put in."""
    return {line.text for line in side.lines if line.line_id not in ids(base)}


def all_taken(base: Content, ours: Content, theirs: Content) -> Content:
    """Merge, and settle every clash for theirs, those too that come up only then."""
    taken: set[str] = set()
    while True:
        merged = merge(base, ours, theirs, taken)
        found = {clash.id for clash in merged.clashes}
        if found <= taken:
            return merged.content
        taken |= found


@given(PARTED, OURS)
def test_merging_nothing_changes_nothing(base: Content, ours: Content) -> None:
    assert merge(base, ours, base).content == ours
    assert not merge(base, ours, base).clashes
    assert merge(base, base, ours).content == ours
    assert not merge(base, base, ours).clashes


@given(PARTED, OURS)
def test_merging_the_same_edit_is_the_edit(base: Content, ours: Content) -> None:
    merged = merge(base, ours, ours)
    assert (merged.content, merged.clashes) == (ours, ())


@given(PARTED, OURS, THEIRS)
def test_an_edit_merged_twice_is_merged_once(base: Content, ours: Content, theirs: Content) -> None:
    once = merge(base, ours, theirs).content
    assert merge(theirs, once, theirs).content == once


@given(PARTED, OURS, THEIRS)
def test_no_line_and_no_step_is_lost_or_doubled(base: Content, ours: Content, theirs: Content) -> None:
    merged = merge(base, ours, theirs)
    found = ids(merged.content)
    for items in ([line.line_id for line in merged.content.lines], [step.step_id for step in merged.content.steps]):
        assert len(items) == len(set(items))
    assert set(found) <= {*ids(ours), *ids(theirs)}
    replaced = any(clash.part == "replaced" for clash in merged.clashes)
    if not replaced:
        kept = set(ids(ours)) & set(ids(theirs))
        assert kept <= set(found)
        texts = [line.text for line in (*merged.content.lines, *base.lines)]  # the base's own words are the base's line
        for side in (ours, theirs):
            for line in side.lines:
                if line.line_id not in ids(base) and side.servings == merged.content.servings == base.servings:
                    assert line.line_id in found or line.text in texts or merged.clashes


@given(PARTED, OURS, THEIRS)
def test_what_only_one_changed_is_changed_and_what_nobody_changed_stays(
    base: Content, ours: Content, theirs: Content
) -> None:
    merged = merge(base, ours, theirs)
    clashing = {clash.id for clash in merged.clashes}
    for field in ("title", "minutes_cook", "minutes_prep", "servings"):
        one, other, before = (getattr(side, field) for side in (ours, theirs, base))
        both_differ = before not in (one, other) and one != other
        assert (field in clashing) == both_differ
        if not both_differ:
            assert getattr(merged.content, field) == (other if one == before else one)
    steps = [{step.step_id: step.text for step in side.steps} for side in (base, ours, theirs, merged.content)]
    for key in steps[0].keys() & steps[1].keys() & steps[2].keys():
        before, one, other, now = (side[key] for side in steps)
        assert (f"step:{key}" in clashing) == (before not in (one, other) and one != other)
        if f"step:{key}" not in clashing:
            assert now == (other if one == before else one)


@given(PARTED, PARTED.flatmap(lambda base: edited(base, servings=False)), st.data())
def test_edits_that_do_not_clash_commute(base: Content, ours: Content, data: st.DataObject) -> None:
    theirs = data.draw(edited(base, servings=False))
    assume(not added(base, ours) & added(base, theirs))  # the same at two places is no different edit
    there, back = merge(base, ours, theirs), merge(base, theirs, ours)
    assert len(there.clashes) == len(back.clashes)
    assume(not there.clashes)
    assert [line.text for line in there.content.lines] == [line.text for line in back.content.lines]
    assert [step.text for step in there.content.steps] == [step.text for step in back.content.steps]
    assert set(there.content.tags) == set(back.content.tags)
    fields = ("title", "servings", "minutes_prep", "minutes_cook")
    assert [getattr(there.content, f) for f in fields] == [getattr(back.content, f) for f in fields]


@given(PARTED, OURS, THEIRS)
def test_taking_theirs_everywhere_gives_theirs_where_they_clash(base: Content, ours: Content, theirs: Content) -> None:
    merged = all_taken(base, ours, theirs)
    for clash in merge(base, ours, theirs).clashes:
        if clash.kind == "field":
            assert getattr(merged, clash.id) == getattr(theirs, clash.id)
        if clash.kind == "step" and clash.part == "whole":
            key = UUID(clash.id.split(":")[1])
            by_id = {step.step_id: step.text for step in theirs.steps}
            assert {step.step_id: step.text for step in merged.steps}.get(key) == by_id.get(key)
        if clash.kind == "line" and clash.part == "whole" and merged.servings == base.servings == theirs.servings:
            assert clash.theirs is None or clash.theirs in [line.text for line in merged.lines]


@given(PARTED, OURS, THEIRS)
def test_skipping_everything_keeps_ours_where_they_clash(base: Content, ours: Content, theirs: Content) -> None:
    merged = merge(base, ours, theirs)
    for clash in merged.clashes:
        if clash.kind == "field":
            assert getattr(merged.content, clash.id) == getattr(ours, clash.id)


@given(st.permutations(list("abcdefg")), st.data())
def test_orders_keep_neighbours_together(order: list[str], data: st.DataObject) -> None:
    """One side adds a run behind a letter, the other moves another letter: the run stays where it was put."""
    behind, moved = data.draw(st.permutations(order))[:2]
    at = order.index(behind) + 1
    ours = [*order[:at], "x", "y", *order[at:]]
    theirs = [letter for letter in order if letter != moved]
    theirs.insert(data.draw(st.integers(0, len(theirs))), moved)
    merged = merged_order(order, ours, theirs)
    assert sorted(merged) == sorted([*order, "x", "y"])
    assert merged.index("y") == merged.index("x") + 1
    assert [letter for letter in merged if letter not in {"x", "y"}] == theirs
    assert merged == merged_order(order, theirs, ours)
