"""What a page says about itself before it is read: its text, its addresses, its site."""

import codecs
import html
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePath
from urllib.parse import urlsplit

from forklore.exchange import json_ld, rules
from forklore.exchange.errors import FileTooLarge, NotHtml
from forklore.exchange.rows import FILE_BYTES_MAX

_MARKUP = re.compile(
    r"<(?:!doctype|html|head|body|title|meta|script|div|main|article|section|p|h1|ul|ol|li)\b", re.IGNORECASE
)
_CHARSET = re.compile(
    rb"<(?:meta|\?xml)\b[^<>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([a-zA-Z0-9_.:-]{1,40})", re.IGNORECASE
)
_LINK = re.compile(r"\b(?:href|src)\s*=\s*[\"']?\s*(?:https?:)?//(?:www\.)?([a-z0-9.-]{4,100})", re.IGNORECASE)
_HEAD_TAG = re.compile(r"<(link|meta)\b([^<>]*)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([a-zA-Z:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Browsers read these labels as the Windows code page that contains them: https://encoding.spec.whatwg.org/#names-and-labels
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}


def page_text(content: bytes | str) -> str:
    """Decode a page; raises `FileTooLarge` past 10 MB and `NotHtml` for anything without markup.

    UTF-8 is tried before the charset that the page declares, because hardly any other text happens to be valid UTF-8.
    """
    if len(content) > FILE_BYTES_MAX:
        raise FileTooLarge
    text = content if isinstance(content, str) else _decoded(content)
    if _MARKUP.search(text) is None or text.count("\x00") > 100:  # noqa: PLR2004 - a stray one is no picture
        raise NotHtml
    return text.replace("\x00", "")


def _decoded(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode(_declared(content), "replace")


def _declared(content: bytes) -> str:
    """Find the encoding that a page declares, as browsers mean it; cp1252 when it declares none that is known."""
    label = _CHARSET.search(content[:100_000])
    if label is None:
        return "cp1252"
    try:
        name = codecs.lookup(label[1].decode("ascii")).name
        b"\x80".decode(name, "replace")
    except (LookupError, UnicodeError):  # unknown, or one of Python's own that make no text of bytes
        return "cp1252"
    return _MEANT.get(name, name)


def addresses(text: str) -> list[str]:
    """List the absolute addresses a page gives for itself: canonical link, og:url, or those of its JSON-LD recipes."""
    found = list(_head_addresses(text))
    if not found:
        nodes = (node for script in json_ld.scripts(text) for node in json_ld.recipe_nodes(script))
        found = [address for node in nodes if (address := json_ld.own_address(node))]
    return list(dict.fromkeys(found))


def _head_addresses(text: str) -> Iterator[str]:
    by_kind: dict[str, str] = {}
    for tag in _HEAD_TAG.finditer(text):
        attributes = {k.lower(): html.unescape(a or b or c) for k, a, b, c in _ATTRIBUTE.findall(tag[2])}
        if tag[1].lower() == "link":
            kind, value = attributes.get("rel", ""), attributes.get("href")
        else:
            kind, value = attributes.get("property") or attributes.get("name", ""), attributes.get("content")
        address = rules.address(value)
        if address:
            by_kind.setdefault(kind.lower(), address)
    return (by_kind[kind] for kind in ("canonical", "og:url") if kind in by_kind)


def meta(text: str) -> dict[str, str]:
    """Map the names of a page's meta tags, in lower case, to their contents; the first of a name counts."""
    found: dict[str, str] = {}
    for tag in _HEAD_TAG.finditer(text):
        attributes = {k.lower(): a or b or c for k, a, b, c in _ATTRIBUTE.findall(tag[2])}
        name = attributes.get("property") or attributes.get("name")
        if name and attributes.get("content"):
            found.setdefault(name.lower(), attributes["content"])
    return found


def language(text: str) -> str | None:
    """Find the language that the page's html tag declares."""
    tag = re.search(r"<html\b([^<>]*)>", text, re.IGNORECASE)
    attributes = {k.lower(): a or b or c for k, a, b, c in _ATTRIBUTE.findall(tag[1])} if tag else {}
    return attributes.get("lang") or attributes.get("xml:lang")


def sites(name: str, own: list[str]) -> Iterator[str]:
    """Yield the hosts a page may come from, likeliest first, each followed by its parent domains.

    The folders of its path come first, nearest first: who mirrors a site keeps it under the host that answered,
    while a canonical address may be that of another site that printed the recipe before.
    """
    folders = [part for part in reversed(PurePath(name).parts[:-1]) if "." in part.strip(".")]
    for host in [*folders, *(host_of(address) for address in own)]:
        labels = host.lower().removeprefix("www.").split(".")
        for start in range(max(1, len(labels) - 1)):
            yield ".".join(labels[start:])


def linked_most(text: str) -> str | None:
    """Tell the host that most links of a page lead to: its own, on nearly every page; None when there are no links."""
    counts = Counter(host.lower() for host in _LINK.findall(text))
    return max(counts, key=counts.__getitem__) if counts else None


def host_of(address: str) -> str:
    """Take the host of an address; empty when it is none."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
