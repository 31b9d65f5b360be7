"""Whole recipes adapted: each line that breaks a need changes or is named, nothing else does."""

from uuid import UUID, uuid4

import pytest

from forklore.foundations.errors import Invalid
from forklore.recipes import rules
from forklore.recipes.inputs import TITLE_LENGTH, Edit
from forklore.recipes.rows import Content
from forklore.replacements.adapt import Plan, considered, plan
from forklore.replacements.adapt_lines import LEFT_OUT, REPLACED, REWORDED, UNRESOLVED
from forklore.replacements.adapt_wish import Wish, read_wish
from forklore.replacements.candidates import Known
from recipes.kitchen import content

LASAGNE = content(
    title="Classic lasagne",
    ingredients=[
        "500 g ground beef",
        "1 onion, finely chopped",
        "2 tbsp olive oil",
        "800 g canned tomatoes",
        "50 g butter",
        "50 g plain flour",
        "600 ml whole milk",
        "250 g egg-free lasagne sheets",
        "200 g mozzarella, grated",
        "a pinch of nutmeg",
    ],
    steps=[
        "Fry the onion, brown the beef.",
        "Melt the butter, whisk in the milk.",
        "Top with mozzarella, bake.",
    ],
)
SPONGE = content(
    title="Victoria sponge cake",
    ingredients=["225 g butter, softened", "225 g sugar", "4 large eggs", "225 g self-raising flour", "1 tbsp milk"],
    steps=["Butter two tins. Cream the butter and sugar.", "Beat in the eggs, fold in the flour.", "Bake."],
)
COOKIES = content(
    title="Oat cookies",
    ingredients=[
        "2 cups all-purpose flour",
        "1 cup butter, softened",
        "¾ cup sugar",
        "1 cup chopped walnuts",
        "½ cup almond flour",
        "¼ cup pecans, chopped (optional)",
    ],
    steps=["Beat butter and sugar.", "Stir in the walnuts.", "Scatter with pecans and bake."],
)
PANCAKES = content(
    title="Fluffy pancakes",
    ingredients=["2 cups plain flour", "1 ½ cups buttermilk", "2 large eggs", "50 g butter, melted", "a pinch of salt"],
    steps=["Whisk flour, buttermilk and eggs.", "Fry in butter."],
)
STEW = content(
    title="Beef stew",
    ingredients=["1 kg beef chuck", "2 carrots", "1 l beef stock"],
    steps=["Brown the beef.", "Add the stock and simmer."],
)


def wish(
    diet: str = "", avoid: str = "", have: tuple[str, ...] = (), choose: dict[UUID, list[str]] | None = None
) -> Wish:
    return read_wish([diet] if diet else [], [avoid] if avoid else [], have, choose)


def changed(found: Plan) -> dict[str, list[str]]:
    return {line.text: line.new_lines for line in found.lines if line.outcome == REPLACED}


def outcome(recipe: Content, asked: Wish, known: tuple[Known, ...] = ()) -> Content:
    """The recipe as it would be saved."""
    adapted = plan(recipe, asked, known)
    edit = Edit(
        title=adapted.plan.title,
        tags=list(adapted.plan.tags),
        ingredients=list(adapted.ingredients),
        steps=list(adapted.steps),
    )
    return rules.edited(recipe, edit)


def test_a_lasagne_becomes_vegan_but_for_what_nobody_knows() -> None:
    found = plan(LASAGNE, wish("vegan"), ()).plan
    new = changed(found)
    assert new["500 g ground beef"] == ["500 g vegan mince"]
    assert new["50 g butter"] == ["50 g vegan butter"]
    assert new["600 ml whole milk"] == ["600 ml oat milk"]
    assert new["200 g mozzarella, grated"][0].startswith("200 g vegan ")
    assert new["200 g mozzarella, grated"][0].endswith(", grated")
    assert {line.text for line in found.lines} == {*new, "250 g egg-free lasagne sheets"}
    assert found.steps[0].after == "Fry the onion, brown the vegan mince."
    assert found.steps[1].after == "Melt the vegan butter, whisk in the oat milk."


