"""Proposals as pages: make one, look at it, answer it, talk about it."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from forklore.forks import actions, reads
from forklore.forks.errors import Clashing, NoUpstream
from forklore.forks.reads import parent_of
from forklore.foundations.database import Connection, Database
from forklore.foundations.errors import Invalid, Moved
from forklore.recipes import reads as recipes
from forklore.recipes.errors import NoSuchRecipe
from forklore.relations.reads import reader
from forklore.relations.rows import Reader
from forklore.web.border import account_of, go, once, page, typed, visitor
from forklore.web.changes import compared
from forklore.web.routes import RECIPE, Answered, Asked, address_of, number_of, recipe_at, seen, sent
from forklore.web.upstream import choices_of, chosen_in, refused

ON_A_PAGE = 30
Verb = Callable[[Connection, Reader, UUID, UUID], Awaitable[None]]


@seen(f"{RECIPE}/proposals")
async def listed(request: Asked, cook: str, slug: str, db: Database) -> Answered:
    """List the proposals made to a recipe."""
    async with db.read() as connection:
        looking = await reader(connection, visitor(request).account_id)
        place = await recipe_at(connection, looking, request, cook, slug, behind="/proposals")
        after = request.query_params.get("after")
        found = await reads.proposals(connection, looking, place.row.id, state=None, after=after, limit=ON_A_PAGE)
    return page(request, "forks/proposals.html", recipe=place.row, address=place.address, proposals=found)


@seen("/recipes/{recipe_id:uuid}/propose", scope="read")
async def open_form(request: Asked, recipe_id: UUID, db: Database) -> Answered:
    """Show the form that proposes one's fork to its original."""
    return await _form(request, db, recipe_id)


@sent("/recipes/{recipe_id:uuid}/propose")
async def propose(request: Asked, recipe_id: UUID, db: Database) -> Answered:
    """Propose one's fork to its original."""
    account_id = account_of(visitor(request))
    message = (await typed(request)).get("message", "")

    async def act(connection: Connection) -> str:
        looking = await reader(connection, account_id)
        parent_id = (await recipes.visible(connection, looking, recipe_id)).parent_id
        if parent_id is None:
            raise NoUpstream
        made = await actions.propose(connection, looking, account_id, parent_id, recipe_id, message)
        return f"/proposals/{made}?said=proposed"

    try:
        return await once(request, db, visitor(request), act)
    except Invalid as fault:
        return await _form(request, db, recipe_id, message=message, faults={"message": fault.detail}, status=422)


@seen("/proposals/{proposal_id:uuid}")
async def show(request: Asked, proposal_id: UUID, db: Database) -> Answered:
    """Show a proposal, what it would change, and the talk about it."""
    return await _show(request, db, proposal_id)


@sent("/proposals/{proposal_id:uuid}/accept")
async def accept(request: Asked, proposal_id: UUID, db: Database) -> Answered:
    """Merge a proposal into one's recipe; undecided clashes, or a recipe that moved, bring the form back."""
    account_id = account_of(visitor(request))
    form = await typed(request)
    chosen = chosen_in(form)

    async def act(connection: Connection) -> str:
        looking = await reader(connection, account_id)
        mine = number_of(form.get("mine"))
        await actions.accept(connection, looking, account_id, proposal_id, choices_of(chosen), expected=mine)
        return f"/proposals/{proposal_id}?said=accepted"

    try:
        return await once(request, db, visitor(request), act)
    except (Clashing, Moved, Invalid) as fault:
        status, words = refused(fault)
    return await _show(request, db, proposal_id, chosen=chosen, fault=words, status=status)


@sent("/proposals/{proposal_id:uuid}/decline")
async def decline(request: Asked, proposal_id: UUID, db: Database) -> Answered:
    """Decline a proposal to one's recipe."""
    await _end(request, db, proposal_id, actions.decline)
    return go(f"/proposals/{proposal_id}", "declined")


@sent("/proposals/{proposal_id:uuid}/withdraw")
async def withdraw(request: Asked, proposal_id: UUID, db: Database) -> Answered:
    """Withdraw one's proposal."""
    await _end(request, db, proposal_id, actions.withdraw)
    return go(f"/proposals/{proposal_id}", "unproposed")


@sent("/proposals/{proposal_id:uuid}/comments")
async def comment(request: Asked, proposal_id: UUID, db: Database) -> Answered:
    """Say something about a proposal; what cannot be taken comes back as it was typed."""
    account_id = account_of(visitor(request))
    body = (await typed(request)).get("body", "")

    async def act(connection: Connection) -> str:
        made = await actions.comment(connection, await reader(connection, account_id), account_id, proposal_id, body)
        return f"/proposals/{proposal_id}?said=commented#comment-{made}"

    try:
        return await once(request, db, visitor(request), act)
    except Invalid as fault:
        return await _show(request, db, proposal_id, body=body, faults={"body": fault.detail}, status=422)


@sent("/proposals/{proposal_id:uuid}/comments/{comment_id:uuid}/remove")
async def remove_comment(request: Asked, proposal_id: UUID, comment_id: UUID, db: Database) -> Answered:
    """Take the words of one's comment away, or of any to one's recipe."""
    account_id = account_of(visitor(request))
    async with db.write() as connection:
        looking = await reader(connection, account_id)
        await actions.remove_comment(connection, looking, account_id, proposal_id, comment_id)
    return go(f"/proposals/{proposal_id}", "uncommented")


async def _end(request: Asked, db: Database, proposal_id: UUID, verb: Verb) -> None:
    account_id = account_of(visitor(request))
    async with db.write() as connection:
        await verb(connection, await reader(connection, account_id), account_id, proposal_id)


async def _form(
    request: Asked,
    db: Database,
    recipe_id: UUID,
    *,
    message: str = "",
    faults: dict[str, str] | None = None,
    status: int = 200,
) -> Answered:
    account_id = account_of(visitor(request))
    async with db.read() as connection:
        looking = await reader(connection, account_id)
        row = await recipes.recipe(connection, looking, recipe_id)
        if row.author_id != account_id:
            raise NoSuchRecipe
        parent = await parent_of(connection, looking, row.standing())
        if parent is None or parent.title is None:
            raise NoUpstream
        before = await recipes.content(connection, parent.id, parent.version)
    return page(
        request,
        "forks/propose.html",
        status=status,
        recipe=row,
        address=address_of(row),
        parent=parent,
        changes=compared(before, row.content),
        message=message,
        faults=faults or {},
    )


async def _show(
    request: Asked,
    db: Database,
    proposal_id: UUID,
    *,
    chosen: dict[str, str] | None = None,
    fault: str = "",
    body: str = "",
    faults: dict[str, str] | None = None,
    status: int = 200,
) -> Answered:
    account_id = visitor(request).account_id
    async with db.read() as connection:
        looking = await reader(connection, account_id)
        told = await reads.proposal(connection, looking, proposal_id)
        after = request.query_params.get("after")
        talk = await reads.comments(connection, looking, proposal_id, after=after, limit=ON_A_PAGE)
    return page(
        request,
        "forks/proposal.html",
        status=status,
        seen=told,
        address=address_of(told.recipe),
        changes=compared(told.before, told.after) if told.before and told.after else None,
        comments=talk,
        mine=account_id is not None and account_id == told.recipe.author_id,
        proposer=account_id is not None and account_id == told.author_id,
        chosen=chosen,
        fault=fault,
        said_body=body,
        faults=faults or {},
    )


HANDLERS = [
    listed,
    open_form,
    propose,
    show,
    accept,
    decline,
    withdraw,
    comment,
    remove_comment,
]
