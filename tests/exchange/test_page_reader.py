import json
import re
import tarfile
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forklore.exchange import page_source, rules
from forklore.exchange.errors import FileTooLarge, NoRecipe, NotHtml
from forklore.exchange.file_reader import DOCUMENTS, PAGES, as_lines, files, read_file
from forklore.exchange.page_reader import read_page
from forklore.exchange.pool import read_files
from forklore.exchange.rows import FILE_BYTES_MAX, PageRecipe, Refusal, RefusalLine
from shared_data import SHARED

OWN = Path(__file__).parent / "pages"


def _read(name: str) -> PageRecipe:
    return read_page((OWN / name).read_bytes(), name)


def test_json_ld_is_read_with_everything_an_import_needs() -> None:
    recipe = _read("lentil_stew.html")
    assert recipe == PageRecipe(
        file="lentil_stew.html",
        title="Red lentil stew & lemon",
        ingredients=("250 g red lentils", "1 onion, chopped", "2 tbsp olive oil", "1 lemon"),
        steps=("Soften the onion in the oil.", "Simmer the lentils in 1 litre of water.", "Season with lemon."),
        servings=4,
        minutes_prep=10,
        minutes_cook=65,
        minutes_total=75,
        language="en-GB",
        summary="A pot for a wet evening.",
        author="Ines Calder",
        source_url="https://quietpot.example/recipes/red-lentil-stew",
        image_url="https://quietpot.example/pictures/lentils.jpg",
        published=date(2024, 3, 5),
        tags=("lentils", "soup", "vegan", "dinner"),
    )


def test_microdata_is_read() -> None:
    recipe = _read("oat_biscuits.html")
    assert (recipe.title, recipe.author, recipe.servings) == ("Oat biscuits", "Moss Farley", 24)
    assert recipe.ingredients == ("200 g rolled oats", "100 g butter", "3 tbsp honey")
    assert recipe.steps == ("Melt the butter with the honey.", "Stir in the oats and bake at 180 °C.")
    assert (recipe.minutes_prep, recipe.minutes_cook, recipe.minutes_total) == (15, 12, None)


def test_a_graph_with_sections_keeps_their_names_and_drops_bare_numbers() -> None:
    recipe = _read("graph_dumplings.html")
    assert (recipe.title, recipe.language) == ("Pierogi z kapustą", "pl-PL")
    assert recipe.ingredients == ("300 g mąki", "1 jajko", "400 g kiszonej kapusty")
    assert recipe.steps == ("Ciasto", "Zagnieć mąkę z jajkiem i wodą.", "Farsz", "Uduś kapustę.")


def test_a_page_whose_markup_is_cut_off_is_read_by_its_headings() -> None:
    recipe = _read("broken_fritters.html")
    assert (recipe.title, recipe.language) == ("Kartoffelpuffer", "de")
    assert recipe.ingredients == ("1 kg Kartoffeln", "2 Eier", "1 TL Salz")
    assert recipe.steps == ("Die Kartoffeln reiben.", "Mit Eiern und Salz mischen.", "Goldbraun braten.")


def test_another_language_in_another_encoding_without_any_markup() -> None:
    recipe = _read("soupe.html")
    assert recipe.title == "Soupe à l'oignon"
    assert recipe.ingredients == ("6 oignons", "50 g de beurre", "4 tranches de pain", "100 g de gruyère râpé")
    assert recipe.steps == ("Émincer les oignons et les fondre au beurre.", "Mouiller, cuire, gratiner.")


def test_a_page_without_a_recipe_is_refused() -> None:
    with pytest.raises(NoRecipe, match="no recipe"):
        _read("harbour_walk.html")


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 \x00\x01", b"just words", '{"title": "x"}'])
def test_what_is_no_page_is_refused(content: bytes | str) -> None:
    with pytest.raises(NotHtml):
        read_page(content, "x.html")


def test_a_page_larger_than_the_limit_is_refused() -> None:
    with pytest.raises(FileTooLarge):
        read_page(b"<html>" + b" " * FILE_BYTES_MAX, "x.html")


@pytest.mark.parametrize("label", ["utf-8", "rot13", "idna", "undefined", "no-such", "hex"])
def test_a_declared_encoding_that_cannot_be_used_does_no_harm(label: str) -> None:
    page = f'<meta charset="{label}"><h1>Caf'.encode() + b"\xe9</h1><h2>Ingredients</h2><ul><li>1 egg</li></ul>"
    assert read_page(page, "x.html").title in {"Café", "Caf\N{REPLACEMENT CHARACTER}"}


def test_text_that_no_database_takes_is_cleaned() -> None:
    script = (
        '{"@context": "https://schema.org", "@type": "Recipe", "name": "A\\ud83d\\u0000", "recipeIngredient": ["b"]}'
    )
    title = read_page(f'<script type="application/ld+json">{script}</script>', "x.html").title
    assert title.encode("utf-8") == b"A?"


