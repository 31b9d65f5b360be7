"""Proposals: offer what a fork changed to the recipe that it was made from, answer, talk about it."""

from typing import Annotated, Literal
from uuid import UUID

from litestar import delete, get, post
from litestar.params import FromPath, JSONBody, QueryParameter
from msgspec import Meta, Struct

from forklore.api.border import (
    OPEN,
    WRITE,
    After,
    Answer,
    AnyRequest,
    Db,
    Limit,
    RecipeId,
    Who,
    account_of,
    etag,
    if_match,
    listed,
    once,
)
from forklore.api.forks import Difference, difference_between
from forklore.api.problems import problems
from forklore.forks import actions, reads
from forklore.forks.rows import COMMENT_LENGTH, Choices, Clash, Comment, ProposalOut, ProposalState
from forklore.foundations.database import Connection
from forklore.foundations.paging import DEFAULT_LIMIT, Page
from forklore.relations.reads import reader
from forklore.relations.rows import Reader

ProposalId = FromPath[UUID]
States = Literal["open", "accepted", "declined", "withdrawn", "any"]
_ENDED = problems(401, 403, 404, 409, 422, 429)


class NewProposal(Struct, frozen=True, forbid_unknown_fields=True):
    """What is proposed: the newest version of one's fork, with some words to its parent's cook."""

    fork_id: UUID
    message: Annotated[str, Meta(max_length=COMMENT_LENGTH)] = ""


class NewComment(Struct, frozen=True, forbid_unknown_fields=True):
    """What one says about a proposal."""

    body: Annotated[str, Meta(min_length=1, max_length=COMMENT_LENGTH)]


class ProposalWhole(Struct, frozen=True):
    """A proposal with what it would change; `difference` is null when the fork may not be seen any more.

    `clashes` is what accepting needs a choice for: what the recipe and the fork changed differently.
    """

    proposal: ProposalOut
    difference: Difference | None
    clashes: tuple[Clash, ...]


class CommentWritten(Struct, frozen=True):
    """A comment that was written."""

    id: UUID


@post("/recipes/{recipe_id:uuid}/proposals", opt=WRITE, responses=problems(400, 401, 403, 404, 409, 413, 422, 429))
async def propose(
    request: AnyRequest, recipe_id: RecipeId, data: JSONBody[NewProposal], db: Db, viewer: Who
) -> Answer[ProposalWhole]:
    """Propose the newest version of one's public fork to the recipe that it was made from, without later edits."""

    async def act(connection: Connection) -> Answer[ProposalWhole]:
        looking = await reader(connection, viewer.account_id)
        made = await actions.propose(connection, looking, account_of(viewer), recipe_id, data.fork_id, data.message)
        return await _show(connection, looking, made)

    return await once(request, db, viewer, act)


@get("/recipes/{recipe_id:uuid}/proposals", opt=OPEN, responses=problems(401, 403, 404, 422))
async def list_proposals(
    request: AnyRequest,
    recipe_id: RecipeId,
    db: Db,
    viewer: Who,
    limit: Limit = DEFAULT_LIMIT,
    after: After = None,
    wanted: Annotated[States, QueryParameter(name="state")] = "any",
) -> Answer[Page[ProposalOut]]:
    """List the proposals made to a recipe, newest first."""
    state = None if wanted == "any" else ProposalState(wanted)
    async with db.read() as connection:
        looking = await reader(connection, viewer.account_id)
        found = await reads.proposals(connection, looking, recipe_id, state=state, after=after, limit=limit)
    return listed(request, found)


@get("/proposals/{proposal_id:uuid}", opt=OPEN, responses=problems(401, 403, 404))
async def read_proposal(proposal_id: ProposalId, db: Db, viewer: Who) -> Answer[ProposalWhole]:
    """Show a proposal, what it would change, and what accepting it needs a choice for; the ETag is the recipe's."""
    async with db.read() as connection:
        return await _show(connection, await reader(connection, viewer.account_id), proposal_id)


