"""The verbs of the room: fork, take over what the parent changed, propose what the fork changed, talk about it.

Who needs several recipes holds the parent before the fork, and a recipe before a proposal to it.
"""

from datetime import datetime
from uuid import UUID

from msgspec import UNSET

from forklore.activity.actions import record
from forklore.forks import reads, writes
from forklore.forks.errors import (
    AlreadyProposed,
    Clashing,
    NoSuchComment,
    NotProposable,
    NotYourProposal,
    ProposalClosed,
    TooDeep,
)
from forklore.forks.merge import merge
from forklore.forks.rows import COMMENT_LENGTH, Choices, ForkEdit, Proposal, ProposalState
from forklore.foundations.database import Connection
from forklore.foundations.errors import FieldFault, Invalid, Moved, invalid
from forklore.foundations.text import clean, clean_line
from forklore.recipes import actions as recipes
from forklore.recipes import reads as recipe_reads
from forklore.recipes import rules
from forklore.recipes.errors import NoSuchRecipe, NoSuchVersion, NotYours
from forklore.recipes.inputs import MESSAGE_LENGTH
from forklore.recipes.rows import Content, Visibility
from forklore.relations.rows import Reader

DEPTH_AT_MOST = 1_000


async def fork(
    connection: Connection,
    reader: Reader,
    author_id: UUID,
    parent_id: UUID,
    edit: ForkEdit,
    *,
    at: datetime | None = None,
) -> UUID:
    """Begin a draft from a version of a recipe that the cook may see; returns its id.

    Parent, root and attribution are set here and can be set nowhere else. Lines and steps keep their ids, so that what
    is changed later is observed and not guessed. Raises `NoSuchRecipe`, `NoSuchVersion`, `Invalid`, `TooDeep`.
    """
    await recipe_reads.hold_parent(connection, recipe_id=parent_id)
    parent = await recipe_reads.recipe(connection, reader, parent_id, None if edit.version is UNSET else edit.version)
    await writes.plant(connection, root_id=parent.root_id, author_id=parent.author_id)
    place = await reads.place_of(connection, root_id=parent.root_id, recipe_id=parent.id)
    if place is not None and place.depth >= DEPTH_AT_MOST:
        raise TooDeep
    fork_id = await recipes.create(
        connection,
        author_id,
        rules.edited(parent.content, edit),
        visibility=Visibility.PUBLIC if edit.visibility is UNSET else edit.visibility,
        parent=recipes.Parent(parent.id, parent.number, parent.root_id),
        message=rules.message_of(edit),
        at=at,
    )
    await writes.branch(
        connection,
        root_id=parent.root_id,
        recipe_id=fork_id,
        parent_id=parent.id,
        parent_version=parent.number,
        author_id=author_id,
        forked_at=at,
    )
    return fork_id


async def delete(connection: Connection, author_id: UUID, recipe_id: UUID) -> None:
    """Delete a recipe but for its tombstone; the versions that forks were made from stay for their change lists.

    Open proposals to it are declined with that, and one that it was is withdrawn.
    """
    place = await recipes.own(connection, author_id, recipe_id)
    await writes.close_proposals_of(connection, recipe_id=recipe_id, fork_id=None, state=ProposalState.DECLINED.value)
    if place.parent_id is not None:
        await writes.close_proposals_of(
            connection, recipe_id=place.parent_id, fork_id=recipe_id, state=ProposalState.WITHDRAWN.value
        )
    await recipes.delete(connection, author_id, recipe_id, kept=await reads.versions_forked(connection, place))


