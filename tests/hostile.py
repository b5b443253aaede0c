"""A report in which every text that can be hostile is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from readings import report_of

from tocsin.event import Claim, Mention, Speaker
from tocsin.reading import Reading
from tocsin.span import Span
from tocsin.values import Date, Place

HOSTILE = "<script>alert(1)</script> \"'><img src=x onerror=alert(2)> \u202egnp.exe {{ 7*7 }} \u2066hidden"


def hostile_reading() -> Reading:
    """A report in which every text that can be hostile is."""
    text = f"{HOSTILE} killed him. {HOSTILE} said so."
    whole = Span("text", 0, len(text))
    report = report_of(
        text, id="</script>", title=HOSTILE, outlet=HOSTILE, byline=HOSTILE, url="javascript:alert(3)//example.org"
    )
    place = Place(whole, HOSTILE, None, 10.0, 10.0, "city", 5.0, "BO", HOSTILE, "exact")
    when = Date(whole, "DATE", "2020-01-01", date(2020, 1, 1), date(2020, 1, 1), "day")
    mention = Mention(
        "m-<u>", "ASSAULT", None, 4, whole, whole, (whole,), "kill", places=(place,), date=when, claim="c-<u>"
    )
    claim = Claim(
        "c-<u>", "direct", Speaker(HOSTILE, whole, HOSTILE, HOSTILE), whole, (whole,), cites=("javascript:alert(4)",)
    )
    return Reading(replace(report, published=date(2020, 1, 2)), (mention,), (claim,), places=(place,), dates=(when,))
