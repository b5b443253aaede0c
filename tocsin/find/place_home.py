"""Where an outlet is at home, as far as its address tells: the country it ends in, the town in its name."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit

from tocsin.gazetteer.gazetteer import Gazetteer
from tocsin.report import Report

# Endings sold to everybody, which tell no country.
_GENERIC = frozenset("ME TV IO CO AI FM LY GG LA CC TO WS NU SU EU IS".split())
_CODES = {"UK": "GB"}
_SECOND_LEVEL = frozenset("co com org net gov ac edu or ne go".split())
# What newspapers, stations and sites are called; what is left of an address without them may be a town.
_PAPER = sorted(
    "advertiser advocate argus banner beacon bee bulletin chronicle citizen courier daily democrat dispatch eagle "
    "echo enquirer enterprise examiner express free gazette globe guardian herald independent inquirer item journal "
    "leader ledger live mail mercury messenger mirror monitor morning news observer online paper pioneer post press "
    "record register reporter republic republican review sentinel standard star sun telegram telegraph the this is "
    "times today tribune union voice weekly world radio tv fm inquirer evening sunday local city".split(),
    key=len,
    reverse=True,
)
_ENGLISH_SPEAKING = frozenset("US GB CA AU NZ IE ZA IN NG KE GH JM SG PH".split())
SHORTEST = 4
"""Letters of a town's name in an address; shorter ones are met by chance."""


def homes(report: Report, gazetteer: Gazetteer) -> tuple[tuple[int, ...], ...]:
    """Rows of places at which the outlet may be at home: each group holds the places that one hint can mean."""
    host = (urlsplit(report.url).hostname or "") if report.url else ""
    return _homes_of(host, gazetteer) if host else ()


@lru_cache(maxsize=4_096)
def _homes_of(host: str, gazetteer: Gazetteer) -> tuple[tuple[int, ...], ...]:
    labels = host.lower().split(".")
    country = _country(labels, gazetteer)
    town = _town(labels, gazetteer)
    return tuple(group for group in (country, town) if group)


def _country(labels: list[str], gazetteer: Gazetteer) -> tuple[int, ...]:
    code = _CODES.get(labels[-1].upper(), labels[-1].upper())
    row = None if code in _GENERIC or len(labels) < 2 else gazetteer.country_row(code)
    return () if row is None else (row,)


def _town(labels: list[str], gazetteer: Gazetteer) -> tuple[int, ...]:
    """Towns that an address is named after, where English is spoken: a "Paris Beacon" is not printed in France."""
    site = labels[-3] if len(labels) > 2 and labels[-2] in _SECOND_LEVEL else labels[-2] if len(labels) > 1 else ""
    name = _without_paper(site.replace("-", " "))
    if len(name) < SHORTEST or gazetteer.is_word(name):
        return ()
    rows = [row for row, kind in gazetteer.named(name) or gazetteer.sounding(name) if kind == 0]
    return tuple(row for row in rows if gazetteer.known(row).country in _ENGLISH_SPEAKING)[:12]


def _without_paper(site: str) -> str:
    for word in _PAPER:
        for rest in (site.removesuffix(word).strip(), site.removeprefix(word).strip()):
            if rest != site and len(rest) >= SHORTEST:
                return _without_paper(rest)
    return site