async def merge_upstream(
    connection: Connection,
    reader: Reader,
    author_id: UUID,
    fork_id: UUID,
    choices: Choices,
    *,
    expected: int | None = None,
    version: int | None = None,
) -> int:
    """Take over what the parent changed, up to `version` (the newest when None); returns the fork's version.

    From then on the fork stands on that version, and what it changed is detected against it. `expected` is the version
    of the fork that was read (None takes any). Raises `NoSuchRecipe`, `NotYours`, `NoUpstream`, `Moved`, `Clashing`,
    `Invalid` for ids of no clash, for an older version, or when both together are too long.
    """
    parent_id = (await recipe_reads.standing(connection, fork_id)).parent_id
    if parent_id is not None:  # held before the fork, as in forking, and kept from being deleted meanwhile
        await recipe_reads.hold_parent(connection, recipe_id=parent_id)
    place = await recipes.own(connection, author_id, fork_id)
    if expected not in {None, place.head}:
        raise Moved
    mine = await recipe_reads.recipe(connection, reader, fork_id)
    told = await reads.upstream(connection, reader, mine, version)
    if told.head < told.parent.version:
        raise invalid("/version", f"the fork stands on version {told.parent.version} already")
    if told.head == told.parent.version:
        return place.head
    number = await recipes.merged(
        connection,
        place,
        settled(told.before, mine.content, told.after, choices),
        message=f"took over version {told.head} of {told.parent.title}"[:MESSAGE_LENGTH],
        parent_version=told.head,
    )
    await writes.move(connection, root_id=place.root_id, recipe_id=fork_id, parent_version=told.head)
    return number


async def propose(
    connection: Connection, reader: Reader, author_id: UUID, recipe_id: UUID, fork_id: UUID, message: str = ""
) -> UUID:
    """Propose the newest version of one's fork to the recipe that it was made from; returns the proposal's id.

    Later edits of the fork are not part of it. Raises `NoSuchRecipe`, `NotYours`, `NotProposable`, `AlreadyProposed`.
    """
    recipe = await recipe_reads.visible(connection, reader, recipe_id)
    fork = await recipe_reads.visible(connection, reader, fork_id)
    if fork.author_id != author_id:
        raise NotYours
    if fork.parent_id != recipe_id or fork.parent_version is None or not rules.counts_in_public(fork):
        raise NotProposable
    before = await recipe_reads.content(connection, recipe_id, fork.parent_version)
    if before == await recipe_reads.content(connection, fork_id, fork.head) or not rules.counts_in_public(recipe):
        raise NotProposable
    proposal_id = await recipe_reads.new_id(connection)
    await writes.insert_proposal_address(connection, id=proposal_id, recipe_id=recipe_id)
    made = await writes.insert_proposal(
        connection,
        recipe_id=recipe_id,
        id=proposal_id,
        fork_id=fork_id,
        fork_version=fork.head,
        base_version=fork.parent_version,
        author_id=author_id,
        message=rules.short(clean(message), COMMENT_LENGTH, "/message"),
    )
    if not made:
        raise AlreadyProposed
    await record(connection, author_id, "proposed", "proposal", proposal_id)
    return proposal_id


async def accept(
    connection: Connection,
    reader: Reader,
    account_id: UUID,
    proposal_id: UUID,
    choices: Choices,
    *,
    expected: int | None = None,
) -> int:
    """Merge what is proposed into one's recipe, as a new version that credits the cook; returns its number.

    Whoever comes second finds it closed. `expected` is the version of the recipe that was read (None takes any). Raises
    `NoSuchProposal`, `NotYourProposal`, `ProposalClosed`, `NotProposable` when the fork was taken back, and as
    `merge_upstream`.
    """
    row = await _seen_by_owner(connection, reader, account_id, proposal_id)
    place = await recipes.own(connection, account_id, row.recipe_id)
    row = await reads.proposal_row(connection, proposal_id)
    if row.state is not ProposalState.OPEN:
        raise ProposalClosed
    if expected not in {None, place.head}:
        raise Moved
    try:
        await recipe_reads.visible(connection, reader, row.fork_id)
        theirs = await recipe_reads.content(connection, row.fork_id, row.fork_version)
    except (NoSuchRecipe, NoSuchVersion):
        raise NotProposable from None
    before = await recipe_reads.content(connection, row.recipe_id, row.base_version)
    ours = await recipe_reads.content(connection, row.recipe_id, place.head)
    number = await recipes.merged(
        connection,
        place,
        settled(before, ours, theirs, choices),
        message=clean_line(row.message)[:MESSAGE_LENGTH],
        credited_id=row.author_id,
    )
    await _close(connection, row, ProposalState.ACCEPTED, accepted_version=number)
    await record(connection, account_id, "accepted", "proposal", proposal_id)
    return number