@post(
    "/proposals/{proposal_id:uuid}/accept",
    opt=WRITE,
    status_code=200,
    responses=problems(400, 401, 403, 404, 409, 412, 413, 422, 429),
)
async def accept(
    request: AnyRequest, proposal_id: ProposalId, data: JSONBody[Choices], db: Db, viewer: Who
) -> Answer[ProposalWhole]:
    """Merge a proposal into one's recipe, as a new version that credits the cook who proposed it.

    Clashes that neither `take` (what is proposed) nor `skip` (one's own) names answer 409 with all of them, and nothing
    is written. If-Match may name the version of the recipe that was read.
    """
    expected = if_match(request) if "if-match" in request.headers else None

    async def act(connection: Connection) -> Answer[ProposalWhole]:
        looking = await reader(connection, viewer.account_id)
        await actions.accept(connection, looking, account_of(viewer), proposal_id, data, expected=expected)
        return await _show(connection, looking, proposal_id)

    return await once(request, db, viewer, act, status=200)


@post("/proposals/{proposal_id:uuid}/decline", opt=WRITE, status_code=200, responses=_ENDED)
async def decline(request: AnyRequest, proposal_id: ProposalId, db: Db, viewer: Who) -> Answer[ProposalWhole]:
    """Decline a proposal to one's recipe, for good."""

    async def act(connection: Connection) -> Answer[ProposalWhole]:
        looking = await reader(connection, viewer.account_id)
        await actions.decline(connection, looking, account_of(viewer), proposal_id)
        return await _show(connection, looking, proposal_id)

    return await once(request, db, viewer, act, status=200)


@post("/proposals/{proposal_id:uuid}/withdraw", opt=WRITE, status_code=200, responses=_ENDED)
async def withdraw(request: AnyRequest, proposal_id: ProposalId, db: Db, viewer: Who) -> Answer[ProposalWhole]:
    """Withdraw one's proposal, for good; also when one may not see the recipe any more."""

    async def act(connection: Connection) -> Answer[ProposalWhole]:
        looking = await reader(connection, viewer.account_id)
        await actions.withdraw(connection, looking, account_of(viewer), proposal_id)
        return Answer(ProposalWhole(await reads.proposal_told(connection, looking, proposal_id), None, ()))

    return await once(request, db, viewer, act, status=200)


@get("/proposals/{proposal_id:uuid}/comments", opt=OPEN, responses=problems(401, 403, 404, 422))
async def list_comments(
    request: AnyRequest, proposal_id: ProposalId, db: Db, viewer: Who, limit: Limit = DEFAULT_LIMIT, after: After = None
) -> Answer[Page[Comment]]:
    """List what is said about a proposal, oldest first; of what was taken away the place is left."""
    async with db.read() as connection:
        looking = await reader(connection, viewer.account_id)
        return listed(request, await reads.comments(connection, looking, proposal_id, after=after, limit=limit))


@post("/proposals/{proposal_id:uuid}/comments", opt=WRITE, responses=problems(400, 401, 403, 404, 413, 422, 429))
async def comment(
    request: AnyRequest, proposal_id: ProposalId, data: JSONBody[NewComment], db: Db, viewer: Who
) -> Answer[CommentWritten]:
    """Say something about a proposal."""

    async def act(connection: Connection) -> Answer[CommentWritten]:
        looking = await reader(connection, viewer.account_id)
        made = await actions.comment(connection, looking, account_of(viewer), proposal_id, data.body)
        return Answer(CommentWritten(made))

    return await once(request, db, viewer, act)


@delete("/proposals/{proposal_id:uuid}/comments/{comment_id:uuid}", opt=WRITE, responses=problems(401, 403, 404, 429))
async def remove_comment(proposal_id: ProposalId, comment_id: FromPath[UUID], db: Db, viewer: Who) -> None:
    """Take the words of one's comment away, or of any to one's recipe."""
    async with db.write() as connection:
        looking = await reader(connection, viewer.account_id)
        await actions.remove_comment(connection, looking, account_of(viewer), proposal_id, comment_id)


async def _show(connection: Connection, looking: Reader, proposal_id: UUID) -> Answer[ProposalWhole]:
    seen = await reads.proposal(connection, looking, proposal_id)
    told = difference_between(seen.before, seen.after) if seen.before and seen.after else None
    clashes = seen.merged.clashes if seen.merged else ()
    return Answer(ProposalWhole(seen.proposal, told, clashes), headers=etag(seen.recipe.number))


HANDLERS = [
    propose,
    list_proposals,
    read_proposal,
    accept,
    decline,
    withdraw,
    list_comments,
    comment,
    remove_comment,
]
