"""What a feed, a sitemap or a page offers: the items in it, each with what is said of it there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from html import unescape
from io import BytesIO
from typing import Any
from urllib.parse import urljoin

import feedparser
from lxml import etree

from tocsin.watch.fetch import Fetched
from tocsin.watch.sources import Kind

MOST = 1_000
"""Items taken of one feed or sitemap at a time; the rest comes with the next poll."""

LEAST_TEXT = 400
"""Characters from which the text that a feed brings counts as a report, where its page cannot be fetched."""

_ENTITIES = re.compile(rb"<!\s*(?:ENTITY|DOCTYPE[^>\[]*\[)", re.IGNORECASE)
_TAG = re.compile(r"<[^>]{0,2000}>")


class NotTaken(Exception):
    """What came is not what it should be; the reason is for the log."""


@dataclass(frozen=True, slots=True)
class Item:
    """One report that a source offers. `key` tells it from others of the source; `text` is what the feed itself has."""

    key: str
    url: str | None
    title: str | None = None
    published: date | None = None
    text: str | None = None


def items(kind: Kind, fetched: Fetched) -> list[Item]:
    """The items, the newest that the source names first. `NotTaken` where it cannot be read."""
    return list(READERS[kind](fetched))[:MOST]


def _from_feed(fetched: Fetched) -> Iterator[Item]:
    _no_entities(fetched.body)
    headers = {"content-type": f"{fetched.content_type}; charset={fetched.charset}"} if fetched.charset else {}
    feed = feedparser.parse(BytesIO(fetched.body), response_headers=headers)
    if not feed.entries and not feed.get("version"):
        raise NotTaken("no feed")
    for entry in feed.entries:
        url = entry.get("link")
        key = entry.get("id") or url
        if key:
            yield Item(
                str(key),
                urljoin(fetched.url, url) if url else None,
                _plain(entry.get("title")),
                _day(entry),
                _text(entry),
            )


def _from_sitemap(fetched: Fetched) -> Iterator[Item]:
    _no_entities(fetched.body)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True)
    try:
        tree = etree.fromstring(fetched.body, parser)
    except etree.XMLSyntaxError as error:
        raise NotTaken("no sitemap") from error
    if tree is None or etree.QName(tree).localname not in ("urlset", "sitemapindex"):
        raise NotTaken("no sitemap")
    entries = [entry for entry in tree if isinstance(entry.tag, str)]
    for entry in sorted(entries, key=lambda one: _child(one, "lastmod") or "", reverse=True):
        if url := _child(entry, "loc"):
            told = _child(entry, "publication_date") or ""
            day = date.fromisoformat(told[:10]) if re.match(r"\d{4}-\d\d-\d\d", told) else None
            yield Item(url, url, _child(entry, "title"), day)


def _from_page(fetched: Fetched) -> Iterator[Item]:
    """A page is its own item; a new text of it is a new one."""
    yield Item(fetched.url, fetched.url)


READERS: Mapping[str, Callable[[Fetched], Iterator[Item]]] = {
    "feed": _from_feed,
    "sitemap": _from_sitemap,
    "page": _from_page,
}


def _no_entities(body: bytes) -> None:
    """Entities of one's own are how a small file becomes a large one; no feed needs them."""
    if _ENTITIES.search(body) or _ENTITIES.search(body.replace(b"\0", b"")):
        raise NotTaken("it declares entities of its own")


def _child(entry: Any, name: str) -> str | None:
    found = next((one for one in entry.iter() if isinstance(one.tag, str) and etree.QName(one).localname == name), None)
    return found.text.strip() if found is not None and found.text else None


def _plain(html: str | None) -> str | None:
    return " ".join(unescape(_TAG.sub(" ", html)).split()) or None if html else None


def _day(entry: Any) -> date | None:
    told = entry.get("published_parsed") or entry.get("updated_parsed")
    try:
        return date(*told[:3]) if told else None
    except ValueError:
        return None


def _text(entry: Any) -> str | None:
    contents = [one.get("value", "") for one in entry.get("content", ())] + [entry.get("summary", "")]
    paragraphs = re.split(r"(?:</p>|<br\s*/?>|\n\s*\n)", max(contents, key=len), flags=re.IGNORECASE)
    text = "\n\n".join(filter(None, map(_plain, paragraphs)))
    return text if len(text) >= LEAST_TEXT else None
