"""What a fork or a review proves of replacements: the rows of evidence that should stand for it now."""

import hashlib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from uuid import UUID

import msgspec

from forklore.recipes.rows import Content, Standing
from forklore.replacements import contexts, statistics, told
from forklore.replacements.found import FoundChange
from forklore.replacements.records import Proof, Told
from forklore.replacements.rows import Item, ReviewRow

# Raised when reading changes its mind: what an older one read is read again, recipe by recipe.
DETECTOR = 2
_BESIDE_AT_MOST = 40


def key_of(change: FoundChange, before: Content, after: Content) -> str:
    """Name what is the same about a change when it is found again: its kind, its foods, the ids of its lines.

    The lines are the parent's, which stay as they are; for an addition the fork's.
    """
    content, items = (before, change.before) if change.before else (after, change.after)
    said = (
        change.kind.value,
        sorted({item.food or item.name for item in change.before}),
        sorted({item.food or item.name for item in change.after}),
        sorted({str(content.lines[item.line].line_id) for item in items}),
    )
    return hashlib.sha256(msgspec.json.encode(said)).hexdigest()[:40]


def of_fork(
    fork: Standing,
    before: Content,
    after: Content,
    changes: Sequence[tuple[FoundChange, str]],
    ids: Mapping[str, UUID],
) -> list[Proof]:
    """Give the evidence of a fork's changes, each with its state: what the author rejects proves nothing."""
    kept = [(change, state) for change, state in changes if state != "rejected"]
    dish = contexts.dish_of(after.title, after.tags) or contexts.dish_of(before.title, before.tags)
    proofs: dict[tuple[UUID, tuple[UUID, ...]], Proof] = {}
    for change, state in kept:
        beside = [_short(other) for other, _ in kept if other is not change][:_BESIDE_AT_MOST]
        for slug, to in change.pairs():
            proof = Proof(
                from_food=ids[slug],
                to_foods=tuple(sorted(ids[other] for other in to)),
                origin="fork",
                version=fork.head,
                parent_id=fork.parent_id,
                root_id=fork.root_id,
                contexts=_contexts(slug, change.before, before, dish),
                tags=tuple(sorted(set(after.tags))),
                beside=tuple(sorted(beside)),
                ratio=ratio_of(change),
                ratio_by=change.ratio_by if ratio_of(change) else None,
                bucket=_bucket(change),
                stars=None,
                failed=False,
                confidence=1.0 if state == "confirmed" else round(change.confidence, 4),
                span_start=None,
                span_end=None,
                text=change.words(),
                detector=DETECTOR,
                happened_at=fork.published_at,
            )
            proofs.setdefault((proof.from_food, proof.to_foods), proof)
    return list(proofs.values())


def of_review(
    recipe: Standing, review: ReviewRow, content: Content, changes: Sequence[Told], ids: Mapping[str, UUID]
) -> list[Proof]:
    """Give the evidence of what a review tells; a pair that it tells twice counts once."""
    dish = contexts.dish_of(content.title, content.tags)
    proofs: dict[tuple[UUID, tuple[UUID, ...]], Proof] = {}
    for change in changes:
        for slug, to in told.pairs(change):
            section = next((line.section for line in content.lines if line.line_id in change.lines), None)
            use = contexts.use_of(slug, section, [step.text for step in content.steps], dish)
            proof = Proof(
                from_food=ids[slug],
                to_foods=tuple(sorted(ids[other] for other in to)),
                origin="review",
                version=review.version,
                parent_id=None,
                root_id=recipe.root_id,
                contexts=contexts.contexts(dish, use),
                tags=tuple(sorted(set(content.tags))),
                beside=tuple(sorted(_told_short(other) for other in changes if other is not change))[:_BESIDE_AT_MOST],
                ratio=None,
                ratio_by=None,
                bucket=None,
                stars=review.stars,
                failed=change.failed,
                confidence=round(change.confidence, 4),
                span_start=change.span[0] if change.span else None,
                span_end=change.span[1] if change.span else None,
                text=told.words_of(change, review.body),
                detector=DETECTOR,
                happened_at=review.updated_at,
            )
            proofs.setdefault((proof.from_food, proof.to_foods), proof)
    return list(proofs.values())


def _contexts(slug: str, items: Sequence[Item], before: Content, dish: str | None) -> tuple[str, ...]:
    line = next((before.lines[item.line] for item in items if item.food == slug), None)
    use = contexts.use_of(slug, line.section if line else None, [step.text for step in before.steps], dish)
    return contexts.contexts(dish, use)


def _short(change: FoundChange) -> str:
    before, after = (
        "+".join(sorted({item.food or item.name for item in items})) for items in (change.before, change.after)
    )
    return f"{change.kind.value} {before} > {after}"[:200]


def _told_short(change: Told) -> str:
    before, after = (
        "+".join(sorted({food.food or food.name for food in foods})) for foods in (change.before, change.after)
    )
    return f"{change.kind} {before} > {after}"[:200]


def ratio_of(change: FoundChange) -> Decimal | None:
    """Give the ratio to six digits behind the point; None where it has no kind, or none is left of it."""
    ratio = Decimal(repr(round(change.ratio, 6))) if change.ratio and change.ratio_by else None
    return ratio or None


def _bucket(change: FoundChange) -> int | None:
    ratio = ratio_of(change)
    return None if ratio is None else statistics.bucket_of(float(ratio))
