"""Merging, case by case: what a cook would expect of lines that two people changed."""

from decimal import Decimal
from uuid import UUID

import pytest
from msgspec.structs import replace

from forklore.forks.merge import merge
from forklore.recipes.rows import Content, ContentStep
from forks.edits import content, line, texts, with_line

CAKE = content("200 g plain flour", "100 g butter, melted", "2 eggs", "50 g sugar")


def key(before: Content, at: int) -> str:
    return f"line:{before.lines[at].line_id}"


def doubled(before: Content) -> Content:
    """The same for twice as many, every line scaled by hand."""
    lines = ["400 g plain flour", "200 g butter, melted", "4 eggs", "100 g sugar"]
    found = before
    for at, text in enumerate(lines):
        found = with_line(found, at, text)
    return replace(found, servings=before.servings * 2)


def test_different_parts_of_one_line_are_woven() -> None:
    merged = merge(CAKE, with_line(CAKE, 1, "150 g butter, melted"), with_line(CAKE, 1, "100 g butter, softened"))
    assert not merged.clashes
    butter = merged.content.lines[1]
    assert butter.text == "150 g butter, softened"
    assert (butter.amount_min, butter.preparation) == (Decimal(150), "softened")


def test_a_line_written_in_parts_is_written_anew() -> None:
    base = replace(CAKE, lines=(replace(CAKE.lines[1], text="Butter as grandmother took it"),))
    ours = replace(base, lines=(replace(base.lines[0], amount_min=Decimal(150), amount_max=Decimal(150)),))
    theirs = replace(base, lines=(replace(base.lines[0], preparation="softened"),))
    merged = merge(base, ours, theirs)
    assert (texts(merged.content), merged.clashes) == (["150 g butter, softened"], ())


def test_the_same_part_of_one_line_is_a_clash_of_that_part() -> None:
    ours, theirs = with_line(CAKE, 1, "150 g butter, melted"), with_line(CAKE, 1, "120 g butter, melted")
    merged = merge(CAKE, ours, theirs)
    (clash,) = merged.clashes
    assert (clash.id, clash.part) == (f"{key(CAKE, 1)}:amount", "amount")
    assert (clash.base, clash.ours, clash.theirs) == (CAKE.lines[1].text, ours.lines[1].text, theirs.lines[1].text)
    assert merge(CAKE, ours, theirs, [clash.id]).content == theirs
    assert merged.content == ours


def test_another_food_and_another_amount_are_a_clash_of_the_line() -> None:
    ours, theirs = with_line(CAKE, 1, "100 g margarine, melted"), with_line(CAKE, 1, "120 g butter, melted")
    merged = merge(CAKE, ours, theirs)
    assert [clash.id for clash in merged.clashes] == [key(CAKE, 1)]
    assert merge(CAKE, ours, theirs, [key(CAKE, 1)]).content == theirs


def test_leaving_out_what_the_other_changed_is_a_clash() -> None:
    without = replace(CAKE, lines=CAKE.lines[:3])
    sweeter = with_line(CAKE, 3, "80 g sugar")
    left, right = merge(CAKE, without, sweeter), merge(CAKE, sweeter, without)
    assert [(c.ours, c.theirs) for c in left.clashes] == [(None, "80 g sugar")]
    assert [(c.ours, c.theirs) for c in right.clashes] == [("80 g sugar", None)]
    assert len(left.content.lines) == 3
    assert texts(merge(CAKE, without, sweeter, [key(CAKE, 3)]).content)[3] == "80 g sugar"
    assert len(merge(CAKE, sweeter, without, [key(CAKE, 3)]).content.lines) == 3
    assert merge(CAKE, without, with_line(CAKE, 0, "250 g plain flour")).clashes == ()


@pytest.mark.parametrize("swapped", [False, True], ids=["the fork was scaled", "the parent was scaled"])
def test_amounts_come_at_the_servings_of_the_result(*, swapped: bool) -> None:
    large = doubled(CAKE)
    more = with_line(CAKE, 1, "150 g butter, melted")
    more = replace(more, lines=(*more.lines, line("10 g baking powder", 50)))
    merged = merge(CAKE, more, large) if swapped else merge(CAKE, large, more)
    assert not merged.clashes
    assert merged.content.servings == 8
    assert [one.amount_max for one in merged.content.lines] == [400, 300, 4, 100, 20]
    assert texts(merged.content)[1] == "300 g butter, melted"
    assert texts(merged.content)[0] == "400 g plain flour"


def test_servings_said_better_scale_nothing() -> None:
    ours, theirs = replace(CAKE, servings=Decimal(6)), with_line(CAKE, 1, "150 g butter, melted")
    merged = merge(CAKE, ours, theirs)
    assert merged.content.servings == 6
    assert not merged.clashes
    assert texts(merged.content)[1] == "150 g butter, melted"


