"""A record in Python: kept readings to ask, judge, compare and pass on. `import tocsin` gives it as `tocsin.Record`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from markupsafe import Markup, escape

from tocsin.brief import write as write_brief
from tocsin.compare import Comparison, compare, read_rows
from tocsin.compare.match import Reach
from tocsin.errors import UsageError
from tocsin.export import Exported, Request, export, rows
from tocsin.export.cells import row_of
from tocsin.judgement import Judgement, JudgementKind
from tocsin.masking import Mask
from tocsin.reading import JSON, Reading
from tocsin.record import Merged
from tocsin.store import Added, Decision, Filters, Reason, Store

if TYPE_CHECKING:
    import pandas

Day = date | str
BriefForm = Literal["md", "html", "pdf"]


@dataclass(frozen=True, slots=True)
class View:
    """Something to look at: a notebook draws it, `html` is its source."""

    html: str

    def _repr_html_(self) -> str:
        return self.html

    def __str__(self) -> str:
        return self.html


@dataclass(frozen=True, slots=True)
class Record:
    """One database of reports and what was made of them. Open it with `Record.open`.

    Filters are those of the command line: `place`, `since`, `until` (days of events), `type`, `speaker`, `outlet`.
    """

    store: Store

    @classmethod
    def open(cls, address: str | Path) -> Record:
        """The record at a path (SQLite) or PostgreSQL URL; it is made where there is none."""
        return cls(Store.open(str(address)))

    def add(self, readings: Iterable[Reading]) -> Added:
        """Keep readings. What is there already is left alone; tells how many were new, changed or known."""
        return self.store.add(readings)

    def readings(self, **filters: Any) -> list[Reading]:
        """The readings in which anything is told that the filters ask for."""
        return list(self.store.readings(_filters(filters)))

    def events(self, **filters: Any) -> list[JSON]:
        """The merged events as public JSON, by day."""
        return list(self.store.events(_filters(filters)))

    def merged(self) -> Merged:
        """Events, tolls, contradictions, copies and sources as records."""
        return self.store.merged()

    def changes(self, since: Day | None = None, *, event: str | None = None) -> list[JSON]:
        """What became of events since a day (of merging), the latest first: new, raised, denied, corroborated, …"""
        return self.store.changes(_day(since), event=event)

    def why(self, key: str) -> list[Reason]:
        """Every statement behind an id, with its words in context."""
        return self.store.why(key)

    def judge(
        self, kind: JudgementKind, *ids: str, by: str, reason: str, cell: str | None = None, value: Any = None
    ) -> Judgement:
        """Keep a signed decision: same, different, accept, reject, correct, undo."""
        return self.store.judge(Decision(kind=kind, ids=ids, by=by, reason=reason, cell=cell, value=value))

    def frame(self, what: Literal["events", "claims", "figures"] = "events", **filters: Any) -> pandas.DataFrame:
        """A pandas DataFrame: one row for each event, claim or figure. Needs the extra `tocsin[pandas]`."""
        frames = {"events": self._events, "claims": self._claims, "figures": self._figures}
        if what not in frames:
            raise UsageError(f"{what}: frames are {', '.join(frames)}")
        return _frame(frames[what](_filters(filters)))

    def export(
        self, form: str, out: str | Path, *, new_since: Day | None = None, claimed: bool = False, mask: bool = False,
        **filters: Any,
    ) -> Exported:  # fmt: skip
        """Write the record in the shape of others: acled, ucdp, polecat, plover, csv, jsonl, parquet, geojson, …"""
        request = Request(form, _filters(filters), _day(new_since), claimed, mask)
        return export(self.store, request, Path(out))

    def compare(
        self, path: str | Path, *, days: int = 1, km: float = 25.0, columns: Mapping[str, str] | None = None,
        mask: bool = False,
    ) -> Comparison:  # fmt: skip
        """Hold a desk's rows (CSV) against the record. `columns` names them: `{"start": "Datum"}`."""
        found = compare(self.store, read_rows(Path(path), columns), Reach(days, km))
        return found.masked(self._hidden(asked=mask).event)

    def brief(
        self, form: BriefForm = "md", *, changed_since: Day | None = None, ids: bool = False, mask: bool = False,
        template: str | None = None, **filters: Any,
    ) -> str | bytes:  # fmt: skip
        """The situation report: Markdown or HTML as text, PDF as bytes."""
        readings, judgements = self.readings(**filters), self.store.judgements()
        from tocsin.merge import merge as merge_readings  # noqa: PLC0415

        written = write_brief(
            readings,
            merge_readings(readings, judgements),
            judgements=judgements,
            since=_day(changed_since),
            ids=ids,
            mask=self._hidden(asked=mask),
        )
        if form == "md":
            return written.markdown(template)
        from tocsin.brief.page import page, pdf  # noqa: PLC0415
        from tocsin.serve.drawing.pictures import pictures  # noqa: PLC0415

        html = page(written, pictures(written.dossier), template=template)
        return pdf(html) if form == "pdf" else html

    def map(self, **filters: Any) -> View:
        """A map of what happened where, drawn offline."""
        from tocsin.serve.drawing.pictures import pictures  # noqa: PLC0415

        readings = self.readings(**filters)
        from tocsin.merge import merge as merge_readings  # noqa: PLC0415

        drawn = pictures(write_brief(readings, merge_readings(readings, self.store.judgements())).dossier)
        return View(str(drawn.get("places") or "<p>Nothing is placed.</p>"))

    def _hidden(self, *, asked: bool) -> Mask:
        """Who is private is told from the whole record, whatever part of it leaves the house."""
        return Mask.of(*self.store.persons(), self.store.judgements()) if asked else Mask()

    def _events(self, filters: Filters) -> list[JSON]:
        names = [column.name for column in rows.COLUMNS]
        return [dict(zip(names, row_of(rows.COLUMNS, item), strict=True)) for item in self.store.sourced(filters)]

    def _claims(self, filters: Filters) -> list[JSON]:
        return [
            {
                "id": told.record.id,
                "speaker": told.record.speaker.name if told.record.speaker else None,
                "role": told.record.speaker.role if told.record.speaker else None,
                "stance": told.record.stance,
                "content": " … ".join(told.reading.report.cut(span) for span in told.record.content),
                "outlet": told.reading.report.outlet,
                "published": told.reading.report.published,
                "report": told.reading.report.id,
            }
            for told in self.store.claims(filters)
        ]

    def _figures(self, filters: Filters) -> list[JSON]:
        names = ("id", "kind", "low", "best", "high", "who", "scope", "factuality", "voice", "as_of")
        return [
            {name: getattr(told.record, name) for name in names}
            | {"text": told.reading.report.cut(told.record.span), "outlet": told.reading.report.outlet}
            | {"published": told.reading.report.published, "report": told.reading.report.id}
            for told in self.store.figures(filters)
        ]


