"""Events, claims and figures of a record as a table, as JSON or as CSV."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, Generic, Literal, TypeVar

from rich.console import Console
from rich.table import Table
from rich.text import Text

from tocsin.cli import words
from tocsin.cli.readings import CONTENT, WIDE, table_of
from tocsin.cli.safe import csv_cell, json_text, plain, safe
from tocsin.event import Claim
from tocsin.merge.sources import host_of
from tocsin.reading import JSON, as_json
from tocsin.store import Told
from tocsin.values import Figure, FigureKind

ListFormat = Literal["table", "json", "csv"]
TOLLS: tuple[FigureKind, ...] = ("killed", "injured", "detained", "missing", "displaced", "participants")

UNDATED = "undated"
SHORT_ID = 8
"""Characters of an id that are shown and that `tocsin why` takes for the whole."""

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Listing(Generic[Item]):
    """How one kind of record is listed: the columns of a table, those of a CSV file, and its JSON."""

    columns: dict[str, Callable[[Item], str]]
    fields: Callable[[Item], JSON]
    records: Callable[[Iterable[Item]], Iterator[JSON]]


def show_list(items: Sequence[Item], listing: Listing[Item], form: ListFormat, console: Console) -> None:
    """Print records in the form asked for."""
    if form == "json":
        print(json_text(list(listing.records(items)), indent=2))
    elif form == "csv":
        _write_csv(listing.fields(item) for item in items)
    elif items and console.width >= WIDE:
        _print_table(items, listing, console)
    elif items:
        _print_lines(items, listing, console)
    else:
        console.print(Text("Nothing in the record fits.", style="yellow"))


def _write_csv(rows: Iterable[JSON]) -> None:
    writer = None
    for row in rows:
        if writer is None:
            writer = csv.DictWriter(sys.stdout, fieldnames=list(row), lineterminator="\n")
            writer.writeheader()
        writer.writerow({name: csv_cell(value) for name, value in row.items()})


def _print_table(items: Sequence[Item], listing: Listing[Item], console: Console) -> None:
    table = table_of(*listing.columns, "Id")
    for item in items:
        table.add_row(*(plain(cell(item)) for cell in listing.columns.values()), _short_id(listing, item))
    console.print(table)


def _print_lines(items: Sequence[Item], listing: Listing[Item], console: Console) -> None:
    """The cells of a record one after the other, where a table would have too little room."""
    table = Table.grid(padding=(0, 2, 1, 0))
    for item in items:
        first, *rest = (safe(cell(item)) for cell in listing.columns.values())
        told = " · ".join(cell for cell in rest if cell not in ("", words.NOTHING))
        table.add_row(_short_id(listing, item), Text.assemble((first, "bold"), " · ", told))
    console.print(table)


def _short_id(listing: Listing[Item], item: Item) -> Text:
    return plain(str(listing.fields(item)["id"])[:SHORT_ID], style="dim")


# -- events --------------------------------------------------------------------------------------------------------


def _event_when(event: JSON) -> str:
    value = _shown(event, "date")
    return words.period(*map(_day, (value["from"], value["to"]))) if value else UNDATED


def _event_where(event: JSON) -> str:
    value = _shown(event, "place")
    if not value:
        return words.NOTHING
    country = value["country"] if value["level"] != "country" else None
    return ", ".join(filter(None, (value["name"], country)))


def _event_who(event: JSON) -> str:
    by, to = ((_shown(event, role) or {}).get("name") for role in ("actor", "recipient"))
    return f"{by or words.NOTHING} → {to}" if to else by or words.NOTHING


def _event_people(event: JSON) -> str:
    return "; ".join(
        f"{words.number(toll['low'], toll['best'], toll['high'])} {toll['kind']}"
        + (f" ({toll['who']})" if toll["who"] else "")
        for toll in event["tolls"]
    )


def _event_standing(event: JSON) -> str:
    reports, sources = len(event["reports"]), len(event["sources"])
    return f"{event['status']}: {_counted(reports, 'report')}, {_counted(sources, 'source')}"


def _event_fields(event: JSON) -> JSON:
    day, place = _shown(event, "date") or {}, _shown(event, "place") or {}
    return {
        "id": event["id"],
        "from": day.get("from"),
        "to": day.get("to"),
        "type": event["type"],
        "mode": event["mode"],
        "acled": _shown(event, "acled"),
        "status": event["status"],
        "place": place.get("name"),
        "admin1": place.get("admin1"),
        "country": place.get("country"),
        "lat": place.get("lat"),
        "lon": place.get("lon"),
        "place_precision": place.get("precision"),
        "actor": (_shown(event, "actor") or {}).get("name"),
        "recipient": (_shown(event, "recipient") or {}).get("name"),
        **_tolls(event["tolls"]),
        "reports": len(event["reports"]),
        "sources": len(event["sources"]),
        "contradictions": len(event["contradictions"]),
    }


def _tolls(tolls: Sequence[JSON]) -> JSON:
    """The bounds of each kind; several groups of one kind are left to the JSON, since they are never added."""
    told: JSON = {}
    for kind in TOLLS:
        of_kind = [toll for toll in tolls if toll["kind"] == kind]
        only = of_kind[0] if len(of_kind) == 1 else {}
        told |= {f"{kind}_{bound}": only.get(bound) for bound in ("low", "best", "high")}
    return told


def _shown(event: JSON, name: str) -> Any:
    return event[name]["value"] if event[name] else None


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


EVENTS: Listing[JSON] = Listing(
    columns={
        "When": _event_when,
        "What": lambda event: _shown(event, "acled") or ", ".join(filter(None, (event["type"].lower(), event["mode"]))),
        "Where": _event_where,
        "Who → whom": _event_who,
        "People": _event_people,
        "Standing": _event_standing,
    },
    fields=_event_fields,
    records=iter,
)


# -- claims and figures --------------------------------------------------------------------------------------------


def _source(told: Told[Any]) -> str:
    report = told.reading.report
    published = words.day(report.published) if report.published else ""
    return ", ".join(filter(None, (report.outlet or host_of(report) or "unnamed outlet", published)))


def _report_fields(told: Told[Any]) -> JSON:
    report = told.reading.report
    return {
        "report": report.id,
        "outlet": report.outlet,
        "published": report.published and report.published.isoformat(),
        "url": report.url,
    }


def _records(kind: Literal["claims", "figures"]) -> Callable[[Iterable[Told[Any]]], Iterator[JSON]]:
    """The public JSON of claims or figures, each with its report."""

    def written(items: Iterable[Told[Any]]) -> Iterator[JSON]:
        for _, group in groupby(items, key=lambda told: id(told.reading)):
            several = list(group)
            records = {record["id"]: record for record in as_json(several[0].reading)[kind]}
            yield from ({"source": _report_fields(told), **records[told.record.id]} for told in several)

    return written


def _claim_fields(told: Told[Claim]) -> JSON:
    claim, reading = told.record, told.reading
    speaker = claim.speaker
    return {
        "id": claim.id,
        "speaker": speaker and speaker.name,
        "role": speaker and speaker.role,
        "organisation": speaker and speaker.organisation,
        "stance": claim.stance,
        "kind": claim.kind,
        "content": " … ".join(reading.report.cut(span) for span in claim.content),
        "said_from": claim.said_on and claim.said_on.start and claim.said_on.start.isoformat(),
        "said_to": claim.said_on and claim.said_on.end and claim.said_on.end.isoformat(),
        "medium": claim.medium,
        "via": "; ".join(carrier.name for carrier in claim.via),
        "about": " ".join(claim.about),
        **_report_fields(told),
    }


def _figure_fields(told: Told[Figure]) -> JSON:
    figure, reading = told.record, told.reading
    claim = reading.claim(figure.claim)
    return {
        "id": figure.id,
        "kind": figure.kind,
        "low": figure.low,
        "best": figure.best,
        "high": figure.high,
        "who": figure.who,
        "scope": figure.scope,
        "running": figure.running,
        "as_of": figure.as_of and figure.as_of.isoformat(),
        "rule": figure.rule,
        "factuality": figure.factuality,
        "voice": figure.voice,
        "speaker": claim and claim.speaker and claim.speaker.name,
        "mention": figure.mention,
        "text": reading.report.cut(figure.span),
        **_report_fields(told),
    }


def _figure_when(told: Told[Figure]) -> str:
    mention = told.reading.mention(told.record.mention)
    return words.when(mention.date) if mention and mention.date else words.day(told.record.as_of)


def _figure_where(told: Told[Figure]) -> str:
    mention = told.reading.mention(told.record.mention)
    return words.where(mention.places) if mention else words.NOTHING


CLAIMS: Listing[Told[Claim]] = Listing(
    columns={
        "Who": lambda told: words.speaker_in_full(told.record),
        "Stance": lambda told: told.record.stance,
        "What is said": lambda told: words.content(told.reading, told.record, CONTENT),
        "When": lambda told: words.when(told.record.said_on),
        "Report": _source,
    },
    fields=_claim_fields,
    records=_records("claims"),
)

FIGURES: Listing[Told[Figure]] = Listing(
    columns={
        "People": lambda told: words.people(told.record),
        "Standing": lambda told: words.figure_standing(told.reading, told.record) or words.NOTHING,
        "When": _figure_when,
        "Where": _figure_where,
        "Wording": lambda told: safe(told.reading.report.cut(told.record.span)),
        "Report": _source,
    },
    fields=_figure_fields,
    records=_records("figures"),
)
