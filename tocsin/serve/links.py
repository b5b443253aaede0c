"""Addresses of pages. They are permanent: what is linked today is found tomorrow."""

from __future__ import annotations

from urllib.parse import quote

from tocsin.reading import JSON


def event(key: str) -> str:
    """The page of an event, or of any of its mentions, tolls and figures."""
    return f"/events/{quote(key, safe='')}"


def toll(key: str) -> str:
    """The page of a number of people."""
    return f"/tolls/{quote(key, safe='')}"


def claim(key: str) -> str:
    """The page of a claim."""
    return f"/claims/{quote(key, safe='')}"


def report(key: str) -> str:
    """The page of a report."""
    return f"/reports/{quote(key, safe='')}"


def passage(evidence: JSON) -> str:
    """The words of evidence in their report, marked."""
    title = "T" if evidence["in"] == "title" else ""
    at = f"{title}{evidence['start']}-{evidence['end']}"
    return f"{report(evidence['report'])}?at={at}#at"
