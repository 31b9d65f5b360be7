"""The page that tells of a run on real input: counts and names of foods, nothing else of the data."""

from typing import Any

Figures = dict[str, Any]


def report(figures: Figures, command: str) -> str:
    """Write the page of a run."""
    parts = [
        _HEAD.format(command=command),
        _imports(figures),
        _people(figures),
        _forks(figures),
        _replacements(figures),
        _answers(figures),
        _table("Seconds", ("phase", "seconds"), list(figures["seconds"].items())),
        _table("Rows", ("table", "rows"), list(figures["tables"].items())),
    ]
    return "\n".join(parts)


_HEAD = """# The main job on real input

Recipes, pages, ratings and forks that others made go through the commands and verbs that everybody uses; then the
questions are asked over HTTP. Made by

```
{command}
```

with the collections beside the checkout (they are not part of the project). `tests/acceptance` does the same on a slice
of them, and on a sample of the project's own where they are missing. What the collections do not tell is assumed: four
servings; for the rated recipes, which come without a method, one step that says so, since nobody can review a draft.
"""


def _imports(figures: Figures) -> str:
    rows = [
        (
            name,
            one["files"],
            one["new"] + one["changed"] + one["unchanged"],
            one["new"],
            one["refused"],
            one["drafts"],
            one["lines"],
            f"{one['share_understood']:.1%}" if one["lines"] else "",
        )
        for name, one in figures["imports"].items()
    ]
    heads = ("collection", "files", "read", "new recipes", "refused", "drafts", "lines", "food understood")
    reasons = [(n, why, count) for n, one in figures["imports"].items() for why, count in one["reasons"].items()]
    again = figures["imported_again"]
    return "\n".join(
        [
            _table("Import", heads, rows),
            "A page that is read twice in one run (two addresses of one recipe) is *read* twice and one *new recipe*.",
            "The pages imported again: {new} new, {changed} changed, {unchanged} unchanged.\n".format(**again),
            _table("Refused", ("collection", "reason", "how many"), reasons) if reasons else "Nothing was refused.\n",
        ]
    )


def _people(figures: Figures) -> str:
    people, stars = figures["people"], figures["answers"]["stars"]
    return (
        "## Ratings\n\n"
        f"{people['ratings']:,} ratings by {people['raters']:,} people, from {people['first']} to {people['last']}, "
        f"and {people['reviews_with_text']} reviews with text. Who rated a recipe again changed the first rating, so "
        f"{stars['count']:,} count. Average stars of the cook who imported the rated recipes: {stars['mean']:.4f} over "
        f"all reviews, {stars['mean_of_recipes']:.4f} over the means of {stars['recipes_rated']} recipes, "
        f"{stars['bayesian']:.4f} leaning on the community; one to five stars: "
        f"{', '.join(f'{n:,}' for n in figures['answers']['histogram'])}.\n"
    )


def _forks(figures: Figures) -> str:
    said = figures["answers"]
    kinds = ", ".join(f"{count} {kind}" for kind, count in said["changes"].items())
    return (
        "## Forks\n\n"
        f"{said['forks']} forks published, {said['forks_with_their_parent']} of them with their parent in the lineage, "
        f"{said['forks_with_changes']} with changes: {kinds}.\n"
    )


def _replacements(figures: Figures) -> str:
    rows = [(pair["from"], " + ".join(pair["to"]), pair["cooks"], pair["forks"]) for pair in figures["replacements"]]
    title = f"Replacements: the first {len(rows)} of {figures['replacement_pairs']} pairs"
    return _table(title, ("food", "replaced by", "distinct cooks", "forks"), rows)


def _answers(figures: Figures) -> str:
    said = figures["answers"]
    place = ", ".join(f"{' + '.join(one['to'])} ({one['cooks']})" for one in said["in_its_place"])
    rows = [(n, one["score"], one["reviews"], one["mean"]) for n, one in enumerate(said["popular"], 1)]
    return (
        "## Answers over HTTP\n\n"
        f"In the place of *{said['food']}* (distinct cooks): {place}. The feed of somebody who follows the importers "
        f"of the rated and the reviewed recipes has {said['feed']:,} entries; the list of the most popular recipes "
        f"of all times has {said['popular_listed']:,}, of which the first are:\n\n"
        + _table(None, ("position", "score", "reviews", "mean stars"), rows)
    )


def _table(title: str | None, heads: tuple[str, ...], rows: list[tuple[Any, ...]]) -> str:
    lines = [f"## {title}\n"] if title else []
    lines += [_row(heads), _row("---" for _ in heads)]
    lines += [_row(row) for row in rows]
    return "\n".join(lines) + "\n"


def _row(cells: Any) -> str:  # noqa: ANN401 (any sequence)
    return "| " + " | ".join(f"{cell:,}" if isinstance(cell, int) else str(cell) for cell in cells) + " |"