def test_what_is_complete_says_so_in_title_tags_and_message() -> None:
    found = plan(SPONGE, wish("gluten-free"), ()).plan
    assert changed(found) == {"225 g self-raising flour": ["215 g gluten-free flour", "11 g baking powder"]}
    assert found.complete
    assert (found.title, found.tags) == ("Victoria sponge cake (gluten-free)", ("gluten-free",))
    assert found.message == "Adapted (gluten-free): gluten-free flour and baking powder for self-raising flour."
    assert found.steps[0].after == "Beat in the eggs, fold in the gluten-free flour and baking powder."
    assert found.lines[0].to is not None
    assert found.lines[0].to.evidence[0].kind == "classic"


def test_cookies_without_nuts_leave_out_what_is_optional() -> None:
    found = plan(COOKIES, wish(avoid="Nuts"), ()).plan
    assert {line.text: line.outcome for line in found.lines} == {
        "1 cup chopped walnuts": REPLACED,
        "½ cup almond flour": REPLACED,
        "¼ cup pecans, chopped (optional)": LEFT_OUT,
    }
    assert changed(found)["1 cup chopped walnuts"] == ["⅞ cup sunflower seeds, chopped"]
    assert found.title == "Oat cookies (without nuts)"
    assert found.remarks == ["Step 3 names pecan: contains nuts."]


def test_pancakes_without_eggs() -> None:
    found = plan(PANCAKES, wish(avoid="eggs"), ()).plan
    assert [line.text for line in found.lines] == ["2 large eggs"]
    assert len(found.lines[0].new_lines) == 2
    assert found.lines[0].new_lines[1].endswith("water")
    assert len(found.lines[0].alternatives) == 4
    assert found.title == "Fluffy pancakes (without eggs)"


def test_what_is_impossible_names_each_line_and_why() -> None:
    found = plan(STEW, wish(have=("carrots", "cinnamon")), ()).plan
    assert not found.complete
    assert [(line.line, line.outcome) for line in found.lines] == [(0, UNRESOLVED), (2, UNRESOLVED)]
    why = found.lines[0].why_open()
    assert why.startswith("1 kg beef chuck: ")
    assert "not among what you have, and nothing is known that could take its place" in why
    assert (found.title, found.tags) == ("Beef stew", ())
    assert "Not solved: " in found.message


def test_what_one_has_is_used() -> None:
    had = ("beef", "carrots", "vegetable stock")
    found = plan(STEW, wish(have=had), ()).plan
    assert changed(found) == {"1 l beef stock": ["1 l vegetable stock"]}
    assert found.message.startswith("Adapted (what was at hand): vegetable stock for beef stock")


def test_what_is_not_known_counts_as_breaking() -> None:
    odd = content(ingredients=["200 g snarkle", "1 cup almond milk (or milk)", "2 slices of toast with butter"])
    found = plan(odd, wish("vegan"), ()).plan
    assert [line.outcome for line in found.lines] == [UNRESOLVED, REWORDED, UNRESOLVED]
    assert found.lines[0].why_open() == "200 g snarkle: we do not know what “snarkle” is"
    assert found.lines[1].new_lines == ["1 cup almond milk"]
    assert plan(odd, wish(have=("almond milk",)), ()).plan.lines[0].outcome == UNRESOLVED


def test_what_fits_stays_untouched() -> None:
    adapted = plan(PANCAKES, wish("nut-free"), ())
    assert adapted.plan.fits
    assert adapted.plan.complete
    assert rules.hash_of(outcome(PANCAKES, wish("nut-free"))) == rules.hash_of(PANCAKES)


def test_the_first_new_line_keeps_the_id_and_the_others_get_their_own() -> None:
    new = outcome(SPONGE, wish("gluten-free"))
    assert [line.line_id for line in new.lines[:4]] == [line.line_id for line in SPONGE.lines[:4]]
    assert new.lines[4].line_id not in {line.line_id for line in SPONGE.lines}
    assert new.lines[5] == SPONGE.lines[4]
    assert [line.food.slug for line in new.lines[3:5] if line.food] == ["gluten-free-flour", "baking-powder"]
    assert [step.step_id for step in new.steps] == [step.step_id for step in SPONGE.steps]


def test_a_section_and_what_a_line_is_for_are_kept() -> None:
    cake = content(title="Cake", ingredients=["For the icing:", "100 g butter, softened, for spreading", "1 tsp salt"])
    line = outcome(cake, wish("vegan")).lines[0]
    assert (line.section, line.note) == (cake.lines[0].section, cake.lines[0].note)
    assert line.section is not None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("200 g mozzarella, grated", "grated"),
        ("500 g chicken breast, cut into strips", "cut into strips"),
        ("2 eggs, beaten", None),
        ("60 g Parmesan, melted", None),
    ],
)
def test_preparation_is_kept_where_it_still_makes_sense(before: str, after: str | None) -> None:
    assert outcome(content(ingredients=[before]), wish("vegan")).lines[0].preparation == after