def test_a_clash_of_amounts_is_shown_at_the_servings_of_the_result() -> None:
    ours, theirs = with_line(doubled(CAKE), 1, "150 g butter, melted"), with_line(CAKE, 1, "120 g butter, melted")
    (clash,) = merge(CAKE, ours, theirs).clashes
    assert (clash.ours, clash.theirs) == ("150 g butter, melted", "240 g butter, melted")


def test_a_line_edited_as_text_is_found_again() -> None:
    """A form sends texts: the changed line has another id in ours and in theirs."""
    ours = replace(CAKE, lines=(CAKE.lines[0], line("150 g butter, melted", 71), *CAKE.lines[2:]))
    theirs = replace(CAKE, lines=(CAKE.lines[0], line("100 g butter, softened", 72), *CAKE.lines[2:]))
    merged = merge(CAKE, ours, theirs)
    assert not merged.clashes
    assert texts(merged.content) == ["200 g plain flour", "150 g butter, softened", "2 eggs", "50 g sugar"]
    assert merged.content.lines[1].line_id == UUID(int=72)


def test_one_line_replaced_by_several_on_both_sides_is_a_clash() -> None:
    ours = replace(CAKE, lines=(CAKE.lines[0], line("60 g rice", 71), line("2 tbsp honey", 72), *CAKE.lines[2:]))
    theirs = replace(CAKE, lines=(CAKE.lines[0], line("80 ml milk", 73), line("40 g oats", 74), *CAKE.lines[2:]))
    merged = merge(CAKE, ours, theirs)
    (clash,) = merged.clashes
    assert (clash.id, clash.ours) == (f"{key(CAKE, 1)}:replaced", "60 g rice\n2 tbsp honey")
    assert (merged.content, merge(CAKE, ours, theirs, [clash.id]).content) == (ours, theirs)


def test_what_both_added_stands_once() -> None:
    ours = replace(CAKE, lines=(*CAKE.lines, line("1 tsp salt", 71)))
    theirs = replace(CAKE, lines=(line("1 tsp salt", 72), *CAKE.lines))
    assert texts(merge(CAKE, ours, theirs).content).count("1 tsp salt") == 1


def test_a_new_line_goes_under_the_new_name_of_its_section() -> None:
    base = replace(CAKE, lines=tuple(replace(one, section="Dough") for one in CAKE.lines))
    ours = replace(base, lines=tuple(replace(one, section="Base") for one in base.lines))
    theirs = replace(base, lines=(*base.lines[:2], line("1 tsp salt", 71, "Dough"), *base.lines[2:]))
    merged = merge(base, ours, theirs)
    assert not merged.clashes
    assert {one.section for one in merged.content.lines} == {"Base"}
    assert texts(merged.content).index("1 tsp salt") == 2


def test_a_line_moved_to_two_places_is_a_clash_of_the_order() -> None:
    first, second, third, fourth = CAKE.lines
    ours = replace(CAKE, lines=(fourth, first, second, third))
    theirs = replace(CAKE, lines=(first, fourth, second, third))
    merged = merge(CAKE, ours, theirs)
    assert [(clash.id, clash.kind) for clash in merged.clashes] == [("lines:order", "order")]
    assert (merged.content, merge(CAKE, ours, theirs, ["lines:order"]).content) == (ours, theirs)
    moved = merge(CAKE, replace(CAKE, lines=(second, first, third, fourth)), with_line(CAKE, 1, "100 g butter, cold"))
    assert texts(moved.content)[:2] == ["100 g butter, cold", "200 g plain flour"]


def test_steps_are_merged_by_id() -> None:
    mix, bake = CAKE.steps
    ours = replace(CAKE, steps=(ContentStep(mix.step_id, "Mix well."), bake))
    theirs = replace(CAKE, steps=(mix, ContentStep(UUID(int=90), "Rest."), bake))
    merged = merge(CAKE, ours, theirs)
    assert [step.text for step in merged.content.steps] == ["Mix well.", "Rest.", "Bake."]
    other = replace(CAKE, steps=(ContentStep(mix.step_id, "Fold."), bake))
    (clash,) = merge(CAKE, ours, other).clashes
    assert (clash.id, clash.ours, clash.theirs) == (f"step:{mix.step_id}", "Mix well.", "Fold.")


def test_tags_are_a_set() -> None:
    base = replace(CAKE, tags=("sweet", "quick"))
    merged = merge(base, replace(base, tags=("sweet",)), replace(base, tags=("sweet", "quick", "party")))
    assert (merged.content.tags, merged.clashes) == (("sweet", "party"), ())


def test_essays_in_the_place_of_lines_clash_one_by_one() -> None:
    """Repeated words are the worst case of comparing texts."""
    base = content(*["a b " * 240] * 200)
    theirs, ours = (
        replace(base, lines=tuple(replace(one, text=text) for one in base.lines)) for text in ("b a " * 240, "c " * 480)
    )
    assert len(merge(base, theirs, ours).clashes) == 200
