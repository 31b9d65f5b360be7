"""Adapting a recipe to what somebody eats or has: what would change and why, and a draft of it."""

from collections.abc import Mapping
from uuid import UUID

from msgspec import Struct

from forklore.foods.needs import diets
from forklore.foundations.database import Connection, Database
from forklore.foundations.errors import Conflict, FieldFault, Invalid
from forklore.recipes import reads
from forklore.recipes.rows import RecipeRow
from forklore.relations.reads import reader
from forklore.replacements import actions
from forklore.replacements.adapt import Plan
from forklore.replacements.adapt_wish import Wish, read_wish
from forklore.replacements.inputs import parted
from forklore.web.border import account_of, once, page, typed, visitor
from forklore.web.routes import Answered, Asked, address_of, id_of, seen, sent

LONGEST_FIELD = 4_000
_TO = "to_"
KEEP, OUT = "keep", "out"
_MARK_OF_DIET = "diet_"


class AdaptTyped(Struct, frozen=True):
    """The form as it was filled in: diets that are marked, lists with commas, and what was picked for lines."""

    diets: list[str]
    avoid: str
    have: str
    picked: dict[str, str]
    faults: dict[str, str] = {}

    @property
    def asked(self) -> bool:
        """Tell whether anything is asked for."""
        return bool(self.diets or self.avoid.strip() or self.have.strip() or self.picked)

    def keeps(self) -> bool:
        """Tell whether lines that nothing is known for are to stay."""
        return KEEP in self.picked.values()


@seen("/recipes/{recipe_id:uuid}/adapt")
async def look(request: Asked, recipe_id: UUID, db: Database) -> Answered:
    """Ask what a recipe should be adapted to, and show what would change."""
    form = as_typed(dict(request.query_params))
    async with db.read() as connection:
        row = await _visible(request, connection, recipe_id)
        return await _show(request, connection, row, form)


@sent("/recipes/{recipe_id:uuid}/adapt")
async def adapt(request: Asked, recipe_id: UUID, db: Database) -> Answered:
    """Make a draft that is adapted, or work out again what would change with what was picked."""
    account_id = account_of(visitor(request))
    fields = await typed(request)
    form = as_typed(fields)

    async def act(connection: Connection) -> str:
        looking = await reader(connection, account_id)
        row = await reads.recipe(connection, looking, recipe_id)
        made, _ = await actions.adapt(connection, looking, account_id, row, wish_of(form), keep_unresolved=form.keeps())
        return f"{id_of(made)}?said=adapted"

    fault: Invalid | Conflict | None = None
    if fields.get("do") != "preview":
        try:
            return await once(request, db, visitor(request), act)
        except (Invalid, Conflict) as found:
            fault = found
    async with db.read() as connection:
        row = await _visible(request, connection, recipe_id)
        return await _show(request, connection, row, form, fault)


def as_typed(fields: Mapping[str, str]) -> AdaptTyped:
    """Read the fields of the form; picks are kept by the id of their line."""
    picked = {name.removeprefix(_TO): value for name, value in fields.items() if name.startswith(_TO)}
    marked = [slug for slug in diets() if fields.get(f"{_MARK_OF_DIET}{slug}")]
    return AdaptTyped(marked, fields.get("avoid", ""), fields.get("have", ""), picked)


def wish_of(form: AdaptTyped) -> Wish:
    """Read what a form asks for; raises `Invalid` naming the fields."""
    long = [
        FieldFault(f"/{name}", "is too long") for name in ("avoid", "have") if len(getattr(form, name)) > LONGEST_FIELD
    ]
    if long:
        raise Invalid(errors=tuple(long))
    choose: dict[UUID, list[str]] = {}
    for line, value in form.picked.items():
        if value != KEEP and len(value) <= LONGEST_FIELD:
            choose[_line_id(line)] = [] if value == OUT else value.split("+")
    avoid, have = (parted(text.replace("\n", ",").split(",")) for text in (form.avoid, form.have))
    return read_wish(form.diets, avoid, have, choose)


def _line_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Invalid("One of the picks is of no line.") from None


def with_faults(form: AdaptTyped, fault: Invalid | Conflict) -> AdaptTyped:
    """Put what is wrong beside the fields; what is said of lines stands above the form."""
    told: dict[str, list[str]] = {}
    for one in fault.errors:
        field = one.pointer.strip("/").split("/")[0]
        told.setdefault(field if field in {"diet", "avoid", "have"} else "", []).append(one.detail)
    if not told:
        told = {"": [fault.detail]}
    return AdaptTyped(
        form.diets, form.avoid, form.have, form.picked, {name: ". ".join(said) for name, said in told.items()}
    )


async def _visible(request: Asked, connection: Connection, recipe_id: UUID) -> RecipeRow:
    return await reads.recipe(connection, await reader(connection, visitor(request).account_id), recipe_id)


async def _show(
    request: Asked,
    connection: Connection,
    row: RecipeRow,
    form: AdaptTyped,
    fault: Invalid | Conflict | None = None,
) -> Answered:
    """Show the form with its plan; what is wrong with it, when it cannot be planned or was refused."""
    plan: Plan | None = None
    if form.asked:
        try:
            plan = (await actions.planned(connection, row, wish_of(form))).plan
        except Invalid as found:
            fault = found
    return page(
        request,
        "recipes/adapt.html",
        status=fault.status if fault else 200,
        recipe=row,
        address=address_of(row),
        place=f"{id_of(row.id)}/adapt",
        form=with_faults(form, fault) if fault else form,
        diets=[(slug, slug.replace("_", "-")) for slug in diets()],
        plan=plan,
    )


HANDLERS = [look, adapt]