async def decline(connection: Connection, reader: Reader, account_id: UUID, proposal_id: UUID) -> None:
    """Decline a proposal to one's recipe, for good; raises `NoSuchProposal`, `NotYourProposal`, `ProposalClosed`."""
    row = await _seen_by_owner(connection, reader, account_id, proposal_id)
    await _close(connection, row, ProposalState.DECLINED)
    await record(connection, account_id, "declined", "proposal", proposal_id)


async def withdraw(connection: Connection, reader: Reader, account_id: UUID, proposal_id: UUID) -> None:
    """Withdraw one's proposal, also to a recipe that one may no longer see; raises as `decline`."""
    row = await reads.proposal_row(connection, proposal_id)
    if row.author_id != account_id:
        await reads.visible_proposal(connection, reader, proposal_id)
        raise NotYourProposal
    await _close(connection, row, ProposalState.WITHDRAWN)
    await record(connection, account_id, "withdrew", "proposal", proposal_id)


async def comment(connection: Connection, reader: Reader, account_id: UUID, proposal_id: UUID, body: str) -> UUID:
    """Say something about a visible proposal; returns the comment's id. Raises `NoSuchProposal`, `Invalid`."""
    row, _ = await reads.visible_proposal(connection, reader, proposal_id)
    text = rules.short(clean(body), COMMENT_LENGTH, "/body")
    if not text:
        raise invalid("/body", "say something")
    comment_id = await recipe_reads.new_id(connection)
    await writes.insert_comment(
        connection, recipe_id=row.recipe_id, id=comment_id, proposal_id=row.id, author_id=account_id, body=text
    )
    await record(connection, account_id, "commented", "proposal", row.id)
    return comment_id


async def remove_comment(
    connection: Connection, reader: Reader, account_id: UUID, proposal_id: UUID, comment_id: UUID
) -> None:
    """Take the words of one's comment away, or of any to one's recipe; again is nothing. Raises `NoSuchComment`."""
    row, recipe = await reads.visible_proposal(connection, reader, proposal_id)
    found = await reads.comment_at(connection, recipe_id=row.recipe_id, id=comment_id)
    if found is None or found.proposal_id != row.id or account_id not in {found.author_id, recipe.author_id}:
        raise NoSuchComment
    await writes.blank_comment(connection, recipe_id=row.recipe_id, id=comment_id)


def settled(before: Content, ours: Content, theirs: Content, choices: Choices) -> Content:
    """Merge as a person decided; raises `Clashing` for what is undecided and `Invalid` for ids of no clash."""
    merged = merge(before, ours, theirs, choices.take)
    known = {clash.id for clash in (*merged.clashes, *merge(before, ours, theirs).clashes)}
    faults = [
        FieldFault(f"/{name}/{at}", "names no clash of these versions" if clash not in known else "is in both lists")
        for name, chosen, other in (("take", choices.take, ()), ("skip", choices.skip, choices.take))
        for at, clash in enumerate(chosen)
        if clash not in known or clash in other
    ]
    if faults:
        raise Invalid(errors=tuple(faults))
    decided = {*choices.take, *choices.skip}
    undecided = tuple(clash for clash in merged.clashes if clash.id not in decided)
    if undecided:
        raise Clashing(undecided)
    return merged.content


async def _seen_by_owner(connection: Connection, reader: Reader, account_id: UUID, proposal_id: UUID) -> Proposal:
    row, recipe = await reads.visible_proposal(connection, reader, proposal_id)
    if recipe.author_id != account_id:
        raise NotYourProposal
    return row


async def _close(
    connection: Connection, row: Proposal, state: ProposalState, *, accepted_version: int | None = None
) -> None:
    """End an open proposal; of two who do it at once the second finds it closed."""
    closed = await writes.close_proposal(
        connection, recipe_id=row.recipe_id, id=row.id, state=state.value, accepted_version=accepted_version
    )
    if not closed:
        raise ProposalClosed
