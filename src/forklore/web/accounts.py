"""The page of a cook, and one's own profile."""

from typing import Any

from forklore.accounts import actions, reads
from forklore.accounts.errors import HandleTaken
from forklore.accounts.rows import Account
from forklore.foundations.database import Database
from forklore.foundations.errors import Fault, Invalid, Moved
from forklore.recipes.reads import of_author
from forklore.relations.reads import reader, relationship
from forklore.reviews.reads import stars_of_cook
from forklore.web.border import account_of, go, page, typed, visitor
from forklore.web.routes import COOK, Answered, Asked, cook_at, number_of, seen, sent

RECIPES_ON_A_PAGE = 24


@seen(COOK)
async def cook_page(request: Asked, cook: str, db: Database) -> Answered:
    """Show a cook: who it is, the average stars and what they are made of, the recipes."""
    viewer = visitor(request)
    after = request.query_params.get("after")
    async with db.read() as connection:
        looking = await reader(connection, viewer.account_id)
        found = await cook_at(connection, looking, request, cook)
        context: dict[str, Any] = {
            "profile": await reads.profile(connection, found.handle),
            "stars": await stars_of_cook(connection, looking, found.handle),
            "recipes": await of_author(connection, looking, found.id, after=after, limit=RECIPES_ON_A_PAGE),
            "standing": await relationship(connection, viewer.account_id, found) if viewer.account_id else None,
        }
    mine = viewer.account_id == found.id
    return page(request, "cooks/show.html", mine=mine, first=after is None, **context)


@seen("/me/profile", scope="read")
async def profile_form(request: Asked, db: Database) -> Answered:
    """Show the form of one's profile."""
    async with db.read() as connection:
        own = await reads.own_account(connection, account_of(visitor(request)))
    return _form(request, own, {"handle": own.handle, "display_name": own.display_name, "bio": own.bio})


@sent("/me/profile")
async def save_profile(request: Asked, db: Database) -> Answered:
    """Change one's profile; a faulty one comes back as it was typed."""
    account_id = account_of(visitor(request))
    said = await typed(request)
    async with db.read() as connection:
        own = await reads.own_account(connection, account_id)
    if number_of(said.get("version")) not in {None, own.version}:
        return _form(request, own, said, Moved())
    try:
        async with db.write() as connection:
            new = await actions.edit_profile(
                connection,
                own,
                handle=said.get("handle", own.handle).strip().lower().removeprefix("@"),
                display_name=said.get("display_name"),
                bio=said.get("bio"),
            )
    except (Invalid, HandleTaken, Moved) as fault:
        return _form(request, own, said, fault)
    return go(f"/@{new.handle}", "saved")


def _form(request: Asked, own: Account, said: dict[str, str], fault: Fault | None = None) -> Answered:
    faults = {one.pointer.strip("/"): one.detail for one in fault.errors} if fault else {}
    if fault is not None and not faults:
        faults[""] = fault.detail
    form = {name: said.get(name, "") for name in ("handle", "display_name", "bio")}
    status = fault.status if fault else 200
    return page(request, "cooks/profile.html", status=status, own=own, form=form, faults=faults)


HANDLERS = [cook_page, profile_form, save_profile]
