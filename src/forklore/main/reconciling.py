"""`forklore reconcile`: every sum recounted from its facts."""

from forklore.cookbooks import reads as cookbooks
from forklore.foundations.database import Connection
from forklore.foundations.drift import Drift
from forklore.reactions import reads as reactions
from forklore.recipes import reads as recipes
from forklore.relations import reads as relations
from forklore.replacements import reads_evidence as replacements
from forklore.reviews import reads as reviews

SUMS = {
    "followers and followed of a cook": relations.drifted_cooks,
    "forks of a recipe": recipes.drifted_recipes,
    "recipes and forks of a cook": recipes.drifted_cooks,
    "stars and cooks of a recipe": reviews.drifted_recipes,
    "stars of a cook": reviews.drifted_cooks,
    "people who keep a recipe": cookbooks.drifted_saved,
    "saves of a recipe": cookbooks.drifted_recipes,
    "reactions to a thing": reactions.drifted_tallies,
    "counts of a replacement": replacements.drifted_counts,
    "shares of a cook in a replacement": replacements.drifted_shares,
    "ratios of a replacement": replacements.drifted_ratios,
    "standing of evidence": replacements.drifted_events,
}


async def drifts(connection: Connection) -> dict[str, list[Drift]]:
    """Recount every sum; gives those that differ, by what they count. Work: one pass over the facts of each kind.

    Sums that jobs bring up to date may differ while jobs wait: reconcile when the queue is empty.
    """
    return {name: found for name, query in SUMS.items() if (found := await query(connection))}
