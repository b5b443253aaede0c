"""A reading under another day of publication: its dates resolved again, nothing parsed again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tocsin.errors import UsageError
from tocsin.event import Claim, Mention
from tocsin.find.dates import dates_of
from tocsin.find.figures import with_day
from tocsin.find.told import dated_factuality
from tocsin.parse import Segment, segment
from tocsin.reading import Reading
from tocsin.report import PublishedBasis, Report
from tocsin.span import Span
from tocsin.values import Date, Factuality, Figure


def redated(reading: Reading, published: date, *, basis: PublishedBasis = "given") -> Reading:
    """The reading that its report would give, had it been published on another day.

    Use it where a day of publication was wrong: mentions, claims and figures keep the expressions that date them, and
    each is resolved anew. `UsageError` where no day was known before: then the choice of dates hung on that, and the
    report has to be read again.
    """
    if reading.report.published is None:
        raise UsageError(f"{reading.report.id}: no day of publication was known, read the report again with one")
    report = replace(reading.report, published=published, published_basis=basis)
    return _Redating.of(reading, report).reading(reading)


@dataclass(frozen=True, slots=True)
class _Redating:
    """What is needed to date the parts of one reading anew."""

    before: Report
    report: Report
    dates: tuple[Date, ...]
    by_span: Mapping[Span, Date]
    segments: Sequence[Segment]

    @classmethod
    def of(cls, reading: Reading, report: Report) -> _Redating:
        dates = dates_of(report) if not reading.passed_over else ()
        return cls(reading.report, report, dates, {one.span: one for one in dates}, segment(report))

    def reading(self, old: Reading) -> Reading:
        mentions = tuple(map(self.mention, old.mentions))
        changed = {
            one.id: one.factuality
            for one, was in zip(mentions, old.mentions, strict=True)
            if one.factuality != was.factuality
        }
        return replace(
            old,
            report=self.report,
            mentions=mentions,
            claims=tuple(map(self.claim, old.claims)),
            figures=tuple(self.figure(one, changed) for one in old.figures),
            dates=self.dates,
        )

    def mention(self, one: Mention) -> Mention:
        day = self.date(one.date)
        was = dated_factuality("happened", one.date, self.before.published)
        told = one.factuality
        if told == was and told != "planned":  # a plan may be told as one in words as well, and stays one
            told = dated_factuality("happened", day, self.report.published)
        return replace(one, date=day, factuality=told)

    def claim(self, one: Claim) -> Claim:
        return replace(one, said_on=self.date(one.said_on))

    def figure(self, one: Figure, changed: Mapping[str, Factuality]) -> Figure:
        where = next((each.span for each in self.segments if each.span.covers(one.span)), None)
        told = changed.get(one.mention or "", one.factuality)
        one = replace(one, factuality=told)
        return with_day(one, self.dates, where) if where else one

    def date(self, old: Date | None) -> Date | None:
        return self.by_span.get(old.span) if old else None
