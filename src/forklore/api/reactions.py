"""Reactions to recipes, plates, comments and reviews."""

from uuid import UUID

from litestar import delete, get, put
from litestar.params import FromPath, FromQuery

from forklore.api.border import OPEN, WRITE, After, Answer, AnyRequest, Db, Limit, Who, account_of
from forklore.api.problems import problems
from forklore.foundations.paging import DEFAULT_LIMIT
from forklore.reactions import actions, reads
from forklore.reactions.rows import Kind, Reacted, Reactions, SubjectKind
from forklore.relations.reads import reader

SubjectId = FromPath[UUID]

_SUBJECTS = {
    "recipes": SubjectKind.RECIPE,
    "plates": SubjectKind.PLATE,
    "comments": SubjectKind.COMMENT,
    "reviews": SubjectKind.REVIEW,
}
_TO = [f"/{name}/{{subject_id:uuid}}/reactions" for name in _SUBJECTS]
_SO = [f"{place}/{{kind:str}}" for place in _TO]


@get(_TO, opt=OPEN, responses=problems(401, 403, 404, 422))
async def reactions(
    request: AnyRequest,
    subject_id: SubjectId,
    db: Db,
    viewer: Who,
    kind: FromQuery[Kind | None] = None,
    limit: Limit = DEFAULT_LIMIT,
    after: After = None,
) -> Answer[Reactions]:
    """Tell how many react to a thing, how one does oneself, and who does, newest first.

    Each person counts once for each kind, and nobody for a thing of their own.
    """
    async with db.read() as connection:
        looking = await reader(connection, viewer.account_id)
        to = _subject_kind(request)
        found = await reads.reactions(connection, looking, to, subject_id, kind=kind, after=after, limit=limit)
        return Answer(found)


@put(_SO, opt=WRITE, responses=problems(401, 403, 404, 422, 429))
async def react(
    request: AnyRequest, subject_id: SubjectId, kind: FromPath[Kind], db: Db, viewer: Who
) -> Answer[Reacted]:
    """React to a thing; again changes nothing."""
    async with db.write() as connection:
        looking = await reader(connection, viewer.account_id)
        to = _subject_kind(request)
        return Answer(await actions.react(connection, looking, account_of(viewer), to, subject_id, kind))


@delete(_SO, opt=WRITE, status_code=204, responses=problems(401, 403, 404, 422, 429))
async def take_back(subject_id: SubjectId, kind: FromPath[Kind], db: Db, viewer: Who) -> None:
    """Take one's reaction back."""
    async with db.write() as connection:
        await actions.take_back(connection, account_of(viewer), subject_id, kind)


def _subject_kind(request: AnyRequest) -> SubjectKind:
    """Tell by the address what is reacted to."""
    parts = request.url.path.split("/")
    return _SUBJECTS[parts[parts.index("reactions") - 2]]


HANDLERS = [reactions, react, take_back]
