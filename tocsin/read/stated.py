"""The publication date that a page states in its own markup, never one guessed from its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from lxml.html import HtmlElement

from tocsin.read.dates import full_date_in

# Names under which page heads give the date of first publication, the surest first. "Modified" is another question.
NAMES = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "article.published",
    "publish-date",
    "publish_date",
    "published_date",
    "publication_date",
    "publicationdate",
    "originalpublicationdate",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "date",
)
_LINKED_DATA = re.compile(r'"datePublished"\s{0,9}:\s{0,9}"([^"]{8,40})"')
_MARKED = """
    //*[@itemprop="datePublished"]/@content | //*[@itemprop="datePublished"]/@datetime | //time[@pubdate]/@datetime
    | //time[contains(@class, "publish") or contains(@class, "entry-date") or contains(@class, "posted")]/@datetime
    | //abbr[contains(@class, "published")]/@title
"""
_IN_THE_ARTICLE = "//article//time/@datetime | //main//time/@datetime"
LONGEST = 60


def stated_date(tree: HtmlElement) -> date | None:
    """The day of first publication by the page's head, its linked data, or its time elements."""
    return next((day for value in _values(tree) if (day := _day(value))), None)


def _values(tree: HtmlElement) -> Iterator[str]:
    head: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        head.setdefault(name.lower(), meta.get("content") or "")
    yield from (head[name] for name in NAMES if name in head)
    for script in tree.xpath('//script[@type="application/ld+json"]'):
        yield from _LINKED_DATA.findall(script.text or "")
    yield from map(str, tree.xpath(_MARKED))
    yield from map(str, tree.xpath(_IN_THE_ARTICLE))


def _day(value: str) -> date | None:
    value = value.strip()[:LONGEST]
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return full_date_in(value)
