"""The log of evidence and the sums beside it, changed in one transaction.

What one event costs does not grow with the events of its pair: the share of the one cook is counted anew from that
cook's own evidence, and the difference to the share before is added to the counts.
"""

from collections.abc import Iterable, Sequence
from uuid import UUID

from msgspec.structs import asdict

from forklore.foundations.database import Connection
from forklore.replacements import reads_evidence as reads
from forklore.replacements import statistics, writes
from forklore.replacements.records import Proof
from forklore.replacements.rows import Pair
from forklore.replacements.statistics import Share

Touched = set[tuple[Pair, UUID]]


async def keep(connection: Connection, recipe_id: UUID, account_id: UUID, proofs: Sequence[Proof]) -> Touched:
    """Make what a cook's fork or review proves stand, and nothing else; gives whose share of which pair moved.

    What stands already is left as it is, so a second run adds nothing. The caller holds the recipe.
    """
    wanted = {Pair(proof.from_food, proof.to_foods): proof for proof in proofs}
    touched: set[Pair] = set()
    for old in await reads.standing_proofs(connection, recipe_id=recipe_id, account_id=account_id):
        pair = old.pair()
        if pair in wanted and old.says(wanted[pair]):
            del wanted[pair]
            continue
        await writes.take_back(connection, from_food=old.from_food, id=old.id)
        touched.add(pair)
    for pair, proof in wanted.items():
        said = asdict(proof) | {name: list(getattr(proof, name)) for name in ("to_foods", "contexts", "tags", "beside")}
        await writes.add_proof(connection, recipe_id=recipe_id, account_id=account_id, **said)
        touched.add(pair)
    return {(pair, account_id) for pair in touched}


async def count(connection: Connection, touched: Touched) -> None:
    """Bring the counts of pairs to what stands, always in one order, so that two jobs never wait for one another."""
    for pair in sorted({pair for pair, _ in touched}, key=lambda pair: (pair.from_food, pair.to_foods)):
        await hold_pair(connection, pair)
        cooks = sorted(account for other, account in touched if other == pair)
        await _count_pair(connection, pair, cooks)


async def hold_pair(connection: Connection, pair: Pair) -> None:
    """Let nobody else count a pair or judge it until the transaction ends."""
    await writes.hold(connection, key=f"{pair.from_food} {pair.to_foods}")


async def _count_pair(connection: Connection, pair: Pair, cooks: Sequence[UUID]) -> None:
    old: list[Share] = []
    new: list[Share] = []
    for account_id in cooks:
        before = await reads.shares_kept(connection, **_of(pair), account_id=account_id)
        after = await reads.shares_counted(connection, **_of(pair), account_id=account_id)
        await _put_shares(connection, pair, account_id, before, after)
        old, new = [*old, *before], [*new, *after]
    for move in statistics.moves(old, new):
        await writes.begin_count(connection, **_of(pair), context=move.context)
        await writes.move_count(connection, **_of(pair), **asdict(move))
    moves = statistics.ratio_moves(old, new)
    for ratio in moves:
        place = {name: getattr(ratio, name) for name in ("context", "ratio_by", "bucket")}
        await writes.begin_ratio(connection, **_of(pair), **place)
        await writes.move_ratio(connection, **_of(pair), **asdict(ratio))
    await writes.forget_ratios(connection, **_of(pair))
    await _set_quartiles(connection, pair, {move.context for move in moves})
    await writes.forget_uncounted(connection, **_of(pair))
    await writes.set_last_seen(connection, **_of(pair))


async def _put_shares(
    connection: Connection, pair: Pair, account_id: UUID, old: Sequence[Share], new: Sequence[Share]
) -> None:
    """Keep a cook's shares, after those of contexts that are gone were dropped."""
    gone = {share.context for share in old} - {share.context for share in new}
    if gone:
        await writes.forget_shares(connection, **_of(pair), account_id=account_id, contexts=sorted(gone))
    for share in new:
        if share not in old:
            await writes.put_share(connection, **_of(pair), account_id=account_id, **asdict(share))


async def _set_quartiles(connection: Connection, pair: Pair, contexts: Iterable[str]) -> None:
    histograms: dict[str, dict[str, dict[int, int]]] = {context: {} for context in contexts}
    for row in await reads.ratios_of(connection, **_of(pair), contexts=sorted(histograms)):
        histograms[row.context].setdefault(row.ratio_by, {})[row.bucket] = row.cooks
    for context, histogram in sorted(histograms.items()):
        found = statistics.quartiles(histogram)
        await writes.set_ratio(
            connection,
            **_of(pair),
            context=context,
            low=found.low if found else None,
            median=found.median if found else None,
            high=found.high if found else None,
            ratio_by=found.ratio_by if found else None,
        )


def _of(pair: Pair) -> dict[str, object]:
    return {"from_food": pair.from_food, "to_foods": list(pair.to_foods)}
