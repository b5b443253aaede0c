"""A text laid out as a page of a news site, for measuring how fast pages are read where there are only texts."""

from __future__ import annotations

from html import escape

from tocsin.paragraphs import paragraph_spans

LINKS = 120
TEASERS = 30
"""A news page of today has some hundred links around its report, and most of its bytes are scripts and styles."""

SCRIPT = "!function(w,d){var q=w.queue||[];q.push({slot:'top',size:[728,90],lazy:true});}(window,document);\n" * 150
STYLE = ".card-title a:hover,.card-title a:focus{color:#14385c;text-decoration:underline;outline:0}\n" * 200


def as_page(text: str, *, title: str) -> str:
    """The page: its report among menus, teasers, scripts and a foot, some 70 kB as on news sites."""
    spans = list(paragraph_spans(text))
    body = "\n".join(f"<p>{escape(text[span.start : span.end])}</p>" for span in spans)
    return (
        "<!DOCTYPE html>\n<html lang='en'><head><meta charset='utf-8'>"
        f"<title>{escape(title)} | The Daily Bench</title><meta property='og:site_name' content='The Daily Bench'>"
        "<meta property='article:published_time' content='2022-01-05T08:00:00Z'>"
        f"<style>{STYLE}</style><script>{SCRIPT}</script></head><body>"
        f"<header><nav><ul>{_links()}</ul></nav></header><main><article><h1>{escape(title)}</h1>"
        f"<div class='article-body'>{body}</div></article><aside class='related'>{_teasers()}</aside></main>"
        f"<footer><ul>{_links()}</ul><p>© The Daily Bench. All rights reserved.</p></footer>"
        f"<script>{SCRIPT}</script></body></html>"
    )


def _links() -> str:
    return "".join(f"<li class='menu-item'><a href='/section/{n}/'>Section {n}</a></li>" for n in range(LINKS))


def _teasers() -> str:
    return "".join(
        f"<div class='card'><a href='/story/{n}'><img src='/i/{n}.jpg' alt=''></a><h3 class='card-title'>"
        f"<a href='/story/{n}'>The story of the day, number {n}, told in a line</a></h3></div>"
        for n in range(TEASERS)
    )