def test_the_site_is_told_by_folders_before_addresses_and_parents_come_after() -> None:
    hosts = page_source.sites("/mirror/www2.site.example/2024/x.html", ["https://www.other.example/x"])
    assert list(hosts) == ["www2.site.example", "site.example", "other.example"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PT1H30M", 90),
        ("P1DT1M", 1441),
        ("PT90S", 2),
        ("45", 45),
        (20, 20),
        ("PT0M", None),
        ("soon", None),
        (True, None),
    ],
)
def test_minutes(text: object, expected: int | None) -> None:
    assert rules.minutes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4 servings", 4),
        ("4-6", 4),
        ("2 dozen", 24),
        ("250 grams", None),
        (8.0, 8),
        (float("nan"), None),
        ("some", None),
    ],
)
def test_servings(text: object, expected: int | None) -> None:
    assert rules.servings(text) == expected


@settings(max_examples=40, deadline=None)
@given(cut=st.integers(0, 2000), noise=st.binary(max_size=40))
def test_a_damaged_page_is_read_or_refused_but_never_breaks_the_reader(cut: int, noise: bytes) -> None:
    page = (OWN / "lentil_stew.html").read_bytes()
    try:
        recipe = read_page(page[:cut] + noise + page[cut + len(noise) :], "x.html")
    except (NoRecipe, NotHtml):
        return
    assert recipe.title
    assert recipe.ingredients or recipe.steps


def test_folders_are_walked_in_order_and_links_out_of_them_left_alone(tmp_path: Path) -> None:
    outside = tmp_path / "outside.html"
    outside.write_text("<p>")
    tree = tmp_path / "tree"
    (tree / "b").mkdir(parents=True)
    for name in ("z.HTM", "b/a.testhtml", "b/c.jsonld", "notes.txt"):
        (tree / name).write_text("<p>")
    (tree / "out.html").symlink_to(outside)
    (tree / "in.html").symlink_to(tree / "z.HTM")
    (tree / "loop").symlink_to(tree)
    names = [str(path.relative_to(tree)) for path in files([tree])]
    assert names == ["b/a.testhtml", "b/c.jsonld", "in.html", "z.HTM"]
    assert [path.name for path in files([tree], DOCUMENTS)] == ["c.jsonld"]


@pytest.mark.parametrize(
    ("name", "why"),
    [("none.html", "No such file"), ("picture.png", "does not end in"), ("folder.html", "not a file")],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, name: str, why: str) -> None:
    (tmp_path / "folder.html").mkdir()
    (found,) = read_file(str(tmp_path / name)).found
    assert isinstance(found, Refusal)
    assert why in found.refused


def test_a_pool_answers_in_order_and_survives_a_page_that_never_ends(tmp_path: Path) -> None:
    endless = tmp_path / "endless.html"
    endless.write_bytes(b"<html>" + b"<b>" * 300_000)
    paths = [endless, *sorted(OWN.glob("*.html")), tmp_path / "none.html"]
    found = list(read_files(paths, processes=2, seconds_per_file=3))
    assert [one.file for one in found] == [str(path) for path in paths]
    refused = {
        Path(one.file).name: line.refused for one in found for line in as_lines(one) if isinstance(line, RefusalLine)
    }
    assert set(refused) == {"endless.html", "harbour_walk.html", "none.html"}
    assert "3 seconds" in refused["endless.html"]


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip()


def _real_pages(archive: Path, count: int) -> Iterator[tuple[str, bytes, dict[str, list[str]]]]:
    """Yield the first pages of the archive with their expected parse, without unpacking the rest."""
    halves: dict[str, bytes] = {}
    with tarfile.open(archive, "r|xz") as tar:
        for member in tar:
            stem, suffix = member.name.rsplit(".", 1) if member.isfile() else ("", "")
            handle = tar.extractfile(member)
            if handle is None or suffix not in {"testhtml", "json"}:
                continue
            halves[member.name] = handle.read()
            page, truth = halves.get(f"{stem}.testhtml"), halves.get(f"{stem}.json")
            if page is not None and truth is not None:
                yield f"{stem}.testhtml", page, json.loads(truth)
                count -= 1
            if count == 0:
                return


def _is_right(name: str, page: bytes, truth: dict[str, list[str]]) -> bool:
    recipe = read_page(page, name)
    return (
        _plain(recipe.title) == _plain(str(truth["title"]))
        and [_plain(text) for text in recipe.ingredients] == [_plain(text) for text in truth["ingredients"]]
        and _plain(" ".join(recipe.steps)) == _plain(" ".join(truth["instructions_list"]))
    )


def test_real_pages_are_right_on_title_ingredients_and_steps() -> None:
    """Real sites where their pages are at hand; otherwise the project's own pages stand in."""
    archive = SHARED / "recipe_pages" / "pages_dev.tar.xz" if SHARED else OWN / "none"
    if archive.exists():
        results = [_is_right(*page) for page in _real_pages(archive, 40)]
    else:
        read = [read_file(str(path)).found[0] for path in files([OWN], PAGES)]
        results = [isinstance(one, PageRecipe) for one in read if "harbour" not in one.file]
    assert sum(results) >= 0.95 * len(results) > 0