def test_what_enough_cooks_took_decides() -> None:
    cooks = Known("butter", ("avocado",), "all", 12, 12, 0, 0, 0.5, "grams")
    found = plan(PANCAKES, wish("vegan"), (cooks,)).plan
    assert changed(found)["50 g butter, melted"] == ["25 g avocado"]
    line = next(line for line in found.lines if line.text == "50 g butter, melted")
    assert line.to is not None
    assert next((source.kind, source.cooks) for source in line.to.evidence) == ("community", 12)


def test_a_choice_of_ones_own_is_taken_with_its_evidence() -> None:
    butter, eggs, salt = (PANCAKES.lines[at].line_id for at in (3, 2, 4))
    choose = {butter: ["coconut-oil"], eggs: ["water", "ground flaxseed"], salt: []}
    found = plan(PANCAKES, wish("egg_free", choose=choose), ()).plan
    assert changed(found)["50 g butter, melted"] == ["40 g coconut oil"]
    assert changed(found)["2 large eggs"] == ["2 tbsp ground flaxseed", "⅜ cup water"]
    assert [line.outcome for line in found.lines if line.line_id == salt] == [LEFT_OUT]
    mine = plan(PANCAKES, wish("vegan", choose={butter: ["tomato"]}), ()).plan
    line = next(line for line in mine.lines if line.line_id == butter)
    assert line.to is not None
    assert line.to.evidence[0].kind == "choice"
    assert line.told == ["As much as before is taken: nobody has said how much it takes."]


@pytest.mark.parametrize(
    ("to", "why"),
    [
        (["ghee"], "not vegan"),
        (["moon dust"], "no food known here"),
        (["butter"], "is what stands there"),
        (["tomato", "onion", "leek", "kale", "beet"], "at most 4"),
    ],
)
def test_a_choice_that_cannot_be_taken_is_named(to: list[str], why: str) -> None:
    butter = PANCAKES.lines[3].line_id
    with pytest.raises(Invalid) as fault:
        plan(PANCAKES, wish("vegan", choose={butter: to}), ())
    assert [(one.pointer, why in one.detail) for one in fault.value.errors] == [(f"/choose/{butter}", True)]
    with pytest.raises(Invalid, match="no such line"):
        plan(PANCAKES, wish("vegan", choose={uuid4(): ["kale"]}), ())


def test_each_word_that_is_not_known_is_named_at_its_field() -> None:
    with pytest.raises(Invalid) as fault:
        read_wish(["carnal"], ["moon dust"], ["star dust"])
    assert [one.pointer for one in fault.value.errors] == ["/diet", "/avoid", "/have"]
    with pytest.raises(Invalid):
        read_wish([], [" "], [])


def test_titles_keep_within_their_limit_and_repeat_nothing() -> None:
    long = content(title="x" * TITLE_LENGTH, ingredients=["2 eggs"])
    title = plan(long, wish("vegan"), ()).plan.title
    assert len(title) <= TITLE_LENGTH
    assert title.endswith("… (vegan)")
    named = content(title="Vegan cake", tags=["vegan"], ingredients=["2 eggs"])
    again = plan(named, wish("vegan"), ()).plan
    assert (again.title, again.tags) == ("Vegan cake", ("vegan",))


def test_what_could_take_the_place_is_told_for_every_line() -> None:
    found = considered(PANCAKES, wish("vegan", have=("coconut oil",)), ())
    assert [line.line for line in found] == [0, 1, 2, 3, 4]
    assert all(len(line.candidates) <= 5 for line in found)
    assert found[3].breaks == "butter: not vegan"
    assert found[3].candidates[0].to[0].slug == "coconut-oil"
    assert found[3].use == "fat for frying"


def test_an_egg_to_glaze_is_no_egg_to_bind() -> None:
    buns = content(
        title="Buns", ingredients=["500 g flour", "1 egg, beaten, to glaze"], steps=["Brush with the egg and bake."]
    )
    found = plan(buns, wish("vegan"), ()).plan
    assert [(line.use, line.new_lines) for line in found.lines] == [("egg for coating", ["30 ml oat milk"])]
