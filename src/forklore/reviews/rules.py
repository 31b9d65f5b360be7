"""What a valid review is, and the mathematics of stars."""

from collections.abc import Sequence

from forklore.foundations.errors import FieldFault, Invalid, invalid
from forklore.foundations.text import clean, clean_line
from forklore.recipes.rows import Stars
from forklore.reviews.rows import (
    ChangeKind,
    CookStars,
    CookSumsRow,
    MonthStars,
    Prior,
    RatedRecipe,
    RatedRow,
    RecipeStars,
    RecipeSums,
    ReviewChange,
)

STARS = (1, 5)
BODY_LENGTH = 10_000
CHANGES_AT_MOST = 50
TEXT_LENGTH = 200
TEXTS_AT_MOST = 20
# A recipe's or cook's own reviews outweigh the community's mean once there are more of them than this.
PRIOR_WEIGHT = 10


def checked_stars(stars: int) -> int:
    """Give the stars back; raises `Invalid` for anything but a whole number from 1 to 5."""
    low, high = STARS
    if type(stars) is not int or not low <= stars <= high:
        raise invalid("/stars", f"stars are a whole number from {low} to {high}")
    return stars


def checked_body(body: str) -> str:
    """Clean a review's text; raises `Invalid` when it is too long."""
    text = clean(body)
    if len(text) > BODY_LENGTH:
        raise invalid("/body", f"at most {BODY_LENGTH} characters")
    return text


def checked_version(version: int | None, head: int) -> int:
    """Tell which version was cooked, the newest when nothing is said; raises `Invalid` for one that does not exist."""
    if version is None:
        return head
    if not 1 <= version <= head:
        raise invalid("/version", f"the recipe has the versions 1 to {head}")
    return version


def checked_changes(changes: Sequence[ReviewChange]) -> tuple[ReviewChange, ...]:
    """Clean what a reviewer changed; raises `Invalid` naming every field at fault.

    A replacement has foods on both sides, an omission only before, an addition only after; more and less name what
    the recipe has, and may repeat it after.
    """
    if len(changes) > CHANGES_AT_MOST:
        raise invalid("/changes", f"at most {CHANGES_AT_MOST} changes")
    cleaned = tuple(
        ReviewChange(
            kind=change.kind,
            before=tuple(clean_line(text) for text in change.before),
            after=tuple(clean_line(text) for text in change.after),
        )
        for change in changes
    )
    faults = [fault for i, change in enumerate(cleaned) for fault in _faults(f"/changes/{i}", change)]
    if faults:
        raise Invalid(faults[0].detail, errors=tuple(faults))
    return cleaned


def checked_as_written(changes: Sequence[ReviewChange], *, said: bool | None) -> bool:
    """Tell whether the recipe was cooked as written: without changes, unless the reviewer says otherwise."""
    if said and changes:
        raise invalid("/as_written", "with changes it was not cooked as written")
    return not changes if said is None else said


def mean(total: int, count: int) -> float | None:
    """Divide a sum of stars by their number; None when there are none."""
    return total / count if count else None


def bayesian(total: int, count: int, prior: Prior) -> float:
    """Mean of the stars and of `prior.weight` more reviews at the community's mean.

    The posterior mean of a normal likelihood with a conjugate prior, known from IMDb's "weighted rating": a single
    five-star review moves a recipe little, a hundred of them speak for themselves.
    """
    return float((prior.mean * prior.weight + total) / (prior.weight + count))


def recipe_stars(sums: RecipeSums) -> RecipeStars:
    """Make the stars of a recipe of its sums."""
    prior = Prior(sums.prior_mean, sums.prior_weight)
    as_written, with_changes = _by_changes(sums)
    return RecipeStars(
        mean(sums.stars_sum, sums.stars_count),
        bayesian(sums.stars_sum, sums.stars_count, prior),
        prior,
        sums.stars_count,
        sums.stars_histogram,
        as_written,
        with_changes,
    )


def cook_stars(sums: CookSumsRow, recipes: tuple[RatedRecipe, ...] | None = None) -> CookStars:
    """Make the stars of a cook of the sums."""
    prior = Prior(sums.prior_mean, sums.prior_weight)
    as_written, with_changes = _by_changes(sums)
    return CookStars(
        mean(sums.stars_sum, sums.stars_count),
        float(sums.recipe_means_sum / sums.recipes_rated) if sums.recipes_rated else None,
        bayesian(sums.stars_sum, sums.stars_count, prior),
        prior,
        sums.stars_count,
        sums.recipes_rated,
        sums.stars_histogram,
        as_written,
        with_changes,
        tuple(
            MonthStars(m.month.isoformat()[:7], m.stars_sum / m.stars_count, m.stars_count)
            for m in sums.months
            if m.stars_count
        ),
        recipes,
    )


def rated_recipe(row: RatedRow, handle: str) -> RatedRecipe:
    """Make one recipe's line in the stars of its cook."""
    return RatedRecipe(
        row.id, row.title, f"/@{handle}/{row.slug}", mean(row.stars_sum, row.stars_count), row.stars_count
    )


def _by_changes(sums: RecipeSums | CookSumsRow) -> tuple[Stars, Stars]:
    count, total = sums.as_written_count, sums.as_written_sum
    changed_count, changed_total = sums.stars_count - count, sums.stars_sum - total
    return Stars(mean(total, count), count), Stars(mean(changed_total, changed_count), changed_count)


def _faults(pointer: str, change: ReviewChange) -> list[FieldFault]:
    needs_before = change.kind is not ChangeKind.ADD
    needs_after = change.kind in {ChangeKind.REPLACE, ChangeKind.ADD}
    faults = []
    if needs_before != bool(change.before):
        faults.append(FieldFault(f"{pointer}/from", _wrong(change.kind, needed=needs_before)))
    if needs_after and not change.after:
        faults.append(FieldFault(f"{pointer}/to", _wrong(change.kind, needed=True)))
    if change.kind is ChangeKind.OMIT and change.after:
        faults.append(FieldFault(f"{pointer}/to", _wrong(change.kind, needed=False)))
    for name, texts in (("from", change.before), ("to", change.after)):
        if len(texts) > TEXTS_AT_MOST:
            faults.append(FieldFault(f"{pointer}/{name}", f"at most {TEXTS_AT_MOST} foods"))
        faults += [
            FieldFault(f"{pointer}/{name}/{at}", f"a food has 1 to {TEXT_LENGTH} characters")
            for at, text in enumerate(texts)
            if not 1 <= len(text) <= TEXT_LENGTH
        ]
    return faults


def _wrong(kind: ChangeKind, *, needed: bool) -> str:
    return f"{kind.value!r} needs a food here" if needed else f"{kind.value!r} takes no food here"
