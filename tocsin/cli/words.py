"""The cells of a record in the words of a reader."""

from __future__ import annotations

from datetime import date

from tocsin.cli.safe import safe, shortened
from tocsin.event import Actor, Claim, Mention
from tocsin.reading import Reading
from tocsin.values import Date, Figure, Place

NOTHING = "–"
VOICES = {"claimed": "claimed by", "denied": "denied by"}


def what(mention: Mention) -> str:
    """The kind of event: ACLED's word where it has one, else PLOVER's."""
    if mention.acled:
        return mention.acled.sub_event_type
    return ", ".join(filter(None, (mention.type.lower(), mention.mode)))


def standing(reading: Reading, mention: Mention) -> str:
    """Whether it happened, and who says so: empty where the outlet says that it did."""
    happened = mention.factuality == "happened"
    claim = reading.claim(mention.claim)
    said = f"{VOICES[mention.voice]} {speaker(claim)}" if mention.voice != "outlet" else ""
    return ", ".join(filter(None, ("" if happened else factuality(mention.factuality), said)))


def factuality(value: str) -> str:
    """The factuality as a reader would say it."""
    return {"negated": "did not happen", "failed": "attempted, failed"}.get(value, value)


def speaker(claim: Claim | None) -> str:
    """Who makes a claim, in short."""
    return claim.speaker.name if claim and claim.speaker else "an unnamed source"


def speaker_in_full(claim: Claim) -> str:
    """Who makes a claim, with role and organisation."""
    if not claim.speaker:
        return "unnamed source"
    about = ", ".join(filter(None, (claim.speaker.role, claim.speaker.organisation)))
    return f"{claim.speaker.name} ({about})" if about else claim.speaker.name


def when(value: Date | None) -> str:
    """The days a date can mean; its own value where it was not resolved."""
    if not value:
        return NOTHING
    return period(value.start, value.end) if value.start or value.end else value.value


def period(first: date | None, last: date | None) -> str:
    """Two days in as few words as tell them apart."""
    if not first or not last:
        return f"since {day(first)}" if first else f"until {day(last)}" if last else NOTHING
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    return f"{day(first)} – {day(last)}"


def day(value: date | None) -> str:
    """A day, with its month by name."""
    return f"{value.day} {value:%b %Y}" if value else NOTHING


def where(places: tuple[Place, ...]) -> str:
    """The places, each with its country; "?" marks those that could not be found on the map."""
    return "; ".join(dict.fromkeys(map(place, places))) or NOTHING


def place(value: Place) -> str:
    """A place with its country."""
    if not value.resolved:
        return f"{value.name} ?"
    country = value.country if value.level != "country" else None
    return ", ".join(filter(None, (value.name, country)))


def who(actors: tuple[Actor, ...]) -> str:
    """Who did it, and to whom."""
    by = _names(actors, "actor")
    to = _names(actors, "recipient")
    return f"{by or NOTHING} → {to}" if to else by or NOTHING


def _names(actors: tuple[Actor, ...], role: str) -> str:
    return ", ".join(dict.fromkeys(actor.name for actor in actors if actor.role == role))


def people(figure: Figure) -> str:
    """How many, of which kind, and of whom."""
    group = f" ({figure.who})" if figure.who else ""
    return f"{number(figure.low, figure.best, figure.high)} {figure.kind}{group}"


def number(low: int | None, best: int, high: int | None) -> str:
    """A number with its bounds, as a report would give them: at least 18, up to 40, about 2,000, 5–7."""
    if low == best == high:
        return f"{best:,}"
    if low is None:
        return f"about {best:,}" if high is None else f"up to {high:,}"
    if high is None:
        return f"at least {low:,}" if low == best else f"{best:,} (at least {low:,})"
    return f"{low:,}–{high:,}" if best in (low, high) else f"{low:,}–{high:,} (best {best:,})"


def figure_standing(reading: Reading, figure: Figure) -> str:
    """Whether a figure is stated as a fact, and by whom."""
    claim = reading.claim(figure.claim)
    said = f"{VOICES[figure.voice]} {speaker(claim)}" if figure.voice != "outlet" else ""
    told = "" if figure.factuality == "happened" else factuality(figure.factuality)
    scope = "over a place and period" if figure.scope == "aggregate" else ""
    total = "running total" if figure.running else ""
    return ", ".join(filter(None, (told, said, scope, total)))


def content(reading: Reading, claim: Claim, length: int) -> str:
    """What is claimed, shortened."""
    return shortened(" … ".join(reading.report.cut(span) for span in claim.content), length)


def wording(reading: Reading, mention: Mention) -> str:
    """The word that tells of it."""
    return safe(reading.report.cut(mention.trigger))
