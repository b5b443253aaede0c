"""Alerts as an Atom feed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from xml.etree import ElementTree as Tree

from tocsin.alerts.sending import Sent

ATOM = "http://www.w3.org/2005/Atom"
ID = "urn:tocsin:alert:"


def as_atom(sent: Iterable[Sent], *, title: str) -> bytes:
    """The feed, the newest alert first. The same alerts always make the same bytes."""
    entries = list(sent)
    Tree.register_namespace("", ATOM)
    feed = Tree.Element(f"{{{ATOM}}}feed")
    _child(feed, "id", f"{ID}feed")
    _child(feed, "title", title)
    _child(feed, "updated", _moment(entries[0].at if entries else 0.0))
    _child(_child(feed, "author"), "name", "Tocsin")
    for one in entries:
        entry = _child(feed, "entry")
        _child(entry, "id", f"{ID}{one.alert['id']}")
        _child(entry, "title", one.alert["title"])
        _child(entry, "updated", _moment(one.at))
        _child(entry, "category").set("term", one.alert["rule"])
        quotes = "".join(f"\n\n“{quote}”" for quote in one.alert["quotes"])
        _child(entry, "summary", f"{one.alert['basis']}{quotes}")
    return bytes(Tree.tostring(feed, encoding="utf-8", xml_declaration=True))


def _child(parent: Tree.Element, name: str, text: str | None = None) -> Tree.Element:
    child = Tree.SubElement(parent, f"{{{ATOM}}}{name}")
    child.text = "".join(sign for sign in text if sign in "\t\n" or sign >= " ") if text else None
    return child


def _moment(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
