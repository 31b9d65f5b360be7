"""What could take the place of a food: what the community tried, classic replacements, and kin that nobody tried.

Nothing that breaks a need is ever a candidate, and what is not known counts as breaking it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from types import MappingProxyType

from msgspec import Struct

from forklore.foods.lexicon import lexicon
from forklore.foods.needs import Needs, broken_by
from forklore.foods.rows import FoodName
from forklore.replacements.adapt_amounts import Dose, dose_of_ratio
from forklore.replacements.classics import Classic, classics_of, is_made_for, is_same_food
from forklore.replacements.contexts import EVERYWHERE
from forklore.replacements.rules import score, summary

# A classic that fits counts as two cooks for whom it worked, one for another purpose as one.
CLASSIC_COOKS, OTHER_PURPOSE_COOKS = 2, 1
ENOUGH_COOKS = 3
KIN_AT_MOST = 3
# Foods that share no more than a wide family are equally far for a cook.
_NEAR = 0.33
ALWAYS_THERE = frozenset({"water"})


class Known(Struct, frozen=True):
    """What the community's counters say of one replacement in one context."""

    from_slug: str
    to_slugs: tuple[str, ...]
    context: str
    cooks: int
    forks: int
    reviews: int
    did_not_work: int
    ratio_median: float | None
    ratio_by: str | None


class Source(Struct, frozen=True, omit_defaults=True):
    """Why something is a candidate: `kind` is community, classic or family; `text` says it in words.

    Of the community: the context that was counted (all, dish:cake, use:fat for frying), what was counted in it, and the
    address `at` which every fork and review behind it is named; of a classic: the role that it is for, and its note.
    """

    kind: str
    text: str
    context: str = ""
    cooks: int = 0
    forks: int = 0
    reviews: int = 0
    did_not_work: int = 0
    ratio: float | None = None
    ratio_by: str | None = None
    at: str = ""
    role: str = ""
    note: str = ""


class Candidate(Struct, frozen=True):
    """Foods that take the place of one, with all that speaks for them; `tried` is False for kin that nobody tried."""

    to: tuple[FoodName, ...]
    score: float
    tried: bool
    evidence: tuple[Source, ...]


class Ranked(Struct, frozen=True):
    """A candidate, and the doses that are known for it, the best first."""

    shown: Candidate
    doses: tuple[Dose, ...]
    order: tuple[float, ...]

    def foods(self) -> tuple[str, ...]:
        """Give the slugs, sorted."""
        return tuple(sorted(food.slug for food in self.shown.to))


def candidates(
    food: str,
    known: Iterable[Known],
    *,
    needs: Needs,
    have: frozenset[str] | None = None,
    use: str | None = None,
) -> list[Ranked]:
    """Rank what can take the place of a food (its slug) under some needs, best first.

    The score is Wilson's lower bound of the share of cooks for whom it worked, times log2(1 + cooks), where a classic
    counts as two more cooks for whom it worked, or as one when it is for something else than `use` ("fat for frying"),
    or for the plain food of the family (beef, for a sirloin).
    Between equals the nearer food in the tree of families comes first, then what is meant for just this use. Kin of
    the same family come behind all that worked for anybody, what only failed comes last. With `have` (slugs) all else
    is left out, but for water. `known` may hold several contexts of a pair; the first with enough cooks counts. What is
    known of a food counts for its sorts as well (a russet potato is a potato).
    """
    called = (food, lexicon().sorts.get(food))
    rows = _by_foods(row for slug in called for row in known if row.from_slug == slug)
    old = classics_of(food, use)
    fits = _fitting(food, needs, have)
    found = [
        _ranked(food, to, rows.get(to), old.get(to, ()), at, use)
        for at, to in enumerate(dict.fromkeys([*old, *rows]))
        if fits(to)
    ]
    taken = {to for one in found for to in one.foods()}
    found += [_kin(food, to) for to in _kin_of(food) if to not in taken and fits((to,))][:KIN_AT_MOST]
    return sorted(found, key=lambda one: one.order)


def chosen_freely(food: str | None, to: Sequence[str]) -> Ranked:
    """Make a candidate of foods (slugs) that somebody chooses and nothing speaks for."""
    names = tuple(FoodName(slug, lexicon().foods[slug].name) for slug in sorted(set(to)))
    source = Source("choice", "Chosen by you; nobody has tried it here.")
    doses = (dose_of_ratio(food, names[0].slug, 1, "grams", assumed=True),) if food and len(names) == 1 else ()
    return Ranked(Candidate(names, 0.0, tried=False, evidence=(source,)), doses, ())