COLOURS = {"claim": "#fbe6c8", "event": "#f6cfc6", "figure": "#d8e6c9", "place": "#cfe0ee", "date": "#e4d9ee"}
"""What is marked in a text, and how."""


def marked(reading: Reading) -> View:
    """A report's text with what was read from it marked: claims, events, figures, places and dates."""
    text, marks = reading.report.text, _marks(reading)
    pieces, at = [], 0
    for start, end, kind in marks:
        if start < at:
            continue
        pieces.append(escape(text[at:start]))
        pieces.append(
            Markup('<mark title="{}" style="background:{}">{}</mark>').format(kind, COLOURS[kind], text[start:end])
        )
        at = end
    pieces.append(escape(text[at:]))
    legend = Markup(" ").join(
        Markup('<mark style="background:{}">{}</mark>').format(colour, kind) for kind, colour in COLOURS.items()
    )
    return View(f'<div style="white-space:pre-wrap">{legend}\n\n{Markup("").join(pieces)}</div>')


def _marks(reading: Reading) -> list[tuple[int, int, str]]:
    """Short spans, since marks do not nest: cues stand for claims, triggers for events."""
    spans = [
        *((claim.cue, "claim") for claim in reading.claims),
        *((mention.trigger, "event") for mention in reading.mentions),
        *((figure.span, "figure") for figure in reading.figures),
        *((place.span, "place") for place in reading.places),
        *((value.span, "date") for value in reading.dates),
    ]
    return sorted((span.start, span.end, kind) for span, kind in spans if span and span.field == "text")


def _filters(given: Mapping[str, Any]) -> Filters:
    told = {name: _day(value) if name in ("since", "until") else value for name, value in given.items()}
    try:
        return Filters(**cast("dict[str, Any]", told))
    except TypeError as error:
        raise UsageError(f"no such filter: {error}") from error


def _day(day: Day | None) -> date | None:
    return date.fromisoformat(day) if isinstance(day, str) else day


def _frame(told: list[JSON]) -> pandas.DataFrame:
    try:
        import pandas  # noqa: PLC0415 - an extra, slow to load
    except ImportError as error:
        raise UsageError("data frames need pandas: pip install 'tocsin[pandas]'") from error
    frame = pandas.DataFrame.from_records(told)
    for name in frame.columns.intersection(["from", "to", "published", "as_of"]):
        frame[name] = pandas.to_datetime(frame[name])
    for name in frame.columns:
        if name in _COUNTS or name.rpartition("_")[2] in ("low", "best", "high", "groups"):
            frame[name] = frame[name].astype("Int64")
    return frame


_COUNTS = ("low", "best", "high", "quad", "geonameid", "reports", "copies", "sources", "contradictions")
