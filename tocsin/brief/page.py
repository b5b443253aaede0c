"""The brief as a page and as a PDF: one file each, with its pictures inside, made without a network."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.resources import files

from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from tocsin.brief.brief import Written
from tocsin.errors import UsageError

Pictures = Mapping[str, Markup]
"""Drawings by the name of the section that they stand at the head of."""

_CITED = re.compile(r"(?:\[(\d+)\])+(?![^<]*>)")
_NUMBER = re.compile(r"\[(\d+)\]")
_HEADING = re.compile(r"<h2>(.*?)</h2>")


def page(written: Written, pictures: Pictures | None = None, *, template: str | None = None) -> str:
    """The brief as one HTML file. `pictures` are drawings in SVG; the page is whole without them."""
    body = _rendered(written.markdown(template))
    body = _numbered(body)
    body = _illustrated(_CITED.sub(_linked, body), written, pictures or {})
    style = files(__package__).joinpath("brief.css").read_text(encoding="utf-8")
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(_bare(written.title))}</title>\n<style>\n{style}</style>\n</head>\n"
        f"<body>\n<main>\n{body}</main>\n</body>\n</html>\n"
    )


def pdf(html: str) -> bytes:
    """A page as PDF. Nothing is fetched: what the page does not hold is left out."""
    try:
        from weasyprint import HTML  # noqa: PLC0415 - an extra, slow to load
    except (ImportError, OSError) as error:  # OSError: its system libraries are not there
        raise UsageError(f"a PDF needs weasyprint and Pango: pip install 'tocsin[pdf]' ({error})") from error
    made: bytes = HTML(string=html, url_fetcher=_refuse).write_pdf()
    return made


def _refuse(url: str, *_: object, **__: object) -> dict[str, object]:
    """Addresses in a brief are read by people; printing it asks nobody for anything."""
    raise ValueError(f"not fetched: {url}")


def _rendered(markdown: str) -> str:
    return str(MarkdownIt("commonmark", {"html": False}).enable("table").render(markdown))


def _numbered(body: str) -> str:
    """Give every source the address that citations lead to."""
    head, heading, sources = body.rpartition("<h2>Sources</h2>")
    if not heading:
        return body
    numbers = iter(range(1, sources.count("<li>") + 1))
    depth = 0

    def item(found: re.Match[str]) -> str:
        nonlocal depth
        if found[0] == "<li>" and depth == 1:
            return f'<li id="source-{next(numbers)}">'
        depth += {"<ol>": 1, "<ul>": 1, "</ol>": -1, "</ul>": -1}.get(found[0], 0)
        return found[0]

    return head + heading + re.sub(r"</?(?:ol|ul)>|<li>", item, sources)


def _linked(cited: re.Match[str]) -> str:
    numbers = _NUMBER.findall(cited[0])
    links = ", ".join(f'<a href="#source-{number}">{number}</a>' for number in numbers)
    return f'<span class="cite">[{links}]</span>'


def _illustrated(body: str, written: Written, pictures: Pictures) -> str:
    by_heading = {str(escape(section.heading)): section.name for section in written.sections}

    def headed(found: re.Match[str]) -> str:
        name = by_heading.get(found[1], "")
        drawing = pictures.get(name)
        figure = f"\n<figure>{drawing}</figure>" if drawing else ""
        return f'<h2 id="{name}">{found[1]}</h2>{figure}' if name else found[0]

    return _HEADING.sub(headed, body)


def _bare(markdown: str) -> str:
    """A heading without the marks that Markdown needs before special characters."""
    return re.sub(r"\\(.)", r"\1", markdown)