def _fitting(food: str, needs: Needs, have: frozenset[str] | None) -> Callable[[tuple[str, ...]], bool]:
    def fits(to: tuple[str, ...]) -> bool:
        if not to or any(slug not in lexicon().foods or is_same_food(slug, food) for slug in to):
            return False
        if have is not None and not have | ALWAYS_THERE >= set(to):
            return False
        return not any(broken_by(slug, needs) for slug in to)

    return fits


def _by_foods(known: Iterable[Known]) -> dict[tuple[str, ...], Known]:
    """Keep of each replacement the first context with enough cooks, else the widest."""
    found: dict[tuple[str, ...], Known] = {}
    for row in known:
        to = tuple(sorted(row.to_slugs))
        before = found.get(to)
        if before is None or (before.cooks < ENOUGH_COOKS and (row.cooks >= ENOUGH_COOKS or row.context == EVERYWHERE)):
            found[to] = row
    return found


def _ranked(
    food: str, to: tuple[str, ...], row: Known | None, old: Sequence[Classic], at: int, use: str | None
) -> Ranked:
    fits = any(is_made_for(one, food, use) for one in old)
    prior = CLASSIC_COOKS if fits else OTHER_PURPOSE_COOKS if old else 0
    cooks, failed = (row.cooks, min(row.cooks, row.did_not_work)) if row else (0, 0)
    points = score(cooks + prior, failed)
    sources = ([_community(row)] if row else []) + [_classic(one) for one in old]
    shown = Candidate(
        tuple(FoodName(slug, lexicon().foods[slug].name) for slug in _in_order(to, old)),
        points,
        tried=True,
        evidence=tuple(sources),
    )
    level = 0.0 if points > 0 else 2.0
    return Ranked(shown, _doses(food, to, row, old), (level, -points, -_closeness(food, to), at))


def _in_order(to: tuple[str, ...], old: Sequence[Classic]) -> tuple[str, ...]:
    """Give foods in the order in which a classic names them: the egg replacer before its water."""
    return tuple(share.food for share in old[0].after) if old else to


def _doses(food: str, to: tuple[str, ...], row: Known | None, old: Sequence[Classic]) -> tuple[Dose, ...]:
    """Put what enough cooks took before the classics, and what fewer took behind them."""
    doses = [Dose(one.before, one.after) for one in old]
    if len(to) > 1:
        return tuple(doses)
    if row is not None and row.ratio_median and row.ratio_by:
        told = dose_of_ratio(food, to[0], row.ratio_median, row.ratio_by)
        doses = [told, *doses] if row.cooks >= ENOUGH_COOKS else [*doses, told]
    return tuple(doses) or (dose_of_ratio(food, to[0], 1, "grams", assumed=True),)


def _closeness(food: str, to: tuple[str, ...]) -> float:
    near = [1 - lexicon().distance(food, slug) for slug in to if slug not in ALWAYS_THERE]
    mean = sum(near) / len(near) if near else 0.0
    return round(mean, 1) if mean >= _NEAR else 0.0


def _community(row: Known) -> Source:
    where = "" if row.context == EVERYWHERE else f" Counted where it serves alike: {row.context.partition(':')[2]}."
    return Source(
        "community",
        summary(row.cooks, row.did_not_work) + where,
        context=row.context,
        cooks=row.cooks,
        forks=row.forks,
        reviews=row.reviews,
        did_not_work=row.did_not_work,
        ratio=None if row.ratio_median is None else round(row.ratio_median, 3),
        ratio_by=row.ratio_by,
        at=f"/foods/{row.from_slug}/replacements",
    )


def _classic(one: Classic) -> Source:
    role = "" if one.role == "any" else f" (for {one.role})"
    return Source("classic", f"A classic{role}: {one.text}.", role=one.role, note=one.note)


def _kin(food: str, to: str) -> Ranked:
    family = lexicon().families[lexicon().foods[to].family].name.lower()
    source = Source("family", f"Of the same family ({family}); nobody has tried it here.")
    shown = Candidate((FoodName(to, lexicon().foods[to].name),), 0.0, tried=False, evidence=(source,))
    dose = dose_of_ratio(food, to, 1, "grams", assumed=True)
    return Ranked(shown, (dose,), (1.0, -_shared_words(food, to), lexicon().distance(food, to)))


def _kin_of(food: str) -> list[str]:
    """Give the foods of the same family that do the same in a dish, those of the most alike name first."""
    mine = lexicon().foods[food]
    kin = [slug for slug in _members()[mine.family] if slug != food]
    return sorted(kin, key=lambda slug: (-_shared_words(food, slug), slug))


@cache
def _members() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for slug, food in lexicon().foods.items():
        found.setdefault(food.family, []).append(slug)
    return MappingProxyType({family: tuple(slugs) for family, slugs in found.items()})


def _shared_words(one: str, other: str) -> int:
    return len(set(one.split("-")) & set(other.split("-")))
