"""A recipe out of the headings and lists of a page that marks nothing up."""

import re
from collections.abc import Iterator
from itertools import islice

from bs4 import BeautifulSoup, Tag

from forklore.exchange import rules
from forklore.exchange.rows import LINES_MAX, PageRecipe


def _words(text: str) -> frozenset[str]:
    return frozenset(word.strip() for word in text.split("|"))


# What stands above the list of ingredients, and above the steps.
_INGREDIENTS = _words(
    """ingredients|ingredient list|you will need|what you need|what you'll need|zutaten|zutatenliste|ingrédients
    |ingredientes|ingredienti|ingrediënten|ingrediënt|ingredienser|ingrediens|ainekset|składniki|hozzávalók|suroviny
    |ingrediencie|ingredience|ingrediente|sastojci|sestavine|съставки|ингредиенты|інгредієнти|состав|υλικά|malzemeler
    |bahan|bahan-bahan|nguyên liệu|材料|用料|食材|원료|재료|המרכיבים|מצרכים|المكونات|المقادير|koostisosad|sastāvdaļas
    |ingredientai|osagaiak|innihald|hráefni"""
)
_STEPS = _words(
    """instructions|directions|method|preparation|steps|how to make it|how to make|to make|procedure|zubereitung
    |anleitung|so geht's|préparation|étapes|instrucciones|preparación|elaboración|pasos|modo de preparo
    |modo de preparação|modo de fazer|preparação|preparo|preparazione|procedimento|come preparare|bereiding
    |bereidingswijze|zo maak je het|fremgangsmåde|sådan gør du|fremgangsmåte|gör så här|tillagning|valmistus|ohje
    |przygotowanie|sposób przygotowania|wykonanie|elkészítés|elkészítése|postup|príprava|příprava|mod de preparare
    |priprema|priprava|приготовление|способ приготовления|приготвяне|приготування|εκτέλεση|οδηγίες|hazırlanışı
    |yapılışı|cara membuat|cách làm|作り方|手順|做法|步骤|만드는 법|조리법|אופן ההכנה|הוראות הכנה|طريقة التحضير
    |valmistamine|pagatavošana|gaminimas|aðferð"""
)
_RANKS = ("h1", "h2", "h3", "h4", "h5", "h6")
_HEADINGS = (*_RANKS, "strong", "b", "dt", "legend", "summary", "p", "div", "span", "th")
_BLOCKS = frozenset((*_RANKS, "li", "p", "strong", "b", "dt"))
_IGNORED = ("script", "style", "noscript", "template", "nav", "header", "footer", "iframe", "svg")
_HEADING_PARTS_MAX = 5
_TITLE_END = re.compile(r"\s+[|–—»·-]\s+[^|–—»·]*$")


def read_text(text: str, name: str) -> PageRecipe:
    """Read a page by its headings; fields that stay unfound are empty, and so is the title of a page without any."""
    soup = BeautifulSoup(text, "lxml")
    title = _title(soup)
    for tag in soup.find_all(_IGNORED):
        tag.decompose()
    ingredients = _below(soup, _INGREDIENTS)
    return PageRecipe(
        file=name,
        title=title,
        ingredients=ingredients,
        steps=tuple(rules.without_labels(_below(soup, _STEPS))) if ingredients else (),
    )


def _title(soup: BeautifulSoup) -> str:
    """Find the title: og:title, the only h1, or the page's title without the name of the site."""
    headings = soup.find_all("h1", limit=2)
    og = soup.find("meta", property="og:title")
    shown = rules.plain(headings[0].get_text(" ")) if len(headings) == 1 else ""
    told = og.get("content") if og else None
    named = rules.plain(soup.title.get_text()) if soup.title else ""
    return shown or _TITLE_END.sub("", rules.line(told) if isinstance(told, str) else named)


def _below(soup: BeautifulSoup, words: frozenset[str]) -> tuple[str, ...]:
    """List the lines of the list items, or else of the paragraphs, below the first heading made of one of the words."""
    for heading in soup.find_all(_HEADINGS):
        if _is_heading(heading, words):
            blocks = list(islice(_blocks_after(heading), LINES_MAX))
            found = [rules.plain(tag.get_text(" ")) for tag in blocks if tag.name == "li"]
            found = found or [text for tag in blocks for text in rules.lines(tag.decode_contents())]
            if any(found):
                return tuple(filter(None, found))[:LINES_MAX]
    return ()


def _is_heading(tag: Tag, words: frozenset[str]) -> bool:
    """Tell whether a tag holds one of the words and nothing else; a tag of many parts is no heading."""
    if len(tag.contents) > _HEADING_PARTS_MAX:
        return False
    strings = islice(tag.stripped_strings, _HEADING_PARTS_MAX + 1)
    return rules.plain(" ".join(strings)).lower().strip(" :.–-•") in words


def _blocks_after(heading: Tag) -> Iterator[Tag]:
    """Yield the innermost list items, and the paragraphs outside lists, up to the heading that ends this part."""
    rank = heading.name if heading.name in _RANKS else "h6"
    inside = {id(tag) for tag in heading.find_all()}
    for tag in heading.next_elements:
        if not isinstance(tag, Tag) or tag.name not in _BLOCKS:
            continue
        listed = tag.name == "li" or tag.find_parent("li") is not None
        if id(tag) in inside:
            continue
        if tag.name in _RANKS and not listed and tag.name <= rank:
            return
        if tag.name != "li" and _is_heading(tag, _INGREDIENTS | _STEPS):
            return
        if (tag.name == "li" and tag.find("li") is None) or (tag.name == "p" and not listed):
            yield tag
