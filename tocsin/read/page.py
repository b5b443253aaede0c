"""From a saved web page to a report: trafilatura takes the article and what the page says of itself."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from typing import Any

import lxml.etree
import lxml.html
from trafilatura import bare_extraction
from trafilatura.settings import Document

from tocsin.errors import EmptyInput, MalformedInput, TooLarge
from tocsin.read.outlet import outlet_in_title
from tocsin.read.stated import stated_date
from tocsin.read.text import NOTHING, Known, report_from_text
from tocsin.report import Report

MAX_ELEMENTS = 50_000
"""A long live page has a tenth of this. Extraction takes about 6 s for so many, and grows in step with them."""

# Pictures written into a tag, and tags of a hundred thousand attributes, on which the HTML parser takes time squared.
_LONG_TAG = re.compile(r"<[^<>]{20000,}>")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_SAVED_FROM = re.compile(r"<!-- saved from url=\(\d+\)(?P<url>https?://\S{3,2000}) -->")
_CHARACTER_SET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
HEAD = 4_096

EXTRACTION: dict[str, Any] = {
    "favor_precision": True,
    "include_comments": False,
    "include_tables": False,
    "with_metadata": True,
    "date_extraction_params": {"extensive_search": False, "original_date": True},
}
"""On the pages tried before `fast` was as good as the slower way, but it gives up on a few short pages."""

LAYOUT_TABLES = "//table[.//p or .//h1 or .//h2 or .//div or .//ul or .//table]"
LISTS_OF_POSTS = "//*[self::ul or self::ol][li/p]"

# Its complaints about one page are told as our own errors.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


def report_from_page(html: str, *, source: str, known: Known = NOTHING, sha256: str | None = None) -> Report:
    """The report on a page. What is known beforehand wins over what the page says of itself."""
    tree = _tree(html, source)
    url = known.url or _saved_from(html)
    article = _article(_tree(html, source), url, fast=True) or _article(_tree(html, source), url, fast=False)
    if article is None:
        raise EmptyInput(source, "no report found on this page")
    text = _paragraphs(article.text or "")
    return report_from_text(text, known=_known(known, article, url, tree), sha256=sha256)


def declared_encoding(body: bytes) -> str | None:
    """The character set that a page says it is written in."""
    match = _CHARACTER_SET.search(body[:HEAD])
    return match[1].decode("ascii") if match else None


def _tree(html: str, source: str) -> lxml.html.HtmlElement:
    try:
        tree = lxml.html.document_fromstring(_LONG_TAG.sub("", _DECLARATION.sub("", html)))
    except (lxml.etree.LxmlError, ValueError) as error:
        raise MalformedInput(source, "not a web page") from error
    if sum(1 for _ in tree.iter()) > MAX_ELEMENTS:
        raise TooLarge(source, f"a page of more than {MAX_ELEMENTS:,} elements")
    _open_layouts(tree)
    return tree


def _open_layouts(tree: lxml.html.HtmlElement) -> None:
    """Make plain blocks of tables that lay out a page and of lists whose items are whole posts.

    Extraction runs the paragraphs of a cell or an item together; what is left are tables of figures and plain lists.
    """
    for table in tree.xpath(LAYOUT_TABLES):
        for element in [table, *table.iter("tbody", "tr", "td")]:
            element.tag = "div"
    for posts in tree.xpath(LISTS_OF_POSTS):
        for element in [posts, *posts.iterchildren("li")]:
            element.tag = "div"


def _article(tree: lxml.html.HtmlElement, url: str | None, *, fast: bool) -> Document | None:
    article = bare_extraction(tree, url=url, fast=fast, **EXTRACTION)
    return article if isinstance(article, Document) and article.text and article.text.strip() else None


def _saved_from(html: str) -> str | None:
    match = _SAVED_FROM.search(html[:HEAD])
    return match["url"] if match else None


def _paragraphs(text: str) -> str:
    """One paragraph a line becomes one a block, so that no page passes for hard-wrapped; marks of lists go."""
    lines = (line.strip().removeprefix("- ") for line in text.split("\n"))
    return "\n\n".join(line for line in lines if line)


def _known(known: Known, article: Document, url: str | None, tree: lxml.html.HtmlElement) -> Known:
    return replace(
        known,
        url=url or _absolute(article.url),
        title=known.title or article.title or None,
        outlet=known.outlet or article.sitename or outlet_in_title(tree, article.title),
        byline=known.byline or article.author or None,
        stated=stated_date(tree),
    )


def _absolute(url: str | None) -> str | None:
    return url if url and url.startswith(("http://", "https://")) else None
